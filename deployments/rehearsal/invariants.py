"""What an invariant looks at, and how one that does not hold is told."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

import chinese_calendar

from casework.desk import Desk
from deployments.rehearsal.ledger import Ledger
from deployments.rehearsal.mail_host import Taken
from foundation.errors import BrokenError

SHOWN = 5  # breaches of one invariant that are told


class InvariantError(BrokenError):
    """An invariant does not hold."""

    def __init__(self, name: str, promise: str, day: date, breaches: list[str]) -> None:
        more = f"\n  … and {len(breaches) - SHOWN} more" if len(breaches) > SHOWN else ""
        super().__init__(f"On {day} the invariant “{name}” ({promise}) does not hold:\n  "
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
    touched: set[int] = field(default_factory=set)  # duties the journal spoke of since the last day's end
    taken: list[Taken] = field(default_factory=list)  # since the last look
    said: dict[str, str] = field(default_factory=dict)  # by Message-ID, of all that ever left

    def works(self, day: date) -> bool:
        """Whether people work on a day, by the notices and the library, without the casework's own calendar."""
        rows = self.desk.rows("SELECT working FROM holiday WHERE day = :day", day=day)
        if rows:
            return bool(rows[0].working)
        if self.desk.scalar("SELECT 1 FROM holiday_notice WHERE year = :year", year=day.year):
            return day.weekday() < 5
        try:
            return bool(chinese_calendar.is_workday(day))
        except NotImplementedError:  # a year it does not know
            return day.weekday() < 5


Check = Callable[[Audit], Iterator[str]]
