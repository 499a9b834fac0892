"""Cases: durable steps a second with all that a step does, beside hand-written SQL and others' engines; growth; the watch."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.case_copy import Copies
from bench.case_growth import AT_MOST, SIZES, Growth, crowded, growing
from bench.case_night import OPEN, SECONDS, Watched, peopled, watching
from bench.case_steps import HALF, STATEMENTS, Steps, beside, settled
from bench.comparing import CASE_TABLES, refuse_unequal
from bench.databases import Databases
from bench.suites import apart, say

CASES = 200  # of each way


@dataclass(frozen=True)
class CaseLoad:
    """What was measured of cases on a database."""

    database: str
    cases: int
    steps: Steps
    growth: list[Growth]
    night: Watched

    @property
    def met(self) -> bool:
        """Whether all targets are met."""
        return self.steps.met and self.times <= AT_MOST and self.night.met

    @property
    def times(self) -> float:
        """How many times a step among few cases one among many takes."""
        few, many = self.growth[0].taken, self.growth[-1].taken
        return few.rate / many.rate


def casing(databases: Databases, cases: int = CASES, sizes: Sequence[int] = SIZES, opened: int = OPEN) -> CaseLoad:
    """Measure all of it on a database of a kind."""
    return CaseLoad(f"{databases.name} {databases.version}", cases, stepping(databases, cases), crowds(databases, sizes),
                    night(databases, opened))


def crowds(databases: Databases, sizes: Sequence[int]) -> list[Growth]:
    """The same steps among ever more cases."""
    base, found = databases.fresh(), list[tuple[int, str, list[Copies]]]()
    apart(settled, base)
    for size in sizes:
        address = databases.copy(base)
        found.append((size, address, apart(crowded, address, size)))
    grown: list[Growth] = apart(growing, found)
    for one in (base, *(address for _, address, _ in found)):
        databases.drop(one)
    return grown


def night(databases: Databases, opened: int) -> Watched:
    """The watch over so many open cases."""
    address = databases.fresh()
    apart(settled, address)
    apart(peopled, address, opened)
    kept = watching(address, opened)
    databases.drop(address)
    return kept


def stepping(databases: Databases, cases: int) -> Steps:
    """The steps beside their floor, which is shown to have written the same rows."""
    base = databases.fresh()
    apart(settled, base)
    copies = [databases.copy(base) for _ in range(4)]
    found: Steps = apart(beside, *copies, cases)
    rows = [apart(refuse_unequal, copies[1], low, CASE_TABLES) for low in copies[2:]]
    say(f"  {rows[0]} rows of cases equal; {found.ours.rate:.0f} steps a second, hand-written SQL {found.library.rate:.0f},"
        f" bare driver {found.driver.rate:.0f}")
    for one in (base, *copies):
        databases.drop(one)
    return found


HEAD = """## Cases

{cases:,} cases of unlicensed mining from the finding to the archive on each of two ways: paid in time, and unpaid until the
court is asked to enforce. A step is a unit of work of its own with all that it does: right, law of the day, compare-and-set,
event, limits, money, journal, what the stage's flow is to see to. Hand-written SQL repeats the statements that the same step
executed, with its values, in a transaction a step, batch by batch in turn with ours in one process: through SQLAlchemy, as all
SQL here is executed, and beside it on the bare driver; the rows of all three are shown to be the same. “CPU ms” is our process
and the server's, a step.

"""
COLUMNS = ("database", "steps", "steps/s", "CPU ms", "hand-written SQL: steps/s", "CPU ms", f"of that (≥ {HALF})", "by CPU",
           "bare driver: steps/s", "CPU ms", f"most statements (≤ {STATEMENTS})", "met")


def case_section(loads: Sequence[CaseLoad]) -> str:
    """The tables."""
    return (HEAD.format(cases=loads[0].cases) + table(COLUMNS, [_steps(one) for one in loads])
            + GROWN + table(GROWTH, [_growth(one) for one in loads]) + NIGHT + table(WATCH, [_night(one) for one in loads]))


GROWN = """
The same steps of scattered cases among few and among many, turn by turn; the crowd is copied set by set from cases that were
played, with their events, limits, officers, money and journal.

"""
GROWTH = ("database", "cases", "ms a step", "CPU ms", "cases", "ms a step", "CPU ms", f"times (≤ {AT_MOST})", "met")
NIGHT = """
The watch of a night: of a hundred cases two have time that was over yesterday.

"""
WATCH = ("database", "open", "moved", f"seconds (< {SECONDS:g})", "CPU s", "server s", "peak MB", "met")


def _growth(one: CaseLoad) -> tuple[str, ...]:
    cells = [cell for grown in (one.growth[0], one.growth[-1]) for cell in (
        f"{grown.size:,}", f"{1000 / grown.taken.rate:.2f}", f"{grown.taken.work:.2f}")]
    return (one.database, *cells, f"{one.times:.2f}", "yes" if one.times <= AT_MOST else "**no**")


def _night(one: CaseLoad) -> tuple[str, ...]:
    taken = one.night.taken
    return (one.database, f"{one.night.open:,}", f"{taken.rows:,}", f"{taken.wall:.1f}", f"{taken.cpu:.1f}",
            f"{taken.server:.1f}", f"{taken.peak:.0f}", "yes" if one.night.met else "**no**")


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows under their columns."""
    return "".join(f"| {' | '.join(one)} |\n" for one in (columns, ["---"] * len(columns), *rows))


def _steps(one: CaseLoad) -> tuple[str, ...]:
    ours, library, driver, (action, most) = one.steps.ours, one.steps.library, one.steps.driver, one.steps.worst
    return (one.database, f"{ours.steps:,}", f"{ours.rate:,.0f}", f"{ours.work:.2f}", f"{library.rate:,.0f}",
            f"{library.work:.2f}", f"{one.steps.times:.2f}", f"{library.work / ours.work:.2f}", f"{driver.rate:,.0f}",
            f"{driver.work:.2f}", f"{most}, `{action}`", "yes" if one.steps.met else "**no**")
