"""What each move left for the flow of its stage: claimed batch by batch, each case asked again under lock, done, and gone."""

import json
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Date

from casework.bulk import rows_among
from casework.case.cases import CaseRow, case_by_id
from casework.case.next_steps import tell_next, write_next
from casework.case.reporting_up import FLOW
from casework.case.seeing import see_to
from casework.case.seen_event import Event, Work
from casework.case.stages import FLOWS, flow_of
from casework.clue.intake import what_went_wrong
from casework.clue.mail_books import need, settle
from casework.desk import Desk, House
from casework.draining import Stage, StageReport, drained
from casework.triggers import pull
from foundation.errors import NotFoundError
from regulation.stages import START, Who
from regulation.stages import Stage as CaseStage

BATCH = 100
UNPREPARED = "case-unprepared"  # a work item of the office until it works
IN_TURN = "SELECT id FROM case_todo WHERE flow = '{flow}' AND id > :after ORDER BY id LIMIT :most"
WAITING = ("SELECT t.id, t.flow, t.case_id, t.event_no, t.error, e.action, e.day, e.given, e.officer_id, e.stage"
           " FROM case_todo t LEFT JOIN case_event e ON e.case_id = t.case_id AND e.no = t.event_no WHERE t.id IN :ids"
           " ORDER BY t.case_id, t.event_no")
FREE = "SELECT id FROM enforcement_case WHERE id IN :cases ORDER BY id FOR UPDATE SKIP LOCKED"
FIRST = "SELECT case_id, min(id) AS id FROM case_todo WHERE flow = :flow AND case_id IN :cases GROUP BY case_id"
DONE = "DELETE FROM case_todo WHERE id IN ({listed})"
HANDED_ON = "UPDATE case_todo SET flow = :flow, tries = 0, error = NULL WHERE id = :id"
FAILED = "UPDATE case_todo SET tries = tries + 1, error = :error WHERE id = :id"
STILL = "SELECT 1 FROM case_todo WHERE case_id = :case AND error IS NOT NULL LIMIT 1"
WHOSE = ("SELECT t.case_id, c.number, c.office_id FROM case_todo t JOIN enforcement_case c ON c.id = t.case_id"
         " WHERE t.id = :id")
# The figures of a run, under their Chinese names.
TITLES = {"cases": "案件", "numbered": "编立案号", "named": "明确责任人", "drafts": "拟制文书",
          "received": "移送登记", "reports": "开始上报", "ranges": "推算罚款幅度", "stops": "提示责令停止",
          "letters": "通知信", "elsewhere": "转交其他流程", "failed": "未能处理"}


def see_to_cases(house: House, flow: str, *, batch: int = BATCH, most: int = 100_000) -> StageReport:
    """See to all that waits for a flow; a case that fails is told and tried again next time, the others go on."""
    if flow not in FLOWS:
        raise NotFoundError(f"There is no flow of cases “{flow}”.", way_out=f"There are {', '.join(FLOWS)}.")
    return drained(house, Stage(IN_TURN.format(flow=flow), process, fail), StageReport(TITLES), batch=batch, most=most)


def process(desk: Desk, ids: list[int]) -> StageReport:
    """Do what is owed after these moves, case by case."""
    desk.permit("case.prepare")
    rows = rows_among(desk, WAITING, {"ids": ids}, types={"day": Date()}) if ids else []
    mine = _taken(desk, rows)
    report = StageReport(TITLES)
    waits = []
    for case_id, some in groupby(rows, key=lambda row: int(row.case_id)):
        if case_id not in mine:
            continue
        done, case, who = _see(desk, case_by_id(desk, case_id), list(some))
        report.add(done)
        waits.append((case, who))
    report.counts["letters"] += write_next(desk, waits)
    return report


def _taken(desk: Desk, rows: Sequence[Any]) -> set[int]:
    """The cases that nobody else is at now, locked, of which nothing earlier waits: what happened is seen to in its order."""
    cases = {int(row.case_id) for row in rows}
    if not cases:
        return cases
    flow = rows[0].flow
    if desk.postgres:  # SQLite has one writer at a time
        free = {int(row.id) for row in rows_among(desk, FREE, {"cases": cases})}
        if free < cases:
            pull(desk, flow)  # the others are seen to by the next run
        cases = free
    claimed = {row.id for row in rows}
    firsts = rows_among(desk, FIRST, {"cases": cases}, flow=flow) if cases else []
    return {int(row.case_id) for row in firsts if row.id in claimed}


def _see(desk: Desk, case: CaseRow, todos: list[Any]) -> tuple[StageReport, CaseRow, Who | None]:
    said: list[str] = []
    counts = Counter(cases=1)
    own = [row for row in todos if _its_own(row)]
    last = Work(case, _event(case, todos[-1]))
    for row in own:
        work = Work(case, _event(case, row))
        see_to(desk, work, row.flow)
        case, said, counts = work.case, said + work.said, counts + work.counts
        last = Work(case, work.event)
    for row in todos:
        if row not in own:
            _hand_on(desk, row)
            last.did("elsewhere", "所到阶段不属于本流程，已转交")
    counts += last.counts
    who = None if todos[0].flow == FLOW or not own else tell_next(desk, last)
    if own:
        desk.run(DONE.format(listed=", ".join(str(int(row.id)) for row in own)))
    if any(row.error for row in todos) and not desk.rows(STILL, case=case.id):
        settle(desk, UNPREPARED, str(case.id), "已由系统处理")
    return StageReport(TITLES, counts, [(case.number, "；".join(said + last.said))]), case, who


def _its_own(row: Any) -> bool:
    """Whether a flow is asked about a stage that it sees to; another's it hands on. What is reported up is so at any."""
    return row.flow in (FLOW, _sees_to(row))


def _sees_to(row: Any) -> str:
    return flow_of(CaseStage(row.stage) if row.stage else START)


def _hand_on(desk: Desk, row: Any) -> None:
    """What was left for a flow that an upgrade has taken the stage from is not lost: the flow of the stage sees to it."""
    desk.run(HANDED_ON, id=row.id, flow=_sees_to(row))
    pull(desk, _sees_to(row), "case", row.case_id)


def _event(case: CaseRow, row: Any) -> Event:
    if row.action is None:
        return Event(0, "", case.discovered_on, {}, case.handler_id)
    return Event(row.event_no, row.action, row.day, json.loads(row.given)["fields"], row.officer_id)


def fail(desk: Desk, todo_id: int, error: Exception) -> StageReport:
    """Keep what went wrong, and have the office told."""
    rows = desk.rows(WHOSE, id=todo_id)
    if not rows:
        return StageReport(TITLES)  # another run was quicker
    row = rows[0]
    desk.run(FAILED, id=todo_id, error=what_went_wrong(error))
    need(desk, row.office_id, UNPREPARED, str(row.case_id),
         f"案件{row.number}应由系统办理的事项未能完成（{type(error).__name__}），系统将继续重试。")
    return StageReport(TITLES, Counter(failed=1), [(row.number, f"未能处理：{type(error).__name__}")])
