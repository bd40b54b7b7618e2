"""From latitude and longitude to the plane of the map."""

from math import asin, cos, radians, sin, sqrt
from typing import Final

WIDTH: Final = 1000.0
HEIGHT: Final = 446.0
"""Down to 58 degrees south: nobody of whom a desk reports meets on Antarctica."""
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_HALF: Final = 2.7066299836
"""Half of the map's width in the units of the projection: the equator at 180 degrees."""
_TOP: Final = 1.3173627592
"""Its upper edge: the north pole."""


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Return the point of a place, x to the right and y down.

    Equal Earth: areas keep their proportion (Savric, Patterson and Jenny 2018, doi:10.1080/13658816.2018.1504949).
    """
    t = asin(sqrt(3) / 2 * sin(radians(latitude)))
    t2 = t * t
    t6 = t2**3
    x = 2 * sqrt(3) * radians(longitude) * cos(t) / (3 * (9 * _A4 * t6 * t2 + 7 * _A3 * t6 + 3 * _A2 * t2 + _A1))
    y = t * (_A4 * t6 * t2 + _A3 * t6 + _A2 * t2 + _A1)
    scale = WIDTH / 2 / _HALF
    return (x + _HALF) * scale, (_TOP - y) * scale
