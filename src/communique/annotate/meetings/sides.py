"""Who takes part in a contact: the two sides that a verb of meeting brings together."""

from dataclasses import replace

from spacy.tokens import Token

from communique.annotate.actors.author import AUTHOR
from communique.annotate.clause import (
    agents,
    conjuncts,
    is_passive,
    objects,
    own_subjects,
    phrases,
    subjects,
)
from communique.annotate.layers import Layers
from communique.annotate.meetings.cues import kind_of_means
from communique.annotate.meetings.noun_sides import NounSides
from communique.annotate.meetings.partners import BETWEEN, WITH, Sides, has_with_twice, near_noun
from communique.annotate.parties import Near, Parties
from communique.codebook.contacts import cues_of, forms_of
from communique.model import Actor

_TO = frozenset({"to", "with"})
_IN_PLACE = frozenset({"in", "at"})
_NOT_TO_EACH_OTHER = frozenset({"at", "in", "before", "for", "from", "against"})
_EACH = frozenset({"both", "separately", "each", "individually"})
_EACH_OTHER = frozenset({"other", "another", "one"})
_ALONE = frozenset({"one", "face"})
_OPPOSITE = frozenset({"opposite", "across", "facing", "from"})
_EXCHANGED = frozenset({"hand", "word", "pleasantry", "remark"})
_SENT = frozenset({"ambassador", "envoy", "consul"})


