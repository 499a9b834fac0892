"""The moves of a version as lines for whoever reads them: command, page, download."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from regulation.procedure_table import Move, ProcedureLaw
from regulation.stages import WHO, Stage, StageRow
from regulation.terms import Confidence

ORDER = tuple(Stage)
EVERYWHERE = 8  # a move that stays, in so many stages, is told once and not at each of them


@dataclass(frozen=True)
class MoveLine:
    """A move with its words under one version; `to` is none where the stage stays."""

    action: str
    title: str
    stages: tuple[str, ...]
    to: str | None
    who: str
    needs: tuple[str, ...]
    opens: tuple[str, ...]
    ends: tuple[str, ...]
    documents: tuple[str, ...]
    provision: str
    confidence: Confidence
    made_from: date | None
    made_until: date | None


def move_lines(law: ProcedureLaw, begun: date) -> list[MoveLine]:
    """Every move of a case begun on a day, in Chinese, the codes of stages and limits as they are."""
    return [MoveLine(one.action, one.title, tuple(stage.value for stage in one.stages), one.to.value if one.to else None,
                     WHO[one.who][0], one.needs_on(begun), one.opens, one.ends, one.documents, basis.provision,
                     basis.confidence, one.made_from, one.made_until)
            for one in sorted(law.on(begun), key=lambda one: (min(map(ORDER.index, one.stages)), *_onward(law, one)))
            if (basis := one.basis_on(begun))]


def _onward(law: ProcedureLaw, move: Move, since: Stage | None = None) -> tuple[bool, bool, int]:
    """The order within a stage: what leads on along the main way to the nearest stage, then aside or back, then what stays."""
    start = ORDER.index(since) if since else min(map(ORDER.index, move.stages))
    to = ORDER.index(move.to) if move.to else start
    on = to > start and move.to is not None and law.stage[move.to.value].main
    return move.to is None, not on, to - start if on else 0


def everywhere(law: ProcedureLaw, begun: date) -> tuple[Move, ...]:
    """The moves that stay and can be made in many stages."""
    return tuple(one for one in law.on(begun) if one.to is None and len(one.stages) >= EVERYWHERE)


def by_stage(law: ProcedureLaw, begun: date) -> Iterator[tuple[StageRow, tuple[Move, ...]]]:
    """Every stage with the moves of its own, those that lead on first."""
    wide = everywhere(law, begun)
    for row in law.stages_on(begun):
        yield row, tuple(sorted((one for one in law.on(begun) if row.stage in one.stages and one not in wide),
                                key=lambda one: _onward(law, one, row.stage)))
