"""Each real meeting once, however many documents tell of it, with its accounts."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.codebook.people import name_key
from communique.model import PRESS, Meeting, MeetingKind, Place, Span, Status
from communique.model.history import Evidence, MeetingAccount, MeetingCluster
from communique.track.days import Window, in_order, window_of
from communique.track.grouping import group
from communique.track.groups import Group, day_weight
from communique.track.parties import Party, same_person
from communique.track.tellings import Telling
from communique.track.verdicts import Judged, replay


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which meetings are asked for; what is not given does not matter. `since` and `until` are inclusive.

    `between` are sides that all took part; `who` is an id, a name or a part of one; `documents` are those that tell
    of it.
    """

    between: Collection[str] = ()
    who: str | None = None
    since: str | None = None
    until: str | None = None
    documents: Collection[str] | None = None

    def holds(self, found: Group) -> bool:
        """Tell whether a group is asked for. One without a date is placed by its first publication."""
        if self.between:
            sides = {party.side for party in found.parties}
            if not sides.issuperset(self.between):
                return False
        if self.who is not None and not any(is_called(party, self.who) for party in found.parties):
            return False
        if self.documents is not None and not any(name in self.documents for name in found.documents):
            return False
        if self.since is None and self.until is None:
            return True
        days = days_of(found)
        if days is None:
            return False
        if self.since is not None and days.last < window_of(self.since).first:
            return False
        return self.until is None or days.first <= window_of(self.until).last


EVERYTHING = Wanted()


def days_of(found: Group) -> Window | None:
    """Return the days by which a meeting is asked for: its own, without a date that of its first publication."""
    if found.window is not None:
        return found.window
    return Window(found.published, found.published) if found.published is not None else None


def is_called(party: Party, who: str) -> bool:
    """Tell whether a participant has this id, this name, or a name of which these are words."""
    if who in {party.id, party.side if not party.is_person else None}:
        return True
    words = name_key(who).split()
    return party.is_person and bool(words) and set(words) <= set(party.name_words)


def meetings(
    tellings: Iterable[Telling],
    *,
    judgements: Iterable[Judged] = (),
    copies: Mapping[str, str] | None = None,
    wanted: Wanted = EVERYTHING,
) -> list[MeetingCluster]:
    """Return each meeting once, in the order of dates; the order of the tellings decides nothing.

    What is asked for is looked for among all meetings: who asks for less must not get other ones. `copies` is what
    `near_copies` returns; without it every document counts. `judgements` are those in force.
    """
    copies = copies or {}
    groups, judged, _ = replay(group(tellings, copies=copies), judgements)
    same: defaultdict[str, list[Group]] = defaultdict(list)
    for one in groups:
        same[what_names(one)].append(one)
    names = {number: name for key, found in same.items() for number, name in named(key, found).items()}
    found = [cluster(one, names[one.number], copies, judged.get(one.number, ())) for one in groups if wanted.holds(one)]
    found.sort(key=in_time)
    return found


def in_time(cluster: MeetingCluster) -> tuple[tuple[int, int], str]:
    """Return what sorts meetings: by date, without one by their first publication."""
    return in_order(cluster.meeting.date or cluster.published_from), cluster.id


def what_names(one: Group) -> str:
    """Return what the id of a meeting is made of: its date and its heads. Two meetings may have the same."""
    when = best_date(one) or f"~{(published_from(one) or '')[:7]}"
    return "\n".join([when, *sorted(party.id for party in _heads(one))])


def named(key: str, found: Sequence[Group]) -> dict[int, str]:
    """Return the ids of all groups that are named by `key`, by their numbers: counted where there are several."""
    names: dict[int, str] = {}
    ordered = sorted(found, key=lambda one: (best_kind(one), min(telling.refs for telling in one.tellings)))
    for at, one in enumerate(ordered, start=1):
        names[one.number] = name_of(key if at == 1 else f"{key}\n{at}")
    return names


