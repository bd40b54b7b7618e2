"""Whose account a phrase is: "the Chinese statement", "a readout from Russia's ministry", "neither side's text"."""

from collections.abc import Iterable, Iterator
from enum import Enum, auto
from itertools import takewhile

from spacy.tokens import Doc, Token

from communique.annotate.agenda.accounts import account_of
from communique.annotate.clause import agents, conjuncts, own_subjects, phrases, subjects
from communique.annotate.layers import Layers
from communique.annotate.parties import Parties
from communique.codebook.aliases import aliases_by_form, entities
from communique.codebook.contacts import cues_of
from communique.codebook.omissions import omission_forms
from communique.codebook.reporting import verbs_by_form
from communique.model import Actor, ActorKind, MeetingKind

_IN = frozenset({"in", "by"})
_NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_PARTNERS = frozenset({"with", "between"})
_FROM = frozenset({"from", "of", "by"})
_ABOUT = frozenset({"on", "about", "regarding", "concerning", "to", "for"})
_SIDES = frozenset({"side", "country", "government", "capital", "party", "ministry", "delegation", "nation", "office"})
_OWNERS = frozenset({"ADJ", "PROPN"})
_PAIR = 2
_NEAR = 6
"""Words after an account within which the contact stands that it is of, where the parser does not tell."""
_EVERY = frozenset({"both", "neither", "two", "each", "either"})


class Ground(Enum):
    """What stands for an account: a text that is called one, or the government itself."""

    TEXT = auto()
    GOVERNMENT = auto()


