"""Two accounts side by side: how long each is, and in which order it names its topics."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from communique.web.charts.svg import element, picture, text, title

_WIDTH, _LEFT, _RIGHT = 560.0, 230.0, 330.0
_TOP, _STEP, _BAR = 62.0, 26.0, 12.0
_LETTERS = 30


@dataclass(frozen=True, slots=True)
class Told:
    """An account: what it is called, its length, and its topics in order as words."""

    name: str
    length: str
    words: int
    topics: Sequence[str]


def order(one: Told, other: Told, *, label: str) -> Markup:
    """Draw both orders; a line joins a topic that both name, an open point stands for one that only one names."""
    rows = max(len(one.topics), len(other.topics), 1)
    longest = max(one.words, other.words, 1)
    parts: list[Markup] = []
    for told, side, edge, way in ((one, 1, _LEFT, -1), (other, 2, _RIGHT, 1)):
        anchor = "end" if way < 0 else "start"
        length = told.words / longest * _LEFT
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
            y, z = _y(at), _y(places[topic])
            middle = (_LEFT + _RIGHT) / 2
            start, end = _LEFT + 14, _RIGHT - 14
            curve = f"M{start} {y}C{middle} {y} {middle} {z} {end} {z}"
            parts.append(element("path", d=curve, class_="link" if at == places[topic] else "link moved"))
    for told, others, side, edge, way in ((one, other, 1, _LEFT, -1), (other, one, 2, _RIGHT, 1)):
        anchor = "end" if way < 0 else "start"
        for at, topic in enumerate(told.topics):
            alone = topic not in others.topics
            parts.append(
                element(
                    "g",
                    title(topic),
                    element(
                        "circle", cx=edge - way * 8, cy=_y(at), r=4.5, class_=f"{'open' if alone else 'dot'}-{side}"
                    ),
                    text(
                        edge + way * 4,
                        _y(at) + 4.5,
                        _short(topic),
                        text_anchor=anchor,
                        class_="strong" if alone else None,
                    ),
                )
            )
    return picture(_WIDTH, _y(rows - 1) + 20, parts, label=label, name="order")


def _y(row: int) -> float:
    return _TOP + 24 + row * _STEP


def _short(words: str) -> str:
    return words if len(words) <= _LETTERS else f"{words[: _LETTERS - 1].rstrip()}…"
