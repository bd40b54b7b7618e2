"""Tellings -> groups, one for each real meeting.

First what is dated to the day, then groups of neighbouring days, then what is known by week, month or year, then what
has no date. Within each step the most telling comes first and ties fall by document, so that the order in which
documents came in decides nothing. Candidates are found by day and participant, never by comparing all with all.

What is dated to the day can meet only that of the same day and of the next: it is swept through day by day, so that
of all tellings only those of two days need be at hand, and of the rest no more than their groups.
"""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from communique.model import Status
from communique.track.days import Window
from communique.track.groups import SURE, Group, day_weight
from communique.track.likeness import (
    AHEAD_AT_ITS_PLACE,
    PRESS_UNDATED,
    are_of_one_house,
    are_of_one_time,
    distance,
    is_called_off,
    is_in_time,
    is_soon,
    next_day_kind,
    same_day_kind,
    vague_kind,
)
from communique.track.parties import HARD, ONE_SIDE_ONLY, Party, fit
from communique.track.shelf import Shelf
from communique.track.tellings import Telling

NEXT_DAY = 0.8
"""How sure it is that a telling belongs to a meeting whose other tellings name the day before or after."""
WINDOW = 0.75
"""How sure it is that "in May" is the one meeting of that pair that is known in May."""
UNDATED = 0.6
"""How sure it is that a telling without a date is of the pair's meeting just before its publication."""
ONE_OF_SEVERAL = 0.5
"""How sure it is where several meetings fit a vague telling and the nearest was taken."""
OWN_UNDATED = 3
"""Days for which a side's own text without a date speaks of what just happened."""
_WEEK = PRESS_UNDATED + 1
_MONTH = 31
_DAY = 32
"""Bits above which a day stands in a number that stands for a group and its day."""
_ByKey = defaultdict[str, list[Group]]
"""Groups by what their participants are known by."""


def group(tellings: Iterable[Telling] | Shelf, *, copies: Mapping[str, str] | None = None) -> list[Group]:
    """Put together the tellings of one meeting.

    `copies` names, for a document that is a near copy of others, one id that all of them share: what copies tell in the
    same words is one telling, whatever their dates.
    """
    shelf = tellings if isinstance(tellings, Shelf) else Shelf.of(tellings)
    if not len(shelf):
        return []
    copies = copies or {}
    ranked = shelf.ranked()
    leads, followers = _leaders(shelf, copies, ranked)
    days, is_day = shelf.days()
    leading = ranked[leads[ranked]]
    work = _Grouping(shelf, copies, ranked)
    work.place_on_days(_by_day(leading[is_day[leading]], days))
    work.join_neighbouring_days()
    for member in leading[(days[leading] >= 0) & ~is_day[leading]].tolist():
        work.place_in_window(member)
    for member in leading[days[leading] < 0].tolist():
        work.place_undated(member)
    for found in work.groups:
        for member, sure in [*zip(found.members, found.sure, strict=True)]:
            for follower in followers.get(member, ()):
                found.take(follower, sure)
    return work.numbered()


def _by_day(members: Any, days: Any) -> Iterator[tuple[int, list[int]]]:
    """Yield each day with its tellings, in their order."""
    import numpy as np

    ordered = members[np.argsort(days[members], kind="stable")]
    rows = zip(days[ordered].tolist(), ordered.tolist(), strict=True)
    for day, some in groupby(rows, key=lambda row: row[0]):
        yield day, [member for _, member in some]


