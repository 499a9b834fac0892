"""Clues in one register, where each lies, and what is found alike; who sent them stands apart, sealed."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Index, LargeBinary, text
from sqlmodel import Field, SQLModel

from models.base import instant, one_of
from regulation.clue import Channel, Disposal, Offence, Outcome, Stage

WAITING = "stage IN ('received', 'set_aside')"
UNFOLLOWED = "ended_on IS NOT NULL AND followed_at IS NULL"


class NumberSeries(SQLModel, table=True):
    """The last number given of a series; whoever takes the next one holds the row until it is written."""

    __tablename__ = "number_series"

    name: str = Field(primary_key=True)
    last: int


class Clue(SQLModel, table=True):
    """A tip-off as officers work on it: redacted, numbered, at an office; it ends closed or declined."""

    __tablename__ = "clue"
    __table_args__ = (
        one_of("channel", (one.value for one in Channel)),
        one_of("stage", (one.value for one in Stage)),
        one_of("offence", (one.value for one in Offence)),
        one_of("outcome", (one.value for one in Outcome)),
        one_of("disposal", (one.value for one in Disposal)),
        CheckConstraint("(longitude IS NULL) = (latitude IS NULL)", name="position"),
        # What ended has a day on which it ended, and only that.
        CheckConstraint("(ended_on IS NULL) = (stage NOT IN ('closed', 'declined'))", name="ends_once"),
        # Intake reads this index alone: its cost grows with what waits, not with the register.
        Index("ix_clue_waiting", "id", sqlite_where=text(WAITING), postgresql_where=text(WAITING)),
        # … and so does what follows an end.
        Index("ix_clue_unfollowed", "id", sqlite_where=text(UNFOLLOWED), postgresql_where=text(UNFOLLOWED)),
        Index("ix_clue_office_id_stage", "office_id", "stage"),
        Index("ix_clue_county_id_received_on", "county_id", "received_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    channel: str
    stage: str = Stage.RECEIVED
    offence: str
    received_at: datetime = instant(index=True)
    received_on: date = Field(index=True)
    received_by: str
    taken_by_id: int | None = Field(default=None, foreign_key="party.id")  # the office that took it in
    text: str  # redacted
    accused: str | None = None  # who is complained of, as it was said
    place: str | None = None  # in words, redacted
    division_code: str | None = None
    longitude: float | None = None  # degrees, CGCS2000
    latitude: float | None = None
    licence_no: str | None = None
    happened: str | None = None  # when, in words
    ongoing: bool = False
    named: bool = False  # the reporter gave a name or a way to be reached
    major: bool = False
    right_id: int | None = Field(default=None, foreign_key="mineral_right.id", index=True)
    county_id: int | None = Field(default=None, foreign_key="party.id")
    office_id: int | None = Field(default=None, foreign_key="party.id")
    routed_by: str | None = None  # how the office was found, in words
    transferred: bool = False  # it may not be passed on again
    given_by_id: int | None = Field(default=None, foreign_key="party.id")  # 交办
    answer_by: date | None = None
    outcome: str | None = None
    disposal: str | None = None
    end_reason: str | None = None
    ended_on: date | None = None
    followed_at: datetime | None = instant(nullable=True)  # its reporter was told, a reward proposed
    main_id: int | None = Field(default=None, foreign_key="clue.id", index=True)  # handled together with this one
    source_act_id: int | None = Field(default=None, foreign_key="act.id", index=True)  # the patrol or inspection that found it
    source_finding: str | None = None  # what it found, by its code
    version: int = 1  # compare-and-set


class ClueSeal(SQLModel, table=True):
    """What came in as it came, and who sent it: encrypted, apart from the clue."""

    __tablename__ = "clue_seal"

    clue_id: int = Field(foreign_key="clue.id", primary_key=True)
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    receipt: str | None = Field(default=None, unique=True)  # HMAC of the receipt code
    by_mail: bool = False  # an address to write to stands within


class ClueMessage(SQLModel, table=True):
    """What reporter and office say to each other after the clue; of the reporter's words the original is sealed."""

    __tablename__ = "clue_message"
    __table_args__ = (one_of("side", ("reporter", "office")),)

    id: int | None = Field(default=None, primary_key=True)
    clue_id: int = Field(foreign_key="clue.id", index=True)
    side: str
    at: datetime = instant()
    text: str  # redacted, if the reporter's
    sealed: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))
    by: str | None = None  # which officer


class ClueFile(SQLModel, table=True):
    """A file that came with a clue: the original sealed in the store; of a picture a clean one made anew, for officers."""

    __tablename__ = "clue_file"

    id: int | None = Field(default=None, primary_key=True)
    clue_id: int = Field(foreign_key="clue.id", index=True)
    message_id: int | None = Field(default=None, foreign_key="clue_message.id")
    sealed_id: int = Field(foreign_key="kept_file.id", unique=True)  # the sealed original
    sealed_name: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    media_type: str
    size: int  # bytes of the original
    clean_id: int | None = Field(default=None, foreign_key="kept_file.id", unique=True)


class ClueNamed(SQLModel, table=True):
    """An office or officer that a clue is about: it lies above them and is not seen by them."""

    __tablename__ = "clue_named"

    id: int | None = Field(default=None, primary_key=True)
    clue_id: int = Field(foreign_key="clue.id", index=True)
    party_id: int | None = Field(default=None, foreign_key="party.id", index=True)
    officer_id: int | None = Field(default=None, foreign_key="officer.id", index=True)


class ClueLink(SQLModel, table=True):
    """Two clues that look alike, and what a person said to it."""

    __tablename__ = "clue_link"
    __table_args__ = (one_of("state", ("suggested", "linked", "dismissed")),)

    clue_id: int = Field(foreign_key="clue.id", primary_key=True)  # the later one
    other_id: int = Field(foreign_key="clue.id", primary_key=True, index=True)
    likeness: int  # percent
    why: str
    state: str = "suggested"
    by: str | None = None
    at: datetime | None = instant(nullable=True)


class ClueMove(SQLModel, table=True):
    """A clue came to an office: from which, how and why."""

    __tablename__ = "clue_move"
    __table_args__ = (one_of("how", ("routed", "assigned", "transferred", "disputed", "designated")),)

    id: int | None = Field(default=None, primary_key=True)
    clue_id: int = Field(foreign_key="clue.id", index=True)
    how: str
    from_id: int | None = Field(default=None, foreign_key="party.id")
    to_id: int = Field(foreign_key="party.id")
    reason: str
    by: str
    at: datetime = instant()


class ClueFault(SQLModel, table=True):
    """A clue that intake could not process: what went wrong, and how often it was tried."""

    __tablename__ = "clue_fault"

    clue_id: int = Field(foreign_key="clue.id", primary_key=True)
    error: str
    tries: int
    at: datetime = instant()
