"""The documents of the demo's cases: entered from paper where a move wants them, as in an office that has just begun."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from casework.case.cases import CaseRow
from casework.case.closing import missing_of
from casework.case.documents import form_for
from casework.case.facts import facts_of, limits_of
from casework.case.given import Given
from casework.case.originals import register
from casework.case.papers import add
from casework.case.receipts import MADE_BY, owed_before
from casework.desk import Desk

FILED = "archive.file"
# A page with nothing on it: what was scanned is made up, too.
SCAN = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


def enter_papers(desk: Desk, case: CaseRow, action: str, fields: Mapping[str, Any]) -> None:
    """Enter what must have been issued before a move, and was not."""
    for title in _lacking(desk, case, action, fields):
        draft = add(desk, case.number, title)
        numbered = form_for(draft, desk.today).character
        register(desk, case.number, draft.id, "原件.pdf", BytesIO(SCAN), on=desk.today,
                 told=f"演示〔{desk.today.year}〕{draft.id}号" if numbered else "")


def _lacking(desk: Desk, case: CaseRow, action: str, fields: Mapping[str, Any]) -> tuple[str, ...]:
    if action == FILED:
        return tuple(title for title, _ in missing_of(desk, case))
    if action not in MADE_BY:
        return ()
    facts = facts_of(desk, case, limits_of(desk, case.id), desk.today)
    return owed_before(desk, case, Given(action, desk.today, fields, facts))[0]
