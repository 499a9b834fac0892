"""Documents of a case by the API: listed, looked at, added, written over, signed, issued, declared void."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from api.answers import Key, problems
from api.case_document_forms import Document, DocumentNumber, Documents, NewDocument, Opinion, Why, Written
from api.case_forms import CaseNumber, IfMatch
from casework.access import Actor
from casework.case.cases import case_of
from casework.case.closing import missing_of
from casework.case.documents import DocumentRow, document_of, documents_of
from casework.case.drafts import make_anew, void, write
from casework.case.issuing import issue
from casework.case.papers import add
from casework.case.signing import sign
from casework.desk import Desk, open_desk
from casework.once import once
from casework.view.case_paper import CasePaper, case_paper
from web.preconditions import etag, refuse_changed
from web.presence import Program

router = APIRouter(prefix="/cases", tags=["case documents"])
Do = Callable[[Desk, DocumentRow], DocumentRow]
TAGGED: dict[int | str, dict[str, Any]] = {200: {"headers": {"ETag": {
    "description": "The version, for `If-Match`.", "required": True, "schema": {"type": "string"}}}}}
CHANGES = TAGGED | problems(404, 409, 412, 415, 422)


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
    return told(response, found)


def told(response: Response, found: CasePaper) -> Document:
    """A document as programs are told of it, with its version as tag."""
    return tagged(response, _plain(found))


def tagged(response: Response, found: dict[str, Any]) -> Document:
    """The answer with the version it is of."""
    response.headers["etag"] = etag(found["version"])
    return Document.model_validate(found)


def _plain(found: CasePaper) -> dict[str, Any]:
    one = found.document
    return Document.model_validate({
        **asdict(one), "case": found.case.number, "document": one.id, "event": one.event_no, "ours": found.ours,
        "chain": [role.value for role in found.form.chain], "turn": found.turn, "lacking": found.lacking,
        "signatures": [asdict(row) for row in found.signatures], "lapsed": [asdict(row) for row in found.lapsed],
        "services": [asdict(row) for row in found.services],
        "fields": [asdict(row) for row in found.entries]}).model_dump(mode="json")


@dataclass(frozen=True)
class Change:
    """What somebody asks for a document: under which key, on which version, and what it is, for the key to stand for it."""

    number: str
    document: int
    what: str
    sent: BaseModel | None = None
    key: str | None = None
    if_match: str | None = None

    def seen(self, found: DocumentRow) -> int | None:
        """The version that was looked at, where it was named."""
        return None if self.if_match in (None, "*") else found.version


def changed(request: Request, response: Response, actor: Actor, change: Change, do: Do) -> Document:
    """Do something to a document in the version that was looked at, once under its key; how it stands then."""
    def done(desk: Desk) -> dict[str, Any]:
        found = document_of(desk, case_of(desk, change.number), change.document)
        refuse_changed(found.title, found.version, change.if_match)
        return _plain(case_paper(desk, change.number, do(desk, found).id))
    asked = {change.what: [change.number, change.document], "if_match": change.if_match,
             **(change.sent.model_dump(mode="json") if change.sent else {})}
    with open_desk(request.app.state.house, actor) as desk:
        return tagged(response, once(desk, change.key, asked, lambda: done(desk), sealed=True))


@router.post("/{number}/documents", status_code=201, responses=problems(404, 409, 415, 422))
def add_document(request: Request, response: Response, number: CaseNumber, sent: NewDocument, actor: Program,
                 key: Key = None) -> Document:
    """Draft a document that no move has asked for yet, or a further copy of a form, as of another witness."""
    with open_desk(request.app.state.house, actor) as desk:
        return tagged(response, once(desk, key, {"add": number, **sent.model_dump(mode="json")}, lambda: _plain(
            case_paper(desk, number, add(desk, number, sent.title).id)), sealed=True))


@router.patch("/{number}/documents/{document}", responses=CHANGES)
def write_document(request: Request, response: Response, number: CaseNumber, document: DocumentNumber, sent: Written,
                   actor: Program, if_match: IfMatch = None) -> Document:
    """Write values over what the case says: a further version, signed from the beginning; `lapsed` says who had signed.

    A draft that was signed is written over with `If-Match` or a `reason` alone.
    """
    change = Change(number, document, "write", sent, None, if_match)
    return changed(request, response, actor, change, lambda desk, one: write(
        desk, number, document, sent.values, seen=change.seen(one), why=sent.reason))


@router.post("/{number}/documents/{document}/anew", responses=CHANGES)
def make_document_anew(request: Request, response: Response, number: CaseNumber, document: DocumentNumber, actor: Program,
                       if_match: IfMatch = None,
                  key: Key = None) -> Document:
    """Take back all that was written over the case, or sent in the form's place."""
    change = Change(number, document, "anew", None, key, if_match)
    return changed(request, response, actor, change, lambda desk, one: make_anew(
        desk, number, document, seen=change.seen(one)))


@router.post("/{number}/documents/{document}/signatures", responses=CHANGES)
def sign_document(request: Request, response: Response, number: CaseNumber, document: DocumentNumber, sent: Opinion,
                  actor: Program, if_match: IfMatch = None,
                  key: Key = None) -> Document:
    """Sign in one's place of the chain, or send the document back with the reason."""
    return changed(request, response, actor, Change(number, document, "sign", sent, key, if_match),
                   lambda desk, one: sign(
        desk, number, document, sent.opinion, agrees=sent.agrees, seen=one.version))


@router.post("/{number}/documents/{document}/issue", responses=CHANGES)
def issue_document(request: Request, response: Response, number: CaseNumber, document: DocumentNumber, actor: Program,
                   if_match: IfMatch = None,
                  key: Key = None) -> Document:
    """Issue it today under the next number of its kind; from then on nothing of it changes."""
    return changed(request, response, actor, Change(number, document, "issue", None, key, if_match),
                   lambda desk, one: issue(desk, number, document, seen=one.version))


@router.post("/{number}/documents/{document}/void", responses=CHANGES)
def void_document(request: Request, response: Response, number: CaseNumber, document: DocumentNumber, sent: Why,
                  actor: Program, if_match: IfMatch = None,
                  key: Key = None) -> Document:
    """Strike a draft that is not needed, or declare void what was issued: its number is not given again."""
    return changed(request, response, actor, Change(number, document, "void", sent, key, if_match),
                   lambda desk, one: void(desk, number, document, sent.reason, seen=one.version))
