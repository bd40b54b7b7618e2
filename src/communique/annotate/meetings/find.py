"""From the cue to the contact: each verb and noun that says that people meet, with its time, place and standing."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from communique.annotate.clause import Standing, conjuncts, governor, objects, phrases, standing
from communique.annotate.layers import Layers
from communique.annotate.meetings.circumstances import Circumstances, spine
from communique.annotate.meetings.contact import Contact
from communique.annotate.meetings.cues import kind_of_means
from communique.annotate.meetings.sides import Sides, SidesReader
from communique.annotate.meetings.standings import standing_of_noun, with_date
from communique.annotate.parties import Parties
from communique.codebook.contacts import cues_of
from communique.model import MeetingKind

_VERBAL = frozenset({"VERB", "AUX"})
_CALLS = frozenset({"speak", "phone"})
_FINITE_PAST = frozenset({"VBD"})


class ContactFinder:
    """Finds the contacts of one document."""

    def __init__(self, doc: Doc, parties: Parties, circumstances: Circumstances, published: str | None) -> None:
        self._doc = doc
        self._parties = parties
        self._sides = SidesReader(parties)
        self._circumstances = circumstances
        self._published = published

    def find(self, tokens: list[Token]) -> list[Contact]:
        """Return what each cue says, in the order of the text."""
        return [contact for token in tokens for contact in self._at(token)]

    def _at(self, token: Token) -> Iterator[Contact]:
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB":
            cue = cues_of("verb").get(lemma)
            if cue is None:
                return
            where = standing(token)
            if where in {Standing.DENIED, Standing.OPEN}:
                return
            bones = spine(token)
            sides = self._sides.of_verb(token, cue.frame, self._circumstances.country(token, bones))
            if sides is not None:
                kind = MeetingKind.CALL if cue.frame in _CALLS and lemma != "call" else MeetingKind.MEETING
                kind = MeetingKind.CALL if lemma == "call" and objects(token) else kind
                host = sides.one[0] if cue.frame == "receive" and len(sides.one) == 1 else None
                yield from self._contacts(token, kind, where, sides, bones, host=host)
        elif token.pos_ == "NOUN" or token.tag_ == "NNP":
            cue = cues_of("noun").get(lemma)
            if cue is None or cue.frame not in {"event", "meal"} or token.dep_ == "compound":
                return
            if any(child.lower_ in {"no", "any"} for child in token.lefts):
                return
            where = standing_of_noun(token)
            if where in {Standing.DENIED, Standing.OPEN}:
                return
            bones = spine(token)
            sides = self._sides.of_noun(token, self._circumstances.country(token, bones))
            if sides is not None:
                yield from self._contacts(token, MeetingKind(cue.kind), where, sides, bones)

    def _contacts(
        self,
        cue: Token,
        kind: MeetingKind,
        where: Standing,
        sides: Sides,
        bones: list[Token],
        *,
        host: str | None = None,
    ) -> Iterator[Contact]:
        if sides.is_list:
            sides = replace(sides, other=tuple(filter(self._parties.can_meet, sides.other)))
        if sides.one and not self._is_between_holders(sides):
            return
        date = self._circumstances.date(cue, bones)
        judged = with_date(where, date, self._published)
        if judged is Standing.AHEAD and where is Standing.DONE and cue.tag_ in _FINITE_PAST:
            # "met" with a date to come: the date is not that of the meeting.
            judged, date = where, None
        start, end = self._words(cue)
        place = self._circumstances.place(cue, bones)
        if place is not None and kind is MeetingKind.CALL and cue.pos_ == "VERB":
            kind = MeetingKind.MEETING
        for one, other in self._apart(sides):
            yield Contact(
                kind=self._kind(cue, kind, start, end),
                standing=judged,
                parties=tuple(dict.fromkeys((*one, *other))),
                date=date,
                place=place,
                start=start,
                end=end,
                at=cue.i,
                host=host,
                is_own=bool(sides.one) and not sides.points_back,
                opens=bool(sides.one) and cue.pos_ == "VERB",
            )

    def _apart(self, sides: Sides) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Take "met the president, the premier and the speaker" apart: who tours the offices of one state meets each.

        People of several states met at one table.
        """
        countries = {self._parties.country(one) for one in sides.other} - {None}
        own = {self._parties.country(one) for one in sides.one}
        named = not any(one in self._parties.added for one in sides.other)
        if sides.is_list and named and len(countries) == 1 and not countries & own:
            for one in sides.other:
                yield sides.one, (one,)
        else:
            yield sides.one, sides.other

    def _is_between_holders(self, sides: Sides) -> bool:
        everyone = tuple(dict.fromkeys((*sides.one, *sides.other)))
        if len(everyone) < 2 or not all(map(self._parties.can_meet, everyone)):
            return False
        if self._parties.is_within_one_government(everyone):
            return False
        return any(map(self._parties.holds_office, sides.one)) and any(map(self._parties.holds_office, sides.other))

    def _words(self, cue: Token) -> tuple[int, int]:
        """Return the characters of the clause around the cue, without what is subordinate on its right."""
        head = cue
        if cue.pos_ not in _VERBAL:
            above = governor(cue)
            head = above if above is not None else cue
        edge = cue
        for token in (cue, *(thing for _, thing in phrases(cue)), *objects(cue)):
            for part in conjuncts(token):
                if part.i > edge.i:
                    edge = part
        first = min((head.left_edge if head.pos_ in _VERBAL else cue.left_edge), cue, key=lambda token: token.i)
        if first.sent.start != cue.sent.start:
            first = cue
        while first.i < cue.i and (first.is_punct or first.is_space or first.pos_ in {"CCONJ", "SCONJ"}):
            first = first.nbor(1)
        return first.idx, edge.idx + len(edge)

    def _kind(self, cue: Token, kind: MeetingKind, start: int, end: int) -> MeetingKind:
        sentence = cue.sent
        first = max(start, sentence.start_char)
        last = min(max(end, cue.right_edge.idx + len(cue.right_edge)), sentence.end_char)
        told = kind_of_means(Layers(self._doc).text[first:last])
        if told is not None:
            return told
        if kind is MeetingKind.MEETING and any(
            thing.lemma_.lower() == "summit" for prep, thing in phrases(cue) if prep.lower_ == "for"
        ):
            return MeetingKind.SUMMIT
        return kind
