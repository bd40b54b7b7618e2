"""How good the comparisons are: against points of both sides' own texts, judged one by one.

    python evaluation/accounts.py POINTS.jsonl ACCOUNTS.jsonl SCORER.py [--false] [--silences] [--calibrate]

POINTS holds the judgements, ACCOUNTS the texts (as `communique compare --lines` reads them), SCORER the script beside
the gold that weighs them. `--false` lists the claims of silence that no point bears out, `--silences` all of them with
the words and the closest passage, to be read against the texts; `--calibrate` tells how often each rule is borne out,
which is where the numbers of `compare/confidence.py` come from. None of these texts is in this repository.
"""

import argparse
import importlib.util
import json
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from communique import stages

JsonObject = dict[str, Any]
MEASURES = ("silence_precision", "silence_recall", "both_recall", "relation_right", "mouth_recall")


def load(path: Path) -> ModuleType:
    """Load a scorer that lies beside the gold."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lines(path: Path) -> list[JsonObject]:
    """Return the objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def comparisons(accounts: Path) -> list[JsonObject]:
    """Compare the accounts of each meeting of a file."""
    with accounts.open("rb") as source:
        return [json.loads(line) for line in stages.compare_lines(source)]


def points(judged: Path, accounts: Path, scorer: Path) -> Iterator[tuple[str, float]]:
    """Yield what the comparisons are worth against points judged one by one."""
    result = load(scorer).score(lines(judged), comparisons(accounts))
    for name in MEASURES:
        yield f"accounts: {name.replace('_', ' ')}", result[name]


def silences(found: list[JsonObject], texts: dict[str, str]) -> Iterator[str]:
    """Yield every claim of silence with its words and the closest passage."""
    for comparison in found:
        for finding in comparison["findings"]:
            silent = [side for side, stand in finding["sides"].items() if stand == "silent"]
            for side in silent:
                yield " · ".join((comparison["meeting_id"], side, finding["level"], finding["kind"], finding["rule"]))
                for spoken, evidence in finding["evidence"].items():
                    for place in evidence[:2]:
                        yield f"    {spoken}: {_words(place, texts)}"
                for place in finding["searched"].get(side, [])[:1]:
                    yield f"    closest, {place['similarity']:.2f}: {_words(place, texts)}"


def _words(place: JsonObject, texts: dict[str, str]) -> str:
    return " ".join(texts[place["account_id"]][place["start"] : place["end"]].split())


def unborne(found: list[JsonObject], judged: list[JsonObject], scorer: ModuleType) -> list[JsonObject]:
    """Return the comparisons with nothing but the claims of silence that no judged point bears out."""
    kept = []
    for comparison in found:
        here = [point for point in judged if point["meeting_id"] == comparison["meeting_id"]]
        wrong = [
            finding
            for finding in comparison["findings"]
            if scorer.score(here, [comparison | {"findings": [finding]}])["false_silences"]
        ]
        kept.append(comparison | {"findings": wrong})
    return kept


def calibration(found: list[JsonObject], judged: list[JsonObject], scorer: ModuleType) -> Iterator[str]:
    """Yield for each rule of silence how often it was borne out, with the lower end of a 90 % interval (Wilson)."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for comparison in found:
        here = [point for point in judged if point["meeting_id"] == comparison["meeting_id"]]
        for finding in comparison["findings"]:
            if "silent" not in finding["sides"].values():
                continue
            result = scorer.score(here, [comparison | {"findings": [finding]}])
            rule = f"{finding['level']}, {finding['rule']}"
            right[rule] += result["silences_claimed"] - sum(
                result[k] for k in ("unjudged", "disputed", "false_silences")
            )
            wrong[rule] += result["false_silences"]
    for rule in sorted(set(right) | set(wrong)):
        total = right[rule] + wrong[rule]
        if total:
            yield f"{rule}: {right[rule]} of {total}, at least {_wilson(right[rule], total):.2f}"


def _wilson(right: int, total: int, z: float = 1.2816) -> float:
    share = right / total
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return (share + z * z / (2 * total) - spread) / (1 + z * z / total)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("points", type=Path)
    parser.add_argument("accounts", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--false", action="store_true", help="list the claims of silence that no point bears out")
    parser.add_argument("--silences", action="store_true", help="list all claims of silence")
    parser.add_argument("--calibrate", action="store_true", help="tell how often each rule of silence is borne out")
    options = parser.parse_args()
    scorer, judged, found = load(options.scorer), lines(options.points), comparisons(options.accounts)
    texts = {row["account_id"]: row["text"] or "" for row in lines(options.accounts)}
    if options.false:
        print(*silences(unborne(found, judged, scorer), texts), sep="\n")
    elif options.calibrate:
        print(*calibration(found, judged, scorer), sep="\n")
    elif options.silences:
        print(*silences(found, texts), sep="\n")
    else:
        print(json.dumps(scorer.score(judged, found), indent=1))


if __name__ == "__main__":
    main()
