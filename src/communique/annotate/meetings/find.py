"""From the cue to the contact: each verb and noun that says that people meet, with its time, place and standing."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from spacy.tokens import Doc, Token

from communique.annotate.actors.author import AUTHOR
from communique.annotate.clause import (
    VERBAL,
    Standing,
    is_negated,
    objects,
    phrases,
    standing,
)
from communique.annotate.layers import Layers
from communique.annotate.meetings.changes import Changes
from communique.annotate.meetings.company import Company
from communique.annotate.meetings.contact import Contact
from communique.annotate.meetings.cues import kind_of_means
from communique.annotate.meetings.dating import (
    Dating,
    follows,
    is_of_that_day,
    next_week,
)
from communique.annotate.meetings.further import FurtherReader
from communique.annotate.meetings.moments import Moments
from communique.annotate.meetings.partners import Sides
from communique.annotate.meetings.phrasing import (
    is_courtesy,
    is_next,
    is_regular,
    is_there,
    is_vague,
    kind_of,
    words_of,
)
from communique.annotate.meetings.sides import SidesReader
from communique.annotate.meetings.spine import spine
from communique.annotate.meetings.standings import standing_of_noun, with_date
from communique.annotate.meetings.timing import Timing
from communique.annotate.meetings.whereabouts import Whereabouts
from communique.annotate.parties import Parties
from communique.codebook.contacts import cues_of, forms_of
from communique.model import MeetingKind

_TO_COME = frozenset({"again", "coming", "future", "later", "next", "soon", "upcoming"})


class ContactFinder:
    """Finds the contacts of one document."""

    def __init__(
        self, doc: Doc, parties: Parties, moments: Moments, whereabouts: Whereabouts, published: str | None
    ) -> None:
        self._doc = doc
        self._parties = parties
        self._sides = SidesReader(parties)
        self._moments = moments
        self._whereabouts = whereabouts
        self._changes = Changes(doc, moments, whereabouts)
        self._company = Company(parties)
        self._further = FurtherReader(doc, parties, moments)
        self._timing = Timing(doc, moments, self._further, published)
        self._dating = Dating(doc, parties, moments, published)
        self._published = published
        self._told: Counter[str] = Counter()

    def find(self, tokens: list[Token]) -> list[Contact]:
        """Return what each cue says, in the order of the text."""
        found: list[Contact] = []
        for token in tokens:
            for contact in self._at(token):
                found.append(contact)
                self._told.update(contact.parties)
        return [self._dating.dated(contact) for contact in found]

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
            sides = self._sides.of_verb(token, cue.frame, partial(self._whereabouts.country, token, bones))
            if sides is not None:
                kind = MeetingKind(cue.kind) if cue.kind != MeetingKind.VISIT else MeetingKind.MEETING
                if lemma == "call" and phrases(token, frozenset({"on"})) and not objects(token):
                    kind = MeetingKind.MEETING  # "called on the president"
                host = sides.one[0] if cue.frame == "receive" and len(sides.one) == 1 else None
                yield from self._contacts(token, kind, where, sides, bones, host=host)
        elif token.pos_ == "NOUN" or token.tag_ == "NNP":
            yield from self._at_noun(token)

    def _at_noun(self, token: Token) -> Iterator[Contact]:
        cue = cues_of("noun").get(token.lemma_.lower())
        if cue is None or token.dep_ == "compound":
            return
        if cue.frame == "visit":
            sides = self._sides.of_visit(token)
            if sides is not None:
                yield from self._contacts(token, MeetingKind.MEETING, standing_of_noun(token), sides, spine(token))
            else:
                yield from self._visit_called_off(token)
            return
        if cue.frame == "round" or (cue.frame == "event" and self._changes.are_several(token)):
            yield from self._and_new_day(token, self._changes.rounds(token, *words_of(token)))
            return
        if cue.frame == "event" and self._changes.is_earlier(token):
            told = list(self._changes.earlier(token, *words_of(token)))
            if told:
                yield from told
                return
        moved = self._moved(token)
        if moved is not None:
            sides = self._sides.of_noun(token, partial(self._whereabouts.country, token, spine(token)))
            if sides is not None and sides.one and sides.other and self._is_between_holders(sides):
                yield replace(moved, parties=(*sides.one, *sides.other), is_own=True, is_moved=False)
            else:
                yield moved
            return
        if cue.frame == "appointment" and token.dep_ != "dobj":
            return
        if cue.frame == "by_means" and not any(kind_of_means(f"{word.text} {token.text}") for word in token.lefts):
            sides = self._company.at_conference(token)
            if sides is not None:
                where = standing_of_noun(token)
                yield from self._contacts(token, MeetingKind.MEETING, where, sides, spine(token), opens=True)
            return
        if any(child.lower_ in {"no", "any"} for child in token.lefts):
            return
        where = standing_of_noun(token)
        if where in {Standing.DENIED, Standing.OPEN}:
            return
        bones = spine(token)
        sides = self._sides.of_noun(token, partial(self._whereabouts.country, token, bones))
        if sides is None or not sides.one:
            sides = self._last_time(token) or sides
        if sides is not None:
            kind = MeetingKind(cue.kind)
            on = phrases(token, frozenset({"on"})) if token.lemma_.lower() == "call" else []
            if token.lemma_.lower() == "call" and (is_courtesy(token) or self._parties.of(thing for _, thing in on)):
                kind = MeetingKind.MEETING  # "paid a call on the speaker"
            yield from self._and_new_day(token, self._contacts(token, kind, where, sides, bones))

    def _contacts(
        self,
        cue: Token,
        kind: MeetingKind,
        where: Standing,
        sides: Sides,
        bones: list[Token],
        *,
        host: str | None = None,
        opens: bool = False,
    ) -> Iterator[Contact]:
        """Yield the contact that a cue tells, and those that its clause tells with it; none that nobody would count."""
        if where in {Standing.DENIED, Standing.OPEN}:
            return
        whole = self._whole(cue, sides)
        if whole is None:
            return
        sides = whole
        where, judged, date = self._timing.of(cue, where, bones)
        place = self._whereabouts.place(cue, bones)
        if place is None and is_there(cue):
            place = self._whereabouts.place_before(cue)
        if self._is_no_contact(cue, sides, bones, judged, date, has_place=place is not None):
            return
        start, end = words_of(cue)
        if place is not None and kind is MeetingKind.CALL and cue.pos_ == "VERB":
            kind = MeetingKind.MEETING
        kind = kind_of(cue, kind, start, end)
        if kind is MeetingKind.VIDEO or (kind is MeetingKind.CALL and cue.pos_ == "VERB"):
            place = None  # "was not in Cairo, but talked to B by phone"
        first = Contact(
            kind=kind,
            standing=judged,
            parties=tuple(dict.fromkeys((*sides.one, *sides.other))),
            date=date,
            place=place,
            start=start,
            end=end,
            at=cue.i,
            host=host,
            requested_by=self._requested_by(cue),
            is_own=bool(sides.one) and not sides.points_back,
            is_next=not sides.one and judged is Standing.AHEAD and is_next(cue),
            is_talks=cue.pos_ == "NOUN",
            is_of_that_day=judged is Standing.DONE and is_of_that_day(cue, has_date=date is not None),
            follows=date is None and judged is Standing.DONE and follows(cue),
            opens=opens or (bool(sides.one) and cue.pos_ == "VERB"),
        )
        tells_more = first.is_own and judged is where
        yield from self._with_further(cue, first, sides, where, tells_more=tells_more)

    def _whole(self, cue: Token, sides: Sides) -> Sides | None:
        """Return both sides with those who came along and with whose meeting it is, None if they are no two sides."""
        if sides.other and not sides.one:
            sides = replace(sides, one=self._protagonist(sides.other))
            if not sides.one:
                return None
        if sides.is_list:
            sides = replace(sides, other=tuple(filter(self._can_meet, sides.other)))
        if sides.one:
            beside = tuple(one for one in self._company.of(cue) if one not in sides.one and one not in sides.other)
            sides = replace(sides, one=(*sides.one, *beside)) if beside else sides
        if sides.one and not sides.is_open:
            own = tuple(one for one in sides.one if one not in sides.other)  # one whom the parser makes a subject too
            rest = sides.other if own else tuple(one for one in sides.other if one not in sides.one)
            sides = replace(sides, one=own or sides.one, other=rest)
            if not self._is_between_holders(sides):
                return None
        return sides

    def _is_no_contact(
        self, cue: Token, sides: Sides, bones: list[Token], judged: Standing, date: str | None, *, has_place: bool
    ) -> bool:
        """Tell whether words that could tell a contact tell none that happened on a day or is to happen on one."""
        frame = cues_of("verb").get(cue.lemma_.lower()) if cue.pos_ in VERBAL else None
        if frame is not None and frame.frame in {"tell", "summon", "hand"} and date is None:
            return True  # that somebody was told something is a contact of its own only on a day of its own
        if sides.is_open and date is None:
            return True  # "the Arab ministers meet twice a year"
        is_ahead = judged is Standing.AHEAD
        if is_ahead and (is_regular(cue) or (date is None and not has_place and is_vague(cue))):
            return True
        if self._is_process(cue, sides, bones) and not (has_place and is_ahead):
            return True
        return is_ahead and date is None and _is_wish(cue, has_place=has_place)

    def _with_further(
        self, cue: Token, first: Contact, sides: Sides, where: Standing, *, tells_more: bool
    ) -> Iterator[Contact]:
        """Yield a contact for each who was met apart, and what the clause tells with it: "and on Saturday with C"."""
        more = tuple(self._further.of(cue, sides, first.date)) if tells_more else ()
        dated = {one for told in more for one in told.other}
        for one, other in self._apart(sides):
            if len(other) == 1 and other[0] in dated and sides.is_each:
                continue  # "with A, and on Saturday with B"
            yield replace(first, parties=tuple(dict.fromkeys((*one, *other))))
        for told in more:
            if told.other and not self._is_between_holders(replace(sides, other=told.other)):
                continue
            parties = (*sides.one, *told.other) if told.other else first.parties
            later = with_date(where, told.date, self._published, cue)
            yield replace(first, parties=parties, date=told.date, place=told.place, standing=later)

    def _is_process(self, cue: Token, sides: Sides, bones: list[Token]) -> bool:
        """Tell whether states are only to take talks up or go on with them ("agreed to resume talks on fisheries")."""
        if cue.pos_ != "NOUN" or cue.dep_ != "dobj" or cue.head.lemma_ not in forms_of("governor", "take_up"):
            return False
        to_come = cue.head.tag_ == "VB" and self._moments.date(cue, bones[:2]) is None
        return to_come and not any(map(self._parties.is_named_person, sides.other))

    def _and_new_day(self, noun: Token, contacts: Iterator[Contact]) -> Iterator[Contact]:
        """Add to what was called off the meeting of the new day, if one is told."""
        for contact in contacts:
            yield contact
            found = self._changes.new_day(noun) if contact.standing is Standing.CANCELLED else None
            if found is not None and self._published is not None and found[0] != contact.date:
                where = with_date(Standing.AHEAD, found[0], self._published)
                if where is Standing.AHEAD:
                    yield replace(contact, standing=where, date=found[0], place=found[1])

    def _protagonist(self, partners: tuple[str, ...]) -> tuple[str, ...]:
        """Return whose meetings the text tells of most, for "a meeting with B has been cancelled"."""
        countries = {self._parties.country(one) for one in partners}
        for one, _ in self._told.most_common(3):
            if one not in partners and self._parties.country(one) not in countries:
                return (one,)
        return ()

    def _moved(self, noun: Token) -> Contact | None:
        """Read "the reception has been moved from Thursday to Friday"."""
        verb = noun.head
        if noun.dep_ != "nsubjpass" or verb.lemma_ not in forms_of("governor", "move"):
            return None
        date = self._moments.date_to(verb)
        start, end = words_of(noun)
        if date is not None and self._published is not None:
            date = next_week(date, self._published)
        if date is None or with_date(Standing.AHEAD, date, self._published) is not Standing.AHEAD:
            return None
        return Contact(
            MeetingKind.MEETING, Standing.AHEAD, (), date, None, start, end, noun.i, is_own=False, is_moved=True
        )

    def _last_time(self, noun: Token) -> Sides | None:
        """Read "have not spoken since a call on May 3" and "has not seen B since": the call is theirs."""
        verb = noun.head.head
        if noun.dep_ != "pobj" or noun.head.lower_ != "since" or not is_negated(verb):
            return None
        cue = cues_of("verb").get(verb.lemma_.lower()) if verb.pos_ == "VERB" else None
        return self._sides.of_verb(verb, cue.frame, lambda: None) if cue is not None else None

    def _visit_called_off(self, noun: Token) -> Iterator[Contact]:
        """Read "but the trip was called off" as said of the meeting that the trip was for."""
        definite = any(child.lower_ in {"the", "this", "that"} for child in noun.lefts)
        if definite and not any(True for _ in noun.rights) and standing_of_noun(noun) is Standing.CANCELLED:
            start, end = words_of(noun)
            sentence = noun.sent
            opens = noun.left_edge.i <= sentence.start + 1 and sentence.start > 0
            since = self._doc[sentence.start - 1].sent.start_char if opens else sentence.start_char
            yield Contact(
                MeetingKind.MEETING,
                Standing.CANCELLED,
                *((), None, None),
                start,
                end,
                noun.i,
                is_own=False,
                since=since,
            )

    def _requested_by(self, cue: Token) -> str | None:
        """Return who asked for the contact: "at the request of X", "at X's initiative"."""
        sentence = cue.sent
        told = Layers(self._doc).text[sentence.start_char : sentence.end_char].lower()
        if not any(form in told for form in forms_of("request", "side")):
            return None
        for token in sentence:
            if token.lemma_.lower() in forms_of("request", "side") and token.head.lower_ in {"at", "on", "upon"}:
                asked = [child for child in token.lefts if child.dep_ == "poss"]
                asked += [thing for _, thing in phrases(token, frozenset({"of"}))]
                found = self._parties.of(asked)
                if len(found) == 1:
                    return found[0]
        return None

    def _apart(self, sides: Sides) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Take "met the president, the premier and the speaker" apart: who tours the offices of one state meets each.

        People of several states met at one table, and so did the two of whom an office tells in one breath in its own
        text: "met with the president and the foreign minister".
        """
        are_two = Layers(self._doc).publisher_country is not None and len(sides.other) == 2
        countries = {self._parties.country(one) for one in sides.other} - {None}
        own = {self._parties.country(one) for one in sides.one}
        named = not any(one in self._parties.added for one in sides.other)
        if sides.is_each or (sides.is_list and named and not are_two and len(countries) == 1 and not countries & own):
            for one in sides.other:
                yield sides.one, (one,)
        else:
            yield sides.one, sides.other

    def _is_between_holders(self, sides: Sides) -> bool:
        everyone = tuple(dict.fromkeys((*sides.one, *sides.other)))
        if len(everyone) < 2 or not all(map(self._can_meet, everyone)):
            return False
        if self._parties.is_within_one_government(everyone):
            return False
        if AUTHOR in everyone and not all(map(self._parties.is_somebody, everyone)):
            return False  # "discussions with Poland": whose, and whether they met, nobody tells
        known = [any(map(self._parties.holds_office, side)) for side in (sides.one, sides.other)]
        if all(known):
            return True
        # Whoever meets a holder of office, or is named after a state beside one named after another, is taken for one.
        beside = any(known) or len({self._parties.country(one) for one in everyone} - {None}) == len(everyone)
        return beside and all(
            held or any(map(self._parties.may_hold_office, side))
            for held, side in zip(known, (sides.one, sides.other), strict=True)
        )

    def _can_meet(self, actor_id: str) -> bool:
        return self._parties.can_meet(actor_id) or self._parties.may_hold_office(actor_id)


def _is_wish(cue: Token, *, has_place: bool) -> bool:
    """Tell whether words without a day look to no meeting: "to continue their dialogue", "the opportunity to speak".

    "Agreed to hold consultations" does, and so does "the opportunity to meet again in the coming months".
    """
    if cue.pos_ in VERBAL:
        behind = (word.lower_ for word in cue.doc[cue.i + 1 : cue.sent.end])
        is_chance = cue.dep_ == "acl" and cue.head.lemma_ in forms_of("chance", "noun")
        return is_chance and not has_place and _TO_COME.isdisjoint(behind)
    if cue.lemma_.lower() not in forms_of("process", "noun"):
        return False
    held = forms_of("light", "attend") - forms_of("governor", "take_up")
    if cue.dep_ in {"dobj", "nsubjpass"}:
        return cue.head.lemma_ not in held and not has_place
    return cue.dep_ == "pobj"
