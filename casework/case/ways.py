"""What the law says of an action of a case: its form and effect, and what it makes of the facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.case.stages import start_of_case
from foundation.errors import NotFoundError
from regulation.case_facts import CaseFacts
from regulation.effects import Effect, Record, after, claimed, form_of
from regulation.procedure import begun_on
from regulation.procedure_table import Move, ProcedureLaw
from regulation.stages import Who


@dataclass(frozen=True)
class Way:
    """What the law says of an action: the move or record, its form and effect."""

    action: str
    title: str
    who: Who
    move: Move | None
    record: Record | None
    effect: Effect | None
    opens: tuple[str, ...]
    ends: tuple[str, ...]


def way_of(law: ProcedureLaw, action: str) -> Way:
    """What the law knows under the name of an action."""
    move, record = law.move.get(action), law.record.get(action)
    one = move or record
    if one is None:
        raise NotFoundError(f"There is no move “{action}”.", way_out="`kuangjian procedure` lists them.")
    return Way(action, one.title, one.who, move, record, law.effect.get(action), one.opens, one.ends)


def founded(way: Way, facts: CaseFacts, day: date) -> bool:
    """Whether the law wants a reason written down."""
    return way.move is not None and "reason-given" in way.move.needs_on(begun_on(facts, day))


def made_of(facts: CaseFacts, way: Way, fields: Mapping[str, Any], set_by: Mapping[str, Any], day: date) -> CaseFacts:
    """The facts of a case after a move with what was filled in and what its hook found."""
    said = claimed(facts, form_of(way.effect, founded=False), fields).but(**set_by)
    # A day that the hook kept, as of a notice that was served before, is not marked again.
    kept = {name: set_by[name] for name in (way.effect.marks if way.effect else ()) if name in set_by}
    return start_of_case(way.action, after(said, way.effect, day).but(**kept), day)