def _leaders(shelf: Shelf, copies: Mapping[str, str], ranked: Any) -> tuple[Any, dict[int, list[int]]]:
    """Return which tellings (numpy) are not what a near copy repeats, and those that are by the one they follow."""
    import numpy as np

    leads = np.ones(len(shelf), dtype=bool)
    followers: dict[int, list[int]] = {}
    if not copies:
        return leads, followers
    originals: dict[str, int] = {}
    of = np.fromiter(
        (originals.setdefault(copies[name], len(originals)) if name in copies else -1 for name in shelf.documents()),
        dtype="i8",
        count=len(shelf),
    )
    copied = ranked[of[ranked] >= 0]
    shared = shelf.shared_by_copies()[copied]
    order = np.lexsort((shared[:, 1], shared[:, 0], of[copied]))  # stable: in their order otherwise
    keys = np.column_stack([of[copied].astype("u8"), shared])[order]
    copied = copied[order]
    if not len(copied):
        return leads, followers
    begins = np.flatnonzero(np.concatenate([[True], (keys[1:] != keys[:-1]).any(axis=1)])).tolist()
    for begin, end in zip(begins, [*begins[1:], len(copied)], strict=True):
        if end - begin > 1:
            first, *rest = copied[begin:end].tolist()
            followers[first] = rest
            leads[rest] = False
    return leads, followers


