"""Tellings -> groups, one for each real meeting.

First what is dated to the day, then groups of neighbouring days, then what is known by week, month or year, then what
has no date. Within each step the most telling comes first and ties fall by document, so that the order in which
documents came in decides nothing. Candidates are found by day and participant, never by comparing all with all.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from communique.model import Status
from communique.track.days import Window
from communique.track.groups import SURE, Group, day_weight
from communique.track.likeness import (
    AHEAD_AT_ITS_PLACE,
    PRESS_UNDATED,
    REMOTE,
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
_STATUS_ORDER = {Status.HAPPENED: 0, Status.PLANNED: 1, Status.CANCELLED: 2}


def group(tellings: Iterable[Telling], *, copies: Mapping[str, str] | None = None) -> list[Group]:
    """Put together the tellings of one meeting.

    `copies` names, for a document that is a near copy of others, one id that all of them share: what copies tell in the
    same words is one telling, whatever their dates.
    """
    followers: dict[int, list[Telling]] = {}
    leading = _leaders(tellings, copies or {}, followers)
    work = _Grouping(copies or {})
    dated = [telling for telling in leading if (window := telling.window) is not None and window.is_day]
    ranged = [telling for telling in leading if (window := telling.window) is not None and not window.is_day]
    undated = [telling for telling in leading if telling.window is None]
    for telling in sorted(dated, key=_rank):
        work.place_on_day(telling)
    work.join_neighbouring_days()
    for telling in sorted(ranged, key=_rank):
        work.place_in_window(telling)
    for telling in sorted(undated, key=_rank):
        work.place_undated(telling)
    for found in work.groups:
        for telling, sure in [*zip(found.tellings, found.sure, strict=True)]:
            for follower in followers.get(id(telling), ()):
                found.take(follower, sure)
    return work.groups


def _leaders(
    tellings: Iterable[Telling], copies: Mapping[str, str], followers: dict[int, list[Telling]]
) -> list[Telling]:
    """Return the tellings without those that a near copy repeats; these go to `followers`, by the one they follow."""
    alone: list[Telling] = []
    repeated: defaultdict[tuple[object, ...], list[Telling]] = defaultdict(list)
    for telling in tellings:
        one = copies.get(telling.document)
        if one is None:
            alone.append(telling)
        else:
            people = tuple(sorted(party.id for party in telling.parties))
            repeated[one, people, telling.status, telling.evidence[0].words].append(telling)
    for same in repeated.values():
        first, *rest = sorted(same, key=_rank)
        alone.append(first)
        followers[id(first)] = rest
    return alone


def _rank(telling: Telling) -> tuple[object, ...]:
    """Return the place in the order: what happened first, then the finest date, most people named, a side's own."""
    window = telling.window
    return (
        _STATUS_ORDER[telling.status],
        window.last - window.first if window is not None else 0,
        -sum(party.is_person for party in telling.parties),
        not telling.source.is_own,
        telling.published or 0,
        telling.document,
        telling.meetings,
    )


