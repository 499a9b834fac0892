"""Files by the API: sent ahead, then named in a report or an act; handed out to whoever may see what they belong to."""

from collections.abc import Iterator
from typing import IO, Annotated, Any, BinaryIO
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from api.answers import Key, problems
from api.given import Number
from casework.desk import House, open_desk
from casework.file.claiming import permit_sending
from casework.file.files import Paper, keep, paper, take_in
from casework.once import once
from files.kinds import KINDS
from foundation.errors import InvalidError
from web.presence import Program
from web.readable import MediaTypeError, refuse_unkept

router = APIRouter(prefix="/files", tags=["files"])
PIECE = 1 << 18
FORM = {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": {
    "type": "object", "required": ["file"], "additionalProperties": False, "properties": {
        "file": {"type": "string", "format": "binary", "description": "Its content, at most 20 MB."},
        "name": {"type": "string", "maxLength": 200, "examples": ["报告.pdf"],
                 "description": "How it is called, by default as the part's `filename` says; with the ending of its kind."},
    }}}}}}
CONTENT: dict[int | str, dict[str, Any]] = {200: {
    "description": "The file as it was sent, to be saved.",
    "content": {kind.media_type: {"schema": {"type": "string", "format": "binary"}} for kind in KINDS},
    "headers": {"Content-Disposition": {"description": "`attachment` with the file's name.", "required": True,
                                        "schema": {"type": "string"}}}}}


class KeptFile(BaseModel):
    """A file that was taken in: name its number in a report or an act."""

    file: int = Field(description="Its number.")
    name: str = Field(examples=["报告.pdf"])
    media_type: str = Field(examples=["application/pdf"])
    size: int = Field(description="Bytes.")
    sha256: str


def may_send(request: Request, actor: Program) -> None:
    """Refuse whoever has nothing to hand in before his file is read."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        permit_sending(desk)


async def sent_file(request: Request) -> tuple[str, BinaryIO]:
    """The name and content of the file in a form; a form that is none is refused."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "multipart/form-data":
        raise MediaTypeError("Only forms with a file are read here.",
                             way_out="Send it with `Content-Type: multipart/form-data`.")
    try:
        form = await request.form(max_files=1, max_fields=1)
    except HTTPException as error:
        raise InvalidError(f"This form cannot be read: {error.detail}", way_out="Send one file as `file`.") from None
    file, name = form.get("file"), form.get("name")
    if not isinstance(file, UploadFile) or set(form) - {"file", "name"} or not isinstance(name, str | None):
        raise InvalidError("This form holds no file, or something else.", way_out="Send one file as `file`.")
    called = name or file.filename or ""
    refuse_unkept(called)
    return called, file.file


@router.post("", status_code=201, responses=problems(404, 409, 415, 422), openapi_extra=FORM,
             dependencies=[Depends(may_send)])
def send_file(request: Request, actor: Program, sent: Annotated[tuple[str, BinaryIO], Depends(sent_file)],
              key: Key = None) -> KeptFile:
    """Send a file ahead; until it is named in a report or an act nobody else sees it."""
    house: House = request.app.state.house
    taken = take_in(house, *sent)
    told = {"name": taken.name, "media_type": taken.media_type, "size": taken.size, "sha256": taken.sha256}
    with open_desk(house, actor) as desk:
        return KeptFile.model_validate(once(desk, key, {"file": told}, lambda: {"file": keep(desk, [taken])[0], **told}))


@router.get("/{number}", response_class=StreamingResponse, responses=CONTENT | problems(404, 422))
def read_file(request: Request, number: Number, actor: Program) -> StreamingResponse:
    """A file of a report or an act that the bearer may see, or one that he has sent ahead."""
    house: House = request.app.state.house
    with open_desk(house, actor, reads=True) as desk:
        told = paper(desk, number)
    return handed_out(house, told)


def handed_out(house: House, told: Paper) -> StreamingResponse:
    """The content of a file, to be saved."""
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(told.name)}", "content-length": str(told.size)}
    return StreamingResponse(pieces(house.files.open(told.sha256)), media_type=told.media_type, headers=headers)


def pieces(content: IO[bytes]) -> Iterator[bytes]:
    """A file piece by piece, shut after the last."""
    with content:
        while piece := content.read(PIECE):
            yield piece
