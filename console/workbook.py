"""A list handed out as an Excel workbook."""

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi.responses import Response

from workbooks.writing import write_rows

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXPORTED = 20_000  # rows at most


def workbook(name: str, head: Sequence[str], rows: Iterable[Sequence[Any]], *, sheet: str) -> Response:
    """A workbook of one sheet, under a name without its ending."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "list.xlsx"
        write_rows(file, list(head), rows, sheet=sheet)
        content = file.read_bytes()
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(f'{name}.xlsx')}"}
    return Response(content, media_type=EXCEL, headers=headers)
