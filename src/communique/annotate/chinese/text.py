"""A Chinese text as the rules see it: one script, one set of marks, cut into paragraphs, sentences and clauses.

Every character is replaced by one character, so offsets in `Text.words` are offsets in the text as received.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from communique.codebook.chinese import speech_verbs
from communique.codebook.han import simplified

_MARKS = str.maketrans(
    {
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        **{chr(0xFF21 + letter): chr(0x41 + letter) for letter in range(26)},
        **{chr(0xFF41 + letter): chr(0x61 + letter) for letter in range(26)},
        "「": "“",
        "」": "”",
        "『": "‘",
        "』": "’",
        "﹁": "“",
        "﹂": "”",
        "(": "（",
        ")": "）",
        "．": "·",
        "•": "·",
        "・": "·",
        "‧": "·",
        "〃": "”",
    }
)
_HAN = r"\u3400-\u9fff"
_HALF_WIDTH = re.compile(rf"(?<=[{_HAN}”’）\d])([,:;?!])(?=[{_HAN}“‘（”’\s\d]|$)")
_FULL_WIDTH = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！"}
_STRAIGHT = re.compile('"')
_END = re.compile(r"[。！？；]+[”’）]*|\n")
_HEADING = re.compile(rf"[^\n。！？；：，]*[{_HAN}”] [{_HAN}“][^\n。！？；：，]*[{_HAN}”]")
"""A line that is two headings in a row (以军要求居民撤离 巴方称伏击以军): what one says is not the other's."""
_TOKEN = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+(?:[.,]\d+)*|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Characters `start` to `end` (exclusive) without the white space around, in the paragraph of that number."""

    start: int
    end: int
    paragraph: int


class Text:
    """A text with its sentences, as received (`raw`) and as the rules see it (`words`).

    `news` are the stretches of prose about the news, `headlines` those that head them.
    """

    def __init__(self, text: str, news: Iterable[tuple[int, int]], headlines: Iterable[tuple[int, int]] = ()) -> None:
        self.raw = text
        self.words = plain(text)
        self.news = tuple(news)
        self.headlines = tuple(headlines)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the news, in the order of the text, without those of headlines."""
        return tuple(self._cut(self.news))

    def _cut(self, stretches: Iterable[tuple[int, int]]) -> Iterator[Sentence]:
        paragraph = 0
        for first, last in stretches:
            before = first
            for start, end in sentence_places(self.words, first, last):
                paragraph += "\n" in self.words[before:start]
                before = end
                if _HEADING.fullmatch(self.words, start, end) and self.words.startswith("\n", end):
                    continue
                yield Sentence(start, end, paragraph)
            paragraph += 1

    def of(self, start: int, end: int) -> str:
        """Return the words from `start` to `end` (exclusive)."""
        return self.words[start:end]


def plain(text: str) -> str:
    """Return `text` in simplified characters with full-width marks and paired quotation marks; the length stays."""
    text = simplified(text).translate(_MARKS)
    text = _HALF_WIDTH.sub(lambda mark: _FULL_WIDTH[mark[1]], text)
    return "\n".join(map(_paired, text.split("\n"))) if '"' in text else text


def _paired(line: str) -> str:
    """Turn straight quotation marks into opening and closing ones by turns; an odd number is left as it is."""
    if line.count('"') % 2:
        return line
    number = -1

    def turn(_: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return "”" if number % 2 else "“"

    return _STRAIGHT.sub(turn, line)


def sentence_places(words: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield (start, end exclusive) of the sentences between two places of a text in its plain form.

    A quotation and the words behind it that name its speaker (“…。”王毅说。) are one sentence.
    """
    start = first
    for mark in _END.finditer(words, first, last):
        if "”" in mark[0] and _names_speaker(words, mark.end(), last):
            continue
        yield from _bare(words, start, mark.end())
        start = mark.end()
    yield from _bare(words, start, last)


def _bare(words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    stretch = words[start:end]
    if stretch.strip():
        yield start + len(stretch) - len(stretch.lstrip()), start + len(stretch.rstrip())


def _names_speaker(words: str, at: int, last: int) -> bool:
    behind = re.split(r"[，。：！？\n]", words[at : min(last, at + 24)], maxsplit=1)[0]
    return bool(behind) and any(
        behind.endswith(form) and any(verb.frame == "clause" for verb in verbs)
        for form, verbs in speech_verbs().items()
    )


def tokens(words: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end exclusive) of every Han character, number, Latin word and mark."""
    for match in _TOKEN.finditer(words):
        yield match.span()
