"""Who sees a case: whoever may read cases at its office or investigates it, but nobody whom its clue is about."""

from typing import Any

from casework.clue.unseen import NAMED_OFFICERS
from casework.reach import Reach

INVESTIGATES = ("EXISTS (SELECT 1 FROM case_officer o WHERE o.case_id = {case}.id AND o.officer_id = :officer"
                " AND o.recused_on IS NULL)")


def seen(reach: Reach, case: str = "c", party: str = "p") -> tuple[str, dict[str, Any]]:
    """The condition that a case at an office is seen by the actor, with its values beside those of the reach."""
    where = reach.of("case.read", party)
    if reach.actor.officer_id is None:
        return where, {}
    if reach.actor.only is None:
        where = f"({where} OR {INVESTIGATES.format(case=case)})"
    unnamed = f"({case}.clue_id IS NULL OR :officer NOT IN ({NAMED_OFFICERS.format(clue=f'{case}.clue_id')}))"
    return f"{where} AND {unnamed}", {"officer": reach.actor.officer_id}
