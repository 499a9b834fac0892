"""Documents of a case by the API: listed, looked at, added, written over, signed, issued, declared void."""

from dataclasses import asdict

from fastapi import APIRouter, Request, Response

from api.answers import Key, problems
from api.case_document_changes import CHANGES, TAGGED, Asked, AskedOnce, plain, tagged
from api.case_document_forms import Document, DocumentNumber, Documents, NewDocument, Opinion, Why, Written
from api.case_forms import CaseNumber
from casework.case.cases import case_of
from casework.case.closing import missing_of
from casework.case.documents import documents_of
from casework.case.drafts import make_anew, void, write
from casework.case.issuing import issue
from casework.case.papers import add
from casework.case.signing import sign
from casework.desk import open_desk
from casework.once import once
from casework.view.case_paper import case_paper
from web.presence import Program

router = APIRouter(prefix="/cases", tags=["case documents"])


@router.get("/{number}/documents", responses=problems(404, 422))
def list_documents(request: Request, number: CaseNumber, actor: Program) -> Documents:
    """The documents of a case, each in its latest version; and what its moves asked for and is not there yet."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        case = case_of(desk, number)
        rows, lacking = documents_of(desk, case), missing_of(desk, case)
    return Documents.model_validate({"case": case.number, "missing": [title for title, _ in lacking], "documents": [
        {**asdict(one), "document": one.id, "event": one.event_no} for one in rows]})


@router.get("/{number}/documents/{document}", responses=TAGGED | problems(404, 409, 422))
def read_document(request: Request, response: Response, number: CaseNumber, document: DocumentNumber,
                  actor: Program) -> Document:
    """A document with its fields, signatures and services."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        found = case_paper(desk, number, document)
    return tagged(response, plain(found))


@router.post("/{number}/documents", status_code=201, responses=problems(404, 409, 415, 422))
def add_document(request: Request, response: Response, number: CaseNumber, sent: NewDocument, actor: Program,
                 key: Key = None) -> Document:
    """Draft a document that no move has asked for yet, or a further copy of a form, as of another witness."""
    with open_desk(request.app.state.house, actor) as desk:
        return tagged(response, once(desk, key, {"add": number, **sent.model_dump(mode="json")}, lambda: plain(
            case_paper(desk, number, add(desk, number, sent.title).id)), sealed=True))


@router.patch("/{number}/documents/{document}", responses=CHANGES)
def write_document(asked: Asked, sent: Written) -> Document:
    """Write values over what the case says: a further version, signed from the beginning; `lapsed` says who had signed.

    A draft that was signed is written over with `If-Match` or a `reason` alone.
    """
    return asked.make("write", lambda desk, one: write(
        desk, asked.number, asked.document, sent.values, seen=asked.seen(one), why=sent.reason), sent)


@router.post("/{number}/documents/{document}/anew", responses=CHANGES)
def make_document_anew(asked: AskedOnce) -> Document:
    """Take back all that was written over the case, or sent in the form's place."""
    return asked.make("anew", lambda desk, one: make_anew(desk, asked.number, asked.document, seen=asked.seen(one)))


@router.post("/{number}/documents/{document}/signatures", responses=CHANGES)
def sign_document(asked: AskedOnce, sent: Opinion) -> Document:
    """Sign in one's place of the chain, or send the document back with the reason."""
    return asked.make("sign", lambda desk, one: sign(
        desk, asked.number, asked.document, sent.opinion, agrees=sent.agrees, seen=one.version), sent)


@router.post("/{number}/documents/{document}/issue", responses=CHANGES)
def issue_document(asked: AskedOnce) -> Document:
    """Issue it today under the next number of its kind; from then on nothing of it changes."""
    return asked.make("issue", lambda desk, one: issue(desk, asked.number, asked.document, seen=one.version))


@router.post("/{number}/documents/{document}/void", responses=CHANGES)
def void_document(asked: AskedOnce, sent: Why) -> Document:
    """Strike a draft that is not needed, or declare void what was issued: its number is not given again."""
    return asked.make("void", lambda desk, one: void(desk, asked.number, asked.document, sent.reason, seen=one.version), sent)
