"""Dates as Chinese texts write them: 2025年7月13日, 当地时间13日, 去年11月, 上周五, 二〇二五年七月, 日前.

A day without a month, or a day and month without a year, is the nearest to the publication of the text; of a day alone
the last one, unless the clause looks ahead. Without a publication date such words have no value.
"""

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator

from communique.model import TimeReference, TimeType
from communique.model.dates import first_day, precision_of

_DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_NUM = r"(?:\d+|[〇○零一二三四五六七八九十两]+)"
_WEEKDAYS = {char: number for number, char in enumerate("一二三四五六", start=1)} | {"日": 7, "天": 7, "末": 6}
_AHEAD = re.compile(r"将|拟|定于|计划|预计|即将|届时|明日|待")
_NEAR = 40
"""Characters before a day within which its month may have been told (10月25日至26日)."""
_YEAR_ZERO = {"民国": 1911, "令和": 2018}
_LEAST_YEAR = 1800

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("full", rf"(民国|令和)?({_NUM})年({_NUM})月({_NUM})[日号]"),
    ("year_month", rf"(民国|令和)?({_NUM})年({_NUM})月(?:份)?"),
    ("relative_full", rf"(去年|今年|明年|前年|同年)({_NUM})月(?:({_NUM})[日号])?(?:份)?"),
    ("relative_month_day", rf"(上个?月|本月|下个?月|当月)({_NUM})[日号]"),
    ("month_day", rf"({_NUM})月({_NUM})[日号]"),
    ("month", r"(?<![个\d])(\d{1,2}|十[一二]?|[一二三四五六七八九])月(?!球|亮|饼)(?:份)?"),
    ("weekday", r"(上上|上|这|本|下|下个|上个)?(?:周|星期|礼拜)([一二三四五六日天末])(?![边围到])"),
    ("week", r"(上|本|这|下)(?:个)?(?:周|星期)(?![一二三四五六日天末年])"),
    ("year_alone", r"(?<![\d.])(1[89]\d\d|20\d\d|[一二]〇?[〇零一二三四五六七八九]{2,3})年(?!代|来|以来|期|级)"),
    ("relative_year", r"(去年|今年|明年|前年|后年)(?:的)?([春夏秋冬](?:天|季)?)?"),
    ("relative_month", r"上个?月|本月|下个?月|当月"),
    ("day_word", r"今天|今日|今晚|同日|同一天|今晨|昨天|昨日|昨晚|明天|明日|前天|后天|前日|当天|当日|当晚|次日|翌日"),
    ("day", rf"(?<![\d月年第.星期周每])({_NUM})[日号](?![本圆元内报程前常益期子])"),
    (
        "duration",
        rf"(?:过去|未来|近|今后|未来的)?({_NUM})(年|个月|周(?!年)|天|小时|日)(?:来|以来|间|内|时间)?(?!代|级|[一二三四五六日])",
    ),
    ("set", r"每(年|月|周|天|日|季度)"),
    ("vague", r"日前|近日|近期|最近|目前|当前|不久前|近年来|近年"),
)
_EVERY = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS))
_ALONE = {name: re.compile(pattern) for name, pattern in _PATTERNS}
_MOVES = {"去年": -1, "今年": 0, "明年": 1, "前年": -2, "后年": 2, "同年": 0}
_DAYS = {"今": 0, "昨": -1, "明": 1, "前": -2, "后": 2, "当": 0, "同": 0, "次": 1, "翌": 1}
_UNITS = {"年": "Y", "个月": "M", "周": "W", "天": "D", "日": "D", "小时": "H"}
_SETS = {"年": "P1Y", "月": "P1M", "周": "P1W", "天": "P1D", "日": "P1D", "季度": "P3M"}
_SEASONS = {"春": "SP", "夏": "SU", "秋": "FA", "冬": "WI"}
_PRESENT = frozenset({"目前", "当前"})


def number(written: str) -> int | None:
    """Return the number that digits or Chinese numerals write (十三, 二十五, 二〇二五), None if they are none."""
    if written.isascii() and written.isdigit():
        return int(written)
    if "十" in written:
        tens, _, ones = written.partition("十")
        high = _DIGITS.get(tens, 1 if not tens else None)
        low = _DIGITS.get(ones, 0 if not ones else None)
        return None if high is None or low is None else high * 10 + low
    if any(char not in _DIGITS for char in written):
        return None
    return int("".join(str(_DIGITS[char]) for char in written)) if written else None


def find_times(text: str, spans: Iterator[tuple[int, int]], published: str | None) -> tuple[TimeReference, ...]:
    """Return the time expressions of the stretches, in the order of the text."""
    finder = _Finder(text, published)
    return tuple(found for start, end in spans for found in finder.within(start, end))


