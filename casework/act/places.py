"""Where an act was done: a position in degrees, and how far positions lie apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, isfinite, radians, sin, sqrt

from foundation.errors import InvalidError

# The least rectangle that holds all of China, in degrees.
WEST, EAST, SOUTH, NORTH = 73.4, 135.1, 3.8, 53.6
EARTH = 6371.0  # its mean radius in kilometres
FEW = 5  # positions; fewer say nothing about what is usual
NEAR = 30.0  # kilometres that are no reason to ask
WIDE = 4  # times as far as an office's acts usually lie apart


@dataclass(frozen=True)
class Place:
    """A position in degrees of CGCS2000 (WGS 84 agrees with it to centimetres), its accuracy in metres where it is known."""

    longitude: float
    latitude: float
    accuracy: float | None = None


def place_in_china(longitude: float, latitude: float, accuracy: float | None = None) -> Place:
    """A position as it was given; refused where it cannot lie in China."""
    if not all(isfinite(one) for one in (longitude, latitude, accuracy or 0)) or (accuracy is not None and accuracy < 0):
        raise InvalidError("This is no position.", way_out="Give degrees like 126.5213 and 43.6628, the accuracy in metres.")
    inside = WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH
    if not inside and WEST <= latitude <= EAST and SOUTH <= longitude <= NORTH:
        raise InvalidError(f"A latitude of {latitude:g}° does not exist in China: the two are swapped.",
                           way_out="The longitude is the larger of the two, as in 126.5213 and 43.6628.")
    if not inside:
        raise InvalidError(f"{longitude:g}° east, {latitude:g}° north does not lie in China.",
                           way_out=f"China lies between {WEST:g}° and {EAST:g}° east, {SOUTH:g}° and {NORTH:g}° north.")
    return Place(round(longitude, 7), round(latitude, 7), None if accuracy is None else round(accuracy, 1))


def read_place(longitude: str, latitude: str, accuracy: str = "") -> Place | None:
    """A position as a form gives it; none where both fields are empty."""
    if not longitude and not latitude:
        return None
    try:
        numbers = float(longitude), float(latitude), float(accuracy) if accuracy else None
    except ValueError:
        raise InvalidError("A position is two numbers in degrees.",
                           way_out="Write them like 126.5213 and 43.6628, or leave both empty.") from None
    return place_in_china(*numbers)


def kilometres(one: Place, other: Place) -> float:
    """How far two positions lie apart along the ground."""
    north, east = radians(other.latitude - one.latitude), radians(other.longitude - one.longitude)
    half = sin(north / 2) ** 2 + cos(radians(one.latitude)) * cos(radians(other.latitude)) * sin(east / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))


def far_off(place: Place, usual: Sequence[Place]) -> float | None:
    """Kilometres from the middle of an office's usual positions, where that is much farther than those lie apart."""
    if len(usual) < FEW:
        return None
    middle = Place(sum(one.longitude for one in usual) / len(usual), sum(one.latitude for one in usual) / len(usual))
    spread = sqrt(sum(kilometres(middle, one) ** 2 for one in usual) / len(usual))
    away = kilometres(middle, place)
    return away if away > max(NEAR, WIDE * spread) else None
