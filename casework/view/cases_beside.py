"""The cases that stand beside something else: a clue, a mine, a right, a holder; those of them that the reader may see."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.access import holds
from casework.case.cases import CaseRow
from casework.case.opening import FOR_CLUE
from casework.case.unseen import seen
from casework.clue.clues import ClueRow
from casework.desk import Desk
from casework.reach import Reach
from regulation.clue import Disposal

MOST = 50
CASES = ("SELECT c.number, c.cause, c.stage, p.name AS office, c.filed_on FROM enforcement_case c JOIN party p ON p.id ="
         f" c.office_id WHERE {{which}} AND {{seen}} ORDER BY c.id DESC LIMIT {MOST}")
# A mine by its code, a right by its licence, a holder by his code: the rights concerned, or the party himself.
RIGHTS = ("SELECT r.id FROM mineral_right r WHERE r.licence_no = :code UNION SELECT m.right_id FROM mine m"
          " WHERE m.code = :code UNION SELECT r.id FROM mineral_right r JOIN party h ON h.id = r.holder_id"
          " WHERE h.code = :code AND h.level = 'holder'")
HOLDER = "SELECT y.case_id FROM case_party y JOIN party h ON h.id = y.holder_id WHERE h.code = :code AND h.level = 'holder'"
# The same number anywhere; the same name, which others may bear, at the same office.
ALIKE = ("c.id <> :case AND c.offence = :offence AND c.closed_on IS NULL AND c.stage NOT IN ('refused', 'passed_on') AND (c.id"
         " IN (SELECT o.case_id FROM case_party y JOIN case_party o ON o.id_number = y.id_number WHERE y.case_id = :case)"
         " OR c.id IN (SELECT o.id FROM enforcement_case o WHERE o.party_name = :party AND o.office_id = :office))")


@dataclass(frozen=True)
class CaseBeside:
    """A case in short."""

    number: str
    cause: str
    stage: str
    office: str
    filed_on: date | None


def cases_about(desk: Desk, code: str) -> list[CaseBeside]:
    """The cases about a mine, a right or a holder, the latest first."""
    return _cases(desk, f"(c.right_id IN ({RIGHTS}) OR c.id IN ({HOLDER}))", code=code)


def cases_of_clue(desk: Desk, clue: ClueRow) -> list[CaseBeside]:
    """The cases that came of a clue which the caller may see."""
    return _cases(desk, "c.clue_id = :clue", clue=clue.id)


def cases_alike(desk: Desk, case: CaseRow) -> list[CaseBeside]:
    """Cases that still go on against the same party for the same offence, so that nobody opens one twice unawares."""
    return _cases(desk, ALIKE, case=case.id, offence=case.offence, party=case.party_name, office=case.office_id)


def may_file(desk: Desk, clue: ClueRow) -> bool:
    """Whether the actor may open a case from a clue: it is to be filed, and has none yet."""
    return (clue.disposal == Disposal.FILE.value and holds(desk.actor, "case.open")
            and desk.scalar(FOR_CLUE, clue=clue.id) is None)


def _cases(desk: Desk, which: str, **values: Any) -> list[CaseBeside]:
    if not holds(desk.actor, "case.read"):
        return []
    reach = Reach(desk.actor)
    where, more = seen(reach)
    rows = desk.rows(CASES.format(which=which, seen=where), types={"filed_on": Date()}, **values, **more, **reach.values)
    return [CaseBeside(**row._asdict()) for row in rows]
