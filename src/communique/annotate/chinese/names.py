"""Where a name ends in a text without spaces, and whether characters may be a name at all."""

import re
from functools import cache

from communique.codebook.chinese import titles, words

_LONGEST = 24
_HAN_OR_JOINT = re.compile(r"[\u3400-\u9fff·\-－—]")
_OPENS = "，。、；：“”同与和及对向\n"
_HAN = re.compile(r"[\u3400-\u9fff]+")
_SHORTEST = 2
_ORDINAL = re.compile(r"(?<=.)[一二三四五六七八九十]世$")
_BEHIND = re.compile(r"[一二三四五六七八九十]世")
_CJK_LONGEST = 4
_JAPANESE_LONGEST = 5
_FUNCTION = re.compile(r"[的在同和与对将就是了不有为以及会说称]")
# States whose people bear names of Chinese characters, a surname first.
_CHARACTER_NAMES = frozenset({"CHN", "TWN", "HKG", "MAC", "KOR", "PRK", "VNM", "SGP", "MYS"})


@cache
def _follows() -> tuple[frozenset[str], re.Pattern[str]]:
    """Return the single characters, and the pattern of longer words, that may stand behind a name."""
    forms = words("after_name")
    single = frozenset(form for form in forms if len(form) == 1)
    longer = sorted((form for form in (*forms, *words("adverb")) if len(form) > 1), key=len, reverse=True)
    return single, re.compile("|".join(map(re.escape, longer)))


@cache
def name_letters() -> frozenset[str]:
    """Return the characters that foreign names are written in."""
    return frozenset("".join(words("name_letters")))


@cache
def _surnames(use: str) -> frozenset[str]:
    forms = "".join(words(use)) if use == "surnames" else ""
    return frozenset(forms) if forms else frozenset(words(use))


def name_end(text: str, start: int, last: int, entity: str | None) -> int | None:
    """Return where the name ends that begins at `start`, before `last`; None if no name seems to stand there.

    A name ends at a mark, a number, or a word of the table that stands behind names. Its characters must be those that
    foreign names are written in, or begin with a surname; other words behind a title (总统批准) are no names.
    """
    single, longer = _follows()
    if start >= last or longer.match(text, start) or text[start] in single:
        return None
    end = None
    for at in range(start + 1, min(start + _LONGEST, last) + 1):
        ends = at == last or not _HAN_OR_JOINT.match(text[at])
        if not ends and at - start >= _SHORTEST and text[at - 1] != "·":
            ends = text[at] in single or longer.match(text, at) is not None or _title_at(text, at)
        if ends and _is_and_of_name(text, start, at):
            continue
        if ends:
            ordinal = _BEHIND.match(text, at)
            end = ordinal.end() if ordinal is not None else at
            break
    if end is None or end - start < _SHORTEST:
        return None
    name = text[start:end]
    if may_be_name(name, entity):
        return end
    recurs = entity == "JPN" and len(name) <= _JAPANESE_LONGEST and text.count(name) > 1
    return end if recurs and not _FUNCTION.search(name) else None


def _is_and_of_name(text: str, start: int, at: int) -> bool:
    """Tell whether 和 at `at` ends a name of three characters: 卫安和应约, or 卫安和 again elsewhere."""
    if text[at : at + 1] != "和" or at - start != _SHORTEST or text[start] not in _surnames("surnames"):
        return False
    single, longer = _follows()
    follows = text[at + 1 : at + 2] in single or longer.match(text, at + 1) is not None
    if text.startswith("夫人", at + 1):
        return False
    return follows or text.count(f"\n{text[start : at + 1]}") > 0


def goes_on(text: str, at: int) -> bool:
    """Tell whether what stands behind a title is neither a mark nor a word that stands behind names: an unread name."""
    single, longer = _follows()
    return (
        at < len(text)
        and "\u3400" <= text[at] <= "\u9fff"
        and text[at] not in single
        and longer.match(text, at) is None
    )


def _title_at(text: str, at: int) -> bool:
    return any(text.startswith(form, at) for form in _titles_by_letter().get(text[at], ()))


@cache
def _titles_by_letter() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for form, own in titles().items():
        if any(title.kind in {"office", "honorific"} for title in own):
            found.setdefault(form[0], []).append(form)
    return {letter: tuple(forms) for letter, forms in found.items()}


def may_be_name(name: str, entity: str | None) -> bool:
    """Tell whether characters may be a person's name, for a person of this state if it is known."""
    if name[0] in "·-－—" or name[-1] in "·-－—":
        return False
    name = _ORDINAL.sub("", name)
    letters = [char for char in name if char not in "·-－—"]
    if "·" in name or all(char in name_letters() for char in letters):
        return True
    if len(name) > _CJK_LONGEST:
        return False
    if entity == "JPN" or entity is None:
        if any(name.startswith(surname) for surname in _surnames("japanese_surnames")):
            return True
        if entity == "JPN":
            return False
    return (entity is None or entity in _CHARACTER_NAMES) and name[0] in _surnames("surnames")


def is_foreign(name: str) -> bool:
    """Tell whether a name is written in the characters of foreign names alone, or in parts."""
    if "·" in name or all(char in name_letters() for char in name):
        return True
    return any(name.startswith(surname) for surname in _surnames("japanese_surnames"))


def stands_free(text: str, start: int, end: int) -> bool:
    """Tell whether a foreign name is not a piece of a longer one (达尔 in 海达尔, 拉米 in 拉米雷斯)."""
    if not all(char in name_letters() for char in text[start:end]):
        return True
    if _BEHIND.match(text, end):
        return False  # 阿卜杜拉 in 阿卜杜拉二世
    single, longer = _follows()
    if end < len(text) and text[end] in name_letters() and text[end] not in single and not longer.match(text, end):
        return _title_at(text, end)
    before = text[start - 1] if start else ""
    if before == "·":
        return False
    return before not in name_letters() or before in single or _is_free_before(text, start)


def _is_free_before(text: str, start: int) -> bool:
    """Tell whether a title or a word ends right before (总理, 国务卿, 以及)."""
    return any(text.endswith(form, 0, start) for form in titles() if len(form) > 1) or text.endswith(
        ("以及", "所以", "因", "以", "所"), 0, start
    )


def name_before(text: str, end: int, first: int) -> int | None:
    """Return where a name begins that ends right before a title (安排耶伦财长访华), None if none does.

    A name that begins with a surname (李俊昊总统) must stand elsewhere without the title.
    """
    start = end
    while start > first and (text[start - 1] in name_letters() or text[start - 1] in "·-－"):
        start -= 1
    if _SHORTEST <= end - start <= _LONGEST // 2:
        return start
    for size in (3, 2):
        start = end - size
        name = text[start:end]
        if start >= first and name[0] in _surnames("surnames") and _HAN.fullmatch(name) and text.count(name) > 1:
            return start if start == 0 or text[start - 1] in _OPENS else None
    return None
