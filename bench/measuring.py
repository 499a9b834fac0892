"""One task measured in a process of its own, so that its peak memory is its own: wall and CPU seconds, rows, megabytes."""

import os
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from sqlalchemy import text

from casework.desk import House
from foundation.clock import SetClock
from foundation.database import open_engine
from foundation.sealing import Keys, Seal
from regulation.book import Rulebook
from regulation.loading import load

SEAL = Seal(Keys(("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",), "bench"))  # every process seals alike
# Prepares what may be known beforehand and hands back what is timed; that returns how many rows it wrote.
Task = Callable[[House], Callable[[], int]]


@dataclass(frozen=True)
class Measured:
    """What a run took; `server` is the CPU of the database server's process that worked for us."""

    wall: float
    cpu: float
    server: float
    peak: float
    rows: int


@cache
def _rules() -> Rulebook:
    return load()


def open_house(address: str, day: date) -> House:
    """A house at 08:00 of a day."""
    return House(open_engine(address), _rules(), SetClock.at(day), seal=SEAL)


def measure(task: Task, address: str, day: date) -> Measured:
    """Run a task in a new process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_measure, task, address, day).result()


def _measure(task: Task, address: str, day: date) -> Measured:
    house = open_house(address, day)
    timed = task(house)
    backend = backend_of(house)
    wall, cpu, server = time.perf_counter(), time.process_time(), spent(backend)
    rows = timed()
    wall, cpu, server = time.perf_counter() - wall, time.process_time() - cpu, spent(backend) - server
    house.engine.dispose()
    return Measured(wall, cpu, server, _peak(), rows)


def _peak() -> float:
    """Megabytes this process held at most; `ru_maxrss` would count what its parent held before it was started."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


def backend_of(house: House) -> int | None:
    """The server's process behind our one connection, which the pool hands out again and again."""
    with house.engine.connect() as connection:
        if house.engine.dialect.name != "postgresql":
            return None
        return int(connection.scalar(text("SELECT pg_backend_pid()")) or 0)


def spent(process: int | None) -> float:
    """User and system seconds of a process; it must run on this machine."""
    if process is None:
        return 0.0
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
