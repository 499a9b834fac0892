"""An installation whose processes are killed, one after the other at random, while work goes on."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random

from sqlalchemy.exc import SQLAlchemyError

from casework import triggers
from casework.access import OPERATOR, SYSTEM
from casework.desk import Desk, House, open_desk
from foundation.errors import KuangjianError
from tests.installation import Installation, eventually
from tests.trial.kills import strike
from tests.trial.postgres import DurablePostgres
from tests.trial.province import STAGES, is_done, work

ROUNDS = 1  # of work, after the first watch and its letters
UNFINISHED = {
    "triggers": "SELECT count(*) FROM trigger_row WHERE done_at IS NULL",
    "letters": "SELECT count(*) FROM letter WHERE state IN ('queued', 'sending')",
    "runs": "SELECT count(*) FROM run WHERE state = 'running'",
}
OUTSIDE = (KuangjianError, SQLAlchemyError)  # the database was killed


class Ordeal:
    """Rounds of work and kills on one installation; after each round everything must come to rest by itself."""

    def __init__(self, up: Installation, house: House, quota: Counter[str], *, seed: int,
                 postgres: DurablePostgres | None = None) -> None:
        self.up, self.house, self.postgres = up, house, postgres
        self.rng = Random(seed)
        self.left = quota
        self.struck: set[int] = set()
        self.took: list[str] = []
        self.unfinished: dict[str, int] = {}
        self.name = "postgresql" if postgres else "sqlite"

    def run(self) -> None:
        """Rounds of work; the kills of the quota are spread over them."""
        total = self.left.total()
        for n in range(ROUNDS + 1):
            began = time.monotonic()
            if n:
                self._insist(n)
            self._ask()
            while self.left.total() > total * (ROUNDS - n) // (ROUNDS + 1):
                self._kill_one()
            killed = time.monotonic()
            try:
                eventually(self._at_rest, within=240, every=1)
            except AssertionError as error:
                raise AssertionError(f"{self.name}, round {n}, not at rest: {self.unfinished}; {self.took}") from error
            self.took.append(f"round {n}: kills {killed - began:.0f} s, rest {time.monotonic() - killed:.0f} s")

    def _insist(self, n: int) -> None:
        """Bring a bit of work in as a careful user does: without an answer he looks whether it stands, and tries again."""
        def brought() -> bool:
            with self._at_desk() as desk:
                if not is_done(desk, n):
                    work(desk, n)
            with self._at_desk() as desk:
                return is_done(desk, n)
        eventually(lambda: self._try(brought), within=60)

    @contextmanager
    def _at_desk(self) -> Iterator[Desk]:
        with open_desk(self.house, OPERATOR) as desk:
            yield desk

    def _try(self, call: Callable[[], bool]) -> bool:
        try:
            return call()
        except OUTSIDE:
            return False

    def _ask(self) -> bool:
        """Ask for every stage that has no work waiting, so that runs are in flight."""
        def asked() -> bool:
            with open_desk(self.house, SYSTEM) as desk:
                waiting = triggers.waiting(desk)
                for stage in STAGES:
                    if stage not in waiting:
                        triggers.pull(desk, stage)
            return True
        return self._try(asked)

    def _kill_one(self) -> None:
        """Wait for a random point, mostly within a run where the run or the database is to die, and kill."""
        self._ask()
        time.sleep(self.rng.uniform(0, 0.4))
        alive = self._alive()
        if not alive:
            return
        what = self.rng.choices(list(alive), [self.left[one] for one in alive])[0]
        if self.rng.random() < (0.8 if what in ("flow", "PostgreSQL") else 0.3):
            self._wait_for_a_run()
            time.sleep(self.rng.uniform(0, 0.6))
        self.left[what] -= self._strike(what, alive[what][0])

    def _strike(self, what: str, pid: int) -> bool:
        if what == "PostgreSQL":
            assert self.postgres is not None
            return self.postgres.kill()
        self.struck.add(pid)
        return strike(f"{what} on {self.name}", pid)

    def _alive(self) -> dict[str, list[int]]:
        found = {name: [pid] for name, pid in self.up.processes().items()} | {"flow": self.up.flow_runs()}
        if self.postgres:
            found["PostgreSQL"] = [0]
        fresh = {name: [pid for pid in pids if pid not in self.struck] for name, pids in found.items() if self.left[name] > 0}
        return {name: pids for name, pids in fresh.items() if pids}

    def _wait_for_a_run(self) -> None:
        """Wait, but not for long, until a run that has just begun is at work."""
        def at_work() -> bool:
            with open_desk(self.house, SYSTEM, reads=True) as desk:
                return bool(desk.scalar("SELECT 1 FROM run WHERE state = 'running' AND started_at > :since",
                                        since=desk.now - timedelta(seconds=4)))
        until = time.monotonic() + 4
        while time.monotonic() < until and not self._try(at_work):
            time.sleep(0.02)

    def _at_rest(self) -> bool:
        """Whether nothing is unfinished; the health watch is asked for, as its schedule would in time."""
        with open_desk(self.house, SYSTEM, reads=True) as desk:
            open_ = {what: int(desk.scalar(query)) for what, query in UNFINISHED.items()}
            now = int(desk.now.timestamp())
        self.unfinished = open_
        if open_["runs"] and now % 15 == 0:
            self._ask()
        return not any(open_.values())
