"""The register of evidence: what was taken where from whom, what is stored or sealed, through whose hands it went."""

from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.case.cases import CaseRow
from casework.case.given import Given
from casework.case.limits import end_one
from casework.desk import Desk
from casework.journal import note_lines
from foundation.errors import ConflictError, InvalidError, NotFoundError

ADD = """
INSERT INTO case_evidence (case_id, no, kind, title, content, source, place, quantity, taken_on, original, copy_reason, measure,
 keeper, recorded_by, recorded_at)
SELECT :case, coalesce(max(no), 0) + 1, :kind, :title, :content, :source, :place, :quantity, :taken, :original, :reason,
 :measure, :keeper, :by, :now FROM case_evidence WHERE case_id = :case RETURNING id, no
"""
CUSTODY = ("INSERT INTO case_custody (evidence_id, at, giver, taker, reason, by)"
           " VALUES (:evidence, :now, :giver, :taker, :reason, :by)")
DECIDE = ("UPDATE case_evidence SET decided_on = :day, decision = :decision WHERE case_id = :case AND no = :no"
          " AND measure <> 'none' AND decided_on IS NULL RETURNING id, keeper, source, measure, taken_on")
WAITING = ("SELECT 1 FROM case_evidence WHERE case_id = :case AND measure = :measure AND taken_on = :taken"
           " AND decided_on IS NULL LIMIT 1")
LIMITS = {"stored": "evidence-storage", "sealed": "seizure"}
RELEASE = ("UPDATE case_evidence SET decided_on = :day, decision = :decision WHERE case_id = :case AND measure = 'sealed'"
           " AND decided_on IS NULL RETURNING id, keeper, source")

ITEM = "SELECT measure, decided_on, struck_on FROM case_evidence WHERE case_id = :case AND no = :no"
STRIKE = "UPDATE case_evidence SET struck_on = :day, struck_reason = :reason WHERE case_id = :case AND no = :no"
LOOK = "Look at its register of evidence."


def collect(desk: Desk, case: CaseRow, given: Given, _event_no: int) -> None:
    """Enter an item; of a copy it is said why there is no original (办法 2024 第二十条)."""
    told = given.fields
    if not told["original"] and not told.get("copy_reason"):
        raise InvalidError("It is not said why there is no original.",
                           way_out="Fill in copy_reason（不能取得原件、原物的原因）.")
    if told["taken_on"] > given.day.isoformat():
        raise InvalidError(f"{told['taken_on']} lies after the day on which it is recorded ({given.day}).",
                           way_out="Give the day on which it was really taken.")
    _add(desk, case, given, kind=told["kind"], title=told["title"], content=told["content"], source=told["source"],
         measure="none", keeper=None, taken=told["taken_on"])


def store(desk: Desk, case: CaseRow, given: Given, _event_no: int) -> None:
    """Register and store an item (先行登记保存); its decision is owed within the limit."""
    _keep(desk, case, given, "stored", given.fields["keeper"], "先行登记保存")


def seal(desk: Desk, case: CaseRow, given: Given, _event_no: int) -> None:
    """Seal or seize (查封、扣押)."""
    _keep(desk, case, given, "sealed", case.office_name, "查封、扣押")


def _keep(desk: Desk, case: CaseRow, given: Given, measure: str, keeper: str, why: str) -> None:
    told = given.fields
    row = _add(desk, case, given, kind="物证", title=told["item"], content=why, source=case.party_name, measure=measure,
               keeper=keeper, taken=given.day.isoformat())
    _hand(desk, row.id, case.party_name, keeper, why)


def _add(desk: Desk, case: CaseRow, given: Given, **told: Any) -> Any:
    fields = given.fields
    return desk.rows(ADD, case=case.id, kind=told["kind"], title=told["title"], content=told["content"], source=told["source"],
                     place=fields.get("place"), quantity=fields.get("quantity"), taken=date.fromisoformat(told["taken"]),
                     original=fields.get("original", True), reason=fields.get("copy_reason"), measure=told["measure"],
                     keeper=told["keeper"], by=desk.actor.label, now=desk.now)[0]


def _hand(desk: Desk, evidence_id: int, giver: str, taker: str, reason: str) -> None:
    desk.run(CUSTODY, evidence=evidence_id, now=desk.now, giver=giver, taker=taker, reason=reason, by=desk.actor.label)


def decide(desk: Desk, case: CaseRow, given: Given, _event_no: int) -> None:
    """Decide on an item that was stored, sealed or seized; who has it now follows from the decision."""
    no, decision = given.fields["item_no"], given.fields["decision"]
    rows = desk.rows(DECIDE, types={"taken_on": Date()}, day=given.day, decision=decision, case=case.id, no=no)
    if not rows:
        raise NotFoundError(f"No item {no} of {case.number} waits for a decision.", way_out=LOOK)
    _hand(desk, rows[0].id, rows[0].keeper or case.office_name, _taker(case, rows[0], decision), decision)
    _end_its_time(desk, case, rows[0], given.day)


def _end_its_time(desk: Desk, case: CaseRow, item: Any, day: date) -> None:
    """The time of what was taken on a day ends with the last of it that is decided on; no other time is touched."""
    if not desk.rows(WAITING, case=case.id, measure=item.measure, taken=item.taken_on):
        note_lines(desk, end_one(desk, case, LIMITS[item.measure], item.taken_on, day))


def _taker(case: CaseRow, row: Any, decision: str) -> str:
    back = decision in ("复制、拍照后退还", "解除登记保存", "解除")
    return str(row.source) if back else case.office_name


def release(desk: Desk, case: CaseRow, given: Given, _event_no: int) -> None:
    """Lift what was sealed or seized."""
    rows = desk.rows(RELEASE, day=given.day, decision="解除", case=case.id)
    if not rows:
        raise ConflictError(f"Nothing of {case.number} is sealed or seized.", way_out=LOOK)
    for row in rows:  # of one case, a few
        _hand(desk, row.id, row.keeper or case.office_name, str(row.source), str(given.fields.get("reason") or "解除"))


def strike(desk: Desk, case: CaseRow, given: Given, _event_no: int) -> None:
    """Strike an item that was entered wrongly: it stays in the register with its reason, and counts no more."""
    no = given.fields["item_no"]
    rows = desk.rows(ITEM, case=case.id, no=no)
    if not rows:
        raise NotFoundError(f"{case.number} has no item {no}.", way_out=LOOK)
    if rows[0].struck_on is not None:
        raise ConflictError(f"Item {no} of {case.number} was struck already.", way_out=LOOK)
    if rows[0].measure != "none" and rows[0].decided_on is None:
        raise ConflictError(f"Item {no} of {case.number} is stored, sealed or seized, and not decided upon.",
                            way_out="Decide on it first (evidence.decide, or seizure.end); then it can be struck.")
    desk.run(STRIKE, day=given.day, reason=given.fields["reason"], case=case.id, no=no)