class _Grouping:
    """Groups while they are made, and where to find them.

    A group has the number of its place in the order of those that founded one: of tellings dated to the day, then of
    those dated more widely, then of those without a date.
    """

    def __init__(self, shelf: Shelf, copies: Mapping[str, str], ranked: Any) -> None:
        import numpy as np

        self.groups: list[Group] = []
        self._shelf = shelf
        self._copies = copies
        self._rank = np.empty(len(shelf), dtype="i8")
        self._rank[ranked] = np.arange(len(shelf))
        self._founded = array("Q")
        self._neighbours: list[tuple[float, int, int, Group, Group]] = []
        self._lasting: defaultdict[str, array[int]] = defaultdict(lambda: array("Q"))
        self._vague: defaultdict[int, _ByKey] = defaultdict(lambda: defaultdict(list))

    def numbered(self) -> list[Group]:
        """Return the groups in order, their numbers without gaps but for groups that became part of another."""
        import numpy as np

        founded = np.sort(np.array(self._founded))
        self.groups.sort(key=lambda one: one.number)
        numbers = np.searchsorted(founded, np.array([one.number for one in self.groups], dtype=founded.dtype))
        for found, number in zip(self.groups, numbers.tolist(), strict=True):
            found.number = number
        return self.groups

    # Dated to the day -------------------------------------------------------------------------------------------------

    def place_on_days(self, tellings: Iterable[tuple[int, list[int]]]) -> None:
        before, earlier = None, list[Group]()
        for day, members in tellings:
            today: _ByKey = defaultdict(list)
            made = len(self.groups)
            for member in members:
                self._place_on_day(member, today)
            if before == day - 1:
                self._find_neighbours(earlier, today)
            before, earlier = day, self.groups[made:]

    def _place_on_day(self, member: int, today: _ByKey) -> None:
        telling = self._shelf[member]
        best, best_score = None, 0.0
        # Those that share two participants, or the only one, at least by side or by a name.
        for found in _sharing(telling.parties, [today]):
            score = fit(telling.parties, found.parties) * same_day_kind(telling, found)
            if score > best_score and not self._contradicts(telling, found):
                best, best_score = found, score
        if best is None:
            _put(self._new(member, telling.window, 0), today)
            return
        known = best.parties
        best.take(member, SURE * min(best_score, 1.0))
        if best.parties != known:
            _put(best, today, known)

    def _new(self, member: int, window: Window | None, step: int) -> Group:
        number = step * len(self._shelf) + int(self._rank[member])
        made = Group(number, self._shelf, member, window)
        self._founded.append(number)
        self.groups.append(made)
        return made

    def _contradicts(self, telling: Telling, found: Group, *, same_date: bool = True) -> bool:
        """Tell whether one document tells of the two as of different meetings, or a cancellation stands between.

        Told twice on one day by one document is a meeting only if everybody is the same: "they also consulted on ...".
        """
        tellings = found.tellings
        for own in tellings:
            if own.document == telling.document and (
                not same_date or own.date != telling.date or fit(telling.parties, own.parties) < HARD
            ):
                return True
        return is_called_off([telling], tellings) or is_called_off(tellings, [telling])

    # Neighbouring days ------------------------------------------------------------------------------------------------

    def _find_neighbours(self, earlier: Sequence[Group], today: _ByKey) -> None:
        for early in earlier:
            for late in _sharing(early.parties, [today]):
                score = fit(early.parties, late.parties) * next_day_kind(early, late)
                if score >= ONE_SIDE_ONLY * 0.9 and not self._are_two(early, late):
                    self._neighbours.append((-score, early.number, late.number, early, late))

    def join_neighbouring_days(self) -> None:
        self._neighbours.sort(key=lambda pair: pair[:3])
        joined: set[int] = set()
        absorbed: set[int] = set()
        for _, _, _, early, late in self._neighbours:
            if early.number in joined or late.number in joined:
                continue  # two days at most: a chain of calls, one a day, is no meeting
            joined |= {early.number, late.number}
            first, second = (early, late) if _weight(early) >= _weight(late) else (late, early)
            first.absorb(second, NEXT_DAY)
            absorbed.add(second.number)
        self._neighbours = []
        self.groups = [group for group in self.groups if group.number not in absorbed]
        for at, group in enumerate(self.groups):  # in the order of days
            assert group.day is not None
            for key in {key for party in group.parties for key in party.keys}:
                self._lasting[key].append(group.day << _DAY | at)

    def _are_two(self, early: Group, late: Group) -> bool:
        """Tell whether groups of two days must stay apart.

        One document that names both days speaks of two meetings, and a side's own texts do not mistake the day; nor
        does a publisher mistake the day of a call that it reported once already.
        """
        here, there = early.tellings, late.tellings
        if {telling.document for telling in here} & {telling.document for telling in there}:
            return True
        if is_called_off(here, there) or is_called_off(there, here):
            return True
        if all(t.status is Status.PLANNED for t in here) or all(t.status is Status.PLANNED for t in there):
            return False
        calls = any(telling.kind.is_remote for telling in (*here, *there))
        return any(
            (calls or one.source.is_own) and are_of_one_house(one, other) and not self._is_copy(one, other)
            for one in here
            for other in there
        )

    def _is_copy(self, one: Telling, other: Telling) -> bool:
        name = self._copies.get(one.document)
        return name is not None and name == self._copies.get(other.document)

    # Dated by week, month or year, or not at all ----------------------------------------------------------------------

    def place_in_window(self, member: int) -> None:
        telling = self._shelf[member]
        window = telling.window
        assert window is not None
        found = [
            (score, group)
            for group in self._between(telling.parties, window)
            if (score := _vague_fit(telling, group))
            and not self._contradicts(telling, group)
            and is_in_time(telling, group)
        ]
        is_year = window.last - window.first > 31
        if not self._take_nearest(member, found, WINDOW, only_if_one=is_year):
            self._place_among_vague(member, window)

    def place_undated(self, member: int) -> None:
        telling = self._shelf[member]
        published = telling.published
        if published is not None:
            if telling.status is Status.HAPPENED:
                window = Window(published - (OWN_UNDATED if telling.source.is_own else PRESS_UNDATED), published + 1)
            else:
                window = Window(published, published + AHEAD_AT_ITS_PLACE)
            found = [
                (score, group)
                for group in self._between(telling.parties, window)
                if (score := _vague_fit(telling, group)) >= ONE_SIDE_ONLY * 0.8
                and (
                    self._may_be_recent(telling, group)
                    if telling.status is Status.HAPPENED
                    else is_soon(telling, group)
                )
                and not self._contradicts(telling, group, same_date=False)
            ]
            if self._take_nearest(member, found, UNDATED, only_if_one=False):
                return
        self._place_among_vague(member, None)

    def _may_be_recent(self, telling: Telling, group: Group) -> bool:
        """Tell whether a text without a date can be of this meeting: a readout is of the meeting of its own day."""
        return not (telling.source.is_own and telling.leads) or not any(
            are_of_one_house(own, telling) and own.published != telling.published and not self._is_copy(own, telling)
            for own in group.tellings
        )

    def _between(self, parties: Sequence[Party], window: Window) -> Iterator[Group]:
        """Yield the groups within a window that share the participant who meets least."""
        slices = []
        for party in parties:
            found: set[int] = set()
            for key in party.keys:
                lasting = self._lasting.get(key, ())
                start = bisect_left(lasting, window.first << _DAY)
                end = bisect_left(lasting, (window.last + 1) << _DAY)
                found.update(code & (1 << _DAY) - 1 for code in lasting[start:end])
            slices.append(found)
        for at in min(slices, key=len, default=()):
            yield self.groups[at]

    def _take_nearest(
        self, member: int, found: Sequence[tuple[float, Group]], sure: float, *, only_if_one: bool
    ) -> bool:
        """Give a vague telling to the group that fits best, the nearest to its publication where several do."""
        if not found or (only_if_one and len(found) > 1):
            return False
        telling = self._shelf[member]
        top = max(score for score, _ in found)
        best = [group for score, group in found if score >= top - 0.01]
        nearest = min(best, key=lambda group: (distance(telling, group), group.number))
        nearest.take(member, top * (sure if len(best) == 1 else ONE_OF_SEVERAL))
        return True

    def _place_among_vague(self, member: int, window: Window | None) -> None:
        telling = self._shelf[member]
        stretches = _stretches(telling, window)
        around = stretches if window is not None else [at + step for at in stretches for step in (-1, 0, 1)]
        for group in _sharing(telling.parties, [self._vague[at] for at in around if at in self._vague]):
            if (group.window is None) != (window is None):
                continue
            if window is not None and group.window is not None and not window.overlaps(group.window):
                continue
            if not (are_of_one_time(telling, group) if window is None else is_in_time(telling, group)):
                continue
            score = _vague_fit(telling, group)
            if score and not self._contradicts(telling, group, same_date=window is not None):
                group.take(member, UNDATED * score)
                return
        made = self._new(member, window, 1 if window is not None else 2)
        for at in stretches:
            _put(made, self._vague[at])


