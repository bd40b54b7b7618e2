"""Where somebody was, on a map and along a line in time."""

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from communique.web.charts.places import Spot, world
from communique.web.charts.svg import element, picture, text, title

_SMALLEST = 150.0
"""Units of the map that are shown at least, however near the places lie."""
_MARGIN = 1.35
_MAP_WIDTH = 1000.0
_LINE_WIDTH, _LINE_LEFT = 720.0, 20.0
_LEVELS = 4
_NUMBERS = 3
"""Numbers of stops that are written beside a place."""
_FEW = 14
"""Up to this many points in time have a label even if they are no places."""


@dataclass(frozen=True, slots=True)
class Halt:
    """A place on the way: its number in the table, its name, when in words, where it lies, its first day if known."""

    number: int
    name: str
    when: str
    country: str | None
    spot: Spot | None
    day: dt.date | None
    is_certain: bool
    """Whether the person was there: not only planned, and not called off."""


def on_a_map(halts: Sequence[Halt], *, label: str) -> Markup | None:
    """Draw the places on the part of the world that holds them, in the order given; None where none is known."""
    known = [(halt, halt.spot) for halt in halts if halt.spot is not None]
    if not known:
        return None
    earth = world()
    x, y, width, height = _frame([(spot.x, spot.y) for _, spot in known], earth.width, earth.height)
    scale = _MAP_WIDTH / width

    def on_page(spot: Spot) -> tuple[float, float]:
        return (spot.x - x) * scale, (spot.y - y) * scale

    visited = {halt.country for halt, _ in known if halt.country}
    land = [
        element("path", d=outline, class_="land visited" if code in visited else "land")
        for code, outline in earth.outlines.items()
    ]
    way: list[Markup] = []
    for (_, here), (to, there) in itertools.pairwise(known):
        (ax, ay), (bx, by) = on_page(here), on_page(there)
        if (ax, ay) != (bx, by):
            way.append(element("line", x1=ax, y1=ay, x2=bx, y2=by, class_=f"way{'' if to.is_certain else ' planned'}"))
    places: dict[tuple[float, float], list[Halt]] = {}
    for halt, where in known:
        places.setdefault(on_page(where), []).append(halt)
    marks: list[Markup] = []
    taken: list[tuple[float, float, float, float]] = [(px - 6, py - 6, px + 6, py + 6) for px, py in places]
    for (px, py), halts_there in places.items():
        words = f"{halts_there[0].name} ({_numbers(halts_there)})"
        free = _free((px, py), len(words) * 8.4, taken)
        certain = any(halt.is_certain for halt in halts_there)
        marks.append(
            element(
                "g",
                title("\n".join(f"{halt.number}. {halt.name}, {halt.when}" for halt in halts_there)),
                element("circle", cx=px, cy=py, r=6.0, class_="halt" if certain else "halt planned"),
                *([text(*free, words, class_="haloed")] if free else []),
            )
        )
    return picture(
        _MAP_WIDTH,
        height * scale,
        [
            element("g", *land, transform=f"scale({scale:.3f}) translate({-x:.2f} {-y:.2f})"),
            element("g", *way),
            element("g", *marks),
        ],
        label=label,
        name="map",
    )


def _numbers(halts: Sequence[Halt]) -> str:
    """Return the numbers of stops at one place; of many the first and how many more."""
    shown = ", ".join(str(halt.number) for halt in halts[:_NUMBERS])
    return f"{shown} +{len(halts) - _NUMBERS}" if len(halts) > _NUMBERS else shown


def _free(
    at: tuple[float, float], long: float, taken: list[tuple[float, float, float, float]]
) -> tuple[float, float] | None:
    """Return where a label begins so that it covers no other one and no point; None where there is no room."""
    x, y = at
    for left, base in (
        (x + 11, y + 5),
        (x - 11 - long, y + 5),
        (x + 8, y - 10),
        (x + 8, y + 22),
        (x - long, y - 12),
        (x - long, y + 24),
    ):
        box = (left, base - 13, left + long, base + 3)
        is_inside = left >= 0 and left + long <= _MAP_WIDTH and base > 14
        if is_inside and all(box[2] < a or c < box[0] or box[3] < b or d < box[1] for a, b, c, d in taken):
            taken.append(box)
            return left, base
    return None


