"""`python -m bench`: opening, chasing, letters and steps of cases beside hand-written SQL; pages alone and with twenty."""

import argparse
import sys
import tempfile
from pathlib import Path

from bench import suites
from bench.case_growth import SIZES as CROWDS
from bench.case_night import OPEN
from bench.case_report import case_section
from bench.cases import CASES, CaseLoad, casing
from bench.clues import CLUES, SMALL, ClueLoad, clue_section, posting
from bench.databases import Databases, Postgres, Sqlite
from bench.report import HEAD, keep, section
from bench.results import Result
from bench.scale import Scale
from bench.visited import all_met, visited
from bench.visits import Visit

KINDS: dict[str, type[Sqlite] | type[Postgres]] = {"sqlite": Sqlite, "postgresql": Postgres}
SIZES = (10_000, 100_000, 1_000_000)


def main() -> int:
    """Measure, print, and with --write keep the tables in docs/benchmarks.md; 1 where a target is missed."""
    given = _given()
    scale = Scale(given.counties, given.townships, given.mines)
    sections, results, visits, loads, cases = [], [], list[Visit](), list[ClueLoad](), list[CaseLoad]()
    for kind in KINDS if given.database == "both" else (given.database,):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            databases = KINDS[kind](Path(folder))
            try:
                found = _measure(databases, scale, given)
                if given.only in (None, "clues"):
                    loads.append(posting(databases, SMALL, given.clues))
                if given.only in (None, "cases"):
                    cases.append(casing(databases, given.cases, given.crowds, given.open))
                if kind == "postgresql" and given.only in (None, "pages"):
                    visits = suites.visiting(databases, scale, given.rounds)
                    sections.append(visited(databases.version, scale, visits))
            finally:
                databases.stop()
        if found:
            sections.append(section(databases.name, databases.version, scale, given.rounds, found))
        results += found
    if loads:
        sections.append(clue_section(loads))
    if cases:
        sections.append(case_section(cases))
    sys.stdout.write("\n".join([HEAD, *sections]))
    if given.write:
        keep(Path("docs/benchmarks.md"), sections)
    met = [all_met(visits), *(one.met for one in results), *(one.met for one in loads), *(one.met for one in cases)]
    return 0 if all(met) else 1


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    usual = Scale()
    parser.add_argument("--counties", type=int, default=usual.counties)
    parser.add_argument("--townships", type=int, default=usual.townships)
    parser.add_argument("--mines", type=int, default=usual.mines)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--database", choices=(*KINDS, "both"), default="both")
    parser.add_argument("--only", choices=("open", "chase", "growth", "letters", "pages", "clues", "cases"))
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how much is open where growth is shown")
    parser.add_argument("--due", type=int, default=2000, help="how much of it is due")
    parser.add_argument("--clues", type=int, default=CLUES, help="how many are posted")
    parser.add_argument("--cases", type=int, default=CASES, help="how many go each of two ways")
    parser.add_argument("--crowds", type=int, nargs="+", default=CROWDS, help="among how many cases steps are measured")
    parser.add_argument("--open", type=int, default=OPEN, help="how many cases are watched over")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md; its notes stay")
    return parser.parse_args()


def _measure(databases: Databases, scale: Scale, given: argparse.Namespace) -> list[Result]:
    found: list[Result] = []
    suites.say(f"{databases.name} {databases.version}")
    if given.only in (None, "open"):
        found += suites.opening(databases, scale, given.rounds)
    if given.only in (None, "chase", "letters"):
        found += suites.watching(databases, scale, given.rounds, given.only)
    if given.only in (None, "growth"):
        found += suites.growing(databases, tuple(given.sizes), given.due, given.rounds)
    return found


if __name__ == "__main__":
    raise SystemExit(main())
