"""A decision changed by a reviewing organ or a court: never heavier than what stood, and paid by its own last day."""

from datetime import date
from typing import Any

from casework.case.books import books_of
from casework.case.cases import CaseRow
from casework.case.deciding import Sums, last_of, sums_of
from casework.case.enforcing import INSTALMENT
from casework.case.given import Given
from casework.case.limits import Opening, end_periods, open_limits
from casework.clue.mail_books import settle
from casework.desk import Desk
from foundation.errors import ConflictError, InvalidError
from regulation.case_limits import code_of
from regulation.orders import orders
from regulation.ore import beyond
from regulation.reckoning import event_period, reckon
from regulation.stages import Stage
from regulation.yuan import told

STEP = "payment"
OWN_WAY = ("What the office itself finds wrong it annuls（decision.annul）and decides anew（decision.redo）, with notice and"
           " hearing; so too where a third party asked for more.")


def no_heavier(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse what is heavier than the decision that stands (行政复议法2023 第六十三条、行政诉讼法2017 第七十七条)."""
    before, now = last_of(desk, case, "decided"), sums_of(given)
    if before is None:
        raise ConflictError("No decision stands that could be changed.", way_out="Look at what was decided.")
    if faults := [*_heavier(now, before)]:
        raise InvalidError("A decision is not changed to the party's disadvantage:", problems=tuple(faults), way_out=OWN_WAY)
    changed, served = (date.fromisoformat(str(given.fields[one])) for one in ("annulled_on", "served_on"))
    if case.decided_on and changed < case.decided_on:
        raise InvalidError(f"The decision of {case.decided_on} was not changed on {changed}.",
                           way_out="Give the day of the decision that changed it.")
    if not changed <= served <= desk.today:
        raise InvalidError(f"The changed decision of {changed} was not served on {served}.",
                           way_out="Give the day on the receipt, not before the decision and not to come.")
    return {"ore_to_hand_over": bool(now.ore) and given.facts.ore_to_hand_over}


def _heavier(now: Sums, before: Sums) -> list[str]:
    faults = [f"{name}: {told(mine)}, {told(theirs)} before" for name, mine, theirs in (
        ("fine（罚款）", now.fine, before.fine), ("gains（没收违法所得）", now.gains, before.gains)) if mine > theirs]
    if beyond(now.ore, before.ore):
        faults.append(f"ore: {now.ore}, before {before.ore or 'none'}")
    if more := orders(now.others) - orders(before.others):
        faults.append(f"others: {'、'.join(sorted(more))} was not ordered before")
    return faults


def due_anew(desk: Desk, case: CaseRow, given: Given, event_no: int) -> None:
    """Count the time to pay from the service of the changed decision, unless more was granted."""
    due = books_of(desk, case).due
    served = date.fromisoformat(str(given.fields["served_on"]))
    counted = reckon(desk.rulebook, desk.rulebook.periods[code_of(STEP)], event_period(served), desk.calendar)
    if counted is None or (due is not None and counted.due <= due):
        return
    end_periods(desk, case, (STEP,), given.day, state="ended")
    open_limits(desk, case, Opening((STEP,), served, event_no))
    if case.stage == Stage.PERFORMED.value:  # what is no heavier is paid already; its day counts for the surcharge alone
        end_periods(desk, case, (STEP,), given.day, state="over")
    settle(desk, INSTALMENT, str(case.id), "决定已变更，缴纳期限重新计算")  # of a plan that holds no longer
