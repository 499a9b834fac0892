"""Drafts: forms half filled in, kept for whoever fills them and whoever stands in; never overwritten unseen."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from casework.bulk import add_rows, rows_among
from casework.desk import Desk
from casework.duty.duties import RUNNING
from casework.journal import canonical, officer_in
from foundation.database import Instant
from foundation.errors import ConflictError, RefusedError
from models import DraftFile

AFTER_END = timedelta(days=30)  # so long a draft outlives its duty: what ended by mistake is opened again
UNTOUCHED = timedelta(days=180)
OWNERS = ("SELECT :me AS id UNION SELECT officer_id FROM absence"
          " WHERE substitute_id = :me AND first <= :today AND last >= :today")
SELECT = ("SELECT d.id, d.officer_id, o.name AS officer, d.about, d.duty_id, d.content, d.version, d.saved_at,"
          " coalesce(s.name, d.saved_by) AS saved_by FROM draft d JOIN officer o ON o.id = d.officer_id"
          f" LEFT JOIN officer s ON s.id = {officer_in('d.saved_by')} WHERE d.officer_id IN ({OWNERS})")


@dataclass(frozen=True)
class Leaf:
    """A file of a draft, and under which name the kind wants it."""

    id: int
    wanted: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True)
class Draft:
    """What was filled in and not sent, whose it is, who saved it last; `mark` tells its versions apart."""

    id: int
    officer_id: int
    officer: str
    about: str
    duty_id: int | None
    content: Mapping[str, Any]
    version: int
    saved_at: datetime
    saved_by: str
    files: tuple[Leaf, ...]

    @property
    def mark(self) -> str:
        """What a form carries, so that an older page does not overwrite a newer draft."""
        return f"{self.id}.{self.version}"


def drafts_seen(desk: Desk, about: str | None = None) -> list[Draft]:
    """The drafts of the actor and of those for whom he stands in today, the last saved first."""
    if desk.actor.officer_id is None:
        return []
    only, values = (" AND d.about = :about", {"about": about}) if about is not None else ("", {})
    rows = desk.rows(f"{SELECT}{only} ORDER BY d.saved_at DESC, d.id DESC", types={"saved_at": Instant()},
                     me=desk.actor.officer_id, today=desk.today, **values)
    files = _files(desk, [row.id for row in rows])
    return [Draft(**{**row._asdict(), "content": json.loads(row.content)}, files=files[row.id]) for row in rows]


def draft_about(desk: Desk, about: str) -> Draft | None:
    """The last saved draft about a duty or kind that the actor sees."""
    return next(iter(drafts_seen(desk, about)), None)


def _files(desk: Desk, drafts: Sequence[int]) -> dict[int, tuple[Leaf, ...]]:
    found: dict[int, tuple[Leaf, ...]] = dict.fromkeys(drafts, ())
    if not drafts:
        return found
    for row in rows_among(desk, "SELECT x.draft_id, f.id, x.name AS wanted, f.name, f.media_type, f.size FROM draft_file x"
                                " JOIN kept_file f ON f.id = x.file_id WHERE x.draft_id IN :drafts ORDER BY f.id",
                          {"drafts": drafts}):
        found[row.draft_id] += (Leaf(*row[1:]),)
    return found


def save_draft(desk: Desk, about: str, content: Mapping[str, Any], *, over: Draft | None, duty_id: int | None = None,
               files: Collection[tuple[str, int]] = (), dropped: Collection[int] = ()) -> None:
    """Save a draft in place of the one that was seen; refused where somebody has saved another meanwhile.

    `files` are added by the names the kind wants, `dropped` are those that go.
    """
    if desk.actor.officer_id is None:
        raise RefusedError("Drafts are kept for officers alone.", way_out="Sign in as one.")
    draft_id = _insert(desk, about, content, duty_id) if over is None else _update(desk, over, content)
    if dropped:
        rows_among(desk, "DELETE FROM draft_file WHERE draft_id = :draft AND file_id IN :files RETURNING file_id",
                   {"files": dropped}, draft=draft_id)
    add_rows(desk, DraftFile, [{"draft_id": draft_id, "file_id": number, "name": name} for name, number in files])


def _insert(desk: Desk, about: str, content: Mapping[str, Any], duty_id: int | None) -> int:
    rows = desk.rows("INSERT INTO draft (officer_id, about, duty_id, content, version, saved_by, saved_at)"
                     " VALUES (:me, :about, :duty, :content, 1, :by, :now) ON CONFLICT (officer_id, about) DO NOTHING"
                     " RETURNING id", me=desk.actor.officer_id, about=about, duty=duty_id, content=canonical(dict(content)),
                     by=desk.actor.label, now=desk.now)
    if not rows:
        raise _overwritten()
    return int(rows[0].id)


def _update(desk: Desk, over: Draft, content: Mapping[str, Any]) -> int:
    touched = desk.run("UPDATE draft SET content = :content, version = version + 1, saved_by = :by, saved_at = :now"
                       " WHERE id = :id AND version = :seen", content=canonical(dict(content)), by=desk.actor.label,
                       now=desk.now, id=over.id, seen=over.version)
    if touched != 1:
        raise _overwritten()
    return over.id


def _overwritten() -> ConflictError:
    return ConflictError("Another window has saved or sent this form meanwhile.", way_out="Open it again.")


def drop_draft(desk: Desk, draft: Draft) -> None:
    """Delete a draft as it was seen: it was sent, or given up; what somebody has saved in it since then stays."""
    _delete(desk, f"id = :id AND version = :seen AND officer_id IN ({OWNERS})", id=draft.id, seen=draft.version,
            me=desk.actor.officer_id or 0, today=desk.today)


def hand_drafts(desk: Desk, officer_id: int, successor_id: int | None) -> int:
    """Give a leaver's drafts to the successor, but for those that he has begun himself; without one they go. How many were."""
    if successor_id is None:
        return _delete(desk, "officer_id = :id", id=officer_id)
    given = desk.run("UPDATE draft SET officer_id = :heir, version = version + 1 WHERE officer_id = :id"
                     " AND about NOT IN (SELECT about FROM draft WHERE officer_id = :heir)", heir=successor_id, id=officer_id)
    return given + _delete(desk, "officer_id = :id", id=officer_id)


def sweep_drafts(desk: Desk) -> int:
    """Delete the drafts of duties that ended a month ago, and those that nobody has touched for half a year."""
    desk.permit("duty.close")
    return _delete(
        desk, "saved_at < :untouched OR duty_id IN (SELECT y.id FROM duty y WHERE y.id IN (SELECT duty_id FROM draft)"
        f" AND y.status NOT IN {RUNNING} AND y.ended_on < :ended)",
        untouched=desk.now - UNTOUCHED, ended=desk.today - AFTER_END)


def _delete(desk: Desk, which: str, **values: Any) -> int:
    """What belonged to nothing else stays in the store, and is told to nobody."""
    desk.run(f"DELETE FROM draft_file WHERE draft_id IN (SELECT id FROM draft WHERE {which})", **values)
    return desk.run(f"DELETE FROM draft WHERE {which}", **values)