class Issuers:
    """Answers for one document whose account a phrase is; only states that met have accounts.

    `meetings` holds the states of each meeting.
    """

    __slots__ = ("_meetings", "_parties", "states")

    def __init__(self, parties: Parties, meetings: tuple[frozenset[str], ...]) -> None:
        self._parties = parties
        self._meetings = meetings
        self.states: frozenset[str] = frozenset().union(*meetings)

    def of(self, head: Token) -> tuple[tuple[str, ...], Ground] | None:
        """Return the states whose account the phrase headed by `head` is, and on what ground; None if it is none."""
        if self._stands_for_account(head):
            found, ground = self._of_text(head), Ground.TEXT
        elif head.lemma_.lower() in omission_forms("account"):
            joint = self._of_joint(head)
            if joint:
                return joint, Ground.TEXT
            if not self.is_account_noun(head):
                return None
            found, ground = self._of_text(head), Ground.TEXT
        elif head.lower_ in {"neither", "both"} or (head.lemma_.lower() in _SIDES and _speaks_of_all(head)):
            found, ground = self._both(head.doc), _ground_of_all(head)
        else:
            government = self.government(head)
            found, ground = (government,) if government else (), Ground.GOVERNMENT
        found = tuple(one for one in found if one in self.states)
        return (found, ground) if found else None

    def told_by(self, cue: Token) -> tuple[str, ...]:
        """Return whose text it is that says what `cue` says: "the British version speaks of an exchange on trade"."""
        for verb in (cue, *cue.ancestors):
            if verb.pos_ != "VERB" or not (
                verb.lower_ in verbs_by_form() or verb.lemma_.lower() in omission_forms("tells")
            ):
                continue
            for head in subjects(verb):
                found = self.of(head)
                if found is not None and found[1] is Ground.TEXT:
                    return found[0]
        return ()

    def meant_by(self, pronoun: Token) -> tuple[str, ...]:
        """Return whose text "it" is, where the sentence before speaks of an account."""
        before = pronoun.sent.start - 1
        if pronoun.lower_ != "it" or before < 0:
            return ()
        found = [self.of(head) for head in own_subjects(pronoun.doc[before].sent.root)]
        return found[0][0] if len(found) == 1 and found[0] is not None and found[0][1] is Ground.TEXT else ()

    def _stands_for_account(self, head: Token) -> bool:
        """Tell whether "the British one" stands for an account named before it."""
        if head.lower_ not in {"one", "latter", "former"} or not any(child.pos_ in _OWNERS for child in head.lefts):
            return False
        start = head.doc[max(0, head.sent.start - 1)].sent.start
        return any(word.lemma_.lower() in omission_forms("account") for word in head.doc[start : head.i])

    def _of_joint(self, noun: Token) -> tuple[str, ...]:
        """Return both sides where "the communique" is the one that the document says they issued together."""
        if noun.tag_ == "NNS" or any(
            child.dep_ == "poss" or (child.pos_ in _OWNERS and child.lower_ != "joint") for child in noun.lefts
        ):
            return ()
        if any(True for _ in phrases(noun, _FROM | _ABOUT)):
            return ()
        before = self._text_before(noun)
        if before is None or not any(child.lower_ == "joint" for child in before.lefts):
            return ()
        people = self._parties.of([before, *self._speakers_in(before)])
        found = {self._parties.country(one) for one in people} - {None}
        return tuple(sorted(one for one in found if one is not None)) if len(found) > 1 else ()

    def _speakers_in(self, noun: Token) -> list[Token]:
        """Return who speaks in a text: "A and B said in a joint statement"."""
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        return own_subjects(verb) if verb.pos_ == "VERB" else []

    def _text_before(self, noun: Token) -> Token | None:
        """Return the nearest account named in an earlier sentence that tells whose it is."""
        doc = noun.doc
        for at in range(noun.sent.start - 1, -1, -1):
            word = doc[at]
            if word.lemma_.lower() in omission_forms("account") and word.pos_ in {"NOUN", "PROPN"}:
                owners = [child for child in word.lefts if child.dep_ == "poss" or child.pos_ in _OWNERS]
                if owners or any(True for _ in phrases(word, _FROM)):
                    return word
        return None

    def speaks_for_another(self, actor_id: str | None, silent: tuple[str, ...]) -> bool:
        """Tell whether an actor speaks for a side of the meeting that is none of `silent`."""
        accounts = {account_of(self._parties.actor(one)) for one in self._parties.members(actor_id)} - {None}
        return self.met_with(accounts, silent)

    def met_with(self, states: Iterable[str | None], silent: tuple[str, ...]) -> bool:
        """Tell whether `states` met with the silent ones and are none of them."""
        met = {state for meeting in self._meetings if meeting & set(silent) for state in meeting}
        others = set(states)
        return bool(others & met) and not others & set(silent)

    def names_another(self, head: Token, silent: tuple[str, ...]) -> bool:
        """Tell whether the phrase names somebody who speaks for a side of the meeting that is none of `silent`."""
        return self.speaks_for_another(self._parties.resolve(head), silent)

    def is_account_noun(self, noun: Token) -> bool:
        """Tell whether the noun can be an account of this meeting, and no draft, joint or earlier text."""
        form = omission_forms("account").get(noun.lemma_.lower())
        # The tagger takes "readout" for a verb now and then.
        if form is None or not (noun.pos_ in {"NOUN", "PROPN"} or noun.dep_ in _NOMINAL):
            return False
        if any(word.lower_ in omission_forms("not_yet") for word in noun.doc[noun.left_edge.i : noun.i]):
            return False
        contacts = _contacts_of(noun)
        if any(map(_is_domestic, contacts)) or not all(map(self._is_between_states, contacts)):
            return False
        of_contact = bool(contacts)
        elsewhere = [thing for prep, thing in phrases(noun) if prep.lower_ in _ABOUT]
        if elsewhere and not of_contact:
            # "a statement on the anniversary" is about something else.
            return False
        return form.is_strong or of_contact

    def is_of_contact(self, noun: Token) -> bool:
        """Tell whether an account is called that of a contact: "its summary of the talks", or "readout" alone."""
        if noun.lemma_.lower() not in omission_forms("of_contact"):
            return bool(_contacts_of(noun))
        others = [thing for prep, thing in phrases(noun) if prep.lower_ in {"of", "on"}]
        return bool(_contacts_of(noun)) or all(self.government(thing) is not None for thing in others)

    def _is_between_states(self, contact: Token) -> bool:
        """Tell whether a contact can be one of those that met: "its call with Sweden" is another."""
        things = [thing for _, thing in phrases(contact, _PARTNERS)]
        countries = {self._parties.country(one) for one in self._parties.of(things)}
        countries |= {state_named(word) for thing in things for word in thing.subtree}
        return all(countries - {None} <= meeting for meeting in self._meetings)

    def _of_text(self, noun: Token) -> tuple[str, ...]:
        everyone = noun.lower_ in {"both", "neither"} or _speaks_of_all(noun)
        owners = [child for child in noun.lefts if child.dep_ == "poss"]
        if everyone or any(owner.lemma_.lower() in _SIDES and _speaks_of_all(owner) for owner in owners):
            return self._both(noun.doc)
        if noun.tag_ == "NNS":
            named = self._each(noun)
            return named if len(named) > 1 else ()
        named = self._each(noun)
        # "the Chinese and Russian statement" is one text of two, no account of either.
        return named if len(named) == 1 else ()

    def _both(self, doc: Doc) -> tuple[str, ...]:
        """Return the two sides of "neither side's statement", nobody where they are not certain.

        They are those of the only meeting of two, or of the one whose two accounts are told.
        """
        pairs = [meeting for meeting in self._meetings if len(meeting) == _PAIR]
        if len(pairs) > 1:
            told = {state for token in doc if self._is_named_account(token) for state in self._of_text(token)}
            pairs = [pair for pair in pairs if pair <= told]
        return tuple(sorted(pairs[0])) if len(pairs) == 1 else ()

    def _is_named_account(self, token: Token) -> bool:
        is_account = token.lemma_.lower() in omission_forms("account") and self.is_account_noun(token)
        return is_account and not any(word.lower_ in _EVERY for word in token.subtree)

    def _each(self, noun: Token) -> tuple[str, ...]:
        """Return every state that the words around the noun name, each once."""
        found: list[str] = []
        actor = self._parties.actor(self._parties.resolve(noun) or "")
        known = account_of(actor) if actor is not None and _speaks_for_its_state(actor) else None
        if known is not None:
            found.append(known)
        for word in self._beside(noun):
            state = self.government(word)
            if state is not None and state not in found:
                found.append(state)
        return tuple(found)

    def _beside(self, noun: Token) -> Iterator[Token]:
        for child in noun.lefts:
            if child.lower_ in {"its", "their"}:
                yield from _subjects_before(child)
            elif child.dep_ in {"poss", "amod", "compound", "nmod", "nn"}:
                yield from conjuncts(child)
                if child.pos_ in {"ADJ", "PROPN"}:
                    yield from (deeper for deeper in child.children if deeper.dep_ in {"conj", "amod", "compound"})
        for _, thing in phrases(noun, _FROM):
            if thing.lemma_.lower() not in cues_of("noun"):
                yield from conjuncts(thing)
        for child in noun.rights:
            # "a readout released by the ministry", "the statement that the ministry put out"
            if child.dep_ in {"acl", "relcl"} and child.lemma_ in omission_forms("issues"):
                yield from agents(child) or own_subjects(child)
                yield from (thing for _, thing in phrases(child, _IN) if state_named(thing) is not None)

    def government(self, head: Token) -> str | None:
        """Return the state that speaks where `head` names it, its capital, its ministry or "its president's office"."""
        mention = self._parties.resolve(head)
        actor = self._parties.actor(mention) if mention is not None else None
        if actor is not None:
            if _speaks_for_its_state(actor):
                return account_of(actor)
            if head.lemma_.lower() not in omission_forms("body"):
                return None
        if head.lemma_.lower() in omission_forms("body"):
            return self._of_body(head)
        return state_named(head)

    def _of_body(self, noun: Token) -> str | None:
        for child in noun.lefts:
            if child.dep_ not in {"poss", "amod", "compound", "nmod"}:
                continue
            for word in child.subtree:
                actor_id = self._parties.resolve(word)
                actor = self._parties.actor(actor_id) if actor_id is not None else None
                found = (actor.country if actor is not None else None) or state_named(word)
                if found is not None:
                    return found
        for _, thing in phrases(noun, _FROM | {"in"}):
            found = state_named(thing)
            if found is not None:
                return found
        return None


