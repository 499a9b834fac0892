"""What licence there is at a place on a day: which rights cover it, and what state the one that is named was in."""

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Date

from casework.clue.ground import metres_outside
from casework.desk import Desk

RIGHTS = ("SELECT r.id, r.licence_no, r.name, r.kind, r.mineral, h.name AS holder, r.valid_from, r.valid_to, b.ring"
          " FROM mineral_right r JOIN party h ON h.id = r.holder_id LEFT JOIN right_boundary b ON b.right_id = r.id")
HERE = ("SELECT right_id FROM right_boundary WHERE west <= :longitude AND east >= :longitude AND south <= :latitude"
        " AND north >= :latitude")
BASIS = "依据：矿业权登记的有效期；导入的矿区（勘查区）范围拐点坐标（CGCS2000）；按{day}核对"


class Standing(StrEnum):
    """In which state a licence was on a day."""

    IN_FORCE = "in_force"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    NONE = "none"  # no such licence is registered, or none was named


STANDS = {Standing.IN_FORCE: "有效", Standing.EXPIRED: "已过期", Standing.NOT_YET: "尚未生效"}
KINDS = {"mining": "采矿权", "exploration": "探矿权"}


@dataclass(frozen=True)
class RightThere:
    """A right as it stood that day; `inside` is none where its area or the place is not known, `metres` how far outside."""

    right_id: int
    licence_no: str
    name: str
    kind: str
    mineral: str
    holder: str
    valid_from: date
    valid_to: date | None
    standing: Standing
    inside: bool | None
    metres: int | None

    def words(self) -> str:
        """The right in words: its number, what it is, and whether it was in force."""
        until = "长期" if self.valid_to is None else f"至{self.valid_to}"
        return (f"{KINDS[self.kind]}{self.licence_no}（{self.name}，{self.holder}）当日{STANDS[self.standing]}"
                f"（自{self.valid_from}{until}）")


@dataclass(frozen=True)
class LicenceState:
    """The state of licences at a place on a day, in figures and in words."""

    day: date
    named: RightThere | None
    covering: tuple[RightThere, ...]  # in whose areas the place lies, whatever their state
    standing: Standing  # of the one that was named
    words: str
    basis: str


def licence_state(desk: Desk, longitude: float | None, latitude: float | None, licence_no: str | None,
                  day: date) -> LicenceState:
    """Which rights cover a place, and how the right named stood that day; whoever asks has been permitted before."""
    number = (licence_no or "").strip()
    known = longitude is not None and latitude is not None
    which = "SELECT id FROM mineral_right WHERE licence_no = :number" + (f" UNION {HERE}" if known else "")
    place = {"longitude": longitude, "latitude": latitude} if known else {}
    rows = desk.rows(f"{RIGHTS} WHERE r.id IN ({which}) ORDER BY r.licence_no", number=number, **place,
                     types={"valid_from": Date(), "valid_to": Date()})
    there = [_there(row, longitude, latitude, day) for row in rows]
    named = next((one for one in there if one.licence_no == number), None)
    covering = tuple(one for one in there if one.inside)
    words = f"{_of_named(number, named, known=known)}；{_of_place(covering, known=known)}"
    return LicenceState(day, named, covering, named.standing if named else Standing.NONE, words, BASIS.format(day=day))


def _there(row: Any, longitude: float | None, latitude: float | None, day: date) -> RightThere:
    inside, metres = None, None
    if row.ring is not None and longitude is not None and latitude is not None:
        metres = metres_outside(json.loads(row.ring), longitude, latitude)
        inside = metres == 0
    return RightThere(row.id, row.licence_no, row.name, row.kind, row.mineral, row.holder, row.valid_from, row.valid_to,
                      _standing(row, day), inside, metres)


def _standing(row: Any, day: date) -> Standing:
    if day < row.valid_from:
        return Standing.NOT_YET
    return Standing.EXPIRED if row.valid_to is not None and day > row.valid_to else Standing.IN_FORCE


def _of_named(number: str, named: RightThere | None, *, known: bool) -> str:
    if not number:
        return "未写明许可证"
    if named is None:
        return f"许可证{number}未在登记中找到"
    if not known:
        return f"{named.words()}，没有位置坐标"
    if named.inside is None:
        return f"{named.words()}，其范围未导入，无法判断位置在内或在外"
    return f"{named.words()}，位置在其范围{'内' if named.inside else f'外约{named.metres}米'}"


def _of_place(covering: tuple[RightThere, ...], *, known: bool) -> str:
    if not known:
        return "没有位置坐标，无法核对所在范围"
    if not covering:
        return "位置不在任何已导入范围的矿业权内"
    return "位置落入：" + "、".join(one.words() for one in covering)
