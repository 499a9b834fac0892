"""Tokens of programs: shown once, held to a list of actions and an end, revoked at will."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from casework import journal
from casework.access import OPERATOR, PUBLIC, SYSTEM, Actor, Post, allowed
from casework.bulk import insert_rows
from casework.clue.hidden import veil_for
from casework.desk import Desk, House, open_desk
from casework.grants import GRANTS, NO_TOKEN, PROGRAM
from casework.journal import Entry
from casework.record.officers import permit_about, posts_of
from casework.record.parties import hold
from foundation.clock import day_of
from foundation.database import Instant
from foundation.errors import ConflictError, InvalidError, NotFoundError
from foundation.tokens import digest_of, new_token
from models import ApiToken

LONGEST_DAYS = 366
SEEN_EVERY = timedelta(hours=1)
ACTIONS = tuple(sorted({grant.action for grant in GRANTS} - NO_TOKEN))
OF_SYSTEMS = frozenset(grant.action for grant in GRANTS if PROGRAM in grant.roles)
OTHERS = (SYSTEM.name, OPERATOR.name, PUBLIC.name)
HELD = """
SELECT t.id, t.name, t.officer_id, t.actions, t.used_at, p.id AS office_id, p.path FROM api_token t
LEFT JOIN party p ON p.id = t.office_id AND (p.valid_to IS NULL OR p.valid_to >= :today)
LEFT JOIN account a ON a.officer_id = t.officer_id
WHERE t.token_digest = :digest AND t.revoked_at IS NULL AND t.ends_at > :now AND a.closed_at IS NULL
"""


@dataclass(frozen=True)
class Issued:
    """A token that was just made; this is the only time it is shown."""

    id: int
    token: str
    last_day: date


def issue_for_officer(desk: Desk, officer_id: int, name: str, *, actions: Sequence[str], days: int) -> Issued:
    """A token with which a program acts for an officer, with that officer's posts."""
    office_id = permit_about(desk, officer_id, "account.manage")
    return _issue(desk, name, actions, days, office_id, officer_id=officer_id, office_id=None)


def issue_for_office(desk: Desk, office_id: int, name: str, *, actions: Sequence[str], days: int) -> Issued:
    """A token with which an office's own system acts at that office."""
    path = desk.scalar("SELECT path FROM party WHERE id = :id", id=office_id)
    if path is None:
        raise NotFoundError(f"No office has the id {office_id}.", way_out="`kuangjian offices` lists them.")
    desk.permit("account.manage", str(path))
    hold(desk, [office_id])
    ended = desk.rows("SELECT name FROM party WHERE id = :id AND valid_to < :today", id=office_id, today=desk.today)
    if ended:
        raise ConflictError(f"{ended[0].name} is abolished; a token of its systems would do nothing.",
                            way_out="Issue it at the office that took over.")
    never = sorted((set(actions) & set(ACTIONS)) - OF_SYSTEMS)
    if never:
        raise InvalidError(f"A token of an office's system can never do this: {', '.join(never)}.", way_out=(
            "Issue it for an officer who may, or choose among what systems may: "
            f"{', '.join(one for one in ACTIONS if one in OF_SYSTEMS)}."))
    return _issue(desk, name, actions, days, office_id, officer_id=None, office_id=office_id)


def _issue(desk: Desk, name: str, actions: Sequence[str], days: int, at: int | None, **whose: int | None) -> Issued:
    if not actions:
        raise InvalidError("It is not chosen what the token may do.", way_out="Choose at least one action.")
    unknown = sorted(set(actions) - set(ACTIONS))
    if not name.strip() or unknown or not 1 <= days <= LONGEST_DAYS:
        raise InvalidError("This token cannot be made." + (f" Unknown: {', '.join(unknown)}." if unknown else ""),
                           way_out=f"Give a name, 1 to {LONGEST_DAYS} days, and actions among: {', '.join(ACTIONS)}.")
    if name.strip() in OTHERS or name.strip().startswith("officer:"):
        raise InvalidError(f"“{name.strip()}” is what the journal calls somebody else.", way_out="Give the token another name.")
    token, ends = new_token(), desk.now + timedelta(days=days)
    number = insert_rows(desk, ApiToken, [{"name": name.strip(), "token_digest": digest_of(token), "created_at": desk.now,
                                           "ends_at": ends, "actions": json.dumps(sorted(set(actions))), **whose}])[0]
    journal.note(desk, "token.issued", "api_token", number, office_id=at, actions=sorted(set(actions)), days=days)
    return Issued(number, token, day_of(ends))


def revoke(desk: Desk, token_id: int) -> None:
    """Revoke a token; one that is revoked stays so."""
    rows = desk.rows("SELECT t.officer_id, t.office_id, p.path FROM api_token t LEFT JOIN party p ON p.id = t.office_id"
                     " WHERE t.id = :id", id=token_id)
    if not rows or not _revocable(desk, rows[0].officer_id, rows[0].path):
        raise NotFoundError(f"There is no token {token_id}.", way_out="`kuangjian token list` lists them.")
    if desk.run("UPDATE api_token SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL", now=desk.now, id=token_id):
        journal.note(desk, "token.revoked", "api_token", token_id, office_id=rows[0].office_id)


def _revocable(desk: Desk, officer_id: int | None, path: str | None) -> bool:
    """Whether whoever manages accounts sees whose token it is; who sees it and does not manage them is refused."""
    if officer_id is None:
        if not any(allowed(desk.actor, action, path) for action in ("office.read", "account.manage")):
            return False
        desk.permit("account.manage", path)
        return True
    try:
        permit_about(desk, officer_id, "account.manage")
    except NotFoundError:
        return False
    return True


def revoke_all(desk: Desk, officer_id: int, office_id: int | None) -> int:
    """Revoke every token of an officer whose leaving was permitted; how many held still."""
    ended = desk.rows("UPDATE api_token SET revoked_at = :now WHERE officer_id = :id AND revoked_at IS NULL RETURNING id",
                      now=desk.now, id=officer_id)
    journal.note_each(desk, "token.revoked", "api_token", [Entry(row.id, office_id, {}) for row in ended])
    return len(ended)


def bearer(desk: Desk, token: str) -> tuple[Actor, int | None] | None:
    """Who acts with a token, and its number where the use is to be written down; None where it holds no more."""
    rows = desk.rows(HELD, types={"used_at": Instant()}, digest=digest_of(token), now=desk.now, today=desk.today)
    if not rows:
        return None
    row = rows[0]
    if row.officer_id is not None:
        posts = posts_of(desk, row.officer_id)
    else:
        posts = (Post(PROGRAM, row.office_id, row.path),) if row.path is not None else ()
    actor = Actor(row.name, row.officer_id, posts, only=frozenset(json.loads(row.actions)),
                  veil=veil_for(desk, row.officer_id, posts))
    return actor, _stale(desk, row.id, row.used_at)


def bearers(house: House, tokens: Sequence[str]) -> list[tuple[Actor, int | None] | None]:
    """The same for all who ask at the same moment: many of them hold the same token, which is looked at once."""
    with open_desk(house, SYSTEM, reads=True) as desk:
        known = {token: bearer(desk, token) for token in dict.fromkeys(tokens)}  # a few
    return [known[token] for token in tokens]


def _stale(desk: Desk, token_id: int, used_at: datetime | None) -> int | None:
    return token_id if used_at is None or used_at < desk.now - SEEN_EVERY else None


def note_use(desk: Desk, token_id: int) -> None:
    """Write down that a token was used."""
    desk.run("UPDATE api_token SET used_at = :now WHERE id = :id", now=desk.now, id=token_id)
