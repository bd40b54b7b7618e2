"""The findings as rows: the words of each side, or what can be said of their absence."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from communique.codebook.glosses import named_in_english
from communique.codebook.languages import language_name
from communique.model import (
    PRESS,
    Account,
    ComparedAccount,
    Comparison,
    Finding,
    FindingKind,
    Level,
    Mark,
    Searched,
    SilenceAgainst,
    Stand,
)
from communique.report.comparison import phrases
from communique.report.comparison.facts import why_not_whole
from communique.report.comparison.naming import Names
from communique.report.comparison.quotations import Quotation, Quotations, safe_language
from communique.report.comparison.view import Cell, Column, Original, Row, Section
from communique.report.names import topic_name
from communique.report.visible import visible

ORDER = (
    FindingKind.ONLY_IN,
    FindingKind.PUT_IN_MOUTH,
    FindingKind.DENIED,
    FindingKind.SAID_NOT_MENTIONED,
    FindingKind.WORDED_DIFFERENTLY,
    FindingKind.BOTH,
    FindingKind.UNKNOWN,
)
"""Kinds of findings in the order of the report: differences first."""
_THE_PRESS_SAYS = frozenset({FindingKind.SAID_NOT_MENTIONED, FindingKind.UNKNOWN})
"""Kinds that are the press's to tell."""
CLOSEST = 2
"""How many of the closest passages a report shows."""
CLOSE = 0.1
"""A passage that carries less of the point than this is not close to it, and is not shown as if it were."""


class _Group(NamedTuple):
    """What the findings of one section share beside their kind; `places` are columns."""

    is_reported: bool
    is_dropped: bool = False
    places: tuple[int, ...] = ()


