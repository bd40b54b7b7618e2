"""Words of an account as a report shows them: slices of its text, the sentence around them, and the marks on them."""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.codebook.wording import noun_gloss
from communique.model import Account, Evidence, Mark, MarkKind, Span
from communique.report.comparison import phrases
from communique.report.visible import visible

WHOLE_CONTEXT = 240
"""Characters of context up to which a sentence is shown whole around the words."""
CUT_CONTEXT = 80
"""Characters of context kept on each side where the sentence is longer."""
FARTHEST = 160
"""Characters between two pieces of evidence from which on they are shown as two quotations."""

_BREAKS = re.compile(r"[\t\n\x0b\x0c\r\x1c-\x1e\x1f\x85\u2028\u2029]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A slice of a text, on one line, and what the report does with it."""

    words: str
    is_evidence: bool = True
    change: MarkKind | None = None
    """DELETED or INSERTED where two near copies differ, else None."""
    is_shared: bool = False
    is_strength: bool = False
    code: str = ""
    """The code of the strength in words, on the last piece of the marked words."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Pieces of one text that follow each other. `spans` are the words meant, without the context."""

    account_id: str
    source: str
    """Whose account it is from where that is not the side's only own one: `according to the press report`."""
    language: str | None
    pieces: tuple[Piece, ...]
    spans: tuple[Span, ...]
    cut_before: bool = False
    cut_after: bool = False
    similarity: float | None = None

    @property
    def words(self) -> str:
        """The words meant and what stands between them, without context, in the report's one line."""
        inside = [number for number, piece in enumerate(self.pieces) if piece.is_evidence]
        return "".join(piece.words for piece in self.pieces[inside[0] : inside[-1] + 1]) if inside else ""


class Quotations:
    """Cuts quotations out of the accounts; what is not at hand (another account, a place past the end) is left out."""

    def __init__(self, accounts: Sequence[Account]) -> None:
        self._accounts = {account.account_id: account for account in accounts}
        sides = [account.side for account in accounts]
        self._versions = {
            account.account_id: visible(account.account_id) if sides.count(account.side) > 1 else ""
            for account in accounts
        }

    def of(
        self, evidence: Iterable[Evidence], marks: Iterable[Mark] = (), *, side: str | None = None
    ) -> tuple[Quotation, ...]:
        """Return the words with their context, in the order of the accounts and of the text.

        In the column of `side` words from another side's account say so: a third party's report of an account is
        another grade of evidence than the account.
        """
        marks = tuple(marks)
        spans: dict[str, list[Evidence]] = {}
        for words in evidence:
            spans.setdefault(words.account_id, []).append(words)
        return tuple(
            quotation
            for account_id, account in self._accounts.items()
            for quotation in self._of_one(account, spans.get(account_id, ()), marks, side)
        )

    def alone(self, words: Evidence, *, similarity: float | None = None, side: str | None = None) -> Quotation | None:
        """Return the words without context, or None where they are not at hand."""
        account = self._accounts.get(words.account_id)
        if account is None or words.start >= len(account.text):
            return None
        span = Span(start=words.start, end=min(words.end, len(account.text)))
        pieces = (Piece(one_line(span.of(account.text)).strip()),)
        return self._quotation(account, pieces, (span,), side, similarity=similarity)

    def _of_one(
        self, account: Account, evidence: Iterable[Evidence], marks: Sequence[Mark], side: str | None
    ) -> Iterable[Quotation]:
        end = len(account.text)
        spans = _joined([Span(start=span.start, end=min(span.end, end)) for span in evidence if span.start < end])
        marks = tuple(mark for mark in marks if mark.account_id == account.account_id)
        for group, around in _groups(account, spans):
            start, stop = _context(account.text, group, around)
            pieces = _pieces(account, Span(start=start, end=stop), group, marks)
            yield self._quotation(
                account,
                pieces,
                tuple(group),
                side,
                cut_before=start > around.start,
                cut_after=stop < around.end,
            )

    def _source(self, account: Account, side: str | None) -> str:
        """Say whose words these are if they stand in the column of another side, and which of several versions."""
        version = self._versions[account.account_id]
        if side is None or account.side == side:
            return version
        return f"according to {phrases.account_of(account.side)}{f' {version}' if version else ''}"

    def _quotation(
        self,
        account: Account,
        pieces: tuple[Piece, ...],
        spans: tuple[Span, ...],
        side: str | None,
        *,
        cut_before: bool = False,
        cut_after: bool = False,
        similarity: float | None = None,
    ) -> Quotation:
        return Quotation(
            account_id=account.account_id,
            source=self._source(account, side),
            language=safe_language(account.record.document.language),  # of traditional characters, too
            pieces=pieces,
            spans=spans,
            cut_before=cut_before,
            cut_after=cut_after,
            similarity=similarity,
        )


def one_line(text: str) -> str:
    """Return `text` on one line and safe to print; a blank at its edge stays, unlike in `visible`."""
    return visible(_BREAKS.sub(" ", text))


def telling_code(code: str, words: str) -> str:
    """Return a code in words, without the family it is of; empty where it only repeats the words that it stands for."""
    told = phrases.code(code.partition(":")[2] or code).strip()
    return "" if _letters(told) <= _letters(words) else told


def _letters(words: str) -> set[str]:
    return set(re.findall(r"\w+", words.casefold().replace("’", "").replace("'", "")))


def safe_language(language: str | None) -> str | None:
    """Return a language code that may stand in a page's `lang`, else None."""
    return language if language and _LANGUAGE.fullmatch(language) else None


def _joined(spans: list[Span]) -> list[Span]:
    """Join what overlaps or touches, in the order of the text."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if found and span.start <= found[-1].end:
            found[-1] = Span(start=found[-1].start, end=max(found[-1].end, span.end))
        else:
            found.append(Span(start=span.start, end=span.end))
    return found


def _groups(account: Account, spans: Sequence[Span]) -> Iterable[tuple[list[Span], Span]]:
    """Put spans of one sentence together, with the sentences that hold them."""
    groups: list[tuple[list[Span], Span]] = []
    for span in spans:
        around = _sentences(account, span)
        if groups:
            group, before = groups[-1]
            if around.start < before.end and span.start - group[-1].end <= FARTHEST:
                both = Span(start=min(before.start, around.start), end=max(before.end, around.end))
                groups[-1] = ([*group, span], both)
                continue
        groups.append(([span], around))
    return groups


def _sentences(account: Account, span: Span) -> Span:
    """Return the sentences that a span stands in; the span itself where there are none."""
    sentences = account.record.sentences
    first = bisect_right(sentences, span.start, key=lambda sentence: sentence.end)
    last = bisect_left(sentences, span.end, key=lambda sentence: sentence.start) - 1
    if first > last:
        return span
    end = min(max(sentences[last].end, span.end), len(account.text))
    return Span(start=min(sentences[first].start, span.start), end=end)


def _context(text: str, group: Sequence[Span], around: Span) -> tuple[int, int]:
    """Return from where to where the text is shown: the sentence, or what is near the words, between whole words."""
    first, last = group[0].start, group[-1].end
    if (first - around.start) + (around.end - last) <= WHOLE_CONTEXT:
        return around.start, around.end
    start = max(around.start, first - CUT_CONTEXT)
    if start > around.start:
        blank = text.find(" ", start, first)
        start = blank + 1 if blank >= 0 else first
    stop = min(around.end, last + CUT_CONTEXT)
    if stop < around.end:
        blank = text.rfind(" ", last, stop)
        stop = blank if blank >= 0 else last
    return start, stop


def _pieces(account: Account, shown: Span, group: Sequence[Span], marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """Cut what is shown of a text wherever evidence or a mark begins or ends."""
    start, stop = shown.start, shown.end
    inside = [mark for mark in marks if mark.start < stop and mark.end > start]
    borders = {start, stop}
    for span in (*group, *inside):
        borders.update(place for place in (span.start, span.end) if start < place < stop)
    ordered = sorted(borders)
    return tuple(
        _piece(account, Span(start=begin, end=end), group, inside) for begin, end in itertools.pairwise(ordered)
    )


def _glossed(told: str, note: str, language: str | None) -> str:
    """Return a code of strength with the English noun that a noun of another language stands for."""
    family, _, strength = note.rpartition(" ")
    if language in {None, "en"} or not strength.isdecimal():
        return told
    noun = noun_gloss(family, int(strength))
    return f"“{noun}”, {told}" if noun else told


def _piece(account: Account, span: Span, group: Sequence[Span], marks: Sequence[Mark]) -> Piece:
    text, language = account.text, account.language
    here = [mark for mark in marks if mark.overlaps(span)]
    changes = [mark.kind for mark in here if mark.kind in {MarkKind.DELETED, MarkKind.INSERTED}]
    strengths = [mark for mark in here if mark.kind is MarkKind.STRENGTH]
    codes = [
        _glossed(telling_code(mark.note, mark.of(text)), mark.note, language)
        for mark in strengths
        if mark.end == span.end and mark.note
    ]
    return Piece(
        words=one_line(span.of(text)),
        is_evidence=any(evidence.overlaps(span) for evidence in group),
        change=changes[0] if changes else None,
        is_shared=any(mark.kind is MarkKind.SHARED for mark in here),
        is_strength=bool(strengths),
        code=next(filter(None, codes), ""),
    )
