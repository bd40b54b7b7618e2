import pytest

from communique.read.published.header import Strength, header_dates

STORY = "\nThe ministers met in Port Amel and agreed to resume talks."


@pytest.mark.parametrize(
    ("line", "strength"),
    [
        ("Published 14 July 2025", Strength.LABELLED),
        ("14 July 2025", Strength.ALONE),
        ("By Ana Lindqvist, 14 July 2025", Strength.BESIDE),
        ("Last updated 14 July 2025", Strength.UPDATED),
    ],
)
def test_how_surely_a_line_tells_the_day(line: str, strength: Strength) -> None:
    (found,) = header_dates(f"Talks to resume\n{line}{STORY}")
    assert found.strength is strength


def test_an_american_zone_is_seen() -> None:
    (found,) = header_dates(f"Talks to resume\n05/06/2024 10:00 AM EDT{STORY}")
    assert found.american


def test_only_the_head_is_looked_at() -> None:
    assert header_dates("Talks.\n" * 20 + "14 July 2025") == []
    assert header_dates("x" * 4000 + "\n14 July 2025") == []


def test_places_are_those_of_the_text() -> None:
    text = f"Talks to resume\n\nPublished: 14 July 2025{STORY}"
    (found,) = header_dates(text)
    assert text[found.date.start : found.date.end] == "14 July 2025"