def _vague_fit(telling: Telling, group: Group) -> float:
    fitting = fit(telling.parties, group.parties)
    return fitting * vague_kind(telling, group) if fitting else 0.0


def _put(group: Group, index: _ByKey, before: Sequence[Party] = ()) -> None:
    """Let a group be found by what its participants are known by, besides what they were `before`."""
    known = {key for party in before for key in party.keys}
    for key in {key for party in group.parties for key in party.keys} - known:
        if group not in (found := index[key]):
            found.append(group)


def _stretches(telling: Telling, window: Window | None) -> list[int]:
    """Return where something vague is looked for: months of a window, below zero weeks of publication without one."""
    if window is not None:
        return list(range(window.first // _MONTH, window.last // _MONTH + 1))
    return [-telling.published // _WEEK] if telling.published is not None else []


def _sharing(parties: Sequence[Party], indexes: Sequence[_ByKey]) -> Iterator[Group]:
    """Yield the groups of some indexes that share two participants, or the only one, in order."""
    hits: Counter[int] = Counter()
    found: dict[int, Group] = {}
    for party in parties:
        near = {group.number: group for key in party.keys for index in indexes for group in index.get(key, ())}
        hits.update(near.keys())
        found.update(near)
    for number in sorted(found):
        if hits[number] > 1 or len(parties) == 1 or len(found[number].parties) == 1:
            yield found[number]


def _weight(group: Group) -> tuple[float, int]:
    """Return how much stands behind the day of a group; of two equal ones the earlier counts."""
    return day_weight(group.tellings), -(group.day or 0)
