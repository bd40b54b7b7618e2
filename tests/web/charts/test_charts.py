"""The pictures: well-formed, by attributes alone, escaped, and true to the numbers."""

import datetime as dt
import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest
from markupsafe import Markup

from communique.model import Place
from communique.web.charts.columns import Column, columns
from communique.web.charts.grid import grid
from communique.web.charts.journey import Halt, in_time, on_a_map
from communique.web.charts.level import level
from communique.web.charts.network import network
from communique.web.charts.order import SLIM, Told, order
from communique.web.charts.places import spot, world
from communique.web.charts.projection import HEIGHT, WIDTH, project

EVIL = '"><script>alert(1)</script>&\u202e'
OSLO = Place(name="Oslo", country="NOR")
ACCRA = Place(name="Accra", country="GHA")


def _halt(number: int, place: Place, day: str, *, certain: bool = True, name: str = "") -> Halt:
    where = spot(place)
    return Halt(number, name or place.name, day, place.country, where, dt.date.fromisoformat(day), certain)


DRAWN: dict[str, Callable[[], Markup | None]] = {
    "order": lambda: order(Told(EVIL, "10 words", 10, ["a", EVIL]), Told("B", "20 words", 20, [EVIL, "c"]), label=EVIL),
    "slim order": lambda: order(
        Told(EVIL, "10 words", 10, ["a", EVIL]), Told("B", "20 words", 20, [EVIL, "c"]), label=EVIL, form=SLIM
    ),
    "columns": lambda: columns([Column(EVIL, EVIL, [("fill-1", 3), ("fill-2", 0)])], label=EVIL),
    "no columns": lambda: columns([], label="none"),
    "grid": lambda: grid([(EVIL, [1, 0, 9])], [("Jan", EVIL), ("", ""), ("Mar", "March")], label=EVIL),
    "level": lambda: level(
        [("Jan", EVIL, 1.5), ("", "", None), ("Mar", "", -2)],
        low=(-3, "cold"),
        high=(3, EVIL),
        usual=(0, "usual"),
        label=EVIL,
    ),
    "network": lambda: network(
        {"A": EVIL, "B": "B", "C": "C"},
        [("A", "B", 3), ("B", "C", 1)],
        {"A": "/?side=A"},
        label=EVIL,
        tie="{one} {other} {number}",
    ),
    "map": lambda: on_a_map([_halt(1, OSLO, "2026-03-08", name=EVIL), _halt(2, ACCRA, "2026-04-01")], label=EVIL),
    "time": lambda: in_time([_halt(1, OSLO, "2026-03-08", name=EVIL), _halt(2, ACCRA, "2026-04-01")], label=EVIL),
}


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_is_well_formed_escaped_and_without_styles(name: str) -> None:
    drawn = DRAWN[name]()
    assert drawn is not None
    root = ET.fromstring(str(drawn))
    assert root.tag == "svg"
    assert root.get("aria-label")
    for element in root.iter():
        assert element.tag in {"svg", "g", "a", "text", "title", "rect", "line", "circle", "path"}
        assert "style" not in element.attrib
        assert not [attribute for attribute in element.attrib if attribute.startswith("on")]
    assert "<script" not in drawn


@pytest.mark.parametrize("name", DRAWN)
def test_every_number_in_a_picture_is_one(name: str) -> None:
    drawn = str(DRAWN[name]())
    assert not re.search(r'="(?:nan|inf|-inf)', drawn)


def test_a_column_is_as_high_as_its_number() -> None:
    root = ET.fromstring(str(columns([Column("", "", [("fill-1", 2)]), Column("", "", [("fill-1", 4)])], label="x")))
    low, high = (float(one.get("height", "0")) for one in root.iter("rect"))
    assert high == pytest.approx(2 * low, abs=0.2)


def test_a_topic_that_only_one_names_is_an_open_point() -> None:
    drawn = order(Told("A", "", 10, ["sea", "coal"]), Told("B", "", 5, ["coal", "trade"]), label="x")
    assert drawn.count('class="open-1"') == 1
    assert drawn.count('class="open-2"') == 1
    assert drawn.count('class="link moved"') == 1


