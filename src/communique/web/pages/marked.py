"""A text cut into lines, and lines into pieces, each with the marks that lie on it; and what stands beside a line.

Every character of the text is in exactly one piece, in its order: what is shown is what was received.
"""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communique.model import AgendaStatus, Attribution, Medium, Mode, PassageKind, Polarity, Record, Span, Statement
from communique.report.names import NOBODY, actor_name, full_name, party_name, topic_name
from communique.report.visible import visible
from communique.web.words import words

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line with nothing beginning or ending inside."""

    words: str
    classes: str
    statement: str
    """Id of the innermost statement whose words these are, empty if none."""
    begins: str
    """Id of the statement that begins here."""
    note: str
    """What a pointer is told that rests here."""
    is_excerpt: bool
    is_first_of_excerpt: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A statement, as the margin tells it."""

    id: str
    speaker: str
    person: str
    """Id of the speaker, where it is known."""
    addressee: str
    mode: str
    is_denied: bool
    chain: tuple[str, ...]
    said_on: str | None
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text, and what the margin says beside it."""

    kind: PassageKind
    pieces: tuple[Piece, ...]
    statements: tuple[Note, ...] = ()
    times: tuple[tuple[str, str], ...] = ()
    """Words and the date that they stand for."""
    agenda: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    """Key of the status, in whose account, the topics."""


@dataclass(frozen=True, slots=True)
class Away:
    """A passage of the publisher's own, folded away."""

    kind: PassageKind
    words: str
    pieces: tuple[Piece, ...]
    holds_excerpt: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole text. `language` is that of the document."""

    parts: tuple[Line | Away, ...]
    language: str | None
    statements: tuple[Note, ...] = ()

    @property
    def has_notes(self) -> bool:
        """Whether the margin says anything."""
        return any(isinstance(part, Line) and (part.statements or part.times or part.agenda) for part in self.parts)


def sheet(record: Record, excerpt: Stretch | None = None) -> Sheet:
    """Return the text of a record with its marks."""
    marks = _Marks(record, excerpt)
    parts: list[Line | Away] = []
    for passage in record.passages:
        stretch = (passage.start, passage.end)
        if passage.kind.is_news or passage.kind in {PassageKind.BYLINE, PassageKind.HEADER}:
            parts += [marks.line(line, passage.kind) for line in _lines(record.document.text, stretch)]
        else:
            parts.append(marks.away(stretch, passage.kind))
    if not record.passages and record.document.text:
        whole = (0, len(record.document.text))
        parts = [marks.line(line, PassageKind.BODY) for line in _lines(record.document.text, whole)]
    return Sheet(
        parts=tuple(parts),
        language=record.document.language,
        statements=tuple(marks.notes.values()),
    )


def bare_sheet(text: str, excerpt: Stretch | None = None) -> Sheet:
    """Return a text of which there is no record."""
    pieces = (
        Line(PassageKind.BODY, tuple(_pieces(text, line, [], [], excerpt, {}, {})))
        for line in _lines(text, (0, len(text)))
    )
    return Sheet(parts=tuple(pieces), language=None)


class _Marks:
    """What lies where in the text of a record."""

    def __init__(self, record: Record, excerpt: Stretch | None) -> None:
        self._record = record
        self._text = record.document.text
        self._excerpt = excerpt
        self.notes = {one.id: _note(record, one) for one in record.statements}
        self._statements = [
            (span.start, span.end, one) for one in record.statements for span in sorted(one.content, key=_start)
        ]
        self._said = {name: _in_short(note) for name, note in self.notes.items()}
        self._firsts = {one.id: min(span.start for span in (*one.content,)) for one in record.statements}
        self._plain = [
            *((one.start, one.end, "who", _named(record, one.actor, one.why)) for one in record.mentions),
            *((one.start, one.end, "when", one.value or "") for one in record.times),
            *((span.start, span.end, "about", item.label) for item in record.agenda for span in item.spans),
        ]

    def line(self, stretch: Stretch, kind: PassageKind) -> Line:
        """Return a line with what begins in it."""
        start, end = stretch
        record = self._record
        return Line(
            kind=kind,
            pieces=tuple(self._cut(stretch)),
            statements=tuple(self.notes[one.id] for one in record.statements if start <= self._firsts[one.id] < end),
            times=tuple(
                (visible(self._text[one.start : one.end]), one.value)
                for one in record.times
                if one.value and start <= one.start < end
            ),
            agenda=self._agenda(stretch),
        )

    def away(self, stretch: Stretch, kind: PassageKind) -> Away:
        """Return a passage that is folded away."""
        holds = self._excerpt is not None and self._excerpt[0] < stretch[1] and stretch[0] < self._excerpt[1]
        return Away(kind, self._text[slice(*stretch)], tuple(self._cut(stretch)), holds)

    def _agenda(self, stretch: Stretch) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        found: dict[tuple[str, str], dict[str, None]] = {}
        for item in self._record.agenda:
            if stretch[0] <= min(span.start for span in item.spans) < stretch[1]:
                accounts = ", ".join(actor_name(self._record, actor) for actor in item.accounts)
                found.setdefault((_STATUS[item.status], accounts), {})[visible(item.label)] = None
        return tuple((status, accounts, tuple(labels)) for (status, accounts), labels in found.items())

    def _cut(self, stretch: Stretch) -> Iterator[Piece]:
        start, end = stretch
        inside = [one for one in self._statements if one[0] < end and start < one[1]]
        plain = [one for one in self._plain if one[0] < end and start < one[1]]
        yield from _pieces(self._text, stretch, inside, plain, self._excerpt, self._firsts, self._said)


_STATUS = {
    AgendaStatus.DISCUSSED: "document.agenda_discussed",
    AgendaStatus.PLANNED: "document.agenda_planned",
    AgendaStatus.SAID_NOT_MENTIONED: "document.agenda_said_not_mentioned",
}
_MODES = {
    Mode.DIRECT: "document.mode_direct",
    Mode.INDIRECT: "document.mode_indirect",
    Mode.MIXED: "document.mode_mixed",
}


def _pieces(
    text: str,
    stretch: Stretch,
    statements: Iterable[tuple[int, int, Statement]],
    plain: Iterable[tuple[int, int, str, str]],
    excerpt: Stretch | None,
    firsts: dict[str, int],
    notes: dict[str, str],
) -> Iterator[Piece]:
    """Cut a stretch at every border of what lies on it.

    `firsts` is where the words of each statement begin, `notes` what a pointer is told of it.
    """
    start, end = stretch
    statements, plain = list(statements), list(plain)
    borders = [start, end]
    borders += [border for one in statements for border in one[:2]]
    borders += [border for one in plain for border in one[:2]]
    if excerpt is not None:
        borders += excerpt
    for first, last in itertools.pairwise(sorted({border for border in borders if start <= border <= end})):
        over = [one for one in statements if one[0] <= first and last <= one[1]]
        innermost = min(over, key=lambda one: one[1] - one[0], default=None)
        said = innermost[2] if innermost else None
        names = [(name, note) for at, to, name, note in plain if at <= first and last <= to]
        classes = dict.fromkeys(name for name, _ in names)
        if said is not None and said.polarity is Polarity.NEGATIVE:
            classes["denied"] = None
        is_excerpt = excerpt is not None and excerpt[0] <= first and last <= excerpt[1]
        yield Piece(
            words=text[first:last],
            classes=" ".join(classes),
            statement=said.id if said else "",
            begins=next((one[2].id for one in over if firsts.get(one[2].id) == first), ""),
            note="\n".join(dict.fromkeys(filter(None, [notes.get(said.id, "") if said else "", *map(_second, names)]))),
            is_excerpt=is_excerpt,
            is_first_of_excerpt=is_excerpt and excerpt is not None and first == excerpt[0],
        )


def _lines(text: str, stretch: Stretch) -> Iterator[Stretch]:
    """Cut a stretch after its line breaks; lines without a letter go with the line before."""
    start, end = stretch
    at = start
    found: list[Stretch] = []
    while at < end:
        following = text.find("\n", at, end) + 1 or end
        if found and not text[at:following].strip():
            found[-1] = (found[-1][0], following)
        else:
            found.append((at, following))
        at = following
    yield from found


def _second(pair: tuple[str, str]) -> str:
    return pair[1]


def _in_short(note: Note) -> str:
    """Return a statement's note in one line: who says it to whom, according to whom."""
    say = words()
    to = f" {say('document.said_to', addressee=note.addressee)}" if note.addressee else ""
    denied = [say("document.denied")] if note.is_denied else []
    return "; ".join([f"{note.speaker}{to}", say(note.mode), *denied, *note.chain])


