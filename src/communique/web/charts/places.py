"""Where a place lies: cities by GeoNames, seats of government in theirs, else the middle of the state around it."""

import csv
import json
from functools import cache
from importlib import resources
from typing import NamedTuple

from communique.codebook.people import name_key
from communique.model import Place
from communique.web.charts.projection import project


class World(NamedTuple):
    """The map: the outline of each state by its code, and a point within it."""

    width: float
    height: float
    outlines: dict[str, str]
    middles: dict[str, tuple[float, float]]


class Spot(NamedTuple):
    """A place on the map; `is_exact` is false where only the state is known."""

    x: float
    y: float
    is_exact: bool


@cache
def world() -> World:
    """Return the map that ships with the package."""
    drawn = json.loads(_data("world.json"))
    shapes = drawn["countries"]
    return World(
        drawn["width"],
        drawn["height"],
        {code: shape["d"] for code, shape in shapes.items()},
        {code: (shape["at"][0], shape["at"][1]) for code, shape in shapes.items()},
    )


@cache
def _cities() -> dict[tuple[str, str], tuple[float, float]]:
    found = {
        (name_key(row["name"]), row["country"]): project(float(row["latitude"]), float(row["longitude"]))
        for row in csv.DictReader(_data("places.csv").splitlines())
    }
    seats = csv.DictReader(_data("seats.csv").splitlines())
    return found | {
        (name_key(row["name"]), row["country"]): found[name_key(row["city"]), row["country"]] for row in seats
    }


def spot(place: Place | None) -> Spot | None:
    """Return where a place lies, None where nothing is known of it."""
    if place is None or place.country is None:
        return None
    city = _cities().get((name_key(place.name), place.country))
    if city is not None:
        return Spot(*city, is_exact=True)
    middle = world().middles.get(place.country)
    return Spot(*middle, is_exact=False) if middle is not None else None


def _data(name: str) -> str:
    return resources.files("communique.web.charts").joinpath("data", name).read_text(encoding="utf-8")
