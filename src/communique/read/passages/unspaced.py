"""The passages of a Chinese page: what is not plainly the publisher's own is the story's.

The tests of other pages count words and capitals, which Chinese does not have. A line counts as furniture only by the
words at its beginning (`words_zh.csv`, use `page_line`), and as a headline only before the first sentence.
"""

import re
from collections.abc import Iterator

from communique.codebook.chinese import words
from communique.model.document import PassageKind

_SAMPLE = 2_000
_HAN = re.compile(r"[\u3400-\u9fff]")
_LETTER = re.compile(r"[^\W\d_]")
_ENDS_SENTENCE = re.compile(r"[。！？；：…][”’」』）)]*\s*$")
_STAMP = re.compile(
    r"\s*(?:(?:发布|更新)?(?:时间|日期)[：:]\s*)?\d{2,4}\s*[-年./]\s*\d{1,2}\s*[-月./]\s*\d{1,2}\s*日?(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?\s*$"
)
_DATELINE = re.compile(
    r"\s*(?:（|\()?[\u3400-\u9fff]{2,6}社[\u3400-\u9fff]{2,12}?\d{1,2}月\d{1,2}日[电電](?:[（(][^）)\n]{1,30}[）)])?\s*"
)
_LONGEST_HEADLINE = 60


def is_chinese(text: str) -> bool:
    """Tell whether most letters at the beginning of a text are Chinese characters."""
    sample = text[:_SAMPLE]
    if sample.isascii():
        return False
    return len(_HAN.findall(sample)) * 2 > len(_LETTER.findall(sample))


def chinese_borders(text: str, title: str | None) -> Iterator[tuple[int, PassageKind]]:
    """Yield where each passage begins, in order; the first begins at 0."""
    wanted = title.strip() if title else ""
    has_headline = has_prose = False
    at = 0
    for line in text.split("\n"):
        start, at = at, at + len(line) + 1
        bare = line.strip()
        if not bare:
            continue
        kind = _furniture(bare)
        if kind is not None:
            yield start, kind
            continue
        is_sentence = _ENDS_SENTENCE.search(bare) is not None
        if (
            not has_prose
            and not has_headline
            and (bare == wanted or (not is_sentence and len(bare) <= _LONGEST_HEADLINE))
        ):
            has_headline = True
            yield start, PassageKind.HEADLINE
            continue
        dateline = _DATELINE.match(line) if not has_prose else None
        has_prose = has_prose or is_sentence
        if dateline is not None:
            yield start, PassageKind.DATELINE
            yield start + dateline.end(), PassageKind.BODY
        else:
            yield start, PassageKind.BODY


def _furniture(line: str) -> PassageKind | None:
    """Return what a line is that tells nothing: a time stamp, who wrote it, links to other stories, rights."""
    if _STAMP.match(line):
        return PassageKind.HEADER
    bare = line.lstrip("【[（( ·•▶>-—*")
    for form, kind in words("page_line").items():
        if bare.startswith(form) and (len(line) <= _LONGEST_HEADLINE or kind == "legal"):
            return PassageKind(kind)
    return None
