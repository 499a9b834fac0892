"""To whom duties are owed changes: with the mine that owes them, or with an office that is no more."""

from typing import Any

from casework.desk import Desk
from casework.duty import duties
from casework.in_force import running


def change_creditor(desk: Desk, old: int, new: int, detail: dict[str, Any], *, where: str = "1 = 1", **values: Any) -> int:
    """Let duties that run and are owed to one office be owed to another, each with its entry in the journal; how many."""
    rows = desk.rows(
        "UPDATE duty SET creditor_id = :new, version = version + 1 WHERE creditor_id = :old AND creditor_id <> :new"
        f" AND {running()} AND {where} RETURNING id", old=old, new=new, **values)
    moved = duties.fetch_each(desk, sorted(row.id for row in rows))
    duties.record_each(desk, "duty.moved", [(moved[number], detail) for number in sorted(moved)])
    return len(moved)
