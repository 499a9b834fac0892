"""Who sees a clue: whoever may read clues at its office or verifies it, but nobody whom it is about, whatever post he holds."""

from typing import Any

from casework.access import Actor
from casework.desk import Desk
from casework.reach import Reach

# The officers named in a clue themselves.
NAMED_OFFICERS = ("SELECT n.officer_id FROM clue_named n WHERE n.clue_id = {clue} AND n.officer_id IS NOT NULL"
                  " UNION SELECT s.officer_id FROM clue_named n JOIN post s ON s.office_id = n.party_id"
                  " WHERE n.clue_id = {clue} AND n.party_id IS NOT NULL")
NOT_NAMED = f":officer NOT IN ({NAMED_OFFICERS})"
# An officer of an office below who was named to verify it sees it though it lies above him.
VERIFIES = ("EXISTS (SELECT 1 FROM clue_verifier v WHERE v.clue_id = {clue} AND v.officer_id = :officer"
            " AND v.recused_on IS NULL)")


def seen(reach: Reach, clue: str = "c", party: str = "p") -> tuple[str, dict[str, Any]]:
    """The condition that a clue at an office is seen by the actor, with its values beside those of the reach."""
    where = reach.of("clue.read", party)
    if reach.actor.officer_id is None:
        return where, {}
    if reach.actor.only is None:
        where = f"({where} OR {VERIFIES.format(clue=f'{clue}.id')})"
    return f"{where} AND {NOT_NAMED.format(clue=f'{clue}.id')}", {"officer": reach.actor.officer_id}


def named_in(desk: Desk, actor: Actor) -> frozenset[int]:
    """The clues that are about an officer, or an office at which he serves or served: to him they do not exist."""
    if actor.officer_id is None:
        return frozenset()
    rows = desk.rows("SELECT n.clue_id FROM clue_named n WHERE n.officer_id = :officer UNION SELECT n.clue_id FROM clue_named n"
                     " JOIN post s ON s.office_id = n.party_id WHERE s.officer_id = :officer", officer=actor.officer_id)
    return frozenset(row.clue_id for row in rows)
