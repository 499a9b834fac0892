"""Who investigates a case: certified officers of the office and below, none of whom is recused (办法 2024 第十七、十八条)."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from casework.bulk import add_rows, rows_among
from casework.case.allowing import RIGHTS
from casework.case.cases import CaseRow, complete, record
from casework.case.chain import RECUSED
from casework.case.done import named_in
from casework.case.given import Given
from casework.desk import Desk
from casework.grants import OF_ACTION
from casework.in_force import in_force
from foundation.errors import InvalidError, RefusedError
from models import CaseOfficer
from regulation.guards import Unmet
from regulation.guards.investigating import AT_LEAST, wanted_by

# Whoever holds none of these can do nothing in a case.
ROLES = tuple(sorted({role for right in RIGHTS.values() for grant in OF_ACTION.get(right, ()) for role in grant.roles}))
MAY = ("SELECT o.id, o.name, min(c.number) AS certificate FROM officer o JOIN certificate c ON c.officer_id = o.id"
       f" JOIN post s ON s.officer_id = o.id JOIN party p ON p.id = s.office_id WHERE {in_force('c', 'day')}"
       f" AND {in_force('s', 'day')} AND p.path LIKE :below AND p.level <> 'holder' AND o.id IN :ids"
       f" AND s.role IN {ROLES!r}"
       " AND NOT EXISTS (SELECT 1 FROM case_officer x WHERE x.case_id = :case AND x.officer_id = o.id"
       " AND x.recused_on IS NOT NULL) GROUP BY o.id, o.name")
NAMED = ("SELECT n.officer_id FROM clue_named n WHERE n.clue_id = :clue AND n.officer_id IS NOT NULL")
TEAM = ("SELECT o.id, o.name FROM case_officer x JOIN officer o ON o.id = x.officer_id WHERE x.case_id = :case"
        " AND x.part = 'investigator' AND x.recused_on IS NULL ORDER BY o.id")
OFF = "DELETE FROM case_officer WHERE case_id = :case AND part = :part AND recused_on IS NULL"
# Who investigates on and handles cases at the office.
HEIR = ("SELECT min(x.officer_id) FROM case_officer x JOIN post s ON s.officer_id = x.officer_id WHERE x.case_id = :case"
        " AND x.part = 'investigator' AND x.recused_on IS NULL AND s.office_id = :office AND s.role = 'handler'"
        f" AND {in_force('s', 'day')}")
RECUSE = "UPDATE case_officer SET recused_on = :day WHERE case_id = :case AND officer_id IN ({listed}) AND recused_on IS NULL"


def two_named(_desk: Desk, _case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse a team of one, or of one named twice."""
    if len(given.fields["officers"]) < AT_LEAST:  # the form counts nobody twice
        raise InvalidError(f"One officer is no team: two at least investigate（{wanted_by(given.day)}）.",
                           way_out="Name another certified officer beside him.")
    return {}


def submitted_by_team(desk: Desk, case: CaseRow, _given: Given) -> dict[str, Any]:
    """Refuse the report of whoever does not investigate: it is what the investigators found (办法 2024 第二十九条)."""
    why = outside(desk.actor.officer_id, {row.id: row.name for row in desk.rows(TEAM, case=case.id)})
    if why is not None:
        raise RefusedError(why.message, way_out=why.way_out)
    return {}


def outside(officer: int | None, team: Mapping[int, str]) -> Unmet | None:
    """Why an officer, who is not of the team, does not submit its report; where there is no team the law says so."""
    if officer is None or not team or officer in team:
        return None
    return Unmet("Only who investigates a case submits its report.",
                 f"One of its investigators does it: {'、'.join(team.values())}; or have the team named anew（确定调查人员）.")


def name_team(desk: Desk, case: CaseRow, given: Given, _event_no: int) -> None:
    """Name who investigates, in place of those named before."""
    _name(desk, case, given.fields["officers"], "investigator", given)


def name_special_team(desk: Desk, case: CaseRow, given: Given, _event_no: int) -> None:
    """Name the officers who work on the transfer of a suspected crime (310号令第五条)."""
    _name(desk, case, given.fields["team"], "special_team", given)


def certified_team(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse officers who may not be named before the law is asked how many there are."""
    _free(desk, case, given.fields["team"], given)
    return {}


def _name(desk: Desk, case: CaseRow, officers: Sequence[int], part: str, given: Given) -> None:
    found = _free(desk, case, officers, given)
    desk.run(OFF, case=case.id, part=part)
    add_rows(desk, CaseOfficer, [{"case_id": case.id, "officer_id": one, "part": part, "certificate": found[one],
                                  "named_on": given.day, "recused_on": None} for one in officers])


def _free(desk: Desk, case: CaseRow, officers: Collection[int], given: Given) -> dict[int, str]:
    rows = rows_among(desk, MAY, {"ids": officers}, day=given.day, below=f"{case.office_path}%", case=case.id)
    named = {row.officer_id for row in desk.rows(NAMED, clue=case.clue_id)} if case.clue_id else set()
    out = named | (named_in(desk, case, RECUSED) if given.facts.recused else set())
    found = {row.id: row.certificate for row in rows if row.id not in out and row.name not in case.party_name}
    if strange := sorted(set(officers) - found.keys()):
        raise InvalidError(
            f"These officers cannot be named on {case.number}: {', '.join(map(str, strange))}.",
            way_out="Name officers of the office, or below it, with a certificate valid that day, who hold a role in cases"
                    " there (handler, unit head, legal reviewer, deputy or head), whom the case is not about and who are not"
                    " recused from it.")
    return found


def recuse(desk: Desk, case: CaseRow, given: Given, _event_no: int) -> None:
    """Take off the case whoever is recused, who does nothing more in it; his part in what was done stays in the record."""
    officers = given.fields.get("officers") or []
    if officers:
        listed = ", ".join(str(int(one)) for one in officers)
        desk.run(RECUSE.format(listed=listed), day=given.day, case=case.id)
        if case.handler_id in officers:
            # Nobody: it is free for whoever handles cases there.
            heir = desk.scalar(HEIR, case=case.id, office=case.office_id, day=given.day)
            complete(desk, case, handler_id=heir)
            record(desk, "case.handed_on", case, old=case.handler_id, new=heir)
