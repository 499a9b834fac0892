"""Accounts: opened for an officer, given a password by a one-time link, closed."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from casework import journal
from casework.account import guesses, passwords, sessions
from casework.bulk import insert_rows
from casework.desk import Desk
from casework.record.officers import permit_about
from casework.record.people import add_officer
from foundation.errors import ConflictError, InvalidError, NotFoundError
from foundation.tokens import digest_of, new_token
from models import Account

LOGIN = re.compile(r"[\w.@+-]{2,64}")
LINK_HOLDS = timedelta(hours=48)


@dataclass(frozen=True)
class Link:
    """A one-time link's token, and the account whose password it sets."""

    account_id: int
    login: str
    token: str

    def address(self, base_url: str) -> str:
        """Where the password is set."""
        return f"{base_url}/password/{self.token}"


def folded(login: str) -> str:
    """A sign-in name as it is kept: full-width and capital letters are the same name as their plain ones."""
    return unicodedata.normalize("NFKC", login).strip().casefold()


def open_account(desk: Desk, officer_id: int, login: str) -> Link:
    """Open an officer's account; its first link, by which the password is set."""
    office_id = permit_about(desk, officer_id, "account.manage")
    name = folded(login)
    if not LOGIN.fullmatch(name):
        raise InvalidError(f"{login!r} is no sign-in name.", way_out="Take 2 to 64 letters, digits or . _ @ + -")
    if desk.scalar("SELECT 1 FROM account WHERE officer_id = :id", id=officer_id):
        raise ConflictError(f"Officer {officer_id} has an account.", way_out="Give a new link: `kuangjian account link`.")
    if desk.scalar("SELECT 1 FROM account WHERE login = :login", login=name):
        raise ConflictError(f"The sign-in name {name} is taken.", way_out="Take another.")
    account_id = insert_rows(desk, Account, [{"officer_id": officer_id, "login": name, "created_at": desk.now}])[0]
    journal.note(desk, "account.opened", "account", account_id, office_id=office_id, officer=officer_id)
    return _link(desk, account_id, name)


def open_first(desk: Desk, *, name: str, login: str, email: str | None = None) -> tuple[int, Link]:
    """The province's administrator, with an account; the officer's number and the first link."""
    province = desk.scalar("SELECT id FROM party WHERE level = 'province'")
    if province is None:
        raise ConflictError("There is no province yet.", way_out="Run `kuangjian init` first.")
    number = add_officer(desk, office_id=int(province), role="administrator", name=name, email=email)
    return number, open_account(desk, number, login)


def give_link(desk: Desk, officer_id: int) -> Link:
    """A new one-time link for an officer who has lost the password or the first link; older links hold no more."""
    office_id = permit_about(desk, officer_id, "account.manage")
    account_id, login = _account_of(desk, officer_id)
    desk.run("UPDATE one_time_link SET used_at = :now WHERE account_id = :id AND used_at IS NULL", now=desk.now, id=account_id)
    journal.note(desk, "account.link_given", "account", account_id, office_id=office_id, officer=officer_id)
    return _link(desk, account_id, login)


def _link(desk: Desk, account_id: int, login: str) -> Link:
    token = new_token()
    desk.run("INSERT INTO one_time_link (account_id, token_digest, ends_at) VALUES (:account, :digest, :ends)",
             account=account_id, digest=digest_of(token), ends=desk.now + LINK_HOLDS)
    return Link(account_id, login, token)


def use_link(desk: Desk, token: str, password: str) -> str:
    """Set the password by a one-time link: every session ends, failures are forgiven; the sign-in name."""
    link = _held(desk, token)
    passwords.refuse_weak(password, link.login, link.name)
    _set(desk, link, passwords.hash_of(password))
    return str(link.login)


def use_links(desk: Desk, tokens: Sequence[str], password: str) -> None:
    """Set one password, made up and strong, by many links: the demo's, whose people share it."""
    made = passwords.hash_of(password)
    for token in tokens:
        _set(desk, _held(desk, token), made)


def _held(desk: Desk, token: str) -> Any:
    rows = desk.rows("SELECT l.id, a.id AS account_id, a.login, o.name FROM one_time_link l JOIN account a"
                     " ON a.id = l.account_id JOIN officer o ON o.id = a.officer_id WHERE l.token_digest = :digest"
                     " AND l.used_at IS NULL AND l.ends_at > :now AND a.closed_at IS NULL",
                     digest=digest_of(token), now=desk.now)
    if not rows:
        raise NotFoundError("This link holds no more.", way_out="Ask your administrator for a new one.")
    return rows[0]


def _set(desk: Desk, link: Any, made: str) -> None:
    if desk.run("UPDATE one_time_link SET used_at = :now WHERE id = :id AND used_at IS NULL", now=desk.now, id=link.id) != 1:
        raise ConflictError("This link was used at the same moment.", way_out="Sign in with the password set there.")
    desk.run("UPDATE account SET password_hash = :hash WHERE id = :id", hash=made, id=link.account_id)
    journal.note(desk, "account.password_set", "account", link.account_id)
    sessions.end_all(desk, link.account_id)
    guesses.forgive(desk, link.login)


def close_account(desk: Desk, officer_id: int) -> None:
    """Close an officer's account: nobody signs in with it, and every session ends."""
    office_id = permit_about(desk, officer_id, "account.manage")
    account_id, _ = _account_of(desk, officer_id)
    desk.run("UPDATE account SET closed_at = :now WHERE id = :id", now=desk.now, id=account_id)
    journal.note(desk, "account.closed", "account", account_id, office_id=office_id, officer=officer_id)
    sessions.end_all(desk, account_id)


def _account_of(desk: Desk, officer_id: int) -> tuple[int, str]:
    rows = desk.rows("SELECT id, login, closed_at FROM account WHERE officer_id = :id", id=officer_id)
    if not rows:
        raise NotFoundError(f"Officer {officer_id} has no account.", way_out="Open one: `kuangjian account open`.")
    if rows[0].closed_at is not None:
        raise ConflictError(f"The account of officer {officer_id} is closed.", way_out="It stays closed.")
    return int(rows[0].id), str(rows[0].login)
