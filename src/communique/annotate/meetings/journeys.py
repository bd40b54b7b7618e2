"""Who goes where: visits, arrivals and departures of holders of office."""

from collections.abc import Iterator

from spacy.tokens import Token

from communique.annotate.clause import Standing, governor, is_passive, phrases, standing, subjects
from communique.annotate.meetings.circumstances import Circumstances, spine
from communique.annotate.meetings.contact import Journey
from communique.annotate.meetings.places import place_of
from communique.annotate.meetings.standings import standing_of_noun, with_date
from communique.annotate.parties import Parties
from communique.codebook.contacts import cues_of
from communique.model import ActorKind, Place

_VERBAL = frozenset({"VERB", "AUX"})
_TO = frozenset({"to", "into"})
_ARRIVE = frozenset({"in", "at", "to", "on"})
_FOR = frozenset({"for"})
_VISIT_TO = frozenset({"to", "in", "of", "through"})
_TRAVELLERS = frozenset({ActorKind.PERSON, ActorKind.OFFICE})


class JourneyFinder:
    """Finds the journeys of one document."""

    def __init__(self, parties: Parties, circumstances: Circumstances, published: str | None) -> None:
        self._parties = parties
        self._circumstances = circumstances
        self._published = published

    def find(self, tokens: list[Token]) -> list[Journey]:
        """Return what each cue says, in the order of the text, one journey for each person and place."""
        return [journey for token in tokens for journey in self._at(token)]

    def _at(self, token: Token) -> Iterator[Journey]:
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB":
            cue = cues_of("verb").get(lemma)
            if cue is not None and cue.frame in {"visit", "move", "arrive", "leave"} and not is_passive(token):
                where = standing(token)
                people = self._travellers(subjects(token))
                yield from self._journeys(token, people, _goals(token, cue.frame), where, is_visit=cue.frame == "visit")
        elif token.pos_ == "NOUN":
            cue = cues_of("noun").get(lemma)
            if (
                cue is not None
                and cue.frame == "visit"
                and not any(child.lower_ in {"no", "any"} for child in token.lefts)
            ):
                where = standing_of_noun(token)
                goals = [thing for _, thing in phrases(token, _VISIT_TO)]
                yield from self._journeys(token, self._visitors(token), goals, where, is_visit=True)

    def _travellers(self, tokens: list[Token]) -> tuple[str, ...]:
        found = []
        for one in self._parties.of(tokens):
            actor = self._parties.actor(one)
            if actor is not None and actor.kind in _TRAVELLERS and self._parties.holds_office(one):
                found.append(one)
        return tuple(found)

    def _visitors(self, noun: Token) -> tuple[str, ...]:
        owners = [child for child in noun.lefts if child.dep_ == "poss"]
        if owners:
            return self._travellers(owners)
        by = self._travellers([thing for _, thing in phrases(noun, frozenset({"by", "of"}))])
        if by:
            return by
        verb = governor(noun)
        if verb is None or (noun.dep_ in {"nsubj", "nsubjpass"} and noun.head == verb):
            return ()
        return self._travellers(subjects(verb))

    def _journeys(
        self, cue: Token, people: tuple[str, ...], goals: list[Token], where: Standing, *, is_visit: bool
    ) -> Iterator[Journey]:
        if not people or where in {Standing.DENIED, Standing.OPEN}:
            return
        bones = spine(cue)
        places = [(goal, place_of(goal)) for head in goals for goal in _with_conjuncts(head)]
        known = [(goal, place) for goal, place in places if place is not None]
        for goal, place in known:
            date = self._date(cue, goal, bones, len(known))
            for person in people:
                if place.country is not None and place.country == self._parties.country(person):
                    continue
                if place.country is None and not is_visit:
                    continue
                yield Journey(
                    actor=person,
                    place=place,
                    standing=with_date(where, date, self._published),
                    date=date,
                    start=min(cue.idx, goal.idx),
                    end=max(cue.idx + len(cue), goal.idx + len(goal)),
                    at=cue.i,
                    is_visit=is_visit,
                    leads_to_contact=_leads_to_contact(cue),
                    rank=_rank(cue),
                )

    def _date(self, cue: Token, goal: Token, bones: list[Token], goals: int) -> str | None:
        if goals > 1:
            # "visited Turkey on 4 April and Uzbekistan from 5 April": each place has its own date, if any.
            own = self._circumstances.date(goal, [goal])
            if own is not None:
                return own
        return self._circumstances.date(cue, bones)


def _with_conjuncts(goal: Token) -> list[Token]:
    found = [goal]
    for head in found:
        found.extend(
            child for child in head.rights if child.dep_ == "conj" and child.pos_ == "PROPN" and len(found) < 16
        )
    return found


def _goals(verb: Token, frame: str) -> list[Token]:
    """Return the words for the place that a verb of travelling leads to."""
    if frame == "visit":
        return [child for child in verb.rights if child.dep_ == "dobj"]
    if frame == "arrive":
        found = [thing for _, thing in phrases(verb, _ARRIVE)]
    elif frame == "leave":
        found = [thing for _, thing in phrases(verb, _FOR)]
        found += [thing for child in verb.rights if child.dep_ == "dobj" for _, thing in phrases(child, _FOR)]
    else:
        found = [thing for _, thing in phrases(verb, _TO)]
    return found


def _leads_to_contact(cue: Token) -> bool:
    """Tell whether the same clause goes on to a meeting ("arrived in Paris for talks with", "flew there to meet")."""
    for _, thing in phrases(cue, _FOR):
        noun = cues_of("noun").get(thing.lemma_.lower())
        if noun is not None and noun.frame in {"event", "meal"}:
            return True
    for child in cue.rights:
        verb = cues_of("verb").get(child.lemma_.lower())
        if child.dep_ in {"advcl", "xcomp"} and verb is not None and verb.frame in {"meet", "with", "speak"}:
            return True
    return False


def _rank(cue: Token) -> int:
    """Return -1 for a journey that the words put before the others of its sentence ("following a visit to")."""
    above = cue.head
    return -1 if cue.dep_ in {"pobj", "pcomp"} and above.lower_ in {"after", "following", "from"} else 0


__all__ = ["JourneyFinder", "Place"]
