"""One record for each real meeting: its mentions are put together, what one lacks is taken from another."""

from dataclasses import dataclass, field, replace

from communique.annotate.actors.author import AUTHOR
from communique.annotate.clause import Standing
from communique.annotate.meetings.contact import Contact, Journey
from communique.annotate.meetings.standings import STATUS
from communique.annotate.parties import Parties
from communique.codebook.places import is_state
from communique.model import Actor, ActorKind, Meeting, MeetingKind, Place, Span

_BELOW = frozenset({"deputy", "ambassador", "envoy", "assistant", "spokesman"})
_NEAR = 2000
"""Characters within which "he also met" goes on with a day told before."""
_SPECIFIC = (MeetingKind.SIDELINE, MeetingKind.SUMMIT, MeetingKind.VIDEO, MeetingKind.CALL)


@dataclass(slots=True)
class _Draft:
    """A meeting while it is put together."""

    kind: MeetingKind
    standing: Standing
    parties: tuple[str, ...]
    date: str | None
    place: Place | None
    host: str | None
    requested_by: str | None
    spans: list[tuple[int, int]] = field(default_factory=list)
    is_date_inherited: bool = False
    follows: bool = False
    is_of_that_day: bool = False
    is_talks: bool = False
    """True if the words say that they talked, not only that one received or saw the other."""

    def take(self, contact: Contact) -> None:
        """Add what another mention of the same meeting says."""
        if contact.date is not None and (self.date is None or len(contact.date) > len(self.date)):
            self.date = contact.date
        self.place = self.place or contact.place
        self.host = self.host or contact.host
        self.requested_by = self.requested_by or contact.requested_by
        if self.kind is MeetingKind.MEETING and contact.kind in _SPECIFIC and contact.is_own:
            self.kind = contact.kind
        self.spans.append((contact.start, contact.end))


def _dates_agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one.startswith(other) or other.startswith(one)


def _places_agree(one: Place | None, other: Place | None) -> bool:
    if one is None or other is None or one.name == other.name:
        return True
    return one.country is not None and one.country == other.country


