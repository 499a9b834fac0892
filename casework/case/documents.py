"""Documents of a case as casework sees them: one read in its latest version, a further version written, a change journalled."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date

from casework.case.cases import CaseRow, record
from casework.desk import Desk
from documents.catalogue import form_of
from documents.form import Form
from foundation.clock import day_of
from foundation.database import Instant
from foundation.errors import ConflictError, NotFoundError

COLUMNS = ("id", "case_id", "office_id", "form", "title", "copy_no", "version", "state", "number", "by_hand", "filled",
           "event_no", "prepared_at", "prepared_by", "issued_on", "issued_by", "sent_id", "file_id", "sha256", "reason")
NEWEST = ("NOT EXISTS (SELECT 1 FROM case_document n WHERE n.case_id = d.case_id AND n.form = d.form"
          " AND n.copy_no = d.copy_no AND n.version > d.version)")
SELECT = (f"SELECT {', '.join(f'd.{one}' for one in COLUMNS)}, p.path AS office_path, k.name AS file_name, k.media_type, k.size"
          " FROM case_document d JOIN party p ON p.id = d.office_id"
          f" LEFT JOIN kept_file k ON k.id = coalesce(d.file_id, d.sent_id) WHERE d.case_id = :case AND {NEWEST}")
# Whichever of its versions is asked for.
OF_IT = ("EXISTS (SELECT 1 FROM case_document o WHERE o.id = :id AND o.case_id = d.case_id AND o.form = d.form"
         " AND o.copy_no = d.copy_no)")
ADD = """
INSERT INTO case_document (case_id, office_id, form, title, copy_no, version, state, by_hand, filled, event_no, prepared_at,
 prepared_by, sent_id)
VALUES (:case, :office, :form, :title, :copy, :version, 'draft', :by_hand, :filled, :event, :now, :by, :sent)
ON CONFLICT (case_id, form, copy_no, version) DO NOTHING RETURNING id
"""
TYPES = {"prepared_at": Instant(), "issued_on": Date()}
LARGEST = 2**31 - 1


@dataclass(frozen=True)
class DocumentRow:
    """A document of a case in its latest version; `size`, `file_name`, `media_type` are of its file, if it has one."""

    id: int
    case_id: int
    office_id: int
    form: str
    title: str
    copy_no: int
    version: int
    state: str  # draft, issued, void
    number: str | None
    by_hand: bool
    filled: str
    event_no: int
    prepared_at: datetime
    prepared_by: str
    issued_on: date | None
    issued_by: str | None
    sent_id: int | None
    file_id: int | None
    sha256: str | None
    reason: str | None
    office_path: str
    file_name: str | None
    media_type: str | None
    size: int | None

    @property
    def given(self) -> Mapping[str, Any]:
        """What an officer wrote over what the case says."""
        return dict(json.loads(self.filled).get("given", {}))

    @property
    def fixed(self) -> Mapping[str, Any] | None:
        """All values as they stood when the first of the chain signed; none before."""
        found = json.loads(self.filled).get("fixed")
        return None if found is None else dict(found)


def documents_of(desk: Desk, case: CaseRow) -> list[DocumentRow]:
    """The documents of a case that the caller may see, each in its latest version, in the order of the case."""
    return [DocumentRow(**row._asdict()) for row in desk.rows(f"{SELECT} ORDER BY d.event_no, d.id", types=TYPES, case=case.id)]


def document_of(desk: Desk, case: CaseRow, document: int, *, seen: int | None = None) -> DocumentRow:
    """A document of a case in its latest version, by the number of whichever; refused where `seen` is another by now."""
    rows = desk.rows(f"{SELECT} AND {OF_IT}", types=TYPES, case=case.id, id=document) if 0 < document <= LARGEST else []
    if rows:
        found = DocumentRow(**rows[0]._asdict())
        if seen in (None, found.version):
            return found
        raise outdated(case)
    raise NotFoundError(f"There is no document {document} of {case.number}.", way_out="The case's page lists its documents.")


def outdated(case: CaseRow) -> ConflictError:
    """Somebody else was faster."""
    return ConflictError(f"This document of {case.number} was changed by somebody else meanwhile.",
                         way_out="Look at it again, then repeat what is still wanted.")


def hold(desk: Desk, case: CaseRow, document: DocumentRow) -> DocumentRow:
    """The same document, with nobody else changing it until this unit of work ends; on SQLite nobody else writes anyway."""
    if not desk.postgres:
        return document
    desk.rows("SELECT id FROM case_document WHERE id = :id FOR UPDATE", id=document.id)
    return document_of(desk, case, document.id, seen=document.version)


def refuse_other_than(document: DocumentRow, state: str) -> None:
    """Refuse what is only done to a draft, or to what was issued."""
    if document.state == state:
        return
    told = {"draft": f"{document.title} is a draft.", "issued": f"{document.title} was issued.",
            "void": f"{document.title} is void."}
    raise ConflictError(told[document.state], way_out="Look at the document as it stands.")


def form_for(document: DocumentRow, day: date | None = None) -> Form:
    """The form of a document, as it is on a day, or was when the document was prepared."""
    return form_of(document.form, day or document.issued_on or day_of(document.prepared_at))


def next_version(desk: Desk, case: CaseRow, document: DocumentRow, *, given: Mapping[str, Any], sent: int | None) -> int:
    """Write a further version of a draft, which nobody has signed yet."""
    from casework.case.values import dumped
    rows = desk.rows(ADD, case=case.id, office=document.office_id, form=document.form, title=document.title,
                     copy=document.copy_no, version=document.version + 1, by_hand=False, filled=dumped({"given": given}),
                     event=document.event_no, now=desk.now, by=desk.actor.label, sent=sent)
    if not rows:
        raise outdated(case)
    return int(rows[0].id)


def note(desk: Desk, action: str, case: CaseRow, document: DocumentRow, **detail: Any) -> None:
    """Journal what was done about a document of a case."""
    record(desk, action, case, document=document.id, title=document.title, **detail)
