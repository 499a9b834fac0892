"""The calendar of a debtor: every duty that falls due in a year, reckoned from the rulebook, with what became of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.desk import Desk
from casework.duty.populations import levels_owing, population
from casework.record.parties import PartyRef, find_party
from foundation.errors import InvalidError
from regulation.book import Rulebook
from regulation.reckoning import Reckoned, falling_due
from regulation.rule import DutyRule
from regulation.workdays import CalendarError

SUBJECTS = (("mine", "code", ("mine",)), ("mineral_right", "licence_no", ("mining_right", "exploration_right")))


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


@dataclass(frozen=True)
class Whose:
    """Whose calendar: a party, or a mine or right (then whoever owes about it)."""

    column: str
    value: int
    level: str | None = None  # of a party
    kinds: tuple[str, ...] = ()

    def rules(self, book: Rulebook) -> list[DutyRule]:
        """The rules that may concern it."""
        return [rule for rule in book.duties.values() if self.level is None or self.level in levels_owing(rule)]

    @property
    def among(self) -> str:
        """The kinds as SQL lists them."""
        return "(" + ", ".join(repr(kind) for kind in self.kinds) + ")"


def calendar(desk: Desk, debtor: str, year: int) -> list[CalendarLine]:
    """Everything that falls due in a year for an office, a holder, a mine or a right, in the order of its days."""
    first, last = year_of(desk, year)
    whose = whose_calendar(desk, debtor)
    names = _names(desk)
    lines: dict[tuple[Any, ...], CalendarLine] = {}
    for rule in whose.rules(desk.rulebook):
        reckoned = list(falling_due(desk.rulebook, rule, desk.calendar, first, last))
        rows = _population(desk, rule.code, whose) if reckoned else []
        for row in rows:
            for one in reckoned:
                if there(row, one):
                    key = (rule.code, row.debtor_id, row.subject_kind, row.subject_id, one.period.code)
                    lines[key] = _line(desk, row, one, names)
    for key, line in _opened(desk, whose, first, last, names):
        lines.pop(key, None)
        if line is not None:
            lines[key] = line
    return sorted(lines.values(), key=lambda line: (line.due, line.rule, line.subject or "", line.period))


def year_of(desk: Desk, year: int) -> tuple[date, date]:
    """The first and last day of a year, for which working days must be known."""
    if not 1 <= year <= 9998:
        raise InvalidError(f"{year} is not a year.", way_out="Give a year such as 2024.")
    first, last = date(year, 1, 1), date(year, 12, 31)
    try:
        desk.calendar.is_working(first)
    except CalendarError as error:
        raise InvalidError(str(error), way_out="Choose a later year.") from error
    return first, last


def whose_calendar(desk: Desk, debtor: str) -> Whose:
    """The party, mine or right of this code or name whose calendar the actor may read."""
    found = desk.rows(" UNION ALL ".join(
        f"SELECT '{table}' AS what, s.id, p.path FROM {table} s JOIN party p ON p.id = s.county_id WHERE s.{column} = :code"
        for table, column, _ in SUBJECTS), code=debtor)
    if found:
        desk.permit("duty.read", found[0].path)
        kinds = next(kinds for table, _, kinds in SUBJECTS if table == found[0].what)
        return Whose("subject_id", found[0].id, kinds=kinds)
    party: PartyRef = find_party(desk, debtor)
    desk.permit("duty.read", party.path)
    return Whose("debtor_id", party.id, party.level)


def _population(desk: Desk, rule: str, whose: Whose) -> list[Any]:
    who = population(desk.rulebook, desk.rulebook.duties[rule])
    kinds = "".join(f" AND w.subject_kind IN {whose.among}" if whose.kinds else "")
    return desk.rows(f"SELECT w.* FROM ({who.select}) w WHERE w.{whose.column} = :whose{kinds}",
                     types={"valid_from": Date(), "valid_to": Date()}, whose=whose.value, **who.values)


def there(row: Any, one: Reckoned) -> bool:
    """Whether what was there from one day to another owes this period."""
    return ((row.valid_from is None or row.valid_from <= one.joins_until)
            and (row.valid_to is None or row.valid_to >= one.opens))


def _names(desk: Desk) -> dict[str, dict[int, str]]:
    """Names of offices and subjects, read once."""
    tables = {"party": "party", "mine": "mine", "mining_right": "mineral_right", "exploration_right": "mineral_right",
              "officer": "officer"}
    read = {table: {row.id: row.name for row in desk.rows(f"SELECT id, name FROM {table}")}
            for table in set(tables.values())}
    named = {kind: read[table] for kind, table in tables.items()}
    return {**named, "inspector": named["officer"], "self": {}}


def _subject(names: dict[str, dict[int, str]], kind: str, number: int) -> str | None:
    return f"履职记录{number}" if kind == "act" else names[kind].get(number)


def _line(desk: Desk, row: Any, one: Reckoned, names: dict[str, dict[int, str]]) -> CalendarLine:
    rule = desk.rulebook.duties[one.rule]
    return CalendarLine(
        rule=rule.code, title=rule.title, provision=rule.provision, debtor=names["party"][row.debtor_id],
        creditor=names["party"].get(row.creditor_id), subject=_subject(names, row.subject_kind, row.subject_id),
        period=one.period.code, reports_on=one.reports_on, times=one.times, opens=one.opens, due=one.due,
        provisional=one.provisional, explanation=one.explanation)


def _opened(desk: Desk, whose: Whose, first: date, last: date, names: dict[str, dict[int, str]]) -> list[tuple[Any, Any]]:
    """Duties on record: they replace what was reckoned; one whose date was moved out of the year falls away."""
    kinds = "".join(f" AND d.subject_kind IN {whose.among}" if whose.kinds else "")
    rows = desk.rows(
        "SELECT d.id, d.rule, d.period, d.debtor_id, d.creditor_id, d.subject_kind, d.subject_id, d.times, d.done,"
        " d.status, k.reports_on, k.opens, k.due, k.provisional, k.explanation FROM duty d"
        f" JOIN reckoning k ON k.id = d.reckoning_id WHERE d.{whose.column} = :whose{kinds}",
        types={"opens": Date(), "due": Date()}, whose=whose.value)
    found = []
    for row in rows:
        key = (row.rule, row.debtor_id, row.subject_kind, row.subject_id, row.period)
        rule = desk.rulebook.duties.get(row.rule)
        line = None
        if rule is not None and first <= row.due <= last:
            line = CalendarLine(
                rule=row.rule, title=rule.title, provision=rule.provision, debtor=names["party"][row.debtor_id],
                creditor=names["party"].get(row.creditor_id), subject=_subject(names, row.subject_kind, row.subject_id),
                period=row.period, reports_on=row.reports_on, times=row.times, opens=row.opens, due=row.due,
                provisional=bool(row.provisional), explanation=row.explanation, status=row.status, done=row.done,
                duty=row.id)
        found.append((key, line))
    return found

