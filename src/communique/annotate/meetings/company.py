"""Who else was there: "accompanied by B", "was joined by B", "in the presence of B", a conference beside B."""

from spacy.tokens import Token

from communique.annotate.clause import VERBAL, agents, governor, is_passive, own_subjects, phrases, subjects
from communique.annotate.meetings.partners import Sides
from communique.annotate.parties import Parties
from communique.codebook.contacts import cues_of, forms_of

_IN = frozenset({"in"})
_OF = frozenset({"of"})
_BESIDE = frozenset({"with", "alongside", "beside"})
_AT_SIDE = frozenset({"alongside", "beside"})
_NAME = 60
"""Characters in which a name behind "the man he went to see," ends."""
_BACK = 24
"""Words before "for talks" in which somebody was joined."""
_PRESS = frozenset({"news", "press", "joint", "media"})


class Company:
    """Reads who took part beside the two sides of a contact."""

    __slots__ = ("_parties",)

    def __init__(self, parties: Parties) -> None:
        self._parties = parties

    def of(self, cue: Token) -> tuple[str, ...]:
        """Return the people with a name who are said to have come along, been joined, or led the talks."""
        verb = cue if cue.pos_ in VERBAL else governor(cue)
        found: list[Token] = []
        if verb is not None:
            for holder in (verb, *own_subjects(verb)):
                found.extend(thing for child in holder.children for thing in self._led(child, "bring"))
            if is_passive(verb) and verb.lemma_ in forms_of("company", "bring"):
                found.extend(agents(verb))
            found.extend(_present(verb))
        if verb is cue:  # "met in talks mediated by B"
            for _, thing in phrases(cue):
                if thing.lemma_.lower() in cues_of("noun"):
                    found.extend(who for child in thing.rights for who in self._led(child, "lead"))
        elif verb is not None and cue.dep_ == "dobj" and verb.lemma_ in forms_of("company", "lead"):
            found.extend(subjects(verb))  # "B chaired a meeting between"
        if verb is not cue:
            found.extend(thing for child in cue.rights for thing in self._led(child, "lead"))
            found.extend(_present(cue))
            found.extend(self._joined_for(cue))
        if not found:
            return ()
        people = [one for thing in found for one in self._named(thing)]
        return tuple(dict.fromkeys(people))

    def _named(self, thing: Token) -> tuple[str, ...]:
        """Return who is named by a phrase, also behind it: "the man she had been going to see, Prince B,"."""
        named = tuple(filter(self._parties.is_known_by_name, self._parties.of([thing])))
        if named or thing.pos_ == "PROPN":
            return named
        end = thing.right_edge.idx + len(thing.right_edge)
        behind = self._parties.people_between(end, end + _NAME)
        text = thing.doc.text[end : behind[0].start].strip(" \n") if behind else ""
        return self._parties.members(behind[0].actor) if behind and text in {"", ","} else ()

    def _joined_for(self, noun: Token) -> list[Token]:
        """Return the one of "flew to Cairo, where he was joined by B, for talks with C", wherever "for" hangs."""
        if noun.dep_ != "pobj" or noun.head.lower_ != "for":
            return []
        for token in reversed(noun.doc[max(noun.sent.start, noun.i - _BACK) : noun.i]):
            if token.tag_ in {"VBD", "VBN", "VB"} and token.lemma_ in forms_of("company", "bring"):
                return agents(token) if is_passive(token) else []
        return []

    def _led(self, child: Token, frame: str) -> list[Token]:
        is_participle = child.dep_ in {"acl", "advcl"} and child.tag_ == "VBN"
        return agents(child) if is_participle and child.lemma_ in forms_of("company", frame) else []

    def at_conference(self, noun: Token) -> Sides | None:
        """Read "speaking alongside B at a news conference", "told a joint news conference with B".

        A conference is no meeting by itself; it is the trace of one where the text tells of no other.
        """
        if not any(child.lower_ in _PRESS for child in noun.lefts):
            return None
        verb = governor(noun)
        if verb is None:
            return None
        one = self._parties.of(subjects(verb))
        beside = [thing for _, thing in phrases(noun, _BESIDE)] + [thing for _, thing in phrases(verb, _AT_SIDE)]
        other = tuple(who for who in self._parties.of(beside) if who not in one)
        if not other:
            one, other = one[:1], one[1:]
        people = (*one, *other)
        if not one or not other or not all(map(self._parties.is_named_person, people)):
            return None
        states = {self._parties.country(who) for who in people}
        return Sides(one, other, points_back=True) if len(states) > 1 else None


def _present(holder: Token) -> list[Token]:
    """Return the one of "in the presence of B"."""
    return [thing for _, noun in phrases(holder, _IN) if noun.lower_ == "presence" for _, thing in phrases(noun, _OF)]
