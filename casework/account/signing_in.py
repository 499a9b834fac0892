"""Signing in with name and password: guessers wait longer each time, and learn nothing about which names there are."""

from casework import journal
from casework.access import SYSTEM
from casework.account import guesses, passwords, sessions
from casework.account.accounts import folded
from casework.account.sessions import Stay
from casework.desk import House, open_desk
from foundation.errors import RefusedError

TOLD = 5  # failures in a row that the journal tells of


def sign_in(house: House, login: str, password: str, stay: Stay) -> str:
    """The token of a new session; refused alike for a wrong name, a wrong password and a closed account.

    The password is looked at between two desks: nobody else is kept waiting while it is.
    """
    name = folded(login)
    with open_desk(house, SYSTEM) as desk:
        failures = guesses.charge(desk, name)
        rows = desk.rows("SELECT id, officer_id, password_hash FROM account WHERE login = :login AND closed_at IS NULL",
                         login=name)
        if rows and failures == TOLD:
            journal.note(desk, "account.guessed_at", "account", rows[0].id, failures=failures)
    good, newer = passwords.fits(password, rows[0].password_hash if rows else None)
    if not good:
        raise _wrong()
    with open_desk(house, SYSTEM) as desk:
        # Unless it was closed, or given another password, while the old one was looked at.
        kept = desk.run("UPDATE account SET password_hash = :hash WHERE id = :id AND password_hash = :old"
                        " AND closed_at IS NULL",
                        hash=newer or rows[0].password_hash, old=rows[0].password_hash, id=rows[0].id)
        if kept != 1:
            raise _wrong()
        guesses.forgive(desk, name)
        with desk.as_officer(rows[0].officer_id):
            journal.note(desk, "account.signed_in", "account", rows[0].id)
        return sessions.begin(desk, rows[0].id, stay)


def change_password(house: House, account_id: int, old: str, new: str, *, keep: int) -> None:
    """Change one's password by the old one; every session but that of this number ends. Guessing the old one is slowed down."""
    with open_desk(house, SYSTEM) as desk:
        row = desk.rows("SELECT a.login, a.officer_id, a.password_hash, o.name FROM account a JOIN officer o"
                        " ON o.id = a.officer_id WHERE a.id = :id", id=account_id)[0]
        guesses.charge(desk, row.login)
    if not passwords.fits(old, row.password_hash)[0]:
        raise RefusedError("The old password is wrong.", way_out="Type it again, or ask your administrator for a new link.")
    passwords.refuse_weak(new, row.login, row.name)
    made = passwords.hash_of(new)
    with open_desk(house, SYSTEM) as desk:
        if desk.run("UPDATE account SET password_hash = :new WHERE id = :id AND password_hash = :old",
                    new=made, old=row.password_hash, id=account_id) != 1:
            raise _wrong()
        guesses.forgive(desk, row.login)
        with desk.as_officer(row.officer_id):
            journal.note(desk, "account.password_set", "account", account_id)
            sessions.end_all(desk, account_id, but=keep)


def _wrong() -> RefusedError:
    return RefusedError("The name or the password is wrong.",
                        way_out="Try again, or ask your administrator for a new link.")
