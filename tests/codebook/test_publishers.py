"""Whose page a text is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.codebook.publishers import (
    COLUMNS,
    PublisherKind,
    find_publisher,
    publisher_in_dateline,
    publisher_of,
    publishers,
)
from communique.errors import BadCodebookRow
from communique.model import Document


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("The Moscow Times", "The Moscow Times"),
        ("moscow times", "The Moscow Times"),
        ("U.S. Department of State", "US State Department"),
        ("@WhiteHouse", "The White House"),
        ("via Xinhua News Agency", "Xinhua"),
        ("state.gov", "US State Department"),
        ("", None),
        ("The", None),
    ],
)
def test_names(name: str, found: str | None) -> None:
    publisher = find_publisher(name=name)
    assert (publisher.name if publisher else None) == found


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://www.whitehouse.gov/briefing-room/x", "The White House"),
        ("https://2017-2021.state.gov/x", "US State Department"),
        ("https://whitehouse.gov.example/x", None),
        ("http://[::1", None),
        ("not an address", None),
    ],
)
def test_addresses(url: str, found: str | None) -> None:
    publisher = find_publisher(url=url)
    assert (publisher.name if publisher else None) == found


def test_the_name_wins_over_the_address() -> None:
    publisher = find_publisher(name="The Moscow Times", url="https://www.whitehouse.gov/x")
    assert publisher is not None
    assert publisher.kind is PublisherKind.PRESS


def test_the_agency_of_a_dateline() -> None:
    publisher = publisher_in_dateline("BEIJING, July 13 (Xinhua) -- The talks resumed.")
    assert publisher is not None
    assert publisher.kind is PublisherKind.AGENCY
    assert publisher_in_dateline("The talks (in Kest) resumed.") is None


def test_only_official_publishers_speak_for_a_side() -> None:
    assert all((publisher.side is not None) <= (publisher.kind is PublisherKind.OFFICIAL) for publisher in publishers())
    document = Document.of("a", "The talks resumed.", publisher="US State Department")
    publisher = publisher_of(document)
    assert publisher is not None
    assert publisher.side == "USA"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]  # noqa: ANN201
    """A table of a user's own beside that of the package."""
    monkeypatch.setenv("COMMUNIQUE_CODEBOOK", str(tmp_path))
    publishers.cache_clear()
    yield tmp_path / "publishers.csv"
    publishers.cache_clear()


def test_a_users_own_publishers_come_after_the_packages(own: Path) -> None:
    own.write_text(
        ",".join(COLUMNS) + "\nThe Aldrun Courier,Courier of Aldrun,aldrun.example,,press,own\n", encoding="utf-8"
    )
    assert publishers()[-1].name == "The Aldrun Courier"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",,,USA,press,own", "a name and a source"),
        ("A,,,usa,press,own", "no code of a state"),
        ("A,,,USA,paper,own", "kind is 'paper'"),
        ("A,The White House,,USA,press,own", "already belongs to"),
        ("A,,whitehouse.gov,USA,press,own", "already belongs to"),
        ("A,,,USA,press", "5 cells for 6 columns"),
    ],
)
def test_a_bad_row_is_named(own: Path, row: str, said: str) -> None:
    own.write_text(",".join(COLUMNS) + f"\n{row}\n", encoding="utf-8")
    with pytest.raises(BadCodebookRow, match=said):
        publishers()


@given(st.one_of(st.none(), st.text(max_size=80)), st.one_of(st.none(), st.text(max_size=80)), st.text(max_size=80))
def test_any_name_address_and_text(name: str | None, url: str | None, text: str) -> None:
    found = find_publisher(name=name, url=url) or publisher_in_dateline(text)
    assert found is None or found in publishers()
