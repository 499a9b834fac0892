"""What the flows keep of a case for its page: the range of the fine as last reckoned, and the limits that were missed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Date, Numeric

from casework.desk import Desk
from regulation.case_limits import code_of

RANGE = "SELECT day, least, most, law, provision, confidence, note FROM case_range WHERE case_id = :case"
# What was done in time and entered after the watch was kept, and owes no reason.
MISSED = ("SELECT m.step, m.due, m.noticed_on, m.reason, CASE WHEN d.ended_on <= m.due THEN d.ended_on END AS kept_on"
          " FROM case_missed m JOIN duty d ON d.id = m.duty_id WHERE m.case_id = :case ORDER BY m.due, m.step")
MONEY = {"day": Date(), "least": Numeric(16, 2), "most": Numeric(16, 2)}
DAYS = {"due": Date(), "noticed_on": Date(), "kept_on": Date()}


@dataclass(frozen=True)
class Range:
    """The range of the fine in yuan by the law of that day; without one, why (`note`)."""

    day: date
    least: Decimal | None
    most: Decimal | None
    law: str | None
    provision: str | None
    confidence: str | None
    note: str | None


@dataclass(frozen=True)
class Missed:
    """A limit that the office let pass; `kept_on` where it was kept after all, and only entered late."""

    title: str
    title_en: str
    due: date
    noticed_on: date
    reason: str | None
    kept_on: date | None


@dataclass(frozen=True)
class Kept:
    """Both, of one case."""

    range: Range | None
    missed: tuple[Missed, ...]


def kept_of(desk: Desk, case_id: int) -> Kept:
    """What is kept of a case that was read at this desk."""
    ranges = desk.rows(RANGE, types=MONEY, case=case_id)
    return Kept(Range(**ranges[0]._asdict()) if ranges else None, tuple(
        Missed(*_titles(desk, row.step), row.due, row.noticed_on, row.reason, row.kept_on)
        for row in desk.rows(MISSED, types=DAYS, case=case_id)))


def _titles(desk: Desk, step: str) -> tuple[str, str]:
    rule = desk.rulebook.duties.get(code_of(step))
    return (rule.title, rule.title_en) if rule else (step, step)
