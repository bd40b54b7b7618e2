"""What people decided about meetings, replayed over the groups: "the same meeting", "different meetings"."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from communique.track.groups import SURE, Group
from communique.track.shelf import Shelf
from communique.track.tellings import Telling

SAME = frozenset({"same_meeting", "merge"})
DIFFERENT = frozenset({"different_meetings", "split"})
BY_HAND = 1.0
"""A person said so."""


class Judged(Protocol):
    """A judgement of an archive's log."""

    @property
    def id(self) -> str:
        """The id of the judgement."""

    @property
    def what(self) -> str:
        """What was decided."""

    @property
    def about(self) -> Mapping[str, Any]:
        """What it is about: `{"tellings": [{"document": ..., "start": ..., "end": ...}, ...]}`."""


class _Place(Protocol):
    """Words at a place: characters `start` to `end`, exclusive."""

    @property
    def start(self) -> int:
        """The first character."""

    @property
    def end(self) -> int:
        """The character after the last."""


def about(tellings: Iterable[tuple[str, Iterable[_Place]]]) -> dict[str, Any]:
    """Return what a judgement about these tellings is about, by what lasts: documents and the places of their words."""
    return {
        "tellings": [
            {
                "document": document,
                "start": min(words.start for words in evidence),
                "end": max(words.end for words in evidence),
            }
            for document, evidence in [(document, list(words)) for document, words in tellings]
        ]
    }


class Replayed(NamedTuple):
    """Groups after the judgements, the ids of those that made a group (by its number), and of those without effect."""

    groups: list[Group]
    made_by: dict[int, list[str]]
    idle: list[str]


def replay(groups: Sequence[Group], judgements: Iterable[Judged], *, number: int = 0) -> Replayed:
    """Return the groups as the judgements leave them, one after the other.

    Groups that are made get numbers from `number` on, and above those of `groups`.

    `same_meeting` joins all groups that hold one of the tellings; `different_meetings` makes the tellings a meeting of
    their own. A telling is found again by its document and the words that the place touches, so that it may be read
    anew in between; one that is not there is passed over.
    """
    kept = list(groups)
    number = max([number, *(1 + group.number for group in groups)])
    made_by: dict[int, list[str]] = {}
    idle: list[str] = []
    for judgement in judgements:
        if judgement.what not in SAME | DIFFERENT:
            continue
        meant = [found for place in judgement.about.get("tellings", ()) for found in _find(kept, place)]
        holders = list({id(group): group for group, _ in meant}.values())
        members = list(dict.fromkeys(member for _, member in meant))
        if judgement.what in SAME and len(holders) > 1:
            first, *rest = sorted(holders, key=lambda group: group.number)
            for group in rest:
                first.absorb(group, BY_HAND)
                kept.remove(group)
                made_by[first.number] = [*made_by.get(first.number, []), *made_by.pop(group.number, [])]
            made_by.setdefault(first.number, []).append(judgement.id)
        elif judgement.what in DIFFERENT and members and any(len(g.members) > len(members) for g in holders):
            own = _without(kept, members, holders[0].shelf, number)
            number += 1
            made_by.setdefault(own.number, []).append(judgement.id)
            for group in holders:
                made_by.setdefault(group.number, []).append(judgement.id)
        else:
            idle.append(judgement.id)
    return Replayed(kept, made_by, idle)


def _find(groups: Iterable[Group], place: Mapping[str, Any]) -> Iterable[tuple[Group, int]]:
    """Return the telling at a place with its group: the one with the most characters in common, if there is one."""
    found = [
        (common, group, member)
        for group in groups
        for member, telling in zip(group.members, group.tellings, strict=True)
        if telling.document == place["document"] and (common := _in_common(telling, place)) > 0
    ]
    if found:
        _, group, member = max(found, key=lambda one: one[0])
        yield group, member


def _in_common(telling: Telling, place: Mapping[str, Any]) -> float:
    """Return the share of all characters, of the telling's words and the place, that are in both."""
    start = min(words.start for words in telling.evidence)
    end = max(words.end for words in telling.evidence)
    first, last = int(place["start"]), int(place["end"])
    return (min(end, last) - max(start, first)) / (max(end, last) - min(start, first))


def _without(kept: list[Group], members: Sequence[int], shelf: Shelf, number: int) -> Group:
    """Take tellings out of their groups into one of their own."""
    taken = set(members)
    for at, group in enumerate(kept):
        rest = [one for one in zip(group.members, group.sure, strict=True) if one[0] not in taken]
        if len(rest) < len(group.members) and rest:
            kept[at] = made_of(group.number, shelf, rest)
    kept[:] = [group for group in kept if not taken.issuperset(group.members)]
    own = made_of(number, shelf, [(member, SURE) for member in members])
    kept.append(own)
    return own


def made_of(number: int, shelf: Shelf, members: Sequence[tuple[int, float]]) -> Group:
    """Return a group of these tellings, each with how sure it is that it belongs here; the first gives the days."""
    (first, how_sure), *rest = members
    made = Group(number, shelf, first, shelf[first].window, sure=how_sure)
    for member, sure in rest:
        made.take(member, sure)
    return made
