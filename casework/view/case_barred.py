"""What keeps a case off the list of what waits for somebody: what he did in it, or what was said of him, in SQL."""

from typing import Any

from casework.case.allowing import JUDGES
from casework.case.chain import ANEW, DECIDING, FILING, PROPOSING, leading, places_but
from casework.case.done import slip
from casework.desk import Desk
from regulation.procedure_table import ProcedureLaw
from regulation.stages import Stage, Who

# An officer among those whom a move names, as its JSON lists them.
NAMED = "(" + " OR ".join(f"e.given LIKE :named{n}" for n in range(4)) + ")"
RECUSED = f"e.action = 'recusal.decide' AND {NAMED}"
# Whoever was named by mistake, put right at once, has investigated nothing.
INVESTIGATED = f"e.action = 'team.name' AND {NAMED} AND NOT ({{slip}})"
# What was said of him where the case came from, of a case that came from another.
BEFORE = ("c.source_case_id IS NOT NULL AND EXISTS (WITH RECURSIVE line(id) AS (SELECT c.source_case_id UNION ALL"
          " SELECT s.source_case_id FROM line l JOIN enforcement_case s ON s.id = l.id WHERE s.source_case_id IS NOT NULL)"
          " SELECT 1 FROM line l JOIN case_event e ON e.case_id = l.id WHERE {said})")
UNDONE = f"EXISTS (SELECT 1 FROM case_event f WHERE f.case_id = c.id AND f.no > e.no AND f.action IN {ANEW!r})"


def not_barred(desk: Desk, who: Who) -> str:
    """The condition that `barred` of `allowing` finds nothing against the actor in a case `c`, for his next move as `who`."""
    said = [RECUSED, *([INVESTIGATED.format(slip=slip(desk))] if who in JUDGES else ())]
    reasons = [*said]
    if who in (*JUDGES, Who.UNIT):
        # The plus has it found by the case: all that an officer ever did grows with the years.
        reasons.append(f"+e.officer_id = :me AND ({' OR '.join(_held(desk.rulebook.procedure, who))})")
    here = f"EXISTS (SELECT 1 FROM case_event e WHERE e.case_id = c.id AND {_any(reasons)})"
    return f"NOT {here} AND NOT ({BEFORE.format(said=_any(said))})"


def named_values(officer: int) -> dict[str, Any]:
    """The values of `NAMED`: alone, the first, the last, or one between."""
    return {f"named{n}": f'%"officers":[{one}%' for n, one in enumerate(
        (f"{officer}]", f"{officer},", f"%,{officer}]", f"%,{officer},"))}


def _held(law: ProcedureLaw, who: Who) -> list[str]:
    """What he proposed, and his other places in the chain to which the stage belongs; a decision made anew has its own."""
    found = [f"e.action IN {PROPOSING!r}"]
    for chain, still in ((FILING, ""), (DECIDING, f" AND NOT {UNDONE}")):
        stages = [one.value for one in Stage if leading(law, one, who) in chain]
        if stages:
            found.append(f"(c.stage IN ({_listed(stages)}) AND e.action IN ({_listed(places_but(law, chain, who))}){still})")
    return found


def _any(conditions: list[str]) -> str:
    return f"(({') OR ('.join(conditions)}))"


def _listed(words: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f"'{one}'" for one in words)
