"""`python -m bench`: opening, chasing and writing letters beside a floor of hand-written SQL; prints a table.

The floor writes the same rows with the same keys and indexes in one statement a table, without asking the rulebook.
"""

import argparse
import platform
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bench.province import Built, build
from casework.desk import House, open_desk
from casework.duty.chasing import chase
from casework.duty.opening import open_duties
from casework.letter import outbox
from foundation.clock import SetClock
from foundation.database import open_engine
from models.schema import upgrade
from regulation.loading import load

DAY = date(2024, 5, 31)


def _fresh(folder: Path, townships: int, mines: int, n: int) -> tuple[House, Built]:
    engine = open_engine(f"sqlite:///{folder / f'{n}.db'}")
    upgrade(engine)
    house = House(engine, load(), SetClock.at(DAY))
    return house, build(house, townships=townships, mines=mines, since=date(2024, 1, 1))


def _timed(work: Callable[[], int]) -> tuple[float, float, int]:
    wall, cpu = time.perf_counter(), time.process_time()
    rows = work()
    return time.perf_counter() - wall, time.process_time() - cpu, rows


def _open(house: House) -> int:
    with open_desk(house) as desk:
        return open_duties(desk).total


def _floor(house: House) -> int:
    """The same duties again, from what was opened, as one statement with all keys, indexes and journal entries."""
    with open_desk(house) as desk:
        desk.run("CREATE TEMPORARY TABLE kept AS SELECT * FROM duty")
        entries = desk.rows("SELECT action, entity, entity_id, detail FROM journal WHERE action = 'duty.opened'")
        desk.run("DELETE FROM duty")
    with open_desk(house) as desk:
        started = time.perf_counter()
        rows = desk.run("INSERT INTO duty SELECT * FROM kept")
        for entry in entries:
            desk.run("INSERT INTO journal (at, actor, action, entity, entity_id, detail)"
                     " VALUES (:at, 'floor', :action, :entity, :id, :detail)", at=desk.now, action=entry.action,
                     entity=entry.entity, id=entry.entity_id, detail=entry.detail)
    FLOOR.append(time.perf_counter() - started)
    return rows


FLOOR: list[float] = []


def _chase(house: House) -> int:
    with open_desk(house) as desk:
        return chase(desk).reminded


def _write(house: House) -> int:
    with open_desk(house) as desk:
        ids = outbox.claim(desk, batch=100_000)
    with open_desk(house) as desk:
        return outbox.write(desk, ids).written


def main() -> int:
    """Measure, print, and with --write keep the table in docs/benchmarks.md."""
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("--townships", type=int, default=614)
    parser.add_argument("--mines", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    given = parser.parse_args()
    names = ("open", "second open", "chase", "second chase", "write letters")
    measured: dict[str, list[tuple[float, float, int]]] = {name: [] for name in names}
    with tempfile.TemporaryDirectory() as folder:
        for n in range(given.rounds):
            house, _ = _fresh(Path(folder), given.townships, given.mines, n)
            for name, work in zip(names, (_open, _open, _chase, _chase, _write), strict=True):
                measured[name].append(_timed(lambda work=work, house=house: work(house)))  # type: ignore[misc]
            house.engine.dispose()
            house, _ = _fresh(Path(folder), given.townships, given.mines, 1000 + n)
            _open(house)
            _floor(house)
            house.engine.dispose()
    text = _table(given.townships, given.mines, given.rounds, measured)
    sys.stdout.write(text)
    if given.write:
        Path("docs/benchmarks.md").write_text(text, encoding="utf-8")
    return 0


def _table(townships: int, mines: int, rounds: int, measured: dict[str, list[tuple[float, float, int]]]) -> str:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = [
        "# Benchmarks", "",
        f"`make bench`: {townships} townships, {mines} mines, SQLite, medians of {rounds}; {platform.machine()},"
        f" {platform.python_version()}, {platform.system()} {platform.release()}. Peak memory {peak:.0f} MB.", "",
        "| what | rows | wall s | CPU s | rows/s |", "|---|---|---|---|---|",
    ]
    for name, runs in measured.items():
        wall, cpu, rows = (statistics.median(run[i] for run in runs) for i in range(3))
        lines.append(f"| {name} | {rows:.0f} | {wall:.3f} | {cpu:.3f} | {rows / wall:,.0f} |")
    floor, opened = statistics.median(FLOOR), statistics.median(run[0] for run in measured["open"])
    lines += [f"| floor of open | | {floor:.3f} | | |", "", f"Opening takes {opened / floor:.2f} times its floor.", ""]
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
