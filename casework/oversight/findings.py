"""What a named officer finds of a checked case; a wrong one is reopened by the superior, and the office answers (四（三）)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework import journal
from casework.case.cases import CaseRow, case_of
from casework.case.given import Given
from casework.desk import Desk
from casework.oversight.checks import CheckRow, check_of, hold_open, open_check
from casework.oversight.orders import LONGEST
from foundation.errors import ConflictError, InvalidError, NotFoundError

FINDINGS = ("right", "flawed", "wrong")
ONE = ("SELECT officer_id, finding, reopened_no, answer, found_on FROM checked_case WHERE check_id = :check"
       " AND case_id = :case")
SERVES = ("SELECT 1 FROM post s WHERE s.officer_id = :officer AND s.office_id = :office"
          " AND (s.valid_to IS NULL OR s.valid_to >= :today) AND s.valid_from <= :today")
HANDLED = ("SELECT 1 FROM case_event WHERE case_id = :case AND officer_id = :officer UNION ALL"
           " SELECT 1 FROM case_officer WHERE case_id = :case AND officer_id = :officer")


@dataclass(frozen=True)
class Checked:
    """A case in a check, with what was found of it."""

    check: CheckRow
    case: CaseRow
    officer_id: int | None
    finding: str | None
    reopened_no: int | None
    answer: str | None
    found_on: date | None


def assign(desk: Desk, check_id: int, number: str, officer_id: int) -> None:
    """Name who looks at a case: an officer of the office that checks, who had no part in it."""
    one = _checked(desk, open_check(desk, check_id), number)
    desk.permit("oversight.check", one.check.below_path)
    if not desk.rows(SERVES, officer=officer_id, office=one.check.office_id, today=desk.today):
        raise InvalidError("This officer does not serve at the office that checks.",
                           way_out="Name one who does, by his number.")
    if desk.rows(HANDLED, case=one.case.id, officer=officer_id):
        raise InvalidError("This officer had a part in the case.", way_out="Name one who had none.")
    _write(desk, one, officer_id=officer_id)
    _note(desk, "check.named", one, officer=officer_id)


def record_finding(desk: Desk, check_id: int, number: str, *, finding: str, words: str) -> None:
    """Record a finding, as the officer who was named for the case; it may be mended until the check is done."""
    one = _checked(desk, open_check(desk, check_id), number)
    desk.permit("oversight.find", one.check.office_path)
    if one.officer_id is None or one.officer_id != desk.actor.officer_id:
        raise ConflictError("The finding is recorded by the officer who was named for the case.",
                            way_out="Have somebody named, or the named one record it.")
    if finding not in FINDINGS or not 1 <= len(words.strip()) <= LONGEST:
        raise InvalidError("The finding is not right.",
                           way_out=f"Choose one of {', '.join(FINDINGS)}, and say why in 1 to {LONGEST} characters.")
    if one.answer is not None or one.reopened_no is not None:
        raise ConflictError("What was found is acted upon already.", way_out="Look at the check again.")
    hold_open(desk, one.check)
    _write(desk, one, finding=finding, words=words.strip(), found_on=desk.today, found_by=desk.actor.label)
    _note(desk, "check.found", one, finding=finding)


def reopen(desk: Desk, check_id: int, number: str, *, accountability: str) -> int:
    """Reopen a wrong case, as the superior, with who answers for it; the number of the move."""
    from casework.case.moving import Wish, make_for  # which knows this module through its hooks
    one = _checked(desk, check_of(desk, check_id), number)
    desk.permit("case.supervise", one.case.office_path)
    if one.finding != "wrong":
        raise ConflictError("Only a case that was found wrong is reopened.", way_out="Look at what was found.")
    if one.reopened_no is not None:
        raise ConflictError(f"{one.case.number} was reopened already.", way_out="Look at the case as it stands.")
    words = desk.scalar("SELECT words FROM checked_case WHERE check_id = :check AND case_id = :case", check=check_id,
                        case=one.case.id)
    return make_for(desk, one.case, Wish("correction.reopen", {"finding": words, "accountability": accountability})).event_no


def reopened(desk: Desk, case: CaseRow, _given: Given, event_no: int) -> None:
    """Note at every check that found the case wrong that it was reopened, whoever did it."""
    for row in desk.rows("UPDATE checked_case SET reopened_no = :no WHERE case_id = :case AND finding = 'wrong'"
                         " AND reopened_no IS NULL RETURNING check_id", no=event_no, case=case.id):  # a few
        journal.note(desk, "check.reopened", "case_check", row.check_id, office_id=case.office_id, case=case.number)


def answer(desk: Desk, check_id: int, number: str, *, text: str) -> None:
    """Answer a finding that was not right, as the office that handles the case."""
    one = _checked(desk, check_of(desk, check_id), number)
    desk.permit("oversight.answer", one.case.office_path)
    if one.finding not in ("flawed", "wrong") or one.answer is not None:
        raise ConflictError("There is no finding to be answered.", way_out="Look at the check again.")
    if not 1 <= len(text.strip()) <= LONGEST:
        raise InvalidError("What was said is missing or too long.", way_out=f"Write 1 to {LONGEST} characters.")
    _write(desk, one, answer=text.strip(), answered_on=desk.today, answered_by=desk.actor.label)
    _note(desk, "check.answered", one)


def _checked(desk: Desk, check: CheckRow, number: str) -> Checked:
    case = case_of(desk, number)
    rows = desk.rows(ONE, types={"found_on": Date()}, check=check.id, case=case.id)
    if not rows:
        raise NotFoundError(f"{case.number} is not in this check.", way_out="Look at the check again.")
    return Checked(check, case, **rows[0]._asdict())


def _write(desk: Desk, one: Checked, **columns: Any) -> None:
    """Write what was found; of two at once the later is told."""
    sets = ", ".join(f"{name} = :{name}" for name in columns)
    was = "finding IS NULL" if one.finding is None else "finding = :was"
    if desk.run(f"UPDATE checked_case SET {sets} WHERE check_id = :check AND case_id = :case AND answer IS NULL AND {was}",
                check=one.check.id, case=one.case.id, **columns, **({} if one.finding is None else {"was": one.finding})) != 1:
        raise ConflictError("The check was changed by somebody else meanwhile.", way_out="Look at it again.")


def _note(desk: Desk, action: str, one: Checked, **detail: Any) -> None:
    journal.note(desk, action, "case_check", one.check.id, office_id=one.case.office_id, case=one.case.number, **detail)
