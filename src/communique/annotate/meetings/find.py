"""From the cue to the contact: each verb and noun that says that people meet, with its participants."""

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from communique.annotate.clause import (
    Standing,
    agents,
    conjuncts,
    governor,
    is_negated,
    is_passive,
    objects,
    own_subjects,
    phrases,
    standing,
    subjects,
)
from communique.annotate.meetings.circumstances import Circumstances, spine
from communique.annotate.meetings.contact import Contact
from communique.annotate.meetings.standings import standing_of_noun, with_date
from communique.annotate.news import News
from communique.annotate.parties import Parties
from communique.codebook.contacts import contact_cues, cues_of, forms_of
from communique.model import ActorKind, MeetingKind

_WITH = frozenset({"with", "alongside"})
_TO = frozenset({"to", "with"})
_BETWEEN = frozenset({"between", "among", "amongst"})
_VERBAL = frozenset({"VERB", "AUX"})
_POINTS_BACK = frozenset({"the", "this", "that", "these", "those", "their", "its", "his", "her"})
_LOOKS_BACK = frozenset({"last", "previous", "earlier", "first", "since"})
_PEOPLE = frozenset({ActorKind.PERSON, ActorKind.OFFICE})


@cache
def trigger_pattern() -> re.Pattern[str]:
    """Return one pattern for the words that can name a contact or a journey, in all their endings."""
    stems: set[str] = {"met"}
    for part in ("verb", "noun"):
        for form in cues_of(part):
            stems.add(form.removesuffix("e"))
    stems |= {"spok", "flew", "flown", "went", "gone", "left", "came", "held", "trave", "talk", "headed"}
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, stems), key=len, reverse=True)) + r")", re.IGNORECASE)


@cache
def _means() -> re.Pattern[str]:
    forms = sorted((cue.form for cue in contact_cues() if cue.frame == "means"), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, forms)) + r")", re.IGNORECASE)


@cache
def _kind_of_means() -> dict[str, MeetingKind]:
    return {cue.form: MeetingKind(cue.kind) for cue in contact_cues() if cue.frame == "means"}


def triggers(doc: Doc) -> Iterator[Token]:
    """Yield the tokens in the news that can name a contact or a journey, in order."""
    news = News(doc)
    by_offset: dict[int, int] | None = None
    for hit in trigger_pattern().finditer(doc.text):
        if hit.start() not in news:
            continue
        if by_offset is None:
            by_offset = {token.idx: token.i for token in doc}
        at = by_offset.get(hit.start())
        if at is not None:
            yield doc[at]


