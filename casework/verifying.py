"""The chain of seals checked piece by piece, each check itself written into the journal: so the next goes on from there."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from casework import journal
from casework.desk import Desk
from foundation.database import Instant, sql

SLICE = 100_000  # entries checked in one go: some seconds
VERIFIED, BROKEN = "journal.verified", "journal.broken"
BEGINNING: dict[str, Any] = {"first": None, "last": None, "seal": 0, "hash": journal.GENESIS}


@dataclass(frozen=True)
class Checked:
    """What was checked: entries `first` to `last` in the order of the chain, without a gap; `broken` is where it breaks."""

    first: int | None  # the first entry of the pass; None: there is nothing to check
    last: int | None
    seal: int  # the last good seal, and its hash
    hash: str
    count: int  # entries checked in this go
    broken: int | None
    left: bool  # whether sealed entries are still to be checked


@dataclass(frozen=True)
class Standing:
    """Up to where the chain was found whole, by whom and when; `broken` is where a check found it broken."""

    first: int | None  # None: it was never found whole
    last: int
    at: datetime | None
    by: str
    broken: int | None
    newest: int  # the newest entry of the journal: what lies between is not checked yet


def standing(desk: Desk) -> Standing:
    """What the checks so far have found."""
    desk.permit("journal.read")
    good, bad = _last(desk, VERIFIED), _last(desk, BROKEN)
    newest = int(desk.scalar("SELECT coalesce(max(id), 0) FROM journal"))
    told = json.loads(good.detail) if good else BEGINNING | {"last": 0}
    # A break stands until a later check has come past it.
    broken = bad.entity_id if bad and not (good and good.id > bad.id and told["last"] >= bad.entity_id) else None
    return Standing(told["first"], told["last"], good.at if good else None, good.by if good else "", broken, newest)


def _last(desk: Desk, action: str) -> Any:
    rows = desk.rows("SELECT j.id, j.at, j.entity_id, j.detail, coalesce(o.name, j.actor) AS by FROM journal j LEFT JOIN"
                     f" officer o ON o.id = {journal.officer_in('j.actor')} WHERE j.action = :action"
                     " ORDER BY j.id DESC LIMIT 1",
                     types={"at": Instant()}, action=action)
    return rows[0] if rows else None


def check_on(desk: Desk, *, anew: bool = False, limit: int = SLICE) -> Checked:
    """Check the chain from where the last check ended, or from its beginning; at most `limit` entries."""
    desk.permit("journal.read")
    kept = None if anew else _last(desk, VERIFIED)
    told = json.loads(kept.detail) if kept else BEGINNING
    first, last, seal, previous = told["first"], told["last"], told["seal"], told["hash"]
    if seal and desk.scalar("SELECT hash FROM journal_seal WHERE id = :id", id=seal) != previous:
        return Checked(first, last, seal, previous, 0, last, left=True)  # what was whole then has been changed since
    count, broken = 0, None
    for row in _chain(desk, seal, limit):
        entry = row._asdict()
        if row.previous != previous or journal.link(previous, entry) != row.hash:
            broken = row.id
            break
        first, last, seal, previous, count = first or row.id, row.id, row.seal, row.hash, count + 1
    more = desk.scalar("SELECT 1 FROM journal_seal WHERE id > :seal LIMIT 1", seal=seal) is not None
    return Checked(first, last, seal, previous, count, broken, left=more)


def _chain(desk: Desk, after: int, limit: int) -> Iterator[Any]:
    listed = ", ".join(f"j.{name}" for name in journal.FIELDS)
    query = sql(f"SELECT {listed}, s.id AS seal, s.previous, s.hash FROM journal_seal s JOIN journal j ON j.id = s.entry_id"
                f" WHERE s.id > :after ORDER BY s.id LIMIT {limit}", {"at": Instant()}, after=after)
    yield from desk.session.execute(query.execution_options(yield_per=5000))


def note_check(desk: Desk, checked: Checked) -> None:
    """Write into the journal what a check found; a chain that breaks is work of the province at once."""
    desk.permit("journal.read")
    if checked.broken is not None:
        journal.note(desk, BROKEN, "journal", checked.broken, last=checked.last)
        desk.run("INSERT INTO work_item (office_id, kind, open_key, text, created_at) SELECT id, 'journal-broken',"
                 " 'journal-broken', :text, :now FROM party WHERE level = 'province' ON CONFLICT (open_key) DO NOTHING",
                 text=f"日志封印链在第{checked.broken}条处中断：该条或其前的记录被改动过，请与早先的导出核对。", now=desk.now)
    elif checked.count:
        journal.note(desk, VERIFIED, "journal", int(checked.last or 0), first=checked.first, last=checked.last,
                     seal=checked.seal, hash=checked.hash, count=checked.count)
