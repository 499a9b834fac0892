"""Browser sessions: begun anew at every sign-in, ended by rest, by age, by signing out, and with the account."""

from dataclasses import dataclass
from datetime import timedelta

from casework import journal
from casework.access import Actor
from casework.clue.hidden import PERHAPS, veil_for
from casework.desk import Desk
from casework.record.officers import posts_of
from foundation.database import Instant
from foundation.tokens import digest_of, new_token

SEEN_EVERY = timedelta(minutes=1)  # not every click is written down
PRESENT = f"""
SELECT s.id, s.account_id, s.seen_at, a.officer_id, o.name,
    CASE WHEN {PERHAPS.format(officer="a.officer_id")} THEN 1 ELSE 0 END AS perhaps_named
FROM sign_in s JOIN account a ON a.id = s.account_id
JOIN officer o ON o.id = a.officer_id
WHERE s.token_digest = :digest AND s.ended_at IS NULL AND s.ends_at > :now AND s.seen_at > :rested AND a.closed_at IS NULL
"""


@dataclass(frozen=True)
class Stay:
    """How long a session lasts: without a click, and in all."""

    rest: timedelta = timedelta(minutes=60)
    whole: timedelta = timedelta(hours=12)


@dataclass(frozen=True)
class Present:
    """Somebody who is signed in; `stale` asks that the visit be written down (`note_visit`)."""

    session_id: int
    account_id: int
    actor: Actor
    stale: bool


def begin(desk: Desk, account_id: int, stay: Stay) -> str:
    """Begin a session; its token, which is not kept."""
    token = new_token()
    desk.run("INSERT INTO sign_in (account_id, token_digest, began_at, seen_at, ends_at)"
             " VALUES (:account, :digest, :now, :now, :ends)",
             account=account_id, digest=digest_of(token), now=desk.now, ends=desk.now + stay.whole)
    return token


def present(desk: Desk, token: str, stay: Stay) -> Present | None:
    """Who holds this token, or None where the session has ended."""
    rows = desk.rows(PRESENT, types={"seen_at": Instant()}, digest=digest_of(token), now=desk.now,
                     rested=desk.now - stay.rest)
    if not rows:
        return None
    row = rows[0]
    posts = posts_of(desk, row.officer_id)
    actor = Actor(row.name, row.officer_id, posts, veil=veil_for(desk, row.officer_id, posts) if row.perhaps_named else None)
    return Present(row.id, row.account_id, actor, stale=row.seen_at < desk.now - SEEN_EVERY)


def note_visit(desk: Desk, session_id: int) -> None:
    """Write down that the session is alive."""
    desk.run("UPDATE sign_in SET seen_at = :now WHERE id = :id AND seen_at < :now", now=desk.now, id=session_id)


def sign_out(desk: Desk, token: str) -> None:
    """End a session; one that has ended stays so."""
    desk.run("UPDATE sign_in SET ended_at = :now WHERE token_digest = :digest AND ended_at IS NULL",
             now=desk.now, digest=digest_of(token))


def end_all(desk: Desk, account_id: int, *, but: int | None = None) -> int:
    """End every session of an account, but for one; how many ended."""
    ended = desk.run("UPDATE sign_in SET ended_at = :now WHERE account_id = :account AND ended_at IS NULL AND id <> :but",
                     now=desk.now, account=account_id, but=but or 0)
    journal.note(desk, "account.signed_out_everywhere", "account", account_id, ended=ended)
    return ended
