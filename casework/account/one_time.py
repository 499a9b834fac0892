"""One-time links: each sets an account's password once, within two days; a newer one ends the older ones."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam

from casework.bulk import add_rows
from casework.desk import Desk
from foundation.database import sql
from foundation.errors import ConflictError, NotFoundError
from foundation.tokens import digest_of, new_token
from models import OneTimeLink

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


def make_link(desk: Desk, account_id: int, login: str) -> Link:
    """A new link; older ones of the account hold no more."""
    return make_links(desk, {account_id: login})[account_id]


def make_links(desk: Desk, logins: dict[int, str]) -> dict[int, Link]:
    """A new link for each of these accounts, whose sign-in names are given; older ones hold no more."""
    end_links(desk, logins)
    made = {account: Link(account, login, new_token()) for account, login in logins.items()}
    add_rows(desk, OneTimeLink, [{"account_id": link.account_id, "token_digest": digest_of(link.token),
                                  "ends_at": desk.now + LINK_HOLDS} for link in made.values()])
    return made


def end_links(desk: Desk, accounts: Collection[int]) -> None:
    """Links of these accounts hold no more."""
    if accounts:
        desk.session.execute(sql("DELETE FROM one_time_link WHERE used_at IS NULL AND account_id IN :ids").bindparams(
            bindparam("ids", expanding=True)), {"ids": list(accounts)})


def held(desk: Desk, token: str) -> Any:
    """The link with its account and whose that is; not found once it was used or has ended, or the account is closed."""
    rows = desk.rows("SELECT l.id, a.id AS account_id, a.officer_id, a.login, o.name FROM one_time_link l JOIN account a"
                     " ON a.id = l.account_id JOIN officer o ON o.id = a.officer_id WHERE l.token_digest = :digest"
                     " AND l.used_at IS NULL AND l.ends_at > :now AND a.closed_at IS NULL",
                     digest=digest_of(token), now=desk.now)
    if not rows:
        raise NotFoundError("This link holds no more.", way_out="Ask for a new one at the sign-in, or your administrator.")
    return rows[0]


def spend(desk: Desk, link_id: int) -> None:
    """Use a link up; refused to the second of two at the same moment."""
    if desk.run("UPDATE one_time_link SET used_at = :now WHERE id = :id AND used_at IS NULL", now=desk.now, id=link_id) != 1:
        raise ConflictError("This link was used at the same moment.", way_out="Sign in with the password set there.")
