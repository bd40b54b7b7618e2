"""Silences in what one side says against another's account: "Seoul denied that X was raised", "was misquoted".

A side that says of itself that something did not come up is no omission: talks may leave out what they like. It is one
where the other side's account has it. Then the account of the side that denies it cannot have it.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from communique.annotate.agenda.cue import Cue
from communique.annotate.agenda.issuers import TEXTS, Ground, Issuers
from communique.annotate.agenda.sides import Account, SilentSides
from communique.annotate.agenda.silences import is_denied, is_none, raised_by, raised_in
from communique.annotate.clause import agents, is_passive, objects, own_subjects, phrases, subjects
from communique.codebook.contacts import cues_of
from communique.codebook.omissions import omission_forms
from communique.codebook.reporting import verbs_by_form

_VERBAL = frozenset({"VERB", "AUX"})
_ABOUT = frozenset({"on", "about", "over", "regarding"})
_MATTERS = frozenset({"of", "on", "about", "over", "regarding", "to", "for"})
_COMES = frozenset({"come", "feature", "figure"})


class DenialReader:
    """Reads what one verb of a document says against another side's account."""

    __slots__ = ("_issuers", "_sides")

    def __init__(self, issuers: Issuers, sides: SilentSides) -> None:
        self._issuers = issuers
        self._sides = sides

    def at(self, token: Token) -> Iterator[Cue]:
        """Yield each silence that the verb, or the noun behind "no", at `token` shows."""
        if token.dep_ == "neg" and token.head.lemma_.lower() in omission_forms("raised"):
            yield from self._was_not_raised(token.head)  # "X was never on the table", "never agreed to X"
            return
        if is_none(token) and token.head.lemma_.lower() in omission_forms("denied_noun"):
            yield from self._there_was_none(token.head)
        elif is_none(token) and token.head.dep_ == "nsubjpass" and _is_of_such(token.head):
            yield from self._was_not_raised(token.head.head)  # "no such corridor had been discussed"
        if token.pos_ not in _VERBAL:
            return
        lemma = token.lemma_.lower()
        if lemma in omission_forms("denies"):
            yield from self._denies(token)
        elif is_denied(token) and lemma in omission_forms("raised"):
            yield from self._was_not_raised(token)
        if lemma in omission_forms("misquotes"):
            yield from self._misquotes(token)

    def _denies(self, verb: Token) -> Iterator[Cue]:
        """Read "Seoul denied that X had been raised, as Japanese reports had it", "denied any discussion of X"."""
        clauses = [clause for clause in verb.rights if clause.dep_ in {"ccomp", "xcomp"}]
        if is_denied(verb) or any(map(is_denied, clauses)):
            return
        passive = is_passive(verb)  # "Tokyo's claim that Seoul had promised X was rejected by Seoul"
        owner, topics = self._sides.side(agents(verb) if passive else subjects(verb)), raised_in(verb, bare=True)
        for thing in (own_subjects(verb) if passive else objects(verb)) if not topics else []:
            for clause in thing.rights:
                if clause.dep_ == "acl":
                    topics += raised_in(thing)
                    clauses.append(clause)
            if thing.lemma_.lower() in omission_forms("denied_noun"):
                topics += [deeper for _, deeper in phrases(thing, _MATTERS)]
        if owner is None or not topics:
            return
        answers = self._is_contradicted(owner, verb) or any(self._is_between_sides(owner, one) for one in clauses)
        if answers and self._is_of_talks(owner, verb, clauses):
            yield _denial(owner, verb, topics)

    def _was_not_raised(self, verb: Token) -> Iterator[Cue]:
        """Read "Seoul said that X was not raised, whatever Tokyo's text says", "they said he did not mention X"."""
        tables = (thing.lower_ for _, thing in phrases(verb))
        if verb.lemma_ == "be" and omission_forms("on_table").keys().isdisjoint(tables):
            return  # "said that he was not a believer": what somebody is, is not what came up
        # "the dam that Addis says led the talks does not feature": what is denied is no part of what it says.
        above = next((one for one in verb.ancestors if one.pos_ in _VERBAL and one not in verb.conjuncts), None)
        says = above if above is not None and above.lower_ in verbs_by_form() else None
        against = self._contradicts(verb)
        if says is None or is_denied(says):
            says = against
        own = self._sides.account(own_subjects(verb), verb)
        places = [self._sides.of(thing) for _, thing in phrases(verb)]
        texts = [one for one in places if one is not None and one.ground in TEXTS]
        if says is None or texts or (own is not None and own.ground in TEXTS):
            return
        if any(word.text == ";" for word in verb.doc[min(says.i, verb.i) : max(says.i, verb.i)]):
            return  # "Oslo says it came up; in Lima's telling it was not mentioned"
        owner = self._sides.side(subjects(says)) or (
            self._sides.side(subjects(against)) if against is not None else None
        )
        clauses = [child for child in verb.lefts if child.dep_ == "csubj" and child.pos_ in _VERBAL]
        topics = raised_by(verb)
        if is_passive(verb) or verb.lemma_.lower() in _COMES or against == says:
            topics = topics or own_subjects(verb) or clauses or _clause_behind_colon(verb)
        if owner is None or not topics:
            return
        if self._is_of_partner(owner, verb) or (
            self._is_contradicted(owner, says) and self._is_of_talks(owner, says, [verb])
        ):
            yield _denial(owner, says, _antecedents(topics, verb))

    def _there_was_none(self, noun: Token) -> Iterator[Cue]:
        """Read "Seoul said there had been no discussion of X, contrary to Tokyo's text"."""
        verb = next((above for above in noun.ancestors if above.pos_ in _VERBAL), None)
        # In "Oslo said it came up, but there was no mention in Lima's text" it is not Oslo that denies it.
        says = verb.head if verb is not None and verb.dep_ == "ccomp" and verb.head.lower_ in verbs_by_form() else None
        topics = [thing for _, thing in phrases(noun, _MATTERS)]
        topics = topics or ([noun] if any(child.lower_ == "such" for child in noun.lefts) else [])
        if not topics and verb is not None and noun.dep_ == "dobj":
            topics = [thing for prep, thing in phrases(verb, _MATTERS) if prep.i > noun.i]
        if verb is None or says is None or is_denied(verb) or is_denied(says) or not topics:
            return
        told = self._sides.account(own_subjects(verb), verb)
        texts = [self._sides.of(thing) for one in (noun, verb) for _, thing in phrases(one)]
        if any(one is not None and one.ground in TEXTS for one in (told, *texts)):
            return  # "said the Chinese readout made no mention of it": of another's text, not of talks
        there = any(child.dep_ == "expl" for child in verb.lefts)
        made = noun.dep_ == "dobj" and verb.lemma_ in {"make", "give", "offer"}  # "its minister made no such promise"
        if not (there or made or (is_passive(verb) and noun in own_subjects(verb))):
            return
        owner = self._sides.side(subjects(says))
        if owner is not None and self._is_contradicted(owner, says) and self._is_of_talks(owner, says, [verb]):
            yield _denial(owner, says, topics)

    def _misquotes(self, verb: Token) -> Iterator[Cue]:
        """Read "Tokyo says that the Chinese release misquoted the premier": his words are not in Tokyo's account so."""
        texts = [
            *subjects(verb),
            *(verb.ancestors if verb.dep_ == "ccomp" else ()),
            *(thing for _, thing in phrases(verb)),
        ]
        text = next(
            (found for one in texts if (found := self._sides.of(one)) is not None and found.ground in TEXTS), None
        )
        says = next((one for one in verb.ancestors if one.pos_ in _VERBAL and own_subjects(one)), None)
        if text is None or not text.states or says is None or is_denied(verb):
            return
        owner = next(
            (
                found
                for one in verb.ancestors
                if one.pos_ in _VERBAL
                and (found := self._sides.side(own_subjects(one))) is not None
                and found.ground is Ground.GOVERNMENT
                and not set(found.states) & set(text.states)
            ),
            None,
        )
        if owner is None:
            return  # "people familiar with the talks say that he was misquoted": whose account that is, nobody tells
        whose = own_subjects(verb) if is_passive(verb) else objects(verb)
        topics = [deeper for thing in whose for _, deeper in phrases(thing, _ABOUT)]
        topics += [deeper for _, deeper in phrases(verb, _ABOUT)] if not topics else []
        main = verb.sent.root if verb.sent.root.pos_ in _VERBAL else says
        yield Cue(owner, main, main, tuple(topics or [verb]), is_weak=False, has_clause=not topics, is_denial=True)

    def _contradicts(self, verb: Token) -> Token | None:
        """Return the verb of "Kyiv contradicts the American summary: X, it says, was never discussed"."""
        for word in verb.sent:
            if word.pos_ in _VERBAL and word.lemma_.lower() in omission_forms("denies") and not is_denied(word):
                things = [self._sides.of(thing) for thing in objects(word)]
                if any(one is not None and one.ground in TEXTS for one in things) and own_subjects(word):
                    return word
        return None

    def _is_of_partner(self, owner: Account, verb: Token) -> bool:
        """Tell whether it is said of the other side in a contact: "they said he did not mention X in their call"."""
        if is_passive(verb) or verb.lemma_.lower() in _COMES:
            return False  # what came up is no partner: "Taiwan did not come up in the talks"
        of_contact = any(thing.lemma_.lower() in cues_of("noun") for _, thing in phrases(verb))
        owners = self._issuers.owners
        states = {owners.person(head) or owners.of(head) for head in own_subjects(verb)} - {None}
        return of_contact and bool(states) and not states & set(owner.states)

    def _is_contradicted(self, owner: Account, verb: Token) -> bool:
        """Tell whether the sentence has what another side told: its account, its claim, or that it says so."""
        for word in verb.sent:
            there = self._sides.of(word)
            joint = word.dep_ == "nsubj" and word.lemma_.lower() in omission_forms("account")
            if there is None and joint and word.head.lower_ in verbs_by_form():
                return True
            if there is not None and there.states and set(there.states).isdisjoint(owner.states):
                published = word.dep_ == "nsubj" and word.head.lemma_ in omission_forms("issues")
                if published or there.ground in TEXTS:
                    return True
            if self._is_others_claim(owner, verb, word):
                return True
        return False

    def _is_others_claim(self, owner: Account, verb: Token, word: Token) -> bool:
        """Tell whether another side says it: "as the White House claimed", "Tokyo's claim", "contradicting Paris"."""
        state = self._issuers.owners.any_of(word)
        if state is None or state in owner.states:
            return False
        head = word.head
        if word.dep_ == "nsubj" and head.lower_ in verbs_by_form():
            return head not in verb.subtree or any(child.lower_ == "as" for child in head.lefts)
        if word.dep_ == "pobj" and head.dep_ == "agent" and head.head.lower_ in verbs_by_form():
            return any(child.lower_ == "as" for child in head.head.lefts)  # "as claimed by the White House"
        if word.dep_ == "dobj":
            return head.lemma_.lower() in omission_forms("denies")
        return word.dep_ in {"poss", "amod"} and head.lemma_.lower() in omission_forms("words")

    def _is_of_talks(self, owner: Account, verb: Token, clauses: list[Token]) -> bool:
        """Tell whether what is denied is part of talks: a verb of those who talk, their contact, or the other side."""
        raised = omission_forms("raised")
        if any((form := raised.get(clause.lemma_.lower())) is not None and form.is_strong for clause in clauses):
            return True
        if any(word.pos_ == "NOUN" and word.lemma_.lower() in cues_of("noun") for word in verb.sent):
            return True
        told = filter(None, map(self._sides.of, verb.sent))
        if any(one.ground is Ground.TEXT and not set(one.states) & set(owner.states) for one in told):
            return True
        return not clauses or any(self._is_between_sides(owner, clause) for clause in clauses)

    def _is_between_sides(self, owner: Account, clause: Token) -> bool:
        """Tell whether one side is said to have done it to the other: "that the premier had asked Washington to"."""
        if clause.lemma_.lower() not in omission_forms("raised"):
            return False
        things = [*own_subjects(clause), *objects(clause), *(thing for _, thing in phrases(clause))]
        found = {self._issuers.owners.any_of(thing) for thing in things} - {None}
        return bool(found - set(owner.states))


