"use strict";
(() => {
  const differences = Array.from(document.querySelectorAll("tr.difference"));
  const keys = document.getElementById("keys");
  if (keys && differences.length) {
    keys.closest(".switch").hidden = false;
    const step = { n: 1, j: 1, p: -1, k: -1 };
    document.addEventListener("keydown", (event) => {
      if (!keys.checked || event.ctrlKey || event.metaKey || event.altKey || !(event.key in step)) return;
      if (event.target.closest("input, textarea, select, [contenteditable]") && event.target !== keys) return;
      const here = differences.indexOf(document.activeElement.closest("tr.difference"));
      const below = differences.findIndex((row) => row.getBoundingClientRect().top > 0);
      const start = below < 0 ? differences.length : below;
      const next = here >= 0 ? here + step[event.key] : step[event.key] > 0 ? start : start - 1;
      const row = differences[Math.min(Math.max(next, 0), differences.length - 1)];
      event.preventDefault();
      row.focus({ preventScroll: true });
      row.scrollIntoView({ block: "center" });
    });
  }
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = Array.from(document.querySelectorAll("details:not([open])"));
    opened.forEach((part) => { part.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((part) => { part.open = false; }));
})();
