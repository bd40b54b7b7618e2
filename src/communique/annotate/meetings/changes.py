"""What is told of a meeting announced before: rounds of talks, a new day, a trip that was called off."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from communique.annotate.clause import VERBAL, Standing, standing
from communique.annotate.layers import Layers
from communique.annotate.meetings.contact import Contact
from communique.annotate.meetings.moments import Moments
from communique.annotate.meetings.places import place_of
from communique.annotate.meetings.spine import spine
from communique.annotate.meetings.standings import standing_of_noun
from communique.annotate.meetings.whereabouts import Whereabouts
from communique.codebook.contacts import forms_of
from communique.model import MeetingKind, Place
from communique.model.dates import first_day, last_day, precision_of

_TAKES_PLACE = frozenset({"take", "hold", "go", "be", "happen", "occur", "convene", "meet"})
_IN_PLACE = frozenset({"in", "at"})
_TAKES = frozenset({"with", "between", "of", "among"})
_FOLLOWED = frozenset({"after", "following", "since"})
_MONTH = len("2025-03")
_BEHIND = 14
"""Words behind "a fourth round" in which its day and place stand."""


class Changes:
    """Reads what a document says of the days of meetings told before."""

    __slots__ = ("_doc", "_moments", "_whereabouts")

    def __init__(self, doc: Doc, moments: Moments, whereabouts: Whereabouts) -> None:
        self._doc = doc
        self._moments = moments
        self._whereabouts = whereabouts

    def rounds(self, noun: Token, start: int, end: int) -> Iterator[Contact]:
        """Read "a fourth round, which was to be held on June 30", "the first two rounds, on June 3 and June 10".

        Those who held the talks told last hold them. Rounds without a day of their own are none of these.
        """
        if any(prep.lower_ == "of" for prep in noun.rights) or not (_is_counted(noun) or self.are_several(noun)):
            return
        where = standing_of_noun(noun)
        if where in {Standing.DENIED, Standing.OPEN}:
            where = Standing.DONE
        days = self._days(noun)
        places = self._places(noun)
        for at, date in enumerate(map(self._gone_by, days) if where is Standing.DONE else days):
            place = places[at] if len(places) == len(days) else next(iter(places), None)
            yield Contact(MeetingKind.MEETING, where, (), date, place, start, end, noun.i, is_own=False, is_next=True)

    def is_earlier(self, noun: Token) -> bool:
        """Tell whether a meeting before those told is meant, of the same people ("their previous encounter")."""
        told = noun.dep_ in {"nsubj", "nsubjpass"} or noun.head.lower_ in _FOLLOWED or noun.head.lemma_ == "follow"
        if not told or any(prep.lower_ in _TAKES for prep in noun.rights):
            return False
        owned = any(child.dep_ == "poss" and child.tag_ != "PRP$" for child in noun.lefts)
        return not owned and any(child.lower_ in forms_of("modifier", "earlier") for child in noun.lefts)

    def earlier(self, noun: Token, start: int, end: int) -> Iterator[Contact]:
        """Read "their previous meeting took place in Oslo in March", "which followed the inaugural session on May 9".

        Those who held the meeting told last held it. Without a day or month gone by it is none of these.
        """
        if standing_of_noun(noun) is not Standing.DONE:
            return
        bones = spine(noun)
        date = self._moments.date(noun, bones[:2])
        told = Layers(self._doc).published_on
        date = self._gone_by(date) if date is not None else None
        if date is None or told is None or len(date) < _MONTH or last_day(date) >= first_day(told.value):
            return
        place = self._whereabouts.place(noun, bones[:2])
        yield Contact(
            MeetingKind.MEETING, Standing.DONE, (), date, place, start, end, noun.i, is_own=False, is_next=True
        )

    def _gone_by(self, date: str) -> str:
        """Return "in September" of what has been as the September gone by."""
        told = Layers(self._doc).published_on
        if told is None or first_day(date) <= last_day(told.value) or precision_of(date) not in {"day", "month"}:
            return date
        return f"{int(date[:4]) - 1}{date[4:]}" if not date.endswith("-02-29") else date

    def are_several(self, noun: Token) -> bool:
        """Tell whether meetings have two days of their own: "after meetings in Lima in May and Quito in June"."""
        if noun.tag_ != "NNS" or any(prep.lower_ in _TAKES for prep in noun.rights):
            return False
        return len(self._days(noun)) > 1

    def _days(self, noun: Token) -> list[str]:
        """Return the days of the rounds: behind the noun, before the verb of the clause."""
        verb = noun.head if noun.dep_ in {"nsubj", "nsubjpass"} else None
        planned = self._moments.planned_for(noun)
        if planned is not None:
            return [planned]
        last = verb.i if verb is not None and verb.i > noun.i else noun.i + _BEHIND
        found = []
        for token in self._doc[noun.i + 1 : min(last, noun.sent.end)]:
            if token.pos_ in VERBAL:
                break
            if self._moments.is_time(token):
                found += [value for at, value in self._moments.dated_between(token.i, token.i + 1)]
        if not found and verb is not None:
            date = self._moments.date(noun, [noun, verb])
            found = [date] if date is not None else []
        return found if noun.tag_ == "NNS" else found[:1]

    def _places(self, noun: Token) -> list[Place]:
        found: list[Place] = []
        for token in self._doc[noun.i + 1 : min(noun.i + _BEHIND, noun.sent.end)]:
            is_there = token.dep_ == "conj" or (token.dep_ == "pobj" and token.head.lower_ in _IN_PLACE)
            if is_there and token.tag_ == "NNP" and not self._moments.is_time(token):
                place = place_of(token)
                if place is not None and place.country is not None:
                    found.append(place)
        return found

    def new_day(self, noun: Token) -> tuple[str, Place | None] | None:
        """Read "was called off and will take place on July 4 instead", "and has been moved to June 19": the new day."""
        if noun.dep_ not in {"nsubj", "nsubjpass"}:
            return None
        is_plan = noun.head.lemma_ in forms_of("governor", "plan")  # "had been fixed for June 3" tells the old day
        until = self._moments.date_to(noun.head) if not is_plan else None
        if until is not None:  # "has been postponed until June"
            return until, None
        for verb in conjuncts_of_verb(noun.head):
            is_moved = verb.lemma_ in forms_of("governor", "move")
            if not is_moved and not (verb.lemma_ in _TAKES_PLACE and standing(verb) is Standing.AHEAD):
                continue
            found = self._moments.dated_between(verb.i, verb.right_edge.i + 1)
            if found:
                return found[-1][1], next(iter(self._places(verb)), None)
        return None


def conjuncts_of_verb(verb: Token) -> list[Token]:
    """Return the verbs coordinated behind a verb that have no subject of their own."""
    found: list[Token] = []
    here = [child for child in verb.rights if child.dep_ == "conj" and child.pos_ in VERBAL]
    while here and len(found) < 8:
        one = here.pop(0)
        if not any(child.dep_ in {"nsubj", "nsubjpass"} for child in one.lefts):
            found.append(one)
            here.extend(child for child in one.rights if child.dep_ == "conj" and child.pos_ in VERBAL)
    return found


def _is_counted(noun: Token) -> bool:
    """Tell whether rounds are counted ("the first two", "a fourth"), as those of talks are."""
    return any(child.lower_ in forms_of("modifier", "ordinal") for child in noun.lefts)
