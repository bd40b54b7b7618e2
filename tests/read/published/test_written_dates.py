import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.read.published.written_dates import day, written_dates


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("14 July 2025", "2025-07-14"), ("July 14, 2025", "2025-07-14"), ("14th of July 2025", "2025-07-14"),
        ("Sept. 3, 2024", "2024-09-03"), ("2025-07-14T10:00", "2025-07-14"), ("14.7.2025", "2025-07-14"),
        ("2025年7月14日", "2025-07-14"), ("14 июля 2025", "2025-07-14"), ("14 de julio de 2025", "2025-07-14"),
        ("July 2025", "2025-07"), ("25/12/69", "2069-12-25"), ("25/12/70", "1970-12-25"),
    ],
)  # fmt: skip
def test_written_forms(text: str, value: str) -> None:
    assert [date.value for date in written_dates(f"On {text} they met.")] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "31 June 2025",
        "2025-13-01",
        "1899-01-01",
        "2101-01-01",
        "1.2.3.4",
        "12/34/56",
        "2025-07-14-15",
        "v2025.07.141",
        "00/00/2025",
    ],
)
def test_what_the_calendar_does_not_have(text: str) -> None:
    assert list(written_dates(text)) == []


def test_figures_with_two_readings_have_both() -> None:
    (date,) = written_dates("05/06/2024")
    assert (date.value, date.other) == ("2024-06-05", "2024-05-06")


@given(st.text("0123456789-/. July年月日,", max_size=60))
def test_places_are_true(text: str) -> None:
    for date in written_dates(text):
        assert 0 <= date.start < date.end <= len(text)


@given(st.integers(1, 3000), st.integers(0, 14), st.integers(0, 33))
def test_a_day_is_of_the_calendar(year: int, month: int, number: int) -> None:
    found = day(year, month, number)
    assert found is None or found == f"{year:04d}-{month:02d}-{number:02d}"
