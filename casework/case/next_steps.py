"""Who must act next in a case is told: one open work item a case, gone with the next move."""

from casework.case.facts import facts_of, limits_of
from casework.case.seen_event import Work
from casework.clue.mail_books import need, settle
from casework.desk import Desk
from regulation.next_step import next_of
from regulation.stages import WHO, Stage, Who

NEXT = "case-next"
ACTS = (Who.HANDLER, Who.UNIT, Who.REVIEW, Who.LEGAL, Who.LEADER, Who.HEADS, Who.SUPERIOR)  # the others are waited for


def tell_next(desk: Desk, work: Work) -> Who | None:
    """Have whoever acts next told of it, and say for whom the case waits."""
    case, stage = work.case, Stage(work.case.stage)
    who = next_of(stage, facts_of(desk, case, limits_of(desk, case.id), desk.today))
    settle(desk, NEXT, str(case.id), "已由下一步办理")
    if who is None:
        work.said.append(f"止于“{title_of(desk, stage)}”")
        return None
    if who in ACTS:
        office = case.superior_id or case.office_id if who is Who.SUPERIOR else case.office_id
        need(desk, office, NEXT, str(case.id), f"案件{case.number}：{title_of(desk, stage)}，请{WHO[who][0]}办理。")
    work.said.append(f"等待{WHO[who][0]}")
    return who


def title_of(desk: Desk, stage: Stage) -> str:
    """A stage in Chinese."""
    return desk.rulebook.procedure.stage[stage.value].title
