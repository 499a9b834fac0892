"""A major case is filed by the main leader of the office: the fifth place of its sheet (立案呈批表：主要领导)."""

from typing import Any

from casework.case.cases import CaseRow
from casework.case.given import Given
from casework.desk import Desk
from foundation.errors import RefusedError

HEAD = ("SELECT 1 FROM post WHERE office_id = :office AND role = 'head' AND valid_from <= :day"
        " AND (valid_to IS NULL OR valid_to >= :day) LIMIT 1")


def approves_major(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse whoever approves the filing of a major case without being, or standing in for, the head; unless there is none."""
    said = given.fields.get("major")
    major = said if said is not None else case.major or desk.rulebook.money.offence[case.offence].focus
    head = any(one.role == "head" and one.path == case.office_path for one in desk.actor.posts)
    if major and not head and desk.rows(HEAD, office=case.office_id, day=given.day):
        raise RefusedError("The filing of a major case is approved by the head of the office.",
                           way_out="The head approves it; or answer no to major, with the reason.")
    return {}
