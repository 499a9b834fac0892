"""The calendar of a debtor: every duty that falls due in a year, reckoned from the rulebook, with what became of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.desk import Desk
from casework.view.whose import whose_calendar, year_of
from casework.view.year_rows import expected_apart, opened
from regulation.reckoning import Reckoned


@dataclass(frozen=True)
class CalendarLine:
    """One duty of a calendar; `status` is None where it has not been opened (yet)."""

    rule: str
    title: str
    provision: str
    debtor: str
    creditor: str | None
    subject: str | None
    period: str
    reports_on: str | None
    times: int
    opens: date
    due: date
    provisional: bool
    explanation: str
    status: str | None = None
    done: int | None = None
    duty: int | None = None


def calendar(desk: Desk, debtor: str, year: int) -> list[CalendarLine]:
    """Everything that falls due in a year for an office, a holder, a mine or a right, in the order of its days."""
    first, last = year_of(desk, year)
    whose = whose_calendar(desk, debtor)
    lines = [_opened(desk, row) for row in opened(desk, whose, first, last, apart=True)]
    lines += [_expected(desk, one, row) for one, row in expected_apart(desk, whose, first, last)]
    return sorted(lines, key=lambda line: (line.due, line.rule, line.subject or "", line.period))


def _opened(desk: Desk, row: Any) -> CalendarLine:
    rule = desk.rulebook.duties.get(row.rule)
    return CalendarLine(
        rule=row.rule, title=rule.title if rule else row.rule, provision=rule.provision if rule else "", debtor=row.debtor,
        creditor=row.creditor, subject=row.about, period=row.period, reports_on=row.reports_on, times=row.times,
        opens=row.opens, due=row.due, provisional=bool(row.provisional), explanation=row.explanation, status=row.status,
        done=row.done, duty=row.duty)


def _expected(desk: Desk, one: Reckoned, row: Any) -> CalendarLine:
    rule = desk.rulebook.duties[one.rule]
    return CalendarLine(
        rule=rule.code, title=rule.title, provision=rule.provision, debtor=row.debtor, creditor=row.creditor,
        subject=row.about, period=one.period.code, reports_on=one.reports_on, times=one.times, opens=one.opens, due=one.due,
        provisional=one.provisional, explanation=one.explanation)
