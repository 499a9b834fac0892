"""线索导入: a sheet of clues is taken in whole; its receipt codes come back in the answer, once."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.datastructures import FormData, UploadFile

from casework.access import Actor, allowed, permit_somewhere
from casework.bulk import rows_among
from casework.clue.importing import ANSWER, answer_rows, import_clues, read_sheet
from casework.clue.sheet_rows import CHANNEL_WORDS, COLUMNS, OFFENCE_WORDS
from casework.desk import Desk, open_desk
from console.pages import page
from console.workbook import workbook
from foundation.errors import ConflictError, InvalidError, KuangjianError
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/clues", include_in_schema=False)


@router.get("/import")
def import_page(request: Request, found: SignedIn) -> Response:
    """The form: at which office, and the sheet."""
    return _form(request, found.actor)


def _form(request: Request, actor: Actor, *, office: str = "", error: KuangjianError | None = None) -> Response:
    permit_somewhere(actor, "clue.take")
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        offices = _offices(desk)
    status = 200 if error is None else 409 if isinstance(error, ConflictError) else 422
    return page(request, "clue_import.html", status=status, offices=offices, office=office, error=error, columns=COLUMNS,
                channels=tuple(CHANNEL_WORDS), offences=tuple(OFFENCE_WORDS))


def _offices(desk: Desk) -> list[Any]:
    ids = {post.office_id for post in desk.actor.posts if allowed(desk.actor, "clue.take", post.path)}
    return rows_among(desk, "SELECT code, name FROM party WHERE id IN :ids ORDER BY code", {"ids": ids})


@router.get("/import.xlsx")
def empty_sheet(found: SignedIn) -> Response:
    """An empty sheet with the columns."""
    permit_somewhere(found.actor, "clue.take")
    return workbook("线索导入表", [column.titles[0] for column in COLUMNS], (), sheet="线索")


@router.post("/import")
def import_sheet(request: Request, found: SignedIn, form: Posted) -> Response:
    """Take the sheet; the answer is a workbook with numbers and receipt codes, which are told nowhere else."""
    permit_somewhere(found.actor, "clue.take")
    office = words(form, "office")
    try:
        rows = read_sheet(*_sent(form))
        with open_desk(request.app.state.house, found.actor) as desk:
            done = import_clues(desk, rows, office)
            answer = workbook("线索导入回执", ANSWER, answer_rows(done), sheet="回执")
    except (InvalidError, ConflictError) as error:
        return _form(request, found.actor, office=office, error=error)
    answer.headers["cache-control"] = "no-store"
    return answer


def _sent(form: FormData) -> tuple[str, Any]:
    sent = form.get("file")
    if not isinstance(sent, UploadFile) or not sent.filename:
        raise InvalidError("No file was chosen.", way_out="Choose the sheet to import.")
    return sent.filename, sent.file
