"""What falls due in a year: duties on record, and reckoned those of periods that are not opened yet.

Taken together by rule, period and day, or each by itself (`apart`).
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.desk import Desk
from casework.duty.populations import population
from casework.duty.reckonings import shared_key
from casework.in_force import running
from casework.view.lines import ABOUT, HANDED_IN
from casework.view.whose import Whose
from regulation.reckoning import Reckoned, falling_due
from regulation.terms import Debtor

CREDITOR = "(SELECT c.name FROM party c WHERE c.id = d.creditor_id) AS creditor"
OPENED = f"""
SELECT d.*, {ABOUT} AS about, {CREDITOR}, {HANDED_IN.replace('d.id', 'd.duty')} FROM (
    SELECT o.rule, o.period, p.code AS debtor_code, p.name AS debtor, k.due, k.provisional, k.explanation,
        count(*) AS count, count(CASE WHEN {running('o')} THEN 1 END) AS running,
        count(CASE WHEN o.status = 'open' THEN 1 END) AS owed,
        count(CASE WHEN o.status IN ('discharged', 'waived') THEN 1 END) AS ended_well, min(o.id) AS duty,
        min(o.subject_kind) AS subject_kind, min(o.subject_id) AS subject_id, min(o.status) AS status,
        min(o.creditor_id) AS creditor_id, min(o.times) AS times, min(o.done) AS done, min(k.opens) AS opens,
        min(k.reports_on) AS reports_on
    FROM duty o JOIN reckoning k ON k.id = o.reckoning_id JOIN party p ON p.id = o.debtor_id
    WHERE {{whose}} AND k.due BETWEEN :first AND :last
    GROUP BY o.rule, o.period, p.code, p.name, k.due, k.provisional, k.explanation{{apart}}) d
"""
EXPECTED = f"""
SELECT d.*, p.name AS debtor, {ABOUT} AS about, {CREDITOR} FROM (
    SELECT w.rule, w.debtor_id, w.valid_from, w.valid_to, count(*) AS count, min(w.subject_kind) AS subject_kind,
        min(w.subject_id) AS subject_id, min(w.creditor_id) AS creditor_id FROM ({{populations}}) w WHERE {{whose}}
    GROUP BY w.rule, w.debtor_id, w.valid_from, w.valid_to{{apart}}) d JOIN party p ON p.id = d.debtor_id
"""


def opened(desk: Desk, whose: Whose, first: date, last: date, *, apart: bool = False) -> list[Any]:
    """Rows of `OPENED`."""
    query = OPENED.format(whose=_on_record(desk, whose), apart=", o.id" if apart else "")
    return desk.rows(query, types={"due": Date(), "opens": Date(), "handed_in_on": Date()}, whose=whose.value, first=first,
                     last=last)


def _on_record(desk: Desk, whose: Whose) -> str:
    # Named one by one, so that the index that begins with the rule serves what is asked by subject too.
    rules = ", ".join(f"'{code}'" for code in desk.rulebook.duties)
    about = f" AND o.subject_kind IN {whose.among} AND o.rule IN ({rules})" if whose.kinds else ""
    return f"o.{whose.column} = :whose{about}"


def expected(desk: Desk, whose: Whose, first: date, last: date) -> Iterator[tuple[Reckoned, list[Any]]]:
    """What is reckoned of periods that nobody's duties were opened for, with the rows of `EXPECTED` that will owe it."""
    known = {row.key for row in desk.rows("SELECT key FROM reckoning WHERE due BETWEEN :first AND :last",
                                          first=first, last=last)}
    found: dict[tuple[str, str, str], tuple[Reckoned, list[Any]]] = {}
    for one, row in _owing(desk, whose, first, last, known, apart=False):
        found.setdefault((row.rule, one.period.code, row.debtor), (one, []))[1].append(row)
    yield from found.values()


def expected_apart(desk: Desk, whose: Whose, first: date, last: date) -> Iterator[tuple[Reckoned, Any]]:
    """What is reckoned and not on record, each by itself, also for whoever came since a period was opened."""
    known = {tuple(row) for row in desk.rows("SELECT o.rule, o.period, o.debtor_id, o.subject_kind, o.subject_id FROM duty o"
                                             f" WHERE {_on_record(desk, whose)}", whose=whose.value)}
    for one, row in _owing(desk, whose, first, last, set(), apart=True):
        key = (row.rule, one.period.code, row.debtor_id, row.subject_kind, row.subject_id)
        if key not in known:
            known.add(key)
            yield one, row


def _owing(desk: Desk, whose: Whose, first: date, last: date, known: set[str], *,
           apart: bool) -> Iterator[tuple[Reckoned, Any]]:
    ahead = {rule.code: [one for one in falling_due(desk.rulebook, rule, desk.calendar, first, last)
                         if shared_key(one) not in known] for rule in whose.rules(desk.rulebook)}
    for row in _groups(desk, whose, [code for code, reckoned in ahead.items() if reckoned], apart):
        for one in ahead[row.rule]:
            if _there(row, one):
                yield one, row


def _there(row: Any, one: Reckoned) -> bool:
    """Whether what was there from one day to another owes this period."""
    return ((row.valid_from is None or row.valid_from <= one.joins_until)
            and (row.valid_to is None or row.valid_to >= one.opens))


def _groups(desk: Desk, whose: Whose, rules: list[str], apart: bool) -> list[Any]:
    """Whom and what the rules are about, in one statement for all rules; with the same days together, unless `apart`."""
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
    query = EXPECTED.format(populations=" UNION ALL ".join(parts), whose=f"w.{whose.column} = :whose{kinds}",
                            apart=", w.creditor_id, w.subject_kind, w.subject_id" if apart else "")
    return desk.rows(query, types={"valid_from": Date(), "valid_to": Date()}, whose=whose.value, **values)