def _contacts_of(noun: Token) -> list[Token]:
    named = [thing for prep, thing in phrases(noun) if prep.lower_ in _ABOUT | {"of", "after", "from"}]
    after = noun.doc[noun.i + 1 : noun.i + _NEAR]
    if len(after) and after[0].lower_ in {"of", "on", "about", "after"}:
        # "China's text after the call did not ...": the parser takes "after" for the beginning of a clause.
        named += list(takewhile(lambda word: word.pos_ not in {"VERB", "AUX", "PUNCT"}, after))
    return [thing for thing in dict.fromkeys(named) if thing.lemma_.lower() in cues_of("noun")]


def _is_domestic(contact: Token) -> bool:
    """Tell whether a cabinet or a parliament met: no other side has an account of that."""
    around = (*contact.subtree, *contact.doc[max(0, contact.i - 2) : contact.i])
    return any(word.lemma_.lower() in omission_forms("domestic") for word in around)


def _subjects_before(possessive: Token) -> list[Token]:
    """Return who "its" of "its readout" is: the main subject of the sentence before it, else of the last sentence."""
    sentence = possessive.sent
    for span in (sentence, possessive.doc[max(0, sentence.start - 1)].sent):
        found = [subject for subject in own_subjects(span.root) if subject.i < possessive.i and subject.tag_ != "PRP"]
        if found and found[0] != possessive.head:
            return found
    return []


def state_named(word: Token) -> str | None:
    """Return the state that one word means by its name, its adjective or its capital, as the codebook has it."""
    if not word.text[:1].isupper():
        return None
    form = word.text.removesuffix(".").replace("’", "'")
    known = entities()
    found = {
        alias.entity
        for alias in aliases_by_form().get(form, ())
        if known[alias.entity].kind == "state" and not alias.valid_to
    }
    return found.pop() if len(found) == 1 else None


def _speaks_for_its_state(actor: Actor) -> bool:
    """Tell whether it is a government: neither a person nor an army, a parliament or a broadcaster of that state."""
    if actor.kind is ActorKind.ORGANISATION:
        return actor.id.rpartition(".")[2] in omission_forms("voice")
    return actor.kind in {ActorKind.STATE, ActorKind.MINISTRY}


def _speaks_of_all(noun: Token) -> bool:
    """Tell whether "both", "neither" or "the two" stands before the noun."""
    return any(
        child.lower_ in _EVERY for child in noun.lefts if child.dep_ in {"det", "preconj", "nummod", "predet", "cc"}
    )


def _ground_of_all(head: Token) -> Ground:
    return Ground.GOVERNMENT if head.lemma_.lower() in _SIDES else Ground.TEXT


def states_that_met(doc: Doc, parties: Parties) -> tuple[frozenset[str], ...]:
    """Return the states of each meeting of the document in which there are several."""
    found: dict[frozenset[str], None] = {}
    for meeting in Layers(doc).meetings:
        if meeting.kind is not MeetingKind.VISIT:
            sides = frozenset(country for country in map(parties.country, meeting.participants) if country is not None)
            if len(sides) > 1:
                found[sides] = None
    return tuple(found)