class _Grouping:
    """Groups while they are made, and where to find them."""

    def __init__(self, copies: Mapping[str, str]) -> None:
        self.groups: list[Group] = []
        self._copies = copies
        self._by_day: defaultdict[tuple[int, str], list[Group]] = defaultdict(list)
        self._lasting: defaultdict[str, list[tuple[int, int, Group]]] = defaultdict(list)
        self._vague: defaultdict[tuple[int, str], list[Group]] = defaultdict(list)
        self._count = 0

    # Dated to the day -------------------------------------------------------------------------------------------------

    def place_on_day(self, telling: Telling) -> None:
        window = telling.window
        assert window is not None
        best, best_score = None, 0.0
        for found in self._on_day(telling.parties, window.first):
            score = fit(telling.parties, found.parties) * same_day_kind(telling, found)
            if score > best_score and not self._contradicts(telling, found):
                best, best_score = found, score
        if best is None:
            self._new(telling, window)
            return
        known = best.parties
        best.take(telling, SURE * min(best_score, 1.0))
        if best.parties != known:
            self._put_on_day(best, known)

    def _on_day(self, parties: Sequence[Party], day: int) -> Iterator[Group]:
        """Yield the groups of a day that share two participants, or the only one, at least by side or by a name."""
        return _sharing(parties, self._by_day, [day])

    def _new(self, telling: Telling, window: Window | None) -> Group:
        made = Group(self._count, telling, window)
        self._count += 1
        self.groups.append(made)
        self._put_on_day(made)
        return made

    def _put_on_day(self, group: Group, before: Sequence[Party] = ()) -> None:
        """Let a group be found by its day and what its participants are known by, besides what they were `before`."""
        if group.day is not None:
            known = {key for party in before for key in party.keys}
            for key in {key for party in group.parties for key in party.keys} - known:
                if group not in (found := self._by_day[group.day, key]):
                    found.append(group)

    def _contradicts(self, telling: Telling, found: Group, *, same_date: bool = True) -> bool:
        """Tell whether one document tells of the two as of different meetings, or a cancellation stands between.

        Told twice on one day by one document is a meeting only if everybody is the same: "they also consulted on ...".
        """
        for own in found.documents.get(telling.document, ()):
            if not same_date or own.date != telling.date or fit(telling.parties, own.parties) < HARD:
                return True
        return is_called_off([telling], found.tellings) or is_called_off(found.tellings, [telling])

    # Neighbouring days ------------------------------------------------------------------------------------------------

    def join_neighbouring_days(self) -> None:
        pairs: list[tuple[float, int, int, Group, Group]] = []
        for early in self.groups:
            if early.day is None:
                continue
            for late in self._on_day(early.parties, early.day + 1):
                score = fit(early.parties, late.parties) * next_day_kind(early, late)
                if score >= ONE_SIDE_ONLY * 0.9 and not self._are_two(early, late):
                    pairs.append((-score, early.number, late.number, early, late))
        pairs.sort(key=lambda pair: pair[:3])
        joined: set[int] = set()
        for _, _, _, early, late in pairs:
            if early.number in joined or late.number in joined:
                continue  # two days at most: a chain of calls, one a day, is no meeting
            joined |= {early.number, late.number}
            first, second = (early, late) if _weight(early) >= _weight(late) else (late, early)
            first.absorb(second, NEXT_DAY)
            second.tellings = []
        self.groups = [group for group in self.groups if group.tellings]
        for group in self.groups:
            if group.day is None:
                continue
            for key in {key for party in group.parties for key in party.keys}:
                self._lasting[key].append((group.day, group.number, group))
        for found in self._lasting.values():
            found.sort(key=lambda one: one[:2])

    def _are_two(self, early: Group, late: Group) -> bool:
        """Tell whether groups of two days must stay apart.

        One document that names both days speaks of two meetings, and a side's own texts do not mistake the day; nor
        does a publisher mistake the day of a call that it reported once already.
        """
        if early.documents.keys() & late.documents.keys():
            return True
        if is_called_off(early.tellings, late.tellings) or is_called_off(late.tellings, early.tellings):
            return True
        if all(t.status is Status.PLANNED for t in early.tellings) or all(
            t.status is Status.PLANNED for t in late.tellings
        ):
            return False
        calls = any(telling.kind in REMOTE for telling in (*early.tellings, *late.tellings))
        return any(
            (calls or one.source.is_own) and are_of_one_house(one, other) and not self._is_copy(one, other)
            for one in early.tellings
            for other in late.tellings
        )

    def _is_copy(self, one: Telling, other: Telling) -> bool:
        name = self._copies.get(one.document)
        return name is not None and name == self._copies.get(other.document)

    # Dated by week, month or year, or not at all ----------------------------------------------------------------------

    def place_in_window(self, telling: Telling) -> None:
        window = telling.window
        assert window is not None
        found = [
            (score, group)
            for group in self._between(telling.parties, window)
            if (score := fit(telling.parties, group.parties) * vague_kind(telling, group))
            and not self._contradicts(telling, group)
            and is_in_time(telling, group)
        ]
        is_year = window.last - window.first > 31
        if self._take_nearest(telling, found, WINDOW, only_if_one=is_year):
            return
        self._place_among_vague(telling, window)

    def place_undated(self, telling: Telling) -> None:
        published = telling.published
        if published is not None:
            if telling.status is Status.HAPPENED:
                window = Window(published - (OWN_UNDATED if telling.source.is_own else PRESS_UNDATED), published + 1)
            else:
                window = Window(published, published + AHEAD_AT_ITS_PLACE)
            found = [
                (score, group)
                for group in self._between(telling.parties, window)
                if (score := fit(telling.parties, group.parties) * vague_kind(telling, group)) >= ONE_SIDE_ONLY * 0.8
                and (
                    self._may_be_recent(telling, group)
                    if telling.status is Status.HAPPENED
                    else is_soon(telling, group)
                )
                and not self._contradicts(telling, group, same_date=False)
            ]
            if self._take_nearest(telling, found, UNDATED, only_if_one=False):
                return
        self._place_among_vague(telling, None)

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
            found: dict[int, Group] = {}
            for key in party.keys:
                lasting = self._lasting.get(key, [])
                start = bisect_left(lasting, window.first, key=lambda one: one[0])
                end = bisect_right(lasting, window.last, key=lambda one: one[0])
                found.update((number, group) for _, number, group in lasting[start:end])
            slices.append(found)
        fewest = min(slices, key=len, default={})
        return iter(fewest.values())

    def _take_nearest(
        self, telling: Telling, found: Sequence[tuple[float, Group]], sure: float, *, only_if_one: bool
    ) -> bool:
        """Give a vague telling to the group that fits best, the nearest to its publication where several do."""
        if not found or (only_if_one and len(found) > 1):
            return False
        top = max(score for score, _ in found)
        best = [group for score, group in found if score >= top - 0.01]
        nearest = min(best, key=lambda group: (distance(telling, group), group.number))
        nearest.take(telling, top * (sure if len(best) == 1 else ONE_OF_SEVERAL))
        return True

    def _place_among_vague(self, telling: Telling, window: Window | None) -> None:
        stretches = _stretches(telling, window)
        around = stretches if window is not None else [at + step for at in stretches for step in (-1, 0, 1)]
        for group in _sharing(telling.parties, self._vague, around):
            if (group.window is None) != (window is None):
                continue
            if window is not None and group.window is not None and not window.overlaps(group.window):
                continue
            if not (are_of_one_time(telling, group) if window is None else is_in_time(telling, group)):
                continue
            score = fit(telling.parties, group.parties) * vague_kind(telling, group)
            if score and not self._contradicts(telling, group, same_date=window is not None):
                group.take(telling, UNDATED * score)
                return
        made = self._new(telling, window)
        for key in {key for party in telling.parties for key in party.keys}:
            for at in stretches:
                self._vague[at, key].append(made)


def _stretches(telling: Telling, window: Window | None) -> list[int]:
    """Return where something vague is looked for: months of a window, below zero weeks of publication without one."""
    if window is not None:
        return list(range(window.first // _MONTH, window.last // _MONTH + 1))
    return [-telling.published // _WEEK] if telling.published is not None else []


def _sharing(
    parties: Sequence[Party], index: Mapping[tuple[int, str], Sequence[Group]], places: Sequence[int]
) -> Iterator[Group]:
    """Yield the groups at some places of an index that share two participants, or the only one, in order."""
    hits: Counter[int] = Counter()
    found: dict[int, Group] = {}
    for party in parties:
        near = {group.number: group for key in party.keys for at in places for group in index.get((at, key), ())}
        hits.update(near.keys())
        found.update(near)
    for number in sorted(found):
        if hits[number] > 1 or len(parties) == 1 or len(found[number].parties) == 1:
            yield found[number]


def _weight(group: Group) -> tuple[float, int]:
    """Return how much stands behind the day of a group; of two equal ones the earlier counts."""
    return day_weight(group.tellings), -(group.day or 0)
