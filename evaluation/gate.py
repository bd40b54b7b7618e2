"""The quality gate: what the readings are worth on gold data, against floors that may only rise.

    python evaluation/gate.py --bench DIR [--languages FILE] [--polnear FILE] [--times FILE...]
                              [--update] [--allow-regression] [--json]

`--bench` is the folder with `reading_dev.jsonl`, `passages_dev/` and the scorers (`score_*.py`). Accounts in several
languages (those of `comparison_dev`, the Chinese texts filled in), PolNeAR and TempEval-3 are brought by the person who
runs the gate (see evaluation/README.md), as JSON Lines that the converters there make. None of these texts is in this
repository. A part whose data is not given is skipped and says so. Floors are pinned with a digest of the data they were
measured on; exit status 1 if one is missed.
"""

import argparse
import hashlib
import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from communique import stages

OMISSIONS = Path("comparison_dev") / "omission_sentences.jsonl"
PAIRS = Path("english_pairs_dev")
WRITTEN = sorted((Path(__file__).parent / "written").glob("wordings-*.jsonl"))
FLOORS = Path(__file__).with_name("floors.json")
JsonObject = dict[str, Any]


def scorer(bench: Path, name: str) -> ModuleType:
    """Load one of the scorers that lie beside the gold."""
    spec = importlib.util.spec_from_file_location(name, bench / f"{name}.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer {name}.py in {bench}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lines(path: Path) -> list[JsonObject]:
    """Return the objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def records_of(documents: list[JsonObject], *, keep_date: bool = True) -> dict[str, JsonObject]:
    """Read the documents as `communique read --lines` does; return each record's JSON by document id."""

    def wanted(document: JsonObject) -> JsonObject:
        row = {"id": document.get("id") or document["doc_id"], "text": document["text"]}
        published_on = document.get("published_on") or document.get("date")
        if keep_date and published_on:
            row["published_on"] = published_on
        if document.get("publisher"):
            row["publisher"] = document["publisher"]
        return row

    written = stages.read_lines(json.dumps(wanted(document)) for document in documents)
    return {record["document"]["id"]: record for record in map(json.loads, written)}


def reading(bench: Path) -> Iterator[tuple[str, float]]:
    """Whole documents: the hand-annotated ones of `reading_dev.jsonl`."""
    gold = lines(bench / "reading_dev.jsonl")
    result, _ = scorer(bench, "score_reading").score(gold, records_of(gold))
    for name in (
        "statements found",
        "statements found + speaker",
        "meetings participants + date",
        "agenda found + status + accounts",
        "times found + value",
        "said_not_mentioned",
        "stops person + place",
        "boilerplate characters",
    ):
        yield f"reading: {name}, F1", result[name]["F1"]
    yield "reading: body characters kept", 1 - result["body characters lost"]


def passages(bench: Path) -> Iterator[tuple[str, float]]:
    """Score the passages of plain text against those told apart by hand."""
    gold = lines(bench / "passages_dev" / "gold.jsonl")
    records = records_of(gold, keep_date=False)
    result = scorer(bench, "score_passages").score(gold, {key: record["passages"] for key, record in records.items()})
    yield "passages: characters, F1", result["F1"]
    yield "passages: article kept", round(1 - result["body_lost"], 4)


def omissions(bench: Path) -> Iterator[tuple[str, float]]:
    """Single sentences that say, or only seem to say, that an account leaves something out.

    With its address a sentence has what a real document has: whose page it stands on.
    """
    own = scorer(Path(__file__).parent, "omissions")
    for name, with_url in (("omissions", False), ("omissions with the address", True)):
        result = own.figures(own.read_sentences(lines(bench / OMISSIONS), with_url=with_url))
        yield f"{name}: claims that are right, precision", result.precision
        yield f"{name}: found, recall", result.recall
        yield f"{name}: silent side right, of those found", result.side
        yield f"{name}: sentences without one that stay without, share", result.kept_clear
        yield f"{name}: no wrong side called silent, share", result.no_wrong_side


def accounts(bench: Path) -> Iterator[tuple[str, float]]:
    """Both sides' own accounts of a meeting, against points that were judged one by one."""
    pairs = bench / PAIRS
    yield from scorer(Path(__file__).parent, "accounts").points(
        pairs / "points.jsonl", pairs / "accounts.jsonl", bench / "score_points.py"
    )


def languages(bench: Path, filled: Path) -> Iterator[tuple[str, float]]:
    """Accounts of one meeting in two languages: judged topics, points of both texts, pairs of wordings."""
    folder = bench / "comparison_dev"
    own = scorer(Path(__file__).parent, "accounts")
    result = scorer(bench, "score_comparison").score(
        lines(folder / "gold.jsonl"), lines(filled), found := own.comparisons(filled)
    )
    yield "languages: judged silences found, recall", result["silence_recall"]
    yield "languages: judged silences that are none, not claimed, share", 1 - result["false_silence"]
    yield "languages: judged topics in both, recall", result["both_recall"]
    yield "languages: what nobody can know, kept unknown, share", result["unknown_kept"]
    judged = scorer(bench, "score_points").score(lines(folder / "points.jsonl"), found)
    for name in own.MEASURES:
        yield f"languages: {name.replace('_', ' ')}", judged[name]
    yield "languages: wording, relation right", wordings_right(folder / "wording_pairs.jsonl", filled)


def wordings() -> Iterator[tuple[str, float]]:
    """Invented pairs of wordings, in three languages."""
    for pairs in WRITTEN:
        yield f"wordings, {pairs.stem}: relation right", wordings_right(pairs)


def wordings_right(pairs: Path, filled: Path | None = None) -> float:
    """Return the share of pairs whose relation is told."""
    told = scorer(Path(__file__).parent, "wordings").read(pairs, filled)
    right: int = sum(one.is_right for one in told)
    return round(right / len(told), 3)


def attribution(bench: Path, polnear: Path) -> Iterator[tuple[str, float]]:
    """Who said what in newspaper articles (PolNeAR)."""
    module, gold = scorer(bench, "score_attribution"), lines(polnear)
    predicted = {key: module.from_record(record) for key, record in records_of(gold).items()}
    result = module.score(gold, predicted)
    yield "attribution: content found, F1", round(result["attrib"]["found"]["F1"], 1)
    yield "attribution: content and source, F1", round(result["attrib"]["found+source"]["F1"], 1)
    yield "attribution: content exact, F1", round(result["exact"]["content"]["F1"], 1)
    yield "attribution: direct quotations with source, recall", round(result["by_type"]["direct"]["found+source_R"], 1)


def times(bench: Path, path: Path) -> Iterator[tuple[str, float]]:
    """Time expressions (TempEval-3 training folders)."""
    gold = lines(path)
    result = scorer(bench, "score_times").score(gold, {key: r["times"] for key, r in records_of(gold).items()})
    for name in ("strict_F1", "value_F1"):
        yield f"times, {path.stem}: {name}", result[name]
    yield f"times, {path.stem}: weekday_right", result["weekday_right"]


def digest(*paths: Path) -> str:
    """Return the first 16 digits of the SHA-256 over the data files, in the order given."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


def main() -> int:
    """Measure, print, compare; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, required=True, help="folder with the gold and the scorers")
    parser.add_argument("--languages", type=Path, help="accounts of comparison_dev with the Chinese texts filled in")
    parser.add_argument("--polnear", type=Path, help="PolNeAR development part, converted")
    parser.add_argument("--times", type=Path, nargs="*", default=[], help="TempEval-3 training folders, converted")
    parser.add_argument("--update", action="store_true", help="raise the floors to what was measured")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower them too")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()

    parts: dict[str, tuple[str, Iterator[tuple[str, float]]]] = {
        "reading": (digest(options.bench / "reading_dev.jsonl"), reading(options.bench)),
        "passages": (digest(options.bench / "passages_dev" / "gold.jsonl"), passages(options.bench)),
    }
    if (options.bench / OMISSIONS).exists():
        parts["omissions"] = (digest(options.bench / OMISSIONS), omissions(options.bench))
    if (options.bench / PAIRS).exists():
        files = (options.bench / PAIRS / "points.jsonl", options.bench / PAIRS / "accounts.jsonl")
        parts["accounts"] = (digest(*files), accounts(options.bench))
    parts["wordings"] = (digest(*WRITTEN), wordings())
    if options.languages:
        files = (options.bench / "comparison_dev" / "gold.jsonl", options.languages)
        parts["languages"] = (digest(*files), languages(options.bench, options.languages))
    if options.polnear:
        parts["attribution"] = (digest(options.polnear), attribution(options.bench, options.polnear))
    for path in options.times:
        parts[f"times {path.stem}"] = (digest(path), times(options.bench, path))

    floors: dict[str, JsonObject] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    measured: dict[str, float] = {}
    missed = []
    for part, (corpus, values) in parts.items():
        known = floors.get(part, {})
        if known and known["data"] != corpus and not options.update:
            print(f"{part}: the data are not those that the floors were measured on", file=sys.stderr)
        pinned: dict[str, float] = known.get("floors", {})
        for name, value in values:
            measured[name] = value
            floor = pinned.get(name)
            if floor is not None and value < floor - 1e-9:
                missed.append(f"{name}: {value} is under the floor {floor}")
            if floor is None or value > floor or options.allow_regression:
                pinned[name] = value
            if not options.json:
                print(f"{value:8.4g}  {name}" + (f"  (floor {floor:g})" if floor is not None else "  (new)"))
        floors[part] = {"data": corpus, "floors": pinned}
    if options.json:
        print(json.dumps(measured))
    for line in missed:
        print(f"MISSED {line}", file=sys.stderr)
    if options.update and (not missed or options.allow_regression):
        FLOORS.write_text(json.dumps(floors, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    brought = {"languages": options.languages, "attribution": options.polnear, "times": options.times}
    for skipped in brought.items():
        if not skipped[1]:
            print(f"skipped: {skipped[0]} (no data given)", file=sys.stderr)
    return 1 if missed and not (options.update and options.allow_regression) else 0


if __name__ == "__main__":
    sys.exit(main())
