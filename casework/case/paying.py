"""Money of a case comes in, is deferred or divided, and stands still while a remedy is pending."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from sqlalchemy import Date

from casework.bulk import add_rows
from casework.case.books import ZERO
from casework.case.cases import CaseRow
from casework.case.deciding import last_of
from casework.case.given import Given
from casework.case.limits import Opening, set_period
from casework.case.owing import owed_on
from casework.case.unperformed import MEND, open_parts
from casework.desk import Desk
from casework.filling import YEARS
from foundation.errors import ConflictError, InvalidError
from models import CaseInstalment
from regulation.accrual import Sum
from regulation.yuan import to_fen

FIRST = ("SELECT day FROM case_event WHERE case_id = :case AND action IN ('decision.penalty', 'decision.lighter',"
         " 'spot.decide') ORDER BY no LIMIT 1")
PAY = ("INSERT INTO case_payment (case_id, item, amount, paid_on, receipt, by, at)"
       " VALUES (:case, :item, :amount, :on, :receipt, :by, :now) ON CONFLICT (case_id, receipt) DO NOTHING")
OTHERS = ("SELECT others FROM case_penalty WHERE case_id = :case AND state = 'decided' AND others IS NOT NULL"
          " AND others <> ''")
ITEMS = {"罚款": "fine", "违法所得": "gains", "加处罚款": "surcharge"}
PART = re.compile(r"(\d{4}-\d{2}-\d{2})\s+([0-9]+(?:\.[0-9]{1,2})?)")


def settled(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Everything is performed: all money in, the ore handed over, and what else was ordered done; else what is open is told."""
    left = [one.message for one in open_parts(owed_on(desk, case, given.day), given.facts)]
    if not given.fields["others_performed"]:
        ordered = desk.rows(OTHERS, case=case.id)
        left.append(f"Nobody says yet that what else was ordered is done: {ordered[-1].others}." if ordered else
                    "“Everything else is performed” is answered with no; answer it with yes where nothing else was ordered.")
    if left:
        raise ConflictError("The decision is not performed in full.", problems=tuple(left), way_out=MEND)
    return {"fully_performed": True}


def unsettled(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Whether all money came in and nothing else was ordered, asked when the time to perform is over.

    What else was ordered is performed when an officer says so; until then it is overdue with the rest.
    """
    owed = owed_on(desk, case, given.day)
    others = given.facts.ore_to_hand_over or bool(desk.rows(OTHERS, case=case.id))
    return {"fully_performed": owed is not None and owed.paid and not others}


def not_too_much(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse more than is owed of an item, and a day to come or before the decision."""
    paid_on, amount = date.fromisoformat(given.fields["paid_on"]), Decimal(given.fields["amount"])
    owed = owed_on(desk, case, given.day)
    left = owed.unpaid[ITEMS[given.fields["item"]]] if owed else ZERO
    refuse_day(desk, case, paid_on)
    if amount > left:
        raise InvalidError(f"{to_fen(amount):,} yuan are more than is owed of the {ITEMS[given.fields['item']]}"
                           f" ({to_fen(left):,}).",
                           way_out="Check the item and the amount; what was paid too much is given back, not booked.")
    return {}


def refuse_day(desk: Desk, case: CaseRow, paid_on: date) -> None:
    """Refuse to book money on a day to come, or before the first decision of the case."""
    if paid_on > desk.today:
        raise InvalidError(f"{paid_on} has not come yet.", way_out="Give the day on the receipt.")
    if case.decided_on and paid_on < case.decided_on:  # what was paid by one that was annulled was paid all the same
        first: date | None = next((row.day for row in desk.rows(FIRST, types={"day": Date()}, case=case.id)), None)
        if first is None or paid_on < first:
            raise InvalidError(f"{paid_on} lies before the decision of {first or case.decided_on}: nothing was owed then.",
                               way_out="Give the day on the receipt.")


def pay(desk: Desk, case: CaseRow, given: Given, _event_no: int) -> None:
    """Book a payment, once by its receipt."""
    told = given.fields
    if desk.run(PAY, case=case.id, item=ITEMS[told["item"]], amount=Decimal(told["amount"]),
                on=date.fromisoformat(told["paid_on"]), receipt=told["receipt"], by=desk.actor.label, now=desk.now) != 1:
        raise ConflictError(f"Receipt {told['receipt']} is booked already.", way_out="Look at the payments of the case.")


def defer(desk: Desk, case: CaseRow, given: Given, event_no: int) -> None:
    """Give time to pay until a day (第六十六条)."""
    until = date.fromisoformat(given.fields["until"])
    if until <= given.day:
        raise InvalidError(f"{until} does not lie ahead.", way_out="Give a day after today.")
    set_period(desk, case, "payment", Opening(("payment",), given.day, event_no, until))


def in_parts(desk: Desk, case: CaseRow, given: Given, event_no: int) -> None:
    """Divide the fine into parts, each due on its day; together they are the fine."""
    said = last_of(desk, case, "decided")
    parts = _parts(str(given.fields["plan"]))
    if said is None or sum((one.amount for one in parts), ZERO) != said.fine:
        raise InvalidError(f"The parts do not come to the fine ({to_fen(said.fine if said else ZERO):,} yuan).",
                           way_out="Mend the plan.")
    if parts[0].day <= given.day or any(b.day <= a.day for a, b in pairwise(parts)):
        raise InvalidError("The days of the parts are not in order, or do not lie ahead.", way_out="Mend the plan.")
    add_rows(desk, CaseInstalment, [{"case_id": case.id, "no": event_no * 1000 + n, "event_no": event_no, "due": one.day,
                                     "amount": one.amount} for n, one in enumerate(parts, 1)])
    set_period(desk, case, "payment", Opening(("payment",), given.day, event_no, parts[-1].day))


def _parts(plan: str) -> list[Sum]:
    found = []
    for line in re.split(r"[;；\n]+", plan.strip()):
        match = PART.fullmatch(line.strip())
        try:
            found.append(Sum(date.fromisoformat(match[1]), Decimal(match[2])) if match else None)
        except (ValueError, InvalidOperation):
            found.append(None)
    good = [one for one in found if one is not None and one.amount > 0 and one.day.year <= YEARS[1]]
    if not good or len(good) < len(found):
        raise InvalidError("The plan cannot be read.", way_out="Write a part a line, or with semicolons: 2026-03-31 5000; …")
    return good


def pause(desk: Desk, case: CaseRow, given: Given, _event_no: int) -> None:
    """From the day on which a remedy was asked for the surcharge stands still (第七十三条)."""
    kind = "行政诉讼" if given.action == "remedy.sue" else "行政复议"
    desk.run("INSERT INTO case_pause (case_id, first, reason) VALUES (:case, :first, :reason)", case=case.id,
             first=date.fromisoformat(given.fields["filed_on"]), reason=kind)


def go_on(desk: Desk, case: CaseRow, given: Given, _event_no: int) -> None:
    """The remedy has ended; from the next day on the surcharge grows again."""
    ended = date.fromisoformat(given.fields.get("ended_on") or given.fields["served_on"])
    desk.run("UPDATE case_pause SET last = CASE WHEN first > :last THEN first ELSE :last END WHERE case_id = :case"
             " AND last IS NULL", case=case.id, last=ended)
