"""`python -m bench.years`: whole rehearsed years, two at a time, the first twice over; prints a table."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PAGE = Path("docs/rehearsals.md")
HEAD = """# Rehearsed years

What `make rehearsals` printed: whole years of the province, two at a time, every invariant asked every day or month; the
first year twice over. Regenerate with `python -m bench.years --write`.

| year | seed | mines | duties | letters | invariants | asked | broken | wall s | CPU s | peak MB | fingerprint |
|---|---|---|---|---|---|---|---|---|---|---|---|"""


@dataclass(frozen=True)
class Played:
    """What a rehearsal told at its end, and what it took."""

    told: dict[str, Any]
    wall: float  # seconds
    cpu: float  # seconds
    peak: int  # KiB

    def line(self, mines: int) -> str:
        """Its row of the table."""
        told = self.told
        duties = sum(int(one["owed"]) for one in told["clauses"])
        letters = sum(int(one["letters"]) for one in told["months"])
        return (f"| {told['year']} | {told['seed']} | {mines:,} | {duties:,} | {letters:,} | {told['invariants']} |"
                f" {told['asked']:,} | {told['broken']} | {self.wall:.0f} | {self.cpu:.0f} | {self.peak // 1024} |"
                f" `{told['fingerprint']}` |")


def main() -> int:
    """Play, print, and with --write keep the table; 1 where the same year was not the same twice."""
    given = _given()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as two:
        wanted = [given.years[0], *given.years]
        played = list(two.map(lambda at: _play(at[1], given, Path(folder) / f"{at[0]}"), enumerate(wanted)))
    table = "\n".join([HEAD, *(one.line(given.mines) for one in played)]) + "\n"
    sys.stdout.write(table)
    if given.write:
        PAGE.write_text(table, encoding="utf-8")
    first, second = played[0].told, played[1].told
    same = first["fingerprint"] == second["fingerprint"] and first["clauses"] == second["clauses"]
    sys.stderr.write(f"{given.years[0]} was {'the same' if same else 'NOT the same'} twice\n")
    return 0 if same else 1


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.years", description=__doc__)
    parser.add_argument("years", nargs="*", type=int, default=[2010, 2012, 2024, 2027])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--mines", type=int, default=4000)
    parser.add_argument("--write", action="store_true", help=f"write {PAGE}")
    return parser.parse_args()


def _play(year: int, given: argparse.Namespace, folder: Path) -> Played:
    command = [sys.executable, "-m", "deployments.command", "rehearse", "--year", str(year), "--seed", str(given.seed),
               "--mines", str(given.mines), "--data", str(folder), "--json"]
    began = time.perf_counter()
    with folder.with_suffix(".json").open("w+", encoding="utf-8") as out:
        process = subprocess.Popen(command, stdout=out)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - began
        if process.returncode:
            raise SystemExit(f"{year}: exit code {process.returncode}")
        out.seek(0)
        told = json.load(out)
    sys.stderr.write(f"{year}: {wall:.0f} s, {told['fingerprint']}\n")
    return Played(told, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)


if __name__ == "__main__":
    raise SystemExit(main())
