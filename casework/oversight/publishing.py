"""Decisions as the public reads them: up by publication.publish, down by its withdrawal or a correction (处罚法第四十八条)."""

import json
from datetime import date
from typing import Any

from sqlalchemy import Numeric

from casework import journal
from casework.bulk import insert_rows
from casework.case.cases import CaseRow
from casework.case.fine_range import range_of
from casework.case.given import Given
from casework.desk import Desk
from casework.oversight.anonymous import cover_of, firm, person
from foundation.errors import ConflictError
from models import PublishedDecision

PENALTY = ("SELECT fine, gains, ore, others FROM case_penalty WHERE case_id = :case AND state = 'decided'"
           " ORDER BY id DESC LIMIT 1")
DOCUMENT = ("SELECT number FROM case_document WHERE case_id = :case AND state = 'issued' AND number IS NOT NULL"
            " AND form LIKE '%decision%' ORDER BY id DESC LIMIT 1")
# By which paper a decision stands: its own, or that of the organ or court which changed it.
STANDS = ("SELECT action, given FROM case_event WHERE case_id = :case AND action IN"
          " ('decision.penalty', 'decision.lighter', 'spot.decide', 'decision.change') ORDER BY no DESC LIMIT 1")
WITHDRAW = ("UPDATE published_decision SET withdrawn_on = :day, withdrawn_because = :why WHERE case_id = :case"
            " AND withdrawn_on IS NULL RETURNING id")
WHY = {"correction.reopen": "案件纠正，重新办理",
       "decision.redo": "重新作出决定", "publication.publish": "处罚决定被变更，重新公开", "publication.withdraw": "撤回公开"}


def published(desk: Desk, case: CaseRow, given: Given, event_no: int) -> None:
    """Put the decision up, without who it was."""
    rows = desk.rows(PENALTY, types={"fine": Numeric(16, 2), "gains": Numeric(16, 2)}, case=case.id)
    if not rows or case.decided_on is None:
        raise ConflictError(f"{case.number} has no decision that could be published.", way_out="Look at the case as it stands.")
    withdraw(desk, case, given, event_no)  # of a decision that was changed the earlier one is up still
    cover, changed = cover_of(desk, case), _changed(desk, case)
    number = changed.get("number") or desk.scalar(DOCUMENT, case=case.id) or case.filing_number or case.number
    found = insert_rows(desk, PublishedDecision, [{
        "case_id": case.id, "event_no": event_no, "office": case.office_name,
        "number": cover.over(number),
        "party": person(case.party_name) if case.party_kind == "person" else firm(case.party_name),
        "cause": cover.over(case.cause), "sanction": cover.over(_sanction(rows[0])), "law": _law(desk, case),
        "decided_on": changed.get("annulled_on") or case.decided_on, "published_on": given.day}])[0]
    journal.note(desk, "decision.published", "published_decision", found, office_id=case.office_id, case=case.number)


def _changed(desk: Desk, case: CaseRow) -> dict[str, Any]:
    """Number and day of the decision that changed the one of the case; nothing where none did."""
    row = next(iter(desk.rows(STANDS, case=case.id)), None)
    if row is None or row.action != "decision.change":
        return {}
    told = json.loads(row.given)["fields"]
    return {"number": told.get("number"), "annulled_on": date.fromisoformat(told["annulled_on"])}


def withdraw(desk: Desk, case: CaseRow, given: Given, _event_no: int) -> None:
    """Take down what is up, with the reason."""
    why = str(given.fields.get("reason") or WHY[given.action])
    for row in desk.rows(WITHDRAW, day=given.day, why=cover_of(desk, case).over(why), case=case.id):  # one at most
        journal.note(desk, "decision.withdrawn", "published_decision", row.id, office_id=case.office_id, case=case.number)


def _sanction(row: Any) -> str:
    parts = [f"罚款{row.fine:,.2f}元" if row.fine else "", f"没收违法所得{row.gains:,.2f}元" if row.gains else "",
             f"没收矿产品：{row.ore}" if row.ore else "", row.others or ""]
    return "；".join(part for part in parts if part) or "警告"


def _law(desk: Desk, case: CaseRow) -> str:
    found = range_of(desk, case, case.decided_on or desk.today)  # of the act, or the lighter one of the decision
    return f"{found.law or ''}{found.provision or ''}"
