"""The days of a year's notice as they are written: in a workbook, a text table, or line by line."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from foundation.errors import InvalidError
from workbooks.cells import date_of
from workbooks.reading import Column, read_rows

COLUMNS = (Column("day", ("日期",)), Column("kind", ("类型",)), Column("name", ("名称",)))
WORKING = {"休": False, "班": True}
WAY_OUT = "Take every day from the notice of 国务院办公厅: 日期, 类型 (休 or 班), 名称."

NoticeDay = tuple[date, bool, str]  # the day, whether it is worked, the festival's name


def read_notice(path: Path, name: str | None = None) -> list[NoticeDay]:
    """The days of a notice from a workbook or CSV file; `name` is what its sender calls it."""
    return _days(((row.number, row["day"], row["kind"], row["name"]) for row in read_rows(path, COLUMNS)), name or path.name)


def read_lines(text: str) -> list[NoticeDay]:
    """The days of a notice as typed, a line each: 2027-01-01 休 元旦."""
    lines = [(number, [*re.split(r"[\s,，、]+", line.strip(), maxsplit=2), "", ""])
             for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    return _days(((number, parts[0], parts[1], parts[2]) for number, parts in lines), "What was typed")


def _days(rows: Iterable[tuple[int, str, str, str]], what: str) -> list[NoticeDay]:
    days: list[NoticeDay] = []
    problems = []
    for number, written, kind, name in rows:
        day, working = date_of(written), WORKING.get(kind[:1])
        if day is None:
            problems.append(f"row {number}, 日期: {written!r} is not a date; write it as 2027-01-01")
        if working is None:
            problems.append(f"row {number}, 类型: {kind!r} is neither 休 nor 班")
        if day is not None and working is not None:
            days.append((day, working, name))
    if problems:
        raise InvalidError(f"{what} was not imported.", problems=tuple(problems), way_out=WAY_OUT)
    return days
