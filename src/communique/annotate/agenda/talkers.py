"""Who talks: whether a verb of discussing is said of those who met, so that it tells of an agenda."""

from spacy.tokens import Doc, Token

from communique.annotate.clause import agents, conjuncts, has_modal, is_passive, objects, own_subjects, subjects
from communique.annotate.layers import Layers
from communique.annotate.parties import Parties
from communique.codebook.agenda import agenda_forms
from communique.model import ActorKind, MeetingKind

_JOINT = 2


class Talkers:
    """Those who met, in one document. `has_meeting` tells whether there was more than a visit."""

    __slots__ = ("_doc", "_met", "_met_countries", "_parties", "has_meeting")

    def __init__(self, doc: Doc, parties: Parties) -> None:
        self._doc = doc
        self._parties = parties
        meetings = Layers(doc).meetings
        self._met = {one for meeting in meetings for one in meeting.participants}
        self._met_countries = {parties.country(one) for one in self._met} - {None}
        self.has_meeting = any(meeting.kind is not MeetingKind.VISIT for meeting in meetings)

    def are_several(self, verb: Token) -> bool:
        """Tell whether several do it, or one with another: "is exploring new measures" is no talk with anybody."""
        doers = agents(verb) if is_passive(verb) else subjects(verb)
        if verb.tag_ == "VBD" and Layers(self._doc).publisher_country is not None and self._has_met(doers):
            return True  # a readout tells what was done in the talks: "he also reviewed the new sanctions"
        if not doers or objects_of(verb, frozenset({"with"})):
            return True
        several = len(self._parties.of(doers)) >= _JOINT or any(one.tag_ in {"NNS", "NNPS"} for one in doers)
        return several or any(map(is_talks, doers)) or any(one.lower_ in {"they", "two", "both"} for one in doers)

    def _has_met(self, doers: list[Token]) -> bool:
        return any(one in self._met for one in self._parties.of(doers))

    def are_said_of(self, verb: Token, *, is_strong: bool = False, passive: bool = False) -> bool:
        """Tell whether a meeting or those who meet are the subject, so that the word is about an agenda."""
        doers = agents(verb) if passive else subjects(verb)
        if passive and not doers:
            return self.has_meeting
        if any(one.lemma_.lower() in agenda_forms("talks") for doer in doers for one in conjuncts(doer)):
            return self.has_meeting
        people = self._parties.of(one for one in doers if not self._is_body_that_says(one))
        if self._have_met(people):
            if is_strong or _uses_talks(verb):
                return True
            # "will address her concerns" alone is a promise
            return self.are_several(verb) if has_modal(verb) else verb.tag_ != "VB" and not _goes_on_infinitive(verb)
        if not any(map(self._parties.can_meet, people)):
            several = any(doer.lower_ == "they" or doer.tag_ in {"NNS", "NNPS"} for doer in doers)
            is_talk = is_strong or passive or (several and f"{verb.lemma_} about" in agenda_forms("preposition"))
            return is_talk and self.has_meeting and any(map(_can_discuss, doers))
        if not is_strong:
            return False
        if len(people) > 1:
            return any(map(self._parties.holds_office, people))
        partners = self._parties.of(objects_of(verb, frozenset({"with"})))
        return any(map(self._parties.holds_office, partners)) and any(map(self._parties.holds_office, people))

    def _is_body_that_says(self, doer: Token) -> bool:
        """Tell whether "they" was read as who tells it: "the presidency said they had talked about trade"."""
        clause = doer.head
        if doer.lower_ != "they" or clause.dep_ != "ccomp":
            return False
        mine, teller = self._parties.resolve(doer), [self._parties.resolve(one) for one in own_subjects(clause.head)]
        actor = self._parties.actor(mine or "")
        return actor is not None and mine in teller and actor.kind in {ActorKind.ORGANISATION, ActorKind.MINISTRY}

    def _have_met(self, people: tuple[str, ...]) -> bool:
        """Tell whether one of them takes part in a meeting of the document, in person or as his state."""
        return any(one in self._met or (one in self._met_countries and len(self._met_countries) > 1) for one in people)


def objects_of(token: Token, prepositions: frozenset[str]) -> list[Token]:
    """Return what stands behind these prepositions at a word."""
    return [
        thing
        for child in token.rights
        if child.dep_ == "prep" and child.lower_ in prepositions
        for thing in child.rights
        if thing.dep_ in {"pobj", "pcomp"}
    ]


def is_talks(noun: Token) -> bool:
    """Tell whether a noun is a talk ("the meeting", "their call")."""
    return noun.lemma_.lower() in agenda_forms("talks")


def _can_discuss(doer: Token) -> bool:
    """Tell whether "they" or "the ministers" are meant, though nobody was resolved."""
    return doer.tag_ == "PRP" or doer.lemma_.lower() in agenda_forms("party")


def _uses_talks(verb: Token) -> bool:
    """Tell whether somebody "used the meeting to raise" something."""
    return verb.head.lemma_ == "use" and any(map(is_talks, objects(verb.head)))


def _goes_on_infinitive(verb: Token) -> bool:
    """Tell whether the form ends a list of infinitives: "to end the war and address needs"."""
    return verb.tag_ == "VBP" and verb.dep_ == "conj" and verb.head.tag_ == "VB"
