"""Whether one account words the same point more strongly than the other, by its verb or by its noun."""

from dataclasses import dataclass

from communique.codebook.wording import NounCode, VerbCode, noun_family, verb_code


@dataclass(frozen=True, slots=True)
class VerbDifference:
    """Two verbs on one ladder; `by` is how much stronger the left one is, negative if it is weaker."""

    ladder: str
    left: VerbCode
    right: VerbCode
    by: int


@dataclass(frozen=True, slots=True)
class NounDifference:
    """Two nouns of one family; `by` is how much harsher (or firmer) the left one is, negative if it is milder."""

    group: str
    left: int
    right: int
    by: int


def verb_difference(left: str, left_language: str, right: str, right_language: str) -> VerbDifference | None:
    """Compare two cues ("agreed", 交换了意见); None if one is unknown or they share no ladder."""
    ours, theirs = verb_code(left, left_language), verb_code(right, right_language)
    if ours is None or theirs is None:
        return None
    shared = next((ladder for ladder in ours.ladders if ladder in theirs.ladders), None)
    return None if shared is None else VerbDifference(shared, ours, theirs, ours.strength - theirs.strength)


def noun_differences(left: str, left_language: str, right: str, right_language: str) -> tuple[NounDifference, ...]:
    """Compare the nouns of two short passages on one thing: in each family the strongest of one with that of the other.

    Only families that both passages name; equal strengths are left out.
    """
    ours, theirs = _strongest(noun_family(left, left_language)), _strongest(noun_family(right, right_language))
    return tuple(
        NounDifference(group, strength, theirs[group], strength - theirs[group])
        for group, strength in ours.items()
        if group in theirs and theirs[group] != strength
    )


def _strongest(codes: tuple[NounCode, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for code in codes:
        found[code.group] = max(code.strength, found.get(code.group, 0))
    return found
