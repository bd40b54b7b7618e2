import pytest

from communique.report.dates import in_words


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-07-13", "Sunday 13 July 2025"),
        ("2025-07", "July 2025"),
        ("2025-W07", "week 7 of 2025"),
        ("2025", "2025"),
    ],
)
def test_a_date_is_put_in_words_at_its_own_precision(value: str, expected: str) -> None:
    assert in_words(value) == expected
