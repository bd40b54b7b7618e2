"""Which side a clause calls silent: who its subject is, in whose text it says so, or a readout that nobody owns."""

from dataclasses import dataclass
from itertools import takewhile

from spacy.tokens import Token

from communique.annotate.agenda.contacts import contacts_of
from communique.annotate.agenda.issuers import TEXTS, Ground, Issuers, is_of_all
from communique.annotate.clause import conjuncts, objects, own_subjects, phrases
from communique.codebook.contacts import cues_of
from communique.codebook.omissions import omission_forms

_VERBAL = frozenset({"VERB", "AUX"})
_IN = frozenset({"in", "on", "from", "of", "out"})
_PRONOUNS = frozenset({"it", "they", "you", "we", "he", "she", "that", "which"})


@dataclass(frozen=True, slots=True)
class Account:
    """Whose account is silent (nobody known: ()), on what ground, and the word that stands for it."""

    states: tuple[str, ...]
    ground: Ground
    noun: Token


class SilentSides:
    """Answers for one document whose account a phrase or the subject of a clause is."""

    __slots__ = ("_issuers",)

    def __init__(self, issuers: Issuers) -> None:
        self._issuers = issuers

    def of(self, head: Token, *, in_phrase: bool = False) -> Account | None:
        """Return the account that the phrase headed by `head` is; nobody's where only "the readout" is said."""
        known = self._issuers.of(head)
        if known is not None:
            return Account(known[0], known[1], head)
        nobody = self._issuers.unowned(head)
        if nobody is not None:
            return Account(nobody, Ground.TEXT, head)
        if head.pos_ in _VERBAL and head.dep_ == "pcomp" and head.lemma_ in omission_forms("issues"):
            # "missing from what Xinhua published"
            told = [one for one in map(self._issuers.of, own_subjects(head)) if one is not None]
            return Account(told[0][0], Ground.TEXT, head) if told else None
        since = head.doc[max(0, head.sent.start - 1)].sent.start
        if head.lower_ in {"yours", "ours"} and any(map(self.is_text, head.doc[since : head.i])):
            home = self._issuers.owners.home
            return Account((home,) if home is not None else (), Ground.TEXT, head)
        if in_phrase and head.lower_ in {"lines", "words", "passage", "part"}:
            owners = [self._issuers.owners.of(word) for word in head.subtree]
            states = tuple(dict.fromkeys(state for state in owners if state is not None))
            return Account(states, Ground.NOTE, head) if len(states) == 1 else None
        return None

    def side(self, heads: list[Token]) -> Account | None:
        """Return the government that speaks, or that whose office-holder does."""
        for head in heads:
            known = self._issuers.of(head)
            if known is not None and len(known[0]) == 1:
                return Account(known[0], known[1], head)
            owners = [word for word in head.subtree if word.i <= head.i]
            states = {state for word in owners if (state := self._issuers.owners.any_of(word)) is not None}
            if len(states) == 1 and (states <= self._issuers.states or not self._issuers.states):
                return Account((states.pop(),), Ground.GOVERNMENT, head)
        return None

    def account(self, heads: list[Token], verb: Token) -> Account | None:
        """Return whose account is the subject of the verb; "in its readout" makes a text of a government."""
        texts = [thing for _, thing in phrases(verb, _IN) if self.is_text(thing)]
        texts += [thing for thing in _behind(verb) if self.is_text(thing) and (_is_its(thing) or not thing.n_lefts)]
        root = verb.sent.root
        on_contact = all(head.lemma_.lower() in cues_of("noun") for head in heads)
        if on_contact and verb.dep_ in {"acl", "advcl"} and root.i < verb.i and self.is_text(root):
            # "The Australian release passed ...", "Colombo's statement after the talks did not ...": no sentence at all
            # for the parser.
            heads = [root]
        if heads and on_contact and verb.dep_ == "conj" and verb.head.dep_ == "ccomp":
            heads = own_subjects(verb.head.head)  # "Riyadh confirmed that the call took place but left oil out of ..."
        # The parser takes the "Q" before a reporter's question for a subject.
        marks = [head for head in heads if head.text in omission_forms("usa_transcript")]
        heads = [child for mark in marks for child in mark.rights if child.dep_ == "conj"] or heads
        # "Jen, the readout makes no reference to it": whom the reporter speaks to
        heads = [one for head in heads for one in head.rights if one.dep_ == "appos" and self.is_text(one)] or heads
        # "the South African presidency's readout" may have two subjects.
        heads = [head for head in heads if not any(c.lower_ in {"'s", "’s"} for c in head.rights)] or heads
        if heads and heads[0].lower_ in {"it", "they"}:
            meant = self._meant_by(heads[0])
            if meant is not None:
                return meant
        for head in heads:
            parts = conjuncts(head)
            found = [self.of(part) for part in parts]
            known = [one for one in found if one is not None]
            if known and len(known) == len(parts):
                states = tuple(dict.fromkeys(state for one in known for state in one.states))
                coordinated = {"neither", "nor", "both", "or"}
                if len(states) > 1 and len(parts) > 1 and not any(w.lower_ in coordinated for w in head.subtree):
                    continue
                grounds = {one.ground for one in known}
                ground = known[0].ground if len(grounds) == 1 else Ground.GOVERNMENT
                if known[-1].ground is Ground.TEXT and len(states) > 1:
                    ground = Ground.TEXT  # "neither the Saudi nor the Iranian version"
                states = self._with_nor(states, head, verb)
                texts = texts or [thing for one in parts for thing in self._texts_given_by(one)]
                if ground in {Ground.GOVERNMENT, Ground.MEDIA} and texts:
                    # "Athens said it came up, but there was nothing in Ankara's readout": the text has an owner
                    bare = _is_its(texts[0]) or not texts[0].n_lefts  # "in its readout", "in readout" of a headline
                    own = self._issuers.of(texts[0]) if not bare else None
                    return Account(own[0] if own is not None else states, Ground.TEXT, texts[0])
                return Account(states, ground, head)
        by_person = self._text_of_person(texts, heads)
        if by_person is not None:
            return by_person
        if texts and (not heads or heads[0].lower_ in _PRONOUNS):
            return self.of(texts[0])  # "they did not mention it in their readout"
        if texts and heads and is_of_all(heads[0]):
            return Account((), Ground.TEXT, texts[0])  # "both ministries left it out of their statements"
        return None

    def _text_of_person(self, texts: list[Token], heads: list[Token]) -> Account | None:
        """Return the account of "In a post about the call, the Danish premier made no mention of it"."""
        personal = omission_forms("own").keys() | omission_forms("of_contact").keys()
        about_contact = (one for one in texts if one.lemma_.lower() in personal and contacts_of(one))
        text = next((one for one in about_contact if self.of(one) is None), None)
        states = {self._issuers.owners.person(head) for head in heads} if text is not None else set()
        [state, *others] = states or {None}
        return Account((state,), Ground.TEXT, text) if text is not None and state is not None and not others else None

    def _texts_given_by(self, head: Token) -> list[Token]:
        """Return the summary of "the Kremlin, which published its summary at noon, ..."."""
        clauses = [one for one in head.rights if one.dep_ == "relcl" and one.lemma_ in omission_forms("issues")]
        return [thing for clause in clauses for thing in objects(clause) if self.is_text(thing) and _is_its(thing)]

    def _with_nor(self, states: tuple[str, ...], head: Token, verb: Token) -> tuple[str, ...]:
        """Add the states of "neither A's report nor B's readout" where the parser takes the two apart."""
        between = list(head.doc[head.i + 1 : max(verb.i, head.i + 1)])
        if head.doc[head.left_edge.i].lower_ != "neither" or not any(word.lower_ == "nor" for word in between):
            return states
        others = [found for word in between if (found := self.of(word)) is not None and found.ground in TEXTS]
        return tuple(dict.fromkeys((*states, *(state for one in others for state in one.states))))

    def _meant_by(self, pronoun: Token) -> Account | None:
        """Return the account that "it" is: the last one before it in its sentence that is a subject."""
        for word in reversed(pronoun.doc[pronoun.sent.start : pronoun.i]):
            is_said = word.head.dep_ == "ccomp" and word.head.head.i < word.i  # who "the text says talked of Syria"
            if word.dep_ in {"nsubj", "nsubjpass"} and word.tag_ not in {"PRP", "WDT", "WP"} and not is_said:
                account = self.of(word)
                return account if account is not None and account.ground in TEXTS else None
        return None

    def is_text(self, thing: Token) -> bool:
        """Tell whether the word can be an account, whoever gives it."""
        return thing.lemma_.lower() in omission_forms("account") and self._issuers.is_account_noun(thing)


def _is_its(noun: Token) -> bool:
    return any(child.tag_ == "PRP$" for child in noun.lefts)


def _behind(verb: Token) -> list[Token]:
    """Return what stands in a phrase behind the verb, in no clause of somebody else: "kept clear of X in its note"."""
    found = []
    for word in verb.subtree:
        if word.i > verb.i and word.dep_ == "pobj" and word.head.lower_ in _IN:
            between = takewhile(lambda above: above != verb, word.ancestors)
            if not any(above.pos_ in _VERBAL and own_subjects(above) for above in between):
                found.append(word)
    return found
