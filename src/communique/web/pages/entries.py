"""A meeting as lists show it: when, who, where, whose texts, and the first thing that its comparison shows."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import TypeAdapter

from communique.model import PRESS, FindingKind, Level, MeetingKind, Status
from communique.model.history import MeetingCluster
from communique.report.comparison import phrases
from communique.report.comparison.findings import ORDER
from communique.report.names import joined, kind_name
from communique.report.visible import visible
from communique.web.compared import Compared
from communique.web.desk import Desk
from communique.web.pages import naming
from communique.web.pages.verdicts import rejected, stands

_LOG = logging.getLogger("communique.web")


@dataclass(frozen=True, slots=True)
class Entry:
    """A meeting as the list shows it."""

    cluster: MeetingCluster
    title: str
    kind: str
    status: str
    where: str
    accounts: tuple[tuple[str, str, int], ...]
    """Whose, the class of its mark, how many texts."""
    sentence: str
    tallies: tuple[tuple[str, int], ...]
    text: tuple[str, str] | None
    """Id and title of the first text, where there is nothing to compare."""


def entry(desk: Desk, cluster: MeetingCluster) -> Entry:
    """Return a meeting as lists show it."""
    return next(entries(desk, [cluster]))


def entries(desk: Desk, clusters: Iterable[MeetingCluster]) -> Iterator[Entry]:
    """Yield meetings as lists show them, each as soon as its accounts are compared."""
    for cluster in clusters:
        meeting, found = cluster.meeting, digest(desk, cluster)
        counted = Counter(account.side for account in cluster.accounts)
        order = sorted(counted, key=lambda side: (side == PRESS, side))
        yield Entry(
            cluster=cluster,
            title=people_of(cluster),
            kind=phrases.upper_first(kind_name(meeting.kind)),
            status="" if meeting.status is Status.HAPPENED else phrases.MEETING_STATUSES[meeting.status],
            where=place_of(cluster),
            accounts=tuple((naming.side(side), naming.mark(side, order), counted[side]) for side in order),
            sentence=found.sentence,
            tallies=found.tallies,
            text=None if found.sentence else _first_text(desk, cluster),
        )


def _first_text(desk: Desk, cluster: MeetingCluster) -> tuple[str, str] | None:
    document = cluster.accounts[0].document
    title = desk.titles([document]).get(document, {}).get("title")
    return (document, title) if title else None


@dataclass(frozen=True, slots=True)
class Digest:
    """What lists show of a comparison. It is kept with the archive: a list is of many meetings."""

    sentence: str
    tallies: tuple[tuple[str, int], ...]
    is_one_sided: bool
    """Whether a topic is named in one side's account only."""


_DIGEST = TypeAdapter(Digest)
_NOTHING = Digest("", (), is_one_sided=False)
_OWN_ONES = frozenset({FindingKind.ONLY_IN, FindingKind.PUT_IN_MOUTH})


def digest(desk: Desk, cluster: MeetingCluster) -> Digest:
    """Return what lists show of the comparison of a meeting; nothing where there is none, or it cannot be made."""
    if len({account.document for account in cluster.accounts}) < 2:
        return _NOTHING
    try:
        return desk.lasting(("digest", cluster.id), _DIGEST, lambda: _digest(desk.comparison(cluster.id)))
    except Exception:  # noqa: BLE001 - one meeting, of which its own page tells the trouble, takes no list down
        _LOG.exception("meeting %s cannot be compared", cluster.id)
        return _NOTHING


def _digest(compared: Compared) -> Digest:
    comparison = compared.comparison
    if comparison is None:
        return _NOTHING
    gone = rejected(compared)
    counted = Counter(one.kind for one in comparison.findings if not one.protocol and one.id not in gone)
    sentence = next((one.sentence for one in comparison.summary if stands(one.findings, gone)), "")
    return Digest(
        sentence=visible(sentence),
        tallies=tuple((kind.value, counted[kind]) for kind in ORDER if counted[kind]),
        is_one_sided=any(
            one.kind in _OWN_ONES and one.level is Level.TOPIC and not one.protocol for one in comparison.findings
        ),
    )


def people_of(cluster: MeetingCluster) -> str:
    """Return who met, by name; sides and others by what they are called."""
    names = [visible(cluster.people.get(one) or phrases.side_name(one)) for one in cluster.meeting.participants]
    return joined(names) or joined([naming.side(side) for side in cluster.sides])


def place_of(cluster: MeetingCluster) -> str:
    """Return where it took place: `Oslo, Norway`; empty where that is not known or it was a call."""
    place = cluster.meeting.place
    if place is None or cluster.meeting.kind is MeetingKind.CALL:
        return ""
    name = visible(place.name)
    state = phrases.side_name(place.country) if place.country else name
    return name if state.casefold() in name.casefold() else f"{name}, {state}"
