"""The table, as it is printed and kept in docs/benchmarks.md."""

import platform
import re
from pathlib import Path

from bench.results import PEAK, Result, medians
from bench.scale import Scale

COLUMNS = ("what", "rows", "wall s", "CPU s", "server s", "peak MB", "rows/s", "floor wall s", "floor CPU s", "times",
           "CPU times", "target", "met")


def section(name: str, version: str, scale: Scale, rounds: int, results: list[Result]) -> str:
    """The table of a database, with what it was measured on."""
    return "\n".join([
        f"## {name}", "",
        f"{name} {version}, Python {platform.python_version()}, {platform.system()} {platform.release()}, {_machine()};"
        f" medians of {rounds}. {scale.cities} cities, {scale.counties:,} counties, {scale.townships:,} townships,"
        f" {scale.mines:,} mines with their holders.", "",
        f"| {' | '.join(COLUMNS)} |", "|---" * len(COLUMNS) + "|", *map(_line, results), ""])


def _line(result: Result) -> str:
    taken = result.taken
    floor = medians(result.floor) if result.floor else None
    cells = [
        result.what, f"{taken.rows:,.0f}", f"{taken.wall:.3f}", f"{taken.cpu:.3f}", f"{taken.server:.2f}", f"{taken.peak:.0f}",
        f"{taken.rows / taken.wall:,.0f}", f"{floor.wall:.3f}" if floor else "",
        f"{floor.cpu + floor.server:.3f}" if floor else "", f"{result.ratio:.2f}" if result.ratio else "",
        f"{result.cpu_ratio:.2f}" if result.cpu_ratio else "",
        f"≤ {result.at_most:g} × {result.against}, {PEAK:.0f} MB" if result.at_most else f"{PEAK:.0f} MB",
        "yes" if result.met else "**no**"]
    return "| " + " | ".join(cells) + " |"


HEAD = """# Benchmarks

`make bench`, or `python -m bench --help` for less than a nation. Work and floor are run in turn, each in a process of its own
on a fresh copy of its database, with the settings that the database comes with, on a memory disk where `TMPDIR` names one.

`python -m bench --only cases --write` measures cases alone and writes their tables: steps beside hand-written SQL, beside
SpiffWorkflow and DBOS, among 10,000 and 1,000,000 cases, what readers look at over these, and the watch over 200,000 open ones.
It wants 10 GB where `TMPDIR` points (`--crowds 10000 100000` a tenth of it).

The floor is hand-written SQL (`bench/floor_open.py`, `bench/owed.py`, `bench/floor_chase.py`) that writes the same rows, keys,
indexes and journal entries from the same tables, with dates, rules and rungs as constants and without what guards against a
second run or another worker. Before anything is timed every table it writes is compared with the work's, and what runs again
is shown to have written nothing.

“CPU” is our process, “server” the CPU of the PostgreSQL process behind our connection, “peak MB” our process; “times” is how
many times the floor the work takes in wall time, “CPU times” in CPU time of both, which others on the machine do not stretch.
"""


def _machine() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if Path("/proc/cpuinfo").exists() else []
    models = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return f"{platform.machine()}, {len(models)} × {models[0]}" if models else platform.machine()


def keep(page: Path, sections: list[str]) -> None:
    """Write the page anew with these sections; those of databases not measured now, and the notes, stay as they were."""
    old = page.read_text(encoding="utf-8") if page.exists() else ""
    kept = {_title(one): one for one in re.split(r"(?m)^(?=## )", old)[1:]} | {_title(one): one for one in sections}
    order = sorted(kept, key=lambda title: (title == "Notes", title != "SQLite"))
    page.write_text("\n".join([HEAD, *(kept[title].rstrip() + "\n" for title in order)]), encoding="utf-8")


def _title(one: str) -> str:
    return one.splitlines()[0].removeprefix("## ")
