"""A person: offices, meetings, statements."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from rich.console import Group, RenderableType
from rich.text import Text

from communique.model import Polarity
from communique.model.history import MeetingCluster, OfficeHeld, OfficeSeen, Person, PersonStatement
from communique.report.dates import in_words
from communique.report.history.meetings import meeting_line
from communique.report.history.words import (
    CERTAINTY_LEGEND,
    PRESS_LEGEND,
    day,
    indented,
    participants,
    plain,
    quoted,
    side_name,
    some,
)
from communique.report.names import topic_name
from communique.report.terminal.words import count, dotted, part
from communique.report.visible import visible

SHOWN = 10
"""Meetings and statements of a person that are shown where not all are asked for."""
T = TypeVar("T")


def who_page(people: Sequence[Person], *, everything: bool = False) -> RenderableType:
    """Return the people one below the other; `everything` shows all meetings and statements, not the latest ten."""
    pages = [page for person in people for page in (_person(person, everything=everything), Text())]
    if len(people) > 1:
        pages.insert(0, Text(f"{count(len(people), 'person', 'people')} of that name\n", style="bold"))
    return Group(*pages, Text(f"{PRESS_LEGEND} {CERTAINTY_LEGEND}", style="dim"))


def _person(person: Person, *, everything: bool) -> RenderableType:
    name = Text(visible(person.name or plain(person.id.removeprefix("text:"))), style="bold reverse")
    facts = dotted(side_name(person.country) if person.country else "state not known", f"id {visible(person.id)}")
    in_texts = (
        f"in {count(person.documents, 'text')}" if person.documents else "no text of this archive names this person"
    )
    known = not person.id.startswith("text:")
    meetings = _latest(person.meetings, _when_met, everything=everything)
    statements = _latest(person.statements, lambda one: one.date or "", everything=everything)
    held = [_held(office) for office in person.offices]
    seen = [_seen(office) for office in person.seen_as]
    met = [Group(meeting_line(one), indented(Text(participants(one)))) for one in meetings]
    said = [_statement(one) for one in statements]
    parts: list[RenderableType] = [
        Group(name, facts, Text(in_texts)),
        *([_listed("Offices, by the codebook", held)] if known else []),
        _listed("Offices, as texts name them", seen),
        _listed(
            f"Meetings  {person.meetings_count:,}",
            met,
            some(person.meetings_count, len(met), "meetings, the latest,"),
        ),
        _listed(
            f"Statements  {person.statements_count:,}",
            said,
            some(person.statements_count, len(said), "statements, the latest,"),
        ),
    ]
    return Group(*(piece for one in parts for piece in (one, Text())))


def _listed(title: str, lines: Sequence[RenderableType], more: Text | None = None) -> RenderableType:
    content = list(lines) or [Text("none known here", style="dim")]
    return part(title, *content, *([more] if more is not None else []))


def _latest(rows: Sequence[T], date: Callable[[T], str], *, everything: bool) -> list[T]:
    """Return the latest first, those of one day in their own order."""
    ordered = sorted(rows, key=date, reverse=True)
    return ordered if everything else ordered[:SHOWN]


def _when_met(cluster: MeetingCluster) -> str:
    return cluster.meeting.date or cluster.published_from or ""


def _held(office: OfficeHeld) -> Text:
    start = day(office.start) if office.start else "from a day not known"
    if office.end:
        end = f"to {day(office.end)}"
    else:
        end = f"on, last confirmed {day(office.last_confirmed)}" if office.last_confirmed else "to a day not known"
    return dotted(f"{plain(office.office)}, {side_name(office.entity)}", f"{start} {end}")


def _seen(office: OfficeSeen) -> RenderableType:
    dates = None
    if office.first and office.last:
        first, last = in_words(office.first), in_words(office.last)
        dates = first if first == last else f"{first} to {last}"
    name = office.office if not office.office.islower() else plain(office.office)
    line = dotted(
        f"{visible(name)}, {side_name(office.country) if office.country else 'state not named'}",
        dates,
        count(office.documents, "text"),
    )
    return Group(line, indented(quoted(office.evidence))) if office.evidence is not None else line


def _statement(one: PersonStatement) -> RenderableType:
    reported = f"reported by {side_name(one.side)}"
    line = dotted(
        Text(in_words(one.date) if one.date else "date not known", style="bold"),
        reported,
        f"to {visible(one.addressee)}" if one.addressee else None,
        Text("said together with others", style="yellow") if one.joint else None,
        Text("denial", style="bold red") if one.polarity is Polarity.NEGATIVE else None,
        one.mode.value,
        "near copy" if one.copy_of else None,
    )
    words = Text()
    if one.cue:
        cue = " … ".join(visible(words.words) for words in one.cue)
        words.append("(", style="dim").append(f"“{cue}”", style="dim").append(") ", style="dim")
    for number, evidence in enumerate(one.evidence):
        words.append(" " if number else "").append_text(quoted(evidence))
    if one.topics:
        words.append(f" · on {', '.join(map(topic_name, one.topics))}", style="dim")
    return Group(line, indented(words))
