"""Names of people in a Russian text: which words are one name, and how it is in the nominative."""

from collections.abc import Sequence
from typing import NamedTuple

from communique.annotate.russian.cast import Cast
from communique.annotate.russian.parsing import Word, is_plain_adjective
from communique.annotate.russian.vocabulary import (
    adjectives,
    body_phrases,
    entity_names,
    people_by_family,
    people_by_stems,
    place_phrases,
    seats,
    stem,
    title_at,
)
from communique.codebook.russian import words_for

_PATRONYMICS = ("ович", "евич", "ича", "ичу", "ичем", "овна", "евна", "овны", "евны", "овне", "евне", "овной", "евной")
_LONGEST = 7
_VOWELS = "аеиоуыэюя"


class Name(NamedTuple):
    """A name: the index behind it, its words in the nominative, the initial before it, the gender its forms tell.

    `person` is whom it means, where only the text tells that.
    """

    end: int
    words: tuple[str, ...]
    initial: str = ""
    gender: str = ""
    person: str | None = None
    initials: str = ""


def name_at(words: Sequence[Word], i: int, cast: Cast, *, alone: bool = False, case: str = "") -> Name | None:
    """Return the name of a person that begins at `i`.

    `alone`: no title stands before it, so it must be known, or look like a given name and a family name. `case` is that
    of the title, which the network knows better than that of a name it has never met.
    """
    if i >= len(words) or not words[i].text[:1].isalpha():
        return None
    initialled = _initialled(words, i, case)
    if initialled is not None:
        return initialled
    if not words[i].is_capital or (alone and words[i].pos == "ADJ" and words[i].low in adjectives()):
        return None
    end = _run(words, i)
    if end == i:
        return None
    for stop in range(end, i, -1):
        stems = tuple(stem(word.low) for word in words[i:stop] if word.low[:1].isalpha())
        if len(stems) > 1 and (
            stems in people_by_stems() or ((known := cast.named(stems)) is not None and len(known.stems) > 1)
        ):
            return _name(words, i, stop, case)
    if not alone:
        return _name(words, i, end, case)
    first = words[i]
    if end - i == 1:
        stems = (stem(first.low),)
        if first.pos not in {"PROPN", "NOUN", "ADJ"}:
            return None
        if cast.named(stems) is not None or (
            first.pos == "PROPN" and len(people_by_family().get(stems[0], ())) == 1 and len(first.low) > 3
        ):
            return _name(words, i, end)
        return None
    if end - i == 2 and words[end - 1].low.endswith(_PATRONYMICS):
        # "Владимир Владимирович": whoever of the text has that given name.
        called = [person for person in cast.people.values() if person.stems and person.stems[0] == stem(first.low)]
        if len(called) == 1:
            return Name(end, (nominative(first), called[0].name), person=called[0].id)
        return None
    alive = all(word.pos == "PROPN" and word.feats.get("Animacy") == "Anim" for word in words[i:end] if word.is_capital)
    if alive and any(word.rel == "flat:name" for word in words[i:end]):
        return _name(words, i, end)
    return None


def _run(words: Sequence[Word], i: int) -> int:
    """Return the index behind the capitalised words and particles from `i` on that may be one name."""
    at = i
    case = ""
    while at < len(words) and at - i < _LONGEST:
        word = words[at]
        if word.low in words_for("name_particle") and at > i and at + 1 < len(words) and words[at + 1].is_capital:
            at += 1
            case = ""
            continue
        if word.text == "-" or not word.text[:1].isalpha():
            break
        if not word.is_capital or (word.text.isupper() and len(word.text) > 1):
            break
        if at > i and case and word.case and word.case != case and _is_known(words, at):
            break
        if at > i and (title_at(words, at) or entity_names().at(words, at) or place_phrases().at(words, at)):
            break
        if at == i and (
            entity_names().at(words, at)
            or seats().at(words, at)
            or title_at(words, at)
            or place_phrases().at(words, at)
            or body_phrases().at(words, at)
            or is_plain_adjective(word.low)
        ):
            break
        # "Ван И" ends in what looks like a conjunction.
        may_end = at > i and (word.rel == "flat:name" or (len(word.low) <= 2 and word.low[-1] in _VOWELS))
        if word.pos in {"VERB", "ADP", "ADV", "CCONJ", "SCONJ", "AUX", "NUM"} and not may_end:
            break
        if case and word.case and word.case != case and at - i >= 2:
            break
        case = case or word.case
        at += 1
    while at > i and words[at - 1].low in words_for("name_particle") and not words[at - 1].is_capital:
        at -= 1
    return at


