"""A level over time beside what it usually is."""

import itertools
from collections.abc import Sequence

from markupsafe import Markup

from communique.web.charts.svg import element, picture, text, title

_LEFT, _TOP, _BOTTOM = 84.0, 18.0, 168.0
_WIDEST = 44.0
_SPACE = 720.0
_LETTER = 12.0
"""Height of a name: of two that would overlap that of `usual` is written."""


def level(
    points: Sequence[tuple[str, str, float | None]],
    *,
    low: tuple[float, str],
    high: tuple[float, str],
    usual: tuple[float, str] | None,
    label: str,
    middle: str = "",
) -> Markup:
    """Draw points (label under the axis, in words, value or None) between `low` and `high`, each a value and a name.

    `middle` is the name of what lies half way. `usual` is drawn as a broken line; a line joins points, across those of
    which nothing is known a broken one.
    """
    wide = min(_WIDEST, (_SPACE - _LEFT) / max(len(points), 1))
    width = max(_LEFT + wide * len(points) + 8, 300.0)

    def y(value: float) -> float:
        return _BOTTOM - (value - low[0]) / (high[0] - low[0]) * (_BOTTOM - _TOP)

    parts: list[Markup] = []
    for value, name in (high, ((low[0] + high[0]) / 2, middle), low):
        parts.append(element("line", x1=_LEFT, x2=width - 4, y1=y(value), y2=y(value), class_="grid"))
        if name and (usual is None or abs(y(value) - y(usual[0])) > _LETTER):
            parts.append(text(_LEFT - 8, y(value) + 4, name, text_anchor="end", class_="dim"))
    if usual is not None:
        at = y(usual[0])
        parts += [
            element("line", x1=_LEFT, x2=width - 4, y1=at, y2=at, class_="usual"),
            text(_LEFT - 8, at + 4, usual[1], text_anchor="end", class_="dim"),
        ]
    known = [(number, value) for number, (_, _, value) in enumerate(points) if value is not None]
    for (first, before), (second, after) in itertools.pairwise(known):
        parts.append(
            element(
                "line",
                x1=_LEFT + wide * (first + 0.5),
                x2=_LEFT + wide * (second + 0.5),
                y1=y(before),
                y2=y(after),
                class_="trend" if second == first + 1 else "trend gap",
            )
        )
    for number, value in known:
        parts.append(
            element(
                "g",
                title(points[number][1]),
                element("circle", cx=_LEFT + wide * (number + 0.5), cy=y(value), r=5.0, class_="fill-0"),
            )
        )
    for number, (short, _, _) in enumerate(points):
        if short:
            parts.append(text(_LEFT + wide * (number + 0.5), _BOTTOM + 20, short, text_anchor="middle", class_="dim"))
    return picture(width, _BOTTOM + 30, parts, label=label, name="level")
