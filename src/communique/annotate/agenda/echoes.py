"""Accounts that are silent on the same: "..., and so does Kinshasa's", "..., nor did the Greek one"."""

from dataclasses import replace

from spacy.tokens import Token

from communique.annotate.agenda.cue import Cue
from communique.annotate.agenda.issuers import TEXTS
from communique.annotate.agenda.sides import Account, SilentSides
from communique.annotate.agenda.silences import is_denied

_HELPERS = frozenset({"do", "does", "did", "is", "was", "are", "were", "has", "had", "have"})
_LIKE = frozenset({"so", "as"})
_UNLIKE = frozenset({"nor", "neither"})
_FAR = 8
"""Words behind "so does" within which the other account stands."""


def with_echoes(cue: Cue, sides: SilentSides) -> Cue:
    """Return the cue with the account that its sentence, or the head of the next, adds to the silent one.

    "As did Oslo's" behind a denied verb says the contrary, so only "nor" and "neither" add to one.
    """
    joints = _UNLIKE if is_denied(cue.verb) else _LIKE | _UNLIKE
    doc, sentence = cue.word.doc, cue.word.sent
    openers = {sentence.end, sentence.end + 1}
    for at in range(cue.word.i + 1, min(sentence.end + 2, len(doc) - 2)):
        if at >= sentence.end and at not in openers:
            break
        if doc[at].lower_ in joints and doc[at + 1].lower_ in _HELPERS:
            other = _account_behind(doc[at + 1], sides)
            if other is not None and cue.account.states and not set(other.states) & set(cue.account.states):
                both = Account((*cue.account.states, *other.states), cue.account.ground, cue.account.noun)
                return replace(cue, account=both, until=other.noun)
    return cue


def _account_behind(helper: Token, sides: SilentSides) -> Account | None:
    for word in helper.doc[helper.i + 1 : helper.i + _FAR]:
        if word.is_punct:
            break
        found = sides.of(word)
        if found is not None and found.ground in TEXTS:
            return found
    return None
