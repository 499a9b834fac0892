"""Files handed out to whoever may see their duty or act: as something to save, never as a page; pictures also made small."""

from collections.abc import Iterator
from typing import IO
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from casework.desk import House, open_desk
from casework.file.files import Paper, paper
from files.pictures import MEDIA_TYPES, small
from foundation.errors import NotFoundError
from web.presence import SignedIn

router = APIRouter(prefix="/files", include_in_schema=False)
PIECE = 1 << 18


@router.get("/{file_id}")
def download(request: Request, file_id: int, found: SignedIn) -> Response:
    """A file of a report."""
    house: House = request.app.state.house
    with open_desk(house, found.actor, reads=True) as desk:
        told = paper(desk, file_id)
    return handed_out(house, told)


def handed_out(house: House, told: Paper) -> Response:
    """A file that the reader may have, as something to save."""
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(told.name)}", "content-length": str(told.size),
               "content-security-policy": "sandbox; default-src 'none'"}
    return StreamingResponse(pieces(house.files.open(told.sha256)), media_type=told.media_type, headers=headers)


def pieces(content: IO[bytes]) -> Iterator[bytes]:
    """A file piece by piece, shut after the last."""
    with content:
        while piece := content.read(PIECE):
            yield piece


@router.get("/{file_id}/preview")
def preview(request: Request, file_id: int, found: SignedIn) -> Response:
    """A small picture of a picture, made anew; what the camera wrote into the file is not in it."""
    house: House = request.app.state.house
    with open_desk(house, found.actor, reads=True) as desk:
        told = paper(desk, file_id)
    if told.media_type not in MEDIA_TYPES:
        raise NotFoundError(f"File {file_id} is no picture.", way_out="Save it and open it.")
    with house.files.open(told.sha256) as content:
        made = small(content)
    headers = {"content-disposition": "inline", "content-security-policy": "sandbox; default-src 'none'",
               "cache-control": "private, max-age=3600"}
    return Response(made, media_type="image/jpeg", headers=headers)