class SidesReader:
    """Reads the sides of the contacts of one document."""

    __slots__ = ("_parties", "of_noun", "of_visit")

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        nouns = NounSides(parties)
        self.of_noun, self.of_visit = nouns.of_noun, nouns.of_visit

    def of_verb(self, verb: Token, frame: str, near: Near) -> Sides | None:
        """Return who met whom by a verb; `near` tells the state of the place, for "senior officials" of nowhere."""
        passive = is_passive(verb)
        if verb.lemma_ == "call" and any(child.dep_ == "prt" and child.lower_ == "in" for child in verb.rights):
            frame = "summon"  # "was called in by the foreign ministry"
        if frame == "summon":
            return self._summoned(verb, near, passive=passive)
        if frame == "receive":
            return self._received(verb, near, passive=passive)
        if frame == "join" and passive:
            return self._joined(verb, near)
        if frame == "visit" and not passive:
            who = [thing for thing in objects(verb) if self._names(thing)]
            return self._people(subjects(verb), who, near, named=True) if who else None
        if passive or frame in {"visit", "move", "arrive", "leave"}:
            return None
        if frame in {"tell", "hand"}:
            return self._told(verb, near, objects(verb) if frame == "tell" else near_noun(verb, frozenset({"to"})))
        if frame in {"phone", "see", "spend", "join", "discuss", "exchange"}:
            return self._by_frame(verb, frame, near)
        subject = subjects(verb)
        partners = [thing for _, thing in phrases(verb, _TO if frame == "speak" else WITH)] or _behind_place(verb)
        if verb.dep_ == "xcomp" and verb.head.lemma_ == "be":
            # "with whom he was to have dined"
            partners += [thing for _, thing in phrases(verb.head, WITH)]
        if frame == "speak":
            return self._spoken(verb, subject, partners, near)
        if verb.lemma_ == "sit":
            facing = [thing for prep, thing in phrases(verb, _OPPOSITE) if prep.lower_ != "from" or _is_across(verb)]
            partners = [thing for thing in facing if thing.lower_ not in _EACH_OTHER] or partners
        if frame == "with" and objects(verb):
            return None  # "negotiate a deal with"
        if frame == "meet":
            partners += [thing for thing in objects(verb) if thing.lower_ not in _ALONE]  # "met one on one"
            partners = partners or [thing for thing in self._objects(verb) if thing.lower_ not in _ALONE]
            partners = partners or [child for child in verb.rights if child.lower_ == "each"]  # "met each alone"
        if partners:
            return self._both(subject, partners, near)
        for group in self._parties.open_groups(subject) if frame in {"meet", "gather"} else ():
            return Sides((group,), (), is_open=True)
        return self._among(subject)

    def _summoned(self, verb: Token, near: Near, *, passive: bool) -> Sides | None:
        """Return who summoned whose envoy; nobody else's being summoned is a contact."""
        one, other = (agents(verb), subjects(verb)) if passive else (subjects(verb), objects(verb))
        if passive and not one:  # "was summoned to the foreign ministry"
            one = [thing for _, thing in phrases(verb, frozenset({"to"}))]
        sides = self._people(one, other, near)
        sent = sides is not None and any(_words_of(self._parties.actor(actor)) & _SENT for actor in sides.other)
        return sides if sent else None

    def _received(self, verb: Token, near: Near, *, passive: bool) -> Sides | None:
        one = agents(verb) if passive else subjects(verb)
        other = (own_subjects(verb) or subjects(verb)) if passive else self._objects(verb)
        sides = None if _has_second_object(verb) else self._people(one, other, near)
        if passive and sides is not None and len(sides.one) > 1 and len(sides.other) == 1:
            # "was received by the president and by the premier": a guest and those whom he met
            return Sides(sides.other, sides.one, is_list=True)
        return sides

    def _spoken(self, verb: Token, subject: list[Token], partners: list[Token], near: Near) -> Sides | None:
        """Return who spoke with whom; without partners those who spoke, unless a speech or a crowd was meant."""
        over = [thing for _, thing in phrases(verb) if thing.lemma_ in {"phone", "telephone", "link"}]
        partners = partners or [thing for means in over for _, thing in phrases(means, WITH)]
        if partners:
            sides = self._people(subject, partners, near)
            # "Spoke by phone with A and B" is one call each in the press; an office tells its own calls one by one.
            each = bool(over) or (verb.lemma_ == "speak" and Layers(verb.doc).publisher_country is None)
            apart = each and sides is not None and len(sides.one) == 1 and len(sides.other) > 1
            return replace(sides, is_list=True, is_each=True) if sides is not None and apart else sides
        sides = None if verb.tag_ == "VBG" or _is_to_others(verb) else self._among(subject)
        about = any(child.lower_ == "about" for child in verb.rights)
        return replace(sides, points_back=True) if sides is not None and about else sides

    def _by_frame(self, verb: Token, frame: str, near: Near) -> Sides | None:
        subject, things = subjects(verb), self._objects(verb) if frame == "see" else objects(verb)
        if frame == "phone":
            callee = [thing for _, thing in phrases(verb, frozenset({"on"}))]
            # The parser takes a second name for what the first is called.
            named = [child for child in verb.rights if child.dep_ == "oprd" and self._parties.of([child])]
            things += named
            judged = _has_second_object(verb, but_for=named) or any(map(_is_called, things))
            phrasal = any(child.dep_ == "prt" for child in verb.rights)  # "call out", "call off"
            if verb.lemma_ == "call" and (judged or phrasal or phrases(verb, frozenset({"for"}))):
                return None
            if things:
                sides = self._people(subject, things, near)
                many = sides is not None and len(sides.one) == 1 and len(sides.other) > 1
                return replace(sides, is_list=True, is_each=True) if sides is not None and many else sides
            return None if _demands(verb) else self._people(subject, callee, near, named=True)
        if frame == "discuss":
            # Told in passing of a meeting, so it opens a record only where none is told.
            topics = [part for thing in things for part in conjuncts(thing)]
            topics = [one for one in topics if one.lemma_.lower() not in forms_of("matter", "mutual")]
            partners = [thing for holder in (verb, *topics) for thing in near_noun(holder, WITH)]
            if not partners and verb.tag_ == "VBD" and kind_of_means(_clause_of(verb)) is not None:
                return self._among(subject)  # "the two ministers discussed grain by phone"
            told = verb.tag_ == "VBD"
            sides = self._people(subject, partners, near, named=True) if partners and (told or _is_aim(verb)) else None
            return replace(sides, points_back=told) if sides is not None else None
        if frame == "exchange":
            partners = [thing for holder in (verb, *things) for thing in near_noun(holder, WITH)]
            if any(thing.lemma_.lower() == "view" for thing in things) and partners and verb.tag_ == "VBD":
                sides = self._people(subject, partners, near, named=True)  # told of a meeting, as "discussed" is
                return replace(sides, points_back=True) if sides is not None else None
            if not any(thing.lemma_.lower() in _EXCHANGED for thing in things):
                return None
            return self._people(subject, partners, near) if partners else self._among(subject)
        if frame == "see":
            seen_off = any(child.dep_ == "prt" for child in verb.rights)
            judged = seen_off or _has_second_object(verb)
            if any(thing.lower_ == "other" and thing.nbor(-1).lower_ == "each" for thing in things):
                return self._among(subject)
            sides = None if judged else self._people(subject, things, near, named=True)
            return sides if sides is not None and all(map(self._parties.is_somebody, sides.one)) else None
        if frame == "spend":
            partners = [thing for holder in (verb, *things) for _, thing in phrases(holder, WITH)]
            if not any(thing.lemma_.lower() in forms_of("span", "time") for thing in things):
                return None
            return self._people(subject, partners, near) if partners else self._among(subject)
        if any(thing.lemma_.lower() in cues_of("noun") for _, thing in phrases(verb)):
            return self._people(subject, things, near)
        return None

    def _joined(self, verb: Token, near: Near) -> Sides | None:
        """Read "the two were joined by B for dinner"; those of "for talks with C" are read at the talks."""
        who = agents(verb)
        events = [thing for holder in (verb, *who) for _, thing in phrases(holder)]
        events = [thing for thing in events if thing.lemma_.lower() in cues_of("noun")]
        if any(near_noun(event, WITH | BETWEEN) for event in events):
            return None
        sides = self._people(subjects(verb), who, near)
        return sides if sides is not None and (events or len(sides.one) > 1) else None

    def _told(self, verb: Token, near: Near, things: list[Token]) -> Sides | None:
        """Read "told the Russian ambassador that": who speaks for one state to the holder of an office of another."""
        sides = self._people(subjects(verb), things, near, named=True)
        if sides is None or not all(map(self._parties.is_somebody, sides.one)):
            return None
        own = {self._parties.country(one) for one in sides.one}
        others = {self._parties.country(one) for one in sides.other}
        abroad = any(_words_of(self._parties.actor(one)) & _SENT for one in sides.other) and None not in others
        apart = (abroad or None not in own | others) and own.isdisjoint(others)
        return sides if apart or (verb.lemma_ != "tell" and own != others) else None

    def _objects(self, verb: Token) -> list[Token]:
        """Return the objects; the parser takes "meet Lao President X" for a time, "saw Minister X" for a subject."""
        found = objects(verb)
        return found or [
            child
            for child in verb.rights
            if child.dep_ in {"dep", "npadvmod", "nsubj"} and child.tag_ == "NNP" and self._names(child)
        ]

    def _names(self, token: Token) -> bool:
        known = self._parties.resolve(token)
        return any(map(self._parties.is_named_person, self._parties.members(known)))

    def _both(self, one: list[Token], other: list[Token], near: Near) -> Sides | None:
        doers = self._parties.of(one) or (self._parties.unsaid_author(other[0]) if other and not one else ())
        first, second = self._without_states(doers), self._parties.of(other, near=near)
        second = self._without_states(second)
        if not first or not second:
            return None
        is_list = len(first) == 1 and len(second) > 1
        each = is_list and any(child.lower_ in _EACH for thing in other for child in (thing, *_around(thing)))
        each = each or (is_list and (_is_in_separate_talks(other[0].head) or has_with_twice(other[0].head.head)))
        return Sides(first, second, is_list=is_list, is_each=is_list and each)

    def _without_states(self, people: tuple[str, ...]) -> tuple[str, ...]:
        """Leave out the state whose minister is told of beside it: "Republic of Korea (ROK) President A"."""
        named = [one for one in people if self._parties.is_named_person(one)]
        own = {self._parties.country(one) for one in named}
        if len(people) == 2 and own == {None}:
            return tuple(named)  # the state is all that is known of where somebody is from
        return tuple(one for one in people if one not in own)

    def _people(self, one: list[Token], other: list[Token], near: Near, *, named: bool = False) -> Sides | None:
        """Return both sides if both are there and the second are people or offices (`named`: only holders by name)."""
        sides = self._both(one, other, near)
        if sides is None:
            return None
        if not all(map(self._parties.is_somebody, sides.other)):
            return None
        if named and not all(map(self._holds_or_may, sides.other)):
            return None
        return sides

    def _holds_or_may(self, actor_id: str) -> bool:
        """Tell whether somebody holds office, or is named after a state ("Peru's Ana Rojas")."""
        of_state = self._parties.country(actor_id) is not None and self._parties.may_hold_office(actor_id)
        return of_state or self._parties.holds_office(actor_id)

    def _among(self, subject: list[Token]) -> Sides | None:
        people = self._parties.of(subject)
        if AUTHOR in people and any(map(_is_bare, subject)):
            return None  # "The President and I talked": of the two presidents that of the author or the other one?
        return Sides(people[:1], people[1:]) if len(people) > 1 else None


