"""Who met whom: those who met on a circle, joined by lines that are the thicker the more often they did."""

from collections.abc import Mapping, Sequence
from math import cos, pi, sin

from markupsafe import Markup

from communique.web.charts.svg import element, picture, title

_RADIUS_LEAST, _PER_NODE = 90.0, 8.0
_ROOM = 190.0
_LETTERS = 24
_LETTER = 7.5
"""Width of a letter, for the room that level labels take."""
_LEVEL = 12
"""Up to this many labels are level."""
_UPRIGHT = 0.15
_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""Share of a label that stands before its place."""


def network(
    names: Mapping[str, str],
    ties: Sequence[tuple[str, str, int]],
    addresses: Mapping[str, str],
    *,
    label: str,
    tie: str,
) -> Markup:
    """Draw the ties between nodes; `addresses` lead to the page of a node, `tie` is how a tie is told in words.

    Neighbours on the circle are those who met most, so that thick lines are short.
    """
    ring = _ring(list(names), ties)
    radius = max(_RADIUS_LEAST, _PER_NODE * len(ring))
    is_turned = len(ring) > _LEVEL
    width, height = 2 * (radius + _ROOM), 2 * (radius + (_ROOM if is_turned else 46))
    middle = width / 2, height / 2
    at = {node: 2 * pi * number / max(len(ring), 1) - pi / 2 for number, node in enumerate(ring)}

    def point(node: str, far: float) -> tuple[float, float]:
        return middle[0] + far * cos(at[node]), middle[1] + far * sin(at[node])

    most = max((number for _, _, number in ties), default=1)
    parts: list[Markup] = []
    for one, other, number in sorted(ties, key=lambda three: three[2]):
        (ax, ay), (bx, by) = point(one, radius), point(other, radius)
        curve = f"M{ax:.1f} {ay:.1f}Q{middle[0]:.1f} {middle[1]:.1f} {bx:.1f} {by:.1f}"
        words = tie.format(one=names[one], other=names[other], number=number)
        weight = f"{1 + 6 * number / most:.1f}"
        parts.append(element("path", title(words), d=curve, stroke_width=weight, class_="tie"))
    counted = {node: sum(number for one, other, number in ties if node in {one, other}) for node in ring}
    edges: list[float] = []
    highest = max(counted.values(), default=1) or 1
    for node in ring:
        (x, y), (lx, ly) = point(node, radius), point(node, radius + 16)
        name = names[node]
        short = name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1].rstrip()}…"
        label_at = _label_at(at[node], (lx, ly), turned=is_turned)
        room, before = _LETTER * len(short) + 8, _BEFORE[str(label_at["text_anchor"])]
        edges += [lx - room * before, lx + room * (1 - before)]
        drawn = element(
            "g",
            title(name),
            element("circle", cx=x, cy=y, r=4 + 6 * (counted[node] / highest) ** 0.5, class_="fill-0"),
            element("text", short, **label_at),
        )
        parts.append(element("a", drawn, href=addresses[node]) if node in addresses else drawn)
    left = 0.0 if is_turned or not edges else max(min(edges), 0.0)
    right = width if is_turned or not edges else min(max(edges), width)
    return picture(right - left, height, parts, label=label, name="network", has_links=True, left=left)


def _label_at(angle: float, at: tuple[float, float], *, turned: bool) -> dict[str, str | float]:
    """Return how a label stands: level beside its node, or, where there are many, turned away from the middle."""
    x, y = at
    side = cos(angle)
    if turned:
        degrees = angle * 180 / pi
        is_left = side < 0
        turn = f"rotate({degrees + (180 if is_left else 0):.1f} {x:.1f} {y:.1f})"
        return {"x": x, "y": y + 4, "text_anchor": "end" if is_left else "start", "transform": turn}
    if abs(side) < _UPRIGHT:
        return {"x": x, "y": y + (14 if sin(angle) > 0 else -2), "text_anchor": "middle"}
    return {"x": x, "y": y + 5, "text_anchor": "start" if side > 0 else "end"}


def _ring(nodes: list[str], ties: Sequence[tuple[str, str, int]]) -> list[str]:
    """Return the nodes in an order in which each follows the one that it met most of those not yet placed."""
    weight: dict[tuple[str, str], int] = {}
    for one, other, number in ties:
        weight[one, other] = weight[other, one] = number
    total = {node: sum(number for one, other, number in ties if node in {one, other}) for node in nodes}
    left = sorted(nodes, key=lambda node: (-total[node], node))
    ring: list[str] = []
    while left:
        last = ring[-1] if ring else None
        following = max(left, key=lambda node: (weight.get((last, node), 0) if last else 0, total[node], node))
        left.remove(following)
        ring.append(following)
    return ring
