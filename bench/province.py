"""A made-up province of any size, written by set-based inserts."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert

from casework.desk import House, open_desk
from casework.house import remember
from models import Mine, Officer, Party, Post, Right

SINCE = date(2009, 1, 1)
CITIES, COUNTIES = 9, 60


@dataclass(frozen=True)
class Built:
    """How much was built."""

    offices: int
    mines: int


def build(house: House, *, townships: int, mines: int, since: date) -> Built:
    """One province, nine cities, sixty counties, so many townships, a holder a mine, an officer each."""
    offices = _offices(townships)
    holders = [_party(len(offices) + n + 1, "holder", 11 + n % COUNTIES, offices) for n in range(mines)]
    everyone = offices + holders
    with open_desk(house) as desk:
        remember(desk, "in_service_from", since.isoformat())
        desk.session.execute(insert(Party), everyone)
        desk.session.execute(insert(Officer), [
            {"id": p["id"], "name": f"员{p['id']}", "email": f"{p['id']}@kj.example", "email_fails": False, "demo": True}
            for p in everyone])
        desk.session.execute(insert(Post), [
            {"officer_id": p["id"], "office_id": p["id"], "role": "holder" if p["level"] == "holder" else "handler",
             "title": "", "valid_from": SINCE} for p in everyone])
        shared = {"valid_from": SINCE, "valid_to": None, "demo": True}
        desk.session.execute(insert(Right), [
            {"id": n + 1, "licence_no": f"C22{n:020d}", "kind": "mining", "name": f"矿{n}", "mineral": "铁矿",
             "holder_id": holder["id"], "issuer_id": 1, "county_id": holder["parent_id"], **shared}
            for n, holder in enumerate(holders)])
        desk.session.execute(insert(Mine), [
            {"id": n + 1, "code": f"M{n}", "name": f"矿{n}", "right_id": n + 1, "holder_id": holder["id"],
             "county_id": holder["parent_id"], "method": "underground", "scale": "small", **shared}
            for n, holder in enumerate(holders)])
    return Built(len(offices), mines)


def _party(number: int, level: str, parent: int | None, above: list[dict[str, object]]) -> dict[str, object]:
    path = "/" if parent is None else str(above[parent - 1]["path"])
    return {"id": number, "code": str(number), "name": f"{level}{number}", "level": level, "parent_id": parent,
            "path": f"{path}{number}/", "valid_from": None, "valid_to": None, "mineral_rich": False, "demo": True}


def _offices(townships: int) -> list[dict[str, object]]:
    built: list[dict[str, object]] = []
    built.append(_party(1, "province", None, built))
    for n in range(CITIES):
        built.append(_party(2 + n, "city", 1, built))
    for n in range(COUNTIES):
        built.append(_party(11 + n, "county", 2 + n % CITIES, built))
    for n in range(townships):
        built.append(_party(71 + n, "township", 11 + n % COUNTIES, built))
    return built
