"""States by one or two characters: 中方, 美中关系, 俄外长, 印尼方.

Which state 巴方 is, the text decides: one that it names in full and that begins so, first of all the partner.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from communique.annotate.chinese.lexicon import Hit
from communique.annotate.chinese.names import name_letters
from communique.codebook.aliases import aliases, entities
from communique.codebook.chinese import words

_NEVER = frozenset(
    {"西方", "东方", "南方", "北方", "地方", "官方", "军方", "警方", "对方", "一方", "立方", "平方", "远方"}
)
_DIRECTED = frozenset("球东西南北地")
_SIDE_SPEAKS = re.compile(
    "愿|将|坚定|坚持|高度|重视|珍视|一贯|始终|希望|期待|感谢|欢迎|致力|奉行|恪守|赞赏|支持|认为|表示"
)
"""What a side does: 南方愿同中方… is South Africa in a text that names it, 南方 elsewhere a direction."""
_WORDS = frozenset("秘土比古老马白瑞")
"""Letters that make other words with 方 (秘方, 比方), or stand for two states: one only where the text names it."""
_FIXED = frozenset("中华美俄日韩朝欧英法德印")
"""Short names that mean one state whatever others a text names (中非, 印尼)."""
_LONGEST = 3
_SHORT = 2


class Letter(NamedTuple):
    """Characters `start` to `end` (exclusive) stand for a state or organisation."""

    start: int
    end: int
    entity: str


class Letters:
    """Reads the short names of one text."""

    def __init__(self, text: str, hits: Iterable[Hit]) -> None:
        self._text = text
        hits = tuple(hits)
        self._ends = frozenset(hit.end for hit in hits)
        counted = Counter(
            hit.entry.aliases[0].entity for hit in hits if hit.entry.aliases and hit.entry.aliases[0].kind == "name"
        )
        self._table = words("state_letter")
        self._means = {letter: entity for letter, entity in self._table.items() if letter in _FIXED}
        fixed = frozenset(self._means.values())
        own = {entity: [alias.form for alias in aliases("zh") if alias.entity == entity] for entity in counted}
        for entity, _ in reversed(counted.most_common()):
            known = entities().get(entity)
            if known is None or known.kind == "media" or entity in fixed:
                continue  # who has a letter of its own has no other: 新方 is no short name of 新中国
            for form in own[entity]:
                if form in self._table:
                    self._means[form] = entity
                for size in (1, 2) if len(form) > _SHORT else (1,):
                    if form[:size] not in _FIXED and (size == 1 or form[:size] in self._table):
                        self._means[form[:size]] = entity
        # 越方愿… where the text names no more of Vietnam than its party
        self._alone = {
            letter: entity
            for letter, entity in self._table.items()
            if len(letter) == 1 and letter not in self._means and letter not in _WORDS
        }
        one = "".join(sorted(letter for letter in self._means if len(letter) == 1))
        ends = "|".join(map(re.escape, sorted(words("letters_before"), key=len, reverse=True)))
        longer = sorted((form for form in self._means if len(form) > 1), key=len, reverse=True)
        unit = f"(?:{'|'.join([*map(re.escape, longer), f'[{one}]'])})"
        sides = "|".join(sorted(words("side_ending"), key=len, reverse=True))
        self._side = re.compile(rf"({unit})({sides})(?![式法案针略向便])")
        self._pair = re.compile(rf"({unit})[－—-]?({unit})(?={ends})")
        self._three = re.compile(r"(中)(日)(韩)|(美)(日)(韩)|(中)(俄)(蒙)|(中)(俄)(印)")
        self._one = re.compile(rf"(?<=[访来驻赴])([{one}])|(?<=对)(华)")

    def sides(self) -> Iterator[Letter]:
        """Yield the places that speak of a state as a side: 中方, 美国方面."""
        for match in self._side.finditer(self._text):
            before = self._text[match.start() - 1 : match.start()]
            if match[0] not in _NEVER or (_SIDE_SPEAKS.match(self._text, match.end()) and before not in _DIRECTED):
                yield Letter(match.start(), match.end(), self._means[match[1]])
        for match in re.finditer(f"([{''.join(self._alone)}])方(?={_SIDE_SPEAKS.pattern})", self._text):
            if match[0] not in _NEVER:
                yield Letter(match.start(), match.end(), self._alone[match[1]])

    def others(self) -> Iterator[Letter]:
        """Yield the characters that stand for states in pairs (中美关系) and behind verbs of travel (访华)."""
        for match in self._three.finditer(self._text):
            for group in range(1, len(match.groups()) + 1):
                if match[group]:
                    yield Letter(match.start(group), match.end(group), self._means[match[group]])
        for match in self._pair.finditer(self._text):
            first, second = self._means[match[1]], self._means[match[2]]
            if first != second:
                yield Letter(match.start(1), match.end(1), first)
                yield Letter(match.start(2), match.end(2), second)
        for match in self._one.finditer(self._text):
            group = 1 if match[1] else 2
            yield Letter(match.start(group), match.end(group), self._means[match[group]])

    def before(self, end: int) -> Letter | None:
        """Return the short name that ends right before a title: 俄 in 俄外长, 印尼 in 印尼总统."""
        if end in self._ends:
            return None  # the last character of 越南 stands for no state
        for size in range(min(_LONGEST, end), 0, -1):
            form = self._text[end - size : end]
            entity = self._means.get(form) or self._table.get(form)
            if entity is not None and not self._is_inside_word(end - size) and not self._is_inside_name(end - size):
                return Letter(end - size, end, entity)
        return None

    def pair_before(self, end: int) -> tuple[Letter, Letter] | None:
        """Return the two short names right before a title: 中俄 in 中俄外长."""
        last = self.before(end)
        first = self.before(last.start) if last is not None else None
        return (first, last) if first is not None and last is not None and first.entity != last.entity else None

    def is_pair(self, at: int) -> bool:
        """Tell whether the characters at `at` and behind are short names of two states (日韩)."""
        pair = self._text[max(at, 0) : at + 2]
        return at >= 0 and len(pair) > 1 and pair[0] in self._means and pair[1] in self._means

    def _is_inside_name(self, start: int) -> bool:
        """Tell whether the character before may belong to the same name (塔亚尼外长), not to a known word."""
        before = self._text[start - 1 : start]
        return before in name_letters() and start not in self._ends and before not in self._table

    def _is_inside_word(self, start: int) -> bool:
        before, letter = self._text[start - 1 : start], self._text[start : start + 1]
        if letter == "盟":
            return before in {"联", "同", "结"}
        return before in {"其", "之", "当", "集", "心", "和", "完"} and letter in {"中", "美"}
