"""The date in the head of a text: " date 2025-07-14 ", a line "Friday, August 21, 2015", "Published Jun 04, 2026"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from communique.codebook.date_headers import date_headers
from communique.read.published.written_dates import WrittenDate, written_dates

HEAD = 3000
"""Characters of the text in which its head is looked for."""

LINES = 16
LONGEST_LINE = 160
LONG_LINES = 3
"""The head ends after so many lines of running text (longer than 160 characters)."""


class Strength(IntEnum):
    """How surely a line tells the day of publication."""

    UPDATED = 1
    BESIDE = 2
    ALONE = 3
    LABELLED = 4


@dataclass(frozen=True, slots=True)
class HeaderDate:
    """A date in the head of a text. `american` tells that a zone of the United States stands beside it."""

    date: WrittenDate
    strength: Strength
    american: bool = False


def header_dates(text: str) -> list[HeaderDate]:
    """Return the dates that the head of `text` gives as the text's own, in the order of the lines."""
    found = []
    opening = _opening(text)
    if opening:
        found.append(opening)
    for number, (start, line) in enumerate(_head_lines(text)):
        header = _read_line(line, start, is_first=number == 0)
        if header and not (found and header.date.start < found[-1].date.end):
            found.append(header)
    return found


def _head_lines(text: str) -> Iterator[tuple[int, str]]:
    long_lines = lines = 0
    start = 0
    head = text[:HEAD]
    for line in head.splitlines(keepends=True):
        words = line.strip()
        if words:
            lines += 1
            long_lines += len(words) > LONGEST_LINE
            if lines > LINES or long_lines > LONG_LINES:
                return
            if len(words) <= LONGEST_LINE and start + len(line) <= len(head):
                yield start, line
        start += len(line)


def _opening(text: str) -> HeaderDate | None:
    """Read a labelled date at the very start with the story on the same line, as exports of archives print it."""
    found = _label_pattern().match(text[:400])
    if not found:
        return None
    date = next(written_dates(text[:400]), None)
    if (
        date is None
        or not date.has_day
        or date.start - found.end() > 12
        or text[found.end() : date.start].strip(" :\t-–—")
    ):
        return None
    return HeaderDate(date, Strength.LABELLED if found["published"] else Strength.UPDATED)


def _read_line(line: str, start: int, *, is_first: bool) -> HeaderDate | None:
    dates = list(written_dates(line))
    days = [date for date in dates if date.has_day]
    if not days:
        return None
    lowered = line.lower()
    if any(_has_phrase(lowered, phrase) for phrase in date_headers().today):
        return None
    labels = list(_label_pattern_anywhere().finditer(line))
    labelled: list[HeaderDate] = []
    for date in days:
        label = next(
            (one for one in reversed(labels) if one.end() <= date.start and _is_filler(line[one.end() : date.start])),
            None,
        )
        if label and _label_stands_free(line, label):
            strength = Strength.LABELLED if label["published"] else Strength.UPDATED
            labelled.append(_placed(date, strength, line, start))
    if labelled:
        return max(labelled, key=lambda header: header.strength)
    if len({date.value for date in days}) > 1:
        return None
    date = days[0]
    rest = line[: date.start] + " " + line[date.end :]
    left = _left_over(rest)
    if not left:
        return _placed(date, Strength.ALONE, line, start)
    if _is_byline(line, date) or (not is_first and _is_place(left, line, date)):
        return _placed(date, Strength.BESIDE, line, start)
    return None


def _placed(date: WrittenDate, strength: Strength, line: str, start: int) -> HeaderDate:
    zones = {word.lower() for word in _WORD.findall(line[date.end :])}
    american = bool(zones & date_headers().american_zones)
    return HeaderDate(
        WrittenDate(date.start + start, date.end + start, date.value, date.other), strength, american=american
    )


_WORD = re.compile(r"[^\W\d_][\w.'’/-]*")
_FIGURES = re.compile(r"[+-]?\d[\d:.,+/-]{0,12}(?:[ap]\.?m\b\.?|h\d{0,2}\b)?", re.IGNORECASE)
_CAPITALISED = re.compile(r"[^\W\d_a-zа-я][\w.'’-]{0,30}")


def _left_over(rest: str) -> list[str]:
    """Return the words of a line that neither belong to a date nor to a time of day."""
    words = date_headers()
    without = _beside_phrases().sub(" ", _FIGURES.sub(" ", rest))
    left = []
    for word in _WORD.findall(without):
        bare = word.lower().rstrip(".")
        if bare in words.weekdays or bare in words.zones or bare in words.beside or bare in words.months:
            continue
        left.append(word)
    return left


@cache
def _beside_phrases() -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase in date_headers().beside if " " in phrase)
    return re.compile(rf"(?<!\w)(?:{phrases})(?!\w)", re.IGNORECASE)


def _is_filler(between: str) -> bool:
    """Between a label and its date only times, weekdays, a place in brackets and small words may stand."""
    return len(between) <= 60 and not _left_over(between)


def _label_stands_free(line: str, label: re.Match[str]) -> bool:
    """Tell a label, which opens its line or follows a separator, from a sentence ("published on 3 May and ...")."""
    before = line[: label.start()].rstrip()
    if not before or before[-1] in "|•·:;,()[]–—-/>":
        return True
    return label[0][0].isupper() and not line.rstrip().endswith((".", "”", '"')) and len(line) <= 120


def _is_byline(line: str, date: WrittenDate) -> bool:
    opening = line[: date.start].strip().lower()
    if not any(opening == word or opening.startswith((f"{word} ", f"{word}:")) for word in date_headers().byline):
        return False
    # What follows the date must not go on as a sentence.
    return not _left_over(line[date.end :]) and len(line) <= 120


def _is_place(left: list[str], line: str, date: WrittenDate) -> bool:
    """Tell "Moscow, July 14, 2025", "The Hague | 14 July 2025", "Ottawa, Ontario – July 14, 2025" from a headline."""
    if len(left) > 4 or not all(_CAPITALISED.fullmatch(word) for word in left):
        return False
    before, after = line[: date.start].strip(), line[date.end :].strip()
    if before and after and _left_over(before) and _left_over(after):
        return False
    return (
        not before or before[-1] in ",|•·-–—:/" or (bool(after) and after[0] in ",|•·-–—:/" and not _left_over(before))
    )


def _has_phrase(lowered: str, phrase: str) -> bool:
    at = lowered.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        if not (at and lowered[at - 1].isalnum()) and not (end < len(lowered) and lowered[end].isalnum()):
            return True
        at = lowered.find(phrase, at + 1)
    return False


@cache
def _label_pattern() -> re.Pattern[str]:
    return re.compile(rf"[\s\ufeff*_#\[(]{{0,20}}{_labels()}", re.IGNORECASE)


@cache
def _label_pattern_anywhere() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_labels()}", re.IGNORECASE)


def _labels() -> str:
    words = date_headers()
    published = "|".join(re.escape(label) for label in words.published)
    updated = "|".join(re.escape(label) for label in words.updated)
    return rf"(?:(?P<updated>{updated})|(?P<published>{published}))(?!\w)"
