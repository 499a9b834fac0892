"""What a projection changed of a duty, as its history tells it: a date, whether it is certain, how often it is owed."""

from typing import Any

from casework import journal
from casework.bulk import run_many
from casework.desk import Desk
from casework.in_force import running
from regulation.reckoning import Reckoned

RUNNING = running("d")
# A date is open while a duty hangs on it that has not ended, or time of others in a case that is not over.
OPEN = (f"(EXISTS (SELECT 1 FROM duty d WHERE d.reckoning_id = {{of}} AND {RUNNING})"
        " OR EXISTS (SELECT 1 FROM case_period q WHERE q.reckoning_id = {of} AND q.state = 'running'))")
EACH = ("INSERT INTO journal (at, actor, action, office_id, entity, entity_id, detail)"
        " SELECT :at, :actor, 'duty.projected', d.debtor_id, 'duty', d.id, :detail FROM duty d"
        f" WHERE {RUNNING} AND d.reckoning_id = :id")
OF_CASES = ("INSERT INTO journal (at, actor, action, office_id, entity, entity_id, detail)"
            " SELECT :at, :actor, 'case.projected', c.office_id, 'case', c.id, :detail FROM case_period q"
            " JOIN enforcement_case c ON c.id = q.case_id WHERE q.state = 'running' AND q.reckoning_id = :id")


def difference(row: Any, one: Reckoned) -> dict[str, Any]:
    """What is other than was stored; nothing where only days of reminders or the explanation are."""
    told: dict[str, Any] = {}
    if row.due != one.due:
        told |= {"before": row.due, "after": one.due}
    if row.lapse_on != one.lapse_on:
        told |= {"lapse_before": row.lapse_on, "lapse_after": one.lapse_on}
    if bool(row.provisional) != one.provisional:
        told["provisional"] = one.provisional
    if row.times != one.times:
        told |= {"times_before": row.times, "times_after": one.times}
    if told and row.effective_from != one.effective_from:
        told["value_from"] = one.effective_from
    return told


def note_moves(desk: Desk, moved: dict[int, dict[str, Any]]) -> int:
    """A journal line for every running duty of these reckonings, and every case of which time moved; how many duties."""
    rows = [{"at": desk.now, "actor": desk.actor.label, "id": at, "detail": journal.canonical(told)}
            for at, told in moved.items()]
    run_many(desk, OF_CASES, rows)
    return run_many(desk, EACH, rows)
