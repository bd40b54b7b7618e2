"""Who goes where: visits, arrivals and departures of holders of office."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from spacy.tokens import Doc, Token

from communique.annotate.actors.author import AUTHOR
from communique.annotate.clause import (
    VERBAL,
    Standing,
    governor,
    is_passive,
    phrases,
    standing,
    standing_of_plan,
    subjects,
    visitors,
)
from communique.annotate.layers import PREFIX, Derived, Layers
from communique.annotate.meetings.contact import Contact, Journey
from communique.annotate.meetings.cues import triggers
from communique.annotate.meetings.dating import nearest_year
from communique.annotate.meetings.goals import all_goals, with_conjuncts
from communique.annotate.meetings.moments import Moments
from communique.annotate.meetings.places import place_of
from communique.annotate.meetings.spine import spine
from communique.annotate.meetings.standings import is_over, standing_of_noun, with_date
from communique.annotate.parties import Parties
from communique.codebook.contacts import cues_of, forms_of
from communique.model import ActorKind, Place
from communique.model.dates import first_day, precision_of

_KEY = f"{PREFIX}journeys"
_IN = frozenset({"in", "at"})
_FOR = frozenset({"for"})
_FROM = frozenset({"from"})
_VISIT_TO = frozenset({"to", "in", "of", "through"})
_NO_PLACES = frozenset({ActorKind.PERSON, ActorKind.OFFICE, ActorKind.GROUP, ActorKind.ORGANISATION})
_TRAVELLERS = frozenset({ActorKind.PERSON, ActorKind.OFFICE})
_MOVES = frozenset({"visit", "move", "arrive", "leave"})
_LEAVES = frozenset({"leave", "depart", "return", "attend", "stop"})
_BETWEEN = frozenset({"ADP", "DET", "CCONJ", "PUNCT", "ADV", "NUM"})
_PLACES = 8
_NEAR_CHARACTERS = 60
_NEAR = 10
"""Words behind a place in which the next one of a journey stands."""
_LIGHT = frozenset({"make", "pay", "take", "undertake", "begin", "start", "plan", "cancel", "postpone"})


class Journeys(Derived):
    """The journeys of one document with those who travel; whoever reads the meetings leaves them for the stops."""

    __slots__ = ("journeys", "parties")

    def __init__(self, journeys: list[Journey], parties: Parties) -> None:
        self.journeys, self.parties = journeys, parties

    def leave_for_stops(self, doc: Doc) -> None:
        """Keep them beside the layers until they are asked for."""
        doc.user_data[_KEY] = self

    @classmethod
    def of(cls, doc: Doc) -> "Journeys":
        """Return those that were left, once; without any, find them."""
        left = doc.user_data.pop(_KEY, None)
        if isinstance(left, cls):
            return left
        parties, tokens = Parties(doc), list(triggers(doc))
        published = Layers(doc).published_on
        finder = JourneyFinder(parties, Moments(doc), None if published is None else published.value)
        return cls(finder.find(tokens) if tokens else [], parties)


class JourneyFinder:
    """Finds the journeys of one document."""

    def __init__(
        self,
        parties: Parties,
        moments: Moments,
        published: str | None,
        contacts: Sequence[Contact] = (),
    ) -> None:
        self._parties = parties
        self._moments = moments
        self._published = published
        self._contacts = contacts
        self._seen: set[str] = set()

    def find(self, tokens: list[Token]) -> list[Journey]:
        """Return what each cue says, in the order of the text, one journey for each person and place."""
        found: list[Journey] = []
        for token in tokens:
            for journey in self._at(token):
                self._seen.add(journey.actor)
                found.append(journey)
            if found and token.lemma_.lower() in forms_of("noun", "visit") and token.dep_ == "dobj":
                self._call_off(token, found)
        return found

    def _call_off(self, noun: Token, found: list[Journey]) -> None:
        """Read "he cancelled the trip" of the journey that he was to make."""
        if not any(child.lower_ in {"the", "this", "that"} for child in noun.lefts) or any(True for _ in noun.rights):
            return
        last = found[-1]
        is_theirs = last.standing is Standing.AHEAD and last.actor in self._visitors(noun)
        if is_theirs and standing_of_noun(noun) is Standing.CANCELLED:
            found[-1] = replace(last, standing=Standing.CANCELLED)

    def _at(self, token: Token) -> Iterator[Journey]:
        lemma = token.lemma_.lower()
        if lemma in forms_of("presence", "plan"):
            yield from self._expected(token)
        if lemma == "be":
            # "was in Pretoria on Tuesday"
            goals = [thing for _, thing in phrases(token, _IN) if self._names_place(thing)]
            if goals and not is_passive(token):
                people = self._travellers(subjects(token))
                yield from self._journeys(token, people, goals, standing(token), is_visit=False)
        elif token.pos_ == "VERB":
            cue = cues_of("verb").get(lemma)
            if cue is not None and not is_passive(token) and not self._travellers(visitors(token)):
                yield from self._verb(token, cue.frame)
        elif token.pos_ == "NOUN":
            cue = cues_of("noun").get(lemma)
            if cue is not None and cue.frame == "visit" and not any(c.lower_ in {"no", "any"} for c in token.lefts):
                goals = [thing for _, thing in phrases(token, _VISIT_TO)]
                by = [who for _, who in phrases(token, frozenset({"by"}))]
                goals += [thing for who in by for _, thing in phrases(who, frozenset({"to"}))]
                # "the visit of the secretary" names the visitor.
                goals = [goal for goal in goals if not self._parties.of([goal]) or self._names_place(goal)]
                where = standing_of_noun(token)
                found = list(self._journeys(token, self._visitors(token), goals, where, is_visit=True))
                yield from found
                yield from self._moved(token, found)
                yield from self._led_through(token)

    def _protagonist(self) -> tuple[str, ...]:
        """Return who met others abroad most often, for "a stop in Quito was put off" in the story of a tour."""
        abroad = Counter(
            one
            for contact in self._contacts
            if contact.place is not None and contact.place.country is not None
            for one in contact.parties
            if self._parties.country(one) not in {None, contact.place.country} and self._parties.is_named_person(one)
        ).most_common(2)
        if not abroad or (len(abroad) > 1 and abroad[0][1] == abroad[1][1]):
            return ()
        return (abroad[0][0],)

    def _moved(self, noun: Token, found: list[Journey]) -> Iterator[Journey]:
        """Read "the visit has been postponed from Monday to 28 May" as one called off and one to come."""
        if noun.dep_ != "nsubjpass" or not found or found[0].standing is not Standing.CANCELLED:
            return
        date = self._moments.date_to(noun.head)
        if date is not None and with_date(Standing.AHEAD, date, self._published) is Standing.AHEAD:
            yield from (replace(one, standing=Standing.AHEAD, date=date) for one in found)

    def _led_through(self, noun: Token) -> Iterator[Journey]:
        """Read "the last leg of a tour that took him to Lima and Quito"."""
        for verb in noun.rights:
            if verb.dep_ == "relcl" and verb.lemma_ in {"take", "bring", "lead"} and not is_passive(verb):
                people = self._travellers([one for one in verb.rights if one.dep_ in {"dobj", "dative"}])
                goals = [thing for _, thing in phrases(verb, frozenset({"to"}))]
                yield from self._journeys(verb, people, goals, standing(verb), is_visit=False)

    def _verb(self, verb: Token, frame: str) -> Iterator[Journey]:
        where = standing(verb)
        if frame in _MOVES:
            people = self._travellers(subjects(verb))
            from_there = [thing for _, thing in phrases(verb, _FROM)] if frame in {"move", "arrive"} else []
            yield from self._journeys(verb, people, from_there, where, is_visit=False, rank=-1)
            yield from self._journeys(verb, people, all_goals(verb, frame), where, is_visit=frame == "visit")
        elif frame == "spend":
            goals = [thing for holder in (verb, *_objects(verb)) for _, thing in phrases(holder, _IN)]
            yield from self._journeys(verb, self._travellers(subjects(verb)), goals, where, is_visit=False)

    def _expected(self, planned: Token) -> Iterator[Journey]:
        """Read "was expected in Tokyo" and "had been due in Vilnius"."""
        if planned.pos_ in VERBAL and not is_passive(planned):
            return
        holder = planned if planned.pos_ in VERBAL else planned.head
        goals = [thing for _, thing in phrases(planned, _IN)]
        goals += [
            thing
            for child in planned.children
            if child.lower_ == "back" or child.dep_ == "advmod"
            for _, thing in phrases(child, _IN)
        ]
        where = standing_of_plan(planned)
        yield from self._journeys(planned, self._travellers(subjects(holder)), goals, where, is_visit=False)

    def _travellers(self, tokens: list[Token]) -> tuple[str, ...]:
        found = []
        for one in self._parties.of(tokens):
            actor = self._parties.actor(one)
            if actor is None or actor.kind not in _TRAVELLERS or actor.id == AUTHOR:
                continue
            if self._parties.holds_office(one) or (actor.country is not None and self._parties.may_hold_office(one)):
                found.append(one)
        return tuple(found)

    def _visitors(self, noun: Token) -> tuple[str, ...]:
        owners = [one for one in noun.lefts if one.dep_ == "poss" and not self._moments.is_time(one)]
        if owners and (owners[0].tag_ != "PRP$" or self._parties.resolve(owners[0]) is not None):
            return self._travellers(owners)
        by = self._travellers([thing for _, thing in phrases(noun, frozenset({"by", "of"}))])
        if by:
            return by
        # "a trip that the minister was to have made"
        for child in noun.rights:
            if child.dep_ == "relcl":
                made = [verb for verb in (child, *child.rights) if verb.pos_ in VERBAL and verb.lemma_ in _LIGHT]
                people = self._travellers([one for verb in made[-1:] for one in subjects(verb)])
                if people:
                    return people
        verb = governor(noun)
        if verb is None:
            return ()
        if noun.dep_ in {"nsubj", "nsubjpass"} and noun.head == verb:
            plan = [thing for _, thing in phrases(verb, _FROM)]  # "was dropped from her itinerary"
            whose = self._travellers([word for thing in plan for word in thing.lefts if word.dep_ == "poss"])
            if whose:
                return whose
            # "A visit to X was cancelled": whose, if the text tells of one traveller only?
            return tuple(self._seen) if len(self._seen) == 1 else self._protagonist()
        return self._travellers(subjects(verb))

    def _journeys(
        self,
        cue: Token,
        people: tuple[str, ...],
        goals: list[Token],
        where: Standing,
        *,
        is_visit: bool,
        rank: int | None = None,
    ) -> Iterator[Journey]:
        if not people or not goals or where in {Standing.DENIED, Standing.OPEN}:
            return
        bones = spine(cue)
        heads = [goal for head in goals for goal in with_conjuncts(head)]
        heads += [goal for goal in self._further(heads) if goal not in heads]
        places = [(goal, place_of(goal)) for goal in heads]
        known = [(goal, place) for goal, place in places if place is not None and self._is_place(goal, place)]
        planned = self._moments.planned_for(cue) if cue.pos_ == "NOUN" and known else None
        if planned is not None and where is Standing.CANCELLED and _had_been(cue):
            planned = self._gone_by(planned)
        for goal, place in known:
            date = planned if rank is None else None
            if date is None and rank is None:
                date = self._date(cue, goal, bones, len(known))
            if where is Standing.CANCELLED:
                date = nearest_year(date, self._published, cue)
            if is_over(cue) and with_date(Standing.DONE, date, self._published) is Standing.AHEAD:
                date = None  # "his recent trip, as well as the session in September"
            for person in people:
                home = place.country is not None and place.country == self._parties.country(person)
                if place.country is None and not is_visit and rank is not None:
                    continue
                yield Journey(
                    actor=person,
                    place=place,
                    standing=with_date(where, date, self._published, cue),
                    date=date,
                    start=min(cue.idx, goal.idx),
                    end=max(cue.idx + len(cue), goal.idx + len(goal)),
                    at=cue.i,
                    is_visit=is_visit and (cue.lemma_ != "stop" or where is Standing.CANCELLED),
                    is_home=home,
                    is_onward=rank is not None
                    or (cue.lemma_.lower() in _LEAVES and (cue.lemma_ != "stop" or date is None))
                    or (cue.lemma_ == "be" and where is Standing.DONE)
                    or any(child.lower_ == "on" for child in cue.rights if child.dep_ == "prt"),
                    leads_to_contact=_leads_to_contact(cue),
                    rank=_rank(cue) if rank is None else rank,
                )

    def _further(self, heads: list[Token]) -> list[Token]:
        """Return the next places of "to Lima on Wednesday and Quito on Friday", which the parser hangs on the days.

        Only a day, "and" and "to" may stand between them.
        """
        found: list[Token] = []
        last = max((goal.idx + len(goal) for goal in heads), default=0)
        if not heads or " and " not in Layers(heads[0].doc).text[last : last + _NEAR_CHARACTERS]:
            return found
        here = max((goal for goal in heads if self._names_state(goal)), key=lambda one: one.i, default=None)
        while here is not None and len(found) < _PLACES:
            following = None
            joined = is_dated = False
            for token in here.doc[here.i + 1 : min(here.i + _NEAR, here.sent.end)]:
                is_dated = is_dated or self._moments.is_time(token)
                joined = joined or token.lower_ == "and" or (token.text == "," and is_dated)
                is_day = self._moments.is_within_time(token) and token.dep_ != "conj"
                if token.pos_ == "PROPN" and joined and not is_day:
                    following = token
                    while following.dep_ == "compound" and following.head.i == following.i + 1:
                        following = following.head
                    break
                if not (token.pos_ in _BETWEEN or self._moments.is_within_time(token)):
                    break
            here = following if following is not None and self._names_state(following) else None
            if here is not None:
                named = self._parties.members(self._parties.resolve(here))
                if here.dep_ == "nsubj" or any(map(self._parties.is_named_person, named)):
                    break  # "flew to Lima and, on Friday, A met"
                found.append(here)
        return found

    def _names_state(self, goal: Token) -> bool:
        if self._moments.is_time(goal):
            return False
        place = place_of(goal)
        return place is not None and place.country is not None

    def _gone_by(self, date: str) -> str:
        """Return the weekday just gone by of "had put off a trip planned for Tuesday", read as one to come."""
        if self._published is None or precision_of(date) != "day" or precision_of(self._published) != "day":
            return date
        ahead = first_day(date) - first_day(self._published)
        return (first_day(date) - timedelta(days=7)).isoformat() if timedelta(0) < ahead < timedelta(days=7) else date

    def _names_place(self, goal: Token) -> bool:
        place = place_of(goal)
        return place is not None and place.country is not None and not self._travellers([goal])

    def _is_place(self, goal: Token, place: Place) -> bool:
        """Tell whether it is a place rather than a month or an organisation ("a visit to the United Nations")."""
        if self._moments.is_time(goal):
            return False
        actor = self._parties.actor(self._parties.resolve(goal) or "")
        if actor is not None and actor.kind is ActorKind.PERSON:
            return False  # "visited Indian President X"
        return place.country is not None or actor is None or actor.kind not in _NO_PLACES

    def _date(self, cue: Token, goal: Token, bones: list[Token], goals: int) -> str | None:
        if goals > 1:
            # "visited Turkey on 4 April and Uzbekistan from 5 April": each place has its own date, if any.
            own = self._moments.date_after(goal)
            if own is not None:
                return own
        date = self._moments.date(cue, bones)
        if date is None:
            # "will then visit Quito, where he will open a bridge on August 5"
            for child in goal.rights:
                if child.dep_ == "relcl" and any(word.lower_ == "where" for word in child.lefts):
                    return self._moments.date(child, [child])
        return date


def _had_been(noun: Token) -> bool:
    verb = governor(noun)
    return verb is not None and any(child.lower_ == "had" for child in verb.lefts)


def _objects(verb: Token) -> list[Token]:
    return [child for child in verb.rights if child.dep_ in {"dobj", "npadvmod"}]


def _leads_to_contact(cue: Token) -> bool:
    """Tell whether the same clause goes on to a meeting ("arrived in Paris for talks with", "flew there to meet")."""
    for _, thing in phrases(cue, _FOR):
        noun = cues_of("noun").get(thing.lemma_.lower())
        if noun is not None and noun.frame in {"event", "meal"}:
            return True
    for child in cue.rights:
        verb = cues_of("verb").get(child.lemma_.lower())
        if child.dep_ in {"advcl", "xcomp"} and verb is not None and verb.frame in {"meet", "with", "speak", "see"}:
            return True
    return False


def _rank(cue: Token) -> int:
    """Return -1 for what the words put before the others of its sentence ("following a visit to"), 1 for after."""
    above = cue.head
    # The parser takes "following a visit to" for a participle as often as for a preposition.
    if cue.dep_ not in {"pobj", "pcomp"} and not (cue.dep_ == "dobj" and above.lower_ == "following"):
        return 0
    if above.lower_ == "before":
        return 1
    return -1 if above.lower_ in {"after", "following", "from"} else 0


__all__ = ["JourneyFinder", "Place"]
