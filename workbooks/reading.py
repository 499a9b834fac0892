"""Reads a sheet or CSV file into rows by header, each with the number that the file's reader sees."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

from foundation.errors import InvalidError, NotFoundError
from workbooks.cells import text_of

MAX_ROWS = 500_000
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Column:
    """A column: its name in our words, the headers it goes by, whether the file must have it; `when` a row needs it."""

    name: str
    titles: tuple[str, ...]
    required: bool = True
    when: str = "可无"


@dataclass(frozen=True)
class Row:
    """A row of a file: its number as shown by Excel, and its values as text by column name."""

    number: int
    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")


def read_rows(path: Path, columns: Sequence[Column], *, sheet: str | None = None, body: bytes | None = None) -> list[Row]:
    """The rows below the header, empty ones left out; a file that cannot be read says why and what to do.

    `body` is the content of a file that was sent and lies nowhere; `path` is then how it is called.
    """
    grid = [(number, cells) for number, cells in _grid(path, sheet, _content(path) if body is None else body) if any(cells)]
    if not grid:
        raise InvalidError(f"{path.name} is empty.",
                           way_out=f"The first row names the columns: {_titles(columns)}.")
    places = _places(path, columns, grid[0][1])
    return [Row(number, {name: _first(cells, where) for name, where in places.items()})
            for number, cells in grid[1:]]


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotFoundError(f"{path} cannot be opened: {error.strerror}.",
                            way_out="Check the name.") from error


def _grid(path: Path, sheet: str | None, body: bytes) -> Iterable[tuple[int, list[str]]]:
    if body[:4] == OLD_EXCEL:
        raise InvalidError(f"{path.name} is a workbook of the old kind (.xls), or has a password.",
                           way_out="Open it, save it as .xlsx without a password, and import that.")
    rows = _sheet(path, sheet, body) if body[:2] == b"PK" else _text(path, body)
    listed = list(islice(rows, MAX_ROWS + 1))
    if len(listed) > MAX_ROWS:
        raise InvalidError(f"{path.name} has more than {MAX_ROWS} rows.",
                           way_out="Split it and import the parts.")
    return enumerate(listed, 1)


def _sheet(path: Path, sheet: str | None, body: bytes) -> Iterable[list[str]]:
    from openpyxl import load_workbook
    try:
        book = load_workbook(BytesIO(body), read_only=True, data_only=True)
    except Exception as error:  # openpyxl lets through whatever the parsers below it raise
        raise InvalidError(f"{path.name} is not a workbook that can be read: {error}.",
                           way_out="Open it in Excel and save it again as .xlsx, or as CSV.") from error
    try:
        if sheet is not None and sheet not in book.sheetnames:
            raise InvalidError(f"{path.name} has no sheet {sheet}.",
                               way_out=f"It has: {', '.join(book.sheetnames)}.")
        page: Any = book[sheet] if sheet is not None else book.worksheets[0]
        page.reset_dimensions()  # some programs write a size that is too small, and rows would be missed
        yield from ([text_of(value) for value in row] for row in page.iter_rows(values_only=True))
    finally:
        book.close()


def _text(path: Path, raw: bytes) -> Iterable[list[str]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            header = text.split("\n", 1)[0]
            mark = max(",\t;", key=header.count)
            return ([cell.strip() for cell in row]
                    for row in csv.reader(text.splitlines(keepends=True), delimiter=mark))
    raise InvalidError(f"{path.name} is neither a workbook nor a text table.",
                       way_out="Save it as .xlsx, or as CSV in UTF-8 or GB18030.")


def _places(path: Path, columns: Sequence[Column], header: Sequence[str]) -> dict[str, list[int]]:
    twice = sorted({title for title in header if title and header.count(title) > 1})
    places = {column.name: [i for i, title in enumerate(header) if title in (column.name, *column.titles)]
              for column in columns}
    missing = [column.titles[0] for column in columns if column.required and not places[column.name]]
    problems = [f"missing: {', '.join(missing)}"] if missing else []
    problems += [f"twice: {', '.join(twice)}"] if twice else []
    if problems:
        raise InvalidError(f"The header of {path.name} does not fit.", problems=tuple(problems),
                           way_out=f"The first row names the columns: {_titles(columns)}.")
    return places


def _titles(columns: Sequence[Column]) -> str:
    return "、".join("/".join(column.titles) + ("" if column.required else f"（{column.when}）") for column in columns)


def _first(cells: Sequence[str], where: Sequence[int]) -> str:
    return next((cells[i] for i in where if i < len(cells) and cells[i]), "")
