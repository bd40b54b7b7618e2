"""The comparison as a table: CSV, one row for each finding and side, for spreadsheets and statistics."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from communique.model import Account, Comparison, Evidence, Finding
from communique.report.comparison import phrases
from communique.report.comparison.facts import columns
from communique.report.comparison.naming import BOTH, Names
from communique.report.names import topic_name

BYTE_ORDER_MARK = "\ufeff"
"""The first character: without it a spreadsheet takes UTF-8 for the encoding of the country."""
COLUMNS = (
    "meeting_id",
    "finding",
    "kind",
    "level",
    "topic_id",
    "topic",
    "topic_in_english",
    "speaker_id",
    "speaker",
    "side",
    "side_name",
    "stand",
    "words",
    "places",
    "closest_words",
    "closest_places",
    "similarity",
    "silence_against",
    "relation",
    "protocol",
    "commitment",
    "confidence",
    "rule",
    "accounts",
    "genre",
    "language",
    "whole",
    "length_in_words",
    "made_by",
)
APART = " … "
"""Stands between words that are apart in the text, as in a record."""
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
"""What begins a formula, in full width too; tab and line breaks are dropped by spreadsheets before they look."""


def comparison_table(comparison: Comparison, accounts: Sequence[Account]) -> str:
    r"""Return the findings as CSV (RFC 4180, lines end in CR LF), with a byte order mark first.

    Words are exact slices of the texts; `places` say where they stand, as `account:start-end`. A cell that a
    spreadsheet would take for a formula is led by an apostrophe. Nothing is left out: protocol has its column.
    """
    by_id = {account.account_id: account for account in accounts}
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    names = Names(comparison, accounts)
    for finding in comparison.findings:
        for column in columns(comparison):
            if column.side in finding.sides:
                row = _row(comparison, finding, column.side, by_id, names)
                writer.writerow([safe(row[name]) for name in COLUMNS])
    return BYTE_ORDER_MARK + written.getvalue()


def safe(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    first = cell.lstrip(" \u00a0\u3000")[:1]
    return f"'{cell}" if first in _FORMULA and first else cell


def _row(
    comparison: Comparison, finding: Finding, side: str, accounts: Mapping[str, Account], names: Names
) -> dict[str, str]:
    own = [account for account in comparison.accounts if account.side == side]
    evidence, searched = finding.evidence.get(side, ()), finding.searched.get(side, ())
    relations = (f"{'>'.join(one.sides)}: {one.relation}" for one in finding.wording if side in one.sides)
    return {
        "meeting_id": comparison.meeting_id,
        "finding": finding.id,
        "kind": finding.kind,
        "level": finding.level,
        "topic_id": finding.topic.id or "",
        "topic": finding.topic.label,
        "topic_in_english": topic_name(finding.topic.id) if finding.topic.id else "",
        "speaker_id": finding.speaker or "",
        "speaker": "" if finding.speaker in {None, BOTH} else names.of(finding.speaker or ""),
        "side": side,
        "side_name": phrases.side_name(side),
        "stand": finding.sides[side],
        "words": APART.join(_words(evidence, accounts)),
        "places": _places(evidence),
        "closest_words": APART.join(_words(searched, accounts)),
        "closest_places": _places(searched),
        "similarity": "; ".join(f"{passage.similarity:.2f}" for passage in searched),
        "silence_against": finding.silence_against or "",
        "relation": "; ".join(relations),
        "protocol": _yes(finding.protocol),
        "commitment": _yes(finding.commitment),
        "confidence": f"{finding.confidence:.2f}",
        "rule": finding.rule,
        "accounts": "; ".join(account.account_id for account in own),
        "genre": "; ".join(account.genre or "" for account in own),
        "language": "; ".join(account.language or "" for account in own),
        "whole": "; ".join(_yes(account.whole) for account in own),
        "length_in_words": "; ".join(str(account.words) for account in own),
        "made_by": comparison.made_by.version,
    }


def _words(evidence: Iterable[Evidence], accounts: Mapping[str, Account]) -> Iterator[str]:
    for words in evidence:
        if words.account_id in accounts:
            yield words.of(accounts[words.account_id].text)


def _places(evidence: Iterable[Evidence]) -> str:
    return "; ".join(f"{words.account_id}:{words.start}-{words.end}" for words in evidence)


def _yes(value: bool) -> str:  # noqa: FBT001 - a cell
    return "yes" if value else "no"
