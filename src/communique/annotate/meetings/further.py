"""What one clause says of several contacts: "met A on Friday and B on Saturday", "on Friday and again on Sunday".

The parser hangs the second partner on the day or the place of the first, so that what stands between the names decides.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from communique.annotate.layers import Layers
from communique.annotate.meetings.moments import Moments
from communique.annotate.meetings.partners import Sides
from communique.annotate.meetings.places import place_of
from communique.annotate.parties import Parties
from communique.codebook.contacts import forms_of
from communique.model import Place
from communique.model.dates import precision_of

_ENDS = frozenset({"VBD", "VBZ", "VBP", "VB", "MD", "TO", "WDT", "WP", "WRB"})
_STOPS = frozenset({";", ":", "“", '"', "”", "(", "-", "--", "—", "–"})
_AGAIN = frozenset({"again"})
_TWICE = frozenset({"twice"})
_TWO = 2
_JOINS = frozenset({"and", "then", ",", "but"})
_IN_PLACE = frozenset({"in", "at", "near"})


@dataclass(frozen=True, slots=True)
class Further:
    """A further contact of the same clause: with others, or (`other` empty) with the same people once more."""

    other: tuple[str, ...]
    date: str | None
    place: Place | None
    at: int = 0
    """Character at which it is told."""


class FurtherReader:
    """Reads the further contacts of the clauses of one document."""

    __slots__ = ("_doc", "_moments", "_parties")

    def __init__(self, doc: Doc, parties: Parties, moments: Moments) -> None:
        self._doc = doc
        self._parties = parties
        self._moments = moments

    def of(self, cue: Token, sides: Sides, date: str | None) -> Iterator[Further]:
        """Return the further contacts that stand behind a cue whose own contact has `date`."""
        rest = self._rest(cue)
        if " and" not in rest and "then " not in rest:
            return
        end = self._end(cue)
        words = {token.lower_ for token in self._doc[cue.i + 1 : end]}
        others = list(self._with_others(cue, end, sides, date)) if len(sides.one) == 1 and sides.other else []
        for again in self._once_more(cue.i + 1, end, date, words):
            # "with A on Monday and with B on Tuesday and again on Friday": B once more
            last = [one for one in others if again.at > one.at]
            yield replace(again, other=last[-1].other) if last and last[-1].date != again.date else again
        yield from others

    def days_of_two(self, cue: Token) -> list[str]:
        """Return the days of "has spoken twice this week with B, on Monday and on Tuesday"."""
        if not any(word in self._rest(cue) for word in _TWICE):
            return []
        end = self._end(cue)
        days = [value for _, value in self._moments.dated_between(cue.i, end) if precision_of(value) == "day"]
        return list(dict.fromkeys(days)) if len(set(days)) == _TWO else []

    def _rest(self, cue: Token) -> str:
        """Return the characters of the sentence behind the cue, so that most cues are dismissed without their words."""
        return Layers(self._doc).text[cue.idx : cue.sent.end_char]

    def _end(self, cue: Token) -> int:
        """Return the token at which the words of the clause end: the next verb, a colon, a relative pronoun."""
        last = cue.sent.end
        for token in self._doc[cue.i + 1 : last]:
            if token.tag_ in _ENDS and not (token.tag_ == "VBD" and token.text[:1].isupper()):
                return token.i
            if token.text in _STOPS or (token.tag_ == "VBN" and token.dep_ != "amod"):
                return token.i
        return last

    def _once_more(self, first: int, last: int, date: str | None, words: set[str]) -> Iterator[Further]:
        if not words & (_AGAIN | _TWICE):
            return
        doc = self._doc
        for token in doc[first:last]:
            if token.lower_ in _AGAIN and doc[token.i - 1].lower_ in _JOINS:
                later = [value for _, value in self._moments.dated_between(token.i, last)]
                if later and later[0] != date:
                    yield Further((), later[0], None, token.idx)
                return
            if token.lower_ in _TWICE:
                days = [value for _, value in self._moments.dated_between(token.i, last)]
                days = [day for day in dict.fromkeys(days) if precision_of(day) == "day"]
                if len(days) == _TWO and date in days:
                    yield from (Further((), day, None) for day in days if day != date)
                return

    def _with_others(self, cue: Token, end: int, sides: Sides, date: str | None) -> Iterator[Further]:
        last = self._doc[end - 1].idx + len(self._doc[end - 1])
        people = self._parties.people_between(cue.idx + len(cue), last)
        for at, mention in enumerate(people[1:], start=1):
            others = self._parties.members(mention.actor)
            if not others or any(one in sides.one or (one in sides.other and not sides.is_each) for one in others):
                continue
            start = people[at - 1].end
            before = self._span(start, mention.start)
            if not before or self._parties.speaks(mention):
                continue
            joiner = next((token for token in reversed(before) if token.lower_ == "and" or token.text == ","), None)
            while joiner is not None and joiner.i > before[0].i and joiner.text == ",":
                earlier = joiner.nbor(-1)  # "and, a day later, B"
                opened = [token for token in before if token.i < joiner.i and token.lower_ == "and"]
                if not opened or earlier.lower_ == "and":
                    break
                joiner = opened[-1]
            if joiner is None:
                continue
            behind = people[at + 1].start if at + 1 < len(people) else last
            after = self._span(mention.end, behind)
            name = self._doc.char_span(mention.start, mention.end, alignment_mode="expand")
            left = name.root.left_edge.i if name is not None else len(self._doc)
            # what belongs to the name is none of what parts them ("and, separately, with African Union chair C")
            lead = [token for token in before if joiner.i < token.i < left]
            told = self._date_in(lead)
            own = told or self._date_in(after)
            stated = any(token.lower_ in forms_of("apart", "adverb") for token in lead)
            plain = all(self._may_stand(token) for token in lead)
            parted = any(token.lower_ not in _JOINS and token.pos_ != "DET" for token in before if token.i < joiner.i)
            if joiner.lower_ == "," and own is None and not stated:
                continue
            place = self._place_in(after)
            if plain and (
                stated
                or told is not None
                or (parted and (own is not None or place is not None or self._times_of_day(after)))
            ):
                yield Further(others, own or date, place, mention.start)

    def _span(self, start: int, end: int) -> list[Token]:
        span = self._doc.char_span(start, end, alignment_mode="contract") if start < end else None
        return list(span) if span is not None else []

    def _may_stand(self, token: Token) -> bool:
        """Tell whether a word may stand between "and" and the second partner: "with", "later", "a day later"."""
        return token.pos_ in {"PUNCT", "ADP", "DET", "NUM", "SPACE"} or (
            token.lower_ in forms_of("apart", "adverb") or self._moments.is_within_time(token)
        )

    def _date_in(self, tokens: list[Token]) -> str | None:
        if not tokens:
            return None
        return next((value for _, value in self._moments.dated_between(tokens[0].i, tokens[-1].i + 1)), None)

    def _place_in(self, tokens: list[Token]) -> Place | None:
        for token in tokens:
            if token.dep_ == "pobj" and token.tag_ == "NNP" and token.head.lower_ in _IN_PLACE:
                place = place_of(token) if not self._moments.is_time(token) else None
                if place is not None and place.country is not None:
                    return place
        return None

    def _times_of_day(self, tokens: list[Token]) -> bool:
        return any(token.lemma_.lower() in forms_of("span", "time") for token in tokens)
