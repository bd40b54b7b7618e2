"""What stands around the story of a page, told by its markup: navigation, foot, and links to other stories.

A page about rain is not about diplomacy because a story about talks is linked beside it. Finding the article would show
that, and costs thirty times as much as cutting away what is surely none of it. Where it is not sure, the words stay.
"""

import re

from communique.read.tags import end_of, text_without_tags
from communique.read.terms import Wanted

_AROUND = ("nav", "aside", "footer")
"""Elements in which the extraction of articles looks for none either (trafilatura, `MANUALLY_CLEANED`)."""
_MARK = re.compile(
    rf"<(?:(!--)|(script)(?![a-z0-9:-])|(/?)({'|'.join(_AROUND)})(?![a-z0-9:-])[^>]*+>)", re.IGNORECASE | re.ASCII
)
_LINK = re.compile(r"<a\s[^<>]{0,2000}?href[^<>]*+>", re.IGNORECASE)
_LINK_END = re.compile(r"</a\s*>", re.IGNORECASE)
_OPENS, _CLOSES, _LINKED = "\x01", "\x02", "\x03"
"""Stand for the tags of links, and for the borders of their words in a line, while the other tags are dropped."""
_BETWEEN = re.compile(f"{_OPENS}([^{_OPENS}{_CLOSES}]*+){_CLOSES}?")
_WORD = re.compile(r"[^\W_]{2}")
LONGEST_LINK = 200
"""Characters of a link beyond which it is no headline of another story, but text: somebody forgot to end it."""
LEAST = 250
"""If fewer characters are left, no article would be found either, and all words of the page count."""


def is_wanted(wanted: Wanted, words: str, markup: str | None) -> bool:
    """Tell whether what has these words is worth reading; of a page, whose `markup` it is, whether to find its article.

    It is if `wanted` says so of all words, and again of those that are left without what surely is no part of a story.
    """
    if not wanted(words):
        return False
    left = story_words(markup) if markup is not None else ""
    return len(left) < LEAST or wanted(left)


def story_words(markup: str) -> str:
    """Return the words of `markup` without navigation, asides, foot, and the lines that are nothing but links.

    Where links make up more than half of what is left the page is a list of stories, and they stay.
    """
    text = text_without_tags(_with_marks(_without_surroundings(markup)))
    lines = _BETWEEN.sub(_linked, text).replace(_CLOSES, "").split("\n")
    words = [line.replace(_LINKED, "") for line in lines]
    own = [plain for line, plain in zip(lines, words, strict=True) if _has_words_of_its_own(line)]
    whole, left = "\n".join(words), "\n".join(own)
    return left if len(left) * 2 >= len(whole) else whole


def _without_surroundings(markup: str) -> str:
    """Cut elements of `_AROUND`, from the outermost start tag to the end tag that belongs to it, if there is one."""
    depths, starts = dict.fromkeys(_AROUND, 0), dict.fromkeys(_AROUND, 0)
    found: list[tuple[int, int]] = []
    at, last = 0, markup.rfind(">") + 1
    while mark := _MARK.search(markup, at, last):
        at = mark.end()
        if mark[1] or mark[2]:  # tags in comments and scripts are none
            at = markup.find("-->", at) if mark[1] else end_of("script", markup, at)
            if at < 0:
                break
            continue
        name = mark[4].lower()
        if not mark[3]:
            if depths[name] == 0:
                starts[name] = mark.start()
            depths[name] += 1
        elif depths[name]:
            depths[name] -= 1
            if depths[name] == 0:
                found.append((starts[name], at))
    parts: list[str] = []
    at = 0
    for start, end in sorted(found):
        parts.append(markup[at:start])
        at = max(at, end)
    return "<br>".join([*parts, markup[at:]])


def _with_marks(markup: str) -> str:
    for mark in (_OPENS, _CLOSES, _LINKED):
        markup = markup.replace(mark, " ")
    return _LINK_END.sub(_CLOSES, _LINK.sub(_OPENS, markup))


def _linked(link: re.Match[str]) -> str:
    """Put a mark at both ends of each line of a link."""
    if len(link[1]) > LONGEST_LINK:
        return link[1]
    return "\n".join(f"{_LINKED}{line}{_LINKED}" for line in link[1].split("\n"))


def _has_words_of_its_own(line: str) -> bool:
    return _LINKED not in line or any(map(_WORD.search, line.split(_LINKED)[::2]))
