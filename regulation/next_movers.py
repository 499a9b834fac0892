"""For whom a case waits at each stage: whoever makes the moves that lead it on."""

from collections.abc import Iterable
from datetime import date

from regulation.procedure_lines import ORDER
from regulation.procedure_table import Move, ProcedureLaw
from regulation.stages import Stage, StageRow, Who

# Whose acts the office records as they come; nobody in it has to move meanwhile.
OTHERS = (Who.PARTY, Who.COURT, Who.POLICE, Who.SYSTEM)


def next_movers(law: ProcedureLaw, begun: date) -> dict[Stage, frozenset[Who]]:
    """By stage who leads a case begun on that day on: along the main way, else back to it, else wherever it goes."""
    return {row.stage: _movers(law, row, begun) for row in law.stages_on(begun) if not row.final}


def _movers(law: ProcedureLaw, row: StageRow, begun: date) -> frozenset[Who]:
    out = [one for one in law.on(begun) if row.stage in one.stages and one.to and one.who not in OTHERS]
    closing = [one for one in out if one.to is Stage.CLOSED]
    on = [one for one in out if one not in closing and _main(law, one) and _at(one.to) > ORDER.index(row.stage)]
    back = [one for one in out if one not in closing and _main(law, one)]
    if on or back or not closing:
        return _within(on or back or out)
    return _within(closing) | {Who.HANDLER}  # who proposes that it be closed


def _main(law: ProcedureLaw, move: Move) -> bool:
    return move.to is not None and law.stage[move.to.value].main


def _at(stage: Stage | None) -> int:
    return ORDER.index(stage) if stage else -1


def _within(moves: Iterable[Move]) -> frozenset[Who]:
    """Of the office where it is; its superior only where nobody else leads it on."""
    found = frozenset(one.who for one in moves)
    return found - {Who.SUPERIOR} or found