class _Finder:
    def __init__(self, text: str, published: str | None) -> None:
        self._text = text
        self._anchor = first_day(published) if published is not None and precision_of(published) == "day" else None
        self._published = published
        self._last: tuple[int, dt.date] | None = None

    def within(self, start: int, end: int) -> Iterator[TimeReference]:
        for match in _EVERY.finditer(self._text, start, end):
            name = str(match.lastgroup)
            alone = _ALONE[name].match(self._text, match.start(), match.end())
            if alone is None:
                continue
            read: Callable[[re.Match[str]], tuple[str | None, TimeType, bool] | None] = getattr(self, f"_{name}")
            found = read(alone)
            if found is None:
                continue
            value, kind, is_relative = found
            anchor = self._published if is_relative and value is not None else None
            yield TimeReference(start=match.start(), end=match.end(), type=kind, value=value, anchor=anchor, rule=name)

    # Each reads one pattern: the value, its type, and whether it counts from the publication. None: no time at all.

    def _full(self, match: re.Match[str]) -> tuple[str | None, TimeType, bool] | None:
        year, month, day = number(match[2]), number(match[3]), number(match[4])
        return self._date(self._year(match[1], year), month, day, match.end())

    def _year_month(self, match: re.Match[str]) -> tuple[str | None, TimeType, bool] | None:
        year, month = self._year(match[1], number(match[2])), number(match[3])
        if year is None or month is None or not 1 <= month <= 12:
            return None
        return f"{year:04d}-{month:02d}", TimeType.DATE, False

    def _year(self, era: str | None, year: int | None) -> int | None:
        if year is None:
            return None
        year += _YEAR_ZERO[era] if era else 0
        return year if _LEAST_YEAR <= year < 2200 else None

    def _date(
        self, year: int | None, month: int | None, day: int | None, end: int, *, relative: bool = False
    ) -> tuple[str | None, TimeType, bool] | None:
        found = _day(year, month, day)
        if found is None:
            return None
        self._last = (end, found)
        return found.isoformat(), TimeType.DATE, relative

    def _relative_full(self, match: re.Match[str]) -> tuple[str | None, TimeType, bool] | None:
        month, day = number(match[2]), number(match[3]) if match[3] else None
        if month is None or not 1 <= month <= 12:
            return None
        year = self._moved_year(match[1])
        if year is None:
            return None, TimeType.DATE, True
        if day is None:
            return f"{year:04d}-{month:02d}", TimeType.DATE, True
        return self._date(year, month, day, match.end(), relative=True)

    def _moved_year(self, word: str) -> int | None:
        if word == "同年":
            return self._last[1].year if self._last is not None else None
        return int(self._published[:4]) + _MOVES[word] if self._published is not None else None

    def _relative_month_day(self, match: re.Match[str]) -> tuple[str | None, TimeType, bool] | None:
        month = self._moved_month(match[1])
        day = number(match[2])
        if month is None:
            return None, TimeType.DATE, True
        return self._date(int(month[:4]), int(month[5:]), day, match.end(), relative=True)

    def _moved_month(self, word: str) -> str | None:
        if self._anchor is None:
            return None
        move = -1 if word.startswith("上") else 1 if word.startswith("下") else 0
        index = self._anchor.year * 12 + self._anchor.month - 1 + move
        return f"{index // 12:04d}-{index % 12 + 1:02d}"

    def _month_day(self, match: re.Match[str]) -> tuple[str | None, TimeType, bool] | None:
        month, day = number(match[1]), number(match[2])
        told = re.search(r"(\d{4})年[^，。]{0,12}$", self._text[max(0, match.start() - 20) : match.start()])
        if told is not None and re.search(r"[至到—-]", told[0]):
            return self._date(int(told[1]), month, day, match.end())
        if self._anchor is None:
            is_day = month is not None and day is not None and 1 <= month <= 12 and 1 <= day <= 31
            return (None, TimeType.DATE, True) if is_day else None
        anchor = self._anchor
        years = (anchor.year - 1, anchor.year, anchor.year + 1)
        dated = [found for year in years if (found := _day(year, month, day)) is not None]
        if not dated:
            return None
        nearest = min(dated, key=lambda one: abs((one - anchor).days))
        return self._date(nearest.year, nearest.month, nearest.day, match.end(), relative=True)

    def _month(self, match: re.Match[str]) -> tuple[str | None, TimeType, bool] | None:
        month = number(match[1])
        if month is None or not 1 <= month <= 12:
            return None
        if self._anchor is None:
            return None, TimeType.DATE, True
        middle = self._anchor.replace(day=15)
        years = (self._anchor.year - 1, self._anchor.year, self._anchor.year + 1)
        nearest = min((dt.date(year, month, 15) for year in years), key=lambda one: abs((one - middle).days))
        return f"{nearest.year:04d}-{month:02d}", TimeType.DATE, True

    def _weekday(self, match: re.Match[str]) -> tuple[str | None, TimeType, bool] | None:
        day = _WEEKDAYS[match[2]]
        if self._anchor is None:
            return None, TimeType.DATE, True
        monday = self._anchor - dt.timedelta(days=self._anchor.weekday())
        weeks = {"上上": -2, "上": -1, "上个": -1, "这": 0, "本": 0, "下": 1, "下个": 1}.get(match[1] or "")
        if match[2] == "末":
            week = (monday + dt.timedelta(weeks=weeks or 0)).isocalendar()
            return f"{week.year:04d}-W{week.week:02d}-WE", TimeType.DATE, True
        if weeks is None:  # 周日: the last one, the next one if the clause looks ahead
            found = self._anchor - dt.timedelta(days=(self._anchor.isoweekday() - day) % 7)
            if found != self._anchor and self._looks_ahead(match.start(), match.end()):
                found += dt.timedelta(days=7)
        else:
            found = monday + dt.timedelta(weeks=weeks, days=day - 1)
        return self._date(found.year, found.month, found.day, match.end(), relative=True)

    def _week(self, match: re.Match[str]) -> tuple[str | None, TimeType, bool] | None:
        if self._anchor is None:
            return None, TimeType.DATE, True
        move = {"上": -1, "下": 1}.get(match[1], 0)
        week = (self._anchor + dt.timedelta(weeks=move)).isocalendar()
        return f"{week.year:04d}-W{week.week:02d}", TimeType.DATE, True

    def _year_value(self, written: str) -> int | None:
        return self._year(None, number(written))

    def _year_alone(self, match: re.Match[str]) -> tuple[str | None, TimeType, bool] | None:
        year = self._year_value(match[1])
        return None if year is None else (f"{year:04d}", TimeType.DATE, False)

    def _relative_year(self, match: re.Match[str]) -> tuple[str | None, TimeType, bool] | None:
        year = self._moved_year(match[1])
        if year is None:
            return None, TimeType.DATE, True
        season = f"-{_SEASONS[match[2][0]]}" if match[2] else ""
        return f"{year:04d}{season}", TimeType.DATE, True

    def _relative_month(self, match: re.Match[str]) -> tuple[str | None, TimeType, bool] | None:
        return self._moved_month(match[0]), TimeType.DATE, True

    def _day_word(self, match: re.Match[str]) -> tuple[str | None, TimeType, bool] | None:
        told = self._last[1] if self._last is not None else self._anchor
        base = told if match[0][0] in "当次翌同" else self._anchor
        if base is None:
            return None, TimeType.DATE, True
        found = base + dt.timedelta(days=_DAYS[match[0][0]])
        return found.isoformat(), TimeType.DATE, True

    def _day(self, match: re.Match[str]) -> tuple[str | None, TimeType, bool] | None:
        day = number(match[1])
        if day is None or not 1 <= day <= 31:
            return None
        if (
            self._last is not None
            and match.start() - self._last[0] <= _NEAR
            and re.search(r"[至到和、及—-]", self._text[self._last[0] : match.start()])
        ):
            last = self._last[1]
            found = _day(last.year, last.month, day)
            if found is not None and found >= last:
                return self._date(found.year, found.month, found.day, match.end(), relative=self._anchor is not None)
        if self._anchor is None:
            return None, TimeType.DATE, True
        found = self._nearest_day(day, ahead=self._looks_ahead(match.start(), match.end()))
        return None if found is None else self._date(found.year, found.month, found.day, match.end(), relative=True)

    def _nearest_day(self, day: int, *, ahead: bool) -> dt.date | None:
        if self._anchor is None:
            return None
        index = self._anchor.year * 12 + self._anchor.month - 1
        dated = [found for move in (-1, 0, 1) if (found := _day((index + move) // 12, (index + move) % 12 + 1, day))]
        limit = self._anchor + dt.timedelta(days=0 if not ahead else 31)
        past = [one for one in dated if one <= limit]
        if ahead:
            later = [one for one in dated if one >= self._anchor]
            return later[0] if later else None
        return past[-1] if past else None

    def _looks_ahead(self, start: int, end: int) -> bool:
        clause = re.split(r"[，。；\n]", self._text[max(0, start - 30) : start])[-1]
        behind = re.split(r"[，。；\n]", self._text[end : end + 12])[0]
        return _AHEAD.search(clause + behind) is not None

    def _duration(self, match: re.Match[str]) -> tuple[str | None, TimeType, bool] | None:
        amount = number(match[1])
        if amount is None or (match[2] == "日" and amount <= 31):
            return None
        unit = _UNITS[match[2]]
        return f"P{'T' if unit == 'H' else ''}{amount}{unit}", TimeType.DURATION, False

    def _set(self, match: re.Match[str]) -> tuple[str | None, TimeType, bool] | None:
        return _SETS[match[1]], TimeType.SET, False

    def _vague(self, match: re.Match[str]) -> tuple[str | None, TimeType, bool] | None:
        return ("PRESENT_REF" if match[0] in _PRESENT else "PAST_REF"), TimeType.DATE, False


def _day(year: int | None, month: int | None, day: int | None) -> dt.date | None:
    if year is None or month is None or day is None or not 1 <= month <= 12:
        return None
    return dt.date(year, month, day) if 1 <= day <= calendar.monthrange(year, month)[1] else None
