"""The money of a case as it is recorded: what was said to be owed, what came in, how it was divided, what stands still."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from sqlalchemy import Date, Numeric

from casework.case.cases import CaseRow
from casework.desk import Desk
from regulation.accrual import Sum
from regulation.case_limits import SET
from regulation.yuan import to_fen

ZERO = Decimal(0)
UNDONE = "('decision.annul', 'decision.annul-closed', 'decision.redo', 'correction.reopen')"  # moves that undo a decision
# Payments as they count: as entered, or as corrected last; what was taken back counts no more.
STANDING = """
SELECT p.case_id, p.id, p.receipt, coalesce(k.item, p.item) AS item, coalesce(k.amount, p.amount) AS amount,
    coalesce(k.paid_on, p.paid_on) AS paid_on FROM case_payment p LEFT JOIN case_payment_correction k
    ON k.id = (SELECT max(x.id) FROM case_payment_correction x WHERE x.payment_id = p.id)
WHERE coalesce(k.amount, p.amount) > 0
"""
# In one question: the days without surcharge, what came in, the parts as granted, the days it was due, notice and decision.
# Of a decision that was undone neither parts nor day count for the next.
BOOKS = f"""
WITH said AS (SELECT * FROM case_penalty WHERE case_id = :case AND state <> 'replaced'),
undone AS (SELECT coalesce(max(no), 0) AS no FROM case_event WHERE case_id = :case
    AND action IN {UNDONE})
SELECT 'pause' AS part, reason AS item, NULL AS amount, first, last, id AS place, CAST(NULL AS VARCHAR) AS receipt
    FROM case_pause WHERE case_id = :case
UNION ALL SELECT 'paid', w.item, w.amount, w.paid_on, NULL, w.id, w.receipt FROM ({STANDING}) w WHERE w.case_id = :case
UNION ALL SELECT 'instalment', NULL, amount, due, NULL, no, NULL FROM case_instalment WHERE case_id = :case
    AND event_no > (SELECT no FROM undone)
UNION ALL SELECT 'due', k.rule, NULL, k.due, k.start, p.event_no, NULL FROM case_period p
    JOIN reckoning k ON k.id = p.reckoning_id WHERE p.case_id = :case AND p.step = 'payment'
    AND p.event_no > (SELECT no FROM undone)
UNION ALL SELECT 'stands', NULL, NULL, NULL, NULL, event_no, NULL FROM said WHERE state = 'decided'
UNION ALL SELECT state, 'fine', fine, NULL, NULL, id, NULL FROM said
UNION ALL SELECT state, 'gains', gains, NULL, NULL, id, NULL FROM said
UNION ALL SELECT state, 'least', range_least, NULL, NULL, id, NULL FROM said
UNION ALL SELECT state || '_from', band, band_least, NULL, NULL, id, NULL FROM said
UNION ALL SELECT state || '_to', band_reason, band_most, NULL, NULL, id, NULL FROM said
UNION ALL SELECT state || '_why', discretion, NULL, NULL, NULL, id, NULL FROM said
UNION ALL SELECT state, 'most', range_most, NULL, NULL, id, NULL FROM said
ORDER BY 4, 6
"""
TYPES: dict[str, Any] = {"amount": Numeric(16, 2), "first": Date(), "last": Date()}


@dataclass(frozen=True)
class Paid:
    """Money that came in for an item (fine, gains, surcharge), in yuan, with its receipt's number."""

    item: str
    amount: Decimal
    on: date
    receipt: str


@dataclass(frozen=True)
class Band:
    """The band of discretion that was chosen, in yuan, and why the fine lies outside of it where it does."""

    title: str
    least: Decimal
    most: Decimal
    reason: str | None


@dataclass(frozen=True)
class Said:
    """What the notice proposes or the decision says, within which range of the law, in yuan; no range: none is known."""

    fine: Decimal
    gains: Decimal
    least: Decimal | None
    most: Decimal | None
    band: Band | None = None
    discretion: str | None = None  # why this much


@dataclass(frozen=True)
class Granted:
    """Until when, or in which parts, the fine was to be paid before another time was granted on a day."""

    until: date
    due: date
    instalments: tuple[Sum, ...]


@dataclass(frozen=True)
class Books:
    """The money of a case as it is recorded; `due` is the last day to pay that counts, `before` what counted until it did."""

    proposed: Said | None
    decided: Said | None
    paid: tuple[Paid, ...]
    instalments: tuple[Sum, ...]
    pauses: tuple[tuple[str, date, date | None], ...]  # the remedy, its first and last day
    due: date | None
    before: tuple[Granted, ...] = ()


def books_of(desk: Desk, case: CaseRow) -> Books:
    """The money of a case."""
    rows = desk.rows(BOOKS, types=TYPES, case=case.id)
    dues = sorted((row for row in rows if row.part == "due"), key=lambda row: int(row.place))
    # What grew by a decision before it was changed does not stay.
    since = max((row.place for row in rows if row.part == "stands"), default=0)
    plans: dict[int, tuple[Sum, ...]] = defaultdict(tuple)
    for row in rows:
        if row.part == "instalment":
            plans[row.place // 1000] += (Sum(row.first, to_fen(row.amount)),)
    # A plan holds until a later move sets another day to pay.
    parts = plans[dues[-1].place] if dues else ()
    return Books(
        _said(rows, "proposed"), _said(rows, "decided"),
        tuple(Paid(row.item, to_fen(row.amount), row.first, row.receipt) for row in rows if row.part == "paid"),
        parts,
        tuple((row.item, row.first, row.last) for row in rows if row.part == "pause"),
        dues[-1].first if dues else None,
        tuple(Granted(after.last, one.first, plans[one.place]) for one, after in pairwise(dues)
              if after.item == SET and after.place > since))


def _said(rows: list[Any], state: str) -> Said | None:
    found = {row.item: row.amount if row.amount is None else to_fen(row.amount) for row in rows if row.part == state}
    if not found:
        return None
    why = {row.part.removeprefix(state): row for row in rows if row.part.startswith(f"{state}_")}
    first, last = why["_from"], why["_to"]
    band = Band(first.item, to_fen(first.amount), to_fen(last.amount), last.item) if first.item else None
    return Said(found["fine"] or ZERO, found["gains"] or ZERO, found["least"], found["most"], band, why["_why"].item)
