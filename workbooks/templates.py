"""An empty sheet to be filled in: the header alone, as an import reads it."""

from collections.abc import Sequence
from pathlib import Path

from foundation.errors import ConflictError, InvalidError
from workbooks.reading import Column
from workbooks.writing import write_rows


def write_template(path: Path, columns: Sequence[Column]) -> tuple[str, ...]:
    """Write a workbook with these columns and no row, over no file that is there; the titles of the columns."""
    if path.suffix.lower() != ".xlsx":
        raise InvalidError(f"{path} is no name of a workbook.", way_out="Give a name that ends with .xlsx.")
    if path.exists():
        raise ConflictError(f"{path} is there already.", way_out="Give another name, or remove it.")
    titles = tuple(column.titles[0] for column in columns)
    write_rows(path, titles, ())
    return titles
