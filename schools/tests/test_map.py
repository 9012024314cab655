import gzip

import pytest

from schools import map as steppe
from schools.data.make import inside

CITIES = [  # latitude, longitude, region
    (51.13, 71.43, "KZ-71"),
    (43.65, 51.40, "KZ-47"),
    (45.32, 55.19, "KZ-47"),
    (47.11, 52.15, "KZ-23"),
    (43.86, 77.06, "KZ-19"),
    (50.29, 57.17, "KZ-15"),
    (54.87, 69.14, "KZ-59"),
    (49.97, 82.60, "KZ-63"),
    (42.90, 71.37, "KZ-31"),
    (44.85, 65.51, "KZ-43"),
]


@pytest.mark.parametrize("lat, lon, region", CITIES)
def test_a_city_lies_inside_the_outline_of_its_region(lat, lon, region):
    rings = steppe.rings_by_region()[region]

    assert inside(steppe.project(lat, lon), rings[0]) or any(inside(steppe.project(lat, lon), ring) for ring in rings)


def test_the_outline_is_small_and_within_its_frame():
    paths = steppe.outline()
    svg = "".join(f'<path d="{d}"/>' for _iso, d in paths).encode()

    assert len(paths) == 20
    assert len(svg) < 14_000
    assert len(gzip.compress(svg)) < 6_000
    points = [point for rings in steppe.rings_by_region().values() for ring in rings for point in ring]
    assert all(0 <= x <= steppe.WIDTH and 0 <= y <= steppe.HEIGHT for x, y in points)


def test_north_is_up_and_east_is_right():
    (x1, y1), (x2, y2) = steppe.project(44, 52), steppe.project(50, 80)

    assert x1 < x2
    assert y1 > y2
