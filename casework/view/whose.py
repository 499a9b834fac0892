"""Whose calendar: an office, a holder, a mine or a right, found by code or name within the reader's reach; and its year."""

from dataclasses import dataclass
from datetime import date

from casework.access import allowed
from casework.desk import Desk
from casework.duty.populations import levels_owing
from casework.record.parties import find_party
from foundation.errors import InvalidError
from regulation.book import Rulebook
from regulation.rule import DutyRule
from regulation.workdays import CalendarError

SUBJECTS = (("mine", "code", ("mine",)), ("mineral_right", "licence_no", ("mining_right", "exploration_right")))


@dataclass(frozen=True)
class Whose:
    """Whose calendar: a party, or a mine or right (then whoever owes about it)."""

    column: str
    value: int
    level: str | None = None  # of a party
    kinds: tuple[str, ...] = ()

    def rules(self, book: Rulebook) -> list[DutyRule]:
        """The rules that may concern it."""
        return [rule for rule in book.duties.values() if self.level is None or self.level in levels_owing(rule)]

    @property
    def among(self) -> str:
        """The kinds as SQL lists them."""
        return "(" + ", ".join(repr(kind) for kind in self.kinds) + ")"


def year_of(desk: Desk, year: int) -> tuple[date, date]:
    """The first and last day of a year, for which working days must be known."""
    if not 1 <= year <= 9998:
        raise InvalidError(f"{year} is not a year.", way_out="Give a year such as 2024.")
    first, last = date(year, 1, 1), date(year, 12, 31)
    try:
        desk.calendar.is_working(first)
    except CalendarError as error:
        raise InvalidError(str(error), way_out="Choose a later year.") from error
    return first, last


def whose_calendar(desk: Desk, debtor: str) -> Whose:
    """The party, mine or right of this code or name; one elsewhere is as one that does not exist."""
    found = desk.rows(" UNION ALL ".join(
        f"SELECT '{table}' AS what, s.id, p.path FROM {table} s JOIN party p ON p.id = s.county_id WHERE s.{column} = :code"
        for table, column, _ in SUBJECTS), code=debtor)
    if found and allowed(desk.actor, "duty.read", found[0].path):
        kinds = next(kinds for table, _, kinds in SUBJECTS if table == found[0].what)
        return Whose("subject_id", found[0].id, kinds=kinds)
    party = find_party(desk, debtor, "duty.read")
    desk.permit("duty.read", party.path)
    return Whose("debtor_id", party.id, party.level)
