"""Whether a case may make a move where it stands, by the law of its beginning; a refusal names what it can do instead."""

from datetime import date

from casework.case.cases import CaseRow
from casework.case.offering import open_now, record_stands
from casework.case.owing import owed_on
from casework.case.ways import Way
from casework.desk import Desk
from foundation.errors import ConflictError
from regulation.case_facts import CaseFacts
from regulation.procedure import MoveError, listed, refuse_unmet, step
from regulation.stages import Stage


def refuse_elsewhere(desk: Desk, case: CaseRow, way: Way, facts: CaseFacts, day: date) -> None:
    """Refuse what does not belong to the stage before its form is looked at, naming what does."""
    now, law = Stage(case.stage), desk.rulebook.procedure
    row = law.stage[now.value]
    if way.record is not None:
        stands = record_stands(way.record, now, final=row.final)
    else:
        stands = way.move is not None and listed(way.move, now, facts, day)
    if not stands:
        raise ConflictError(f"{way.action} is nothing to be done to a case that stands at “{row.title_en}”.",
                            problems=_possible(desk, case, facts, day), way_out="Look at the case as it stands.")


def stage_after(desk: Desk, case: CaseRow, way: Way, facts: CaseFacts, day: date) -> Stage:
    """The stage after a move; refused where the law does not let it be made."""
    now = Stage(case.stage)
    try:
        if way.move is not None:
            return step((way.move,), now, way.action, facts, day)
        if way.record is not None:
            refuse_unmet(way.record.needs, facts)
        return now
    except MoveError as error:
        raise ConflictError(error.message, problems=_possible(desk, case, facts, day), way_out=error.way_out) from error


def _possible(desk: Desk, case: CaseRow, facts: CaseFacts, day: date) -> tuple[str, ...]:
    can = open_now(desk.rulebook.procedure, Stage(case.stage), facts, day, owed_on(desk, case, day))
    law = desk.rulebook.procedure
    return tuple(f"lawful now: {(law.move.get(one) or law.record[one]).title_en} [{one}]" for one in can)
