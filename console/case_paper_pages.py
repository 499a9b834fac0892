"""A document of a case on one page: what stands in it, who signs, its number, its services; and the whole file to take away."""

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse

from casework.account.sessions import Present
from casework.case.archive import export
from casework.case.papers import add
from casework.case.portable import document_file
from casework.desk import open_desk
from casework.view.case_paper import case_paper
from console.case_pages import Failed, show_case
from console.case_paper_doings import DOINGS
from console.file_pages import pieces
from console.pages import number as whole
from console.pages import page
from foundation.errors import ConflictError, InvalidError, KuangjianError, NotFoundError
from regulation.service import PROOFS, open_on
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/cases", include_in_schema=False)
As = Annotated[str, Query(alias="as", max_length=10)]


@router.get("/{number}/documents/{document}")
def paper_page(request: Request, number: str, document: int, found: SignedIn, did: str = "") -> Response:
    """The page of a document; after something was done to it, it says what."""
    return show_paper(request, found, number, document, did=did)


def show_paper(request: Request, found: Present, number: str, document: int, *, did: str = "",
               error: KuangjianError | None = None, given: Mapping[str, str] | None = None, doing: str = "") -> Response:
    """The page for whoever may see the case; with what was wrong in a form, and what was filled in there."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        seen, today = case_paper(desk, number, document), desk.today
        methods = [way.title for way, _ in open_on(desk.rulebook.procedure.service.values(), today)]
    status = 200 if error is None else 409 if isinstance(error, ConflictError) else 422
    return page(request, "case_paper.html", status=status, seen=seen, case=seen.case, document=seen.document, today=today,
                methods=methods, proofs=PROOFS, error=error, given=given or {}, doing=doing, did=did if did in DOINGS else "")


@router.post("/{number}/documents")
def add_paper(request: Request, number: str, found: SignedIn, form: Posted) -> Response:
    """Draft a document that no move has asked for, or a further copy of a form."""
    try:
        with open_desk(request.app.state.house, found.actor) as desk:
            made = add(desk, number, words(form, "title"))
    except (InvalidError, ConflictError) as error:
        return show_case(request, found, number, failed=Failed("document", error))
    return RedirectResponse(f"/cases/{number}/documents/{made.id}", status_code=303)


@router.post("/{number}/documents/{document}/{what}")
def change_paper(request: Request, number: str, document: int, what: str, found: SignedIn, form: Posted) -> Response:
    """Do one of the things that the page offers, to the version that it showed."""
    if what not in DOINGS:
        raise NotFoundError("There is no such page.", way_out="Go back to the document.")
    try:
        with open_desk(request.app.state.house, found.actor) as desk:
            done = DOINGS[what](desk, case_paper(desk, number, document), form, whole(form, "seen") or None)
    except (InvalidError, ConflictError) as error:
        given = {name: value for name, value in form.items() if isinstance(value, str)}
        return show_paper(request, found, number, document, error=error, given=given, doing=what)
    return RedirectResponse(f"/cases/{number}/documents/{done.id}?did={what}", status_code=303)


@router.get("/{number}/documents/{document}/file")
def paper_file(request: Request, number: str, document: int, found: SignedIn, wanted: As = "word") -> Response:
    """A document to be saved, as Word or PDF."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        name, media_type, body = document_file(desk, number, document, pdf=wanted == "pdf")
    return Response(body, media_type=media_type, headers=_saved_as(name))


@router.get("/{number}/archive")
def case_archive(request: Request, number: str, found: SignedIn) -> Response:
    """The whole file of a case as ZIP; taking it out is journalled."""
    with open_desk(request.app.state.house, found.actor) as desk:
        content = export(desk, number)
    return StreamingResponse(pieces(content), media_type="application/zip", headers=_saved_as(f"{number}.zip"))


def _saved_as(name: str) -> dict[str, str]:
    return {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}",
            "content-security-policy": "sandbox; default-src 'none'"}