class Merger:
    """Puts the mentions of one document together."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._drafts: list[_Draft] = []

    def meetings(self, contacts: list[Contact], journeys: list[Journey]) -> list[Meeting]:
        """Return the meetings of a document in the order in which the text brings them."""
        for contact in contacts:
            self._add(contact)
        self._complete_by_journeys(journeys)
        self._complete_by_the_last()
        visits = self._visits(journeys)
        drafts = sorted([*self._drafts, *visits], key=lambda draft: min(draft.spans))
        return [self._finish(draft, number) for number, draft in enumerate(drafts, start=1)]

    def _add(self, contact: Contact) -> None:
        if contact.is_moved:
            self._move(contact)
            return
        known = self._same(contact)
        if known is None and contact.standing is Standing.CANCELLED and not contact.is_own and not contact.parties:
            # "... was to visit, but the trip was called off"
            known = next((draft for draft in reversed(self._drafts) if draft.standing is Standing.AHEAD), None)
            if known is not None and max(known.spans)[1] <= contact.since:
                known = None
            if known is not None:
                known.standing = Standing.CANCELLED
        if known is None and contact.is_next and self._drafts:
            # "The next round of talks is planned for June": those who met last meet again.
            last = max(self._drafts, key=lambda draft: (draft.is_talks, max(draft.spans)))
            contact = replace(contact, parties=last.parties, is_own=True)
            known = self._same(contact)
        if known is None and contact.parties and not contact.is_own:
            known = self._same(replace(contact, parties=()))
            if known is not None and contact.opens and not self._are_there(contact.parties, known.parties):
                known = None  # "A also discussed rockets with C" is not of the meeting of A and B
        if known is not None:
            if contact.is_own and self._is_closer(contact.parties, known.parties):
                known.parties = contact.parties
            known.take(contact)
        elif contact.is_own or contact.opens:
            fresh = _Draft(
                contact.kind,
                contact.standing,
                contact.parties,
                contact.date,
                contact.place,
                contact.host,
                contact.requested_by,
                [(contact.start, contact.end)],
                follows=contact.follows,
                is_of_that_day=contact.is_of_that_day,
                is_talks=contact.is_talks,
            )
            self._drafts.append(fresh)

    def _move(self, contact: Contact) -> None:
        """Give the meeting announced last the day to which it is said to have been moved."""
        ahead = [draft for draft in self._drafts if draft.standing is Standing.AHEAD]
        if ahead and contact.date is not None:
            last = max(ahead, key=lambda draft: max(draft.spans))
            last.date = contact.date
            last.spans.append((contact.start, contact.end))

    def _same(self, contact: Contact) -> _Draft | None:
        """Return the meeting that the mention is about, None if it is a new one."""
        for draft in reversed(self._drafts):
            if not _dates_agree(draft.date, contact.date) or not _places_agree(draft.place, contact.place):
                continue
            if not _formats_agree(draft, contact):
                continue
            if draft.standing is not contact.standing and (draft.date is None or draft.date != contact.date):
                continue
            if not contact.is_own and not contact.parties:
                return draft
            if self._agree(draft.parties, contact.parties):
                return draft
        return None

    def _agree(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Tell whether two sets of people can be those of one meeting: equal, or states and their office-holders."""
        if set(one) == set(other):
            return True
        return self._covers(one, other) or self._covers(other, one)

    def _covers(self, people: tuple[str, ...], states: tuple[str, ...]) -> bool:
        """Tell whether each of `states` is one of `people` or the state or office of one, and nobody is left."""
        left = list(people)
        for state in states:
            actor = self._parties.actor(state)
            if state in left:
                left.remove(state)
                continue
            if actor is None or actor.kind is ActorKind.PERSON or actor.country is None:
                return False
            hit = next((one for one in left if self._may_be(one, actor)), None)
            if hit is None:
                return False
            left.remove(hit)
        return not left

    def _are_there(self, parties: tuple[str, ...], known: tuple[str, ...]) -> bool:
        """Tell whether all people named in `parties` are among `known`."""
        return all(one in known or not self._parties.is_named_person(one) for one in parties)

    def _may_be(self, person: str, actor: Actor) -> bool:
        """Tell whether a state or an office can stand for a person of that state: no deputy for the minister."""
        known = self._parties.actor(person)
        if known is None or known.country != actor.country:
            return False
        below = _BELOW & set((actor.office or actor.name or "").lower().split())
        return actor.kind is ActorKind.STATE or below <= set((known.office or known.name or "").lower().split())

    def _is_closer(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Tell whether `one` names more people than `other`."""
        return self._named(one) > self._named(other)

    def _named(self, parties: tuple[str, ...]) -> int:
        actors = [self._parties.actor(one) for one in parties]
        return sum(actor is not None and actor.kind is ActorKind.PERSON for actor in actors)

    def _complete_by_the_last(self) -> None:
        """Give "he also met C", "in the evening she saw D" the day of the same person's meeting told before."""
        for at, draft in enumerate(self._drafts):
            if not (draft.is_of_that_day or (draft.follows and draft.date is None)) or at == 0:
                continue
            last = next((one for one in reversed(self._drafts[:at]) if one.standing is draft.standing), None)
            if last is None or last.date is None or min(draft.spans)[0] - min(last.spans)[0] > _NEAR:
                continue
            states = {self._parties.country(one) for one in draft.parties}
            is_same = states == set(map(self._parties.country, last.parties))
            if draft.is_of_that_day or is_same or not set(draft.parties).isdisjoint(last.parties):
                draft.date, draft.is_date_inherited = last.date, True

    def _complete_by_journeys(self, journeys: list[Journey]) -> None:
        """Give a meeting that lacks its place or date those of the journey that led one of its people to the other."""
        for draft in self._drafts:
            led = [
                one for one in journeys if one.actor in draft.parties and STATUS[one.standing] is STATUS[draft.standing]
            ]
            if draft.place is None and not draft.kind.is_remote:
                hosts = {self._parties.country(one) for one in draft.parties}
                there = [
                    one
                    for one in led
                    if not one.is_home
                    and (
                        _are_off(one, draft)
                        # Who receives a traveller there and has no state in the text is of the place.
                        or ((one.place.country in hosts or None in hosts) and _dates_agree(one.date, draft.date))
                    )
                ]
                if len({_key(one.place) for one in there}) == 1:
                    draft.place = there[0].place
            if draft.date is None and draft.place is not None:
                dated = [one for one in led if one.date is not None and _same_place(one.place, draft.place)]
                if dated:
                    draft.date, draft.is_date_inherited = dated[0].date, True

    def _visits(self, journeys: list[Journey]) -> list[_Draft]:
        """Return the visits that are records of their own: dated ones, and those without a meeting there."""
        found: dict[tuple[str, str, Standing], _Draft] = {}
        for journey in journeys:
            if journey.leads_to_contact or journey.is_home or not _is_visit(journey) or self._is_told(journey):
                continue
            key = (journey.actor, journey.place.country or journey.place.name, journey.standing)
            draft = found.get(key)
            if draft is not None and _dates_agree(draft.date, journey.date):
                draft.date = draft.date or journey.date
                draft.spans.append((journey.start, journey.end))
                continue
            found[key] = _Draft(
                MeetingKind.VISIT,
                journey.standing,
                (journey.actor,),
                journey.date,
                journey.place,
                None,
                None,
                [(journey.start, journey.end)],
            )
        return list(found.values())

    def _is_told(self, journey: Journey) -> bool:
        """Tell whether a meeting there says all that the journey says."""
        return any(
            journey.actor in draft.parties
            and draft.place is not None
            and _same_place(journey.place, draft.place)
            and (
                _are_off(journey, draft)
                or journey.date is None
                or (draft.date == journey.date and not draft.is_date_inherited)
            )
            for draft in self._drafts
        )

    def _finish(self, draft: _Draft, number: int) -> Meeting:
        return Meeting(
            id=f"m{number}",
            kind=draft.kind,
            status=STATUS[draft.standing],
            date=draft.date,
            place=draft.place,
            participants=tuple(one for one in draft.parties if one != AUTHOR),
            host=draft.host if draft.host != AUTHOR else None,
            requested_by=draft.requested_by if draft.requested_by != AUTHOR else None,
            spans=tuple(Span(start=start, end=end) for start, end in sorted(set(draft.spans))),
        )


def _are_off(journey: Journey, draft: _Draft) -> bool:
    """Tell whether both were called off together: a journey with a day of its own is told apart."""
    has_day = journey.date is not None and len(journey.date) > len("2023-W36")
    return journey.standing is Standing.CANCELLED and draft.standing is Standing.CANCELLED and not has_day


def _formats_agree(draft: _Draft, contact: Contact) -> bool:
    """Tell whether a call can be the contact: never one that has a place."""
    if contact.kind.is_remote and contact.is_own:
        return draft.place is None or draft.kind.is_remote
    return not (draft.kind.is_remote and contact.place is not None)


def _is_visit(journey: Journey) -> bool:
    """Tell whether it is more than a leg of a journey: called a visit, or dated."""
    return journey.is_visit or (
        not journey.is_onward and (journey.date is not None or journey.standing is Standing.AHEAD)
    )


def _key(place: Place) -> str:
    return place.name.casefold()


def _same_place(one: Place, other: Place) -> bool:
    """Tell whether two places can be one: the same, or a state and what lies in it."""
    if one.name == other.name:
        return True
    return one.country is not None and one.country == other.country and (is_state(one.name) or is_state(other.name))
