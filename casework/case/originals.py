"""Files that take a form's place: a Word file instead of it, an original that exists on paper or came from others."""

from datetime import date
from typing import BinaryIO

from sqlalchemy import Date

from casework.case.cases import CaseRow
from casework.case.documents import DocumentRow, document_of, form_for, next_version, note, outdated
from casework.case.drafts import draft_of, reason, refuse_unaware
from casework.case.issuing import DECIDING, FILED, ISSUE, TAKEN
from casework.case.rendering import LARGEST, keep
from casework.case.values import dumped
from casework.desk import Desk
from documents.kinds import Origin
from documents.stamping import stamped
from files.kinds import WORD, kind_of
from foundation.errors import ConflictError, InvalidError

GIVEN = "UPDATE case_document SET filled = :filled WHERE id = :id AND state = 'draft'"
MADE = "SELECT action, day FROM case_event WHERE case_id = :case AND no = :no"
LONGEST = 100  # characters of a number


def replace_file(desk: Desk, number: str, document: int, name: str, content: BinaryIO, *,
                 seen: int | None = None, why: str = "") -> DocumentRow:
    """Put a Word file in the form's place: a new version, kept with its hash."""
    case, draft = draft_of(desk, number, document, seen)
    refuse_unaware(desk, draft, seen, why)
    if kind_of(content, name) is not WORD:
        raise InvalidError(f"“{name}” is no Word file.", way_out="Send the document as .docx.")
    body = _read(content)
    if form_for(draft, desk.today).character:
        stamped(body, "")  # it says where its number belongs
    file_id, sha256 = keep(desk, f"{draft.title}.docx", body)
    made = next_version(desk, case, draft, given=draft.given, sent=file_id)
    note(desk, "case.document_replaced", case, draft, version=draft.version + 1, sha256=sha256, **reason(why))
    return document_of(desk, case, made)


def register(desk: Desk, number: str, document: int, name: str, content: BinaryIO, *, on: date, told: str = "",
             seen: int | None = None) -> DocumentRow:
    """Enter an original that exists on paper or came from others, as it is: its file, its day, its own number if it has one.

    The number is written by hand and marked so; our series goes on without it.
    """
    case, draft = draft_of(desk, number, document, seen, entered=True)
    form = form_for(draft, on)
    ours = form.origin is Origin.OURS
    _refuse_bad(desk, on, told if ours else "")
    kind = kind_of(content, name)
    if ours and form.character and form.character != FILED and not told.strip():
        raise InvalidError(f"{draft.title} bears a number, which is not said.", way_out="Give the number on the original.")
    _refuse_early(desk, case, draft, on)
    file_id, sha256 = keep(desk, f"{draft.title}.{kind.suffix}", _read(content), kind.media_type)
    if not ours and told.strip():
        desk.run(GIVEN, id=draft.id, filled=dumped({"given": {**draft.given, "received_number": told.strip()}}))
    if desk.run(ISSUE, id=draft.id, number=told.strip() or None if ours else None, day=on, by=desk.actor.label, file=file_id,
                sha=sha256, by_hand=True) != 1:
        raise outdated(case)
    note(desk, "case.document_registered", case, draft, number=told.strip() or None, on=on, sha256=sha256)
    return document_of(desk, case, draft.id)


def _refuse_early(desk: Desk, case: CaseRow, draft: DocumentRow, on: date) -> None:
    """What tells of a notice or a decision is not older than it."""
    if draft.title not in DECIDING:
        return
    rows = desk.rows(MADE, types={"day": Date()}, case=case.id, no=draft.event_no)
    move = desk.rulebook.procedure.move.get(rows[0].action) if rows else None
    if move and draft.title in move.documents and on < rows[0].day:
        raise InvalidError(f"{draft.title} of {on} would be older than what it tells of, of {rows[0].day}.",
                           way_out="Give the day that the original says.")


def _refuse_bad(desk: Desk, on: date, told: str) -> None:
    if on > desk.today:
        raise InvalidError(f"{on} has not come yet.", way_out="Give the day that the original says.")
    if len(told) > LONGEST:
        raise InvalidError(f"A number has at most {LONGEST} characters.", way_out="Give the number alone.")
    if told.strip() and (known := desk.scalar(TAKEN, number=told.strip())) is not None:
        raise ConflictError(f"{told.strip()} is the number of another document: {known}.",
                            way_out="Look at the original again.")


def _read(content: BinaryIO) -> bytes:
    content.seek(0)
    body = content.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise InvalidError(f"A file has at most {LARGEST // 1_000_000} MB.", way_out="Send a smaller one, or in parts.")
    content.seek(0)
    return body
