"""A year's calendar summed up: for each rule and period how many duties fall due when, and what became of them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.desk import Desk
from casework.view.whose import whose_calendar, year_of
from casework.view.year_rows import expected, opened
from regulation.reckoning import Reckoned


@dataclass(frozen=True)
class YearLine:
    """Duties of a rule and period that fall due on one day; `duty` and `subject` where there is but one."""

    rule: str
    title: str
    provision: str
    debtor: str
    period: str
    due: date
    provisional: bool
    explanation: str
    count: int
    running: int = 0
    done: int = 0  # discharged or waived
    opened: bool = True
    duty: int | None = None
    subject: str | None = None
    status: str | None = None  # of the one
    reports_on: str | None = None  # the period, where one reports on it
    owed: int = 0  # neither done nor handed in: overdue once the day is past
    handed_in_on: date | None = None  # of the one, if it is a report that waits or was accepted


def year_sums(desk: Desk, whose: str, year: int) -> list[YearLine]:
    """What falls due in a year for an office, a holder, a mine or a right, summed by rule, period and day.

    Periods not opened yet are reckoned from the rulebook and from whom and what it is about today.
    """
    first, last = year_of(desk, year)
    about = whose_calendar(desk, whose)
    lines = [_opened(desk, row) for row in opened(desk, about, first, last)]
    lines += [_expected(desk, one, rows) for one, rows in expected(desk, about, first, last)]
    return sorted(lines, key=lambda line: (line.due, line.rule, line.period, line.debtor))


def _opened(desk: Desk, row: Any) -> YearLine:
    rule = desk.rulebook.duties.get(row.rule)
    one = row.count == 1
    return YearLine(
        row.rule, rule.title if rule else row.rule, rule.provision if rule else "", row.debtor, row.period, row.due,
        bool(row.provisional), row.explanation, row.count, row.running, row.ended_well,
        duty=row.duty if one else None, subject=row.about if one else None, status=row.status if one else None,
        reports_on=row.reports_on, owed=row.owed, handed_in_on=row.handed_in_on if one else None)


def _expected(desk: Desk, one: Reckoned, groups: list[Any]) -> YearLine:
    rule, count = desk.rulebook.duties[one.rule], sum(row.count for row in groups)
    return YearLine(rule.code, rule.title, rule.provision, groups[0].debtor, one.period.code, one.due, one.provisional,
                    one.explanation, count, opened=False, subject=groups[0].about if count == 1 else None,
                    reports_on=one.reports_on)
