"""Russian names in Latin letters, and whether a Russian name and an English one sound alike."""

from difflib import SequenceMatcher
from functools import lru_cache

from communique.codebook.people import fold

_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        (
            *("a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p"),
            *("r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya"),
        ),
        strict=True,
    )
)
_PARTICLES = frozenset(
    {"al", "el", "bin", "ben", "ibn", "an", "as", "ash", "ad", "de", "da", "di", "van", "von", "abu"}
)
"""Parts that many names share and that tell nobody."""
_ALIKE = 0.72
"""How alike a Russian name and the codebook's must be for the holder of an office to be the one that is named."""


def latin(text: str) -> str:
    """Return Russian letters in Latin ones (simplified BGN/PCGN), for ids and for comparing names."""
    return "".join(_LATIN.get(char, char) for char in text.lower())


def sounds_alike(words: tuple[str, ...], name: str, *, whole: bool = False) -> bool:
    """Tell whether two of the names sound alike, or the last one does where that is enough (not `whole`)."""
    ours = [_sound(part) for word in words for part in latin(word).split("-") if part not in _PARTICLES]
    theirs = [_sound(part) for part in fold(name).replace("-", " ").split() if part not in _PARTICLES]
    if not ours or not theirs:
        return False
    near = [max((SequenceMatcher(None, mine, one).ratio() for one in theirs), default=0.0) for mine in ours]
    alike = sum(one >= _ALIKE for one in near)
    if whole:
        return alike >= 2
    # Тамим Аль Тани: the given name tells, the name of the house is that of many.
    of_a_house = near[0] >= _ALIKE and any(part in _PARTICLES for word in words for part in latin(word).split())
    return alike >= 2 or near[-1] >= _ALIKE or of_a_house


_HEARD = (("kh", "h"), ("zh", "j"), ("sh", "s"), ("ch", "c"), ("ts", "c"), ("dzh", "j"), ("dj", "j"), ("ph", "f"))
_HEARD_LETTERS = str.maketrans({"y": "i", "w": "v", "q": "k", "c": "k", "x": "s", "z": "s"})


@lru_cache(maxsize=1 << 14)
def _sound(word: str) -> str:
    """Return a name in Latin letters as it sounds, roughly: without double letters and differences of spelling."""
    for written, heard in _HEARD:
        word = word.replace(written, heard)
    word = word.translate(_HEARD_LETTERS)
    return "".join(char for at, char in enumerate(word) if char.isalpha() and (at == 0 or word[at - 1] != char))
