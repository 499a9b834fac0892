"""One way to change a document by the API: which, by whom, in the version that was looked at, once under its key."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from pydantic import BaseModel

from api.answers import Key, problems
from api.case_document_forms import Document, DocumentNumber
from api.case_forms import CaseNumber, IfMatch
from casework.access import Actor
from casework.case.cases import case_of
from casework.case.documents import DocumentRow, document_of
from casework.desk import Desk, open_desk
from casework.once import once
from casework.view.case_paper import CasePaper, case_paper
from web.preconditions import etag, refuse_changed
from web.presence import Program

Do = Callable[[Desk, DocumentRow], DocumentRow]
TAGGED: dict[int | str, dict[str, Any]] = {200: {"headers": {"ETag": {
    "description": "The version, for `If-Match`.", "required": True, "schema": {"type": "string"}}}}}
CHANGES = TAGGED | problems(404, 409, 412, 415, 422)


@dataclass(frozen=True)
class Change:
    """A document that somebody wants changed, as it was asked."""

    request: Request
    response: Response
    number: str
    document: int
    actor: Actor
    if_match: str | None
    key: str | None = None

    def seen(self, found: DocumentRow) -> int | None:
        """The version that was looked at, where it was named."""
        return None if self.if_match in (None, "*") else found.version

    def make(self, what: str, do: Do, sent: BaseModel | None = None) -> Document:
        """Do something to the document, the same for the same key; how it stands then."""
        def done(desk: Desk) -> dict[str, Any]:
            found = document_of(desk, case_of(desk, self.number), self.document)
            refuse_changed(found.title, found.version, self.if_match)
            return plain(case_paper(desk, self.number, do(desk, found).id))
        asked = {what: [self.number, self.document], "if_match": self.if_match,
                 **(sent.model_dump(mode="json") if sent else {})}
        with open_desk(self.request.app.state.house, self.actor) as desk:
            return tagged(self.response, once(desk, self.key, asked, lambda: done(desk), sealed=True))


def asked_for(request: Request, response: Response, number: CaseNumber, document: DocumentNumber, actor: Program,
              if_match: IfMatch = None) -> Change:
    """The change that a request asks for."""
    return Change(request, response, number, document, actor, if_match)


Asked = Annotated[Change, Depends(asked_for)]


def once_under(change: Asked, key: Key = None) -> Change:
    """The same, done once however often it is sent under its key."""
    return replace(change, key=key)


AskedOnce = Annotated[Change, Depends(once_under)]


def tagged(response: Response, found: dict[str, Any]) -> Document:
    """The answer with the version it is of."""
    response.headers["etag"] = etag(found["version"])
    return Document.model_validate(found)


def plain(found: CasePaper) -> dict[str, Any]:
    """A document as programs are told of it."""
    one = found.document
    return Document.model_validate({
        **asdict(one), "case": found.case.number, "document": one.id, "event": one.event_no, "ours": found.ours,
        "chain": [role.value for role in found.form.chain], "turn": found.turn, "signers": found.signers,
        "lacking": found.lacking,
        "signatures": [asdict(row) for row in found.signatures], "lapsed": [asdict(row) for row in found.lapsed],
        "services": [asdict(row) for row in found.services],
        "fields": [asdict(row) for row in found.entries]}).model_dump(mode="json")
