"""What the pages of an archive share: names, dates, words of documents with where they stand."""

from collections.abc import Iterable, Mapping

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from communique.codebook.aliases import entities
from communique.codebook.people import people
from communique.model import PRESS, Place, Status
from communique.model.dates import precision_of
from communique.model.history import Evidence, MeetingCluster
from communique.report.dates import in_words
from communique.report.names import joined
from communique.report.terminal.words import INDENT
from communique.report.visible import visible

LONGEST = 280
"""Characters of a quotation; what is cut off is marked."""
STATUS_STYLE = {Status.HAPPENED: "green", Status.PLANNED: "bold yellow", Status.CANCELLED: "bold red"}
CERTAINTY_LEGEND = (
    "Numbers behind ids, from 0 to 1, say how much stands behind a line: a reading aid, no measured probability."
)
PRESS_LEGEND = "The press: texts that no state or organisation is known to have published."
_OPEN, _CLOSED = frozenset('“„«「"'), frozenset('”“»」"')


def side_name(side: str | None) -> str:
    """Return the name of a state or organisation, `the press`, else the code."""
    if side is None:
        return "side not known"
    if side == PRESS:
        return "the press"
    return entities()[side].name if side in entities() else visible(side)


def whose(side: str, publisher: str | None) -> str:
    """Return whose text it is; of a text without a publisher nothing is known."""
    return "whose text is not known" if side == PRESS and publisher is None else side_name(side)


def sides_in_words(sides: Iterable[str]) -> str:
    """Return names as a list: `the press, China and Norway`."""
    return joined([side_name(side) for side in sides])


def person_name(identity: str, people: Mapping[str, str]) -> str:
    """Return the name of somebody who took part; an id without a name is shown as the words it is made of."""
    if people.get(identity):
        return visible(people[identity])
    return entities()[identity].name if identity in entities() else visible(plain(identity.rpartition(":")[2]))


def pair_name(identity: str) -> str:
    """Return the name of somebody of whom only the id is at hand."""
    known = people().get(identity)
    return known.name if known is not None else visible(plain(identity.rpartition(":")[2]).title())


def day(date: str) -> str:
    """Return a date in words without the day of the week."""
    return in_words(date).partition(" ")[2] if precision_of(date) == "day" else in_words(date)


def plain(identity: str) -> str:
    """Return the id of an office or a tone as words: `foreign_minister` is `foreign minister`."""
    return identity.replace("_", " ").replace("-", " ")


def participants(cluster: MeetingCluster) -> str:
    """Return who met."""
    return joined([person_name(identity, cluster.people) for identity in cluster.meeting.participants])


def place_in_words(place: Place | None) -> str | None:
    """Return a place with its state."""
    if place is None:
        return None
    name = visible(place.name)
    state = side_name(place.country) if place.country else name
    return name if state.casefold() in name.casefold() else f"{name}, {state}"


def when(date: str | None, published: str | None = None) -> str:
    """Return a date in words; without one, when it was first told of."""
    if date is not None:
        return in_words(date)
    return f"date not given (first told of on {in_words(published)})" if published else "date not given"


def quoted(evidence: Evidence, *, longest: int = LONGEST) -> Text:
    """Return the words in quotation marks and the id of their document; words that are cut off are marked by `…`."""
    words = visible(evidence.words)
    cut = len(words) > longest
    if cut:
        words = words[:longest].rpartition(" ")[0] or words[:longest]
    if not cut and words[:1] in _OPEN and words[-1:] in _CLOSED:
        text = Text(words, style="italic")
    else:
        text = Text.assemble(("“", "dim"), (words, "italic"), (" …”" if cut else "”", "dim"))
    return text.append_text(document(evidence.document))


def document(name: str) -> Text:
    """Return the id of a document as it stands behind words."""
    return Text(f" [{visible(name)}]", style="dim")


def indented(*lines: RenderableType, by: int = INDENT) -> RenderableType:
    """Return lines moved to the right."""
    return Padding(Group(*lines), (0, 0, 0, by))


def some(total: int, shown: int, what: str) -> Text | None:
    """Return the line that says that not everything is shown, None if it is."""
    return Text(f"{shown:,} of {total:,} {what} shown; --all shows all.", style="dim") if shown < total else None
