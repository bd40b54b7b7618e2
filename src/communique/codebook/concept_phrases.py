"""The forms of concepts as phrases of stems, by the stem that they begin with."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from communique.codebook.tables import Row
from communique.codebook.words import Token, first_word, tokens

LONGEST_PHRASE = 8
LONGEST_ABBREVIATION = 5
GAP = "…"
WIDEST_GAP = 2

COLUMNS = ("concept", "language", "form", "kind", "source")
"""The columns of the table."""
_FORM = COLUMNS.index("form")


def _phrase(words: str, language: str) -> tuple[str, ...]:
    """Return the stems of a form; a gap, where up to two words of any kind may stand, is `GAP`."""
    parts = ([token.stem for token in tokens(part, language) if token.use != "skipped"] for part in words.split(GAP))
    found: list[str] = []
    for stemmed in parts:
        found += [GAP, *stemmed] if found else stemmed
    return tuple(found)


class Phrase(NamedTuple):
    """The stems after the first, and the concepts named, each with the capitals that the text must have, if any."""

    rest: tuple[str, ...]
    named: tuple[tuple[str, str], ...]

    def end_at(self, words: list[Token], at: int) -> int | None:
        """Return the number of the last word if the phrase begins at word `at`, None if it does not."""
        gap = False
        for stem in self.rest:
            if stem == GAP:
                gap = True
                continue
            for here in range(at + 1, at + (WIDEST_GAP + 2 if gap else 2)):
                if here >= len(words) or words[here].parted:
                    return None
                if words[here].stem == stem:
                    at = here
                    break
            else:
                return None
            gap = False
        return at


class Entry(NamedTuple):
    """The phrases that begin with one stem, the longest first: by the second stem, with a gap there, the stem alone."""

    by_second: dict[str, tuple[Phrase, ...]]
    gapped: tuple[Phrase, ...]
    alone: tuple[Phrase, ...]

    def candidates(self, second: str | None) -> Iterator[Phrase]:
        """Yield the phrases that may stand where the first stem is followed by `second`, the longest first."""
        if second is not None:
            yield from self.by_second.get(second, ())
            yield from self.gapped
        yield from self.alone


def _capitals(words: str) -> str:
    """Return the beginning that a form of one word must share with the text: all of WHO, the first letter of Quad."""
    if any(not char.isalnum() for char in words) or not words[0].isupper():
        return ""
    return words if words.isupper() and len(words) <= LONGEST_ABBREVIATION else words[0]


def _entry(phrases: list[Phrase]) -> Entry:
    by_second: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        by_second.setdefault(phrase.rest[0] if phrase.rest else "", []).append(phrase)
    alone, gapped = by_second.pop("", []), by_second.pop(GAP, [])
    return Entry({second: tuple(found) for second, found in by_second.items()}, tuple(gapped), tuple(alone))


class Phrases:
    """The phrases of a language by the stem they begin with; the other stems are worked out where a text has the first.

    Stemming every word of every form would take longer than all else that a first comparison does.
    """

    __slots__ = ("_begun", "_known", "_language")

    def __init__(self, forms: Iterable[Row], language: str) -> None:
        self._language = language
        self._known: dict[str, Entry] = {}
        self._begun: dict[str, list[tuple[Row, str]]] = {}
        for row in forms:
            words = row.cells[_FORM].strip()
            for written in (words, words.replace("-", "")) if "-" in words else (words,):
                self._begun.setdefault(self._first(row, written), []).append((row, written))

    def _first(self, row: Row, words: str) -> str:
        """Return the stem that a form begins with; raise BadCodebookRow if it has no word, or too many."""
        stem, use, longest = first_word(words, self._language)
        if stem and use != "skipped" and longest + words.count(GAP) <= LONGEST_PHRASE:
            return stem
        phrase = _phrase(words, self._language)
        if not 0 < len(phrase) <= LONGEST_PHRASE:
            raise row.bad(f"{words!r} has no word, or more than {LONGEST_PHRASE} of them")
        return phrase[0]

    def get(self, stem: str) -> Entry | None:
        """Return the phrases that begin with a stem, None if there are none."""
        if stem not in self._begun:
            return None
        entry = self._known.get(stem)
        if entry is None:
            entry = self._known[stem] = self._entry(stem)
        return entry

    def _entry(self, stem: str) -> Entry:
        found: dict[tuple[str, ...], dict[str, str]] = {}
        for row, words in self._begun[stem]:
            named, capitals = found.setdefault(_phrase(words, self._language), {}), _capitals(words)
            named[row["concept"]] = min(named.get(row["concept"], capitals), capitals)
        longest_first = sorted(found.items(), key=lambda item: -len(item[0]))
        return _entry([Phrase(stemmed[1:], tuple(named.items())) for stemmed, named in longest_first])
