"""Who may be named on a case: certified officers of its office and below, whom it is not about and who are not recused."""

from collections.abc import Sequence
from dataclasses import dataclass

from casework.bulk import rows_among
from casework.case.allowing import RIGHTS, may_move
from casework.case.cases import CaseRow
from casework.case.officers import ROLES
from casework.case.recusals import asked_about
from casework.desk import Desk
from casework.in_force import in_force
from casework.view.case_party import CaseOfficer

MAY = ("SELECT o.id, o.name, p.name AS office, min(c.number) AS certificate FROM officer o"
       " JOIN certificate c ON c.officer_id = o.id JOIN post s ON s.officer_id = o.id JOIN party p ON p.id = s.office_id"
       f" WHERE {in_force('c', 'day')} AND {in_force('s', 'day')} AND p.path LIKE :below AND p.level <> 'holder'"
       f" AND s.role IN {ROLES!r}"
       " AND NOT EXISTS (SELECT 1 FROM case_officer x WHERE x.case_id = :case AND x.officer_id = o.id"
       " AND x.recused_on IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM enforcement_case e JOIN clue_named n"
       " ON n.clue_id = e.clue_id WHERE e.id = :case AND n.officer_id = o.id)"
       " GROUP BY o.id, o.name, p.id, p.name, p.level ORDER BY CASE WHEN p.id = :office THEN 0 ELSE 1 END, p.name, o.name")


NAMES = "SELECT id, name FROM officer WHERE id IN :ids ORDER BY id"


@dataclass(frozen=True)
class Certified:
    """An officer who may be named, where he serves, under which certificate; neither of who is to be recused."""

    id: int
    name: str
    office: str
    certificate: str


def certified_for(desk: Desk, case: CaseRow) -> list[Certified]:
    """Those who may be named on a case today, those of its own office first."""
    rows = desk.rows(MAY, day=desk.today, below=f"{case.office_path}%", case=case.id, office=case.office_id)
    return [Certified(**row._asdict()) for row in rows if row.name not in case.party_name]


def to_be_recused(desk: Desk, case: CaseRow) -> list[Certified]:
    """Those whom the open requests for recusal are about, investigators or not."""
    rows = rows_among(desk, NAMES, {"ids": asked_about(desk, case)})
    return [Certified(row.id, row.name, "", "") for row in rows]


def only_helps(desk: Desk, case: CaseRow, officers: Sequence[CaseOfficer]) -> bool:
    """Whether the actor investigates a case in which no role of his lets him do anything, as whoever serves below."""
    return (any(one.investigates and one.id == desk.actor.officer_id for one in officers)
            and not any(may_move(desk, case, who) for who in RIGHTS))
