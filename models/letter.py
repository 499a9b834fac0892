"""Rungs climbed, the letters that carry them, and the work a lost letter leaves to the superior."""

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from models.base import instant, one_of
from regulation.terms import AUDIENCES

LETTER_STATES = (
    "queued",  # to be rendered and sent
    "sending",  # leased by a post round
    "sent",
    "kept",  # no mail host: to be read here
    "void",  # everything in it was done before it left
    "refused",  # the server said no for good
    "bounced",  # came back
    "dead",  # given up after the attempts the rulebook allows
)
DIGEST = "digest"
# What an account letter is about; each carries a one-time link that is made as it leaves and kept nowhere.
ACCOUNT_LETTERS = ("account_opened", "account_reset", "account_forgotten")

CLUES = "clues"  # clues that have come to the recipient's office
CASES = "cases"  # cases that wait for the recipient


class Rung(SQLModel, table=True):
    """A rung of the ladder reached by a duty, once a round; 0 is the report that it lapsed."""

    __tablename__ = "rung"
    __table_args__ = (one_of("state", ("sent", "passed_over", "undeliverable")),)

    duty_id: int = Field(foreign_key="duty.id", primary_key=True)
    round: int = Field(primary_key=True)
    no: int = Field(primary_key=True)
    day: date  # when it was reached
    chased_on: date = Field(index=True)  # when it was acted upon
    state: str


class Letter(SQLModel, table=True):
    """The digest of a recipient and day, or a letter about the recipient's account."""

    __tablename__ = "letter"
    __table_args__ = (
        # One digest a recipient and day; account letters may come beside it, and several on a day.
        Index("uq_letter_digest", "recipient_id", "day", unique=True, sqlite_where=text("kind = 'digest'"),
              postgresql_where=text("kind = 'digest'")),
        one_of("kind", (DIGEST, *ACCOUNT_LETTERS, CLUES, CASES)),
        one_of("state", LETTER_STATES),
        Index("ix_letter_state_next_try_at", "state", "next_try_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    recipient_id: int = Field(foreign_key="officer.id", index=True)
    office_id: int = Field(foreign_key="party.id", index=True)  # where the recipient serves
    day: date = Field(index=True)
    kind: str = Field(default=DIGEST, sa_column_kwargs={"server_default": DIGEST})
    state: str = "queued"
    message_id: str | None = Field(default=None, unique=True)
    to_name: str | None = None
    to_address: str | None = None
    subject: str | None = None
    text: str | None = None
    html: str | None = None
    ics: str | None = None
    written_at: datetime | None = instant(nullable=True)  # when the text was fixed; what goes out again is the same
    attempts: int = 0
    next_try_at: datetime | None = instant(nullable=True)
    lease_until: datetime | None = instant(nullable=True)
    error: str | None = None
    sent_at: datetime | None = instant(nullable=True)


class LetterLine(SQLModel, table=True):
    """A rung in a letter."""

    __tablename__ = "letter_line"
    __table_args__ = (one_of("audience", AUDIENCES),)

    letter_id: int = Field(foreign_key="letter.id", primary_key=True)
    duty_id: int = Field(foreign_key="duty.id", primary_key=True, index=True)
    no: int = Field(primary_key=True)
    audience: str = Field(primary_key=True)
    party_id: int = Field(foreign_key="party.id")  # in which capacity the recipient is told
    stands_in_for_id: int | None = Field(default=None, foreign_key="officer.id")
    named: bool = False  # it stood in the letter; beyond the limit of lines it did not


class WorkItem(SQLModel, table=True):
    """Something an office must see to because the system cannot: no address, a bounce, a run that did not happen."""

    __tablename__ = "work_item"

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="party.id", index=True)
    kind: str
    open_key: str | None = Field(default=None, unique=True)  # one open item a matter; empty once settled
    text: str
    letter_id: int | None = Field(default=None, foreign_key="letter.id")
    created_at: datetime = instant()
    settled_at: datetime | None = instant(nullable=True)
    settled_by: str | None = None
    note: str | None = None
