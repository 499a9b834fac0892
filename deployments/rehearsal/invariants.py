"""What must hold on every day of every year, each asked of the tables in its own words and not in those of the casework."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from casework.desk import Desk
from deployments.rehearsal.ledger import Ledger
from deployments.rehearsal.mail_host import Taken
from foundation.errors import BrokenError

SHOWN = 5  # breaches of one invariant that are told


class InvariantError(BrokenError):
    """An invariant does not hold."""

    def __init__(self, name: str, day: date, breaches: list[str]) -> None:
        more = f"\n  … and {len(breaches) - SHOWN} more" if len(breaches) > SHOWN else ""
        super().__init__(f"On {day} the invariant “{name}” ({PROMISES[name]}) does not hold:\n  "
                         + "\n  ".join(breaches[:SHOWN]) + more,
                         way_out="This is a defect: report it with the command's arguments; the same seed shows it again.")
        self.name, self.day, self.breaches = name, day, breaches


@dataclass
class Audit:
    """What is looked at: the days since the last look, what the journal says so far, what the mail host took."""

    desk: Desk
    first: date  # the first day looked at
    last: date  # today
    ledger: Ledger = field(default_factory=Ledger)
    touched: set[int] = field(default_factory=set)  # duties the journal spoke of since
    taken: list[Taken] = field(default_factory=list)  # since the last look
    said: dict[str, str] = field(default_factory=dict)  # by Message-ID, of all that ever left


Check = Callable[[Audit], Iterator[str]]
PROMISES: dict[str, str] = {}
CHECKS: dict[str, list[tuple[str, Check]]] = {"watch": [], "day": [], "month": []}


def invariant(moment: str) -> Callable[[Check], Check]:
    """Register a check, its docstring the promise, for the moment it is asked: after the watch, at a day's or month's end."""
    def register(check: Check) -> Check:
        name = check.__name__
        PROMISES[name] = (check.__doc__ or name).rstrip(".")
        CHECKS[moment].append((name, check))
        return check
    return register


def examine(audit: Audit, moment: str) -> int:
    """Ask every invariant of a moment; the first that is broken is told. How many were asked."""
    for name, check in CHECKS[moment]:
        breaches = list(check(audit))
        if breaches:
            raise InvariantError(name, audit.last, breaches)
    return len(CHECKS[moment])
