"""Documents of a case: their versions, who signed them, how they reached their addressee."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.base import instant, one_of

NOT_LEADING = "place NOT IN ('leader', 'heads', 'main_leader')"


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
        # Nobody twice in one chain, but for the leaders' places.
        Index("uq_document_signature_once", "document_id", "officer_id", unique=True, sqlite_where=text(NOT_LEADING),
              postgresql_where=text(NOT_LEADING)),
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
