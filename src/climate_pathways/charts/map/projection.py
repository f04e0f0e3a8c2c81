"""The plane the region map is drawn on: Albers' equal-area conic projection, in kilometres."""

from collections.abc import Sequence
from math import cos, radians, sin, sqrt

Position = tuple[float, float]

EARTH_RADIUS_KM = 6371.0
CENTRAL_MERIDIAN = 62.0
FIRST_PARALLEL = 40.0
SECOND_PARALLEL = 62.0

_CONE = (sin(radians(FIRST_PARALLEL)) + sin(radians(SECOND_PARALLEL))) / 2
_BASE = cos(radians(FIRST_PARALLEL)) ** 2 + 2 * _CONE * sin(radians(FIRST_PARALLEL))


def project(longitude: float, latitude: float) -> Position:
    """Return kilometres east and north of the pole's foot on the central meridian.

    Source: J. P. Snyder, Map Projections, A Working Manual (USGS, 1987), pages 98–101,
    for the sphere.
    """
    distance = EARTH_RADIUS_KM * sqrt(_BASE - 2 * _CONE * sin(radians(latitude))) / _CONE
    angle = _CONE * radians(longitude - CENTRAL_MERIDIAN)
    return distance * sin(angle), -distance * cos(angle)


def clip(ring: Sequence[Position], box: tuple[float, float, float, float]) -> list[Position]:
    """Cut a ring to a box (left, bottom, right, top), keeping its direction.

    Where the ring leaves the box in several places, the pieces stay joined along its edge.
    Source: Sutherland and Hodgman, Communications of the ACM 17 (1974), 32–42.
    """
    left, bottom, right, top = box
    points = list(ring)
    for axis, limit, keeps_above in ((0, left, True), (1, bottom, True), (0, right, False), (1, top, False)):
        points = _clip_side(points, axis, limit, keeps_above)
    return points


def _clip_side(points: list[Position], axis: int, limit: float, keeps_above: bool) -> list[Position]:
    def inside(point: Position) -> bool:
        return point[axis] >= limit if keeps_above else point[axis] <= limit

    kept = []
    # Each with the point before it, the first one with the last: a ring is closed.
    for before, here in zip(points[-1:] + points[:-1], points, strict=True):
        if inside(before) != inside(here):
            kept.append(_crossing(before, here, axis, limit))
        if inside(here):
            kept.append(here)
    return kept


def _crossing(start: Position, end: Position, axis: int, limit: float) -> Position:
    share = (limit - start[axis]) / (end[axis] - start[axis])
    other = start[1 - axis] + share * (end[1 - axis] - start[1 - axis])
    # The limit itself: worked out, it might come to lie a rounding outside the box.
    return (limit, other) if axis == 0 else (other, limit)
