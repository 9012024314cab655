"""The map of Kazakhstan as the home page draws it: a Lambert conformal conic projection on 1000 x 560 units.

Pure functions over `data/regions.json`; the outlines are worked out once a process.
"""

import json
from functools import cache
from math import cos, log, pi, radians, sin, tan
from pathlib import Path

WIDTH, HEIGHT = 1000, 560
MARGIN = 10
SMALLEST_ISLAND = 30  # square units; below it an island is a dot on a phone and only costs bytes

_SOUTH, _NORTH, _MIDDLE = radians(43), radians(53), radians(67)


def _steepness(latitude):
    return tan(pi / 4 + latitude / 2)


_N = log(cos(_SOUTH) / cos(_NORTH)) / log(_steepness(_NORTH) / _steepness(_SOUTH))
_F = cos(_SOUTH) * _steepness(_SOUTH) ** _N / _N


def _cone(lat, lon):
    rho = _F / _steepness(radians(lat)) ** _N
    angle = _N * (radians(lon) - _MIDDLE)
    return rho * sin(angle), rho * cos(angle)


@cache
def _frame():
    """(scale, left, top) that fit the country into the map's frame."""
    points = [_cone(lat, lon) for parts in _shapes().values() for part in parts for ring in part for lon, lat in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high)
    return scale, min(xs) - (WIDTH / scale - wide) / 2, min(ys) - (HEIGHT / scale - high) / 2


@cache
def _shapes():
    return json.loads((Path(__file__).parent / "data" / "regions.json").read_text(encoding="utf-8"))


def project(lat, lon):
    """(x, y) on the map, in units of its viewBox, one decimal."""
    scale, left, top = _frame()
    x, y = _cone(lat, lon)
    return round((x - left) * scale, 1), round((y - top) * scale, 1)


@cache
def outline():
    """[(iso code, d of an SVG path)] of every region, in whole units: neighbours share their corners."""
    return [(iso, "".join(_path(ring) for ring in rings)) for iso, rings in sorted(rings_by_region().items())]


def one_region(iso, margin=12):
    """(view box, d of an SVG path) of one region with a little room around it; None where the map lacks it."""
    rings = rings_by_region().get(iso)
    if not rings:
        return None
    xs, ys = [x for ring in rings for x, _y in ring], [y for ring in rings for _x, y in ring]
    left, top = min(xs) - margin, min(ys) - margin
    box = f"{left} {top} {max(xs) + margin - left} {max(ys) + margin - top}"
    return box, "".join(_path(ring) for ring in rings)


@cache
def rings_by_region():
    """iso code -> rings of (x, y) on the map; specks of land are left out."""
    return {
        iso: [ring for part in parts for ring in [_ring(points) for points in part] if _area(ring) >= SMALLEST_ISLAND]
        for iso, parts in _shapes().items()
    }


def _ring(points):
    ring = []
    for lon, lat in points:
        x, y = project(lat, lon)
        if not ring or ring[-1] != (round(x), round(y)):
            ring.append((round(x), round(y)))
    return ring[:-1] if ring[0] == ring[-1] else ring


def _area(ring):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def _path(ring):
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in zip(ring, ring[1:], strict=False)]
    return f"M{ring[0][0]} {ring[0][1]}l" + " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-") + "z"
