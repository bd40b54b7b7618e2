"""How often each of several things is named month by month: a row of points for each."""

from collections.abc import Sequence

from markupsafe import Markup

from communique.web.charts.svg import element, picture, text, title

_LEFT, _ROW, _TOP = 220.0, 26.0, 10.0
_LETTERS = 28
_WIDEST = 42.0
_SPACE = 720.0


def grid(rows: Sequence[tuple[str, Sequence[float]]], columns: Sequence[tuple[str, str]], *, label: str) -> Markup:
    """Draw the numbers of `rows` as points whose area grows with them; a column has a label and is called in words."""
    wide = min(_WIDEST, (_SPACE - _LEFT) / max(len(columns), 1))
    most = max((number for _, numbers in rows for number in numbers), default=1) or 1
    width, bottom = _LEFT + wide * len(columns) + 8, _TOP + _ROW * len(rows)
    parts: list[Markup] = []
    for at, (name, numbers) in enumerate(rows):
        y = _TOP + at * _ROW + _ROW / 2
        short = name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1].rstrip()}…"
        parts += [
            element("line", x1=_LEFT, x2=width - 4, y1=y, y2=y, class_="grid"),
            element("g", title(name), text(_LEFT - 12, y + 4.5, short, text_anchor="end")),
        ]
        for number, value in enumerate(numbers):
            if value:
                radius = max(3.0, min(_ROW, wide) * 0.46 * (value / most) ** 0.5)
                parts.append(
                    element(
                        "g",
                        title(f"{name}, {columns[number][1]}: {value:g}"),
                        element("circle", cx=_LEFT + wide * (number + 0.5), cy=y, r=radius, class_="fill-0"),
                    )
                )
    for number, (short, _) in enumerate(columns):
        if short:
            x = _LEFT + wide * (number + 0.5)
            parts.append(text(x, bottom + 18, short, text_anchor="middle", class_="dim"))
    return picture(width, bottom + 26, parts, label=label, name="grid")
