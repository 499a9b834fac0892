"""The parts of a fine that is paid in instalments: each came by its day or was missed, which is recorded once."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, Numeric

from casework import journal
from casework.bulk import chunks, rows_among, run_many
from casework.case.books import STANDING, UNDONE
from casework.case.cases import CaseRow
from casework.case.enforcing import INSTALMENT
from casework.clue.mail_books import need, settle
from casework.desk import Desk
from casework.draining import StageReport
from casework.journal import Entry
from regulation.yuan import told

TITLES = {"unpaid": "分期逾期"}
# The parts of the plan that holds whose day is over. A plan holds until another day to pay is set, by a plan or a deferral,
# or the decision is undone.
PARTS = f"""
SELECT i.case_id, i.no, i.due, i.amount, i.outcome, c.number, c.office_id FROM case_instalment i
JOIN enforcement_case c ON c.id = i.case_id
WHERE i.due < :today
  AND i.event_no = (SELECT max(p.event_no) FROM case_period p WHERE p.case_id = i.case_id AND p.step = 'payment')
  AND NOT EXISTS (SELECT 1 FROM case_event e WHERE e.case_id = i.case_id AND e.no > i.event_no AND e.action IN {UNDONE})
  AND {{which}}
ORDER BY i.case_id, i.no
"""
UNSEEN = "i.case_id IN (SELECT w.case_id FROM case_instalment w WHERE w.outcome IS NULL AND w.due < :today)"
PAID = f"SELECT w.case_id, w.amount, w.paid_on FROM ({STANDING}) w WHERE w.item = 'fine' AND w.case_id IN :ids"
OUTCOME = "UPDATE case_instalment SET outcome = :outcome WHERE case_id = :case AND no = :no AND outcome IS NULL"
OTHERWISE = "UPDATE case_instalment SET outcome = :outcome WHERE case_id = :case AND no = :no"
LACKS = "UPDATE work_item SET text = :text WHERE open_key = :key"
MONEY: dict[str, Any] = {"amount": Numeric(16, 2), "due": Date(), "paid_on": Date()}


def note_instalments(desk: Desk) -> StageReport:
    """Of every part whose day is over say whether it came in by then; what did not is the office's work."""
    desk.permit("case.watch")
    said = [one for one in _judged(desk, desk.rows(PARTS.format(which=UNSEEN), types=MONEY, today=desk.today))
            if one[0].outcome is None]
    run_many(desk, OUTCOME, [{"outcome": outcome, "case": row.case_id, "no": row.no} for row, outcome, _ in said])
    missed = [(row, lacks) for row, outcome, lacks in said if outcome == "missed"]
    for row, lacks in missed:
        need(desk, row.office_id, INSTALMENT, str(row.case_id), _asked(row, lacks))
    journal.note_each(desk, "case.instalment_missed", "case", [
        Entry(row.case_id, row.office_id, {"due": row.due, "lacks": lacks}) for row, lacks in missed])
    return StageReport(TITLES, Counter(unpaid=len(missed)), [
        (row.number, f"分期逾期：{row.due}欠{told(lacks)}") for row, lacks in missed])


def _judged(desk: Desk, rows: Sequence[Any]) -> list[tuple[Any, str, Decimal]]:
    """Of each part whether it came in by its day together with those before it, and what lacked then."""
    paid: dict[int, list[Any]] = defaultdict(list)
    for piece in chunks({row.case_id for row in rows}):
        for row in rows_among(desk, PAID, {"ids": piece}, types=MONEY):
            paid[row.case_id].append(row)
    due: dict[int, Decimal] = defaultdict(Decimal)
    said = []
    for row in rows:
        due[row.case_id] += row.amount
        lacks = due[row.case_id] - sum((one.amount for one in paid[row.case_id] if one.paid_on <= row.due), Decimal(0))
        said.append((row, "missed" if lacks > 0 else "paid", lacks))
    return said


def _asked(row: Any, lacks: Decimal) -> str:
    return f"案件{row.number}分期缴纳的罚款逾期：{row.due}应缴未缴{told(lacks)}。"


def look_again(desk: Desk, case: CaseRow, *, less: bool) -> None:
    """Judge the parts anew after the fine that came in was corrected: what was missed and still is, is not recorded again.

    What is missed only now is left to the watch. Where less came in than was held, what is missed is work once more.
    """
    judged = _judged(desk, desk.rows(PARTS.format(which="i.case_id = :case"), types=MONEY, today=desk.today, case=case.id))
    run_many(desk, OTHERWISE, [{"outcome": "paid" if outcome == "paid" else None, "case": case.id, "no": row.no}
                               for row, outcome, _ in judged if row.outcome not in (None, outcome)])
    still = [(row, lacks) for row, outcome, lacks in judged if row.outcome == outcome == "missed"]
    if not still:
        settle(desk, INSTALMENT, str(case.id), "缴款记录已更正")
        return
    desk.run(LACKS, key=f"{INSTALMENT}|{case.id}", text=_asked(*still[-1]))
    if less:
        need(desk, case.office_id, INSTALMENT, str(case.id), _asked(*still[-1]))
