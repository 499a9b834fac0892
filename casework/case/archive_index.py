"""The index of the file of a case (案卷目录): its documents with number, day and signatures, evidence, services."""

import json
from dataclasses import asdict
from typing import Any

from sqlalchemy import Date

from casework.case.cases import CaseRow
from casework.case.documents import DocumentRow
from casework.desk import Desk
from foundation.database import Instant

CUSTODY = ("SELECT e.no, c.at, c.giver, c.taker, c.reason, c.by FROM case_custody c JOIN case_evidence e"
           " ON e.id = c.evidence_id WHERE e.case_id = :case ORDER BY c.id")
HANDS = ("at", "giver", "taker", "reason", "by")
TYPES = {"day": Date(), "taken_on": Date(), "struck_on": Date(), "at": Instant()}


def index_of(desk: Desk, case: CaseRow, documents: list[DocumentRow], evidence: list[Any], services: list[Any],
           at: dict[tuple[str, int], str]) -> str:
    """The index of the file (案卷目录): its documents with number, day and signatures, what is void, evidence, services."""
    kept = ("number", "filing_number", "cause", "party_name", "offence", "office_name", "stage", "filed_on", "decided_on",
            "closed_on", "closing")
    signed = desk.rows("SELECT s.document_id, s.place, s.name, s.opinion, s.agreed, s.at FROM document_signature s"
                       " JOIN case_document d ON d.id = s.document_id WHERE d.case_id = :case ORDER BY s.id", types=TYPES,
                       case=case.id)
    hands = desk.rows(CUSTODY, types=TYPES, case=case.id)
    told = asdict(case)
    return _readable({
        "case": {name: told[name] for name in kept},
        "documents": [{"n": n, "title": one.title, "number": one.number, "by_hand": bool(one.by_hand), "state": one.state,
                       "issued_on": one.issued_on, "reason": one.reason, "sha256": one.sha256,
                       "file": at.get(("documents", one.id)), "signatures": [
                           {name: getattr(row, name) for name in ("place", "name", "opinion", "agreed", "at")}
                           for row in signed if row.document_id == one.id]}
                      for n, one in enumerate(documents, 1) if one.state != "draft"],
        "evidence": [{**one._asdict(), "file": at.get(("evidence", one.no)), "custody": [
            {name: getattr(row, name) for name in HANDS} for row in hands if row.no == one.no]} for one in evidence],
        "services": [{**one._asdict(), "file": at.get(("receipts", one.id))} for one in services]})


def _readable(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, default=as_text) + "\n"


def as_text(value: Any) -> Any:
    """A day or an instant as text, all else as it is."""
    return value.isoformat() if hasattr(value, "isoformat") else value
