"""DBOS on the same moves: a durable step a move, in one workflow a case or in one a move."""

from typing import Any

from sqlalchemy import create_engine

from bench.case_others import RECORDED, Other, cases_of, served
from bench.case_steps import Taken
from bench.case_way import WAYS

# Straight through it asks least of DBOS, and nobody can make a move in between; a workflow a move waits for nobody either,
# and stands when the call returns, as ours does. `recv` between the moves would add a message and a wait to each.
THROUGH, SINGLY = "DBOS: a workflow a case, straight through", "DBOS: a workflow a move"
VERSION = "1"


def dbosed(address: str, each: int) -> list[Other]:
    """So many cases of each way, by a workflow a case, and by one a move."""
    from dbos import DBOS

    @DBOS.step(name="move")
    def move(_number: str, action: str, _fields: RECORDED) -> str:
        return action

    @DBOS.workflow(name="through")
    def through(number: str, told: list[tuple[str, RECORDED]]) -> list[str]:
        return [move(number, action, fields) for action, fields in told]

    @DBOS.workflow(name="single")
    def single(number: str, action: str, fields: RECORDED) -> str:
        return move(number, action, fields)

    def singly(number: str, told: list[tuple[str, RECORDED]]) -> list[str]:
        return [single(number, action, fields) for action, fields in told]

    DBOS(config={"name": "bench", "system_database_url": address, "application_version": VERSION, "log_level": "ERROR"})
    DBOS.launch()
    try:
        return [Other(name, _taken(address, each, play)) for name, play in ((THROUGH, through), (SINGLY, singly))]
    finally:
        DBOS.destroy(destroy_registry=True)


def _taken(address: str, each: int, play: Any) -> Taken:
    engine, taken, before = create_engine(address), Taken(), 0.0
    for n, (number, told) in enumerate(cases_of(each)):
        if n == len(WAYS):
            taken, before = Taken(), served(engine)
        taken.timed(len(told), play, number, told)
    taken.server = served(engine) - before
    engine.dispose()
    return taken
