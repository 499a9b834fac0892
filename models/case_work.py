"""What a case consists of beside its moves: evidence and its keepers, documents and signatures, money."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.base import instant, one_of


class CaseEvidence(SQLModel, table=True):
    """An item of evidence in the register of a case, with the hash of its file."""

    __tablename__ = "case_evidence"
    __table_args__ = (
        UniqueConstraint("case_id", "no"),
        CheckConstraint("original OR copy_reason IS NOT NULL", name="copies_have_a_reason"),
        one_of("measure", ("none", "stored", "sealed")),
        # What was registered and stored, or sealed, and is not decided upon.
        Index("ix_case_evidence_undecided", "case_id", sqlite_where=text("measure <> 'none' AND decided_on IS NULL"),
              postgresql_where=text("measure <> 'none' AND decided_on IS NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="enforcement_case.id")
    no: int
    kind: str
    title: str
    content: str  # what it proves
    source: str
    place: str | None = None
    quantity: str | None = None
    taken_on: date
    original: bool = True
    copy_reason: str | None = None
    measure: str = "none"
    keeper: str | None = None
    decided_on: date | None = None
    decision: str | None = None
    file_id: int | None = Field(default=None, foreign_key="kept_file.id")
    sha256: str | None = None
    recorded_by: str
    recorded_at: datetime = instant()


class CaseCustody(SQLModel, table=True):
    """An item of evidence changed hands; appended only."""

    __tablename__ = "case_custody"

    id: int | None = Field(default=None, primary_key=True)
    evidence_id: int = Field(foreign_key="case_evidence.id", index=True)
    at: datetime = instant()
    giver: str
    taker: str
    reason: str
    by: str


class CaseDocument(SQLModel, table=True):
    """A document of a case in one of its versions; what was issued stays as it was issued, the database refuses the rest."""

    __tablename__ = "case_document"
    __table_args__ = (
        UniqueConstraint("case_id", "form", "copy_no", "version"),
        one_of("state", ("draft", "issued", "void")),
        # What is issued has a day and a file, and only that has a number.
        CheckConstraint("state <> 'issued' OR (issued_on IS NOT NULL AND file_id IS NOT NULL)", name="issued_whole"),
        CheckConstraint("number IS NULL OR issued_on IS NOT NULL", name="numbered_once_issued"),
        CheckConstraint("state <> 'void' OR reason IS NOT NULL", name="void_for_a_reason"),
        Index("ix_case_document_office_id_issued_on", "office_id", "issued_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="enforcement_case.id")
    office_id: int = Field(foreign_key="party.id")
    form: str  # a code of documents/forms
    title: str
    copy_no: int = 1  # several of a form, as records of questioning
    version: int = 1
    state: str = "draft"
    number: str | None = Field(default=None, unique=True)
    by_hand: bool = False  # an original that came on paper, with a number outside our series
    filled: str  # JSON of the values that an officer gave; the others come from the case
    event_no: int  # the event that asked for it
    prepared_at: datetime = instant()
    prepared_by: str
    issued_on: date | None = None
    issued_by: str | None = None
    sent_id: int | None = Field(default=None, foreign_key="kept_file.id")  # the Word file that takes the form's place
    file_id: int | None = Field(default=None, foreign_key="kept_file.id")  # as issued
    sha256: str | None = None
    reason: str | None = None  # why it is void


class DocumentSignature(SQLModel, table=True):
    """Somebody of the chain agreed to a version of a document, or sent it back; appended only."""

    __tablename__ = "document_signature"
    __table_args__ = (
        one_of("place", ("handler", "unit", "review", "legal", "leader", "heads", "main_leader")),
        UniqueConstraint("document_id", "place"),
        UniqueConstraint("document_id", "officer_id"),  # nobody twice in one chain
    )

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="case_document.id")
    place: str
    officer_id: int | None = Field(default=None, foreign_key="officer.id")
    name: str
    opinion: str
    agreed: bool
    at: datetime = instant()


class CaseService(SQLModel, table=True):
    """That a document reached its addressee, or was refused (送达回证); appended only."""

    __tablename__ = "case_service"

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="case_document.id", index=True)
    method: str
    served_on: date
    place: str | None = None
    proof: str  # JSON: who took it, why it was refused, who saw it …, as the law of that day wants
    file_id: int | None = Field(default=None, foreign_key="kept_file.id")  # the receipt as a file
    by: str
    at: datetime = instant()


class CasePenalty(SQLModel, table=True):
    """What a notice proposes, or a decision says, that the party owes in money; a later one takes its place."""

    __tablename__ = "case_penalty"
    __table_args__ = (CheckConstraint("fine >= 0 AND gains >= 0", name="not_negative"),
                      one_of("state", ("proposed", "decided", "replaced")))

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="enforcement_case.id", index=True)
    event_no: int
    fine: Decimal = Field(max_digits=16, decimal_places=2)  # yuan
    gains: Decimal = Field(max_digits=16, decimal_places=2)  # yuan
    ore: str | None = None
    others: str | None = None
    discretion: str | None = None
    range_least: Decimal | None = Field(default=None, max_digits=16, decimal_places=2)  # yuan
    range_most: Decimal | None = Field(default=None, max_digits=16, decimal_places=2)  # yuan
    state: str = "proposed"
    band: str | None = None  # the title of the band of discretion that was chosen, as it was called then
    band_least: Decimal | None = Field(default=None, max_digits=16, decimal_places=2)  # yuan
    band_most: Decimal | None = Field(default=None, max_digits=16, decimal_places=2)  # yuan
    band_reason: str | None = None  # why the fine lies outside of it


class CasePayment(SQLModel, table=True):
    """Money that came in for a case; appended only."""

    __tablename__ = "case_payment"
    __table_args__ = (one_of("item", ("fine", "gains", "surcharge")), CheckConstraint("amount > 0", name="positive"),
                      UniqueConstraint("case_id", "receipt"))

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="enforcement_case.id")
    item: str
    amount: Decimal = Field(max_digits=16, decimal_places=2)  # yuan
    paid_on: date
    receipt: str
    by: str
    at: datetime = instant()


class CaseInstalment(SQLModel, table=True):
    """A part of the fine that falls due on its own day, as granted."""

    __tablename__ = "case_instalment"
    __table_args__ = (CheckConstraint("amount > 0", name="positive"),
                      CheckConstraint("outcome IN ('paid', 'missed')", name="outcome"),
                      Index("ix_case_instalment_waiting", "due", sqlite_where=text("outcome IS NULL"),
                            postgresql_where=text("outcome IS NULL")))

    case_id: int = Field(foreign_key="enforcement_case.id", primary_key=True)
    no: int = Field(primary_key=True)
    event_no: int
    due: date
    amount: Decimal = Field(max_digits=16, decimal_places=2)  # yuan
    outcome: str | None = None  # once its day is over


class CasePause(SQLModel, table=True):
    """Days on which no surcharge accrues (复议、诉讼期间); `last` is open while it lasts."""

    __tablename__ = "case_pause"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="enforcement_case.id", index=True)
    first: date
    last: date | None = None
    reason: str
