"""Accounts that hardly overlap: "have little in common", "might describe two different conversations".

Each has what the other leaves out, and the sentence does not tell what: nobody is called silent, and the label is the
sentence's own words.
"""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from communique.annotate.agenda.cue import Cue
from communique.annotate.agenda.forms import is_negator
from communique.annotate.agenda.issuers import Ground, Issuers
from communique.annotate.agenda.owners import state_named
from communique.annotate.agenda.sides import Account
from communique.annotate.agenda.told import Role, Told, is_embedded
from communique.annotate.clause import SUBJECTS, own_subjects
from communique.codebook.contacts import cues_of
from communique.codebook.omissions import omission_forms

_LITTLE = frozenset(
    {"little", "nothing", "no", "scant", "scarcely", "hardly", "barely", "not", "n't", "n’t", "minimal"}
)
_OTHER = frozenset({"different", "separate", "another", "other"})
_SEEMS = frozenset({"seem", "appear", "look", "sound", "read"})
_AS_IF = frozenset({"as if", "as though"})
_WITH = frozenset({"with", "to"})
_READERS = frozenset({"one", "you", "reader", "readers", "anyone", "anybody"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_PAIR = 2
_NEAR = 4
_FAR = 6
_WHOLLY = frozenset({"completely", "entirely", "fully", "wholly", "everything", "all"})
_DIPLOMATIC = frozenset({"readout", "read-out", "communique", "communiqué"})


def alike(told: list[Told], sentence: Span, issuers: Issuers) -> Iterator[Cue]:
    """Yield what says that the accounts of a sentence hardly overlap; `told` are those whose owner is known."""
    readings = (_has_little(word, sentence) or _is_of_another(word, sentence) for word in sentence)
    first, last = next(filter(None, readings), (None, None))
    if first is None or last is None:
        return
    noun = _several_texts(sentence, issuers) or _two_texts(told, last, issuers)
    if noun is None or _is_said_of_others(noun, first):
        return
    account = Account((), Ground.TEXT, noun)
    if not is_embedded(Told(account, noun.left_edge.i, noun.i, Role.SUBJECT)):
        yield Cue(account, last, _verb_of(last), (), is_weak=True, words=(first, last))


def _several_texts(sentence: Span, issuers: Issuers) -> Token | None:
    """Return the noun of "the two readouts", "the Greek and Turkish statements", where they are of talks."""
    texts = (word for word in sentence if word.tag_ == "NNS" and issuers.is_account_noun(word))
    noun = next((word for word in texts if not issuers.is_of_something_else(word)), None)
    if noun is None:
        return None
    near = noun.doc[max(sentence.start, noun.i - _FAR) : min(noun.i + _FAR, sentence.end)]
    of_states = len({state_named(word) for word in near} - {None}) >= _PAIR
    of_talks = any(word.lemma_.lower() in cues_of("noun") and word.pos_ == "NOUN" for word in sentence)
    return noun if of_states or of_talks or issuers.states or noun.lemma_.lower() in _DIPLOMATIC else None


def _two_texts(told: list[Told], word: Token, issuers: Issuers) -> Token | None:
    """Return the first of "A's readout has little in common with B's", "A's and B's have little in common"."""
    pair = [one for one in told if one.role is not Role.PLACE and not issuers.is_of_something_else(one.account.noun)]
    doc, states = word.doc, {state for one in pair for state in one.account.states}
    beside = any(one.first > word.i and doc[one.first - 1].lower_ in _WITH for one in pair)
    around = beside or all(one.last < word.i for one in pair)
    return pair[0].account.noun if len(states) >= _PAIR and around else None


def _is_said_of_others(noun: Token, first: Token) -> bool:
    """Tell whether the words are said of others: "the two readouts show that the allies have little in common"."""
    whose = [word for word in noun.doc[noun.i + 1 : first.i] if word.dep_ in SUBJECTS and word.pos_ in _NOMINAL]
    by_reader = any(word.lower_ in _READERS for word in noun.doc[noun.sent.start : first.i])
    return bool(whose) and not by_reader


def _has_little(word: Token, sentence: Span) -> tuple[Token, Token] | None:
    """Read "little in common", "hardly overlap", "so little do they overlap", "no resemblance"."""
    if word.lemma_.lower() not in omission_forms("alike"):
        return None
    before = list(sentence.doc[max(sentence.start, word.i - _NEAR) : word.i])
    words = [one for one in before if one.lower_ in _LITTLE]
    if len(words) != 1 or (word.lower_ == "common" and before[-1].lower_ != "in"):
        return None  # "do not have little in common"
    denied = map(is_negator, sentence.doc[max(sentence.start, words[0].i - _NEAR) : words[0].i])
    after = sentence.doc[word.i + 1 : min(word.i + 3, sentence.end)]
    if any(denied) or any(one.lower_ in _WHOLLY for one in (*before, *after)):
        return None  # "do not overlap entirely"
    return words[0], word


def _is_of_another(word: Token, sentence: Span) -> tuple[Token, Token] | None:
    """Read "might describe two different conversations", "as if of different meetings": the same one, in truth."""
    if word.lower_ not in _OTHER:
        return None
    noun = next((one for one in sentence.doc[word.i + 1 : min(word.i + 3, sentence.end)] if one.pos_ == "NOUN"), None)
    if noun is None or noun.lemma_.lower() not in cues_of("noun"):
        return None
    before = sentence.doc[sentence.start : word.i]
    unreal = any(
        one.tag_ == "MD" or one.lemma_.lower() in _SEEMS or f"{one.lower_} {one.nbor().lower_}" in _AS_IF
        for one in before
    )
    likens = any(one.lemma_.lower() in omission_forms("likens") for one in before)
    if not (unreal and likens) or any(map(is_negator, before)):
        return None
    first = word.nbor(-1) if word.i > sentence.start and word.nbor(-1).lower_ == "two" else word
    return first, noun


def _verb_of(word: Token) -> Token:
    """Return the verb that claims it: "think" in "one would think they had attended different meetings"."""
    verbs = [above for above in (word, *word.ancestors) if above.pos_ in {"VERB", "AUX"}]
    of_reader = (one for one in verbs if any(head.lower_ in _READERS for head in own_subjects(one)))
    return next(of_reader, verbs[0] if verbs else word)
