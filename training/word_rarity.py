"""How many accounts of meetings hold each word, concept and topic: the table `word_rarity.csv` of the codebook.

    python training/word_rarity.py READOUTS.jsonl > src/communique/codebook/data/word_rarity.csv

READOUTS.jsonl holds one account a line with its `text`, in English. The table was made from 809 readouts of the White
House, 2021-2025, which are works of the United States government and in the public domain. It holds counts alone,
nothing of what was written.
"""

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from communique.codebook.concepts import find_concepts, stems
from communique.codebook.topics import find_topics

FEWEST = 3
"""Names in fewer documents say no more than that they are rare."""
MOST_ROWS = 4000
SOURCE = "809 White House readouts 2021-2025"


def names(text: str) -> set[tuple[str, str]]:
    """Return (kind, name) of everything that the text holds."""
    found = {("stem", stem.stem) for stem in stems(text, "en") if not stem.stem[0].isdigit()}
    found |= {("concept", match.concept) for match in find_concepts(text, "en")}
    return found | {("topic", f"topic:{match.topic}") for match in find_topics(text, "en", places=True)}


def table(texts: Iterable[str]) -> list[tuple[str, str, str]]:
    """Return the rows (name, kind, share of the texts), concepts and topics first, then the most frequent stems."""
    counts: Counter[tuple[str, str]] = Counter()
    number = 0
    for text in texts:
        number += 1
        counts.update(names(text))
    kept = [(kind, name, count) for (kind, name), count in counts.items() if count >= FEWEST]
    kept.sort(key=lambda row: (("concept", "topic", "stem").index(row[0]), -row[2], row[1]))
    return [(name, kind, f"{count / number:.5f}") for kind, name, count in kept[:MOST_ROWS]]


def main() -> None:
    """Read the file that is named and write the table to standard output."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readouts", type=Path)
    lines = parser.parse_args().readouts.read_text(encoding="utf-8").splitlines()
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("name", "kind", "share", "source"))
    out.writerows((*row, SOURCE) for row in table(json.loads(line)["text"] for line in lines))


if __name__ == "__main__":
    main()
