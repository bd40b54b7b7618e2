"""What an account is of: the contacts that its words name ("its summary of the talks"), or something else."""

from itertools import takewhile

from spacy.tokens import Token

from communique.annotate.clause import phrases
from communique.codebook.contacts import cues_of
from communique.codebook.omissions import omission_forms

_AFTER = frozenset({"after", "following", "on", "about"})
_FROM = frozenset({"from", "of", "by"})
_ABOUT = frozenset({"on", "about", "regarding", "concerning", "to", "for"})
_NEAR = 6
"""Words after an account within which the contact stands that it is of, where the parser does not tell."""


def contacts_of(noun: Token) -> list[Token]:
    """Return the contacts that the words around an account name: "the text that Oslo issued after the talks"."""
    given = [clause for clause in noun.rights if clause.lemma_ in omission_forms("issues")]
    named = [thing for prep, thing in phrases(noun) if prep.lower_ in _ABOUT | {"of", "after", "from"}]
    named += [thing for clause in given for _, thing in phrases(clause, _AFTER)]  # "the text that Oslo issued after"
    named += _matters_of_givers(noun)
    after = noun.doc[noun.i + 1 : noun.i + _NEAR]
    if len(after) and after[0].lower_ in {"of", "on", "about", "after"}:
        # "China's text after the call did not ...": the parser takes "after" for the beginning of a clause.
        named += list(takewhile(lambda word: word.pos_ not in {"VERB", "AUX", "PUNCT"}, after))
    return [thing for thing in dict.fromkeys(named) if thing.lemma_.lower() in cues_of("noun")]


def subject_matter(noun: Token) -> list[Token]:
    """Return what a text is on, wherever the parser hangs it: "the statement by the finance ministry on inflation"."""
    found = [thing for prep, thing in phrases(noun) if prep.lower_ in _ABOUT] + _matters_of_givers(noun)
    return [thing for thing in found if thing.lemma_.lower() not in omission_forms("site")]  # not "post on X"


def _matters_of_givers(noun: Token) -> list[Token]:
    givers = (thing for prep, thing in phrases(noun) if prep.lower_ in _FROM)
    return [thing for giver in givers for prep, thing in phrases(giver) if prep.lower_ in {"on", "about"}]


def is_domestic(contact: Token) -> bool:
    """Tell whether a cabinet or a parliament met: no other side has an account of that."""
    around = (*contact.subtree, *contact.doc[max(0, contact.i - 2) : contact.i])
    return any(word.lemma_.lower() in omission_forms("domestic") for word in around)
