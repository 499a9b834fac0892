"""What a text is made of: paragraphs, ruled cells, tables of lists."""

from dataclasses import dataclass
from enum import StrEnum

GRID = 24  # parts into which a row is divided


class Style(StrEnum):
    """How a paragraph stands."""

    BODY = "body"
    FLUSH = ">"
    RIGHT = ">>"
    MIDDLE = "^^"
    HEADING = "##"
    TORN = "---"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `when` names the field without which it is left out."""

    text: str
    style: Style = Style.BODY
    when: str | None = None


@dataclass(frozen=True)
class Cell:
    """A cell: its text, its width in parts of the row; `joined` where it is one with the cell above."""

    text: str
    width: int
    joined: bool = False

    @property
    def label(self) -> bool:
        """Whether it only names what stands beside it."""
        return bool(self.text) and not any(mark in self.text for mark in ("{{", "{%", Style.RIGHT))


@dataclass(frozen=True)
class Row:
    """A row of cells, at least `height` cm high; left out unless its condition `when` holds; no page parts a `whole` one."""

    cells: tuple[Cell, ...]
    height: float = 0.9
    when: str | None = None
    whole: bool = False


@dataclass(frozen=True)
class Rows:
    """Ruled cells."""

    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Listed:
    """A table of a list, a row an entry."""

    name: str


Block = Paragraph | Rows | Listed
