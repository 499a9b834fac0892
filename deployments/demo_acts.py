"""What the demo's people did this year, and what some of them left undone: written set-based, marked as demo."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date

from casework import journal
from casework.access import OPERATOR
from casework.desk import Desk, House, open_desk
from casework.duty.opening import open_duties
from deployments.demo_forms import filled_form
from regulation.act_kind import ActKind

DILIGENT = 93  # of a hundred duties that fell due, so many were done
WAITING = 3  # and of the reports left, one in so many was handed in and waits for review
# A fixed shuffle of duties, the same on every database; offices differ in diligence.
CHANCE = "((d.id * 7919 + d.debtor_id * 104729 + :seed * 31) % 100)"
CHOSEN = f"d.reckoning_id = :reckoning AND d.status = 'open' AND {CHANCE} < :diligent"


def play_acts(house: House, *, seed: int = 1) -> int:
    """Open the year's duties and let most of what fell due be done in time; how many acts were recorded."""
    with open_desk(house, OPERATOR) as desk:
        open_duties(desk)
        rows = desk.rows("SELECT id, rule, start, due FROM reckoning WHERE due < :today ORDER BY id",
                         types={"start": Date(), "due": Date()}, today=desk.today)
        recorded = sum(_do(desk, row, seed) for row in rows)
        if desk.postgres:  # what this transaction wrote has no statistics of its own accord
            for table in ("duty", "act", "act_credit"):
                desk.run(f"ANALYZE {table}")
        _settle(desk)
        waiting = _hand_in(desk, seed)
        journal.note(desk, "demo.played", "instance", 0, acts=recorded, waiting=waiting)
        return recorded


def _do(desk: Desk, row: Any, seed: int) -> int:
    rule = desk.rulebook.duties[row.rule]
    kind = desk.rulebook.acts[rule.act]
    times = int(desk.scalar("SELECT times FROM reckoning WHERE id = :id", id=row.id))
    done_on = max(row.start, row.due - timedelta(days=2))
    return sum(_act(desk, row, kind, done_on, seed) for _ in range(times))


def _act(desk: Desk, row: Any, kind: ActKind, done_on: date, seed: int) -> int:
    """One act for each chosen duty of a reckoning, and that it counts."""
    before = int(desk.scalar("SELECT coalesce(max(id), 0) FROM act"))
    acts = desk.run(
        "INSERT INTO act (kind, party_id, subject_kind, subject_id, done_on, period, fields, findings, state, recorded_by,"
        " recorded_at) SELECT :kind, d.debtor_id, d.subject_kind, d.subject_id, :on, d.period, :fields, '[]', 'standing',"
        f" 'demo', :now FROM duty d WHERE {CHOSEN} ORDER BY d.id",
        kind=kind.kind, on=done_on, fields=journal.canonical(filled_form(kind, done_on)), now=desk.now, reckoning=row.id,
        seed=seed, diligent=DILIGENT)
    desk.run(
        "INSERT INTO act_credit (act_id, duty_id) SELECT a.id, d.id FROM act a JOIN duty d ON d.rule = :rule"
        " AND d.reckoning_id = :reckoning AND d.debtor_id = a.party_id AND d.subject_kind = a.subject_kind"
        " AND d.subject_id = a.subject_id WHERE a.id > :before", rule=row.rule, reckoning=row.id, before=before)
    return acts


def _settle(desk: Desk) -> None:
    """Bring the duties in line with what counts for them."""
    desk.run("UPDATE duty SET done = (SELECT count(*) FROM act_credit c WHERE c.duty_id = duty.id)")
    desk.run("UPDATE duty SET status = 'discharged', chase_on = NULL, version = version + 1, ended_on = ("
             " SELECT max(a.done_on) FROM act_credit c JOIN act a ON a.id = c.act_id WHERE c.duty_id = duty.id)"
             " WHERE status = 'open' AND done >= times")


def _hand_in(desk: Desk, seed: int) -> int:
    """Some of the late reports are in and wait for their reviewers."""
    reviewed = {f"rule{n}": rule.code for n, rule in enumerate(desk.rulebook.duties.values())
                if desk.rulebook.acts[rule.act].reviewed}
    which = (f"d.status = 'open' AND d.rule IN ({', '.join(':' + name for name in reviewed)}) AND {CHANCE} % :waiting = 0"
             " AND d.reckoning_id IN (SELECT id FROM reckoning WHERE due < :today)")
    values = {**reviewed, "seed": seed, "waiting": WAITING, "today": desk.today}
    count = desk.run(
        "INSERT INTO submission (duty_id, fields, handed_in_on, handed_in_by, handed_in_at, state)"
        f" SELECT d.id, '{{\"summary\":\"演示\"}}', :today, 'demo', :now, 'handed_in' FROM duty d WHERE {which}",
        now=desk.now, **values)
    desk.run("UPDATE duty SET status = 'handed_in', chase_on = NULL, version = version + 1"
             f" WHERE id IN (SELECT d.id FROM duty d WHERE {which})", **values)
    return count
