"""Why the time for deciding stands still: the causes, how long each lasts, and where one would never end."""

from collections.abc import Collection, Iterator

from regulation.procedure_table import ALL, Move, ProcedureLaw
from regulation.stages import Stage

APPRAISAL = "appraisal"


def with_cause(stopped_by: str, cause: str) -> str:
    """The causes for which a clock stands still, with another."""
    return ",".join(dict.fromkeys((*filter(None, stopped_by.split(",")), cause)))


def without_cause(stopped_by: str, cause: str) -> str:
    """The causes for which a clock stands still, without one."""
    return ",".join(one for one in stopped_by.split(",") if one and one != cause)


def lasts(cause: str, appraisals_out: int) -> bool:
    """Whether a cause goes on after what ends it: of several appraisals that are out each opinion ends its own."""
    return cause == APPRAISAL and appraisals_out > 1


def begins_anew(opens: Collection[str], ends: Collection[str]) -> bool:
    """Whether a move ends the time for deciding, or begins it again: what stopped it before stops it no more."""
    return "decision" in opens or "decision" in ends or ALL in ends


def never_ended(law: ProcedureLaw) -> Iterator[tuple[str, str, Stage]]:
    """Causes that still stop the clock at a stage where they could begin: the move, the cause, the stage."""
    for effect in law.effect.values():
        if effect.stops and effect.action in law.move:
            begin = law.move[effect.action]
            still = _stands_still(law, begin, effect.stops)
            yield from ((begin.action, effect.stops, stage) for stage in begin.stages if stage in still)


def _stands_still(law: ProcedureLaw, begin: Move, cause: str) -> set[Stage | None]:
    """The stages to which a case comes from where the cause began, before it ends."""
    found = {begin.to} - {None}
    lasting = [move for move in law.move.values() if not _ends(law, move, cause)]
    while onwards := {move.to for move in lasting if found & {*move.stages}} - found - {None}:
        found |= onwards
    return found


def _ends(law: ProcedureLaw, move: Move, cause: str) -> bool:
    effect = law.effect.get(move.action)
    return (effect is not None and effect.restarts == cause) or begins_anew(move.opens, move.ends)