def _is_known(words: Sequence[Word], i: int) -> bool:
    """Tell whether the full name of somebody in the codebook begins at `i`."""
    return any(
        tuple(stem(word.low) for word in words[i : i + size]) in people_by_stems()
        for size in (2, 3)
        if i + size <= len(words)
    )


def _initialled(words: Sequence[Word], i: int, case: str) -> Name | None:
    """Read "С.В.Лавров", "В.Путин" and "С. В. Лаврова"."""
    at, initials = i, ""
    while at + 1 < len(words) and len(words[at].text) == 1 and words[at].text.isupper() and words[at + 1].text == ".":
        initials += words[at].low
        at += 2
    if not initials or len(initials) > 3 or at >= len(words):
        return None
    family = words[at]
    if not family.is_capital or len(family.low) < 2:
        return None
    end = at + 1
    if end < len(words) and words[end].text == ":":
        case = "Nom"  # who speaks in a transcript
    written = "".join(word.text for word in words[i:at])
    return Name(end, (nominative(family, case),), initials[0], _gender(words[at:end]), initials=written)


def _name(words: Sequence[Word], start: int, end: int, case: str = "") -> Name:
    own = [word for word in words[start:end] if word.text[:1].isalpha()]
    return Name(end, tuple(nominative(word, case) for word in own), "", _gender(own))


def _gender(words: Sequence[Word]) -> str:
    genders = {word.feats.get("Gender") for word in words if word.pos == "PROPN"} - {None}
    return {"Masc": "m", "Fem": "f"}.get(genders.pop() or "", "") if len(genders) == 1 else ""


def nominative(word: Word, case: str = "") -> str:
    """Return a name in the nominative, as far as its ending tells; `case` overrides that of the word."""
    text, low, case = word.text, word.low, case or word.case
    if case in {"Gen", "Acc"} and low.endswith(("ова", "ева", "ина", "ына")) and len(low) > 4:
        return text[:-1]  # of a woman it would be "-ой" and "-у"
    feminine = word.feats.get("Gender") == "Fem"
    if case in {"", "Nom"} or not word.is_capital or len(low) < 3:
        return text
    if low.endswith(("ого", "ому")):
        return text[:-3] + ("ий" if low[-4] in "кгхжшщчц" else "ый")
    if not feminine and low.endswith("ой") and case == "Ins":
        return text[:-2] + "а"
    if not feminine and low.endswith(("им", "ым")) and case == "Ins":
        before = low[-4:-2]
        if before[-2:] in {"ов", "ев", "ин", "ын"}:
            return text[:-2]
        return text[:-2] + ("ий" if low[-3] in "кгхжшщчц" else "ый" if low[-2] == "ы" else "ий")
    if feminine and low.endswith(("ой", "ей", "ую")):
        if low[-4:-2] in {"ск", "цк"} or low.endswith("ую"):
            return text[:-2] + "ая"
        return text[:-2] + ("я" if low.endswith("ей") and low[-3] not in "жшщчц" else "а")
    if feminine and low[-1] in "ыиеу" and case != "Nom":
        if low.endswith("ии"):
            return text[:-1] + "я"
        if low.endswith("ью"):
            return text[:-1]
        return text[:-1] + "а" if low[-1] in "ыу" or low[-2] in "кгхжшщчц" else text
    if feminine and low.endswith("ю"):
        return text[:-1] + "я"
    if low.endswith(("ем", "ём")) and case == "Ins" and len(low) > 3:
        return text[:-2] + ("й" if low[-3] in _VOWELS else "ь" if low[-3] in "лнрт" else "")
    if low.endswith("ом") and case == "Ins" and len(low) > 3:
        return text[:-2]
    ending = {"Gen": "ая", "Acc": "ая", "Dat": "ую", "Loc": "еи"}.get(case, "")
    if low[-1] in ending and low[-1] in "ауе" and low[-2] not in _VOWELS and not feminine:
        return text[:-1]
    if low[-1] in ending and low[-1] in "яюи" and not feminine and len(low) > 3:
        if low[-2] in _VOWELS:
            return text[:-1] + "й"
        return text[:-1] + "ь" if low[-1] in "яю" else text
    return text
