"""Checks of how an office below handles cases (四（三）): planned, filled with cases, finished by an act that counts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework import journal
from casework.access import allowed, permit_somewhere
from casework.act.acts import NewAct, record
from casework.bulk import add_rows, insert_rows
from casework.case.cases import case_of
from casework.desk import Desk
from casework.oversight.orders import LONGEST
from casework.record.parties import PartyRef, find_party
from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from models import CaseCheck, CheckedCase

ONE = ("SELECT k.id, k.kind, k.office_id, k.below_id, k.first, k.last, k.plan, k.asked, k.seed, k.frame_size, k.frame_sha256,"
       " k.state, k.version, p.path AS office_path, p.name AS office, b.path AS below_path, b.name AS below FROM case_check k"
       " JOIN party p ON p.id = k.office_id JOIN party b ON b.id = k.below_id WHERE k.id = :id")
COUNTS = ("SELECT count(*) AS cases, coalesce(sum(CASE WHEN finding IS NULL THEN 1 ELSE 0 END), 0) AS waiting,"
          " coalesce(sum(CASE WHEN finding = 'wrong' THEN 1 ELSE 0 END), 0) AS wrong FROM checked_case WHERE check_id = :id")
ACTS = {"handling": "case_handling_check", "sample": "closed_case_spot_check"}


@dataclass(frozen=True)
class CheckRow:
    """A check with the office that checks and the one whose cases are checked."""

    id: int
    kind: str
    office_id: int
    below_id: int
    first: date
    last: date
    plan: str
    asked: str | None
    seed: str | None
    frame_size: int | None
    frame_sha256: str | None
    state: str
    version: int
    office_path: str
    office: str
    below_path: str
    below: str


def plan(desk: Desk, below: str, first: date, last: date, *, words: str) -> int:
    """Plan a check of an office below over a period; its cases are added one by one. Its number."""
    party = below_of(desk, below, first, last, words)
    found = insert_rows(desk, CaseCheck, [{
        "kind": "handling", "office_id": checker(desk, party), "below_id": party.id, "first": first, "last": last,
        "plan": words.strip(), "made_at": desk.now, "made_by": desk.actor.label}])[0]
    journal.note(desk, "check.planned", "case_check", found, office_id=party.id, below=party.name, first=first, last=last)
    return found


def has_offices_below(desk: Desk) -> bool:
    """Whether there are offices with cases below the actor's own that he may check."""
    rows = desk.rows("SELECT path FROM party WHERE level IN ('city', 'county')")
    return any(allowed(desk.actor, "oversight.check", row.path) for row in rows)


def below_of(desk: Desk, below: str, first: date, last: date, words: str) -> PartyRef:
    """The office to be checked, refused where it is not below the actor's; InvalidError where period or plan are not right."""
    party = find_party(desk, below, "oversight.check")
    permit_somewhere(desk.actor, "oversight.check")
    if not allowed(desk.actor, "oversight.check", party.path):  # his role may, this office he names is none below his
        raise RefusedError(f"{party.name} is not below your office, and cases are checked of offices below alone.",
                           way_out="Name a city or county below your office.")
    if last < first:
        raise InvalidError(f"The period ends before it begins: {last} comes before {first}.",
                           way_out="Give the first day and then the last.")
    if last > desk.today:
        raise InvalidError(f"The period ends after today: {last}.", way_out=f"Give a last day by {desk.today}.")
    if not 1 <= len(words.strip()) <= LONGEST:
        raise InvalidError("What is to be checked is missing or too long.", way_out=f"Write 1 to {LONGEST} characters.")
    return party


def checker(desk: Desk, below: PartyRef) -> int:
    """The office by whose post the actor checks the office below."""
    mine = [post.office_id for post in desk.actor.posts
            if below.path.startswith(post.path) and below.path != post.path
            and allowed(desk.actor, "oversight.check", below.path)]
    found = mine[0] if mine else below.parent_id
    if found is None:
        raise InvalidError("There is no office above that could check.", way_out="Name an office below the province.")
    return found


