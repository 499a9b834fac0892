"""Corner points (拐点坐标) as a cell has them: pairs of degrees, or of CGCS2000 Gauss-Krüger metres with their zone."""

import re
from dataclasses import dataclass

from casework.record.rings import Ring, closed, fault_of, rounded

BETWEEN_CORNERS = re.compile(r"[;；\n|]+")
BETWEEN_NUMBERS = re.compile(r"[,，、\s]+")
ZONE = re.compile(r"^\s*(?:(?P<width>[36])\s*[度°]\s*分?带\s*)?(?P<zone>\d{2})(?:\s*带\s*[:：;；,，]?|\s*[:：])")
NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
DEGREES = re.compile(r"[EN东经北纬]*\s*(\d{1,3})\s*[°度]\s*(?:(\d{1,2}(?:\.\d+)?)\s*[′'分]\s*)?"
                     r"(?:(\d{1,2}(?:\.\d+)?)\s*[″\"秒]\s*)?[EN]?")
ZONES_3, ZONES_6 = range(25, 46), range(13, 24)  # those of China; no number is of both
EPSG_3, EPSG_6, EPSG_DEGREES = 4513, 4491, 4490  # of zones 25 and 13, and CGCS2000 in degrees
MILLION = 1_000_000
MOST_NORTH = 6 * MILLION  # metres: China's north


class CornersError(Exception):
    """The corner points cannot be read: `what` is wrong, and what to `do`."""

    def __init__(self, what: str, do: str) -> None:
        super().__init__(what)
        self.what, self.do = what, do


@dataclass(frozen=True)
class _Pair:
    first: float
    second: float


def read_corners(text: str) -> Ring:
    """The ring within corner points, in degrees of CGCS2000; CornersError where they are none."""
    stated = ZONE.match(text)
    rest = text[stated.end():] if stated else text
    pairs = [_pair(one) for one in BETWEEN_CORNERS.split(rest) if one.strip()]
    ring = closed(rounded(_in_degrees(pairs, _stated_zone(stated))))
    fault = fault_of(ring)
    if fault is not None:
        raise CornersError(fault, "mend the corners; give them in their order round the area")
    return ring


def _stated_zone(stated: "re.Match[str] | None") -> int | None:
    if stated is None:
        return None
    zone, width = int(stated["zone"]), stated["width"]
    if zone not in (ZONES_3 if width == "3" else ZONES_6 if width == "6" else (*ZONES_3, *ZONES_6)):
        raise CornersError(f"{zone} is no zone of China", "zones of 3° are 25 to 45, those of 6° 13 to 23")
    return zone


def _pair(text: str) -> _Pair:
    parts = [one for one in BETWEEN_NUMBERS.split(DEGREES.sub(_decimal, text).strip()) if one]
    if len(parts) == 3 and parts[0].isdigit():
        parts = parts[1:]  # the point's own number
    if len(parts) != 2 or not all(NUMBER.fullmatch(one) for one in parts):
        raise CornersError(f"“{text.strip()[:40]}” is no corner",
                           "write two numbers with a comma between, and semicolons after")
    return _Pair(float(parts[0]), float(parts[1]))


def _decimal(degrees: "re.Match[str]") -> str:
    whole, minutes, seconds = (float(one or 0) for one in degrees.groups())
    return f" {whole + minutes / 60 + seconds / 3600:.9f} "


def _in_degrees(pairs: list[_Pair], zone: int | None) -> list[tuple[float, float]]:
    if all(abs(one) <= 180 for pair in pairs for one in (pair.first, pair.second)):
        if zone is not None:
            raise CornersError("a zone is named, but the corners are degrees", "leave out the zone, or give metres")
        return [(pair.first, pair.second) for pair in pairs]
    metres = [_metres(pair, zone) for pair in pairs]
    zones = {one for one, _, _ in metres}
    if len(zones) > 1:
        raise CornersError(f"the corners lie in zones {', '.join(map(str, sorted(zones)))}", "give all in one zone")
    return _projected(zones.pop(), [(east, north) for _, east, north in metres])


def _metres(pair: _Pair, zone: int | None) -> tuple[int, float, float]:
    """The zone, and metres east (the zone in front) and north, whichever of the two stands first."""
    small, large = sorted((pair.first, pair.second))
    north, east = (small, large) if large >= 2 * MOST_NORTH else (large, small)
    if not MILLION / 3 < north < MOST_NORTH:
        raise CornersError(f"{north:.0f} is no distance from the equator in metres", "China lies between 400000 and 5950000")
    if east < MILLION:
        if zone is None:
            raise CornersError(f"{east:.0f} says no zone", "write it in front of the metres, as 42123456, or begin with 42带:")
        return zone, zone * MILLION + east, north
    its = int(east // MILLION)
    if its not in ZONES_3 and its not in ZONES_6:
        raise CornersError(f"{east:.0f} lies in no zone of China", "zones of 3° are 25 to 45, those of 6° 13 to 23")
    if zone is not None and zone != its:
        raise CornersError(f"zone {zone} is named, but {east:.0f} lies in zone {its}", "mend one of the two")
    return its, east, north


def _projected(zone: int, metres: list[tuple[float, float]]) -> list[tuple[float, float]]:
    from pyproj import Transformer
    code = EPSG_3 + zone - ZONES_3[0] if zone in ZONES_3 else EPSG_6 + zone - ZONES_6[0]
    to_degrees = Transformer.from_crs(code, EPSG_DEGREES, always_xy=True)
    easts, norths = zip(*metres, strict=True)
    longitudes, latitudes = to_degrees.transform(easts, norths)
    return list(zip(longitudes, latitudes, strict=True))
