"""The State Council's notice of a year's holidays: checked, laid over what was known, dates asked anew."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Date

from casework import journal
from casework.bulk import add_rows, run_many
from casework.desk import Desk
from casework.record.notice_rows import WAY_OUT, NoticeDay
from casework.triggers import pull
from foundation.errors import ConflictError, InvalidError
from models import Holiday, HolidayNotice
from regulation.workdays import FIRST_YEAR, WEEKDAYS

# 全国年节及纪念日放假办法: the festivals a notice must name, and since which year they are rest days.
FESTIVALS = {"元旦": FIRST_YEAR, "春节": FIRST_YEAR, "清明": 2008, "劳动": FIRST_YEAR, "端午": 2008,
             "中秋": 2008, "国庆": FIRST_YEAR}

AHEAD = 2  # years: a notice is given in the autumn before its year, and perhaps once for two


@dataclass(frozen=True)
class NoticeReport:
    """What an import did: days of the notice, and how many of them are new or different."""

    year: int
    rest_days: int
    working_days: int
    replaced: bool  # an earlier notice of the same year stood
    changed: int


def import_notice(desk: Desk, year: int, rows: Sequence[NoticeDay], source: str, *, seen: str | None = None) -> NoticeReport:
    """Put a year's notice in the place of what was known of it, and ask for open dates to be projected.

    `seen` is what stood there (`state_of`) when this was decided: if another notice came meanwhile, this one is refused.
    """
    desk.permit("holidays.import")
    _refuse(year, rows, latest=desk.today.year + AHEAD)
    desk.lock("project")
    if seen is not None and seen != state_of(desk, year):
        raise ConflictError(f"Somebody else has imported a notice for {year} meanwhile.",
                            way_out="Look at it, and at what yours would move now.")
    replaced = desk.scalar("SELECT year FROM holiday_notice WHERE year = :year", year=year) is not None
    before = {(row.day, bool(row.working), row.name) for row in desk.rows(
        "SELECT day, working, name FROM holiday WHERE year = :year", types={"day": Date()}, year=year)}
    changed = len(before ^ set(rows))
    report = NoticeReport(year, sum(not row[1] for row in rows), sum(row[1] for row in rows), replaced,
                          changed)
    if changed:
        _replace(desk, year, rows, source)
        journal.note(desk, "holidays.import", "holiday_notice", year, source=source, replaced=replaced,
                     changed=changed,
                     days=[[day, "班" if working else "休", name] for day, working, name in rows])
        pull(desk, "holiday_projection", "holiday_notice", year)
    return report


def state_of(desk: Desk, year: int) -> str:
    """What is on record of a year's notice, as a short word that changes with it."""
    rows = desk.rows("SELECT day, working, name FROM holiday WHERE year = :year ORDER BY day", types={"day": Date()}, year=year)
    return hashlib.sha256(repr([(row.day, bool(row.working), row.name) for row in rows]).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class YearDay:
    """A day on which people rest or work against the week."""

    day: date
    working: bool
    name: str


def year_of(desk: Desk, year: int) -> tuple[YearDay, ...]:
    """The days of a year that differ from the plain week, as notices and the library know them."""
    calendar = desk.calendar
    if year < FIRST_YEAR or not calendar.announced(year):
        raise InvalidError(f"No holidays are known for {year}; its dates are provisional.",
                           way_out="Import the year's notice with `kuangjian holidays import`.")
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(date(year, 12, 31).timetuple().tm_yday))
    return tuple(YearDay(day, calendar.is_working(day), calendar.why(day)) for day in days
                 if calendar.is_working(day) != (day.weekday() < 5))


def _refuse(year: int, rows: Sequence[NoticeDay], *, latest: int) -> None:
    if not rows:
        raise InvalidError(f"The notice for {year} holds no day.", way_out=WAY_OUT)
    if year < FIRST_YEAR:
        raise InvalidError(f"The calendar begins with {FIRST_YEAR}, not {year}.", way_out="Check the year.")
    if year > latest:
        raise InvalidError(f"A notice for {year} cannot have been given yet; the latest can be that for {latest}.",
                           way_out="Check the year.")
    counts = Counter(row[0] for row in rows)
    problems = [f"{day} stands there {n} times" for day, n in sorted(counts.items()) if n > 1]
    problems += [f"{day} does not belong to the notice for {year}" for day in sorted(counts)
                 if not _near(day, year)]
    problems += [f"{day} is 班, but as a 周{WEEKDAYS[day.weekday()]} it is a working day anyway"
                 for day, working, _ in sorted(rows) if working and day.weekday() < 5]
    named = " ".join(name for _, working, name in rows if not working)
    problems += [f"no rest day is named {name}" for name, since in FESTIVALS.items()
                 if year >= since and name not in named]
    if problems:
        raise InvalidError(f"The notice for {year} was not imported.", problems=tuple(problems),
                           way_out=WAY_OUT)


def _near(day: date, year: int) -> bool:
    # The New Year's days off and their make-up days may lie across the year's edge.
    return day.year == year or (day.year, day.month) in ((year - 1, 12), (year + 1, 1))


def _replace(desk: Desk, year: int, rows: Sequence[NoticeDay], source: str) -> None:
    desk.run("DELETE FROM holiday WHERE year = :year", year=year)
    # A day across the year's edge may stand in its neighbour's notice: the later word holds.
    run_many(desk, "DELETE FROM holiday WHERE day = :day", [{"day": row[0]} for row in rows])
    desk.run("DELETE FROM holiday_notice WHERE year = :year", year=year)
    add_rows(desk, HolidayNotice, [{"year": year, "source": source, "imported_at": desk.now}])
    add_rows(desk, Holiday, [{"day": day, "working": working, "name": name, "year": year}
                             for day, working, name in rows])
    desk.__dict__.pop("calendar", None)  # this desk counts by the new notice from here on