def add_case(desk: Desk, check_id: int, number: str) -> None:
    """Add a case of the office, or below it, to a check that is no sample."""
    check = open_check(desk, check_id)
    desk.permit("oversight.check", check.below_path)
    case = case_of(desk, number)
    if check.kind == "sample":
        raise ConflictError("A sample stays as it was drawn.", way_out="Plan a check of its own for this case.")
    if not case.office_path.startswith(check.below_path):
        raise InvalidError(f"{case.number} is not handled by {check.below}, nor below it.",
                           way_out="Name a case of that office.")
    place = int(desk.scalar("SELECT count(*) FROM checked_case WHERE check_id = :id", id=check.id)) + 1
    if desk.rows("SELECT 1 FROM checked_case WHERE check_id = :id AND case_id = :case", id=check.id, case=case.id):
        raise ConflictError(f"{case.number} is in this check already.", way_out="Look at the check again.")
    touch(desk, check)  # first: of two who add the same at once the later is told
    add_rows(desk, CheckedCase, [{"check_id": check.id, "case_id": case.id, "place": place}])
    journal.note(desk, "check.added", "case_check", check.id, office_id=case.office_id, case=case.number)


def finish(desk: Desk, check_id: int, *, summary: str) -> int:
    """Finish a check in which every case has its finding; it is recorded as an act that counts. The act's number."""
    check = open_check(desk, check_id)
    desk.permit("oversight.check", check.below_path)
    touch(desk, check)  # first: nobody records a finding meanwhile
    check = open_check(desk, check_id)
    counted = desk.rows(COUNTS, id=check.id)[0]
    if not counted.cases or counted.waiting:
        raise ConflictError("Not every case of the check has its finding.", way_out="Record what is missing first.")
    if not 1 <= len(summary.strip()) <= LONGEST:
        raise InvalidError("The summary is missing or too long.", way_out=f"Write 1 to {LONGEST} characters.")
    fields: dict[str, Any] = ({"summary": summary.strip()} if check.kind == "handling" else
                              {"checked": int(counted.cases), "wrong": int(counted.wrong)})
    act = record(desk, NewAct(ACTS[check.kind], check.office_id, desk.today, fields=fields)).act_id
    touch(desk, check, state="done", done_on=desk.today, summary=summary.strip(), act_id=act)
    journal.note(desk, "check.done", "case_check", check.id, office_id=check.below_id, cases=int(counted.cases),
                 wrong=int(counted.wrong))
    return act


def check_of(desk: Desk, check_id: int) -> CheckRow:
    """The check of this number, if the actor may read checks at the office that checks or at the one checked."""
    rows = desk.rows(ONE, types={"first": Date(), "last": Date()}, id=check_id)
    if not rows or not any(allowed(desk.actor, "oversight.read", path) for path in (rows[0].office_path, rows[0].below_path)):
        raise NotFoundError(f"There is no check {check_id}.", way_out="Look at the list of checks.")
    return CheckRow(**rows[0]._asdict())


def open_check(desk: Desk, check_id: int) -> CheckRow:
    """The same, refused where it is done."""
    check = check_of(desk, check_id)
    if check.state == "done":
        raise ConflictError("The check is done.", way_out="Look at the check again.")
    return check


def hold_open(desk: Desk, check: CheckRow) -> None:
    """Let nobody finish a check until this desk's work is done."""
    if desk.postgres and not desk.rows("SELECT id FROM case_check WHERE id = :id AND state = 'open' FOR SHARE", id=check.id):
        raise ConflictError("The check is done.", way_out="Look at the check again.")


def touch(desk: Desk, check: CheckRow, **columns: Any) -> None:
    """Change a check unless somebody else did since it was read."""
    sets = "".join(f"{name} = :{name}, " for name in columns)
    if desk.run(f"UPDATE case_check SET {sets}version = version + 1 WHERE id = :id AND version = :seen", id=check.id,
                seen=check.version, **columns) != 1:
        raise ConflictError("The check was changed by somebody else meanwhile.", way_out="Look at it again.")
