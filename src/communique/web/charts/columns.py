"""Counts over time as columns, stacked by what they are made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from communique.web.charts.svg import element, picture, text, title

_HEIGHT, _BASE, _TOP, _LEFT = 190.0, 150.0, 16.0, 36.0
_WIDEST = 44.0
_SPACE = 720.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its label under the axis (empty for none), what it is in words, and its parts as class and number."""

    label: str
    words: str
    parts: Sequence[tuple[str, float]]


def columns(given: Sequence[Column], *, label: str) -> Markup:
    """Draw columns from left to right on one scale from 0."""
    highest = max((sum(number for _, number in column.parts) for column in given), default=0) or 1
    step = _step(highest)
    top = -(-highest // step) * step
    wide = min(_WIDEST, (_SPACE - _LEFT) / max(len(given), 1))
    width = max(_LEFT + wide * len(given) + 8, 240.0)
    parts: list[Markup] = []
    mark = 0.0
    while mark <= top:
        y = _y(mark, top)
        parts.append(element("line", x1=_LEFT, x2=width - 4, y1=y, y2=y, class_="axis" if mark == 0 else "grid"))
        parts.append(text(_LEFT - 6, y + 4, f"{mark:g}", text_anchor="end", class_="dim"))
        mark += step
    for number, column in enumerate(given):
        x, reached = _LEFT + number * wide, 0.0
        bars: list[Markup] = [title(column.words)]
        for name, value in column.parts:
            if value:
                high, low = _y(reached + value, top), _y(reached, top)
                bars.append(
                    element("rect", x=x + wide * 0.14, y=high, width=wide * 0.72, height=low - high, class_=name)
                )
                reached += value
        parts.append(element("g", *bars))
        if column.label:
            parts.append(text(x + wide / 2, _BASE + 18, column.label, text_anchor="middle", class_="dim"))
    return picture(width, _HEIGHT - 14, parts, label=label, name="columns")


def _y(value: float, top: float) -> float:
    return _BASE - value / top * (_BASE - _TOP)


def _step(highest: float) -> float:
    """Return a step of 1, 2 or 5 times a power of ten that gives five marks at most."""
    step = 1.0
    while highest / step > 4:
        step *= 2 if str(step)[0] in "15" else 2.5
    return step