def _is_bare(token: Token) -> bool:
    """Tell whether a phrase is a title alone: "the President", not "the President of Peru"."""
    named = any(child.dep_ in {"prep", "appos"} for child in token.rights)
    return not named and [child.lower_ for child in token.lefts if child.dep_ != "compound"] == ["the"]


def _behind_place(verb: Token) -> list[Token]:
    """Return B of "met at the White House with B", where the parser hangs B on the place."""
    places = [place for _, place in phrases(verb, _IN_PLACE) if place.pos_ == "PROPN"]
    return [partner for place in places for partner in near_noun(place, WITH)]


def _words_of(actor: Actor | None) -> set[str]:
    return set((actor.office or actor.name or "").lower().split()) if actor is not None else set()


def _around(partner: Token) -> list[Token]:
    """Return the words that can say that partners were met one by one: "both A and B", "separately with A and B"."""
    return [*partner.lefts, *partner.head.children, *partner.head.head.children]


def _is_in_separate_talks(verb: Token) -> bool:
    """Tell whether the verb stands beside "in separate meetings"."""
    return any(
        (prep.lower_ == "in" and thing.lower_ == "turn")
        or (thing.lemma_.lower() in cues_of("noun") and any(child.lower_ == "separate" for child in thing.lefts))
        for prep, thing in phrases(verb)
    )


