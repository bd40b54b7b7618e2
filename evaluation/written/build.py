"""Turn the written stories into gold: every annotation, given by its words, becomes code-point offsets.

    python evaluation/written/build.py [--check] [--show] [--counts] [--scorer FILE]

Without an option `gold.jsonl` is written anew from `stories/*.toml`; `--check` only compares. An annotation whose
words are not found, or are found more than once without saying which is meant, ends the run. `--scorer` turns the gold
into flawless records and demands that `score_reading.py` calls them flawless. How words are given: see README.md.
"""

import argparse
import importlib.util
import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
GOLD = HERE / "gold.jsonl"
STORIES = HERE / "stories"
LICENCE = "written for this project"
LAYERS = ("boilerplate", "times", "meetings", "statements", "agenda", "stops")
ELISION = " … "  # in an annotation: "from these words to the first of those"
JsonObject = dict[str, Any]


class AnnotationNotFoundError(Exception):
    """The words of an annotation do not point at one place of the story."""

    def __init__(self, story: str, words: str, found: int) -> None:
        super().__init__(f"{story}: {words!r} is found {found} times; mark which is meant with ' #2' or more context")


class Story:
    """One story with its annotations still in words."""

    def __init__(self, path: Path) -> None:
        self.source: JsonObject = tomllib.loads(path.read_text(encoding="utf-8"))
        self.id: str = path.stem
        self.text: str = self.source["text"].strip("\n")
        self.actors: JsonObject = self.source.get("actors", {})

    def place(self, words: str) -> tuple[int, int]:
        """Resolve `context {the words} context #2` to start and end."""
        wanted, _, number = words.partition(" #")
        before, brace, rest = wanted.partition("{")
        core, _, after = rest.partition("}") if brace else (wanted, "", "")
        before = before if brace else ""
        head, elided, tail = core.partition(ELISION)
        needle = before + head + ("" if elided else after)
        starts = [m.start() for m in re.finditer(f"(?={re.escape(needle)})", self.text)]
        if not starts or (len(starts) > 1 and not number) or int(number or 1) > len(starts):
            raise AnnotationNotFoundError(self.id, words, len(starts))
        start = starts[int(number or 1) - 1] + len(before)
        if not elided:
            return start, start + len(core)
        end = self.text.find(tail + after, start + len(head))
        if end < 0:
            raise AnnotationNotFoundError(self.id, words, 0)
        return start, end + len(tail)

    def span(self, words: str) -> JsonObject:
        """Resolve words to a span object."""
        start, end = self.place(words)
        return {"start": start, "end": end}

    def speaker(self, keys: str | list[str] | None) -> JsonObject | None:
        """Name a speaker, or the group of several who speak together."""
        if not keys:
            return None
        if isinstance(keys, str):
            actor = self.actors[keys]
            return {"name": actor["name"], "kind": actor["kind"], "country": actor.get("country")}
        members = [{"name": self.actors[k]["name"], "country": self.actors[k].get("country")} for k in keys]
        return {"name": " and ".join(m["name"] for m in members), "kind": "group", "country": None, "members": members}

    def participant(self, who: str | JsonObject) -> JsonObject:
        """Name a participant: an actor's key, or office and country where no name is given."""
        if isinstance(who, str):
            actor = self.actors[who]
            return {"name": actor["name"], "office": actor.get("office"), "country": actor.get("country")}
        generic = {"generic": True} if who.get("generic") else {}
        return {"name": who.get("name"), "office": who.get("office"), "country": who.get("country"), **generic}

    def statement(self, given: JsonObject) -> JsonObject:
        """Resolve one statement."""
        to = given.get("to")
        return {
            "mode": given["mode"],
            "polarity": given.get("polarity", "positive"),
            "speaker": self.speaker(given.get("by")),
            "addressee": {"name": self.actors[to]["name"] if to in self.actors else to} if to else None,
            "cue": self.span(given["cue"]) if given.get("cue") else None,
            "content": [self.span(words) for words in given["words"]],
            "according_to": [
                {
                    "issuer": self.actors[via["by"]]["name"],
                    "country": self.actors[via["by"]].get("country"),
                    "medium": via["medium"],
                    **self.span(via["words"]),
                }
                for via in given.get("via", [])
            ],
        }

    def gold(self) -> JsonObject:
        """Return the story as one line of gold."""
        given = self.source
        layers: JsonObject = {
            "boilerplate": [{**self.span(b["words"]), "kind": b["kind"]} for b in given.get("boilerplate", [])],
            "times": [{**self.span(words), "value": value} for words, value in given.get("times", [])],
            "meetings": [
                {
                    "kind": m["kind"],
                    "date": m.get("date"),
                    "place": m.get("place"),
                    "participants": [self.participant(who) for who in m["who"]],
                    "status": m.get("status", "happened"),
                    **self.span(m["words"]),
                }
                for m in given.get("meetings", [])
            ],
            "statements": [self.statement(s) for s in given.get("statements", [])],
            "agenda": [
                {
                    "topic": a["topic"],
                    "status": a.get("status", "discussed"),
                    "accounts": a["accounts"],
                    **self.span(a["words"]),
                }
                for a in given.get("agenda", [])
            ],
            "stops": [
                {
                    "person": self.actors[s["who"]]["name"],
                    "place": s["place"],
                    "order": s["order"],
                    "status": s.get("status", "happened"),
                    **self.span(s["words"]),
                }
                for s in given.get("stops", [])
            ],
        }
        layers["times"].sort(key=lambda time: (time["start"], time["end"]))
        layers["statements"].sort(key=lambda statement: statement["content"][0]["start"])
        return {
            "id": self.id,
            "source": "evaluation/written",
            "licence": LICENCE,
            "publisher": given["publisher"],
            "published_on": given["published_on"],
            "text": self.text,
            "gold": layers,
        }


