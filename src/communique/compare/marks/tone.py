"""How an account rates the talk."""

from collections.abc import Sequence
from dataclasses import dataclass

from communique.codebook.tone import ToneMatch, find_tone
from communique.compare.marks.spans import Range, within


@dataclass(frozen=True, slots=True)
class Tone:
    """The ratings of an account in the order of the text.

    `codes` and `warmth` (-3 to 3) are of this talk alone, not of another one that the text rates; without a tone word
    `codes` is empty and `warmth` None: the side declines to rate the talk, which is no coldness by itself.
    """

    ratings: tuple[ToneMatch, ...]
    codes: tuple[str, ...]
    warmth: int | None


def tone_of(text: str, language: str, body: Sequence[Range]) -> Tone:
    """Return how the body of an account rates the talk."""
    ratings = tuple(within(find_tone(text, language), body))
    own = tuple(rating for rating in ratings if not rating.other_talk)
    codes = tuple(dict.fromkeys(code for rating in own for code in rating.codes))
    warmth = max(-3, min(3, sum(rating.warmth for rating in own))) if own else None
    return Tone(ratings, codes, warmth)
