"""In which language a text is written: by its script, then by its small words. Cheap, and null when unsure."""

import re
import string
from collections import Counter
from functools import cache

from communique.codebook.languages import language_signs

SAMPLE = 6000
"""Characters that are looked at: the beginning and the middle of a text."""

_SCRIPTS = {
    "latin": "A-Za-zÀ-ɏḀ-ỿ",
    "cyrillic": "Ѐ-ԯ",
    "arabic": "؀-ۿݐ-ݿﭐ-﷿ﹰ-ﻼ",
    "zh": "㐀-䶿一-鿿\U00020000-\U0002fa1f",
    "ja": "぀-ヿ",
    "ko": "가-힯ᄀ-ᇿ",
    "el": "Ͱ-Ͽἀ-῿",
    "he": "֐-׿",
    "hi": "ऀ-ॿ",
    "th": "฀-๿",
    "ka": "Ⴀ-ჿ",
    "hy": "԰-֏",
    "am": "ሀ-᎟",
    "bn": "ঀ-৿",
    "ta": "஀-௿",
    "my": "က-႟",
    "km": "ក-៿",
}
_CHARACTERS = {name: re.compile(f"[{ranges}]") for name, ranges in _SCRIPTS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_GENITIVE = re.compile(r"['’](?<=\w['’])s\b")  # the mark first: a pattern that begins with it is found faster
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_ASCII_LETTERS = string.ascii_letters.encode()
_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z0-9_-]{1,20}))?")
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})
"""Parts of a label that tell traditional Chinese."""
_FEW = 12
"""Fewer letters than these tell nothing."""
_READ = frozenset({"en", "ru"})
"""The languages of Latin and Cyrillic letters that are read."""
_SHORT = 20
"""Words under which a language must stand out among the others."""
_STRAY = 0.004
"""Share of letters that a language does not have up to which they are names and quotations from another."""
_SIGNS = 2
"""Different small words that it takes: "met" alone makes "Minister Weber met Minister Rossi" no Dutch."""


def language_code(label: str | None) -> str | None:
    """Return the language of a label such as `en-GB`, `zh_CN` or `EN`, in lower case; None if it is no such label.

    Traditional Chinese is `zh-Hant`, whether the label names the script or a place where it is written.
    """
    found = _CODE.fullmatch(label.strip()) if label else None
    if not found:
        return None
    code = found[1].lower()
    code = {"iw": "he", "in": "id", "eng": "en", "rus": "ru", "zho": "zh", "chi": "zh", "nb": "no", "nn": "no"}.get(
        code, code
    )
    parts = set(re.split("[-_]", found[2].lower())) if found[2] else set()
    return "zh-Hant" if code == "zh" and parts & _TRADITIONAL and "hans" not in parts else code


def given_language(label: str | None, text: str) -> str | None:
    """Return the language that somebody gave for `text`; None if that is none.

    It is believed, but of Chinese the text itself tells how it is written: who gives `zh` may not know.
    """
    code = language_code(label)
    if code is not None and _script_of(code) == "han":
        return _chinese(_sample(text)) or code
    return code


def tried_as(text: str) -> str | None:
    """Return the language that a text too short to be recognised is tried as, by its letters; None if none is likely.

    Latin letters, or none at all, are tried as English, Cyrillic ones as Russian unless some are of another language.
    """
    letters = [char for char in text[:SAMPLE].lower() if char.isalpha()]
    if sum(char < "\u0250" for char in letters) * 2 >= len(letters):
        return "en"
    if sum(bool(_CHARACTERS["cyrillic"].match(char)) for char in letters) * 2 >= len(letters):
        return "ru" if _missing_of("cyrillic")["ru"].isdisjoint(letters) else None
    return None


def language_of(text: str, *, labelled: str | None = None) -> str | None:
    """Return the code of the language of `text` (ISO 639-1, or `zh-Hant`), None if it is too short or mixed to tell.

    `labelled` is what the page says of itself. It is believed unless the text is clearly in another language: many
    sites label every page with the language of their template.
    """
    label = language_code(labelled)
    found, certain = _recognised(_sample(text))
    if label and (found is None or not (certain or _script_of(found) != _script_of(label))):
        return label
    return found or label