def _start(span: Span) -> int:
    return span.start


def _named(record: Record, actor: str | None, why: str | None) -> str:
    if actor is not None:
        return full_name(record, actor)
    return visible(why or words()("document.open_speaker"))


def _note(record: Record, statement: Statement) -> Note:
    speaker = party_name(record, statement.speaker)
    return Note(
        id=statement.id,
        speaker=words()("document.no_speaker") if speaker == NOBODY else speaker,
        person=statement.speaker.actor or "" if statement.speaker else "",
        addressee=party_name(record, statement.addressee) if statement.addressee else "",
        mode=_MODES[statement.mode],
        is_denied=statement.polarity is Polarity.NEGATIVE,
        chain=tuple(_link(record, link) for link in statement.according_to),
        said_on=statement.said_on,
        topics=tuple(map(topic_name, statement.topics)),
    )


def _link(record: Record, link: Attribution) -> str:
    medium = link.medium.value.replace("_", " ")
    if link.issuer is None:
        named = visible(record.words(*link.spans)) if link.spans else medium
        return words()("document.according_medium", medium=named)
    issuer = actor_name(record, link.issuer)
    if link.medium is Medium.UNSPECIFIED:
        return words()("document.according_plain", issuer=issuer)
    return words()("document.according", issuer=issuer, medium=medium)
