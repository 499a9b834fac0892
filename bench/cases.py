"""Cases: durable steps a second with all that a step does, beside hand-written SQL and others' engines; growth; the watch."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.case_copy import Copies
from bench.case_dbos import dbosed
from bench.case_growth import AT_MOST, SIZES, Growth, crowded, growing
from bench.case_night import OPEN, Watched, peopled, watching
from bench.case_others import FEW, Other
from bench.case_reads import Look, looked
from bench.case_spiff import spiffed
from bench.case_steps import Steps, beside, settled
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
    others: list[Other]
    growth: list[Growth]
    looks: list[Look]  # over the largest crowd
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
    return CaseLoad(f"{databases.name} {databases.version}", cases, stepping(databases, cases),
                    others(databases, min(cases, FEW)), *crowds(databases, sizes), night(databases, opened))


def others(databases: Databases, each: int) -> list[Other]:
    """The same moves by other engines, so many cases of each way."""
    found = list[Other]()
    for engine in (spiffed, dbosed):
        address = databases.fresh()
        found += apart(engine, address, each)
        databases.drop(address)
    return found


def crowds(databases: Databases, sizes: Sequence[int]) -> tuple[list[Growth], list[Look]]:
    """The same steps among ever more cases; looks over the most of them."""
    base, found = databases.fresh(), list[tuple[int, str, list[Copies]]]()
    apart(settled, base)
    for size in sizes:
        address = databases.copy(base)
        found.append((size, address, apart(crowded, address, size)))
        say(f"  a crowd of {size:,}")
    grown: list[Growth] = apart(growing, found)
    looks: list[Look] = apart(looked, found[-1][1])
    say(f"  {', '.join(f'{1000 / one.taken.rate:.2f} ms a step among {one.size:,}' for one in grown)}")
    for one in (base, *(address for _, address, _ in found)):
        databases.drop(one)
    return grown, looks


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
