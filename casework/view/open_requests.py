"""Clues as Open311 tells them: to everybody only that they came, where and what became of them; more to who may read them.

Nothing is told to everybody of a clue that names an office or an officer, or is about one: not even that it exists.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Date

from casework.access import holds
from casework.bulk import rows_among
from casework.clue.clues import LIES_AT
from casework.clue.unseen import seen
from casework.desk import Desk
from casework.reach import Reach
from foundation.clock import SHANGHAI
from foundation.database import Instant
from foundation.errors import NotFoundError
from regulation.clue import TO_THE_SUPERIOR, Offence

SPAN, MOST = timedelta(days=90), 1000
ABOUT_OFFICES = ", ".join(f"'{one.value}'" for one in TO_THE_SUPERIOR)
OPEN_TO_ALL = (f"c.offence NOT IN ({ABOUT_OFFICES})"
               " AND NOT EXISTS (SELECT 1 FROM clue_named x WHERE x.clue_id = c.id)")
CLOSED = "c.ended_on IS NOT NULL"
SELECT = ("SELECT c.number, c.stage, c.offence, c.received_at, c.ended_on, o.name AS agency, k.name AS county,"
          " (SELECT max(m.at) FROM clue_move m WHERE m.clue_id = c.id) AS moved_at, c.text, c.place, c.division_code,"
          " c.longitude, c.latitude, CASE WHEN {seen} THEN 1 ELSE 0 END AS seen FROM clue c"
          f" JOIN party p ON p.id = {LIES_AT} LEFT JOIN party o ON o.id = c.office_id"
          " LEFT JOIN party k ON k.id = c.county_id WHERE ({open} OR {seen}) AND {which} ORDER BY c.id DESC LIMIT :most")
TYPES = {"received_at": Instant(), "moved_at": Instant(), "ended_on": Date()}
GONE = "service_request_id was not found."


@dataclass(frozen=True)
class AskedRequests:
    """Which clues are asked for: those of these numbers, or all that came between two instants."""

    numbers: tuple[str, ...] = ()
    start: datetime | None = None
    end: datetime | None = None
    services: tuple[Offence, ...] = ()
    statuses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Masked:
    """What officers read of a clue."""

    stage: str
    text: str
    place: str | None
    division: str | None
    longitude: float | None
    latitude: float | None


@dataclass(frozen=True)
class OpenRequest:
    """A clue as it is told; `masked` only to who may read it."""

    number: str
    closed: bool
    offence: Offence
    requested_at: datetime
    updated_at: datetime
    agency: str | None
    county: str | None
    masked: Masked | None


def open_requests(desk: Desk, asked: AskedRequests) -> list[OpenRequest]:
    """The clues asked for, the newest first, at most a thousand."""
    if asked.numbers:
        return _found(desk, "c.number IN :listed", asked.numbers)
    which = ["c.received_at >= :start", "c.received_at <= :end", "c.offence IN :listed"]
    if len(asked.statuses) == 1:
        which.append(CLOSED if asked.statuses[0] == "closed" else f"NOT ({CLOSED})")
    return _found(desk, " AND ".join(which), [one.value for one in asked.services or Offence], start=asked.start, end=asked.end)


def open_request(desk: Desk, number: str) -> OpenRequest:
    """One clue; any that may not be told does not exist."""
    found = _found(desk, "c.number IN :listed", [number.strip().upper()[:40]])
    if not found:
        raise NotFoundError(GONE, way_out="Look at it again.")
    return found[0]


def _found(desk: Desk, which: str, listed: Any, **values: Any) -> list[OpenRequest]:
    reach = Reach(desk.actor)
    sees, more = seen(reach) if holds(desk.actor, "clue.read") else ("1 = 0", {})
    rows = rows_among(desk, SELECT.format(seen=sees, open=OPEN_TO_ALL, which=which), {"listed": listed}, types=TYPES, most=MOST,
                      **values, **reach.values, **more)
    return [_told(row) for row in rows]


def _told(row: Any) -> OpenRequest:
    ended = datetime.combine(row.ended_on, datetime.min.time(), SHANGHAI) if row.ended_on else row.received_at
    return OpenRequest(row.number, row.ended_on is not None, Offence(row.offence), row.received_at,
                       max(row.received_at, row.moved_at or row.received_at, ended), row.agency, row.county,
                       Masked(row.stage, row.text, row.place, row.division_code, row.longitude, row.latitude)
                       if row.seen else None)
