"""Ruled cells: the sheets that go from hand to hand, and lists with a row an entry."""

from collections.abc import Sequence
from itertools import groupby

from documents.blocks import GRID, Cell, Row, Style
from documents.form import FieldRow
from documents.kinds import Layout
from documents.page import WIDTH
from documents.typesetting import SIZES, paragraph

SIZE = SIZES[Layout.SHEET]
PARTED = "⏎"
TWIPS = 567  # of a centimetre
PART = round(WIDTH * TWIPS / GRID)
SIDES = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
                for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
HEAD = (f'<w:tblPr><w:tblW w:w="{PART * GRID}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{SIDES}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
        '</w:tblCellMar></w:tblPr><w:tblGrid>' + f'<w:gridCol w:w="{PART}"/>' * GRID + '</w:tblGrid>')


def ruled(rows: Sequence[Row]) -> str:
    """A table of rows of a grid, cells merged as they say."""
    found = []
    for when, together in groupby(zip(rows, [*rows[1:], None], strict=True), lambda pair: pair[0].when):
        drawn = [_row(row, first=below is not None and below.when == when and _joins(below) and not _joins(row))
                 for row, below in together]
        found += [_control(f"if {when}"), *drawn, _control("endif")] if when else drawn
    return f"<w:tbl>{HEAD}{''.join(found)}</w:tbl>"


def listed(field: FieldRow) -> str:
    """A table of a list: its titles, said again on top of each page, and a row that is repeated for every entry."""
    total = sum(one.width for one in field.columns)
    widths = [one.width * GRID // total for one in field.columns]
    widths[-1] += GRID - sum(widths)
    columns = list(zip(field.columns, widths, strict=True))
    titles = Row(tuple(Cell(one.title, width) for one, width in columns))
    entry = Row(tuple(Cell(f"{{{{ one.{one.name} }}}}", width) for one, width in columns))
    return (f"<w:tbl>{HEAD}{_row(titles, flag='<w:tblHeader/>')}{_control(f'for one in {field.name}')}{_row(entry)}"
            f"{_control('endfor')}</w:tbl>")


def _joins(row: Row) -> bool:
    return any(cell.joined for cell in row.cells)


def _row(row: Row, *, first: bool = False, flag: str = "") -> str:
    """A row; `first` where its first cell is to be one with those below."""
    cells = "".join(_cell(cell, "continue" if cell.joined else "restart" if first and at == 0 else "")
                    for at, cell in enumerate(row.cells))
    return (f'<w:tr><w:trPr>{"<w:cantSplit/>" if row.whole else ""}<w:trHeight w:val="{round(row.height * TWIPS)}" '
            f'w:hRule="atLeast"/>{flag}</w:trPr>{cells}</w:tr>')


def _cell(cell: Cell, merged: str) -> str:
    joined = f'<w:vMerge w:val="{merged}"/>' if merged else ""
    text = "".join(_line(part, label=cell.label) for part in cell.text.split(PARTED))
    return (f'<w:tc><w:tcPr><w:tcW w:w="{PART * cell.width}" w:type="dxa"/><w:gridSpan w:val="{cell.width}"/>{joined}'
            f'<w:vAlign w:val="center"/></w:tcPr>{text}</w:tc>')


def _line(text: str, *, label: bool) -> str:
    right = text.startswith(Style.RIGHT)
    return paragraph(text.removeprefix(Style.RIGHT), size=SIZE, close=True,
                     style=Style.MIDDLE if label else Style.RIGHT if right else Style.FLUSH)


def _control(tag: str) -> str:
    """A row that holds a tag alone and is gone once the file is filled."""
    return _row(Row((Cell(f"{{%tr {tag} %}}", GRID),)))
