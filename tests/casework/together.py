"""Two units of work at the same time: begun together, or one while the other has not committed yet."""

import threading
from collections.abc import Callable
from typing import Any

from casework.access import OPERATOR, SYSTEM, Actor
from casework.desk import Desk, House, open_desk

WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
PATIENCE = 20  # seconds until a test that waits for what does not come is given up


class Aside(threading.Thread):
    """A call in a thread of its own, with what came of it."""

    def __init__(self, call: Callable[[], Any]) -> None:
        super().__init__(daemon=True)
        self.call = call
        self.result: Any = None
        self.error: Exception | None = None
        self.start()

    def run(self) -> None:
        try:
            self.result = self.call()
        except Exception as error:
            self.error = error

    def done(self) -> Any:
        """The result, or the error raised, once it has come to its end."""
        self.join(PATIENCE)
        assert not self.is_alive(), "it waits for what does not come"
        if self.error is not None:
            raise self.error
        return self.result


def at_a_desk(house: House, step: Callable[[Desk], Any], actor: Actor = SYSTEM) -> Callable[[], Any]:
    """A step as a whole unit of work."""
    def run() -> Any:
        with open_desk(house, actor) as desk:
            return step(desk)
    return run


def at_once(*calls: Callable[[], Any]) -> list[Aside]:
    """Calls begun at the same moment, all at their end."""
    start = threading.Barrier(len(calls))

    def begun(call: Callable[[], Any]) -> Callable[[], Any]:
        def run() -> Any:
            start.wait(PATIENCE)
            return call()
        return run

    running = [Aside(begun(call)) for call in calls]
    for one in running:
        one.join(PATIENCE)
    return running


def meanwhile(house: House, first: Callable[[Desk], Any], second: Callable[[], Any]) -> tuple[Any, Any]:
    """What both bring when the second goes as far as it comes before the first has committed."""
    with open_desk(house, OPERATOR) as desk:
        before = first(desk)
        aside = Aside(second)
        while aside.is_alive() and not _waits(house):
            aside.join(0.01)
    return before, aside.done()


def _waits(house: House) -> bool:
    # Within one transaction PostgreSQL tells the same of its activity each time.
    with house.engine.connect() as connection:
        return bool(connection.exec_driver_sql(WAITING).scalar())
