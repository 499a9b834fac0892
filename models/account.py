"""Who may sign in: accounts, sessions, one-time links, single sign-ons, tokens of programs, feeds, and guesses that failed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from models.base import instant


class Account(SQLModel, table=True):
    """The account of an officer or of a holder's contact; without a password until its first link is used."""

    __tablename__ = "account"
    __table_args__ = (Index("uq_account_sso", "sso_issuer", "sso_subject", unique=True),)

    id: int | None = Field(default=None, primary_key=True)
    officer_id: int = Field(foreign_key="officer.id", unique=True)
    login: str = Field(unique=True)  # folded
    password_hash: str | None = None
    created_at: datetime = instant()
    closed_at: datetime | None = instant(nullable=True)
    sso_issuer: str | None = None  # who vouches for the owner, and under which name: bound at the first single sign-on
    sso_subject: str | None = None


class SignOn(SQLModel, table=True):
    """A single sign-on under way: what was asked of the provider, until its answer is taken, once, or it takes too long."""

    __tablename__ = "sign_on"

    state_digest: str = Field(primary_key=True)
    browser_digest: str  # of what the browser keeps that began it
    nonce: str
    verifier: str
    goes_to: str  # where the browser goes afterwards
    ends_at: datetime = instant(index=True)


class SignIn(SQLModel, table=True):
    """A browser that is signed in, until it signs out, rests too long or its day is over."""

    __tablename__ = "sign_in"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    token_digest: str = Field(unique=True)
    began_at: datetime = instant()
    seen_at: datetime = instant()
    ends_at: datetime = instant(index=True)
    ended_at: datetime | None = instant(nullable=True)


class OneTimeLink(SQLModel, table=True):
    """A link by which a password is set, once."""

    __tablename__ = "one_time_link"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    token_digest: str = Field(unique=True)
    ends_at: datetime = instant()
    used_at: datetime | None = instant(nullable=True)


class ApiToken(SQLModel, table=True):
    """A token of a program: it acts for an officer, or for a system that an office runs."""

    __tablename__ = "api_token"
    # Exactly one of the two: an officer, or an office whose system it is.
    __table_args__ = (CheckConstraint("(officer_id IS NULL) <> (office_id IS NULL)", name="whose"),)

    id: int | None = Field(default=None, primary_key=True)
    name: str
    officer_id: int | None = Field(default=None, foreign_key="officer.id", index=True)
    office_id: int | None = Field(default=None, foreign_key="party.id", index=True)
    token_digest: str = Field(unique=True)
    actions: str  # a JSON list: what it may do at most
    created_at: datetime = instant()
    ends_at: datetime = instant()
    revoked_at: datetime | None = instant(nullable=True)
    used_at: datetime | None = instant(nullable=True)


class CalendarFeed(SQLModel, table=True):
    """A secret address at which a calendar program reads what an officer's offices owe."""

    __tablename__ = "calendar_feed"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    token_digest: str = Field(unique=True)
    made_at: datetime = instant()
    revoked_at: datetime | None = instant(nullable=True)


class Guess(SQLModel, table=True):
    """Sign-ins that failed under a name, known or not; the name itself is not kept."""

    __tablename__ = "guess"

    name_digest: str = Field(primary_key=True)
    failures: int
    failed_at: datetime = instant(index=True)
    wait_until: datetime | None = instant(nullable=True)
