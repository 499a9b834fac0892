"""How an officer gets a one-time link: in a letter, or handed over where no letter can be written."""

from dataclasses import dataclass

from casework.account.accounts import end_older, register
from casework.account.one_time import make_link
from casework.account.person import person_of
from casework.desk import Desk
from casework.letter.account_letters import queue
from casework.record.people import add_officer
from foundation.errors import ConflictError


@dataclass(frozen=True)
class Invitation:
    """Whose account it is; the address that a letter with the link goes to, or the link, for whoever asked for it."""

    officer: int
    name: str
    office: str | None
    login: str
    letter_to: str | None
    link: str | None


def invite(desk: Desk, officer_id: int, login: str, *, by_letter: bool = True) -> Invitation:
    """Open an officer's account and have its first link written; without `by_letter` the link is told here."""
    return _told(desk, officer_id, register(desk, officer_id, login), "account_opened" if by_letter else None)


def invite_first(desk: Desk, *, name: str, login: str, email: str | None = None, by_letter: bool = True) -> Invitation:
    """The province's administrator, with an account."""
    province = desk.scalar("SELECT id FROM party WHERE level = 'province'")
    if province is None:
        raise ConflictError("There is no province yet.", way_out="Run `kuangjian init` first.")
    number = add_officer(desk, office_id=int(province), role="administrator", name=name, email=email)
    return invite(desk, number, login, by_letter=by_letter)


def reset(desk: Desk, officer_id: int, *, by_letter: bool = True) -> Invitation:
    """A new link for an officer who has lost the password or the first link; older links hold no more."""
    return _told(desk, officer_id, end_older(desk, officer_id), "account_reset" if by_letter else None)


def _told(desk: Desk, officer_id: int, account: tuple[int, str], kind: str | None) -> Invitation:
    """By letter where letters leave and the officer has an address that takes them."""
    who = person_of(desk, officer_id)
    if kind and desk.house.mails and queue(desk, kind, officer_id=officer_id):
        address = desk.scalar("SELECT email FROM officer WHERE id = :id", id=officer_id)
        return Invitation(officer_id, who.name, who.office, account[1], str(address), None)
    link = make_link(desk, *account)
    return Invitation(officer_id, who.name, who.office, account[1], None, link.address(desk.house.base_url))
