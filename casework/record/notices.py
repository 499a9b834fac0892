"""A year's notice as somebody decides on it: what is known, what it would move, and then done."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Date

from casework.access import OPERATOR, Actor, permit
from casework.desk import Desk, House, open_desk
from casework.duty.foreseeing import Foresight, foresee
from casework.duty.noting import RUNNING
from casework.duty.projecting import ProjectionReport, project_again
from casework.record.holidays import NoticeReport, import_notice, state_of
from casework.record.notice_rows import NoticeDay, read_notice
from files.kinds import kind_of
from foundation.database import Instant
from foundation.errors import InvalidError
from regulation.workdays import FIRST_YEAR

LARGEST = 1_000_000  # bytes: a notice has some forty rows


@dataclass(frozen=True)
class KnownYear:
    """A year whose holidays are known: by the library, or by a notice imported here."""

    year: int
    source: str | None  # None: as the library has them
    imported_at: datetime | None


def known_years(desk: Desk) -> list[KnownYear]:
    """Every year whose holidays are known, the newest first."""
    notices = {row.year: row for row in desk.rows("SELECT year, source, imported_at FROM holiday_notice",
                                                  types={"imported_at": Instant()})}
    years = {year for year in range(FIRST_YEAR, desk.today.year + 3) if desk.calendar.announced(year)} | set(notices)
    return [KnownYear(year, notices[year].source, notices[year].imported_at) if year in notices else KnownYear(year, None, None)
            for year in sorted(years, reverse=True)]


def provisional_dates(desk: Desk) -> tuple[int, date | None]:
    """How many open duties have a date that waits for a year's notice, and the first of these dates."""
    row = desk.rows("SELECT count(*) AS n, min(k.due) AS first FROM duty d JOIN reckoning k ON k.id = d.reckoning_id"
                    f" WHERE k.provisional AND {RUNNING}", types={"first": Date()})[0]
    return int(row.n), row.first


def read_sent(name: str, content: BinaryIO) -> list[NoticeDay]:
    """The days of a notice from a file that was sent: a workbook, or a text table."""
    body = content.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise InvalidError(f"“{name}” is too large for a notice.", way_out=f"Send at most {LARGEST // 1_000_000} MB.")
    if body[:2] == b"PK":
        content.seek(0)
        kind_of(content, name)  # looked into before it is unpacked
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / ("notice.xlsx" if body[:2] == b"PK" else "notice.csv")
        file.write_bytes(body)
        return read_notice(file, name)


@dataclass(frozen=True)
class Preview:
    """What a notice would do: the report of its import, and the dates that would move; `seen` is what it was decided upon."""

    report: NoticeReport
    foresight: Foresight
    seen: str


def preview(house: House, actor: Actor, year: int, days: Sequence[NoticeDay], source: str) -> Preview:
    """Import a notice, look at what follows, and take it all back."""
    permit(actor, "holidays.import")
    with open_desk(house, OPERATOR, keeps=False) as desk:
        seen = state_of(desk, year)
        report = import_notice(desk, year, days, source)
        return Preview(report, foresee(desk), seen)


def take(house: House, actor: Actor, year: int, days: Sequence[NoticeDay], source: str,
         seen: str) -> tuple[NoticeReport, ProjectionReport]:
    """Import a notice as it was previewed, and reckon every open date by it at once; a run that was asked for finds it done."""
    with open_desk(house, actor) as desk:
        report = import_notice(desk, year, days, source, seen=seen)
    return report, project_again(house)
