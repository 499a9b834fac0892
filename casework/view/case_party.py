"""Whom a case is against and who works on it, as far as the reader may know."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.case.allowing import RIGHTS, may_move
from casework.case.cases import CaseRow
from casework.desk import Desk
from casework.in_force import in_force

PARTY = """
SELECT y.id_number, y.representative, y.address, y.phone, y.sex, y.age, y.work_unit, y.post, h.name AS holder,
    h.code AS holder_code, r.name AS right_name, r.licence_no, k.name AS county, u.number AS clue, s.number AS source_case,
    (SELECT o.name FROM officer o WHERE o.id = c.chief_id) AS chief,
    (SELECT o.name FROM officer o WHERE o.id = c.main_id) AS main,
    (SELECT o.name FROM officer o WHERE o.id = c.unit_head_id) AS unit_head,
    (SELECT o.name FROM officer o WHERE o.id = c.handler_id) AS handler
FROM enforcement_case c LEFT JOIN case_party y ON y.case_id = c.id LEFT JOIN party h ON h.id = y.holder_id
LEFT JOIN mineral_right r ON r.id = c.right_id LEFT JOIN party k ON k.id = c.county_id LEFT JOIN clue u ON u.id = c.clue_id
LEFT JOIN enforcement_case s ON s.id = c.source_case_id WHERE c.id = :id
"""
OFFICERS = f"""
SELECT o.id, o.name, w.part, w.certificate, w.named_on, w.recused_on, CASE WHEN EXISTS (SELECT 1 FROM certificate f
    WHERE f.officer_id = w.officer_id AND {in_force('f', 'day')}) THEN 1 ELSE 0 END AS certified
FROM case_officer w JOIN officer o ON o.id = w.officer_id WHERE w.case_id = :id ORDER BY w.part, w.named_on, o.name
"""


@dataclass(frozen=True)
class CaseParty:
    """The party (当事人); to whoever does not work on the case its numbers are masked, and where it lives is left out."""

    kind: str  # person, entity
    name: str
    id_number: str | None
    representative: str | None
    address: str | None
    phone: str | None
    sex: str | None
    age: int | None  # years
    work_unit: str | None
    post: str | None
    holder: str | None  # of a mineral right
    holder_code: str | None
    masked: bool


@dataclass(frozen=True)
class Beside:
    """What a case is about and who answers for it, by name: right, county, clue, the case that it came from, officers."""

    right_name: str | None
    licence_no: str | None
    county: str | None
    clue: str | None
    source_case: str | None
    chief: str | None  # 负总责
    main: str | None  # 主要责任人
    unit_head: str | None  # 具体责任人
    handler: str | None  # 承办人


@dataclass(frozen=True)
class CaseOfficer:
    """An officer on a case: investigator or special_team; `certified` says whether a certificate of his holds today."""

    id: int
    name: str
    part: str
    certificate: str
    named_on: date
    recused_on: date | None
    certified: bool

    @property
    def investigates(self) -> bool:
        """Whether he investigates it now."""
        return self.part == "investigator" and self.recused_on is None


def party_of(desk: Desk, case: CaseRow, officers: Sequence[CaseOfficer]) -> tuple[CaseParty, Beside]:
    """The party of a case that the caller may see, and what stands beside it."""
    row = desk.rows(PARTY, id=case.id)[0]._asdict()
    beside = Beside(**{name: row.pop(name) for name in Beside.__dataclass_fields__})
    party = CaseParty(kind=case.party_kind, name=case.party_name, masked=False, **row)
    return (party if _works_on_it(desk, case, officers) else _masked(party)), beside


def _works_on_it(desk: Desk, case: CaseRow, officers: Sequence[CaseOfficer]) -> bool:
    if any(may_move(desk, case, who) for who in RIGHTS):
        return True
    return desk.actor.only is None and any(one.investigates and one.id == desk.actor.officer_id for one in officers)


def _masked(party: CaseParty) -> CaseParty:
    return replace(party, id_number=_inside(party.id_number, 6, 4), phone=_inside(party.phone, 3, 4), address=None, age=None,
                   work_unit=None, post=None, masked=True)


def _inside(text: str | None, first: int, last: int) -> str | None:
    """A number with its middle masked; a short one wholly."""
    if not text:
        return text
    hidden = len(text) - first - last
    return f"{text[:first]}{'*' * hidden}{text[-last:]}" if hidden >= last else "*" * len(text)


def officers_of(desk: Desk, case_id: int) -> list[CaseOfficer]:
    """Who investigates a case that the caller may see, and who is recused."""
    types: dict[str, Any] = {"named_on": Date(), "recused_on": Date()}
    return [CaseOfficer(**{**row._asdict(), "certified": bool(row.certified)})
            for row in desk.rows(OFFICERS, types=types, id=case_id, day=desk.today)]
