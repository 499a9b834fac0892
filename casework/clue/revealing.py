"""A seal is opened: by an officer with the right, for a reason, under the eyes of the leaders; never by a program."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from casework import journal
from casework.clue import clues, evidence
from casework.clue.clues import ClueRow, clue_of
from casework.clue.identities import masked
from casework.clue.originals import Original, original_of
from casework.desk import Desk
from casework.grants import LEADERS
from foundation.clock import SHANGHAI
from foundation.database import Instant
from foundation.errors import InvalidError, NotFoundError, RefusedError

REVEALED = "clue.revealed"
SHORTEST, LONGEST = 10, 500  # characters of a reason
JUST = timedelta(minutes=30)  # how long what was read is fresh enough to mend the masks by
TOLD = ("INSERT INTO work_item (office_id, kind, open_key, text, created_at) VALUES (:office, 'clue-revealed', :key, :text,"
        " :now)")
OPENINGS = ("SELECT j.at, coalesce(o.name, j.actor) AS officer, j.detail FROM journal j LEFT JOIN officer o"
            f" ON o.id = {journal.officer_in('j.actor')} WHERE j.entity = 'clue' AND j.entity_id = :id"
            f" AND j.action = '{REVEALED}' ORDER BY j.id DESC")


@dataclass(frozen=True, repr=False)
class Revealed:
    """An opened seal, to be shown once."""

    number: str
    reason: str
    original: Original


@dataclass(frozen=True)
class Opening:
    """Who opened the seal of a clue, when and why; `file` where it was a file's."""

    at: datetime
    officer: str
    reason: str
    file: int | None


def permit_reveal(desk: Desk, number: str) -> ClueRow:
    """The clue whose seal the actor may open; refused to programs, whatever their token says."""
    clue = clue_of(desk, number)
    desk.permit("clue.reveal", clue.office_path)
    if desk.actor.officer_id is None or desk.actor.only is not None:
        raise RefusedError("Seals are opened by officers themselves, and by no program.", way_out="Sign in and open it there.")
    return clue


def reveal(desk: Desk, number: str, reason: str, *, file: int | None = None) -> Revealed:
    """Open a clue's seal for a reason of at least ten characters; it is journalled, and the leaders are told."""
    clue = permit_reveal(desk, number)
    why = " ".join(reason.split())
    if not SHORTEST <= len(why) <= LONGEST:
        raise InvalidError(f"The reason has at least {SHORTEST} and at most {LONGEST} characters.",
                           way_out="Say what the original is needed for.")
    original = original_of(desk, clue)
    if file is not None and file not in {one.id for one in original.files}:
        raise NotFoundError(f"There is no file {file} of this clue.", way_out="Open it from the page of the opened seal.")
    why = masked(why, original.words())  # a reason is read by more than may read the seal
    told = file is not None and has_just_revealed(desk, clue)
    clues.record(desk, REVEALED, clue, reason=why, **({} if file is None else {"file": file}))
    if not told:
        _tell_leaders(desk, clue)
    return Revealed(clue.number, why, original)


def reveal_file(desk: Desk, number: str, file: int, reason: str) -> tuple[str, str, bytes]:
    """The name, kind and content of a file as it was sent, under the same conditions."""
    reveal(desk, number, reason, file=file)
    return evidence.original(desk, file)


def _tell_leaders(desk: Desk, clue: ClueRow) -> None:
    """A work item of the office; where one of its leaders opened the seal himself, of the office above it."""
    rows = desk.rows("SELECT p.id, p.parent_id FROM party p WHERE p.path = :path", path=clue.office_path)
    leads = any(post.role in LEADERS and post.path == clue.office_path for post in desk.actor.posts)
    office = rows[0].parent_id if leads and rows[0].parent_id is not None else rows[0].id
    entry = desk.scalar("SELECT max(id) FROM journal WHERE entity = 'clue' AND entity_id = :id", id=clue.id)
    at = desk.now.astimezone(SHANGHAI)
    desk.run(TOLD, office=office, key=f"clue-revealed|{clue.id}|{entry}", now=desk.now,
             text=f"{desk.actor.name}于{at:%Y-%m-%d %H:%M}查看了线索{clue.number}的密封内容，理由见该线索的“查看记录”")


def openings(desk: Desk, clue: ClueRow) -> list[Opening]:
    """Who opened the seal of a clue and why, the latest first: for the leaders of its office, and for nobody else."""
    if not clues.may(desk, clue, "clue.approve"):
        return []
    rows = [(row, json.loads(row.detail)) for row in desk.rows(OPENINGS, types={"at": Instant()}, id=clue.id)]
    return [Opening(row.at, row.officer, detail["reason"], detail.get("file")) for row, detail in rows]


def has_just_revealed(desk: Desk, clue: ClueRow) -> bool:
    """Whether the actor has opened the seal of this clue within the last half hour."""
    found: Any = desk.scalar(f"SELECT 1 FROM journal WHERE entity = 'clue' AND entity_id = :id AND action = '{REVEALED}'"
                             " AND actor = :me AND at >= :since LIMIT 1", id=clue.id, me=desk.actor.label,
                             since=desk.now - JUST)
    return desk.actor.officer_id is not None and found is not None