def test_on_a_narrow_screen_a_long_topic_has_two_lines() -> None:
    told = Told("A", "10 words", 10, ["recognition of a state", "reconstruction of the northern harbours"])
    root = ET.fromstring(str(order(told, Told("B", "9 words", 9, []), label="x", form=SLIM)))
    lines = [one.text for one in root.iter("text")]
    assert [line for line in lines if line and ("recog" in line or "state" in line)] == ["recognition of", "a state"]
    assert all(len(line or "") <= SLIM.letters for line in lines)


def test_a_network_of_few_is_no_wider_than_it_must_be() -> None:
    drawn = network({"A": "Norway", "B": "Chile"}, [("A", "B", 3)], {}, label="x", tie="{one} {other} {number}")
    left, _, width, _ = (float(one) for one in str(ET.fromstring(str(drawn)).get("viewBox")).split())
    assert width < 200
    for one in ET.fromstring(str(drawn)).iter("text"):
        assert left <= float(one.get("x", "0")) <= left + width


def test_what_is_usual_covers_no_other_name() -> None:
    ends: dict[str, tuple[float, str]] = {"low": (-3, "cold"), "high": (3, "warm")}
    drawn = level([("Jan", "", 2.9)], **ends, middle="neutral", usual=(2.9, "usual"), label="x")
    assert [name for name in ("cold", "neutral", "usual", "warm") if f">{name}<" in drawn] == [
        "cold",
        "neutral",
        "usual",
    ]


def test_the_projection_keeps_the_map_in_its_frame() -> None:
    assert project(0, -180)[0] == pytest.approx(0, abs=0.1)
    assert project(0, 180)[0] == pytest.approx(WIDTH, abs=0.1)
    assert project(90, 0)[1] == pytest.approx(0, abs=0.1)
    assert project(-56, -67)[1] < HEIGHT


def test_no_outline_runs_across_the_map() -> None:
    for code, outline in world().outlines.items():
        for ring in outline.split("M")[1:]:
            across = [float(point.split()[0]) for point in ring.rstrip("Z").split("L")]
            steps = [abs(a - b) for a, b in zip(across, [*across[1:], across[0]], strict=True)]
            assert max(steps) < WIDTH / 2, code


def test_a_place_lies_where_it_is() -> None:
    oslo, accra = spot(OSLO), spot(ACCRA)
    assert oslo is not None
    assert accra is not None
    assert oslo.is_exact
    assert oslo.y < accra.y
    somewhere = spot(Place(name="A fjord nobody knows", country="NOR"))
    assert somewhere is not None
    assert not somewhere.is_exact
    assert spot(Place(name="Nowhere")) is None
    assert spot(None) is None


def test_a_journey_that_was_only_planned_is_drawn_open() -> None:
    drawn = on_a_map([_halt(1, OSLO, "2026-03-08"), _halt(2, ACCRA, "2026-04-01", certain=False)], label="x")
    assert drawn is not None
    assert drawn.count('class="halt planned"') == 1
    assert drawn.count('class="way planned"') == 1


def test_labels_at_one_place_do_not_cover_each_other() -> None:
    capitals = [
        Place(name=name, country=code) for name, code in (("Vienna", "AUT"), ("Bratislava", "SVK"), ("Budapest", "HUN"))
    ]
    drawn = on_a_map([_halt(at, place, "2026-03-08") for at, place in enumerate(capitals, start=1)], label="x")
    boxes = []
    for one in ET.fromstring(str(drawn)).iter("text"):
        x, y = float(one.get("x", "0")), float(one.get("y", "0"))
        boxes.append((x, y - 12, x + 8 * len(one.text or ""), y + 3))
    for at, box in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert box[2] <= other[0] or other[2] <= box[0] or box[3] <= other[1] or other[3] <= box[1]


def test_days_at_one_place_are_one_point_in_time() -> None:
    drawn = in_time([_halt(1, OSLO, "2026-03-08"), _halt(2, OSLO, "2026-03-08")], label="x")
    assert drawn is not None
    assert "1, 2 Oslo" in drawn
    assert in_time([], label="x") is None
