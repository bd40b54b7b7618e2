from collections.abc import Callable

import pytest

from communique.annotate.chinese.reading import Reading
from communique.annotate.chinese.times import find_times, number


def times(words: str, published: str | None = "2026-01-10") -> list[tuple[str, str | None]]:
    return [(words[one.start : one.end], one.value) for one in find_times(words, iter([(0, len(words))]), published)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("当地时间11月15日上午", [("11月15日", "2025-11-15")]),
        ("2025年7月13日", [("2025年7月13日", "2025-07-13")]),
        ("二〇二五年七月十三日", [("二〇二五年七月十三日", "2025-07-13")]),
        ("民国114年7月", [("民国114年7月", "2025-07")]),
        ("28日在京会见", [("28日", "2025-12-28")]),
        ("10日在京会见", [("10日", "2026-01-10")]),
        ("将于8日访问", [("8日", "2026-02-08")]),
        ("10月30日至11月8日", [("10月30日", "2025-10-30"), ("11月8日", "2025-11-08")]),
        ("12月25日至27日", [("12月25日", "2025-12-25"), ("27日", "2025-12-27")]),
        ("去年11月", [("去年11月", "2025-11")]),
        ("今年秋天", [("今年秋天", "2026-FA")]),
        ("上周五", [("上周五", "2026-01-02")]),
        ("周四对记者说", [("周四", "2026-01-08")]),
        ("定于周四会谈", [("周四", "2026-01-15")]),
        ("下周公布", [("下周", "2026-W03")]),
        ("昨天，双方", [("昨天", "2026-01-09")]),
        ("12月3日抵达。同日离开", [("12月3日", "2025-12-03"), ("同日", "2025-12-03")]),
        ("日前", [("日前", "PAST_REF")]),
        ("建交50年来", [("50年来", "P50Y")]),
        ("每年举行", [("每年", "P1Y")]),
        ("建交50周年", []),
        ("一些日本企业", []),
    ],
)
def test_dates_count_from_the_day_of_the_text(words: str, expected: list[tuple[str, str | None]]) -> None:
    assert times(words) == expected


def test_without_a_day_to_count_from_relative_dates_stay_open() -> None:
    assert times("昨天，3月5日，周五", None) == [("昨天", None), ("3月5日", None), ("周五", None)]


@pytest.mark.parametrize(
    ("written", "value"),
    [("13", 13), ("十", 10), ("十三", 13), ("三十", 30), ("二十五", 25), ("二〇二五", 2025), ("两", 2), ("百", None)],
)
def test_numerals(written: str, value: int | None) -> None:
    assert number(written) == value


def test_a_heading_does_not_make_the_line_behind_it_look_ahead(read_chinese: Callable[..., Reading]) -> None:
    words = "挪威称将举行谈判\n挪威首相哈尔森10日表示，谈判会继续。"
    assert read_chinese(words, published="2026-03-11").times[-1].value == "2026-03-10"
