"""A major case is filed by the main leader of the office: the fifth place of its sheet (立案呈批表：主要领导)."""

from typing import Any

from casework.case.allowing import barred, judged_by
from casework.case.cases import CaseRow
from casework.case.done import done_by
from casework.case.given import Given
from casework.desk import Desk
from foundation.errors import RefusedError
from regulation.stages import Who

APPROVES = "filing.approve"
HEADS = ("SELECT officer_id FROM post WHERE office_id = :office AND role = 'head' AND valid_from <= :day"
         " AND (valid_to IS NULL OR valid_to >= :day)")
ABOUT_HIM = "SELECT 1 FROM clue_named WHERE clue_id = :clue AND officer_id = :officer LIMIT 1"


def approves_major(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse whoever approves the filing of a major case without being, or standing in for, the head.

    Unless there is none, or none who may: he is recused, investigated, held another place in it, or the clue is about him.
    """
    said = given.fields.get("major")
    major = said if said is not None else case.major or desk.rulebook.money.offence[case.offence].focus
    head = any(one.role == "head" and one.path == case.office_path for one in desk.actor.posts)
    if major and not head and any(_may(desk, case, int(row.officer_id))
                                  for row in desk.rows(HEADS, office=case.office_id, day=given.day)):
        raise RefusedError("The filing of a major case is approved by the head of the office.",
                           way_out="The head approves it; or answer no to major, with the reason.")
    return {}


def _may(desk: Desk, case: CaseRow, head: int) -> bool:
    return not (judged_by(case, Who.LEADER, head)
                or barred(desk, done_by(desk, case, head), Who.LEADER, APPROVES)
                or (case.clue_id is not None and desk.rows(ABOUT_HIM, clue=case.clue_id, officer=head)))
