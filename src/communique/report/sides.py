"""What each side's account says, as a table: topics by accounts."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from communique.model import ActorKind, AgendaItem, AgendaStatus, Record, Span, Status
from communique.report.names import actor_name, state_name
from communique.report.visible import visible

OWN_VOICE = "this text"
"""The column of what the text reports in its own voice, without naming an account."""

MOST_EMPTY_SIDES = 4
"""Up to this many columns, a side that met is shown even if nothing is known of its account."""


class Standing(StrEnum):
    """How a topic stands in an account, as far as this text tells."""

    SAID = "said"
    PLANNED = "to come"
    SAID_NOT_MENTIONED = "said not to mention"
    NOT_KNOWN = "not known"


_STANDINGS = {
    AgendaStatus.DISCUSSED: Standing.SAID,
    AgendaStatus.PLANNED: Standing.PLANNED,
    AgendaStatus.SAID_NOT_MENTIONED: Standing.SAID_NOT_MENTIONED,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One topic in one account, with the words of the text that say so (none where it is not known)."""

    standings: tuple[Standing, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic in the words of the text, and its cell in each account, in the order of `AccountTable.sides`."""

    labels: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class AccountTable:
    """Topics by accounts. `sides` are the names of the accounts, the text's own voice last."""

    sides: tuple[str, ...]
    rows: tuple[TopicRow, ...]


def account_table(record: Record) -> AccountTable:
    """Lay the agenda of a record out by topic and account.

    The accounts of a state, its ministries and its officials are one side. A side that met but whose account the text
    does not give has a column of `not known`: that is not silence.
    """
    if not record.agenda:
        return AccountTable(sides=(), rows=())
    sides = _sides(record)
    names = tuple(OWN_VOICE if side is None else _side_name(record, side) for side in sides)
    rows = tuple(_row(record, items, sides) for items in _by_topic(record))
    return AccountTable(sides=names, rows=rows)


def _by_topic(record: Record) -> list[list[AgendaItem]]:
    rows: dict[str, list[AgendaItem]] = {}
    labels = {_label(item) for item in record.agenda if not item.topic}
    for item in record.agenda:
        key = f"topic {item.topic}" if item.topic else f"label {_fullest(item, labels)}"
        rows.setdefault(key, []).append(item)
    return list(rows.values())


def _label(item: AgendaItem) -> str:
    return " ".join(item.label.casefold().split())


def _fullest(item: AgendaItem, labels: set[str]) -> str:
    """Return the only label that goes on where this one ends: "the railway" is "the railway to Kigali".

    A single word ("trade") is too little to tell, unless the account is said not to have it at all.
    """
    label = _label(item)
    is_enough = " " in label or item.status is AgendaStatus.SAID_NOT_MENTIONED
    longer = [other for other in labels if is_enough and other.startswith(f"{label} ")]
    return longer[0] if len(longer) == 1 else label


def _row(record: Record, items: list[AgendaItem], sides: list[str | None]) -> TopicRow:
    labels = {visible(item.label): None for item in items}
    return TopicRow(labels=tuple(labels), cells=tuple(_cell(record, items, side) for side in sides))


def _cell(record: Record, items: list[AgendaItem], side: str | None) -> Cell:
    found = [item for item in items if side in set(_sides_of(record, item))]
    if not found:
        return Cell(standings=(Standing.NOT_KNOWN,), spans=())
    standings = {_STANDINGS[item.status]: None for item in found}
    spans = {(span.start, span.end): span for item in found for span in item.spans}
    return Cell(standings=tuple(standings), spans=tuple(spans.values()))


def _sides(record: Record) -> list[str | None]:
    named = {side: None for item in record.agenda for side in _sides_of(record, item)}
    sides = [side for side in named if side is not None]
    for side in _meeting_sides(record):
        if side not in sides and len(sides) < MOST_EMPTY_SIDES:
            sides.append(side)
    return [*sides, *([None] if None in named else [])]


def _sides_of(record: Record, item: AgendaItem) -> Iterator[str | None]:
    if not item.accounts:
        yield None
    for account in item.accounts:
        yield _side_of(record, account)


def _side_of(record: Record, actor_id: str) -> str:
    """Return the state that an actor speaks for; an organisation within a state speaks for itself."""
    actor = record.actor(actor_id)
    return actor.country if actor.country and actor.kind is not ActorKind.ORGANISATION else actor_id


def _meeting_sides(record: Record) -> Iterator[str]:
    for meeting in record.meetings:
        if meeting.status is Status.HAPPENED:
            sides = dict.fromkeys(_side_of(record, participant) for participant in meeting.participants)
            # One side is a visit, many are a conference: neither has an account of the other side to wait for.
            if len(sides) == 2:
                yield from sides


def _side_name(record: Record, side: str) -> str:
    known = {actor.id for actor in record.actors}
    return actor_name(record, side) if side in known else state_name(record, side)
