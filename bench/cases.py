"""Cases: durable steps a second with all that a step does, beside hand-written SQL and others' engines; growth; the watch."""

from collections.abc import Sequence
from dataclasses import dataclass

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

    @property
    def met(self) -> bool:
        """Whether all targets are met."""
        return self.steps.met


def casing(databases: Databases, cases: int = CASES) -> CaseLoad:
    """Measure all of it on a database of a kind."""
    return CaseLoad(f"{databases.name} {databases.version}", cases, stepping(databases, cases))


def stepping(databases: Databases, cases: int) -> Steps:
    """The steps beside their floor, which is shown to have written the same rows."""
    base = databases.fresh()
    apart(settled, base)
    copies = [databases.copy(base) for _ in range(3)]
    found: Steps = apart(beside, *copies, cases)
    say(f"  {apart(refuse_unequal, *copies[1:], CASE_TABLES)} rows of cases equal; {found.ours.rate:.0f} steps a second,"
        f" floor {found.floor.rate:.0f}")
    for one in (base, *copies):
        databases.drop(one)
    return found


HEAD = """## Cases

{cases:,} cases of unlicensed mining from the finding to the archive on each of two ways: paid in time, and unpaid until the
court is asked to enforce. A step is a unit of work of its own with all that it does: right, law of the day, compare-and-set,
event, limits, money, journal, what the stage's flow is to see to. The floor repeats the statements that the same step executed,
with their values, raw on the driver's connection in a transaction a step, batch by batch in turn with ours in one process; its
rows are shown to be the same. “CPU ms” is our process and the server's.

"""
COLUMNS = ("database", "steps", "steps/s", "CPU ms a step", "floor steps/s", "floor CPU ms",
           f"of the floor (≥ {HALF})", "by CPU", f"most statements (≤ {STATEMENTS})", "met")


def case_section(loads: Sequence[CaseLoad]) -> str:
    """The tables."""
    return HEAD.format(cases=loads[0].cases) + table(COLUMNS, [_steps(one) for one in loads])


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows under their columns."""
    return "".join(f"| {' | '.join(one)} |\n" for one in (columns, ["---"] * len(columns), *rows))


def _steps(one: CaseLoad) -> tuple[str, ...]:
    ours, floor, (action, most) = one.steps.ours, one.steps.floor, one.steps.worst
    return (one.database, f"{ours.steps:,}", f"{ours.rate:,.0f}", f"{ours.work:.2f}", f"{floor.rate:,.0f}",
             f"{floor.work:.2f}", f"{one.steps.times:.2f}", f"{floor.work / ours.work:.2f}", f"{most}, `{action}`",
             "yes" if one.steps.met else "**no**")
