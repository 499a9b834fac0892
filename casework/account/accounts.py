"""Accounts: opened for an officer, given a password by a one-time link, closed."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from casework import journal
from casework.account import guesses, one_time, passwords, sessions
from casework.account.one_time import Link, make_link
from casework.account.person import Person, person_of
from casework.bulk import insert_rows
from casework.desk import Desk
from casework.record.officers import permit_about
from foundation.errors import ConflictError, InvalidError, NotFoundError
from models import Account

LOGIN = re.compile(r"[\w.@+-]{2,64}")


def folded(login: str) -> str:
    """A sign-in name as it is kept: full-width and capital letters are the same name as their plain ones."""
    return unicodedata.normalize("NFKC", login).strip().casefold()


def open_account(desk: Desk, officer_id: int, login: str) -> Link:
    """Open an officer's account; its first link, by which the password is set."""
    return make_link(desk, *register(desk, officer_id, login))


def register(desk: Desk, officer_id: int, login: str) -> tuple[int, str]:
    """Open an officer's account without a link yet; its number and its sign-in name."""
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
    return account_id, name


def give_link(desk: Desk, officer_id: int) -> Link:
    """A new one-time link for an officer who has lost the password or the first link; older links hold no more."""
    return make_link(desk, *end_older(desk, officer_id))


def end_older(desk: Desk, officer_id: int) -> tuple[int, str]:
    """End the links of an officer who is about to get a new one; the account's number and its sign-in name."""
    office_id = permit_about(desk, officer_id, "account.manage")
    account_id, login = _account_of(desk, officer_id)
    one_time.end_links(desk, [account_id])
    journal.note(desk, "account.link_given", "account", account_id, office_id=office_id, officer=officer_id)
    return account_id, login


def use_link(desk: Desk, token: str, password: str) -> str:
    """Set the password by a one-time link: every session ends, failures are forgiven; the sign-in name."""
    link = one_time.held(desk, token)
    passwords.refuse_weak(password, link.login, link.name)
    with desk.as_officer(link.officer_id):
        _set(desk, link, passwords.hash_of(password))
    return str(link.login)


def use_links(desk: Desk, tokens: Sequence[str], password: str) -> None:
    """Set one password, made up and strong, by many links: the demo's, whose people share it."""
    made = passwords.hash_of(password)
    for token in tokens:
        _set(desk, one_time.held(desk, token), made)


def _set(desk: Desk, link: Any, made: str) -> None:
    one_time.spend(desk, link.id)
    desk.run("UPDATE account SET password_hash = :hash WHERE id = :id", hash=made, id=link.account_id)
    journal.note(desk, "account.password_set", "account", link.account_id)
    sessions.end_all(desk, link.account_id)
    guesses.forgive(desk, link.login)


def close_account(desk: Desk, officer_id: int) -> Person:
    """Close an officer's account: nobody signs in with it, every session, link and calendar feed ends; whose it was."""
    office_id = permit_about(desk, officer_id, "account.manage")
    account_id, _ = _account_of(desk, officer_id)
    shut(desk, account_id, officer_id, office_id)
    return person_of(desk, officer_id)


def shut(desk: Desk, account_id: int, officer_id: int, office_id: int | None) -> int:
    """Close an account whose closing was permitted; how many calendar feeds that ended."""
    desk.run("UPDATE account SET closed_at = :now WHERE id = :id", now=desk.now, id=account_id)
    one_time.end_links(desk, [account_id])
    feeds = desk.run("UPDATE calendar_feed SET revoked_at = :now WHERE account_id = :id AND revoked_at IS NULL", now=desk.now,
                     id=account_id)
    journal.note(desk, "account.closed", "account", account_id, office_id=office_id, officer=officer_id)
    sessions.end_all(desk, account_id)
    return feeds


def sign_out_everywhere(desk: Desk, officer_id: int) -> int:
    """End every session of an officer's account, as when a device is lost; how many ended."""
    permit_about(desk, officer_id, "account.manage")
    return sessions.end_all(desk, _account_of(desk, officer_id)[0])


def _account_of(desk: Desk, officer_id: int) -> tuple[int, str]:
    rows = desk.rows("SELECT id, login, closed_at FROM account WHERE officer_id = :id", id=officer_id)
    if not rows:
        raise NotFoundError(f"Officer {officer_id} has no account.", way_out="Open one: `kuangjian account open`.")
    if rows[0].closed_at is not None:
        raise ConflictError(f"The account of officer {officer_id} is closed.", way_out="It stays closed.")
    return int(rows[0].id), str(rows[0].login)
