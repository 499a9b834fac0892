"""Who sees a case: whoever may read cases at its office or investigates it, but nobody whom its clue is about.

What was passed on is read, each by itself, also by whoever reads cases at the office that has it now.
"""

from typing import Any

from casework.clue.unseen import NAMED_OFFICERS
from casework.reach import Reach

INVESTIGATES = ("EXISTS (SELECT 1 FROM case_officer o WHERE o.case_id = {case}.id AND o.officer_id = :officer"
                " AND o.recused_on IS NULL)")
# The case that came of it lies where the actor reads cases.
PASSED = ("EXISTS (SELECT 1 FROM enforcement_case now_at JOIN party its ON its.id = now_at.office_id"
          " WHERE now_at.source_case_id = {case}.id AND {reads})")

# The same cases, found by office and investigator: what counts them all need not walk the whole province's.
NEAR = ("c.id IN (SELECT k.id FROM enforcement_case k JOIN party q ON q.id = k.office_id WHERE {reads}"
        " UNION ALL SELECT o.case_id FROM case_officer o WHERE o.officer_id = :officer)")


def near(reach: Reach) -> str:
    """Beside `seen`, for what looks at every case `c` in the actor's reach: where that is a part, it is found as one."""
    if reach.actor.officer_id is None or reach.everywhere("case.read"):
        return "1 = 1"
    return NEAR.format(reads=reach.of("case.read", "q"))


def seen(reach: Reach, case: str = "c", party: str = "p", *, passed: bool = False) -> tuple[str, dict[str, Any]]:
    """The condition that a case at an office is seen by the actor, with its values beside those of the reach.

    `passed` asks too for what went on to an office where he reads: for a case asked by its number, not for lists.
    """
    where = reach.of("case.read", party)
    if passed and not reach.everywhere("case.read"):
        where = f"({where} OR {PASSED.format(case=case, reads=reach.of('case.read', 'its'))})"
    if reach.actor.officer_id is None:
        return where, {}
    if reach.actor.only is None:
        where = f"({where} OR {INVESTIGATES.format(case=case)})"
    unnamed = f"({case}.clue_id IS NULL OR :officer NOT IN ({NAMED_OFFICERS.format(clue=f'{case}.clue_id')}))"
    return f"{where} AND {unnamed}", {"officer": reach.actor.officer_id}
