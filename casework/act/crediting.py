"""Which duty an act counts for, and what that does to the duty; never by a tick-box."""

from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.desk import Desk
from casework.duty import duties, moving
from casework.duty.duties import DATES, SELECT, DutyRow
from foundation.errors import InvalidError
from regulation.act_kind import ActKind
from regulation.reckoning import RECURRENT
from regulation.terms import Cadence


def candidates(desk: Desk, kind: ActKind, *, party_id: int, subject_kind: str, subject_id: int) -> list[DutyRow]:
    """The duties of this kind, debtor and subject, oldest due first, those ended by leave or closure left out."""
    if not kind.discharges:
        return []
    named = {f"rule{n}": code for n, code in enumerate(kind.discharges)}
    rows = desk.rows(
        f"{SELECT} WHERE d.rule IN ({', '.join(':' + name for name in named)}) AND d.debtor_id = :party"
        " AND (d.subject_kind = 'self' OR (d.subject_kind = :kind AND d.subject_id = :subject))"
        " AND d.status NOT IN ('waived', 'closed') ORDER BY k.due, d.id",
        types=DATES, party=party_id, kind=subject_kind, subject=subject_id, **named,
    )
    return [DutyRow(**row._asdict()) for row in rows]


def matching(desk: Desk, duty: DutyRow, *, done_on: date, period: str | None) -> bool:
    """Whether an act of this day, naming this period or none, belongs to the duty's period."""
    rule = desk.rulebook.duties[duty.rule]
    if not rule.catch_up:
        # What is counted by the period cannot be made up for later: only an act within it counts, whatever it names.
        return duty.start <= done_on <= duty.end and period in (None, duty.period)
    if rule.cadence in RECURRENT and done_on < duty.start:
        return False  # opened ahead: nothing is done for a period before it begins
    return duty.period == period if period is not None else duty.running


def choose(desk: Desk, kind: ActKind, found: list[DutyRow], *, done_on: date, period: str | None) -> list[DutyRow]:
    """One duty for each rule the act can discharge; where several periods are open the act must name its own."""
    chosen = []
    for rule in kind.discharges:
        fitting = [d for d in found if d.rule == rule and matching(desk, d, done_on=done_on, period=period)]
        if len({d.period for d in fitting}) > 1:
            begun = [d for d in fitting if d.opens <= done_on]
            fitting = begun or fitting[:1]
        if len({d.period for d in fitting}) > 1:
            periods = "、".join(d.period for d in fitting)
            raise InvalidError(f"Several periods of {rule} are open: {periods}.",
                               way_out='Say which one with "period" in the JSON, so that it counts for the right one.')
        chosen += fitting[:1]
    return chosen


def refuse_unknown_period(desk: Desk, kind: ActKind, found: list[DutyRow], done_on: date, period: str) -> None:
    """A period that is named but that nothing is owed for would make the act count for nothing, without a word."""
    if not kind.discharges or any(matching(desk, duty, done_on=done_on, period=period) for duty in found):
        return
    if period in {duty.period for duty in found}:
        raise InvalidError(f"An act of {done_on} cannot count for the period {period}: it lies outside it.",
                           way_out="Acts count by the day they were done; name no period, or the one of that day.")
    periods = "、".join(duty.period for duty in found if duty.running) or "none is"
    raise InvalidError(f"Nothing is owed that {kind.title} discharges in the period {period}.",
                       way_out=f"Leave the period out, or name one that is open: {periods}.")


def credit(desk: Desk, act_id: int, duty: DutyRow) -> bool:
    """Count the act for the duty, up to the number owed; False if it has enough already."""
    if desk.postgres:  # whoever counts for the same duty waits here
        desk.run("SELECT id FROM duty WHERE id = :id FOR UPDATE", id=duty.id)
    now = duties.fetch(desk, duty.id)
    if now.done >= now.times:
        return False
    if now.status == "suspended" and now.done + 1 >= now.times:
        moving.lift(desk, now, reason="义务主体已履行", on=desk.today)
    desk.run("INSERT INTO act_credit (act_id, duty_id) VALUES (:act, :duty)", act=act_id, duty=duty.id)
    recount(desk, duty.id, because=f"act {act_id}")
    return True


def recount(desk: Desk, duty_id: int, *, because: str) -> None:
    """Bring a duty's count and status in line with the acts that stand for it."""
    duty = duties.fetch(desk, duty_id)
    row = desk.rows("SELECT count(*) AS n, max(a.done_on) AS last FROM act_credit c JOIN act a ON a.id = c.act_id"
                    " WHERE c.duty_id = :duty", types={"last": Date()}, duty=duty_id)[0]
    if row.n >= duty.times:
        duties.change(desk, duty, done=row.n, status="discharged", ended_on=row.last, end_reason=None, chase_on=None)
        duties.record(desk, "duty.discharged", duty, on=row.last, late=row.last > duty.due, by=because)
    elif duty.status == "discharged":
        duties.change(desk, duty, done=row.n, **_reopened(desk, duty))
        duties.record(desk, "duty.reopened", duty, done=row.n, because=because)
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
                     " subject_id = :subject AND id <> :id AND status IN ('open', 'handed_in', 'suspended')"
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
