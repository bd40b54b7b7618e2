"""Two accounts side by side: how long each is, and in which order it names its topics."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from communique.web.charts.svg import element, picture, text, title

_TOP, _BAR = 62.0, 12.0


class Form(NamedTuple):
    """How a picture is laid out: its width, the edges of both accounts, the height of a row, the letters of a line."""

    width: float
    left: float
    right: float
    step: float
    letters: int
    lines: int
    name: str


WIDE = Form(560.0, 230.0, 330.0, 26.0, 30, 1, "order")
SLIM = Form(288.0, 121.0, 167.0, 36.0, 15, 2, "order slim")
"""For narrow screens."""


@dataclass(frozen=True, slots=True)
class Told:
    """An account: what it is called, its length, and its topics in order as words."""

    name: str
    length: str
    words: int
    topics: Sequence[str]


def order(one: Told, other: Told, *, label: str, form: Form = WIDE) -> Markup:
    """Draw both orders; a line joins a topic that both name, an open point stands for one that only one names."""
    rows = max(len(one.topics), len(other.topics), 1)
    longest = max(one.words, other.words, 1)
    parts: list[Markup] = []
    for told, side, edge, way in ((one, 1, form.left, -1), (other, 2, form.right, 1)):
        anchor = "end" if way < 0 else "start"
        length = told.words / longest * form.left
        parts += [
            text(edge, 16.0, told.name, text_anchor=anchor, class_="strong"),
            text(edge, 56.0, told.length, class_="dim", text_anchor=anchor),
            element(
                "rect",
                x=edge if way > 0 else edge - length,
                y=28.0,
                width=length,
                height=_BAR,
                class_=f"fill-{side}",
            ),
        ]
    places = {topic: at for at, topic in reversed(list(enumerate(other.topics)))}
    for at, topic in enumerate(one.topics):
        if topic in places and one.topics.index(topic) == at:
            y, z = _y(form, at), _y(form, places[topic])
            middle = (form.left + form.right) / 2
            start, end = form.left + 14, form.right - 14
            curve = f"M{start} {y}C{middle} {y} {middle} {z} {end} {z}"
            parts.append(element("path", d=curve, class_="link" if at == places[topic] else "link moved"))
    for told, others, side, edge, way in ((one, other, 1, form.left, -1), (other, one, 2, form.right, 1)):
        for at, topic in enumerate(told.topics):
            alone = topic not in others.topics
            point = element(
                "circle", cx=edge - way * 8, cy=_y(form, at), r=4.5, class_=f"{'open' if alone else 'dot'}-{side}"
            )
            parts.append(element("g", title(topic), point, *_lines(form, topic, (edge, way), at, alone=alone)))
    return picture(form.width, _y(form, rows - 1) + 20, parts, label=label, name=form.name)


def _lines(form: Form, topic: str, edge_and_way: tuple[float, int], row: int, *, alone: bool) -> list[Markup]:
    """Return a topic's name beside its point, in as many lines as it needs and may have."""
    edge, way = edge_and_way
    lines = textwrap.wrap(topic, form.letters, max_lines=form.lines, placeholder="…") or [topic]
    return [
        text(
            edge + way * 4,
            _y(form, row) + 4.5 + 14 * (number - (len(lines) - 1) / 2),
            line,
            text_anchor="end" if way < 0 else "start",
            class_="strong" if alone else None,
        )
        for number, line in enumerate(lines)
    ]


def _y(form: Form, row: int) -> float:
    return _TOP + 24 + row * form.step
