"""Whether a name in characters may be a name in Latin letters: 佩列格里尼 and Pellegrini, 通伦 and Thongloun.

Only asked of those who hold the office that the text gives somebody, in that state, on that day: the consonants need to
agree, not the letters.
"""

import re
from functools import cache, lru_cache

from communique.codebook.chinese import sounds
from communique.codebook.people import Person, fold

_ENOUGH = 0.8
_SHORT = 2
_CLASSES = (
    (re.compile("ngu(?=[yie])"), "n"),
    (re.compile("tch|tsch|sch|shch|ch|cz|sh|zh|ts|tz|dz|dj|dzh"), "s"),
    (re.compile("kh|gh|ck|q(?!i)"), "k"),
    (re.compile("ph|bh|v|w|f|p|b"), "p"),
    (re.compile("th|dh|d"), "t"),
    (re.compile("c(?=[eiyé])|[zjx]|q"), "s"),
    (re.compile("[cgkh]"), "k"),
    (re.compile("[lr]"), "r"),
)
_SOFT = frozenset("jqx")
"""Initials of pinyin for foreign sounds of two classes: 吉 in Giorgia and Jimenez, 希 in Hichilema and Silva."""


@lru_cache(maxsize=1 << 12)
def _consonants(word: str) -> str:
    """Return the classes of the consonants of a word in Latin letters, doubles once."""
    letters = re.sub(r"[^a-z]", "", fold(word))
    for pattern, sound in _CLASSES:
        letters = pattern.sub(sound, letters)
    return re.sub(r"(.)\1+", r"\1", re.sub("[aeiouy]", "", letters))


@cache
def _of_letter(letter: str) -> str:
    sound = sounds().get(letter, "")
    if not sound:
        return ""
    if sound[0] in _SOFT:
        return "?" + ("n" if sound.endswith(("n", "ng")) else "")
    return _consonants(re.sub("ng$", "n", sound))


def _of_name(name: str) -> str:
    return re.sub(r"(.)\1+", r"\1", "".join(map(_of_letter, name)))


def _alike(one: str, other: str) -> float:
    """Return the share of consonants that two names have in common, in order; `?` is any but m, n and r."""
    if not one or not other:
        return 0.0
    row = [0.0] * (len(other) + 1)
    for first in one:
        before = row[:]
        for at, second in enumerate(other, start=1):
            same = first == second or (first == "?" and second in "skt")
            row[at] = max(before[at], row[at - 1], before[at - 1] + same)
    return row[-1] / max(len(one), len(other))


def may_be(name: str, person: Person) -> bool:
    """Tell whether characters may write a part of a person's name, or all of it; short names must agree wholly."""
    written = _of_name(name.rpartition("·")[2])
    needed = 1.0 if len(written) <= _SHORT else _ENOUGH
    forms = (person.name, *person.forms)
    parts = {part for form in forms for part in (form, *form.split(), *form.replace("-", " ").split())}
    return any(_alike(written, _consonants(part)) >= needed for part in parts)


def may_be_given(name: str, person: Person) -> bool:
    """Tell whether the parts of a written name before the last may be the given names of a person."""
    written = _of_name(name.rpartition("·")[0].replace("·", ""))
    given = person.name.replace(person.family_name, "")
    return _alike(written, _consonants(given)) >= _ENOUGH
