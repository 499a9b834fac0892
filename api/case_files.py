"""Files of evidence by the API: sent ahead, put to an item of a case, handed out to whoever may see the case."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.responses import StreamingResponse
from pydantic import BeforeValidator

from api.answers import Key, problems
from api.case_answers import Exhibited
from api.case_forms import CaseNumber, Exhibit
from api.given import digits
from api.sent_files import CONTENT, handed_out
from casework.case.cases import case_of
from casework.case.exhibits import exhibit, put_file
from casework.desk import Desk, House, open_desk
from casework.once import once
from web.presence import Program

router = APIRouter(prefix="/cases", tags=["cases"])
ItemNumber = Annotated[int, BeforeValidator(digits), Path(ge=1, le=2**31 - 1, examples=[1],
                                                          description="The item's number in the register of the case.")]


@router.post("/{number}/evidence/{item}/file", status_code=201, responses=problems(404, 409, 415, 422))
def put_exhibit(request: Request, number: CaseNumber, item: ItemNumber, sent: Exhibit, actor: Program,
                key: Key = None) -> Exhibited:
    """Put a file that was sent ahead to an item of evidence, once; its hash stays with the item."""
    with open_desk(request.app.state.house, actor) as desk:
        return Exhibited.model_validate(once(desk, key, {"exhibit": number, "item": item, "file": sent.file},
                                             lambda: _put(desk, number, item, sent.file)))


def _put(desk: Desk, number: str, item: int, file: int) -> dict[str, Any]:
    case = case_of(desk, number)
    return {"number": case.number, "item": item, "file": file, "sha256": put_file(desk, case, item, file)}


@router.get("/{number}/evidence/{item}/file", response_class=StreamingResponse, responses=CONTENT | problems(404, 422))
def read_exhibit(request: Request, number: CaseNumber, item: ItemNumber, actor: Program) -> StreamingResponse:
    """The file of an item of evidence, as it was sent."""
    house: House = request.app.state.house
    with open_desk(house, actor, reads=True) as desk:
        paper = exhibit(desk, case_of(desk, number), item)
    return handed_out(house, paper)