def _script_of(code: str) -> str:
    return next((signs.script for signs in language_signs() if signs.code == code), code)


def _sample(text: str) -> str:
    if len(text) <= SAMPLE:
        return text
    middle = len(text) // 2
    return f"{text[: SAMPLE // 2]} {text[middle : middle + SAMPLE // 2]}"


def _recognised(sample: str) -> tuple[str | None, bool]:
    """Return the likeliest language, and whether it is clearly that one."""
    if sample.isascii():
        return _by_words(sample, "latin")
    counted = Counter(_NOT_ASCII.findall(sample))
    different = "".join(counted)  # few: looking for each script in them costs a tenth of looking through the text
    letters = {
        name: sum(counted[one] for one in characters.findall(different)) for name, characters in _CHARACTERS.items()
    }
    plain = sample.encode("ascii", "ignore")
    letters["latin"] += len(plain) - len(plain.translate(None, _ASCII_LETTERS))
    # A Chinese character says as much as a Latin word of three letters.
    weights = Counter({name: count * (3 if name in {"zh", "ja", "ko"} else 1) for name, count in letters.items()})
    script, weight = weights.most_common(1)[0]
    if weight < _FEW or weight * 2 < sum(weights.values()):
        return None, False
    if script in {"zh", "ja"}:
        return ("ja" if letters["ja"] * 10 > letters["zh"] else _chinese(sample) or "zh"), True
    return _by_words(sample, script) if script in {"latin", "cyrillic", "arabic"} else (script, True)


def _chinese(sample: str) -> str | None:
    """Return how a Chinese text is written; None if no character tells."""
    present = set(sample)
    counts = {code: sum(map(sample.count, letters & present)) for code, letters in _letters_of("han").items()}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else None


@cache
def _words_of(script: str) -> dict[str, frozenset[str]]:
    return {signs.code: signs.words for signs in language_signs() if signs.script == script}


@cache
def _letters_of(script: str) -> dict[str, frozenset[str]]:
    return {signs.code: signs.letters for signs in language_signs() if signs.script == script and signs.letters}


@cache
def _missing_of(script: str) -> dict[str, frozenset[str]]:
    return {signs.code: signs.without for signs in language_signs() if signs.script == script and signs.without}


def _by_words(sample: str, script: str) -> tuple[str | None, bool]:
    lowered = sample.lower()
    # An English genitive is no Czech "s".
    words = Counter(_WORD.findall(_GENITIVE.sub("", lowered)))
    total = words.total()
    if not total:
        return None, False
    if total < _SHORT:  # "Dos Santos, de la Madrid discuss La Plata port": small words of names are no signs
        written = _WORD.findall(_GENITIVE.sub("", sample))
        own = [word.lower() for at, word in enumerate(written) if not at or word.islower()]
        words = Counter(own)
        lowered = " ".join(own) if script == "latin" else lowered
    scores = {
        code: sum(words[word] for word in words.keys() & signs) / total for code, signs in _words_of(script).items()
    }
    if not sample.isascii():
        present = set(lowered)
        for code, letters in _letters_of(script).items():
            scores[code] += 10 * sum(map(lowered.count, letters & present)) / len(lowered)
        for code, missing in _missing_of(script).items():
            if sum(map(lowered.count, missing & present)) > _STRAY * len(lowered):
                scores[code] = 0.0
    (best, score), (_, second) = Counter(scores).most_common(2)
    is_short = total < _SHORT
    # A short text must be told from those that are read by more than from those that are not, whichever of them it is.
    rival = max((scores[code] for code in scores.keys() & _READ), default=0.0) if best not in _READ else second
    is_close = score < rival * 2 or (best not in _READ and score <= rival * 2)
    if score < 0.08 or score < second * 1.1 or (is_short and is_close):
        return None, False
    if sample.isascii() and sum(word in words for word in _words_of(script)[best]) < _SIGNS:
        return None, False
    return best, not is_short and score > second * 1.3
