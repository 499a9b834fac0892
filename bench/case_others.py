"""What other engines take for the same moves, each left its own way; what they do not do is said beside their figures."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, text

from bench.case_steps import Taken
from bench.case_way import PAPERS, WAYS, Step
from bench.measuring import spent

FEW = 5  # cases of each way at most: SpiffWorkflow takes its time
RECORDED = dict[str, Any]


@dataclass(frozen=True)
class Other:
    """What moves take by another engine."""

    name: str
    taken: Taken


def moves(way: tuple[Step, ...]) -> list[tuple[str, RECORDED]]:
    """What is done to a case on a way, the opening first, as plain values."""
    return [(step.action, dict(step.fields)) for step in way if step.action != PAPERS]


def cases_of(each: int) -> list[tuple[str, list[tuple[str, RECORDED]]]]:
    """So many cases of each way by number; before them one of each, which is not timed."""
    return [(f"AJ{n}-{at}", moves(way)) for n in range(each + 1) for at, way in enumerate(WAYS)]


def served(engine: Engine) -> float:
    """Seconds of all the server's processes that work for a database; none on SQLite."""
    if engine.dialect.name != "postgresql":
        return 0.0
    with engine.connect() as connection:
        found = connection.execute(text("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")).scalars().all()
    return sum(spent(int(one)) for one in found)
