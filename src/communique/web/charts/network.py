"""Who met whom: those who met on a circle, joined by lines that are the thicker the more often they did."""

from collections.abc import Mapping, Sequence
from math import cos, pi, sin

from markupsafe import Markup

from communique.web.charts.svg import element, picture, text, title

_RADIUS_LEAST, _PER_NODE = 90.0, 8.0
_ROOM = 190.0
_LETTERS = 24


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
    width, height = 2 * (radius + _ROOM), 2 * (radius + 46)
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
    highest = max(counted.values(), default=1) or 1
    for node in ring:
        (x, y), (lx, ly) = point(node, radius), point(node, radius + 16)
        name = names[node]
        short = name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1].rstrip()}…"
        side = cos(at[node])
        anchor = "middle" if abs(side) < 0.15 else "start" if side > 0 else "end"
        drop = 5 if abs(side) >= 0.15 else (14 if sin(at[node]) > 0 else -2)
        drawn = element(
            "g",
            title(name),
            element("circle", cx=x, cy=y, r=4 + 6 * (counted[node] / highest) ** 0.5, class_="fill-0"),
            text(lx, ly + drop, short, text_anchor=anchor),
        )
        parts.append(element("a", drawn, href=addresses[node]) if node in addresses else drawn)
    return picture(width, height, parts, label=label, name="network", has_links=True)


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
