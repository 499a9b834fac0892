"""Single sign-on: attempts that are answered once, and the account of whom the provider vouches for."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from casework import journal
from casework.access import SYSTEM
from casework.account import guesses, sessions
from casework.account.accounts import folded
from casework.account.sessions import Stay
from casework.desk import Desk, House, open_desk
from casework.record.officers import permit_about
from foundation.errors import ConflictError, NotFoundError, RefusedError
from foundation.tokens import digest_of

HOLDS = timedelta(minutes=10)
AGAIN = "Begin again at the sign-in."
TAKE = ("DELETE FROM sign_on WHERE state_digest = :state AND browser_digest = :browser AND ends_at > :now"
        " RETURNING nonce, verifier, goes_to")


@dataclass(frozen=True)
class Attempt:
    """What was asked of the provider, to be compared with its answer, and where the browser goes afterwards."""

    nonce: str
    verifier: str
    goes_to: str


@dataclass(frozen=True)
class Vouched:
    """Whom a provider vouches for: its own name for the person, which stays, and the sign-in name that it knows."""

    issuer: str
    subject: str
    login: str


def begin_attempt(desk: Desk, state: str, browser: str, attempt: Attempt) -> None:
    """Remember a sign-on that a browser begins; those that took too long are forgotten."""
    desk.run("DELETE FROM sign_on WHERE ends_at <= :now", now=desk.now)
    desk.run("INSERT INTO sign_on (state_digest, browser_digest, nonce, verifier, goes_to, ends_at)"
             " VALUES (:state, :browser, :nonce, :verifier, :goes_to, :ends)",
             state=digest_of(state), browser=digest_of(browser), nonce=attempt.nonce, verifier=attempt.verifier,
             goes_to=attempt.goes_to, ends=desk.now + HOLDS)


def take_attempt(desk: Desk, state: str, browser: str) -> Attempt:
    """The sign-on that this browser began, once; refused if it was another, was used or took too long."""
    rows = desk.rows(TAKE, state=digest_of(state), browser=digest_of(browser), now=desk.now)
    if not rows:
        raise RefusedError("This sign-on was not begun in this browser, was used already or took too long.", way_out=AGAIN)
    return Attempt(**rows[0]._asdict())


def sign_on(house: House, vouched: Vouched, stay: Stay) -> str:
    """The token of a new session for whom a provider vouches for; a name that has to wait for failures waits here, too."""
    with open_desk(house, SYSTEM) as desk:
        account = _bound(desk, vouched) or _bind(desk, vouched)
        guesses.charge(desk, account.login)
        guesses.forgive(desk, account.login)
        with desk.as_officer(account.officer_id):
            journal.note(desk, "account.signed_in", "account", account.id, by="sso")
        return sessions.begin(desk, account.id, stay)


def _bound(desk: Desk, vouched: Vouched) -> Any | None:
    rows = desk.rows("SELECT id, officer_id, login, closed_at FROM account WHERE sso_issuer = :issuer"
                     " AND sso_subject = :subject",
                     issuer=vouched.issuer, subject=vouched.subject)
    if rows and rows[0].closed_at is not None:
        raise _nobodys()
    return rows[0] if rows else None


def _bind(desk: Desk, vouched: Vouched) -> Any:
    """The first time the sign-in name tells whose account it is; from then on only the provider's own name counts."""
    rows = desk.rows("SELECT id, officer_id, login FROM account WHERE login = :login AND closed_at IS NULL",
                     login=folded(vouched.login))
    if not rows:
        raise _nobodys()
    if desk.run("UPDATE account SET sso_issuer = :issuer, sso_subject = :subject WHERE id = :id AND sso_subject IS NULL"
                " AND closed_at IS NULL", issuer=vouched.issuer, subject=vouched.subject, id=rows[0].id) != 1:
        raise RefusedError("The account of this name belongs to another sign-on.",
                           way_out="Ask your administrator, who can free it: `kuangjian account unbind`.")
    with desk.as_officer(rows[0].officer_id):
        journal.note(desk, "account.bound", "account", rows[0].id)
    return rows[0]


def _nobodys() -> RefusedError:
    return RefusedError("No open account of this system belongs to this sign-on.",
                        way_out="Ask your administrator to open one under the name that the sign-on service knows you by.")


def unbind(desk: Desk, officer_id: int) -> None:
    """Free an officer's account from the sign-on it is bound to: the next one under its name binds it anew; sessions end."""
    office_id = permit_about(desk, officer_id, "account.manage")
    rows = desk.rows("SELECT id, sso_subject FROM account WHERE officer_id = :id", id=officer_id)
    if not rows:
        raise NotFoundError(f"Officer {officer_id} has no account.", way_out="Open one: `kuangjian account open`.")
    if rows[0].sso_subject is None:
        raise ConflictError(f"The account of officer {officer_id} is bound to no sign-on.", way_out="There is nothing to free.")
    desk.run("UPDATE account SET sso_issuer = NULL, sso_subject = NULL WHERE id = :id", id=rows[0].id)
    journal.note(desk, "account.unbound", "account", rows[0].id, office_id=office_id, officer=officer_id)
    sessions.end_all(desk, rows[0].id)
