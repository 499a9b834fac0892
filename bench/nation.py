"""A made-up nation of any size: offices, holders, mines, and officers of whom some are away or have no address."""

from datetime import date
from typing import Any

from sqlalchemy import insert

from bench.scale import Scale
from casework.desk import Desk, House, open_desk
from casework.house import remember
from models import Absence, Mine, Officer, Party, Post, Right

SINCE = date(2009, 1, 1)
AWAY = (date(2024, 1, 1), date(2024, 12, 31))
PROVINCE = 1
Row = dict[str, Any]


def build(house: House, scale: Scale, since: date) -> None:
    """Write it by one insert a table; in service since a day."""
    parties = _parties(scale)
    with open_desk(house) as desk:
        remember(desk, "in_service_from", since.isoformat())
        desk.session.execute(insert(Party), parties)
        _people(desk, parties)
        _mines(desk, [one for one in parties if one["level"] == "holder"])
        _count_on(desk)


def _count_on(desk: Desk) -> None:
    """On PostgreSQL numbers given by hand do not move the counter."""
    for name in ("party", "officer", "mineral_right", "mine") if desk.postgres else ():
        desk.run(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), max(id)) FROM {name}")


def _parties(scale: Scale) -> list[Row]:
    """Numbered from the province down; everything is spread evenly over what stands above it."""
    built = [_party(PROVINCE, "province", None)]
    above = built
    for level, count in (("city", scale.cities), ("county", scale.counties), ("township", scale.townships),
                         ("holder", scale.mines)):
        if level != "holder":
            seats = above
        level_rows = [_party(len(built) + 1 + n, level, seats[n % len(seats)]) for n in range(count)]
        built = built + level_rows
        above = level_rows if level in ("city", "county") else above
    return built


def _party(number: int, level: str, parent: Row | None) -> Row:
    path = parent["path"] if parent else "/"
    return {"id": number, "code": str(number), "name": f"{level}{number}", "level": level,
            "parent_id": parent["id"] if parent else None, "path": f"{path}{number}/", "valid_from": None, "valid_to": None,
            "mineral_rich": level == "county" and number % 3 == 0, "demo": True}


def _people(desk: Desk, parties: list[Row]) -> None:
    """An officer a party, and to every bureau a head, who is written to only where the officer cannot be."""
    staff = [("holder" if one["level"] == "holder" else "handler", one["id"]) for one in parties]
    staff += [("head", one["id"]) for one in parties if one["level"] in ("city", "county")]
    staff += [("inspector", one["id"]) for one in parties if one["level"] == "city"]
    count = len(staff)
    desk.session.execute(insert(Officer), [
        {"id": n + 1, "name": f"员{n + 1}", "email": f"{n + 1}@kj.example" if _reachable(office) else "",
         "email_fails": False, "demo": True} for n, (_, office) in enumerate(staff)])
    desk.session.execute(insert(Post), [
        {"officer_id": n + 1, "office_id": office, "role": role, "title": "", "valid_from": SINCE, "valid_to": None}
        for n, (role, office) in enumerate(staff)])
    # Every 53rd is away: the next one stands in, or nobody does and he is written to all the same.
    away = [n for n in range(0, count - 1, 53) if _reachable(staff[n + 1][1])]
    desk.session.execute(insert(Absence), [
        {"officer_id": n + 1, "first": AWAY[0], "last": AWAY[1], "substitute_id": None if n % 2 else n + 2, "reason": ""}
        for n in away])


def _reachable(party: int) -> bool:
    """Nobody at every 97th party has an address."""
    return party % 97 != 5


def _mines(desk: Desk, holders: list[Row]) -> None:
    """A mine a holder; every 20th explores too."""
    shared = {"valid_from": SINCE, "valid_to": None, "demo": True}
    rights = [{"licence_no": f"C{n}", "kind": "mining", "name": f"矿{n}", "mineral": "铁矿", "holder_id": one["id"],
               "issuer_id": PROVINCE, "county_id": one["parent_id"]} for n, one in enumerate(holders)]
    rights += [{**right, "licence_no": f"T{n}", "kind": "exploration"} for n, right in enumerate(rights) if n % 20 == 3]
    desk.session.execute(insert(Right), [{"id": n + 1, **right, **shared} for n, right in enumerate(rights)])
    desk.session.execute(insert(Mine), [
        {"id": n + 1, "code": f"M{n}", "name": f"矿{n}", "right_id": n + 1, "holder_id": one["id"],
         "county_id": one["parent_id"], "method": ("open_pit", "both")[n % 10] if n % 10 < 2 else "underground",
         "scale": "small", **shared} for n, one in enumerate(holders)])
