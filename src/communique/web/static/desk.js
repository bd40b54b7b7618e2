// communique: the desk. Nothing here is needed to read or to correct; it adds keys, steps and the light on statements.
const stops = () => Array.from(document.querySelectorAll(".stop")).filter((one) => one.getClientRects().length);
const kept = (() => {
  try { return window.localStorage; } catch { return null; }
})();
const keysAreOn = () => kept?.getItem("keys") !== "off";

const here = () => document.activeElement?.closest(".stop");

function step(way) {
  const all = stops();
  if (!all.length) return;
  const at = all.indexOf(here());
  const below = all.findIndex((one) => one.getBoundingClientRect().top > 8);
  const start = below < 0 ? all.length : below;
  const next = at >= 0 ? at + way : way > 0 ? start : start - 1;
  const one = all[Math.min(Math.max(next, 0), all.length - 1)];
  if (!one.hasAttribute("tabindex")) one.tabIndex = -1;
  one.focus({ preventScroll: true });
  one.scrollIntoView({ block: "center" });
}

// A decision is sent only in a name that is filled in already; else the form is where the key leads.
function judge(verdict) {
  const form = document.querySelector('form.judge[action*="/findings/"]');
  if (!form) return go(here()?.querySelector("[data-judge]")?.href);
  const name = form.elements.namedItem("who");
  if (!name.value.trim()) return name.focus();
  return form.requestSubmit(form.querySelector(`button[value="${verdict}"]`));
}

const dialog = document.getElementById("keys");
const go = (address) => { if (address) window.location.assign(address); };
const actions = {
  "?": () => (dialog ? dialog.showModal() : go("/keys")),
  "/": () => {
    const field = document.querySelector('#q, #top-search, input[type="search"]');
    field?.focus();
    field?.select?.();
  },
  n: () => step(1), j: () => step(1), p: () => step(-1), k: () => step(-1),
  o: () => go((here()?.querySelector("[data-open]") ?? here()?.querySelector("a[href]"))?.href),
  c: () => go(here()?.querySelector("[data-judge]")?.href ?? (document.getElementById("judge") ? "#judge" : "")),
  a: () => judge("accept"), r: () => judge("reject"),
  m: () => go("/"),
  t: () => { document.getElementById("content")?.focus({ preventScroll: true }); window.scrollTo(0, 0); },
};

document.addEventListener("keydown", (event) => {
  const field = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key === "Escape" && field) field.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || (field && field.type !== "checkbox") || !keysAreOn()) return;
  if (dialog?.open || !Object.hasOwn(actions, event.key)) return;
  event.preventDefault();
  actions[event.key]();
});

for (const button of document.querySelectorAll("[data-step]")) {
  button.addEventListener("click", () => step(Number(button.dataset.step)));
}
for (const bar of document.querySelectorAll("[data-steps]")) {
  bar.hidden = document.querySelectorAll("tr.stop").length < 2;
}

for (const box of document.querySelectorAll("[data-keys]")) {
  box.closest("[data-switch]").hidden = kept === null;
  box.checked = keysAreOn();
  box.addEventListener("change", () => kept?.setItem("keys", box.checked ? "on" : "off"));
}

// A statement and its note in the margin light up together.
const light = (event) => {
  const name = event.target.closest?.("[data-statement]")?.dataset.statement;
  for (const one of document.querySelectorAll("[data-statement]")) {
    one.classList.toggle("lit", one.dataset.statement === name);
  }
};
if (document.querySelector("[data-statement]")) {
  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, light);
}

// Folds: filters are closed on a narrow screen, where the results would stand far below; what a link leads to is opened; everything is open on paper.
for (const fold of document.querySelectorAll("details.fold")) {
  if (window.matchMedia("(max-width: 62rem)").matches) fold.open = false;
}
const reveal = () => {
  const target = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
  for (let fold = target?.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
  if (target?.closest("details")) target.scrollIntoView({ block: "center" });
};
window.addEventListener("hashchange", reveal);
reveal();
let opened = [];
window.addEventListener("beforeprint", () => {
  opened = Array.from(document.querySelectorAll("details:not([open])"));
  opened.forEach((one) => { one.open = true; });
});
window.addEventListener("afterprint", () => opened.forEach((one) => { one.open = false; }));
