"""A document as a file: a draft with blanks where something is missing, or whole and ready to be numbered."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

from casework.bulk import insert_rows
from casework.case import values
from casework.case.cases import CaseRow
from casework.case.documents import DocumentRow
from casework.case.particulars import particulars_of
from casework.desk import Desk
from documents.filling import Values, fill
from documents.form import Form
from documents.stamping import MARK
from files.kinds import WORD
from models import KeptFile

LARGEST = 20_000_000  # bytes
BY = "case"  # under whom its files are kept: nobody's own, so that nobody claims them for something else
AT_ISSUE = ("number", "issued_on", "signatures", "organ")  # what is of the day on which it is issued


def all_values(desk: Desk, case: CaseRow, document: DocumentRow, form: Form, day: date) -> dict[str, Any]:
    """The values of a document on a day: as they were fixed with the first signature, else as the case stands."""
    live = values.values_of(desk, particulars_of(desk, case, document.office_id), form, document.event_no, day)
    if document.fixed is not None:
        return {**values.loaded(form, document.fixed), **{name: live[name] for name in AT_ISSUE if name in live}}
    return {**live, **values.loaded(form, document.given)}


def fixed(document: DocumentRow, all_of_it: Values) -> str:
    """What is kept of a document once it is signed: what was written over the case, and all values as they stand."""
    return values.dumped({"given": document.given, "fixed": dict(all_of_it)})


def rendered(desk: Desk, form: Form, given: Values, signatures: Sequence[dict[str, Any]], *, draft: bool) -> bytes:
    """The Word file with a mark for its number, by the office's own template if it has one; what a draft lacks is a blank."""
    asked = replace(form, fields=tuple(replace(one, required=False) for one in form.fields)) if draft else form
    number = {"number": MARK} if form.character else {}
    return fill(asked, {**given, **number, **({"signatures": list(signatures)} if signatures else {})},
                templates=desk.house.templates)


def keep(desk: Desk, name: str, content: bytes, media_type: str = WORD.media_type) -> tuple[int, str]:
    """Put a file of a case into the store; its number and hash."""
    stored = desk.house.files.put(BytesIO(content), most=LARGEST)
    number = insert_rows(desk, KeptFile, [{"sha256": stored.sha256, "name": name[-120:], "media_type": media_type,
                                           "size": stored.size, "kept_by": BY, "kept_at": desk.now}])[0]
    return number, stored.sha256
