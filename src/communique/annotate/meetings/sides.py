"""Who takes part in a contact: the two sides that a verb or a noun of meeting brings together."""

from dataclasses import dataclass, replace

from spacy.tokens import Token

from communique.annotate.clause import (
    agents,
    conjuncts,
    finite_above,
    governor,
    is_passive,
    objects,
    own_subjects,
    phrases,
    subjects,
)
from communique.annotate.meetings.cues import kind_of_means
from communique.annotate.parties import Near, Parties
from communique.codebook.contacts import cues_of, forms_of
from communique.codebook.reporting import verbs_by_form
from communique.model import Actor, ActorKind

_FOR = frozenset({"for"})
_WITH = frozenset({"with", "alongside"})
_TO = frozenset({"to", "with"})
_FRAMES_TIME = frozenset({"during", "after", "following", "throughout"})
_BETWEEN = frozenset({"between", "among", "amongst"})
_AROUND = frozenset({"after", "following", "during", "in", "at", "over", "throughout", "to"})
_NOT_TO_EACH_OTHER = frozenset({"at", "in", "before", "for", "from", "against"})
_LINKS = frozenset({"ADP", "ADV", "DET", "NUM", "NOUN", "PROPN", "ADJ"})
_EACH = frozenset({"both", "separately", "each", "individually"})
_COUNTED = frozenset({"meeting", "call", "conversation", "visit", "dinner", "lunch"})
_EXCHANGED = frozenset({"hand", "word", "pleasantry", "remark"})
_BEFORE = frozenset({"previous", "last", "earlier", "past"})
_REACH = 8
_TAKES = frozenset({"receive", "take", "get", "have"})
_SENT = frozenset({"ambassador", "envoy", "consul"})
_POINTS_BACK = frozenset({"the", "this", "that", "these", "those", "their", "its", "his", "her"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_PEOPLE = frozenset({ActorKind.PERSON, ActorKind.OFFICE})
_VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides as actor ids.

    `is_list` tells that one person met several, named one by one; `points_back` that the words may only point to a
    contact told before ("the meeting"), and then the sides may be empty. `one` alone is empty where the words leave it
    to the story who meets ("a meeting with B was cancelled").
    """

    one: tuple[str, ...]
    other: tuple[str, ...]
    is_list: bool = False
    is_each: bool = False
    """True for "held meetings with A and B": one each, whatever their states."""
    points_back: bool = False


class SidesReader:
    """Reads the sides of the contacts of one document."""

    __slots__ = ("_parties",)

    def __init__(self, parties: Parties) -> None:
        self._parties = parties

    # Verbs

    def of_verb(self, verb: Token, frame: str, near: Near) -> Sides | None:
        """Return who met whom by a verb; `near` tells the state of the place, for "senior officials" of nowhere."""
        passive = is_passive(verb)
        if verb.lemma_ == "call" and any(child.dep_ == "prt" and child.lower_ == "in" for child in verb.rights):
            frame = "summon"  # "was called in by the foreign ministry"
        if frame == "summon":
            one, other = (agents(verb), subjects(verb)) if passive else (subjects(verb), objects(verb))
            if passive and not one:  # "was summoned to the foreign ministry"
                one = [thing for _, thing in phrases(verb, frozenset({"to"}))]
            sides = self._people(one, other, near)
            sent = sides is not None and any(_words_of(self._parties.actor(actor)) & _SENT for actor in sides.other)
            return sides if sent else None
        if frame == "receive":
            one = agents(verb) if passive else subjects(verb)
            other = (own_subjects(verb) or subjects(verb)) if passive else objects(verb)
            return None if _has_second_object(verb) else self._people(one, other, near)
        if frame == "join" and passive:
            return self._joined(verb, near)
        if passive or frame in {"visit", "move", "arrive", "leave"}:
            return None
        if frame in {"tell", "hand"}:
            return self._told(verb, near, objects(verb) if frame == "tell" else _near(verb, frozenset({"to"})))
        if frame in {"phone", "see", "spend", "join", "discuss", "exchange"}:
            return self._by_frame(verb, frame, near)
        subject = subjects(verb)
        partners = [thing for _, thing in phrases(verb, _TO if frame == "speak" else _WITH)]
        if verb.dep_ == "xcomp" and verb.head.lemma_ == "be":
            # "with whom he was to have dined"
            partners += [thing for _, thing in phrases(verb.head, _WITH)]
        if frame == "speak":
            over = [thing for _, thing in phrases(verb) if thing.lemma_ in {"phone", "telephone", "link"}]
            partners = partners or [thing for means in over for _, thing in phrases(means, _WITH)]
            if partners:
                sides = self._people(subject, partners, near)
                # "spoke by phone with A and B": one call each
                apart = bool(over) and sides is not None and len(sides.one) == 1 and len(sides.other) > 1
                return replace(sides, is_list=True, is_each=True) if sides is not None and apart else sides
            words = verb.doc[verb.left_edge.i : verb.right_edge.i + 1].text
            elsewhere = kind_of_means(words) is None and any(
                child.dep_ == "prep"
                and child.lower_ in _NOT_TO_EACH_OTHER
                and not any(thing.lemma_.lower() in forms_of("request", "side") for thing in child.rights)
                for child in verb.rights
            )
            sides = None if elsewhere or verb.tag_ == "VBG" else self._among(subject)
            about = any(child.lower_ == "about" for child in verb.rights)
            return replace(sides, points_back=True) if sides is not None and about else sides
        if frame == "with" and objects(verb):
            return None  # "negotiate a deal with"
        if frame == "meet":
            partners += objects(verb)
            # The parser takes "meet Lao President X" for a time.
            partners = partners or [child for child in verb.rights if child.dep_ == "npadvmod" and self._names(child)]
        if partners:
            return self._both(subject, partners, near)
        return self._among(subject)

    def _by_frame(self, verb: Token, frame: str, near: Near) -> Sides | None:
        subject, things = subjects(verb), objects(verb)
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
            partners = [thing for holder in (verb, *topics) for thing in _near(holder, _WITH)]
            if not partners and verb.tag_ == "VBD" and kind_of_means(_clause_of(verb)) is not None:
                return self._among(subject)  # "the two ministers discussed grain by phone"
            told = verb.tag_ == "VBD"
            sides = self._people(subject, partners, near, named=True) if partners and (told or _is_aim(verb)) else None
            return replace(sides, points_back=told) if sides is not None else None
        if frame == "exchange":
            partners = [thing for holder in (verb, *things) for thing in _near(holder, _WITH)]
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
            return sides if sides is not None and all(map(self._is_person, sides.one)) else None
        if frame == "spend":
            partners = [thing for holder in (verb, *things) for _, thing in phrases(holder, _WITH)]
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
        if any(_near(event, _WITH | _BETWEEN) for event in events):
            return None
        sides = self._people(subjects(verb), who, near)
        return sides if sides is not None and (events or len(sides.one) > 1) else None

    def _told(self, verb: Token, near: Near, things: list[Token]) -> Sides | None:
        """Read "told the Russian ambassador that": who speaks for one state to the holder of an office of another."""
        sides = self._people(subjects(verb), things, near, named=True)
        if sides is None or not all(map(self._is_person, sides.one)):
            return None
        own = {self._parties.country(one) for one in sides.one}
        others = {self._parties.country(one) for one in sides.other}
        abroad = any(_words_of(self._parties.actor(one)) & _SENT for one in sides.other) and None not in others
        apart = (abroad or None not in own | others) and own.isdisjoint(others)
        return sides if apart or (verb.lemma_ != "tell" and own != others) else None

    def _names(self, token: Token) -> bool:
        known = self._parties.resolve(token)
        return known is not None and self._parties.is_named_person(known)

    def _both(self, one: list[Token], other: list[Token], near: Near) -> Sides | None:
        first, second = self._parties.of(one), self._parties.of(other, near=near)
        if not first or not second:
            return None
        is_list = len(first) == 1 and len(second) > 1
        each = is_list and any(child.lower_ in _EACH for thing in other for child in _around(thing))
        each = each or (is_list and _is_in_separate_talks(other[0].head))
        return Sides(first, second, is_list=is_list, is_each=is_list and each)

    def _people(self, one: list[Token], other: list[Token], near: Near, *, named: bool = False) -> Sides | None:
        """Return both sides if both are there and the second are people or offices (`named`: only holders by name)."""
        sides = self._both(one, other, near)
        if sides is None:
            return None
        actors = [self._parties.actor(actor) for actor in sides.other]
        if not all(actor is not None and actor.kind in _PEOPLE for actor in actors):
            return None
        if named and not all(map(self._parties.holds_office, sides.other)):
            return None
        return sides

    def _among(self, subject: list[Token]) -> Sides | None:
        people = self._parties.of(subject)
        return Sides(people[:1], people[1:]) if len(people) > 1 else None

    # Nouns

    def of_noun(self, noun: Token, near: Near) -> Sides | None:
        """Return who met whom by a noun ("talks between A and B", "her meeting with B", "after two hours of talks")."""
        if noun.lemma_.lower() == "call" and phrases(noun, frozenset({"for"})):
            return None  # "his call for a ban"
        between = self._parties.of(_near(noun, _BETWEEN) or _of_first(noun), near=near) or self._gathered(noun)
        if len(between) > 1:
            return Sides(between[:1], between[1:])
        if noun.lemma_.lower() == "call" and noun.head.lemma_ in forms_of("light", "attend"):
            called = self._parties.of(_near(noun, frozenset({"on"})))
            if called:
                return Sides(self._parties.of(subjects(noun.head)), called)
        if noun.lemma_.lower() in {"call", "phonecall"} and noun.dep_ == "dobj" and noun.head.lemma_ in _TAKES:
            callers = self._parties.of(_near(noun, frozenset({"from"})))
            if callers and all(map(self._is_person, callers)):
                return Sides(callers, self._parties.of(subjects(noun.head)))
        is_made = (noun.dep_ == "pobj" and noun.head.lower_ in _AROUND) or noun.head.lemma_ in {"place", "make"}
        if noun.lemma_.lower() in {"call", "phonecall"} and is_made:
            called = self._parties.of(_near(noun, frozenset({"to"})))
            one = tuple(actor for actor in self._above(noun) if actor not in called)
            if one and called and all(map(self._is_person, called)):
                return Sides(one, called)
        partners = self._parties.of(_near(noun, _WITH) or _guests(noun), near=near)
        owners = self._owners(noun)
        if partners:
            one = tuple(actor for actor in owners or self._above(noun) if actor not in partners)
            if not one and noun.dep_ == "pobj":
                # "Over lunch with his Angolan counterpart, B, debts were discussed"
                whose = [word for thing in _near(noun, _WITH) for word in thing.lefts if word.dep_ == "poss"]
                one = tuple(actor for actor in self._parties.of(whose) if actor not in partners)
                if not one and any(word.tag_ == "PRP$" for word in whose):
                    return Sides((), partners)
            if one or noun.dep_ not in {"nsubj", "nsubjpass"}:
                counted = noun.lemma_.lower() in _COUNTED or any(child.lower_ == "separate" for child in noun.lefts)
                many = len(one) == 1 and len(partners) > 1
                each = noun.tag_ == "NNS" and counted and many
                return Sides(one, partners, is_list=many, is_each=each) if one else None
            return Sides((), partners)  # "a meeting with B has been cancelled": whose, the story tells
        if len(owners) > 1:
            return Sides(owners[:1], owners[1:])
        # "start negotiations" is a process, no meeting of those who start it.
        holders = self._holders(noun) if noun.lemma_.lower() != "negotiation" else ()
        if len(holders) > 1:
            return Sides(holders[:1], holders[1:])
        around = self._around(noun)
        definite = any(child.lower_ in _DEFINITE for child in noun.lefts)
        if around is not None:
            return Sides(around.one, around.other, points_back=definite)
        holder = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
        if any(child.lower_ in _BEFORE for child in noun.lefts):
            return None  # "the previous summit" is none of those told
        if not owners and any(child.lower_ in _POINTS_BACK for one in (noun, holder) for child in one.lefts):
            return Sides((), (), points_back=True)
        return None

    def _gathered(self, noun: Token) -> tuple[str, ...]:
        """Return who is named behind "a meeting of" and "talks that brought together"."""
        verb = noun.head
        if noun.dep_ == "nsubj" and verb.lemma_ == "bring" and any(word.lower_ == "together" for word in verb.rights):
            return self._parties.of(objects(verb))
        people = self._parties.of(_near(noun, frozenset({"of"})))
        return people if all(map(self._is_person, people)) else ()

    def _owners(self, noun: Token) -> tuple[str, ...]:
        """Return whose meeting it is ("Wang's talks", "the Reagan-Gorbachev summit")."""
        owners = [child for child in noun.lefts if child.dep_ == "poss"]
        if owners:
            return self._parties.of(owners)
        named: list[str] = []
        for word in noun.doc[noun.left_edge.i : noun.i]:
            if word.pos_ in {"PROPN", "ADJ"}:
                known = self._parties.resolve(word)
                named.extend(one for one in self._parties.members(known) if one not in named)
        # "the Russian minister's talks" names one side twice: a state and its minister are no two parties.
        kinds = {actor.kind for actor in map(self._parties.actor, named) if actor is not None}
        return tuple(named) if len(named) > 1 and len(kinds) == 1 else ()

    def _holders(self, noun: Token) -> tuple[str, ...]:
        """Return the subject of the light verb that the noun is the object of ("the two leaders held talks")."""
        held = noun
        if noun.dep_ == "pobj" and noun.head.lower_ == "of":
            # "ended two days of talks"
            span = noun.head.head
            held = span if span.lemma_.lower() in forms_of("span", "part") | forms_of("span", "time") else noun
        verb = held.head
        if verb.lemma_ not in forms_of("light", "attend"):
            return ()
        if held.dep_ == "dobj":
            return self._parties.of(agents(verb) if is_passive(verb) else subjects(verb))
        return self._parties.of(agents(verb)) if held.dep_ == "nsubjpass" else ()

    def _above(self, noun: Token) -> tuple[str, ...]:
        """Return who the clause around the noun is about ("X said after talks with Y")."""
        verb = governor(noun)
        if verb is None:
            return ()
        if noun.dep_ in {"nsubj", "nsubjpass"} and noun.head == verb:
            return ()
        found = tuple(actor for actor in self._parties.of(subjects(verb)) if self._may_attend(actor))
        preposition = _preposition_above(noun)
        if preposition is None or preposition.lower_ not in _FRAMES_TIME:
            return found
        # "urged B to leave the bloc during talks with C": the talks are those of who urged.
        above = tuple(one for one in self._parties.of(subjects(finite_above(verb))) if self._may_attend(one))
        return above or found

    def _around(self, noun: Token) -> Sides | None:
        """Read "the ministers said after talks" and "in a phone call A warned B"."""
        preposition = _preposition_above(noun)
        verb = governor(noun)
        if preposition is None or verb is None:
            return None
        if preposition.lower_ == "to":
            # "look forward to meeting again", tagged as a noun
            bare = noun.lower_ == "meeting" and not any(True for _ in noun.lefts)
            if not bare or verb.lemma_ not in forms_of("governor", "plan"):
                return None
        elif verb.lower_ not in verbs_by_form() and not self._is_joint(verb):
            return self._over_the_wire(noun, verb)
        people = tuple(actor for actor in self._parties.of(subjects(verb)) if self._is_person(actor))
        if len(people) > 1:
            return Sides(people[:1], people[1:])
        things = [*objects(verb), *(thing for holder in (verb, *objects(verb)) for thing in _near(holder, _TO))]
        told = tuple(actor for actor in self._parties.of(things) if self._is_person(actor) and actor not in people)
        return Sides(people, told) if people and told else self._over_the_wire(noun, verb)

    def _is_joint(self, verb: Token) -> bool:
        """Tell whether people of several states did something together ("at a meeting A and B signed an accord")."""
        people = self._parties.of(subjects(verb))
        return verb.tag_ == "VBD" and len(people) > 1 and len({self._parties.country(one) for one in people}) > 1

    def _over_the_wire(self, noun: Token, verb: Token) -> Sides | None:
        """Read "conveyed her regrets to New Delhi in a phone call": also a state can be at the other end."""
        if kind_of_means(noun.doc[noun.left_edge.i : noun.i + 1].text) is None or verb.tag_ != "VBD":
            return None
        called = self._parties.of(thing for _, thing in phrases(verb, _TO))
        return Sides(self._parties.of(subjects(verb)), called) if called else None

    def _is_person(self, actor_id: str) -> bool:
        actor = self._parties.actor(actor_id)
        return actor is not None and actor.kind in _PEOPLE

    def _may_attend(self, actor_id: str) -> bool:
        actor = self._parties.actor(actor_id)
        return actor is not None and actor.kind is not ActorKind.MINISTRY


def _words_of(actor: Actor | None) -> set[str]:
    return set((actor.office or actor.name or "").lower().split()) if actor is not None else set()


def _around(partner: Token) -> list[Token]:
    """Return the words that can say that partners were met one by one: "both A and B", "separately with A and B"."""
    return [*partner.lefts, *partner.head.children, *partner.head.head.children]


def _is_in_separate_talks(verb: Token) -> bool:
    """Tell whether the verb stands beside "in separate meetings"."""
    return any(
        child.lower_ == "separate"
        for _, thing in phrases(verb)
        if thing.lemma_.lower() in cues_of("noun")
        for child in thing.lefts
    )


def _near(noun: Token, prepositions: frozenset[str]) -> list[Token]:
    """Return the objects of the prepositions that follow a noun, also past its time and place.

    "talks in Brussels on Wednesday between A and B": the parser hangs "between" on any of the words before it.
    """
    found = [thing for _, thing in phrases(noun, prepositions)]
    if found:
        return found
    doc, last = noun.doc, min(noun.i + _REACH, noun.sent.end - 1)
    for at in range(noun.i + 1, last + 1):
        token = doc[at]
        if token.lower_ in prepositions and token.tag_ == "IN":
            things = [thing for thing in token.rights if thing.dep_ == "pobj"]
            # The parser takes "with B, an agency reported" for a clause of its own.
            return things or [word for word in token.head.lefts if token.dep_ == "mark" and word.dep_ == "nsubj"]
        is_other = token.lemma_.lower() in cues_of("noun")  # "beside a summit with B": B is at the summit
        is_planned = token.dep_ == "acl" and token.head == noun and token.tag_ == "VBN"  # "planned for Friday"
        if is_other or (token.pos_ not in _LINKS and not is_planned) or token.lower_ in {"of", "about"}:
            return []
    return []


def _guests(noun: Token) -> list[Token]:
    """Return the guests of "gave a dinner for B", "hosted a lunch in honour of B"."""
    cue = cues_of("noun").get(noun.lemma_.lower())
    if cue is None or cue.frame not in {"meal", "appointment"} or noun.dep_ != "dobj":
        return []
    found = [thing for _, thing in phrases(noun, _FOR)]
    honour = [thing for _, thing in phrases(noun, frozenset({"in"})) if thing.lemma_ in {"honour", "honor"}]
    return found + [thing for one in honour for _, thing in phrases(one, frozenset({"of"}))]


def _of_first(noun: Token) -> list[Token]:
    """Return the people of "the meeting was the first between A and B"."""
    if noun.dep_ != "nsubj" or noun.head.lemma_ != "be":
        return []
    told = [child for child in noun.head.rights if child.dep_ == "attr"]
    return [thing for child in told for _, thing in phrases(child, _BETWEEN)]


def _preposition_above(noun: Token) -> Token | None:
    """Return "after" of "after talks" and of "after two hours of talks"."""
    here = noun
    for _ in range(4):
        if here.dep_ != "pobj":
            return None
        preposition = here.head
        if preposition.lower_ in _AROUND:
            return preposition
        here = preposition.head
        if preposition.lower_ != "of" or here.lemma_.lower() not in forms_of("span", "part") | forms_of("span", "time"):
            return None
    return None


def _has_second_object(verb: Token, but_for: list[Token] | None = None) -> bool:
    """Tell whether the object is judged ("called him a friend"), so that the verb is no contact."""
    return any(
        (child.dep_ in {"oprd", "xcomp", "ccomp"} and child.tag_ != "VB" and child not in (but_for or []))
        or (child.dep_ == "prep" and child.lower_ == "as")
        for child in verb.rights
    )


def _is_called(thing: Token) -> bool:
    """Tell whether what an object is called hangs on it without a comma ("called the minister a friend")."""
    return any(
        child.dep_ == "appos" and child.left_edge.tag_ == "DT" and not thing.doc[child.left_edge.i - 1].is_punct
        for child in thing.rights
    )


def _clause_of(verb: Token) -> str:
    return verb.doc[verb.left_edge.i : verb.right_edge.i + 1].text


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
