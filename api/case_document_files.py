"""Files of the documents of a case by the API: a Word file in its place, an original, receipts; the ZIP of all."""

from typing import IO, Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from api.answers import problems
from api.case_document_changes import CHANGES, AskedOnce
from api.case_document_forms import As, Document, DocumentNumber, Original, Receipt, WordFile
from api.case_forms import CaseNumber
from api.sent_files import CONTENT, pieces
from casework.case.archive import export
from casework.case.cases import case_of
from casework.case.documents import DocumentRow
from casework.case.drafts import permit_entering
from casework.case.originals import register, replace_file
from casework.case.portable import document_file
from casework.case.receipts import Service, serve
from casework.case.sending import sent_ahead, take_as_proof
from casework.desk import Desk, open_desk
from web.presence import Program

router = APIRouter(prefix="/cases", tags=["case documents"])
BINARY = {"type": "string", "format": "binary"}
FILE: dict[int | str, dict[str, Any]] = {200: {"description": "The file, to be saved.", "content": CONTENT[200]["content"]}}
ZIP: dict[int | str, dict[str, Any]] = {200: {"description": "The file of the case.", "content": {
    "application/zip": {"schema": BINARY}}}}


@router.post("/{number}/documents/{document}/word", responses=CHANGES)
def put_word(asked: AskedOnce, sent: WordFile) -> Document:
    """Put a Word file that was sent ahead in the form's place: a further version, kept with its hash."""
    def put(desk: Desk, one: DocumentRow) -> DocumentRow:
        desk.permit("case.handle", one.office_path)
        with sent_ahead(desk, sent.file) as (name, content):
            return replace_file(desk, asked.number, asked.document, name, content, seen=asked.seen(one), why=sent.reason)
    return asked.make("word", put, sent)


@router.post("/{number}/documents/{document}/original", responses=CHANGES)
def put_original(asked: AskedOnce, sent: Original) -> Document:
    """Enter an original that exists on paper or came from others, with its own day and number."""
    def put(desk: Desk, one: DocumentRow) -> DocumentRow:
        permit_entering(desk, case_of(desk, asked.number), one)
        with sent_ahead(desk, sent.file) as (name, content):
            return register(desk, asked.number, asked.document, name, content, on=sent.on, told=sent.number, seen=one.version)
    return asked.make("original", put, sent)


@router.post("/{number}/documents/{document}/services", responses=CHANGES)
def put_service(asked: AskedOnce, sent: Receipt) -> Document:
    """Enter how a document that was issued was served (送达回证)."""
    def put(desk: Desk, one: DocumentRow) -> DocumentRow:
        file = None if sent.file is None else take_as_proof(desk, one, sent.file)
        return serve(desk, asked.number, asked.document, Service(sent.method, sent.served_on, sent.proof, sent.place, file))
    return asked.make("service", put, sent)


@router.get("/{number}/documents/{document}/file", response_class=StreamingResponse,
            responses=FILE | problems(404, 409, 422, 503))
def read_document_file(request: Request, number: CaseNumber, document: DocumentNumber, actor: Program,
                       wanted: As = "word") -> Response:
    """A document as it was issued, or a draft with blanks where something is missing."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        name, media_type, body = document_file(desk, number, document, pdf=wanted == "pdf")
    return Response(body, media_type=media_type, headers=saved_as(name))


@router.get("/{number}/archive", response_class=StreamingResponse, responses=ZIP | problems(404, 422))
def read_archive(request: Request, number: CaseNumber, actor: Program) -> StreamingResponse:
    """The whole file of a case: index, documents, evidence, events, journal with its seals; taking it out is journalled."""
    with open_desk(request.app.state.house, actor) as desk:
        content: IO[bytes] = export(desk, number)
    return StreamingResponse(pieces(content), media_type="application/zip", headers=saved_as(f"{number}.zip"))


def saved_as(name: str) -> dict[str, str]:
    """Headers under which a browser saves a file."""
    return {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
