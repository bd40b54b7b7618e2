"""Who acts in a clause: whether a noun acts, speaks or is spoken to, or only modifies another noun."""

from communique.annotate.actors.appositions import speaks_itself
from communique.annotate.actors.modifiers import Around
from communique.annotate.actors.words import Words
from communique.codebook.reporting import verbs_by_form

_MODIFYING = frozenset({"compound", "amod", "nmod"})
_FARTHEST = 5
"""Tokens from a modifier to its noun, at most."""


def is_actor(words: Words, at: int) -> bool:
    """Tell whether a noun stands where somebody acts, speaks or is spoken to."""
    dep, head = words.deps[at], words.heads[at]
    if dep == "conj":
        return head < at and is_actor(words, head)
    if dep in {"nsubj", "nsubjpass", "agent"}:
        return True
    if dep == "pobj":
        return words.deps[head] == "agent" or words.lower[head] in {"to", "by", "with", "between"}
    return dep in {"dobj", "dative"} and words.lower[head] in verbs_by_form()


def speaks(words: Words, at: int) -> bool:
    """Tell whether a noun is the subject or the agent of a verb of reporting, or stands behind "according to"."""
    dep, head = words.deps[at], words.heads[at]
    if dep == "pobj":
        verb = words.heads[head]
        # The parser calls "by telephone" an agent too; only a passive has one.
        return (words.deps[head] == "agent" and words.tags[verb] == "VBN") or words.lower[verb] == "according"
    return dep == "nsubj" and words.lower[head] in verbs_by_form()


def says(words: Words, at: int) -> bool:
    """Tell whether a noun is the subject of a verb that takes what is said as a clause."""
    return speaks(words, at) and any(verb.clause for verb in verbs_by_form().get(words.lower[words.heads[at]], ()))


def is_modifier(words: Words, at: int) -> bool:
    """Tell whether a noun stands in front of another one that it modifies."""
    return words.deps[at] in _MODIFYING and at < words.heads[at] <= at + _FARTHEST


def matters(words: Words, at: int, around: Around) -> bool:
    """Tell whether a common noun for people is worth a mention: it acts, or a state or body is named with it."""
    return (
        around.entity is not None
        or around.institution is not None
        or around.owner is not None
        or around.determiner in {"the", "both"}
        or is_actor(words, at)
        or (words.deps[at] == "appos" and speaks_itself(words, at))
    )
