"""One mine: where it lies, who inspects it, and who answers for it at its county and its township."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date

from casework.access import allowed
from casework.changes import last_change
from casework.desk import Desk
from casework.in_force import in_force
from casework.record.mines import mine_of


@dataclass(frozen=True)
class Charge:
    """Somebody who answers for the mine at one of its offices; nobody where the name is empty."""

    office_id: int
    code: str
    office: str
    officer: int | None
    name: str | None
    first: date | None
    serves: bool


@dataclass(frozen=True)
class MineTold:
    """A mine with its people."""

    id: int
    code: str
    name: str
    licence_no: str
    mineral: str
    holder: str
    method: str
    scale: str
    county_code: str
    county: str
    area_code: str | None
    area: str | None
    valid_from: date
    valid_to: date | None
    inspector: int | None
    inspector_name: str | None
    inspected: bool
    charges: list[Charge]
    may_change: bool
    seen: int


SELECT = f"""
SELECT m.id, m.code, m.name, r.licence_no, r.mineral, h.name AS holder, m.method, m.scale, c.code AS county_code,
       c.name AS county, m.area_code, coalesce(t.name, a.name) AS area, m.valid_from, m.valid_to, i.id AS inspector,
       i.name AS inspector_name, EXISTS (SELECT 1 FROM post s WHERE s.officer_id = m.inspector_id AND s.role = 'inspector'
           AND {in_force('s')}) AS inspected
FROM mine m JOIN mineral_right r ON r.id = m.right_id JOIN party h ON h.id = m.holder_id JOIN party c ON c.id = m.county_id
LEFT JOIN party t ON t.code = m.area_code AND t.level <> 'holder' LEFT JOIN area a ON a.code = m.area_code
LEFT JOIN officer i ON i.id = m.inspector_id WHERE m.id = :id
"""
CHARGES = f"""
SELECT p.id AS office_id, p.code, p.name AS office, o.id AS officer, o.name, r.valid_from AS first,
       EXISTS (SELECT 1 FROM post s WHERE s.officer_id = o.id AND s.office_id = p.id
           AND {in_force('s')}) AS serves
FROM mine m JOIN party p ON p.id = m.county_id OR (p.code = m.area_code AND p.level = 'township')
LEFT JOIN responsibility r ON r.mine_id = m.id AND r.office_id = p.id AND (r.valid_to IS NULL OR r.valid_to >= :today)
LEFT JOIN officer o ON o.id = r.officer_id WHERE m.id = :id ORDER BY p.path, r.valid_from
"""


def mine_told(desk: Desk, mine_id: int) -> MineTold:
    """The mine of this number, if it lies where the reader may look."""
    place = mine_of(desk, mine_id)
    row = desk.rows(SELECT, types={"valid_from": Date(), "valid_to": Date()}, id=mine_id, today=desk.today)[0]
    charges = desk.rows(CHARGES, types={"first": Date()}, id=mine_id, today=desk.today)
    return MineTold(**{**row._asdict(), "inspected": bool(row.inspected)},
                    charges=[Charge(**{**one._asdict(), "serves": bool(one.serves)}) for one in charges],
                    may_change=allowed(desk.actor, "records.change", place.county_path),
                    seen=last_change(desk, "mine", mine_id))


@dataclass(frozen=True)
class Choice:
    """Somebody who could be responsible, at an office."""

    id: int
    name: str
    office_id: int
    office: str


CHOICES = f"""
SELECT DISTINCT o.id, o.name, p.id AS office_id, p.name AS office FROM post s JOIN officer o ON o.id = s.officer_id
JOIN party p ON p.id = s.office_id WHERE {in_force('s')} AND {{which}}
ORDER BY p.name, o.name, o.id
"""


def mine_choices(desk: Desk, mine_id: int) -> dict[str, list[Choice]]:
    """Who could inspect the mine, and who serves at its county and its township."""
    place = mine_of(desk, mine_id)
    near = desk.rows(CHOICES.format(which="s.role = 'inspector' AND :path LIKE p.path || '%'"), today=desk.today,
                     path=place.county_path)
    there = desk.rows(CHOICES.format(which="p.id IN (:county, :township)"), today=desk.today, county=place.county_id,
                      township=place.township_id or place.county_id)
    return {"inspectors": [Choice(**row._asdict()) for row in near], "people_there": [Choice(**row._asdict()) for row in there]}