def name_of(key: str) -> str:
    """Return the id that is made of what names a meeting: 16 hexadecimal digits."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _heads(one: Group) -> list[Party]:
    """Return for each side the participant whom most tellings name, and all of a meeting within one side."""
    sides = {party.side or party.id for party in one.parties}
    if len(sides) == 1:
        return list(one.parties)
    heads: list[Party] = []
    for side in sides:
        own = [party for party in one.parties if (party.side or party.id) == side]
        counted = [
            sum(any(same_person(party, them) for them in telling.parties) for telling in one.tellings) for party in own
        ]
        heads.append(own[counted.index(max(counted))])
    return heads


def best_date(one: Group) -> str | None:
    """Return the day with the most behind it, else the finest date; of equals the earlier. See `day_weight`."""
    told: defaultdict[str, list[Telling]] = defaultdict(list)
    for telling in one.tellings:
        if telling.date is not None:
            told[telling.date].append(telling)
    if not told:
        return None
    held = {
        date: found for date, found in told.items() if any(telling.status is Status.HAPPENED for telling in found)
    } or told  # what happened is known better than what was planned
    return min(held, key=lambda date: (-len(date), -day_weight(held[date]), date))


def _other_dates(one: Group, best: str | None) -> tuple[str, ...]:
    told: defaultdict[str, list[Telling]] = defaultdict(list)
    for telling in one.tellings:
        if telling.date is not None and telling.date != best and window_of(telling.date).is_day:
            told[telling.date].append(telling)
    return tuple(sorted(told, key=lambda date: (-day_weight(told[date]), date)))


_SPECIFIC = (MeetingKind.SIDELINE, MeetingKind.VIDEO, MeetingKind.CALL, MeetingKind.SUMMIT, MeetingKind.VISIT)


def best_kind(one: Group) -> MeetingKind:
    """Return the format that most tellings give; a plain meeting only where none says more."""
    counted: Counter[MeetingKind] = Counter(
        telling.kind for telling in one.tellings if telling.kind is not MeetingKind.MEETING
    )
    if not counted:
        return MeetingKind.MEETING
    return max(_SPECIFIC, key=lambda kind: counted[kind])


def _best_place(one: Group) -> Place | None:
    """Return the place that most tellings give, a named one before a state; a call has none."""
    counted = Counter(telling.place for telling in one.tellings if telling.place is not None)
    return min(counted, key=lambda place: (-counted[place], place.country is None, place.name), default=None)


def _best_status(one: Group) -> Status:
    """Return what the tellings come to: held if one says so, else what was said last."""
    if any(telling.status is Status.HAPPENED for telling in one.tellings):
        return Status.HAPPENED
    last = max(one.tellings, key=lambda telling: (telling.published or 0, telling.status is Status.CANCELLED))
    return last.status


def published_from(one: Group) -> str | None:
    """Return when the first telling was published."""
    return min((telling.source.published_on for telling in one.tellings if telling.source.published_on), default=None)


def cluster(one: Group, name: str, copies: Mapping[str, str], judged: Sequence[str] = ()) -> MeetingCluster:
    """Return a group as a meeting with this id. `judged` are the judgements that made it."""
    date, kind = best_date(one), best_kind(one)
    ordered = sorted(
        zip(one.tellings, one.sure, strict=True),
        key=lambda pair: (pair[0].source.published_on or "9", not pair[0].source.is_own, pair[0].document),
    )
    # Two readouts in the same words of two calls are no copies of each other: a copy is of a text on the same meeting.
    original = _originals(one, copies)
    accounts = tuple(_account(telling, sure, original) for telling, sure in ordered)
    best = next((telling for telling, _ in ordered if telling.date == date), ordered[0][0])
    own = tuple(dict.fromkeys(telling.source.side for telling, _ in ordered if telling.source.is_own))
    meeting = Meeting(
        id=name,
        kind=kind,
        status=_best_status(one),
        date=date,
        place=None if kind is MeetingKind.CALL else _best_place(one),
        participants=tuple(party.id for party in one.parties),
        host=next((telling.host for telling, _ in ordered if telling.host), None),
        requested_by=next((telling.requested_by for telling, _ in ordered if telling.requested_by), None),
        spans=tuple(Span(start=words.start, end=words.end) for words in best.evidence),
    )
    return MeetingCluster(
        id=name,
        meeting=meeting,
        sides=tuple(dict.fromkeys(party.side for party in one.parties if party.side)),
        people={party.id: party.name for party in one.parties if party.name},
        own_accounts=own,
        accounts=accounts,
        evidence_count=len({copies.get(account.document, account.document) for account in accounts}),
        other_dates=_other_dates(one, date),
        published_from=published_from(one),
        judgements=tuple(judged),
        confidence=_confidence(one, copies),
    )


def _originals(one: Group, copies: Mapping[str, str]) -> dict[str, str]:
    """Return the first of the versions of a text among the documents of a meeting, for each of the others."""
    if not copies:
        return {}
    documents = {telling.document: telling.source.published_on or "9" for telling in one.tellings}
    first: dict[str, str] = {}
    for name in sorted(documents, key=lambda name: (documents[name], name)):
        if name in copies:
            first.setdefault(copies[name], name)
    return {name: first[copies[name]] for name in documents if name in copies and first[copies[name]] != name}


def _account(telling: Telling, sure: float, originals: Mapping[str, str]) -> MeetingAccount:
    return MeetingAccount(
        document=telling.document,
        meetings=telling.meetings,
        side=telling.source.side,
        publisher=telling.source.publisher,
        language=telling.source.language,
        published_on=telling.source.published_on,
        date=telling.date,
        status=telling.status,
        copy_of=originals.get(telling.document),
        evidence=tuple(
            Evidence(document=telling.document, start=words.start, end=words.end, words=words.words)
            for words in telling.evidence
        ),
        confidence=round(min(sure, 1.0), 3),
    )


def _confidence(one: Group, copies: Mapping[str, str]) -> float:
    """Return what independent tellings add up to, less where no day or no person is known."""
    surest: dict[str, float] = {}
    for telling, sure in zip(one.tellings, one.sure, strict=True):
        name = copies.get(telling.document, telling.document)
        surest[name] = max(surest.get(name, 0.0), sure * (0.85 if telling.source.side != PRESS else 0.65))
    missed = 1.0
    for sure in surest.values():
        missed *= 1 - sure
    found = 1 - missed
    if one.day is None:
        found *= 0.8 if one.window is not None else 0.6
        if all(telling.status is not Status.HAPPENED for telling in one.tellings):
            found *= 0.6  # "to continue the dialogue" is a wish as often as a plan
    if not any(party.is_person for party in one.parties):
        found *= 0.6
    return round(found, 3)
