"""The watch over cases: many are open, of some the time of a party was over yesterday."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bench.case_fill import Template, filled
from bench.case_way import PAID, Step
from bench.measuring import Measured, measure
from casework.case.watching import watch_cases
from casework.desk import House

OPEN = 200_000
SECONDS = 10.0
EVE, NIGHT = date(2025, 8, 27), date(2025, 8, 28)
# Up to which step, how many days later than in the script, how many of a thousand. Of the first two, notified and fined, the
# time to state (and to ask for a hearing) and the time to pay are over on the eve; the others are investigated, notified and
# fined later. So one case in fifty is moved in the night, as where a case lies half a year and three times of it lapse.
SHARES = (("statement.lapse", 16, 7), ("payment.record", 0, 6), ("report.submit", 14, 387), ("statement.lapse", 21, 200),
          ("payment.record", 10, 400))


@dataclass(frozen=True)
class Watched:
    """A night's watch: how many cases are open, how many were moved, and what it took."""

    open: int
    taken: Measured

    @property
    def met(self) -> bool:
        """Whether it is within what is asked."""
        return self.taken.wall < SECONDS


def before(action: str) -> tuple[Step, ...]:
    """The steps of one who pays in time, up to this one."""
    return PAID[:next(n for n, step in enumerate(PAID) if step.action == action)]


def peopled(address: str, cases: int) -> None:
    """Fill a database with so many open cases."""
    filled(address, [Template(before(action), max(1, cases * share // 1000), later) for action, later, share in SHARES])


def kept(house: House) -> Callable[[], int]:
    """Keep the watch; how many cases it moved."""
    def work() -> int:
        return watch_cases(house).counts["moved"]
    return work


def watching(address: str, cases: int) -> Watched:
    """The watch of the eve, then that of the night, which is timed."""
    measure(kept, address, EVE)
    return Watched(cases, measure(kept, address, NIGHT))
