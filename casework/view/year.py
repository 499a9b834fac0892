"""A year's calendar summed up: for each rule and period how many duties fall due when, and what became of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.desk import Desk
from casework.duty.populations import population
from casework.duty.reckonings import shared_key
from casework.view.calendar import Whose, there, whose_calendar, year_of
from casework.view.lines import ABOUT
from regulation.reckoning import Reckoned, falling_due
from regulation.terms import Debtor


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


OPENED = f"""
SELECT d.*, {ABOUT} AS about FROM (
    SELECT o.rule, o.period, p.code AS debtor_code, p.name AS debtor, k.due, k.provisional, k.explanation,
        count(*) AS count, count(CASE WHEN o.status IN ('open', 'suspended', 'handed_in') THEN 1 END) AS running,
        count(CASE WHEN o.status IN ('discharged', 'waived') THEN 1 END) AS done, min(o.id) AS duty,
        min(o.subject_kind) AS subject_kind, min(o.subject_id) AS subject_id, min(o.status) AS status
    FROM duty o JOIN reckoning k ON k.id = o.reckoning_id JOIN party p ON p.id = o.debtor_id
    WHERE {{whose}} AND k.due BETWEEN :first AND :last
    GROUP BY o.rule, o.period, p.code, p.name, k.due, k.provisional, k.explanation) d
"""
EXPECTED = f"""
SELECT d.*, p.name AS debtor, {ABOUT} AS about FROM (
    SELECT w.rule, w.debtor_id, w.valid_from, w.valid_to, count(*) AS count, min(w.subject_kind) AS subject_kind,
        min(w.subject_id) AS subject_id FROM ({{populations}}) w WHERE {{whose}}
    GROUP BY w.rule, w.debtor_id, w.valid_from, w.valid_to) d JOIN party p ON p.id = d.debtor_id
"""


def year_sums(desk: Desk, whose: str, year: int) -> list[YearLine]:
    """What falls due in a year for an office, a holder, a mine or a right, summed by rule, period and day.

    Periods not opened yet are reckoned from the rulebook and from whom and what it is about today.
    """
    first, last = year_of(desk, year)
    about = whose_calendar(desk, whose)
    lines = [*_opened(desk, about, first, last), *_expected(desk, about, first, last)]
    return sorted(lines, key=lambda line: (line.due, line.rule, line.period, line.debtor))


def _opened(desk: Desk, whose: Whose, first: date, last: date) -> Iterator[YearLine]:
    # Named one by one, so that the index that begins with the rule serves what is asked by subject too.
    rules = ", ".join(f"'{code}'" for code in desk.rulebook.duties)
    about = f" AND o.subject_kind IN {whose.among} AND o.rule IN ({rules})" if whose.kinds else ""
    condition = f"o.{whose.column} = :whose{about}"
    rows = desk.rows(OPENED.format(whose=condition), types={"due": Date()}, whose=whose.value, first=first, last=last)
    for row in rows:
        rule = desk.rulebook.duties.get(row.rule)
        one = row.count == 1
        yield YearLine(
            row.rule, rule.title if rule else row.rule, rule.provision if rule else "", row.debtor, row.period, row.due,
            bool(row.provisional), row.explanation, row.count, row.running, row.done,
            duty=row.duty if one else None, subject=row.about if one else None, status=row.status if one else None)


def _expected(desk: Desk, whose: Whose, first: date, last: date) -> Iterator[YearLine]:
    opened = {row.key for row in desk.rows("SELECT key FROM reckoning WHERE due BETWEEN :first AND :last",
                                           first=first, last=last)}
    ahead = {rule.code: [one for one in falling_due(desk.rulebook, rule, desk.calendar, first, last)
                         if shared_key(one) not in opened] for rule in whose.rules(desk.rulebook)}
    rows = _groups(desk, whose, [code for code, reckoned in ahead.items() if reckoned])
    sums: dict[tuple[str, str, str], tuple[Reckoned, list[Any]]] = {}
    for row in rows:
        for one in ahead[row.rule]:
            if there(row, one):
                sums.setdefault((row.rule, one.period.code, row.debtor), (one, []))[1].append(row)
    for (code, period, debtor), (one, groups) in sums.items():
        rule, count = desk.rulebook.duties[code], sum(row.count for row in groups)
        yield YearLine(code, rule.title, rule.provision, debtor, period, one.due, one.provisional, one.explanation, count,
                       opened=False, subject=groups[0].about if count == 1 else None)


def _groups(desk: Desk, whose: Whose, rules: list[str]) -> list[Any]:
    """Whom and what the rules are about, those with the same days taken together; one statement for all rules."""
    parts, values = [], dict[str, Any]()
    # A city owes about the mines of its counties, and of itself where it is city and county in one.
    only = " AND (county.id = :whose OR county.parent_id = :whose)" if whose.level in ("city", "county") else ""
    for number, code in enumerate(rules):
        rule = desk.rulebook.duties[code]
        who = population(desk.rulebook, rule, only=only if rule.debtor in (Debtor.CITY, Debtor.COUNTY) else "")
        select = who.select
        for name, value in sorted(who.values.items(), reverse=True):  # longer names first: role10 before role1
            select = select.replace(f":{name}", f":r{number}_{name}")
            values[f"r{number}_{name}"] = value
        parts.append(f"SELECT '{code}' AS rule, x.* FROM ({select}) x")
    if not parts:
        return []
    kinds = f" AND w.subject_kind IN {whose.among}" if whose.kinds else ""
    query = EXPECTED.format(populations=" UNION ALL ".join(parts), whose=f"w.{whose.column} = :whose{kinds}")
    return desk.rows(query, types={"valid_from": Date(), "valid_to": Date()}, whose=whose.value, **values)
