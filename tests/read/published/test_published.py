"""The publication date and how it is known, case by case (tests/cases/published.csv).

In the table a backslash-n is a line break and several declared or hinted values are apart by semicolons.
"""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import UnsureDate
from communique.model.dates import check_partial_date
from communique.read.published import DatedBy, published_on

TABLE = Path(__file__).parents[2] / "cases" / "published.csv"
with TABLE.open(encoding="utf-8", newline="") as _file:
    CASES = list(csv.DictReader(_file))


def dated(case: dict[str, str]) -> DatedBy:
    return published_on(
        case["text"].replace("\\n", "\n").replace("\\ufeff", "\ufeff"),
        given=case["given"] or None,
        declared=case["declared"].split(";") if case["declared"] else (),
        hinted=case["hinted"].split(";") if case["hinted"] else (),
        url=case["url"] or None,
        country=case["country"] or None,
    )


def test_there_are_more_than_a_hundred_cases() -> None:
    assert len(CASES) > 100


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["note"])
def test_case(case: dict[str, str]) -> None:
    found = dated(case).published_on
    known = (found.value, found.known_by.value) if found else ("", "")
    assert known == (case["expected"], case["known_by"])


@pytest.mark.parametrize("case", [case for case in CASES if "reported" in case["note"]], ids=lambda case: case["note"])
def test_what_is_unsure_is_reported(case: dict[str, str]) -> None:
    assert [failure.code for failure in dated(case).failures] == [UnsureDate.code]


def test_an_open_year_is_reported_with_its_place() -> None:
    text = "PORT AMEL, July 14 (Reuters) - The ministers met."
    (failure,) = published_on(text).failures
    assert text[failure.start : failure.end] == "July 14"


def test_two_days_in_the_head_are_reported_with_their_place() -> None:
    text = "Talks to resume\n14 July 2025\n15 July 2025\nThe ministers met."
    (failure,) = published_on(text).failures
    assert text[failure.start : failure.end] == "14 July 2025"
    assert "2025-07-14, 2025-07-15" in failure.message


@given(st.text(max_size=200), st.lists(st.text(max_size=30), max_size=3), st.one_of(st.none(), st.text(max_size=60)))
def test_any_text_has_a_real_date_or_none(text: str, declared: list[str], url: str | None) -> None:
    found = published_on(text, declared=declared, hinted=declared, url=url).published_on
    assert found is None or check_partial_date(found.value)