def build() -> list[JsonObject]:
    """Return every story as gold, in the order of the file names."""
    return [Story(path).gold() for path in sorted(STORIES.glob("*.toml"))]


def as_lines(gold: list[JsonObject]) -> str:
    """Write gold as JSON Lines."""
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in gold)


def faults(line: JsonObject) -> Iterator[str]:
    """Yield what an annotator may have overlooked: marks that the guidelines do not allow."""
    text, gold = line["text"], line["gold"]
    for statement in gold["statements"]:
        spans = statement["content"]
        words = " / ".join(text[s["start"] : s["end"]] for s in spans)
        quoted = all(text[s["start"]] in "\"“'‘" for s in spans)
        marks = re.search(r"[\"“”]", words) is not None
        block = text[: spans[0]["start"]].rstrip().endswith("said:")  # a minister's words set off below "X said:"
        if statement["mode"] == "direct" and not quoted and not block:
            yield f"direct without quotation marks: {words}"
        if statement["mode"] == "indirect" and marks:
            yield f"indirect with quotation marks: {words}"
        if statement["mode"] == "mixed" and (not marks or (quoted and words.count("“") <= len(spans) > 1)):
            yield f"mixed, but all or nothing is quoted: {words}"
        if statement["mode"] == "mixed" and re.fullmatch(r"(that )?[\"“][^\"“”]*[\"”]", words):
            yield f"mixed, but only a leading 'that' is not quoted: {words}"
        cue = statement["cue"]
        if cue and any(s["start"] < cue["end"] and cue["start"] < s["end"] for s in spans):
            yield f"cue inside content: {words}"
        if any(text[s["start"]].isspace() or text[s["end"] - 1].isspace() for s in spans):
            yield f"content begins or ends with a space: {words}"
        if text[spans[-1]["end"] - 1] in ".," and not block and not re.search(r"\b([A-Z]\.)+$", words):
            yield f"content ends with a stop outside a quotation: {words[-60:]}"
    for layer in LAYERS:
        if layer not in gold:
            yield f"no layer {layer}"


def record(line: JsonObject) -> JsonObject:
    """Turn gold into the record that a flawless reader would give for it (the fields that the scorer reads)."""
    actors: dict[str, JsonObject] = {}

    def actor(name: str | None, kind: str, country: str | None) -> str:
        """Return the id of an actor, adding it on first sight."""
        key = f"{kind}:{name}:{country}"
        actors[key] = {"id": key, "kind": kind, "name": name, "country": country}
        return key

    def participant(who: JsonObject) -> str:
        kind = "person" if who["name"] and who["office"] else "organisation" if who["name"] else "office"
        return actor(who["name"] or who["office"], kind, who["country"])

    def issuer(via: JsonObject, speaker: JsonObject | None) -> str:
        kind = speaker["kind"] if speaker and speaker["name"] == via["issuer"] else "organisation"
        return actor(via["issuer"], kind, via["country"])

    gold = line["gold"]
    statements = [
        {
            **statement,
            "cue": [statement["cue"]] if statement["cue"] else [],
            "speaker": statement["speaker"]
            and {"actor": actor(*(statement["speaker"][key] for key in ("name", "kind", "country")))},
            "addressee": statement["addressee"] and {"actor": actor(statement["addressee"]["name"], "person", None)},
            "according_to": [
                {"issuer": issuer(via, statement["speaker"]), "medium": via["medium"]}
                for via in statement["according_to"]
            ],
        }
        for statement in gold["statements"]
    ]
    meetings = [
        {**m, "place": m["place"] and {"name": m["place"]}, "participants": [participant(w) for w in m["participants"]]}
        for m in gold["meetings"]
    ]
    agenda = [
        {
            "label": a["topic"],
            "topic": None,
            "status": a["status"],
            "accounts": [actor(c, "state", c) for c in a["accounts"]],
            "spans": [{"start": a["start"], "end": a["end"]}],
        }
        for a in gold["agenda"]
    ]
    stops = [{**s, "actor": actor(s["person"], "person", None), "place": {"name": s["place"]}} for s in gold["stops"]]
    return {
        "document": {"id": line["id"], "text": line["text"]},
        "passages": gold["boilerplate"],
        "times": [{**time, "type": "DATE"} for time in gold["times"]],
        "statements": statements,
        "meetings": meetings,
        "agenda": agenda,
        "stops": stops,
        "actors": list(actors.values()),
    }


