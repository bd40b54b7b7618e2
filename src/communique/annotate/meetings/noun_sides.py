"""Who takes part in a contact that a noun names: "talks between A and B", "after two hours of talks"."""

from spacy.tokens import Token

from communique.annotate.clause import agents, finite_above, governor, is_passive, objects, phrases, subjects
from communique.annotate.meetings.cues import kind_of_means
from communique.annotate.meetings.partners import BETWEEN, WITH, Sides, has_with_twice, near_noun
from communique.annotate.parties import Near, Parties
from communique.codebook.contacts import cues_of, forms_of
from communique.codebook.reporting import verbs_by_form
from communique.model import ActorKind

_FOR = frozenset({"for"})
_TO_SEE = frozenset({"to", "on", "with"})
_TO = frozenset({"to", "with"})
_FRAMES_TIME = frozenset({"during", "after", "following", "throughout"})
_AROUND = frozenset({"after", "following", "during", "in", "at", "over", "throughout", "to"})
_COUNTED = frozenset({"meeting", "call", "conversation", "visit", "dinner", "lunch"})
_NUMBERED = frozenset({"first", "inaugural"})
_TAKES = frozenset({"receive", "take", "get", "have"})
_POINTS_BACK = frozenset({"the", "this", "that", "these", "those", "their", "its", "his", "her"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


class NounSides:
    """Reads the sides that the nouns of one document bring together."""

    __slots__ = ("_parties",)

    def __init__(self, parties: Parties) -> None:
        self._parties = parties

    def of_noun(self, noun: Token, near: Near) -> Sides | None:
        """Return who met whom by a noun ("talks between A and B", "her meeting with B", "after two hours of talks")."""
        if noun.lemma_.lower() == "call" and phrases(noun, frozenset({"for"})):
            return None  # "his call for a ban"
        between = self._parties.of(near_noun(noun, BETWEEN) or _of_first(noun), near=near) or self._gathered(noun)
        between = between or self._hosted_for(noun)
        if len(between) > 1:
            return Sides(between[:1], between[1:])
        called = self._of_call(noun)
        if called is not None:
            return called
        partners = self._parties.of(near_noun(noun, WITH) or _guests(noun), near=near)
        owners = self._owners(noun)
        if partners:
            return self._with_partners(noun, partners, owners)
        if len(owners) > 1:
            return Sides(owners[:1], owners[1:])
        # "start negotiations" is a process, no meeting of those who start it.
        holders = self._holders(noun) if noun.lemma_.lower() != "negotiation" else ()
        if len(holders) > 1:
            return Sides(holders[:1], holders[1:])
        come = self._come_for(noun)
        if come is not None:
            return come
        around = self._around(noun)
        definite = any(child.lower_ in _DEFINITE for child in noun.lefts)
        if around is not None:
            return Sides(around.one, around.other, points_back=definite)
        for group in self._parties.open_groups([thing for _, thing in phrases(noun, frozenset({"of"}))]):
            return Sides((group,), (), is_open=True)
        holder = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
        if any(thing.tag_ in {"NNP", "NNPS"} for _, thing in phrases(noun, frozenset({"of"}))):
            return None  # "the May 3 meeting of the Arctic Council" is that of the council
        if any(child.lower_ in forms_of("modifier", "earlier") - _NUMBERED for child in noun.lefts):
            return None  # "the previous summit" is none of those told
        if not owners and any(child.lower_ in _POINTS_BACK for one in (noun, holder) for child in one.lefts):
            return Sides((), (), points_back=True)
        return None

    def _of_call(self, noun: Token) -> Sides | None:
        """Return who called whom: "paid a call on B", "a call by A", "took a call from A", "in a call to B"."""
        if noun.lemma_.lower() == "call" and phrases(noun, frozenset({"by"})):
            paid = self.of_visit(noun)
            if paid is not None:
                return paid
        if noun.lemma_.lower() == "call" and noun.head.lemma_ in forms_of("light", "attend"):
            called = self._parties.of(near_noun(noun, frozenset({"on"})))
            if called:
                return Sides(self._parties.of(subjects(noun.head)), called)
        if noun.lemma_.lower() in {"call", "phonecall"} and noun.dep_ == "dobj" and noun.head.lemma_ in _TAKES:
            callers = self._parties.of(near_noun(noun, frozenset({"from"})))
            if callers and all(map(self._parties.is_somebody, callers)):
                return Sides(callers, self._parties.of(subjects(noun.head)))
        is_made = (noun.dep_ == "pobj" and noun.head.lower_ in _AROUND) or noun.head.lemma_ in {"place", "make"}
        if noun.lemma_.lower() in {"call", "phonecall"} and is_made:
            called = self._parties.of(near_noun(noun, frozenset({"to"})))
            one = tuple(actor for actor in self._above(noun) if actor not in called)
            if one and called and all(map(self._parties.is_somebody, called)):
                return Sides(one, called)
        return None

    def _with_partners(self, noun: Token, partners: tuple[str, ...], owners: tuple[str, ...]) -> Sides | None:
        """Return who met those whom "with" brings in: the owners of the noun, else who acts in its clause."""
        above = owners or self._above(noun) or self._parties.unsaid_author(noun)
        one = tuple(actor for actor in above if actor not in partners)
        if not one and noun.dep_ == "pobj":
            # "Over lunch with his Angolan counterpart, B, debts were discussed"
            whose = [word for thing in near_noun(noun, WITH) for word in thing.lefts if word.dep_ == "poss"]
            one = tuple(actor for actor in self._parties.of(whose) if actor not in partners)
            if not one and any(word.tag_ == "PRP$" for word in whose):
                return Sides((), partners)
        if one or noun.dep_ not in {"nsubj", "nsubjpass"}:
            counted = noun.lemma_.lower() in _COUNTED or any(child.lower_ == "separate" for child in noun.lefts)
            many = len(one) == 1 and len(partners) > 1
            each = many and ((noun.tag_ == "NNS" and counted) or has_with_twice(noun))
            return Sides(one, partners, is_list=many, is_each=each) if one else None
        return Sides((), partners)  # "a meeting with B has been cancelled": whose, the story tells

    def _hosted_for(self, noun: Token) -> tuple[str, ...]:
        """Return the guests of "a dinner for the two leaders had been fixed": they dine with each other."""
        cue = cues_of("noun").get(noun.lemma_.lower())
        if cue is None or cue.frame != "meal" or noun.dep_ not in {"nsubj", "nsubjpass"}:
            return ()
        people = self._parties.of(thing for _, thing in phrases(noun, _FOR))
        states = {self._parties.country(one) for one in people}
        return (
            people
            if len(people) > 1 and len(states) == len(people) and all(map(self._parties.is_somebody, people))
            else ()
        )

    def of_visit(self, noun: Token) -> Sides | None:
        """Read "a courtesy call by A on B", "A paid a visit to B", where B is a person: they meet."""
        by = self._parties.of(near_noun(noun, frozenset({"by"})))
        things = phrases(noun, _TO_SEE)
        things += [found for _, who in phrases(noun, frozenset({"by"})) for found in phrases(who, _TO_SEE)]
        other = self._parties.of(thing for _, thing in things)
        if not other or not all(map(self._parties.is_named_person, other)):
            return None
        if not by and noun.dep_ == "dobj" and noun.head.lemma_ in forms_of("light", "attend"):
            by = self._parties.of(subjects(noun.head))
        by = by or self._owners(noun)
        by = tuple(one for one in by if one not in other)
        return Sides(by, other, is_list=len(by) == 1 and len(other) > 1, is_each=len(other) > 1) if by else None

    def _gathered(self, noun: Token) -> tuple[str, ...]:
        """Return who is named behind "a meeting of" and "talks that brought together"."""
        verb = noun.head
        if noun.dep_ == "nsubj" and verb.lemma_ == "bring" and any(word.lower_ == "together" for word in verb.rights):
            return self._parties.of(objects(verb))
        things = near_noun(noun, frozenset({"of"}))
        if any(word.lower_ in WITH for thing in things for word in noun.doc[noun.i + 1 : thing.head.i]):
            return ()  # "a call with the head of the office"
        people = self._parties.of(things)
        return people if all(map(self._parties.is_somebody, people)) else ()

    def _owners(self, noun: Token) -> tuple[str, ...]:
        """Return whose meeting it is ("Wang's talks", "the Reagan-Gorbachev summit")."""
        owners = [child for child in noun.lefts if child.dep_ == "poss"]
        if owners:
            found = self._parties.of(owners)
            # "The leaders' last encounter" is none of the foreign ministers named nearest.
            return () if owners[0].lemma_ == "leader" and all(map(self._is_below, found)) else found
        named: list[str] = []
        for word in noun.doc[noun.left_edge.i : noun.i]:
            if word.pos_ in {"PROPN", "ADJ"}:
                known = self._parties.resolve(word)
                named.extend(one for one in self._parties.members(known) if one not in named)
        # "the Russian minister's talks" names one side twice: a state and its minister are no two parties.
        kinds = {actor.kind for actor in map(self._parties.actor, named) if actor is not None}
        return tuple(named) if len(named) > 1 and len(kinds) == 1 else ()

    def _is_below(self, actor_id: str) -> bool:
        actor = self._parties.actor(actor_id)
        return actor is not None and (actor.office or "").startswith("Foreign Minister")

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
        people = tuple(actor for actor in self._parties.of(subjects(verb)) if self._parties.is_somebody(actor))
        if len(people) > 1:
            return Sides(people[:1], people[1:])
        things = [*objects(verb), *(thing for holder in (verb, *objects(verb)) for thing in near_noun(holder, _TO))]
        told = tuple(
            actor for actor in self._parties.of(things) if self._parties.is_somebody(actor) and actor not in people
        )
        return Sides(people, told) if people and told else self._over_the_wire(noun, verb)

    def _is_joint(self, verb: Token) -> bool:
        """Tell whether people of several states did something together ("at a meeting A and B signed an accord")."""
        people = self._parties.of(subjects(verb))
        return verb.tag_ == "VBD" and len(people) > 1 and len({self._parties.country(one) for one in people}) > 1

    def _come_for(self, noun: Token) -> Sides | None:
        """Read "A and B flew to Hanoi for a day of talks", "stayed on for a working session": they, with each other."""
        preposition, verb = _preposition_above(noun, _FOR), governor(noun)
        if preposition is None or verb is None or preposition.head != verb:
            return None
        cue = cues_of("verb").get(verb.lemma_.lower())
        stays = verb.lemma_ in forms_of("governor", "stay") | {"be"}
        if not stays and (cue is None or cue.frame not in {"move", "arrive", "gather", "join", "visit"}):
            return None
        people = tuple(actor for actor in self._parties.of(subjects(verb)) if self._parties.is_somebody(actor))
        states = {self._parties.country(one) for one in people}
        return Sides(people[:1], people[1:]) if len(people) > 1 and len(states) == len(people) else None

    def _over_the_wire(self, noun: Token, verb: Token) -> Sides | None:
        """Read "conveyed her regrets to New Delhi in a phone call": also a state can be at the other end."""
        if kind_of_means(noun.doc[noun.left_edge.i : noun.i + 1].text) is None or verb.tag_ != "VBD":
            return None
        called = self._parties.of(thing for _, thing in phrases(verb, _TO))
        return Sides(self._parties.of(subjects(verb)), called) if called else None

    def _may_attend(self, actor_id: str) -> bool:
        actor = self._parties.actor(actor_id)
        return actor is not None and actor.kind is not ActorKind.MINISTRY


def _guests(noun: Token) -> list[Token]:
    """Return the guests of "gave a dinner for B", "hosted a lunch in honour of B"."""
    cue = cues_of("noun").get(noun.lemma_.lower())
    if cue is None or cue.frame not in {"meal", "appointment"} or noun.dep_ != "dobj":
        return []
    found = [thing for holder in (noun, noun.head) for _, thing in phrases(holder, _FOR)]
    honour = [thing for _, thing in phrases(noun, frozenset({"in"})) if thing.lemma_ in {"honour", "honor"}]
    return found + [thing for one in honour for _, thing in phrases(one, frozenset({"of"}))]


def _of_first(noun: Token) -> list[Token]:
    """Return the people of "the meeting was the first between A and B"."""
    if noun.dep_ != "nsubj" or noun.head.lemma_ != "be":
        return []
    told = [child for child in noun.head.rights if child.dep_ == "attr"]
    return [thing for child in told for _, thing in phrases(child, BETWEEN)]


def _preposition_above(noun: Token, words: frozenset[str] = _AROUND) -> Token | None:
    """Return "after" of "after talks" and of "after two hours of talks"; `words` are those looked for."""
    here = noun
    for _ in range(4):
        if here.dep_ != "pobj":
            return None
        preposition = here.head
        if preposition.lower_ in words:
            return preposition
        here = preposition.head
        if preposition.lower_ != "of" or here.lemma_.lower() not in forms_of("span", "part") | forms_of("span", "time"):
            return None
    return None
