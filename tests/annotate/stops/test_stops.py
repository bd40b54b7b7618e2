"""Who was, or will be, where, in the order of travel."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.tokens import Doc

from communique.annotate.layers import Layers

CASES = Path(__file__).parents[2] / "cases" / "stops.csv"


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def shown(doc: Doc) -> str:
    layers = Layers(doc)
    names = {actor.id: actor.name for actor in layers.actors}
    return "; ".join(
        f"{stop.order} {names[stop.actor]}: {stop.place.name} {stop.date or '-'} {stop.status.value}"
        for stop in layers.stops
    )


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["note"])
def test_stops_in_the_order_of_travel(row: dict[str, str], read_doc: Callable[..., Doc]) -> None:
    assert shown(read_doc(row["text"])) == row["stops"]


def test_a_state_is_no_stop_beside_its_city(read_doc: Callable[..., Doc]) -> None:
    doc = read_doc(
        "Norwegian Foreign Minister Halvard Tveiten will travel to Iraq. In Baghdad he will meet Iraqi officials."
    )
    assert [stop.place.name for stop in Layers(doc).stops] == ["Baghdad"]
