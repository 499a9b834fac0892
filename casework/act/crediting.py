"""What becomes of a duty when an act no longer counts for it."""

from typing import Any

from sqlalchemy import Date

from casework.desk import Desk
from casework.duty import duties
from casework.duty.duties import DutyRow
from casework.in_force import running
from regulation.terms import Cadence


def recount(desk: Desk, duty_id: int, *, because: str) -> None:
    """Bring a duty's count and status in line with the acts that stand for it."""
    duty = duties.fetch(desk, duty_id)
    row = desk.rows("SELECT count(*) AS n, max(a.done_on) AS last FROM act_credit c JOIN act a ON a.id = c.act_id"
                    " WHERE c.duty_id = :duty", types={"last": Date()}, duty=duty_id)[0]
    if row.n >= duty.times:
        duties.change(desk, duty, done=row.n, status="discharged", ended_on=row.last, end_reason=None, chase_on=None)
        # Discharged it was before, where another act takes the place of one that was set aside.
        action = "duty.counted" if duty.status == "discharged" else "duty.discharged"
        duties.record(desk, action, duty, on=row.last, late=row.last > duty.due, by=because)
    elif duty.status == "discharged":
        now = _reopened(desk, duty)
        duties.change(desk, duty, done=row.n, **now)
        duties.record(desk, "duty.reopened", duty, done=row.n, because=because)
        if now["status"] == "lapsed":
            duties.record(desk, "duty.lapsed", duty, done=row.n, reason=now["end_reason"])
        _close_successor(desk, duty)
    else:
        duties.change(desk, duty, done=row.n)
        duties.record(desk, "duty.counted", duty, done=row.n, by=because)


def _reopened(desk: Desk, duty: DutyRow) -> dict[str, Any]:
    """Open again, or lapsed where its day to lapse has come meanwhile."""
    if duty.lapse_on is not None and duty.lapse_on < desk.today:
        return {"status": "lapsed", "ended_on": desk.today, "chase_on": desk.today,
                "end_reason": "履职记录撤回，期限已届满，不能补办"}
    return {"status": "open", "ended_on": None, "end_reason": None,
            "chase_on": duties.next_rung_day(desk, duty.reckoning_id)}


def _close_successor(desk: Desk, duty: DutyRow) -> None:
    """A rolling duty that is owed again has no successor: the one its discharge had opened is closed."""
    if desk.rulebook.duties[duty.rule].cadence is not Cadence.ROLLING or duty.ended_on is None:
        return
    rows = desk.rows("SELECT id FROM duty WHERE rule = :rule AND debtor_id = :debtor AND subject_kind = :kind AND"
                     f" subject_id = :subject AND id <> :id AND {running()}"
                     " AND period LIKE :day", rule=duty.rule, debtor=duty.debtor_id, kind=duty.subject_kind,
                     subject=duty.subject_id, id=duty.id, day=f"{duty.ended_on}%")
    for row in rows:  # one at most
        successor, why = duties.fetch(desk, row.id), f"义务{duty.id}重新开立"
        duties.change(desk, successor, status="closed", ended_on=desk.today, end_reason=why, chase_on=None)
        duties.record(desk, "duty.closed", successor, reason=why)


def uncredit(desk: Desk, act_id: int, *, because: str) -> list[int]:
    """Take back what an act counted for; another standing act that fits takes its place. The duties concerned."""
    rows = desk.rows("SELECT duty_id FROM act_credit WHERE act_id = :act ORDER BY duty_id", act=act_id)
    desk.run("DELETE FROM act_credit WHERE act_id = :act", act=act_id)
    for row in rows:
        spare = _spare(desk, duties.fetch(desk, row.duty_id), without=act_id)
        if spare is not None:
            desk.run("INSERT INTO act_credit (act_id, duty_id) VALUES (:act, :duty)", act=spare, duty=row.duty_id)
        recount(desk, row.duty_id, because=because)
    return [row.duty_id for row in rows]


def _spare(desk: Desk, duty: DutyRow, *, without: int) -> int | None:
    """A standing act that was done beyond the number owed and can count instead."""
    found = desk.scalar(
        "SELECT a.id FROM act a WHERE a.kind = :kind AND a.party_id = :party AND a.state = 'standing' AND a.id <> :without"
        " AND (:about = 'self' OR (a.subject_kind = :about AND a.subject_id = :subject))"
        " AND ((a.period IS NULL AND a.done_on BETWEEN :first AND :last) OR a.period = :period)"
        " AND NOT EXISTS (SELECT 1 FROM act_credit c JOIN duty d ON d.id = c.duty_id"
        "   WHERE c.act_id = a.id AND d.rule = :rule) ORDER BY a.done_on, a.id",
        kind=desk.rulebook.duties[duty.rule].act, party=duty.debtor_id, without=without, about=duty.subject_kind,
        subject=duty.subject_id, first=duty.start, last=duty.end, period=duty.period, rule=duty.rule)
    return None if found is None else int(found)
