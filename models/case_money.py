"""Money of a case: what is said to be owed, what came in, in which parts, on which days nothing is added."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.base import instant, one_of


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


class CasePaymentCorrection(SQLModel, table=True):
    """What a payment should have been entered as; the last one counts, an amount of zero takes it back; appended only."""

    __tablename__ = "case_payment_correction"
    __table_args__ = (one_of("item", ("fine", "gains", "surcharge")), CheckConstraint("amount >= 0", name="not_negative"))

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="enforcement_case.id", index=True)
    payment_id: int = Field(foreign_key="case_payment.id", index=True)
    item: str
    amount: Decimal = Field(max_digits=16, decimal_places=2)  # yuan
    paid_on: date
    reason: str
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
