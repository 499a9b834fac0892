"""Officers of the demo's offices: posts, made-up addresses, absences; a few townships without an address."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from casework.bulk import add_rows, insert_rows
from casework.desk import Desk
from deployments.demo_names import person
from models import Absence, Certificate, Officer, Post

DOMAIN = "kuangjian.example"
STAFF = {
    "province": ("head", "deputy", "unit_head", "handler", "administrator", "auditor"),
    "city": ("head", "deputy", "unit_head", "handler", "administrator", *("inspector",) * 3),
    "county": ("head", "deputy", "unit_head", "handler"),
    "township": ("head", "handler"),
}
TITLES = {"head": "局长", "deputy": "副局长", "unit_head": "科长", "handler": "承办人",
          "administrator": "管理员", "auditor": "审计员", "inspector": "矿产督察员"}
ELSEWHERE = {("province", "head"): "厅长", ("province", "deputy"): "副厅长", ("province", "unit_head"): "处长",
             ("township", "head"): "所长"}  # a province has a 厅, a township a 所
WITHOUT_ADDRESS = 6  # townships
AWAY = 0.04  # of the handlers
UNREPRESENTED = 0.2  # of those away
CERTIFIED = ("unit_head", "handler", "inspector")
CERTIFIED_DAYS = 5 * 365
LAPSED = 0.3  # of the deputies, whose certificates were not renewed


@dataclass(frozen=True)
class Staffed:
    """An officer of the demo and the post held."""

    officer_id: int
    office_id: int
    role: str


def add_staff(desk: Desk, rng: Random) -> list[Staffed]:
    """Give every office its officers; who holds what."""
    offices = desk.rows("SELECT id, code, level FROM party WHERE level <> 'holder' ORDER BY code")
    mute = set(rng.sample([row.id for row in offices if row.level == "township"], WITHOUT_ADDRESS))
    seats = [(row, role, n) for row in offices for n, role in enumerate(STAFF[row.level])]
    ids = insert_rows(desk, Officer, [
        {"name": person(rng), "email": None if row.id in mute else _address(row.code, role, n), "demo": True}
        for row, role, n in seats])
    add_rows(desk, Post, [
        {"officer_id": officer_id, "office_id": row.id, "role": role,
         "valid_from": _some_day(rng, desk.today),
         "title": ELSEWHERE.get((row.level, role), TITLES[role])}
        for officer_id, (row, role, _) in zip(ids, seats, strict=True)])
    staff = [Staffed(officer_id, row.id, role) for officer_id, (row, role, _) in zip(ids, seats, strict=True)]
    _add_absences(desk, rng, staff)
    return staff


def _address(code: str, role: str, n: int) -> str:
    return f"{code.lower()}.{role}{n if role == 'inspector' else ''}@{DOMAIN}"


def _some_day(rng: Random, today: date) -> date:
    return today - timedelta(days=rng.randint(200, 2500))


def _add_absences(desk: Desk, rng: Random, staff: list[Staffed]) -> None:
    stand_ins = {one.office_id: one.officer_id for one in staff if one.role in ("head", "unit_head")}
    rows: list[dict[str, Any]] = []
    for one in staff:
        if one.role == "handler" and rng.random() < AWAY:
            first = desk.today - timedelta(days=rng.randint(0, 10))
            rows.append({"officer_id": one.officer_id, "first": first,
                         "last": first + timedelta(days=rng.randint(10, 30)),
                         "substitute_id": None if rng.random() < UNREPRESENTED else stand_ins[one.office_id],
                         "reason": rng.choice(("休假", "培训", "出差"))})
    add_rows(desk, Absence, rows)


def add_certificates(desk: Desk, rng: Random, staff: list[Staffed]) -> None:
    """Certify who verifies clues: at each office two whose certificates are valid, and one in some whose has run out."""
    certified = [one for one in staff if one.role in CERTIFIED]
    lapsed = [one for one in staff if one.role == "deputy" and rng.random() < LAPSED]
    since = desk.today - timedelta(days=CERTIFIED_DAYS // 2)
    add_rows(desk, Certificate, [
        {"officer_id": one.officer_id, "number": f"演执{number:06d}", "valid_from": first,
         "valid_to": first + timedelta(days=CERTIFIED_DAYS)}
        for number, (one, first) in enumerate([
            *((one, since - timedelta(days=rng.randint(0, 300))) for one in certified),
            *((one, since - timedelta(days=CERTIFIED_DAYS)) for one in lapsed)], 1)])
