"""How well single sentences are read that say, or only seem to say, that an account leaves something out.

    python evaluation/omissions.py SENTENCES [--publisher NAME] [--with-url] [--misses]

Each line of the file is one object with `text`, `is_omission` and `silent_party` (states, ";" between them, or null).
Every sentence is read as a document of its own. It counts as found if its record has an agenda item with the status
`said_not_mentioned`; its side is right if the accounts of these items are exactly the gold's states. Sentences whose
gold names no side count for precision and recall, not for the side.
"""

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique import stages

JsonObject = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its gold and what was read in it: whether a silence is claimed, whose, of what."""

    text: str
    is_omission: bool
    silent: frozenset[str]
    claimed: bool
    accounts: frozenset[str]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares between 0 and 1; `side` is the share of the right side among what was found and has one in the gold."""

    precision: float
    recall: float
    side: float
    kept_clear: float
    no_wrong_side: float


def read_sentences(rows: list[JsonObject], *, publisher: str | None = None, with_url: bool = False) -> list[Sentence]:
    """Read each row as a document of one sentence."""

    def document(place: int, row: JsonObject) -> str:
        wanted = {"id": f"omission-{place}", "text": row["text"]}
        if publisher:
            wanted["publisher"] = publisher
        if with_url and row.get("url"):
            wanted["url"] = row["url"]
        return json.dumps(wanted)

    written = stages.read_lines(document(place, row) for place, row in enumerate(rows))
    return [_sentence(row, json.loads(record)) for row, record in zip(rows, written, strict=True)]


def _sentence(row: JsonObject, record: JsonObject) -> Sentence:
    items = [item for item in record["agenda"] if item["status"] == "said_not_mentioned"]
    country = {actor["id"]: actor.get("country") or actor["id"] for actor in record["actors"]}
    return Sentence(
        text=row["text"],
        is_omission=row["is_omission"],
        silent=frozenset((row["silent_party"] or "").split(";")) - {""},
        claimed=bool(items),
        accounts=frozenset(country.get(account, account) for item in items for account in item["accounts"]),
        labels=tuple(item["label"] for item in items),
    )


def figures(sentences: list[Sentence]) -> Figures:
    """Return precision, recall and the share of right sides."""
    found = [one for one in sentences if one.claimed and one.is_omission]
    claimed = sum(one.claimed for one in sentences)
    sided = [one for one in found if one.silent]
    stated = [one for one in sentences if one.is_omission]
    others = [one for one in sentences if not one.is_omission]
    return Figures(
        precision=_share(len(found), claimed),
        recall=_share(len(found), len(stated)),
        side=_share(sum(one.accounts == one.silent for one in sided), len(sided)),
        kept_clear=_share(sum(not one.claimed for one in others), len(others)),
        no_wrong_side=_share(sum(one.accounts <= one.silent for one in sided), len(sided)),
    )


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 1.0


def main() -> int:
    """Measure one file, print the figures and, if asked, each sentence that went wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", type=Path, help="JSON Lines with the gold")
    parser.add_argument("--publisher", help="give this publisher to every document")
    parser.add_argument("--with-url", action="store_true", help="give each document the address of its row")
    parser.add_argument(
        "--misses", action="store_true", help="print what was missed, made up, or put on the wrong side"
    )
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.sentences.read_text(encoding="utf-8").splitlines() if line.strip()]
    sentences = read_sentences(rows, publisher=options.publisher, with_url=options.with_url)
    result = figures(sentences)
    for name in ("precision", "recall", "side", "kept_clear", "no_wrong_side"):
        print(f"{getattr(result, name):6.3f}  {name}")
    if options.misses:
        for one in sentences:
            if one.claimed != one.is_omission:
                print(
                    "MISSED" if one.is_omission else "FALSE ", ";".join(sorted(one.silent)), "|", one.text, one.labels
                )
            elif one.claimed and one.silent and one.accounts != one.silent:
                print("SIDE  ", sorted(one.silent), sorted(one.accounts), "|", one.text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
