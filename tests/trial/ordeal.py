"""An installation whose processes are killed, one after the other at random, while work goes on."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from random import Random

from sqlalchemy.exc import SQLAlchemyError

from casework import runs, triggers
from casework.access import OPERATOR, SYSTEM
from casework.desk import House, open_desk
from deployments.lost_runs import busy
from deployments.ports import answers
from foundation.errors import KuangjianError
from tests.installation import Installation, eventually
from tests.trial.kills import strike
from tests.trial.postgres import DurablePostgres
from tests.trial.province import STAGES, is_done, work

AT_WORK = 1  # stages asked for before each kill: a run costs two seconds of a processor
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
            while self.left.total() > total * (ROUNDS - n) // (ROUNDS + 1):
                self._kill_one()
            killed = time.monotonic()
            self._rest()
            self.took.append(f"round {n}: kills {killed - began:.0f} s, rest {time.monotonic() - killed:.0f} s")

    def _rest(self) -> None:
        """Ask for each stage once more; nothing is unfinished then, in our books nor in the engine, and the web answers."""
        eventually(self._ask, within=60)
        try:
            eventually(lambda: self._at_rest() and not asyncio.run(self._engine_at_work()), within=240, every=1)
        except AssertionError as error:
            raise AssertionError(f"{self.name}, {self.took}: not at rest: {self.unfinished}") from error
        eventually(lambda: answers(f"http://127.0.0.1:{self.up.web_port}/readyz"), within=60)

    def _insist(self, n: int) -> None:
        """Bring a bit of work in as a careful user does: without an answer he looks whether it stands, and tries again."""
        def brought() -> bool:
            with open_desk(self.house, OPERATOR) as desk:
                if not is_done(desk, n):
                    work(desk, n)
            with open_desk(self.house, OPERATOR) as desk:
                return is_done(desk, n)
        eventually(lambda: self._try(brought), within=60)

    def _try(self, call: Callable[[], bool]) -> bool:
        try:
            return call()
        except OUTSIDE:
            return False

    def _ask(self, stages: Sequence[str] = STAGES) -> bool:
        """Ask for stages that have no work waiting, so that runs are in flight."""
        def asked() -> bool:
            with open_desk(self.house, SYSTEM) as desk:
                waiting = triggers.waiting(desk)
                for stage in stages:
                    if stage not in waiting:
                        triggers.pull(desk, stage)
            return True
        return self._try(asked)

    def _kill_one(self) -> None:
        """Wait for a random point, mostly within a run where the run or the database is to die, and kill."""
        self._ask(self.rng.sample(STAGES, AT_WORK))
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
        """Whether nothing is unfinished; the health watch is asked for the dead, as its schedule would in time."""
        with open_desk(self.house, SYSTEM) as desk:
            self.unfinished = {what: int(desk.scalar(query)) for what, query in UNFINISHED.items()}
            if runs.running(desk) and not self.unfinished["triggers"]:
                triggers.pull(desk, "health_watch")
        return not any(self.unfinished.values())

    async def _engine_at_work(self) -> int:
        """Runs that Prefect takes for at work, and places it takes for held."""
        async with self.up.client() as client:
            at_work = await busy(client)
            held = [one.name for one in await client.read_deployments()
                    if one.global_concurrency_limit and one.global_concurrency_limit.active_slots]
        self.unfinished |= {"engine": len(at_work), "places": len(held)}
        return len(at_work) + len(held)
