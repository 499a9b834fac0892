"""What people do on a day: acts recorded, reports handed in and reviewed, dates moved, acts taken back."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Date

from casework.act.acts import NewAct, withdraw
from casework.act.batches import record_each
from casework.act.reviews import accept_each, give_back
from casework.act.submissions import hand_in_each
from casework.bulk import chunks, rows_among
from casework.desk import Desk
from casework.duty.ending import waive
from casework.duty.moving import extend, resume, suspend
from deployments.demo_forms import filled_form
from deployments.rehearsal.intents import SUBJECT, Deed, about, plan_new, write
from deployments.rehearsal.stage import Stage, statuses
from regulation.act_kind import ActKind
from regulation.terms import Unit

RETURNED = 0.12  # of the reports handed in for the first time
APPROVER = "演练"
DUE = (f"SELECT x.id, {SUBJECT.format('d')} AS subject,"
       " x.duty_id, x.day, x.done_on, x.what, x.turn, d.rule, d.period, d.debtor_id, d.subject_kind, d.subject_id,"
       " d.status, d.times, d.done, d.creditor_id, k.start, k.\"end\" AS \"end\", k.opens, p.code, p.valid_to"
       " FROM rehearsed_deed x JOIN duty d ON d.id = x.duty_id JOIN reckoning k ON k.id = d.reckoning_id"
       " JOIN party p ON p.id = d.debtor_id WHERE x.over = 0 AND x.day <= :today ORDER BY x.day, x.id")
DATES = {name: Date() for name in ("day", "done_on", "start", "end", "opens", "valid_to")}


def do_deeds(desk: Desk, stage: Stage) -> None:
    """Plan for what was opened, then do what this day, and those on which nothing ran, hold."""
    plan_new(desk, stage)
    rows = desk.rows(DUE, types=DATES, today=desk.today)
    record_each(desk, [_act(desk, stage, row) for row in rows if row.what == "act" and _may_act(desk, row)])
    after = _hand_in(desk, stage, [row for row in rows if row.what == "hand_in"])
    _accept(desk, [row for row in rows if row.what == "accept"])
    after += [(row.duty_id, deed) for row in rows if row.what in SINGLY
              for deed in SINGLY[row.what](desk, stage, row, statuses(desk, [row.duty_id])[row.duty_id])]
    write(desk, after)
    for ids in chunks(row.id for row in rows):
        desk.run(f"UPDATE rehearsed_deed SET over = 1 WHERE id IN ({', '.join(map(str, ids))})")


def _may_act(desk: Desk, row: Any) -> bool:
    rule = desk.rulebook.duties.get(row.rule)
    if rule is None or row.done >= row.times or (row.valid_to is not None and row.valid_to < desk.today):
        return False
    if not rule.catch_up:
        return row.status in ("open", "suspended", "lapsed") and row.start <= row.done_on <= row.end
    return row.status in ("open", "suspended") and row.done_on >= row.start


def _kind(desk: Desk, row: Any) -> ActKind:
    return desk.rulebook.acts[desk.rulebook.duties[row.rule].act]


def _act(desk: Desk, stage: Stage, row: Any) -> NewAct:
    kind = _kind(desk, row)
    given = {one.field: one.among[0] for one in kind.raises
             if one.field and stage.chance.happens(0.1, "raised", one.event, *about(row))}
    return NewAct(kind.kind, row.debtor_id, row.done_on, row.subject_kind, row.subject_id, row.period,
                  filled_form(kind, row.done_on, **given))


def _hand_in(desk: Desk, stage: Stage, rows: Sequence[Any]) -> list[tuple[int, Deed]]:
    """Hand in what may be; each with the review that will follow."""
    now = statuses(desk, {row.duty_id for row in rows})
    fit = {row.duty_id: row for row in rows if now[row.duty_id] in ("open", "suspended")
           and (row.valid_to is None or row.valid_to >= desk.today)}
    handed = hand_in_each(desk, [(row.duty_id, filled_form(_kind(desk, row), desk.today)) for row in fit.values()])
    return [(row.duty_id, _review(desk, stage, row)) for row, one in zip(fit.values(), handed, strict=True)
            if one.act_id is None]


def _review(desk: Desk, stage: Stage, row: Any) -> Deed:
    name = (*about(row), row.turn)
    on = desk.today + timedelta(days=stage.chance.between(0, 12, "reviewed", *name))
    bad = row.turn == 1 and stage.chance.happens(RETURNED, "returned", *name)
    return Deed(on, on, "give_back" if bad else "accept", row.turn)


def _accept(desk: Desk, rows: Sequence[Any]) -> None:
    accept_each(desk, [found.id for piece in chunks({row.duty_id for row in rows}) for found in rows_among(
        desk, "SELECT s.id FROM submission s JOIN duty d ON d.id = s.duty_id AND d.status = 'handed_in'"
              " WHERE s.state = 'handed_in' AND s.duty_id IN :ids ORDER BY s.id", {"ids": piece})])


def _submission(desk: Desk, row: Any, status: str) -> int | None:
    found = desk.scalar("SELECT id FROM submission WHERE duty_id = :duty AND state = 'handed_in'", duty=row.duty_id)
    return None if found is None or status != "handed_in" else int(found)


def _give_back(desk: Desk, stage: Stage, row: Any, status: str) -> list[Deed]:
    if (submission := _submission(desk, row, status)) is None:
        return []
    give_back(desk, submission, reasons="数据与台账不符，请核对")
    again = desk.today + timedelta(days=stage.chance.between(1, 20, "again", *about(row)))
    return [Deed(again, again, "hand_in", row.turn + 1)]


def _suspend(desk: Desk, _stage: Stage, row: Any, status: str) -> list[Deed]:
    if status == "open" and row.opens <= row.done_on:
        suspend(desk, row.duty_id, reason="停产整顿", since=row.done_on)
    return []


def _resume(desk: Desk, _stage: Stage, row: Any, status: str) -> list[Deed]:
    if status == "suspended":
        resume(desk, row.duty_id, reason="整顿结束")
    return []


def _extend(desk: Desk, _stage: Stage, row: Any, status: str) -> list[Deed]:
    if status == "open":
        extend(desk, row.duty_id, n=10, unit=Unit.WORKING_DAY, reason="资料待补", approver=APPROVER)
    return []


def _waive(desk: Desk, _stage: Stage, row: Any, status: str) -> list[Deed]:
    if status == "open":
        waive(desk, row.duty_id, reason="已由上级统一办理", approver=APPROVER)
    return []


def _withdraw(desk: Desk, _stage: Stage, row: Any, _status: str) -> list[Deed]:
    found = desk.scalar("SELECT max(a.id) FROM act_credit c JOIN act a ON a.id = c.act_id WHERE c.duty_id = :duty"
                        " AND a.state = 'standing'", duty=row.duty_id)
    if found is not None:
        withdraw(desk, int(found), reason="记录有误")
    return []


SINGLY: dict[str, Callable[[Desk, Stage, Any, str], list[Deed]]] = {
    "give_back": _give_back, "suspend": _suspend, "resume": _resume, "extend": _extend,
    "waive": _waive, "withdraw": _withdraw}
