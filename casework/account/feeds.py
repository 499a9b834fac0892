"""Calendar feeds: a secret address an officer's calendar program reads, until it is revoked."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Date

from casework import journal
from casework.bulk import insert_rows, rows_among
from casework.desk import Desk
from casework.record.officers import posts_of
from casework.view.lines import LINE, Line, line_of
from foundation.database import Instant
from foundation.errors import NotFoundError
from foundation.tokens import digest_of, new_token
from models import CalendarFeed

BEFORE, AHEAD = timedelta(days=31), timedelta(days=400)
LINES = (f"{LINE} WHERE d.debtor_id IN :offices AND d.status IN ('open', 'suspended', 'handed_in')"
         " AND k.due BETWEEN :first AND :last ORDER BY k.due, d.id LIMIT 2000")


@dataclass(frozen=True)
class FeedLine:
    """A feed that is read somewhere; its address is not kept."""

    id: int
    made_at: datetime


def make_feed(desk: Desk, account_id: int) -> str:
    """Make a feed; the token of its address, shown this once."""
    token = new_token()
    number = insert_rows(desk, CalendarFeed, [{"account_id": account_id, "token_digest": digest_of(token),
                                               "made_at": desk.now}])[0]
    journal.note(desk, "feed.made", "calendar_feed", number)
    return token


def revoke_feed(desk: Desk, account_id: int, feed_id: int) -> None:
    """Revoke one of one's own feeds."""
    if desk.run("UPDATE calendar_feed SET revoked_at = :now WHERE id = :id AND account_id = :account AND revoked_at IS NULL",
                now=desk.now, id=feed_id, account=account_id) != 1:
        raise NotFoundError(f"There is no feed {feed_id} of yours.", way_out="Look at your account.")
    journal.note(desk, "feed.revoked", "calendar_feed", feed_id)


def feeds_of(desk: Desk, account_id: int) -> list[FeedLine]:
    """One's feeds that hold."""
    rows = desk.rows("SELECT id, made_at FROM calendar_feed WHERE account_id = :id AND revoked_at IS NULL ORDER BY id",
                     types={"made_at": Instant()}, id=account_id)
    return [FeedLine(row.id, row.made_at) for row in rows]


def read_feed(desk: Desk, token: str) -> list[Line]:
    """What falls due at the offices where the feed's owner serves today, from a month ago on."""
    owner = desk.scalar("SELECT a.officer_id FROM calendar_feed f JOIN account a ON a.id = f.account_id"
                        " WHERE f.token_digest = :digest AND f.revoked_at IS NULL AND a.closed_at IS NULL",
                        digest=digest_of(token))
    if owner is None:
        raise NotFoundError("There is no such calendar.", way_out="Make a new one on the page of your account.")
    offices = sorted({post.office_id for post in posts_of(desk, int(owner))})
    if not offices:
        return []
    rows = rows_among(desk, LINES, {"offices": offices}, types={"due": Date()}, first=desk.today - BEFORE,
                      last=desk.today + AHEAD)
    return [line_of(desk, row) for row in rows]
