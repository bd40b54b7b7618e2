import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.read.published.dateline import dateline_of


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("BEIJING, July 13 (Xinhua) -- The talks", (7, 13, None)),
        ("MOSCOW, July 14. /TASS/. The talks", (7, 14, None)),
        ("НЬЮ-ДЕЛИ, 11 ноября 2025 года – Министр прибыл", (11, 11, 2025)),
        ("Geneva, 14 July 2025 – The talks", (7, 14, 2025)),
        ("KEST, Sept. 3 - The talks", (9, 3, None)),
        ("July 14 (Reuters) - The talks", (7, 14, None)),
        ("Talks resume\nKEST, July 14 (AP) — The talks", (7, 14, None)),
    ],
)
def test_datelines(text: str, known: tuple[int, int, int | None]) -> None:
    line = dateline_of(text)
    assert line is not None
    assert (line.month, line.day, line.year) == known


@pytest.mark.parametrize(
    "text",
    [
        "On July 13 - a Sunday - the minister left.",
        "The talks began on July 13 (Sunday).",
        "KEST (Reuters) - The talks",
        "KEST, February 30 (AP) - The talks",
        "",
        "Talks.\n" * 13 + "KEST, July 14 (AP) — The talks",
    ],
)
def test_no_datelines(text: str) -> None:
    assert dateline_of(text) is None


def test_the_leap_day_has_no_place_in_other_years() -> None:
    line = dateline_of("KEST, Feb 29 (AP) - The talks")
    assert line is not None
    assert line.in_year(2024) == "2024-02-29"
    assert line.in_year(2025) is None


@given(st.text("ABab, July1234()/-–\n", max_size=120))
def test_any_text(text: str) -> None:
    line = dateline_of(text)
    assert line is None or text[line.start : line.end].strip()
