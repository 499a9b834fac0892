"""What a calendar feed holds."""

from datetime import timedelta

from casework.bulk import rows_among
from casework.desk import Desk
from casework.in_force import running
from casework.record.officers import actor_of
from casework.view.lines import DATES, LINE, Line, line_of
from foundation.errors import NotFoundError
from foundation.tokens import digest_of

BEFORE, AHEAD = timedelta(days=31), timedelta(days=400)
LINES = (f"{LINE} WHERE d.debtor_id IN :offices AND {running('d')}"
         " AND k.due BETWEEN :first AND :last ORDER BY k.due, d.id LIMIT 2000")


def read_feed(desk: Desk, token: str) -> list[Line]:
    """What falls due at the offices where the feed's owner serves today, from a month ago on."""
    owner = desk.scalar("SELECT a.officer_id FROM calendar_feed f JOIN account a ON a.id = f.account_id"
                        " WHERE f.token_digest = :digest AND f.revoked_at IS NULL AND a.closed_at IS NULL",
                        digest=digest_of(token))
    if owner is None:
        raise NotFoundError("There is no such calendar.", way_out="Make a new one on the page of your account.")
    reader = actor_of(desk, int(owner))
    desk.veil(reader)
    offices = sorted({post.office_id for post in reader.posts})
    if not offices:
        return []
    rows = rows_among(desk, LINES, {"offices": offices}, types=DATES, first=desk.today - BEFORE,
                      last=desk.today + AHEAD)
    return [line_of(desk, row) for row in rows]
