"""Writes rows to a workbook; text stays text, whatever it begins with."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from foundation.clock import SHANGHAI

FORMULA = ("=", "+", "-", "@")


def write_rows(path: Path, headers: Sequence[str], rows: Iterable[Sequence[Any]], *,
               sheet: str = "Sheet1") -> int:
    """Write a workbook of one sheet, whole or not at all; the number of rows below the header."""
    from openpyxl import Workbook
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet)
    page.freeze_panes = "A2"
    page.append([_cell(page, header) for header in headers])
    count = 0
    for row in rows:
        page.append([_cell(page, value) for value in row])
        count += 1
    part = path.with_name(path.name + ".part")
    book.save(part)
    part.replace(path)
    return count


def _cell(page: Any, value: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(SHANGHAI).replace(tzinfo=None)  # a workbook knows no time zones
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    if not text.startswith(FORMULA):
        return text
    cell = WriteOnlyCell(page, value=text)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell
