"""What happened to a thing since somebody looked at it: what was decided on an outdated page is not done."""

from casework.desk import Desk
from casework.journal import officer_in
from foundation.clock import SHANGHAI
from foundation.database import Instant
from foundation.errors import ConflictError
from regulation.terms import whole_in_words

ITSELF = "SELECT '{0}' AS entity, CAST(:id AS INTEGER) AS entity_id"
# Under which names the journal tells of a thing: of an officer also by his posts and his account.
TOLD_AS = {
    "duty": ITSELF.format("duty"), "mine": ITSELF.format("mine"), "office": ITSELF.format("party"),
    "officer": f"{ITSELF.format('officer')} UNION ALL SELECT 'post', id FROM post WHERE officer_id = :id"
               " UNION ALL SELECT 'account', id FROM account WHERE officer_id = :id"
               " UNION ALL SELECT 'certificate', id FROM certificate WHERE officer_id = :id",
}
# What somebody does with his own account changes no page about him.
ENTRIES = ("FROM ({told_as}) t JOIN journal j ON j.entity = t.entity AND j.entity_id = t.entity_id AND (j.entity <> 'account'"
           " OR j.action IN ('account.opened', 'account.closed', 'account.link_given', 'account.unbound'))")
ROWS = {"officer": "officer", "mine": "mine", "office": "party"}


def refuse_changed(desk: Desk, duty_id: int, seen: int) -> None:
    """Refuse what was decided on a page that is out of date, and tell what has changed; `seen` is its last entry's number."""
    refuse_outdated(desk, "duty", duty_id, seen)


def last_change(desk: Desk, kind: str, number: int) -> int:
    """The number of the last entry about a duty, an officer, a mine or an office."""
    entries = ENTRIES.format(told_as=TOLD_AS[kind])
    return int(desk.scalar(f"SELECT coalesce(max(j.id), 0) {entries}", id=number))


def refuse_outdated(desk: Desk, kind: str, number: int, seen: int) -> None:
    """The same for a thing of any of these kinds; whoever else is at it is waited for."""
    if desk.postgres and kind in ROWS:  # a duty is compared and set
        desk.run(f"SELECT id FROM {ROWS[kind]} WHERE id = :id FOR NO KEY UPDATE", id=number)
    rows = desk.rows(
        f"SELECT x.at, x.action, coalesce(o.name, x.actor) AS actor FROM (SELECT j.id, j.at, j.action, j.actor"
        f" {ENTRIES.format(told_as=TOLD_AS[kind])}) x LEFT JOIN officer o ON o.id = {officer_in('x.actor')} WHERE x.id > :seen"
        " ORDER BY x.id", types={"at": Instant()}, id=number, seen=seen)
    if rows:
        told = tuple(f"{row.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}: {whole_in_words(row.action)} by {row.actor}"
                     for row in rows)
        raise ConflictError(f"This {kind} was changed meanwhile:", problems=told,
                            way_out="Look at it again, and decide anew.")
