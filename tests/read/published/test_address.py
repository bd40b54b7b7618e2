import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.read.published.address import date_in_address, year_in_address


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://paper.example/2025/07/14/talks", "2025-07-14"),
        ("https://paper.example/2025/7/4/talks", "2025-07-04"),
        ("https://paper.example/2025/dec/31/talks", "2025-12-31"),
        ("https://paper.example/2025/07/", "2025-07"),
        ("https://paper.example/2025/07/14/2024-01-01-history", "2025-07-14"),
        ("https://paper.example/#2025/07/14/", None),
        ("https://paper.example/1852/07/14/", None),
        ("https://paper.example/sdg-2030/07-ways", None),
    ],
)
def test_days_and_months(url: str, value: str | None) -> None:
    assert date_in_address(url) == value


def test_a_year_alone() -> None:
    assert year_in_address("https://paper.example/news/2025/story") == 2025
    assert year_in_address("https://paper.example/news/2025-story") is None


@given(st.text(max_size=120))
def test_any_address(url: str) -> None:
    found = date_in_address(url)
    assert found is None or len(found) in {7, 10}
