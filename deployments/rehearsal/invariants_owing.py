"""Invariants of who owes: nobody and nothing is left out of the count, in periods found from the day alone."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from deployments.rehearsal.invariants import Audit
from regulation.rule import DutyRule
from regulation.terms import Cadence, Debtor, Per

# In this file's own words, not the populations': which offices owe by their level.
LEVELS = {
    Debtor.PROVINCE: ("province",), Debtor.CITY: ("city",), Debtor.COUNTY: ("county",), Debtor.TOWNSHIP: ("township",),
    Debtor.RICH_COUNTY: ("county",), Debtor.BUREAU: ("province", "city", "county"), Debtor.LOCAL_BUREAU: ("city", "county"),
    Debtor.LOCAL_OFFICE: ("city", "county", "township"),
}
SUBJECTS = {
    Per.MINE: "mine s JOIN mineral_right r ON r.id = s.right_id",
    Per.MINING_RIGHT: "mineral_right s JOIN mineral_right r ON r.id = s.id AND r.kind = 'mining'",
    Per.EXPLORATION_RIGHT: "mineral_right s JOIN mineral_right r ON r.id = s.id AND r.kind = 'exploration'",
}


def begun(cadence: Cadence, day: date) -> tuple[str, date] | None:
    """The period of a cadence that begins on a day, by its code, with its last day; None where none does."""
    year, month = day.year, day.month
    if cadence is Cadence.WEEK and day.weekday() == 0:
        iso = day.isocalendar()
        return f"{iso.year}-W{iso.week:02d}", day + timedelta(days=6)
    months = {Cadence.MONTH: 1, Cadence.QUARTER: 3, Cadence.HALF_YEAR: 6, Cadence.YEAR: 12}.get(cadence)
    if months is None or day.day != 1 or (month - 1) % months:
        return None
    number = (month - 1) // months + 1
    code = {1: f"{year}-{month:02d}", 3: f"{year}Q{number}", 6: f"{year}H{number}", 12: str(year)}[months]
    end = date(year + (month - 1 + months) // 12, (month - 1 + months) % 12 + 1, 1) - timedelta(days=1)
    return code, end


def _beginning(audit: Audit) -> Iterator[tuple[DutyRule, str, date, date]]:
    """The recurrent rules in force of which a period begins on a day looked at: its code, first and last day."""
    days = [audit.first + timedelta(days=n) for n in range((audit.last - audit.first).days + 1)]
    for rule in audit.desk.rulebook.duties.values():
        for day in days:
            found = begun(rule.cadence, day)
            if found is not None and rule.value_on(day) is not None:
                yield rule, found[0], day, found[1]


def everybody_owes(audit: Audit) -> Iterator[str]:
    """Each office owes what its level owes, in every period that begins while it stands: nobody is left out."""
    for rule, code, start, _ in _beginning(audit):
        if rule.per is not Per.SELF or rule.debtor not in LEVELS:
            continue
        levels = ", ".join(f"'{level}'" for level in LEVELS[rule.debtor])
        rich = " AND p.mineral_rich" if rule.debtor is Debtor.RICH_COUNTY else ""
        rows = audit.desk.rows(
            f"SELECT p.code FROM party p LEFT JOIN duty d ON d.rule = :rule AND d.subject_kind = 'self' AND d.subject_id = 0"
            f" AND d.period = :period AND d.debtor_id = p.id WHERE p.level IN ({levels}){rich} AND d.id IS NULL"
            " AND (p.valid_from IS NULL OR p.valid_from <= :start) AND (p.valid_to IS NULL OR p.valid_to > :today)",
            rule=rule.code, period=code, start=start, today=audit.last)
        yield from (f"{row.code} owes no {rule.code} for {code}" for row in rows)


def everything_is_owed_about(audit: Audit) -> Iterator[str]:
    """About each mine, right and inspector somebody owes what the rules say, in every period that begins while it stands."""
    for rule, code, start, end in _beginning(audit):
        if rule.per is Per.INSPECTOR:
            rows = _inspectors(audit, rule, code, start)
        elif rule.per in SUBJECTS:
            rows = _subjects(audit, rule, code, start, end)
        else:
            continue
        yield from (f"nobody owes {rule.code} for {code} about {row.name}" for row in rows)


def _subjects(audit: Audit, rule: DutyRule, code: str, start: date, end: date) -> list[Any]:
    minerals = audit.desk.rulebook.minerals[rule.except_minerals] if rule.except_minerals else ()
    listed: dict[str, Any] = {f"m{n}": name for n, name in enumerate(minerals)}
    where = f" AND r.mineral NOT IN ({', '.join(':' + name for name in listed)})" if listed else ""
    method = f" AND s.method IN ('{rule.only_method}', 'both')" if rule.per is Per.MINE and rule.only_method else ""
    return audit.desk.rows(
        f"SELECT s.name FROM {SUBJECTS[rule.per]} LEFT JOIN duty d ON d.rule = :rule AND d.subject_kind = '{rule.per.value}'"
        " AND d.subject_id = s.id AND d.period = :period WHERE s.valid_from <= :start AND d.id IS NULL"
        f" AND (s.valid_to IS NULL OR s.valid_to > :end){where}{method}", rule=rule.code, period=code, start=start, end=end,
        **listed)


def _inspectors(audit: Audit, rule: DutyRule, code: str, start: date) -> list[Any]:
    return audit.desk.rows(
        "SELECT o.name FROM post s JOIN officer o ON o.id = s.officer_id LEFT JOIN duty d ON d.rule = :rule"
        " AND d.subject_kind = 'inspector' AND d.subject_id = o.id AND d.period = :period"
        " WHERE s.role = 'inspector' AND s.valid_from <= :start AND s.valid_to IS NULL AND d.id IS NULL",
        rule=rule.code, period=code, start=start)
