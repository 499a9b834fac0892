"""Clues that look alike: by place, time, party and text; suggested with the why, linked by a person and never merged."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import cos, hypot, radians
from typing import Any

from sqlalchemy import Date

from casework.bulk import add_rows, rows_among
from casework.desk import Desk
from models import ClueLink

SELECT = ("SELECT id, county_id, right_id, division_code, longitude, latitude, accused, text, received_on, offence"
          " FROM clue WHERE {where} ORDER BY id DESC LIMIT :most")
COMPARED = 300  # of a county, the latest
SHORT = 8  # pairs; a text of less says little
MASKED = re.compile("〔[^〕]*〕")
SUGGESTED = 5  # for one clue, the most alike
KILOMETRES_A_DEGREE = 111.32
TEXT, PLACE, PARTY, OFFENCE = 55, 25, 15, 5  # of a hundred


@dataclass(frozen=True)
class Told:
    """What two clues are compared by."""

    id: int
    county_id: int | None
    right_id: int | None
    division_code: str | None
    longitude: float | None
    latitude: float | None
    accused: str | None
    text: str
    received_on: date
    offence: str


@dataclass(frozen=True)
class Likeness:
    """How alike two clues are, in percent, and why."""

    percent: int
    why: str


def likeness(one: Told, other: Told, text: float, *, near: float) -> Likeness:
    """How alike two clues are: `text` is the likeness of their texts in percent, `near` the metres that count as one place."""
    place, where = _place(one, other, near)
    party = _party(one.accused, other.accused)
    same = one.offence == other.offence
    score = text * TEXT + place * PLACE + party * PARTY + 100 * same * OFFENCE
    known = TEXT + OFFENCE + (PLACE if place or where else 0) + (PARTY if party else 0)
    why = [f"内容相近{text:.0f}%", *([where] if where else []), *([f"被举报人相近{party:.0f}%"] if party else []),
           f"相隔{abs((one.received_on - other.received_on).days)}日", *(["同类行为"] if same else [])]
    return Likeness(round(score / known), "；".join(why))


def _place(one: Told, other: Told, near: float) -> tuple[float, str]:
    if one.right_id is not None and one.right_id == other.right_id:
        return 100.0, "同一矿业权"
    if one.longitude is not None and other.longitude is not None and one.latitude is not None and other.latitude is not None:
        metres = distance(one.longitude, one.latitude, other.longitude, other.latitude)
        return (100.0 * max(0.0, 1 - metres / (2 * near)), f"相距{metres:.0f}米")
    if one.division_code is not None and one.division_code == other.division_code:
        return 60.0, "同一区划"
    return 0.0, ""


def distance(longitude: float, latitude: float, other_longitude: float, other_latitude: float) -> float:
    """Metres between two positions that lie near each other."""
    east = (longitude - other_longitude) * cos(radians((latitude + other_latitude) / 2))
    return hypot(east, latitude - other_latitude) * KILOMETRES_A_DEGREE * 1000


def _party(one: str | None, other: str | None) -> float:
    from rapidfuzz import fuzz
    return float(fuzz.partial_ratio(one, other)) if one and other else 0.0


def figures_on(desk: Desk) -> dict[str, int]:
    """From which percent on, within how many metres and days clues count as alike today."""
    return {name: desk.rulebook.figures[f"clue_alike_{name}"].on(desk.today) for name in ("percent", "metres", "days")}


def suggest(desk: Desk, ids: Sequence[int]) -> int:
    """Suggest for each of these clues those before it that look alike; how many pairs."""
    figures = figures_on(desk)
    since = desk.today - timedelta(days=figures["days"])
    mine = [_told(row) for row in rows_among(desk, SELECT.format(where="id IN :ids"), {"ids": ids},
                                             types={"received_on": Date()}, most=len(ids))]
    pairs: list[dict[str, Any]] = []
    by_county: dict[int, list[Told]] = defaultdict(list)
    for one in mine:
        if one.county_id is not None:
            by_county[one.county_id].append(one)
    for county, new in by_county.items():  # a few: one query each, by its index
        rows = desk.rows(SELECT.format(where="county_id = :county AND received_on >= :since"), types={"received_on": Date()},
                         county=county, since=since, most=COMPARED + len(new))
        pairs += _pairs(new, [_told(row) for row in rows], figures)
    add_rows(desk, ClueLink, pairs)
    return len(pairs)


def _told(row: Any) -> Told:
    return Told(**row._asdict())


def _pairs(new: Sequence[Told], known: Sequence[Told], figures: dict[str, int]) -> Iterator[dict[str, Any]]:
    parts = {one.id: pairs_of(one.text) for one in (*new, *known)}
    for one in new:
        for alike, other in most_alike(one, [other for other in known if other.id < one.id], parts, figures):
            yield {"clue_id": one.id, "other_id": other, "likeness": alike.percent, "why": alike.why, "state": "suggested",
                   "by": None, "at": None}


def most_alike(one: Told, known: Sequence[Told], parts: Mapping[int, frozenset[str]],
               figures: Mapping[str, int]) -> list[tuple[Likeness, int]]:
    """Those among `known` that are alike enough, the most alike first, by their ids; `parts` are the texts of all in pairs."""
    found = [(likeness(one, other, text, near=figures["metres"]), other.id) for other in known
             if _worth(one, other, text := shared(parts[one.id], parts[other.id]))]
    return sorted((pair for pair in found if pair[0].percent >= figures["percent"]),
                  key=lambda pair: (-pair[0].percent, -pair[1]))[:SUGGESTED]


def pairs_of(text: str) -> frozenset[str]:
    """A text as the pairs of characters that it has, masks and marks left out: Chinese has no spaces to part words by."""
    plain = "".join(char for char in MASKED.sub("", text) if char.isalnum())
    return frozenset(plain[at:at + 2] for at in range(len(plain) - 1))


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the shorter of two texts stands in the other, in percent."""
    return 100 * len(one & other) / max(min(len(one), len(other)), SHORT)


def _worth(one: Told, other: Told, text: float) -> bool:
    """Whether a closer look is worth its time: texts that share something, or the same right."""
    return text >= 40 or (one.right_id is not None and one.right_id == other.right_id)
