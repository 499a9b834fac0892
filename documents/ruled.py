"""Ruled cells: the sheets that go from hand to hand, and lists with a row an entry."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from documents.blocks import GRID, Cell, Row, Style
from documents.form import FieldRow
from documents.kinds import Layout
from documents.page import SIZES, WIDTH, paragraph

SIZE = SIZES[Layout.SHEET]
PARTED = "⏎"
TWIPS = 567  # of a centimetre
PART = round(WIDTH * TWIPS / GRID)


def draw_rows(document: Any, rows: Sequence[Row]) -> None:
    """Add a table of rows of a grid, cells merged as they say."""
    table = _table(document)
    following = [*rows[1:], None]
    for when, together in groupby(zip(rows, following, strict=True), lambda pair: pair[0].when):
        if when:
            _control(table, f"{{%tr if {when} %}}")
        for row, below in together:
            starts = below is not None and below.when == when and any(cell.joined for cell in below.cells)
            _row(table, row, first=starts and not any(cell.joined for cell in row.cells))
        if when:
            _control(table, "{%tr endif %}")


def draw_list(document: Any, field: FieldRow) -> None:
    """Add a table of a list: its titles, said again on top of each page, and a row that is repeated for every entry."""
    total = sum(one.width for one in field.columns)
    widths = [one.width * GRID // total for one in field.columns]
    widths[-1] += GRID - sum(widths)
    table = _table(document)
    _row(table, Row(tuple(Cell(one.title, width) for one, width in zip(field.columns, widths, strict=True))), flag="tblHeader")
    _control(table, f"{{%tr for one in {field.name} %}}")
    _row(table, Row(tuple(Cell(f"{{{{ one.{one.name} }}}}", width) for one, width in zip(field.columns, widths, strict=True))))
    _control(table, "{%tr endfor %}")


def _table(document: Any) -> Any:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    table = document.add_table(rows=0, cols=GRID)
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column in table._tbl.tblGrid.gridCol_lst:
        column.w = PART * 635  # EMU of a twip
    return table


def _row(table: Any, row: Row, *, first: bool = False, flag: str | None = None) -> None:
    """Add a row; the cell that others below are to be one with is its first, where it is the `first` of them."""
    flags = [one for one in (flag, "cantSplit" if row.whole else None) if one]
    _added(table, row.height, flags, [(cell, "continue" if cell.joined else "restart" if first and at == 0 else None)
                                      for at, cell in enumerate(row.cells)])


def _added(table: Any, height: float, flags: Iterable[str], cells: Iterable[tuple[Cell, str | None]]) -> None:
    """The row as XML: the library's own merging would look at every part of the grid anew."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.table import _Cell
    given = list(cells)
    drawn = "".join(
        f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{PART * cell.width}"/><w:gridSpan w:val="{cell.width}"/>'
        + (f'<w:vMerge w:val="{merged}"/>' if merged else "") + '<w:vAlign w:val="center"/></w:tcPr></w:tc>'
        for cell, merged in given)
    row = parse_xml(f'<w:tr {nsdecls("w")}><w:trPr>{"".join(f"<w:{one}/>" for one in flags)}'
                    f'<w:trHeight w:val="{round(height * TWIPS)}" w:hRule="atLeast"/></w:trPr>{drawn}</w:tr>')
    table._tbl.append(row)
    for (cell, _), made in zip(given, row.tc_lst, strict=True):
        _written(_Cell(made, table), cell)


def _written(place: Any, cell: Cell) -> None:
    for part in cell.text.split(PARTED):
        right = part.startswith(Style.RIGHT)
        paragraph(place, part.removeprefix(Style.RIGHT), size=SIZE, close=True,
                  style=Style.MIDDLE if cell.label else Style.RIGHT if right else Style.FLUSH)


def _control(table: Any, tag: str) -> None:
    """A row that holds a tag alone and is gone once the file is filled."""
    _row(table, Row((Cell(tag, GRID),)))
