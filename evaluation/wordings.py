"""How well the relation of two wordings of one point is told: same, softer, generic, opposed, denied, another name.

    python evaluation/wordings.py PAIRS.jsonl [ACCOUNTS.jsonl] [--misses]

Each line of PAIRS is one object: `wording` gives each side's words, in the order in which the relation is read,
`relation` says how the second stands to the first, as a word of the program (`softer`, or several with "or" between
them) or in a reader's words (`RELATIONS`). Its texts are in `texts` (side: text), or its `meeting_id` names the
accounts of ACCOUNTS (as `communique compare --lines` reads them). A finding tells of a pair if its evidence lies in a
sentence that holds the words, on each side that is not silent; the pair is right if one such finding has the relation.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique import stages
from communique.model import Comparison, Finding, FindingKind, Relation, Stand

JsonObject = dict[str, Any]
Sentences = Mapping[str, list[tuple[str, int, int]]]
"""For each side the sentences that hold its words: account id, start, end."""

ONLY_SECOND = "only in the second"
"""The relation of words that only the second account has: who asked for a call, told by the one who was asked."""
DENIED = "denied"

RELATIONS = (
    (r"at the other side's request", {ONLY_SECOND}),
    (r"two names", {Relation.OTHER}),
    (r"same .*adds", {Relation.SAME, Relation.GENERIC}),
    (r"specific against generic|goal against", {Relation.GENERIC}),
    (r"neutral label", {Relation.SPECIFIC}),
)
"""What a reader's words for a relation mean, the first that fits."""
_TURNED = {
    Relation.SOFTER: Relation.HARDER,
    Relation.HARDER: Relation.SOFTER,
    Relation.GENERIC: Relation.SPECIFIC,
    Relation.SPECIFIC: Relation.GENERIC,
}
_END = re.compile(r"[.!?。！？\n]")


@dataclass(frozen=True, slots=True)
class Told:
    """One pair, the relations that are right, and those that the findings about it tell."""

    pair: JsonObject
    wanted: frozenset[str]
    told: frozenset[str]

    @property
    def is_right(self) -> bool:
        """Whether one of the relations told is right."""
        return bool(self.wanted & self.told)


def wanted(relation: str) -> frozenset[str]:
    """Return what a relation of the gold stands for, in the program's words."""
    for pattern, meant in RELATIONS:
        if re.search(pattern, relation):
            return frozenset(meant)
    return frozenset(relation.split(" or "))


def sentences_with(words: str, account_id: str, text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the sentences of a text that hold the words."""
    at = text.find(words)
    while at >= 0:
        start = max((end.end() for end in _END.finditer(text, 0, at)), default=0)
        end = _END.search(text, at + len(words))
        yield account_id, start, len(text) if end is None else end.end()
        at = text.find(words, at + 1)


def relations(finding: Finding, places: Sentences) -> Iterator[str]:
    """Yield the relations that a finding tells of a pair, read from the first side to the second."""
    first, second = places
    touched = [
        side
        for side, sentences in places.items()
        if any(
            one.account_id == account_id and one.start < end and start < one.end
            for one in finding.evidence.get(side, ())
            for account_id, start, end in sentences
        )
    ]
    stands = finding.sides.get(first), finding.sides.get(second)
    if finding.kind is FindingKind.DENIED and touched:
        yield DENIED
    if touched == [second] and stands == (Stand.SILENT, Stand.MENTIONS):
        yield ONLY_SECOND
    if len(touched) < len(places):
        return
    if stands == (Stand.MENTIONS, Stand.GENERIC):
        yield Relation.GENERIC
    if stands == (Stand.GENERIC, Stand.MENTIONS):
        yield Relation.SPECIFIC
    for wording in finding.wording:
        if set(wording.sides) == {first, second}:
            turned = wording.sides != (first, second)
            yield _TURNED.get(wording.relation, wording.relation) if turned else wording.relation
    if finding.kind is FindingKind.BOTH and not finding.wording:
        yield Relation.SAME


def score(pairs: Iterable[JsonObject], comparisons: Mapping[str, Comparison], texts: Mapping[str, str]) -> list[Told]:
    """Return what is told of each pair; `texts` are those of the accounts, by id."""
    told = []
    for pair in pairs:
        comparison = comparisons[pair["meeting_id"]]
        places = {
            side: [
                place
                for account in comparison.accounts
                if account.side == side
                for place in sentences_with(words, account.account_id, texts[account.account_id])
            ]
            for side, words in pair["wording"].items()
        }
        found = {name for finding in comparison.findings for name in relations(finding, places)}
        told.append(Told(pair, wanted(pair["relation"]), frozenset(found)))
    return told


def read(pairs: Path, accounts: Path | None) -> list[Told]:
    """Read the pairs, compare their accounts, and return what is told of each."""
    rows = [json.loads(line) for line in pairs.read_text(encoding="utf-8").splitlines() if line.strip()]
    lines: list[str | bytes] = []
    for number, row in enumerate(rows):
        if "texts" in row:
            row["meeting_id"] = f"pair-{number}"
            lines += [
                json.dumps(
                    {"meeting_id": row["meeting_id"], "account_id": f"{number}-{side}", "side": side, "text": text}
                )
                for side, text in row["texts"].items()
            ]
    if accounts is not None:
        lines += accounts.read_bytes().splitlines()
    meetings: dict[str, list[Any]] = {}
    for account in stages.read_accounts(lines):
        meetings.setdefault(account.meeting_id, []).append(account)
    comparisons = {name: stages.compare(own, meeting_id=name) for name, own in meetings.items()}
    texts = {account.account_id: account.text for own in meetings.values() for account in own}
    return score(rows, comparisons, texts)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("accounts", type=Path, nargs="?")
    parser.add_argument("--misses", action="store_true", help="print the pairs of which the relation is wrong")
    options = parser.parse_args()
    told = read(options.pairs, options.accounts)
    if options.misses:
        for one in told:
            if not one.is_right:
                print(one.pair["topic"], one.pair["wording"], "|", *sorted(one.wanted), "| told:", *sorted(one.told))
    by_relation = Counter(one.pair["relation"] for one in told)
    right = Counter(one.pair["relation"] for one in told if one.is_right)
    json.dump(
        {
            "pairs": len(told),
            "relation_right": round(right.total() / len(told), 3),
            "by_relation": {name: f"{right[name]} of {total}" for name, total in sorted(by_relation.items())},
        },
        sys.stdout,
        ensure_ascii=False,
    )
    print()


if __name__ == "__main__":
    main()
