"""The floor of opening: the same duties by hand-written SQL, one statement a rule, dates and codes as constants.

Nothing guards against a second run or another worker, nothing asks the rulebook while it runs.
"""

from collections.abc import Callable
from datetime import date

from bench.owed import WHO
from bench.scale import OPENED_ON, YEAR_BEGINS
from casework import journal
from casework.desk import Desk, House, open_desk
from casework.duty.reckonings import COLUMNS, QUOTED, many, row_of, shared_key
from regulation.reckoning import Reckoned, event_period, opening, reckon
from regulation.terms import Cadence
from regulation.workdays import WorkCalendar


def floor_open(house: House) -> Callable[[], int]:
    """Prepare the constants; what is timed writes."""
    wanted = _wanted(house)

    def work() -> int:
        with open_desk(house) as desk:
            ids = _reckonings(desk, [one for many_of in wanted.values() for one in many_of])
            return sum(_rule(desk, code, ones, ids) for code, ones in wanted.items())
    return work


def _wanted(house: House) -> dict[str, list[Reckoned]]:
    calendar, book = WorkCalendar(), house.rulebook
    wanted = {rule.code: list(opening(book, rule, calendar, since=YEAR_BEGINS, until=date(2024, 12, 31)))
              for rule in book.duties.values()}
    rolling = [rule for rule in book.duties.values() if rule.cadence is Cadence.ROLLING]
    for rule in rolling:
        one = reckon(book, rule, event_period(YEAR_BEGINS), calendar)
        wanted[rule.code] = [one] if one else []
    return {code: ones for code, ones in wanted.items() if ones}


def _reckonings(desk: Desk, ones: list[Reckoned]) -> dict[str, int]:
    names = ", ".join(QUOTED.get(name, name) for name in COLUMNS)
    many(desk, f"INSERT INTO reckoning ({names}) VALUES ({', '.join(':' + name for name in COLUMNS)})",
         [row_of(one, shared_key(one)) for one in ones])
    ids = {row.key: row.id for row in desk.rows("SELECT id, key FROM reckoning")}
    many(desk, "INSERT INTO reckoning_rung (reckoning_id, no, audience, day) VALUES (:id, :no, :audience, :day)",
         [{"id": ids[shared_key(one)], "no": rung.no, "audience": audience, "day": rung.day}
          for one in ones for rung in one.rungs for audience in rung.to])
    return ids


def _rule(desk: Desk, code: str, ones: list[Reckoned], ids: dict[str, int]) -> int:
    constants = " UNION ALL ".join(
        f"SELECT '{one.period.code}' AS period, {ids[shared_key(one)]} AS reckoning_id, {one.times} AS times,"
        f" {day(desk, min((r.day for r in one.rungs), default=None))} AS chase_from,"
        f" {day(desk, one.joins_until)} AS joins_until, {day(desk, one.opens)} AS opens, {day(desk, one.due)} AS due"
        for one in ones)
    columns, source = WHO[code].format(today=day(desk, OPENED_ON)).split(" FROM ", 1)
    count = desk.run(
        "INSERT INTO duty (rule, period, reckoning_id, times, done, status, chase_on, round, version, debtor_id, creditor_id,"
        f" subject_kind, subject_id) SELECT '{code}', v.period, v.reckoning_id, v.times, 0, 'open', v.chase_from, 1, 1,"
        f" {columns} FROM ({constants}) v CROSS JOIN {source}")
    if count:
        rolling = desk.rulebook.duties[code].cadence is Cadence.ROLLING
        periods = [shared_key(one) if rolling else one.period.code for one in ones]
        journal.note(desk, "duty.opened", "rule", 0, rule=code, periods=periods, count=count)
    return count


def day(desk: Desk, one: date | None) -> str:
    """A date as a constant."""
    if one is None:
        return "NULL"
    return f"DATE '{one}'" if desk.postgres else f"'{one}'"
