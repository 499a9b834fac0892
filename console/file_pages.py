"""Files handed out: to whoever may see their duty, as something to save and never as a page."""

from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from casework.desk import House, open_desk
from casework.file.files import paper
from web.presence import SignedIn

router = APIRouter(prefix="/files", include_in_schema=False)
PIECE = 1 << 18


@router.get("/{file_id}")
def download(request: Request, file_id: int, found: SignedIn) -> Response:
    """A file of a report."""
    house: House = request.app.state.house
    with open_desk(house, found.actor, reads=True) as desk:
        told = paper(desk, file_id)
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(told.name)}", "content-length": str(told.size),
               "content-security-policy": "sandbox; default-src 'none'"}
    return StreamingResponse(_pieces(house.files.open(told.sha256)), media_type=told.media_type, headers=headers)


def _pieces(content: BinaryIO) -> Iterator[bytes]:
    with content:
        while piece := content.read(PIECE):
            yield piece