class ContactFinder:
    """Finds the contacts of one document."""

    def __init__(self, doc: Doc, parties: Parties, circumstances: Circumstances, published: str | None) -> None:
        self._doc = doc
        self._parties = parties
        self._circumstances = circumstances
        self._published = published

    def find(self, tokens: list[Token]) -> list[Contact]:
        """Return what each cue says, in the order of the text."""
        found: list[Contact] = []
        for token in tokens:
            contact = self._at(token)
            if contact is not None:
                found.append(contact)
        return found

    def _at(self, token: Token) -> Contact | None:
        if token.pos_ == "VERB":
            cue = cues_of("verb").get(token.lemma_.lower())
            return self._verb(token, cue.frame) if cue is not None else None
        if token.pos_ == "NOUN" or token.tag_ == "NNP":
            cue = cues_of("noun").get(token.lemma_.lower())
            if cue is not None and cue.frame in {"event", "meal"}:
                return self._noun(token, MeetingKind(cue.kind))
        return None

    # Verbs

    def _verb(self, verb: Token, frame: str) -> Contact | None:
        sides = self._sides_of_verb(verb, frame)
        if sides is None:
            return None
        one, other = sides
        host = one[0] if frame == "receive" and len(one) == 1 else None
        kind = MeetingKind.CALL if frame in {"speak", "phone"} else MeetingKind.MEETING
        return self._contact(verb, kind, standing(verb), one, other, host=host)

    def _sides_of_verb(self, verb: Token, frame: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        passive = is_passive(verb)
        if frame == "receive":
            one = agents(verb) if passive else subjects(verb)
            other = own_subjects(verb) or subjects(verb) if passive else objects(verb)
            return self._people(one, other) if not _has_second_object(verb) else None
        if passive:
            return None
        subject = subjects(verb)
        partners = [thing for _, thing in phrases(verb, _TO if frame == "speak" else _WITH)]
        if frame == "meet":
            partners += objects(verb)
        elif frame == "phone":
            if verb.lemma_ == "call" and (_has_second_object(verb) or phrases(verb, frozenset({"for", "on"}))):
                return None
            return self._people(subject, objects(verb))
        elif frame == "join":
            if not any(thing.lemma_.lower() in cues_of("noun") for _, thing in phrases(verb)):
                return None
            return self._people(subject, objects(verb))
        elif frame == "speak":
            return self._people(subject, partners)
        one = self._parties.of(subject)
        other = self._parties.of(partners)
        if one and other:
            return one, other
        if partners and frame != "gather":
            return None
        if len(one) > 1 and frame in {"meet", "gather", "with"}:
            return one[:1], one[1:]
        return None

    def _people(self, one: list[Token], other: list[Token]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """Return both sides if both are there and the second is a person or an office."""
        first, second = self._parties.of(one), self._parties.of(other)
        if not first or not second:
            return None
        actors = [self._parties.actor(actor) for actor in second]
        return (first, second) if all(actor is not None and actor.kind in _PEOPLE for actor in actors) else None

    # Nouns

    def _noun(self, noun: Token, kind: MeetingKind) -> Contact | None:
        if any(child.lower_ in {"no", "any"} for child in noun.lefts):
            return None
        if noun.dep_ == "compound":
            return None
        where = standing_of_noun(noun)
        between = self._parties.of(thing for _, thing in phrases(noun, _BETWEEN))
        if len(between) > 1:
            return self._contact(noun, kind, where, between[:1], between[1:])
        partners = self._parties.of(thing for _, thing in phrases(noun, _WITH))
        owners = self._owners(noun)
        if partners:
            one = tuple(actor for actor in owners or self._above(noun) if actor not in partners)
            return self._contact(noun, kind, where, one, partners) if one else None
        if len(owners) > 1:
            return self._contact(noun, kind, where, owners[:1], owners[1:])
        plural = self._holders(noun)
        if len(plural) > 1:
            return self._contact(noun, kind, where, plural[:1], plural[1:])
        if any(child.lower_ in _POINTS_BACK for child in noun.lefts) and not owners:
            return self._contact(noun, kind, where, (), (), is_own=False)
        return None

    def _owners(self, noun: Token) -> tuple[str, ...]:
        """Return whose meeting it is ("Wang's talks", "the Reagan-Gorbachev summit")."""
        owners = [child for child in noun.lefts if child.dep_ == "poss"]
        if owners:
            return self._parties.of(owners)
        named: list[str] = []
        for word in self._doc[noun.left_edge.i : noun.i]:
            if word.pos_ in {"PROPN", "ADJ"}:
                known = self._parties.resolve(word)
                named.extend(one for one in self._parties.members(known) if one not in named)
        return tuple(named) if len(named) > 1 else ()

    def _holders(self, noun: Token) -> tuple[str, ...]:
        """Return the subject of the light verb that the noun is the object of ("the two leaders held talks")."""
        verb = noun.head
        if noun.dep_ == "dobj" and verb.lemma_ in forms_of("light", "attend"):
            return self._parties.of(agents(verb) if is_passive(verb) else subjects(verb))
        if noun.dep_ in {"nsubjpass"} and verb.lemma_ in forms_of("light", "attend"):
            return self._parties.of(agents(verb))
        return ()

    def _above(self, noun: Token) -> tuple[str, ...]:
        """Return who the clause around the noun is about ("X said after talks with Y")."""
        verb = governor(noun)
        if verb is None:
            return ()
        if noun.dep_ in {"nsubj", "nsubjpass"} and noun.head == verb:
            return ()
        return tuple(actor for actor in self._parties.of(subjects(verb)) if self._may_attend(actor))

    def _may_attend(self, actor_id: str) -> bool:
        actor = self._parties.actor(actor_id)
        return actor is not None and actor.kind is not ActorKind.MINISTRY

    # Both

    def _contact(
        self,
        cue: Token,
        kind: MeetingKind,
        where: Standing,
        one: tuple[str, ...],
        other: tuple[str, ...],
        *,
        host: str | None = None,
        is_own: bool = True,
    ) -> Contact | None:
        if where in {Standing.DENIED, Standing.OPEN}:
            return None
        everyone = tuple(dict.fromkeys((*one, *other)))
        if is_own and not self._is_between_holders(one, other, everyone):
            return None
        bones = spine(cue)
        date = self._circumstances.date(cue, bones)
        start, end = self._words(cue)
        return Contact(
            kind=self._kind(cue, kind, start, end),
            standing=with_date(where, date, self._published),
            parties=everyone,
            date=date,
            place=self._circumstances.place(cue, bones),
            start=start,
            end=end,
            at=cue.i,
            host=host,
            is_own=is_own,
        )

    def _is_between_holders(self, one: tuple[str, ...], other: tuple[str, ...], everyone: tuple[str, ...]) -> bool:
        if len(everyone) < 2 or not all(map(self._parties.can_meet, everyone)):
            return False
        return any(map(self._parties.holds_office, one)) and any(map(self._parties.holds_office, other))

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
        first, last = (
            max(start, sentence.start_char),
            min(max(end, cue.right_edge.idx + len(cue.right_edge)), sentence.end_char),
        )
        words = self._doc.text[first:last]
        for hit in _means().finditer(words):
            return _kind_of_means()[hit.group().lower()]
        if kind is MeetingKind.MEETING and any(
            thing.lemma_.lower() == "summit" for prep, thing in phrases(cue) if prep.lower_ == "for"
        ):
            return MeetingKind.SUMMIT
        return kind


def _has_second_object(verb: Token) -> bool:
    """Tell whether the object is judged ("called him a friend"), so that the verb is no call."""
    return any(child.dep_ in {"oprd", "xcomp", "ccomp"} and child.tag_ != "VB" for child in verb.rights)


__all__ = ["ContactFinder", "is_negated", "trigger_pattern", "triggers"]
