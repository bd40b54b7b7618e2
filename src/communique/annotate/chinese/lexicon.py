"""Everything with a name that the codebook knows in Chinese, found in one pass, the longest first."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from communique.codebook.aliases import Alias, aliases, entities
from communique.codebook.chinese import ChineseTitle, institutions, places, titles, words
from communique.codebook.people import Person, people_by_form
from communique.codebook.places import KnownPlace
from communique.codebook.titles import Institution

_OFFICE = re.compile("国防(?:部|大臣)|国务(?:院|卿)")


@dataclass(slots=True)
class Entry:
    """What one form may mean. A form of which nothing is told only hides shorter ones within it (印度洋)."""

    aliases: list[Alias] = field(default_factory=list)
    titles: tuple[ChineseTitle, ...] = ()
    people: tuple[Person, ...] = ()
    bodies: tuple[Institution, ...] = ()
    place: KnownPlace | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """Characters `start` to `end` (exclusive) are a form of the codebook."""

    start: int
    end: int
    entry: Entry


@cache
def _automaton() -> tuple[AhoCorasick, tuple[Entry, ...]]:
    entries: defaultdict[str, Entry] = defaultdict(Entry)
    for alias in aliases("zh"):
        if alias.kind not in {"side_reference", "office_nominal"}:
            entries[alias.form].aliases.append(alias)
    for form, own in titles().items():
        entries[form].titles = own
    for form, persons in people_by_form("zh").items():
        entries[form].people = persons
    for form, bodies in institutions().items():
        entries[form].bodies = bodies
    for name, place in places().items():
        entries[name].place = place
    for form in words("mask"):
        entries[form] = Entry()
    for entry in entries.values():
        entry.aliases.sort(key=lambda alias: entities()[alias.entity].kind != "media")
    return AhoCorasick(list(entries), matchkind=MatchKind.LeftmostLongest), tuple(entries.values())


def find_known(text: str) -> Iterator[Hit]:
    """Yield the known forms in the order of the text; none overlaps another."""
    automaton, entries = _automaton()
    begin: int | None = 0
    while begin is not None:
        offset, begin = begin, None
        for index, start, end in automaton.find_matches_as_indexes(text[offset:]):
            first, last = start + offset, end + offset
            if text[last - 1] == "国" and last - first > 1 and entries[index].aliases and _OFFICE.match(text, last - 1):
                # 俄国防部 is 俄 and 国防部, not 俄国 and a part of a word.
                yield Hit(first, last - 1, entries[index])
                begin = last - 1
                break
            yield Hit(first, last, entries[index])