class Findings:
    """Makes rows and sections of the findings of one comparison."""

    def __init__(
        self,
        comparison: Comparison,
        accounts: Mapping[str, Account],
        *,
        columns: Sequence[Column],
        names: Names,
        quotations: Quotations,
    ) -> None:
        self._comparison = comparison
        self._accounts = accounts
        self._columns = columns
        self._names = names
        self._quotations = quotations
        self._side_of = {account.account_id: account.side for account in comparison.accounts}
        self._anchors = {finding.id: f"finding-{n}" for n, finding in enumerate(comparison.findings, start=1)}

    def anchor(self, finding: str) -> str | None:
        """Return the name of the place in a page where a finding stands."""
        return self._anchors.get(finding)

    def sections(self, *, protocol: bool) -> tuple[Section, ...]:
        """Return the findings of substance, or those of frame and protocol, kind by kind; empty kinds left out."""
        return tuple(section for kind in ORDER for section in self._sections(kind, protocol=protocol))

    def _sections(self, kind: FindingKind, *, protocol: bool) -> Iterable[Section]:
        groups: dict[_Group, list[Finding]] = {}
        for finding in self._comparison.findings:
            if finding.kind is kind and finding.protocol is protocol:
                groups.setdefault(self._group(finding), []).append(finding)
        for group, findings in sorted(groups.items(), key=lambda group: group[0]):
            shown = self._shown(findings)
            title, meaning = self._heading(kind, group)
            names = ["protocol"] * protocol + ["dropped" if group.is_dropped else kind.value.replace("_", "-")]
            yield Section(
                anchor="-".join([*names, *map(str, group.places), *(["reported"] * group.is_reported)]),
                title=title,
                meaning=meaning,
                kind=kind,
                is_reported=group.is_reported,
                columns=shown,
                rows=tuple(self.row(finding, shown) for finding in findings),
            )

    def _heading(self, kind: FindingKind, group: _Group) -> tuple[str, str]:
        sides = [self._columns[place].side for place in group.places]
        title, meaning = phrases.KIND_TITLES[kind], phrases.KIND_MEANINGS[kind]
        if group.is_dropped:
            title, meaning = phrases.dropped_by(sides), phrases.DROPPED_MEANING
        elif sides:
            title = phrases.only_in(sides)
        return (phrases.as_reported(title), phrases.REPORTED_MEANING) if group.is_reported else (title, meaning)

    def _group(self, finding: Finding) -> _Group:
        """Return what findings of one kind are parted by: who alone tells it, and who alone carries or dropped it."""
        sources = {self._side_of.get(words.account_id) for group in finding.evidence.values() for words in group}
        is_reported = sources == {PRESS} and finding.kind not in _THE_PRESS_SAYS
        if finding.kind is not FindingKind.ONLY_IN:
            return _Group(is_reported=is_reported)
        is_dropped = finding.silence_against is SilenceAgainst.EARLIER_ACCOUNTS
        sides = self._silent(finding) if is_dropped else self._mentioning(finding)
        columns = [column.side for column in self._columns]
        return _Group(is_reported, is_dropped, tuple(map(columns.index, sides)))

    def _shown(self, findings: Sequence[Finding]) -> tuple[Column, ...]:
        """Return the sides of whom a section tells; the press only with words: nothing follows from its silence."""
        told = {side for finding in findings for side in finding.sides if side != PRESS}
        told |= {side for finding in findings for side, words in finding.evidence.items() if words}
        return tuple(column for column in self._columns if column.side in told)

    def _silent(self, finding: Finding) -> list[str]:
        return [column.side for column in self._columns if finding.sides.get(column.side) is Stand.SILENT]

    def _mentioning(self, finding: Finding) -> list[str]:
        carried = {Stand.MENTIONS, Stand.GENERIC}
        sides = [column.side for column in self._columns]
        mentioning = [side for side in sides if finding.sides.get(side) is Stand.MENTIONS]
        return mentioning or [side for side in sides if finding.sides.get(side) in carried]

    def _sources(self, finding: Finding) -> list[str]:
        """Return whose accounts say so: the press's where only it reports what a side's account says."""
        sources: dict[str, None] = {}
        for side in self._mentioning(finding) or self._silent(finding):
            told_by = {self._side_of.get(words.account_id, side) for words in finding.evidence.get(side, ())}
            sources |= dict.fromkeys([side] if side in told_by or not told_by else sorted(told_by))
        return list(sources)

    def row(self, finding: Finding, columns: Sequence[Column]) -> Row:
        """Return one finding as a row, a cell for each column."""
        speaker, sides = self._names.speaker(finding.speaker), self._sources(finding)
        own = {column.side for column in self._columns} - {PRESS}
        return Row(
            anchor=self._anchors[finding.id],
            id=visible(finding.id),
            kind=finding.kind,
            topic=self.topic(finding),
            original=self.original(finding),
            speaker=speaker + phrases.according_to(sides, both=len(own) == 2 and own == set(sides)) if speaker else "",
            relations=tuple(filter(None, (phrases.relation(one.relation, one.sides) for one in finding.wording))),
            is_commitment=finding.commitment,
            rule=visible(finding.rule),
            confidence=f"{finding.confidence:.0%}",
            cells=tuple(self._cell(finding, column.side) for column in columns),
        )

    def topic(self, finding: Finding) -> str:
        """Return what a finding is about, in words."""
        original = self.original(finding)
        if original is not None:
            return phrases.in_original(original.words, original.gloss)
        label = visible(finding.topic.label).strip()
        return label or topic_name(finding.topic.id or "") or "no topic named"

    def original(self, finding: Finding) -> Original | None:
        """Return the words that a finding is called by where they are slices of a text that is not in English."""
        label = finding.topic.label
        for words in (one for told in finding.evidence.values() for one in told):
            account = self._accounts.get(words.account_id)
            language = account.record.document.language if account else None
            if account is None or language is None or language == "en":
                continue
            if " ".join(words.of(account.text).split()).startswith(label.removesuffix(phrases.SHORTENED)):
                named = named_in_english(words.of(account.text), account.language or "en")
                return Original(
                    visible(label), safe_language(language), phrases.gloss(visible(language_name(language)), named)
                )
        return None

    def _cell(self, finding: Finding, side: str) -> Cell:
        stand = finding.sides.get(side)
        marks = tuple(mark for wording in finding.wording for mark in wording.marks)
        quotations = self._quotations.of(finding.evidence.get(side, ()), self._fitting(marks, side), side=side)
        said, why = self._said(finding, side, stand)
        return Cell(
            side=side,
            stand=stand,
            said=said,
            why=why,
            quotations=quotations,
            closest=self._closest(finding.searched.get(side, ()), side),
            shows_closest=stand is Stand.SILENT and any(account.whole for account in self._of(side)),
        )

    def _fitting(self, marks: Iterable[Mark], side: str) -> tuple[Mark, ...]:
        own = {account.account_id for account in self._of(side)}
        return tuple(dict.fromkeys(mark for mark in marks if mark.account_id in own))

    def _closest(self, searched: Iterable[Searched], side: str) -> tuple[Quotation, ...]:
        found = (
            self._quotations.alone(passage, similarity=passage.similarity, side=side)
            for passage in searched
            if passage.similarity >= CLOSE
        )
        return tuple(quotation for quotation in found if quotation is not None)[:CLOSEST]

    def _of(self, side: str) -> list[ComparedAccount]:
        return [account for account in self._comparison.accounts if account.side == side]

    def _said(self, finding: Finding, side: str, stand: Stand | None) -> tuple[str, str]:
        """Return what the report says of a side that does not plainly carry the point, and why."""
        match stand:
            case None:
                return phrases.NOT_COMPARED, ""
            case Stand.MENTIONS:
                return "", ""
            case Stand.GENERIC:
                return phrases.ONLY_IN_GENERAL, ""
            case Stand.UNKNOWN:
                return phrases.CANNOT_BE_TOLD, self._why_unknown(finding, side)
            case Stand.SILENT:
                return self._silence(finding, side)

    def _silence(self, finding: Finding, side: str) -> tuple[str, str]:
        accounts = self._of(side)
        # Against its own earlier accounts a side is silent in the last one.
        if finding.silence_against is SilenceAgainst.EARLIER_ACCOUNTS:
            return phrases.NOT_FOUND_LATER, phrases.words(accounts[-1].words) if accounts else ""
        length = phrases.words(sum(account.words for account in accounts)) if accounts else ""
        if finding.silence_against is SilenceAgainst.PRESS:
            if not any(account.whole for account in accounts):
                return phrases.SAID_BY_THE_PRESS, self._why_unknown(finding, side)
            length = f"{length}; {phrases.THE_PRESS_SAYS_SO}"
        named = {topic for account in accounts for topic in account.topic_order}
        if finding.level is Level.CLAIM and finding.topic.id in named:
            return phrases.CLAIM_NOT_FOUND, length
        return phrases.NOT_FOUND, length

    def _why_unknown(self, finding: Finding, side: str) -> str:
        accounts = self._of(side)
        if not accounts:
            return phrases.NO_ACCOUNT
        reasons = dict.fromkeys(why_not_whole(one, self._accounts.get(one.account_id)) for one in accounts)
        if side == PRESS:
            return phrases.PRESS_IS_NO_ACCOUNT
        if any(reasons):
            return "; ".join(filter(None, reasons))
        return phrases.TOO_CLOSE if finding.searched.get(side) else phrases.UNCLEAR
