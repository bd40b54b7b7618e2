"""People are asked for by names and ids, whatever stands in them."""

from pathlib import Path
from urllib.parse import quote

import pytest

from communique.model.history import ItineraryRow, Person
from communique.web.desk import Desk

from .conftest import Serve


@pytest.mark.parametrize("name", ["text:ana-sol/and-sea", "a/b/c", "/", "x/itinerary/y"])
def test_a_name_may_hold_a_slash(demonstration: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    asked: list[str] = []

    def people(_: Desk, given: str) -> list[Person]:
        asked.append(given)
        return []

    def itinerary(_: Desk, given: str, **__: object) -> list[ItineraryRow]:
        asked.append(given)
        return []

    monkeypatch.setattr(Desk, "people", people)
    monkeypatch.setattr(Desk, "itinerary", itinerary)
    client = serve(demonstration)
    address = f"/api/v1/people/{quote(name, safe='')}"
    assert "nobody in this archive is called" in client.get(address).json()["detail"]
    assert client.get(f"{address}/itinerary").json()["items"] == []
    assert asked == [name, name]
