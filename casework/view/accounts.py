"""Accounts and tokens, for whoever manages them."""

from dataclasses import dataclass
from datetime import datetime

from casework.access import reading_paths
from casework.desk import Desk
from casework.in_force import in_force
from casework.scope import scope
from foundation.database import Instant


@dataclass(frozen=True)
class AccountLine:
    """An account in a list; `state` is open, without a password yet, or closed."""

    officer: int
    login: str
    name: str
    office: str | None
    role: str | None
    state: str


def accounts_listed(desk: Desk) -> list[AccountLine]:
    """The accounts of the officers serving at the offices the actor manages, one line a post."""
    where, values = scope(desk, "account.manage", None)
    everything = reading_paths(desk.actor, "account.manage") is None
    rows = desk.rows(
        "SELECT a.officer_id AS officer, a.login, o.name, p.name AS office, s.role,"
        " CASE WHEN a.closed_at IS NOT NULL THEN 'closed' WHEN a.password_hash IS NULL THEN 'no password yet'"
        " ELSE 'open' END AS state FROM account a JOIN officer o ON o.id = a.officer_id"
        f" LEFT JOIN post s ON s.officer_id = o.id AND {in_force('s')}"
        f" LEFT JOIN party p ON p.id = s.office_id WHERE {where}{' OR p.id IS NULL' if everything else ''}"
        " ORDER BY p.code, s.id, a.id", today=desk.today, **values)
    return [AccountLine(**row._asdict()) for row in rows]


def any_account(desk: Desk) -> bool:
    """Whether there is an account with which somebody can sign in, or set a password to do so."""
    return desk.scalar("SELECT 1 FROM account WHERE closed_at IS NULL LIMIT 1") is not None


@dataclass(frozen=True)
class TokenLine:
    """A token in a list: never the token itself."""

    number: int
    name: str
    whose: str
    actions: str
    ends_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None


def tokens_listed(desk: Desk) -> list[TokenLine]:
    """The tokens of the offices the actor manages, and of the officers serving there."""
    where, values = scope(desk, "account.manage", None)
    rows = desk.rows(
        "SELECT DISTINCT t.id AS number, t.name, coalesce(o.name, p.name) AS whose, t.actions, t.ends_at, t.used_at,"
        " t.revoked_at FROM api_token t LEFT JOIN officer o ON o.id = t.officer_id LEFT JOIN post s"
        f" ON s.officer_id = o.id AND {in_force('s')}"
        f" LEFT JOIN party p ON p.id = coalesce(t.office_id, s.office_id) WHERE {where} ORDER BY t.id",
        types={name: Instant() for name in ("ends_at", "used_at", "revoked_at")}, today=desk.today, **values)
    return [TokenLine(**row._asdict()) for row in rows]


@dataclass(frozen=True)
class AccountState:
    """An account: open, without a password yet, or closed; and the sign-on service to which it is bound."""

    login: str
    state: str
    since: datetime
    sso_issuer: str | None


def account_of(desk: Desk, officer_id: int) -> AccountState | None:
    """The state of an officer's account, for whoever was found to manage it; None where there is none."""
    rows = desk.rows("SELECT login, CASE WHEN closed_at IS NOT NULL THEN 'closed' WHEN password_hash IS NULL THEN 'new'"
                     " ELSE 'open' END AS state, coalesce(closed_at, created_at) AS since, sso_issuer FROM account"
                     " WHERE officer_id = :id",
                     types={"since": Instant()}, id=officer_id)
    return AccountState(**rows[0]._asdict()) if rows else None
