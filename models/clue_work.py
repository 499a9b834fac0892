"""The work on a clue: certificates, teams, rewards; who helps to watch; where rights and divisions lie; mail taken in."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, LargeBinary, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.base import instant, one_of


class Certificate(SQLModel, table=True):
    """An officer's enforcement certificate (六（一） 持证上岗)."""

    __tablename__ = "certificate"

    id: int | None = Field(default=None, primary_key=True)
    officer_id: int = Field(foreign_key="officer.id", index=True)
    number: str = Field(unique=True)
    valid_from: date
    valid_to: date | None = None


class ClueVerifier(SQLModel, table=True):
    """An officer named to verify a clue, under the certificate valid that day."""

    __tablename__ = "clue_verifier"

    clue_id: int = Field(foreign_key="clue.id", primary_key=True)
    officer_id: int = Field(foreign_key="officer.id", primary_key=True, index=True)
    certificate: str
    named_at: datetime = instant()
    recused_on: date | None = None  # 回避: he verifies this clue no more


class Reward(SQLModel, table=True):
    """A reward for a clue that was true; paid to whoever holds the receipt code, whose name nobody needs to know."""

    __tablename__ = "reward"
    __table_args__ = (
        one_of("state", ("proposed", "approved", "refused", "paid")),
        # A clue is rewarded once.
        Index("uq_reward_clue_id_open", "clue_id", unique=True, sqlite_where=text("state <> 'refused'"),
              postgresql_where=text("state <> 'refused'")),
    )

    id: int | None = Field(default=None, primary_key=True)
    clue_id: int = Field(foreign_key="clue.id", index=True)
    amount: Decimal = Field(max_digits=14, decimal_places=2)  # yuan
    basis: str
    state: str = "proposed"
    proposed_by: str
    proposed_at: datetime = instant()
    decided_by: str | None = None
    decided_at: datetime | None = instant(nullable=True)
    reason: str | None = None
    paid_by: str | None = None
    paid_at: datetime | None = instant(nullable=True)


class Watcher(SQLModel, table=True):
    """A special supervisor, assistant, informant or volunteer (三（三）) with an area and a link of his own."""

    __tablename__ = "watcher"
    __table_args__ = (one_of("kind", ("supervisor", "assistant", "informant", "volunteer")),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    name: str
    phone: str | None = None
    email: str | None = None
    office_id: int = Field(foreign_key="party.id", index=True)
    area_code: str | None = None
    valid_from: date
    valid_to: date | None = None
    link_digest: str | None = Field(default=None, unique=True)


class RightBoundary(SQLModel, table=True):
    """The corner points of a right's area."""

    __tablename__ = "right_boundary"
    __table_args__ = (Index("ix_right_boundary_box", "west", "east", "south", "north"),)

    right_id: int = Field(foreign_key="mineral_right.id", primary_key=True)
    ring: str  # JSON [[longitude, latitude], …], degrees, CGCS2000
    west: float
    east: float
    south: float
    north: float


class DivisionBoundary(SQLModel, table=True):
    """Where a division lies, as imported."""

    __tablename__ = "division_boundary"
    __table_args__ = (Index("ix_division_boundary_box", "west", "east", "south", "north"),)

    code: str = Field(primary_key=True)
    geometry: str  # GeoJSON
    west: float
    east: float
    south: float
    north: float


class MailTaken(SQLModel, table=True):
    """A message of the mailbox that was taken in, so that none is taken twice."""

    __tablename__ = "mail_taken"
    __table_args__ = (
        UniqueConstraint("mailbox", "validity", "uid"), one_of("state", ("clue", "reply", "again", "set_aside")),
        # What says the same is taken in once, whatever number it has.
        Index("uq_mail_taken_digest_taken", "digest", unique=True, sqlite_where=text("state IN ('clue', 'reply')"),
              postgresql_where=text("state IN ('clue', 'reply')")),
    )

    id: int | None = Field(default=None, primary_key=True)
    mailbox: str
    validity: int = Field(sa_type=BigInteger)  # UIDVALIDITY and UID go up to 2^32
    uid: int = Field(sa_type=BigInteger)
    digest: str = Field(index=True)  # HMAC of Message-ID and content
    state: str
    clue_id: int | None = Field(default=None, foreign_key="clue.id")
    error: str | None = None
    at: datetime = instant()


class ClueSheet(SQLModel, table=True):
    """A sheet of clues that was taken in, so that none is taken twice."""

    __tablename__ = "clue_sheet"

    digest: str = Field(primary_key=True)  # HMAC of what stood in it
    office_id: int = Field(foreign_key="party.id")
    rows: int
    first_number: str
    last_number: str
    by: str
    at: datetime = instant()


class SavedFilter(SQLModel, table=True):
    """A filter of the register that an officer keeps under a name."""

    __tablename__ = "saved_filter"

    id: int | None = Field(default=None, primary_key=True)
    officer_id: int = Field(foreign_key="officer.id", index=True)
    name: str
    query: str


class ReporterLetter(SQLModel, table=True):
    """A letter to a reporter, or to a watcher with his link: its address is sealed and opened only as it leaves."""

    __tablename__ = "reporter_letter"
    __table_args__ = (one_of("state", ("queued", "sending", "sent", "kept", "refused", "bounced", "dead")),
                      one_of("kind", ("received", "question", "outcome", "watcher_link")),
                      # It is about a clue, or for a watcher.
                      CheckConstraint("(clue_id IS NULL) = (kind = 'watcher_link')"
                                      " AND (clue_id IS NULL) <> (watcher_id IS NULL)", name="about_one"),
                      Index("ix_reporter_letter_state_next_try_at", "state", "next_try_at"))

    id: int | None = Field(default=None, primary_key=True)
    clue_id: int | None = Field(default=None, foreign_key="clue.id", index=True)
    watcher_id: int | None = Field(default=None, foreign_key="watcher.id", index=True)
    kind: str
    state: str = "queued"
    sealed_to: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    message_id: str | None = Field(default=None, unique=True)
    subject: str
    text: str  # names nobody
    attempts: int = 0
    next_try_at: datetime | None = instant(nullable=True)
    lease_until: datetime | None = instant(nullable=True)
    error: str | None = None
    written_at: datetime = instant()
    sent_at: datetime | None = instant(nullable=True)


class LetterClue(SQLModel, table=True):
    """A clue that a letter to an officer tells of."""

    __tablename__ = "letter_clue"

    letter_id: int = Field(foreign_key="letter.id", primary_key=True)
    clue_id: int = Field(foreign_key="clue.id", primary_key=True, index=True)