def flaws(gold: list[JsonObject], scorer: Path) -> Iterator[str]:
    """Yield every figure below 1.0 that the scorer gives to flawless records."""
    spec = importlib.util.spec_from_file_location(scorer.stem, scorer)
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer at {scorer}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    figures, rows = module.score(gold, {line["id"]: record(line) for line in gold}, errors=True)
    for name, figure in figures.items():
        if (isinstance(figure, dict) and figure["F1"] not in (None, 1.0)) or (
            name.startswith("whole document") and figure != 1.0
        ):
            yield f"{name}: {figure}"
    yield from (str(row) for row in rows if min(row[1:]) < 1)


def shown(line: JsonObject) -> Iterator[str]:
    """Yield a story with its annotations in words, for reading."""
    text = line["text"]

    def words(value: object) -> object:
        if isinstance(value, list):
            return [words(one) for one in value]
        if not isinstance(value, dict):
            return value
        plain = {key: words(one) for key, one in value.items() if key not in {"start", "end"}}
        return plain | ({"T": text[value["start"] : value["end"]]} if "start" in value else {})

    yield f"{'=' * 100}\n{line['id']} {line['publisher']} {line['published_on']}\n{text}"
    for layer in LAYERS:
        yield f"-- {layer}"
        yield from (f"   {json.dumps(words(one), ensure_ascii=False)}" for one in line["gold"][layer])


def counts(gold: list[JsonObject]) -> Iterator[str]:
    """Yield how many annotations of each layer there are, and of which sort, as lines of a table."""
    for line in gold:
        yield f"{line['id']:28} {len(line['text'].split()):4} words " + " ".join(
            f"{layer} {len(line['gold'][layer])}" for layer in LAYERS
        )
    yield "all " + " ".join(f"{layer} {sum(len(line['gold'][layer]) for line in gold)}" for layer in LAYERS)
    statements = [s for line in gold for s in line["gold"]["statements"]]
    yield f"modes {dict(Counter(s['mode'] for s in statements))}"
    yield f"denied {sum(s['polarity'] == 'negative' for s in statements)}"
    yield f"several spans {sum(len(s['content']) > 1 for s in statements)}"
    yield f"joint {sum('members' in (s['speaker'] or {}) for s in statements)}"
    yield f"no cue {sum(s['cue'] is None for s in statements)}, no speaker {sum(not s['speaker'] for s in statements)}"
    yield f"addressee {sum(bool(s['addressee']) for s in statements)}"
    yield f"with a source {sum(bool(s['according_to']) for s in statements)}"
    for layer, field in (("meetings", "kind"), ("meetings", "status"), ("agenda", "status"), ("stops", "status")):
        yield f"{layer} by {field} {dict(Counter(one[field] for line in gold for one in line['gold'][layer]))}"


def main() -> int:
    """Build or check the gold."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--check", action="store_true", help="compare with gold.jsonl instead of writing it")
    arguments.add_argument("--show", nargs="?", const="", metavar="ID", help="print stories with their annotations")
    arguments.add_argument("--counts", action="store_true", help="print how many annotations there are")
    arguments.add_argument("--scorer", type=Path, help="the scorer that must find flawless records flawless")
    options = arguments.parse_args()
    gold = build()
    wrong = [f"{line['id']}: {fault}" for line in gold for fault in faults(line)]
    if options.check and GOLD.read_text(encoding="utf-8") != as_lines(gold):
        wrong.append("gold.jsonl is not what the stories give")
    if not options.check:
        GOLD.write_text(as_lines(gold), encoding="utf-8")
    if options.scorer:
        wrong += flaws(gold, options.scorer)
    if options.show is not None:
        print("\n".join(row for line in gold if line["id"].startswith(options.show) for row in shown(line)))
    if options.counts:
        print("\n".join(counts(gold)))
    print("\n".join(wrong), file=sys.stderr, end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
