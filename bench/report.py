"""The table, as it is printed and kept in docs/benchmarks.md."""

import platform
from pathlib import Path

from bench.results import PEAK, Result, medians
from bench.scale import Scale

HEAD = (
    "| what | rows | wall s | CPU s | server s | peak MB | rows/s | floor wall s | floor CPU s | times | CPU times"
    " | target | met |",
    "|---|---|---|---|---|---|---|---|---|---|---|---|---|",
)


def table(name: str, results: list[Result]) -> str:
    """A section a database."""
    return "\n".join([f"## {name}", "", *HEAD, *map(_line, results), ""])


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


def head(scale: Scale, rounds: int, versions: dict[str, str], command: str) -> str:
    """What was measured, on what, and how to read it."""
    made = ", ".join(f"{name} {version}" for name, version in versions.items())
    return "\n".join([
        "# Benchmarks", "",
        f"`{command}`: {scale.cities} cities, {scale.counties:,} counties, {scale.townships:,} townships,"
        f" {scale.mines:,} mines; medians of {rounds}, work and floor in turn,"
        " every run in a process of its own on a fresh copy of its database.",
        "",
        f"{_machine()}; {platform.system()} {platform.release()}, Python {platform.python_version()}, {made}, each with the"
        " settings it comes with, on a memory disk where `TMPDIR` names one.", "",
        "The floor is hand-written SQL (`bench/floor_open.py`, `bench/floor_chase.py`) that writes the same rows, keys, indexes"
        " and journal entries from the same tables, with dates, rules and rungs as constants and without what guards against a"
        " second run or another worker. Before anything is timed every table it writes is compared with the work's, and what"
        " runs again is shown to have written nothing.", "",
        "“CPU” is our process, “server” the CPU of the PostgreSQL process behind our connection, “peak MB” our process.", ""])


def _machine() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if Path("/proc/cpuinfo").exists() else []
    models = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return f"{platform.machine()}, {len(models)} × {models[0]}" if models else platform.machine()
