"""The file of an item of evidence: put to it once, its hash kept; handed out to whoever may see the case."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import UploadFile

from casework.case.cases import case_of
from casework.case.exhibits import exhibit, put_file
from casework.desk import House, open_desk
from casework.file.files import keep, take_in
from console.case_pages import Failed, show_case
from console.file_pages import handed_out
from foundation.errors import ConflictError, InvalidError
from web.posted import Posted
from web.presence import SignedIn

router = APIRouter(prefix="/cases/{number}/evidence/{item}/file", include_in_schema=False)


@router.get("")
def exhibit_file(request: Request, number: str, item: int, found: SignedIn) -> Response:
    """The file of an item, as something to save."""
    house: House = request.app.state.house
    with open_desk(house, found.actor, reads=True) as desk:
        told = exhibit(desk, case_of(desk, number), item)
    return handed_out(house, told)


@router.post("")
def put_exhibit(request: Request, number: str, item: int, found: SignedIn, form: Posted) -> Response:
    """Put a file to an item of a case that goes on."""
    house: House = request.app.state.house
    with open_desk(house, found.actor, reads=True) as desk:
        case = case_of(desk, number)
        desk.permit("case.handle", case.office_path)
    try:
        sent = form.get("file")
        if not isinstance(sent, UploadFile) or not sent.filename:
            raise InvalidError("No file was chosen.", way_out="Choose one.")
        taken = take_in(house, sent.filename, sent.file)
        with open_desk(house, found.actor) as desk:
            put_file(desk, case_of(desk, number), item, keep(desk, [taken])[0])
    except (InvalidError, ConflictError) as error:
        return show_case(request, found, number, failed=Failed("exhibit", error))
    return RedirectResponse(f"/cases/{case.number}#evidence", status_code=303)
