"""What the file of a case holds: the register of evidence with its keepers, documents with their signatures."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date

from casework.desk import Desk
from foundation.database import Instant

EVIDENCE = """
SELECT e.no, e.kind, e.title, e.content, e.source, e.place, e.quantity, e.taken_on, e.original, e.copy_reason,
    e.measure, e.keeper, e.decided_on, e.decision, e.file_id, e.sha256, e.struck_on, e.struck_reason,
    f.name AS file_name, f.media_type, f.size,
    v.at, v.giver, v.taker, v.reason
FROM case_evidence e LEFT JOIN kept_file f ON f.id = e.file_id LEFT JOIN case_custody v ON v.evidence_id = e.id
WHERE e.case_id = :id ORDER BY e.no, v.id
"""
DAYS: dict[str, Any] = {"taken_on": Date(), "decided_on": Date(), "struck_on": Date(), "at": Instant()}
DOCUMENTS = """
SELECT d.id, d.form, d.title, d.copy_no, d.version, d.state, d.number, d.event_no, d.prepared_at, d.prepared_by, d.issued_on,
    d.issued_by, d.file_id, d.sha256, s.place, s.name, s.opinion, s.agreed, s.at
FROM case_document d LEFT JOIN document_signature s ON s.document_id = d.id WHERE d.case_id = :id
    AND NOT EXISTS (SELECT 1 FROM case_document n WHERE n.case_id = d.case_id AND n.form = d.form AND n.copy_no = d.copy_no
    AND n.version > d.version)
ORDER BY d.event_no, d.form, d.copy_no, d.version, s.id
"""


@dataclass(frozen=True)
class Custody:
    """An item changed hands."""

    at: datetime
    giver: str
    taker: str
    reason: str


@dataclass(frozen=True)
class Item:
    """An item of evidence; `measure` is none, stored (先行登记保存) or sealed (查封、扣押)."""

    no: int
    kind: str
    title: str
    content: str
    source: str
    place: str | None
    quantity: str | None
    taken_on: date
    original: bool
    copy_reason: str | None
    measure: str
    keeper: str | None
    decided_on: date | None
    decision: str | None
    file_id: int | None
    sha256: str | None
    struck_on: date | None  # entered wrongly: it counts no more
    struck_reason: str | None
    file_name: str | None
    media_type: str | None
    size: int | None  # bytes
    custody: tuple[Custody, ...]

    @property
    def undecided(self) -> bool:
        """Whether it is stored or sealed and waits for a decision."""
        return self.measure != "none" and self.decided_on is None


@dataclass(frozen=True)
class Signed:
    """Somebody of the chain agreed to a document, or did not; `place` is a role of its form."""

    place: str
    name: str
    opinion: str
    agreed: bool
    at: datetime


@dataclass(frozen=True)
class Document:
    """A document in one of its versions; `state` is draft, issued or void."""

    id: int
    form: str
    title: str
    copy_no: int
    version: int
    state: str
    number: str | None
    event_no: int
    prepared_at: datetime
    prepared_by: str
    issued_on: date | None
    issued_by: str | None
    file_id: int | None
    sha256: str | None
    signatures: tuple[Signed, ...]


def evidence_of(desk: Desk, case_id: int) -> list[Item]:
    """The register of evidence of a case that the caller may see."""
    rows = desk.rows(EVIDENCE, types=DAYS, id=case_id)
    hands: dict[int, list[Custody]] = {}
    items: dict[int, dict[str, Any]] = {}
    for row in rows:
        told = row._asdict()
        one = Custody(**{name: told.pop(name) for name in Custody.__dataclass_fields__})
        hands.setdefault(row.no, []).extend([one] if one.at is not None else [])
        items[row.no] = {**told, "original": bool(row.original)}
    return [Item(**one, custody=tuple(hands[no])) for no, one in items.items()]


def documents_of(desk: Desk, case_id: int) -> list[Document]:
    """The documents of a case that the caller may see, each in its latest version, as they were asked for."""
    rows = desk.rows(DOCUMENTS, types={"prepared_at": Instant(), "issued_on": Date(), "at": Instant()}, id=case_id)
    signed: dict[int, list[Signed]] = {}
    found: dict[int, dict[str, Any]] = {}
    for row in rows:
        told = row._asdict()
        one = Signed(**{name: told.pop(name) for name in Signed.__dataclass_fields__})
        signed.setdefault(row.id, []).extend([one] if one.place is not None else [])
        found[row.id] = told
    return [Document(**one, signatures=tuple(signed[at])) for at, one in found.items()]