def _frame(points: Sequence[tuple[float, float]], most: float, tall: float) -> tuple[float, float, float, float]:
    """Return left, top, width and height of the part of the map to show: twice as wide as high, around the points."""
    left, right = min(p[0] for p in points), max(p[0] for p in points)
    top, bottom = min(p[1] for p in points), max(p[1] for p in points)
    width = min(max((right - left) * _MARGIN + 20, (bottom - top) * 2 * _MARGIN + 20, _SMALLEST), most)
    height = min(width / 2, tall)
    x = min(max((left + right - width) / 2, 0), most - width)
    y = min(max((top + bottom - height) / 2, 0), tall - height)
    return x, y, width, height


def in_time(halts: Sequence[Halt], *, label: str) -> Markup | None:
    """Draw the days that are known along a line; labels that would overlap go to another level."""
    dated = sorted(((halt, halt.day) for halt in halts if halt.day is not None), key=lambda pair: pair[1])
    if not dated:
        return None
    first, last = dated[0][1], dated[-1][1]
    days = max((last - first).days, 1)
    wide = _LINE_WIDTH - _LINE_LEFT * 2 - 110
    placed: list[tuple[float, int | None, str, list[Halt]]] = []
    ends = [-1e9] * _LEVELS
    for (day, name), there in _days(dated).items():
        x = _LINE_LEFT + (day - first).days / days * wide
        words = f"{_numbers(there)} {name}"
        free = next((at for at in range(_LEVELS) if ends[at] < x), None)
        if there[0].spot is None and len(dated) > _FEW:
            free = None
        if free is not None:
            ends[free] = x + len(words) * 7.4 + 10
        placed.append((x, free, words, there))
    base = 24.0 + 22 * (1 + max((free for _, free, _, _ in placed if free is not None), default=0))
    parts: list[Markup] = [element("line", x1=_LINE_LEFT, x2=_LINE_WIDTH - 10, y1=base, y2=base, class_="axis")]
    for x, free, words, there in placed:
        certain = any(halt.is_certain for halt in there)
        inside = [
            title("\n".join(f"{halt.number}. {halt.name}, {halt.when}" for halt in there)),
            element("circle", cx=x, cy=base, r=5.0, class_="halt" if certain else "halt planned"),
        ]
        if free is not None:
            inside.append(text(x - 4, base - 14 - free * 22, words, class_="haloed"))
        parts.append(element("g", *inside))
    for day in _months(first, last):
        x = _LINE_LEFT + (day - first).days / days * wide
        name = f"{day:%b %Y}" if day.month == 1 or day == _first_month(first) else f"{day:%b}"
        parts += [
            element("line", x1=x, x2=x, y1=base, y2=base + 6, class_="axis"),
            text(x, base + 22, name, class_="dim"),
        ]
    return picture(_LINE_WIDTH, base + 32, parts, label=label, name="timeline")


def _days(dated: Sequence[tuple[Halt, dt.date]]) -> dict[tuple[dt.date, str], list[Halt]]:
    """Put together what happened on one day at one place."""
    found: dict[tuple[dt.date, str], list[Halt]] = {}
    for halt, day in dated:
        found.setdefault((day, halt.name), []).append(halt)
    return found


def _first_month(first: dt.date) -> dt.date:
    return (first.replace(day=1) + dt.timedelta(days=32)).replace(day=1) if first.day > 1 else first


def _months(first: dt.date, last: dt.date) -> list[dt.date]:
    months = []
    day = _first_month(first)
    while day <= last:
        months.append(day)
        day = (day + dt.timedelta(days=32)).replace(day=1)
    every = max(1, -(-len(months) // 10))
    return months[::every]
