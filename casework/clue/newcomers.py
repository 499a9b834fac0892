"""Whoever comes to serve at an office does not see its open clues that complain of him; what lies with him goes up."""

from collections.abc import Collection

from sqlalchemy import Date

from casework.bulk import rows_among
from casework.clue.accused import name_accused
from casework.clue.clues import SELECT, TYPES, ClueRow
from casework.clue.facts import CLUES, offices_of
from casework.clue.naming import lift
from casework.clue.routing import Facts
from casework.desk import Desk

# Of his name, and anywhere: where he serves and whether the clue lies on that line is asked next.
COMPLAINING = ("SELECT c.id, c.office_id FROM clue c WHERE c.ended_on IS NULL AND c.office_id IS NOT NULL AND c.main_id IS NULL"
               " AND EXISTS (SELECT 1 FROM officer o WHERE o.id IN :officers AND length(o.name) > 1 AND"
               " (replace(c.accused, ' ', '') LIKE '%' || o.name || '%' OR c.text LIKE '%' || o.name || '%'))")
AS_THEY_ARE = f"{SELECT} WHERE c.id IN :ids AND EXISTS (SELECT 1 FROM clue_named n WHERE n.clue_id = c.id)"


def name_newcomers(desk: Desk, officers: Collection[int]) -> int:
    """Note of open clues that complain of these officers, who were given posts, that they are about them; how many."""
    lies = {row.id: row.office_id for row in rows_among(desk, COMPLAINING, {"officers": officers})} if officers else {}
    if not lies:
        return 0
    rows = rows_among(desk, CLUES, {"ids": lies}, types={"received_on": Date()})
    named = name_accused(desk, rows, Facts(offices_of(desk)), lies)
    if named:
        for row in rows_among(desk, AS_THEY_ARE, {"ids": lies}, types=TYPES):  # hardly ever any
            lift(desk, ClueRow(**row._asdict()))
    return named
