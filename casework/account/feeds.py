"""Calendar feeds: a secret address an officer's calendar program reads, until it is revoked."""

from dataclasses import dataclass
from datetime import datetime

from casework import journal
from casework.bulk import insert_rows
from casework.desk import Desk
from foundation.database import Instant
from foundation.errors import NotFoundError
from foundation.tokens import digest_of, new_token
from models import CalendarFeed


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