def _has_second_object(verb: Token, but_for: list[Token] | None = None) -> bool:
    """Tell whether the object is judged ("called him a friend"), so that the verb is no contact."""
    return any(
        (child.dep_ in {"oprd", "xcomp", "ccomp"} and child.tag_ != "VB" and child not in (but_for or []))
        or (child.dep_ == "prep" and child.lower_ == "as")
        for child in verb.rights
    )


def _is_across(verb: Token) -> bool:
    return any(child.lower_ == "across" for child in verb.rights)


def _is_called(thing: Token) -> bool:
    """Tell whether what an object is called hangs on it without a comma ("called the minister a friend")."""
    return any(
        child.dep_ == "appos" and child.left_edge.tag_ == "DT" and not thing.doc[child.left_edge.i - 1].is_punct
        for child in thing.rights
    )


def _clause_of(verb: Token) -> str:
    last = verb.right_edge
    return Layers(verb.doc).text[verb.left_edge.idx : last.idx + len(last)]


def _is_aim(verb: Token) -> bool:
    """Tell whether a discussion is what a journey is for: "flew there to discuss", "where he will discuss"."""
    if verb.tag_ != "VB":
        return False
    if any(child.tag_ == "MD" for child in verb.lefts):
        return verb.dep_ == "relcl" and any(child.lower_ == "where" for child in verb.lefts)
    cue = cues_of("verb").get(verb.head.lemma_)
    return verb.dep_ in {"advcl", "xcomp"} and cue is not None and cue.frame in {"visit", "move", "arrive", "leave"}


def _demands(verb: Token) -> bool:
    """Tell whether "called on" asks for something ("called on the minister to resign")."""
    return any(child.dep_ in {"xcomp", "advcl", "ccomp"} and child.tag_ == "VB" for child in verb.subtree)


def _is_to_others(verb: Token) -> bool:
    """Tell whether people spoke to somebody else ("to reporters", "at a rally") and not to each other."""
    words = verb.doc[verb.left_edge.i : verb.right_edge.i + 1].text
    places = _NOT_TO_EACH_OTHER if verb.lemma_ == "speak" else _NOT_TO_EACH_OTHER - _IN_PLACE  # "talked in Geneva": met
    return kind_of_means(words) is None and any(
        child.dep_ == "prep"
        and child.lower_ in places
        and not any(
            thing.lemma_.lower() in forms_of("request", "side") | forms_of("span", "time") for thing in child.rights
        )
        for child in verb.rights
    )
