"""One case as casework sees it: read with its office, changed by compare-and-set, its moves journalled."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date

from casework import journal
from casework.bulk import rows_among
from casework.case.unseen import seen
from casework.desk import Desk
from casework.reach import Reach
from foundation.database import Instant
from foundation.errors import ConflictError, NotFoundError

COLUMNS = ("id", "number", "filing_number", "stage", "office_id", "county_id", "clue_id", "source_case_id", "right_id",
           "source", "cause", "offence", "offence_kind", "facts", "stopped_by", "major", "typical", "act_start", "act_end",
           "discovered_on", "filed_on", "decided_on", "closed_on", "closing", "party_kind", "party_name", "opened_at",
           "opened_by", "chief_id",
           "main_id", "unit_head_id", "handler_id", "events", "moved_on", "worth", "version")
SELECT = (f"SELECT {', '.join(f'c.{one}' for one in COLUMNS)}, p.path AS office_path, p.name AS office_name,"
          " p.code AS office_code, p.level AS office_level,"
          " p.parent_id AS superior_id FROM enforcement_case c JOIN party p ON p.id = c.office_id")
DAYS = ("act_start", "act_end", "discovered_on", "filed_on", "decided_on", "closed_on", "moved_on")
TYPES = {"opened_at": Instant(), **{name: Date() for name in DAYS}}


@dataclass(frozen=True)
class CaseRow:
    """A case with the office that handles it."""

    id: int
    number: str
    filing_number: str | None
    stage: str
    office_id: int
    county_id: int | None
    clue_id: int | None
    source_case_id: int | None
    right_id: int | None
    source: str
    cause: str
    offence: str
    offence_kind: str | None
    facts: str
    stopped_by: str
    major: bool
    typical: bool
    act_start: date | None
    act_end: date | None
    discovered_on: date
    filed_on: date | None
    decided_on: date | None
    closed_on: date | None
    closing: str | None
    party_kind: str
    party_name: str
    opened_at: datetime
    opened_by: str
    chief_id: int | None
    main_id: int | None
    unit_head_id: int | None
    handler_id: int | None
    events: int
    moved_on: date
    worth: str
    version: int
    office_path: str
    office_name: str
    office_code: str
    office_level: str
    superior_id: int | None

    def but(self, **changed: Any) -> "CaseRow":
        """The same with other values, as quickly as a step wants it; `dataclasses.replace` passes every field."""
        return _as_row({**vars(self), **changed})


def _as_row(values: dict[str, Any]) -> CaseRow:
    """A case of the columns that its query names, each of which is a field."""
    made = object.__new__(CaseRow)
    object.__setattr__(made, "__dict__", values)
    return made


def case_of(desk: Desk, number: str) -> CaseRow:
    """The case of this number, if the actor may see it; any other does not exist."""
    return _one(desk, "c.number = :number", number=number.strip().upper()[:40])


def case_by_id(desk: Desk, case_id: int) -> CaseRow:
    """The case of this id, if the actor may see it."""
    return _one(desk, "c.id = :id", id=case_id)


def cases_by_id(desk: Desk, ids: Collection[int]) -> dict[int, CaseRow]:
    """The cases of these ids that the actor may see."""
    reach = Reach(desk.actor)
    where, more = seen(reach, passed=True)
    rows = rows_among(desk, f"{SELECT} WHERE c.id IN :ids AND {where}", {"ids": ids}, types=TYPES, **reach.values, **more)
    return {row.id: _as_row(row._asdict()) for row in rows}


def _one(desk: Desk, which: str, **values: Any) -> CaseRow:
    reach = Reach(desk.actor)
    where, more = seen(reach, passed=True)
    rows = desk.rows(f"{SELECT} WHERE {which} AND {where}", types=TYPES, **values, **reach.values, **more)
    if not rows:
        raise NotFoundError("There is no such case.", way_out="Look at its number again; the list shows those you may see.")
    return _as_row(rows[0]._asdict())


def refuse_outdated(case: CaseRow, seen: int | None) -> None:
    """Refuse what was decided on another version of the case."""
    if seen not in (None, case.version):
        raise outdated(case)


def outdated(case: CaseRow) -> ConflictError:
    """Somebody else was faster."""
    return ConflictError(f"{case.number} was changed by somebody else meanwhile.",
                         way_out="Look at it again, then repeat what is still wanted.")


def change(desk: Desk, case: CaseRow, **columns: Any) -> CaseRow:
    """Change columns unless somebody else changed the case since it was read; the case with them."""
    sets = ", ".join(f"{name} = :{name}" for name in columns)
    if desk.run(f"UPDATE enforcement_case SET {sets}, version = version + 1 WHERE id = :id AND version = :seen",
                id=case.id, seen=case.version, **columns) != 1:
        raise outdated(case)
    return case.but(version=case.version + 1, **columns)


def complete(desk: Desk, case: CaseRow, **columns: Any) -> CaseRow:
    """Write down what the system alone does; whoever looks at the case meanwhile has not seen too old a version."""
    sets = ", ".join(f"{name} = :{name}" for name in columns)
    desk.run(f"UPDATE enforcement_case SET {sets} WHERE id = :id", id=case.id, **columns)
    return case.but(**columns)


def record(desk: Desk, action: str, case: CaseRow, **detail: Any) -> None:
    """Journal what was done about a case, at the office that handles it."""
    journal.note(desk, action, "case", case.id, office_id=case.office_id, **detail)
