"""Amounts: numbers in digits with the words that multiply them, so that 5 billion, 5 млрд and 50亿 are one amount."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from communique.codebook.han import simplified
from communique.codebook.matching import LANGUAGES, UNSPACED
from communique.codebook.tables import rows

_GROUPS = re.compile(r"[,\u00a0 ](?=\d{3})")
_OF_MONEY = re.compile(r"(?:[$€£¥₽₩₹]|\b[A-Z]{3})\s?$")
_HIGHEST = 15
_SHARE = "share"


class Amount(NamedTuple):
    """Characters `start` to `end` (exclusive) are an amount.

    `value` is its number in full (`5000000000`), with a percent sign if it is a share.
    """

    start: int
    end: int
    value: str


@cache
def _powers(language: str) -> dict[str, int | None]:
    """Return the power of ten of each word that multiplies a number, None for one that makes it a share."""
    found: dict[str, int | None] = {}
    for row in rows("magnitudes.csv", ("language", "word", "power", "source")):
        power = None if row["power"] == _SHARE else row.number("power", default=-1)
        if not row["word"] or (power is not None and not (power.is_integer() and 0 < power <= _HIGHEST)):
            raise row.bad(
                f"the word is empty, or the power is neither {_SHARE} nor a whole number from 1 to {_HIGHEST}"
            )
        if row.choice("language", LANGUAGES) == language:
            found[row["word"]] = None if power is None else int(power)
    return found


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(_powers(language), key=len, reverse=True)) or r"(?!)"
    # In Chinese other characters may stand on both sides, and the word follows at once: 约50亿美元.
    around = "0-9" if language in UNSPACED else r"\w"
    digits = rf"(?<![{around}.,])\d{{1,3}}(?:[,\u00a0 ]\d{{3}})+(?![{around}])|(?<![{around}.])\d+(?:[.,]\d+)?"
    return re.compile(
        rf"(?P<digits>{digits})(?:[\s\u00a0-]?(?P<times>{words})(?![{around}]))?(?![{around}])", re.IGNORECASE
    )


def find_amounts(text: str, language: str) -> Iterator[Amount]:
    """Yield the amounts of a text: shares, sums of money, and numbers of more than one digit, years among them.

    "1" to "9" tell nothing unless a word multiplies them, or they are of a currency or a share.
    """
    for match in _pattern(language).finditer(simplified(text) if language in UNSPACED else text):
        digits, times = _GROUPS.sub("", match["digits"]).replace(",", "."), match["times"]
        if times is None and len(digits) == 1 and not _OF_MONEY.search(text, max(0, match.start() - 5), match.start()):
            continue
        power = _powers(language)[times.lower()] if times else 0
        value = Decimal(digits) * 10 ** (power or 0)
        yield Amount(match.start(), match.end(), f"{value.normalize():f}" + "%" * (power is None))