def _is_of_such(noun: Token) -> bool:
    """Tell whether "no such corridor was discussed" is said with a verb of those who talk."""
    raised = omission_forms("raised").get(noun.head.lemma_.lower())
    return raised is not None and raised.is_strong and is_passive(noun.head)


def _denial(owner: Account, verb: Token, topics: list[Token]) -> Cue:
    has_clause = any(topic.pos_ in _VERBAL for topic in topics)
    return Cue(owner, verb, verb, tuple(topics), is_weak=False, has_clause=has_clause, is_denial=True)


def _antecedents(topics: list[Token], verb: Token) -> list[Token]:
    """Return what "it" is in "rejected the claim that X was raised, saying it did not come up"."""
    if any(topic.lower_ not in {"it", "this", "that"} for topic in topics):
        return topics
    for word in verb.sent:
        if word.lemma_.lower() in omission_forms("denies") and word.i < verb.i:
            clauses = [clause for thing in objects(word) for clause in thing.rights if clause.dep_ == "acl"]
            found = [head for clause in clauses for head in raised_by(clause) or own_subjects(clause)]
            if found:
                return found
    return topics


def _clause_behind_colon(verb: Token) -> list[Token]:
    """Return the clause of "...: who owns the plants, he says, was never discussed", wherever the parser hangs it."""
    doc = verb.doc
    for at in range(verb.i - 1, verb.sent.start, -1):
        if doc[at].text == ":":
            inside = [word for word in doc[at + 1 : verb.i] if word.pos_ in _VERBAL and word.left_edge.i == at + 1]
            return inside[:1]
    return []
