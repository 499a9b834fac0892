"""What acts count for, up to the number owed: planned in memory in the order of the acts, then written at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework import journal
from casework.act.choosing import choose, refuse_unknown_period
from casework.act.given import Ready, placed
from casework.act.owed import Owed, Owing, candidates, owing
from casework.bulk import add_rows, rows_among
from casework.desk import Desk
from casework.duty import duties, moving
from casework.journal import Entry
from foundation.database import sql
from foundation.errors import ConflictError
from models import ActCredit


@dataclass(frozen=True)
class Credit:
    """That the act at this place of those at hand (from 0) counts for a duty, as its n-th."""

    at: int
    duty: Owed
    n: int

    @property
    def ends(self) -> bool:
        """Whether it is the act that discharges the duty."""
        return self.n >= self.duty.times


def plan(desk: Desk, acts: Sequence[Ready]) -> list[Credit]:
    """What the acts count for, in their order; nobody else changes those duties until the desk's work stands."""
    while True:
        found = owing(desk, acts)
        seen: dict[int, int] = {}
        credits = [credit for at, one in enumerate(acts) for credit in credits_of(desk, at, one, found, seen)]
        if held(desk, seen):
            return credits


def credits_of(desk: Desk, at: int, one: Ready, found: Owing, seen: dict[int, int]) -> Iterator[Credit]:
    """What one act counts for beside those before it; the versions of the duties looked at go into `seen`."""
    act, fitting = one.act, candidates(found, one)
    with placed(one.place):
        if act.period is not None and one.corrects is None:
            refuse_unknown_period(desk, one.kind, fitting, act.done_on, act.period)
        chosen = choose(desk, one.kind, fitting, done_on=act.done_on, period=act.period)
    for duty in chosen:
        seen[duty.id] = duty.version
        if duty.done < duty.times:
            duty.done += 1
            duty.added += 1
            yield Credit(at, duty, duty.done)


def held(desk: Desk, seen: Mapping[int, int]) -> bool:
    """Whether duties are still of the versions seen; whoever counts for the same ones waits here."""
    if not desk.postgres or not seen:
        return True  # SQLite has one writer anyway
    rows = rows_among(desk, "SELECT id, version FROM duty WHERE id IN :ids ORDER BY id FOR UPDATE", {"ids": seen})
    return {row.id: row.version for row in rows} == seen


def settle(desk: Desk, credits: Sequence[Credit], acts: Sequence[int]) -> None:
    """Write what acts, now numbered, count for; a duty that is done is discharged on the day of its last act."""
    if not credits:
        return
    _lift(desk, credits)
    add_rows(desk, ActCredit, [{"act_id": acts[one.at], "duty_id": one.duty.id} for one in credits])
    touched = {one.duty.id: one.duty for one in credits}.values()
    last = _last_days(desk, [duty.id for duty in touched if duty.discharged])
    _change(desk, "done = :done", [_row(duty) for duty in touched if not duty.discharged])
    _change(desk, "done = :done, status = 'discharged', ended_on = :on, end_reason = NULL, chase_on = NULL",
            [{**_row(duty), "on": last[duty.id]} for duty in touched if duty.discharged])
    journal.note_each(desk, "duty.counted", "duty", [
        _entry(one.duty, done=one.n, by=f"act {acts[one.at]}") for one in credits if not one.ends])
    journal.note_each(desk, "duty.discharged", "duty", [
        _entry(one.duty, on=last[one.duty.id], late=last[one.duty.id] > one.duty.due, by=f"act {acts[one.at]}")
        for one in credits if one.ends])


def _lift(desk: Desk, credits: Sequence[Credit]) -> None:
    """Whoever acts has no need of a standing clock; the days it stood do not count."""
    for one in credits:
        if one.ends and one.duty.status == "suspended":  # a few
            now = moving.lift(desk, duties.fetch(desk, one.duty.id), reason="义务主体已履行", on=desk.today)
            one.duty.version, one.duty.due = now.version, now.due


def _last_days(desk: Desk, ids: Sequence[int]) -> dict[int, date]:
    if not ids:
        return {}
    rows = rows_among(desk, "SELECT c.duty_id, max(a.done_on) AS last FROM act_credit c JOIN act a ON a.id = c.act_id"
                            " WHERE c.duty_id IN :ids GROUP BY c.duty_id", {"ids": ids}, types={"last": Date()})
    return {row.duty_id: row.last for row in rows}


def _row(duty: Owed) -> dict[str, Any]:
    return {"id": duty.id, "seen": duty.version, "added": duty.added, "done": duty.done}


def _change(desk: Desk, columns: str, rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        return
    clause = sql(f"UPDATE duty SET {columns}, version = version + :added WHERE id = :id AND version = :seen", **rows[0])
    result: Any = desk.session.execute(clause, sorted(rows, key=lambda row: row["id"]))
    if result.rowcount != len(rows):
        raise ConflictError("A duty that these acts count for was changed by somebody else meanwhile.",
                            way_out="Record them again; nothing of them was written.")


def _entry(duty: Owed, **detail: Any) -> Entry:
    return Entry(duty.id, duty.debtor_id, {"rule": duty.rule, "period": duty.period, **detail})
