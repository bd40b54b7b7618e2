"""The words by which a page tells its date: their shape, and what a bad table says."""

import pytest

from communique.codebook.date_headers import _LISTS, date_headers, read_date_headers
from communique.errors import BadCodebookRow

GENERAL = 'zones = ["gmt"]\namerican_zones = []\nmonth_first_countries = ["USA"]\nmixed_countries = []\n'
MONTHS = "months = [" + "[]," * 12 + "]\n"


def test_months_of_all_languages_are_one_table() -> None:
    months = date_headers().months
    assert (months["july"], months["июля"], months["juillet"]) == (7, 7, 7)
    assert set(months.values()) == set(range(1, 13))


def test_labels_are_tried_longest_first() -> None:
    published = date_headers().published
    assert published.index("published on") < published.index("published")
    assert all(label == label.lower() for label in published)


def test_one_language_is_enough() -> None:
    lists = "".join(f"{name} = []\n" for name in _LISTS if name != "published")
    headers = read_date_headers(f'{GENERAL}[xx]\n{MONTHS}published = ["posted"]\n{lists}')
    assert (headers.published, headers.zones, headers.months) == (("posted",), frozenset({"gmt"}), {})


@pytest.mark.parametrize(
    "toml",
    [
        "[xx",
        "[xx]\nmonths = []\n",
        '[xx]\nmonths = "july"\n',
        f"[xx]\n{MONTHS}published = 1\n",
        f'[xx]\n{MONTHS}published = ["Posted"]\n',
        f'[xx]\n{MONTHS}published = [" "]\n',
    ],
)
def test_a_bad_table_is_named(toml: str) -> None:
    with pytest.raises(BadCodebookRow, match=r"date_headers\.toml"):
        read_date_headers(toml)
