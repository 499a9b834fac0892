"""Bureaux that handle cases: in every county a leader, a unit head, a reviewer of the law and two certified handlers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert

from bench.nation import build
from bench.scale import Scale
from casework.access import SYSTEM, Actor
from casework.bulk import add_rows
from casework.desk import Desk, House, open_desk
from casework.record.officers import actor_of
from models import Certificate, KeptFile, Officer, Post
from regulation.stages import Who

SINCE = date(2009, 1, 1)
SERVICE = date(2025, 1, 1)
STAFF = (("leader", "head"), ("unit", "unit_head"), ("legal", "legal_reviewer"), ("handler", "handler"), ("second", "handler"))
CERTIFIED = ("handler", "second")
WHOSE = {Who.HANDLER: "handler", Who.PARTY: "handler", Who.COURT: "handler", Who.POLICE: "handler", Who.UNIT: "unit",
         Who.REVIEW: "legal", Who.LEGAL: "legal", Who.LEADER: "leader", Who.HEADS: "leader"}
PROVINCE = Scale(counties=60, townships=60, mines=120)
COUNTIES = "SELECT id FROM party WHERE level = 'county' ORDER BY id"


@dataclass(frozen=True)
class Bureau:
    """A county's bureau with whoever makes the moves of its cases."""

    county: int
    first: int  # the number of its leader; the others follow in the order of STAFF
    actors: dict[str, Actor]

    def team(self) -> list[int]:
        """The numbers of its investigators."""
        return [self.first + n for n, (name, _) in enumerate(STAFF) if name in CERTIFIED]

    def whoever(self, who: Who) -> Actor:
        """Who makes moves of a kind; the system makes its own."""
        return SYSTEM if who is Who.SYSTEM else self.actors[WHOSE[who]]


def settle(house: House, scale: Scale = PROVINCE) -> None:
    """Build a province with the staff that cases need; the bureaux' officers are numbered without gap, county by county."""
    build(house, scale, SERVICE)
    with open_desk(house) as desk:
        first = int(desk.scalar("SELECT max(id) FROM officer")) + 1
        rows = [(first + len(STAFF) * n + at, name, role, row.id)
                for n, row in enumerate(desk.rows(COUNTIES)) for at, (name, role) in enumerate(STAFF)]
        _write(desk, rows)
        add_rows(desk, KeptFile, [{"id": 1, "sha256": "0" * 64, "name": "原件.pdf", "media_type": "application/pdf", "size": 20,
                                   "kept_by": "system", "kept_at": desk.now}])


def _write(desk: Desk, rows: list[tuple[int, str, str, int]]) -> None:
    officers: list[dict[str, Any]] = [
        {"id": number, "name": f"办{number}", "email": f"{number}@kj.example", "email_fails": False, "demo": True}
        for number, _, _, _ in rows]
    desk.session.execute(insert(Officer), officers)
    desk.session.execute(insert(Post), [
        {"officer_id": number, "office_id": county, "role": role, "title": "", "valid_from": SINCE, "valid_to": None}
        for number, _, role, county in rows])
    desk.session.execute(insert(Certificate), [
        {"officer_id": number, "number": f"吉执{number}", "valid_from": SINCE, "valid_to": None}
        for number, name, _, _ in rows if name in CERTIFIED])
    if desk.postgres:
        desk.run("SELECT setval(pg_get_serial_sequence('officer', 'id'), max(id)) FROM officer")


def bureaux(house: House, most: int | None = None) -> list[Bureau]:
    """The bureaux of the province by number of their county, so many of them."""
    with open_desk(house, SYSTEM, reads=True) as desk:
        counties = [int(row.id) for row in desk.rows(COUNTIES)]
        first = int(desk.scalar("SELECT max(id) FROM officer")) + 1 - len(STAFF) * len(counties)
        return [Bureau(county, at, {name: actor_of(desk, at + n) for n, (name, _) in enumerate(STAFF)})
                for county, at in list(zip(counties, range(first, first + 10**9, len(STAFF)), strict=False))[:most]]
