"""A payment that was entered wrongly is put right by a counter-entry: what was entered stays, what counts is the last word."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, Numeric

from casework.case.books import STANDING, ZERO
from casework.case.cases import CaseRow
from casework.case.given import Given
from casework.case.instalments import look_again
from casework.case.limits import Opening, open_limits
from casework.case.owing import owed_on
from casework.case.paying import ITEMS, refuse_day
from casework.desk import Desk
from casework.journal import note_lines
from foundation.errors import InvalidError
from regulation.case_limits import code_of
from regulation.stages import Stage
from regulation.yuan import to_fen

PAYMENT = "SELECT id FROM case_payment WHERE case_id = :case AND receipt = :receipt"
COUNTS = f"SELECT w.item, w.amount FROM ({STANDING}) w WHERE w.id = :id"
ADD = ("INSERT INTO case_payment_correction (case_id, payment_id, item, amount, paid_on, reason, by, at)"
       " VALUES (:case, :payment, :item, :amount, :on, :reason, :by, :now)")
# The time to pay runs on as it did before all was held to be paid or performed; the watch asks whether it is over.
RUNS_ON = ("UPDATE case_period SET state = 'running', ended_on = NULL WHERE id = (SELECT max(z.id) FROM case_period z"
           " WHERE z.case_id = :case AND z.step = 'payment')")
# The court's window that full performance of this decision ended; one that an application ended may be of another decision.
COURT = "court-application"
WINDOW = ("SELECT k.start FROM duty d JOIN reckoning k ON k.id = d.reckoning_id WHERE d.subject_kind = 'case'"
          " AND d.subject_id = :case AND d.rule = :rule AND d.status = 'discharged' AND d.ended_on ="
          " (SELECT max(e.day) FROM case_event e WHERE e.case_id = :case AND e.action = 'performance.complete')"
          " ORDER BY d.id DESC LIMIT 1")


def may_correct(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse a receipt that is not booked, a day that cannot be, and more than is owed without that payment.

    What counts for no more than it did is never too much: of an item that is overpaid the excess grows less.
    """
    told = given.fields
    payment = desk.scalar(PAYMENT, case=case.id, receipt=told["receipt"])
    if payment is None:
        raise InvalidError(f"Receipt {told['receipt']} is not booked.", way_out="Look at the payments of the case.")
    refuse_day(desk, case, date.fromisoformat(told["paid_on"]))
    item, amount = ITEMS[told["item"]], Decimal(told["amount"])
    owed = owed_on(desk, case, desk.today)
    before = _of(desk, payment, item)
    left = max(owed.left[item] + before, ZERO) if owed else ZERO
    if amount > max(left, before):
        raise InvalidError(f"{to_fen(amount):,} yuan are more than is owed of the {item} ({to_fen(left):,}).",
                           way_out="Check the item and the amount; what was paid too much is given back, not booked.")
    return {}


def _of(desk: Desk, payment: Any, item: str) -> Decimal:
    """What a payment counts for an item now."""
    return sum((to_fen(row.amount) for row in desk.rows(COUNTS, types={"amount": Numeric(16, 2)}, id=payment)
                if row.item == item), ZERO)


def correct(desk: Desk, case: CaseRow, given: Given, event_no: int) -> None:
    """Book what the payment should have been; an amount of zero takes it back."""
    told = given.fields
    payment = desk.scalar(PAYMENT, case=case.id, receipt=told["receipt"])
    before = _of(desk, payment, "fine")
    desk.run(ADD, case=case.id, payment=payment, item=ITEMS[told["item"]], amount=Decimal(told["amount"]),
             on=date.fromisoformat(told["paid_on"]), reason=told["reason"], by=desk.actor.label, now=desk.now)
    after = _of(desk, payment, "fine")
    if before or after:  # the parts of a plan are of the fine alone
        look_again(desk, case, less=after < before)
    if case.stage == Stage.PERFORMING.value:
        desk.run(RUNS_ON, case=case.id)
    if given.action == "payment.correct-performed" and given.facts.applied_on is None:
        _open_window(desk, case, event_no)


def _open_window(desk: Desk, case: CaseRow, event_no: int) -> None:
    """Owe the application to the court once more, from the day on which its time began."""
    for row in desk.rows(WINDOW, types={"start": Date()}, case=case.id, rule=code_of(COURT)):
        note_lines(desk, open_limits(desk, case, Opening((COURT,), row.start, event_no)))
