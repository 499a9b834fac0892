"""The money of a case as its page tells it: recorded, owed by the end of a day, and what the act may cost."""

from dataclasses import dataclass
from datetime import date

from casework.case.books import Books, books_of
from casework.case.cases import CaseRow
from casework.case.fine_range import range_of
from casework.case.owing import Owed, owed_by
from casework.desk import Desk
from foundation.errors import InvalidError
from regulation.punishment import Penalty


@dataclass(frozen=True)
class CaseMoney:
    """The money of a case as recorded, and what is owed by the end of a day; none where no decision says that money is due.

    `penalty` is what the act may cost by the law that holds for it, the lighter where it changed; or what is `missing` for it.
    """

    on: date
    books: Books
    owed: Owed | None
    penalty: Penalty | None
    missing: str | None


def money_of(desk: Desk, case: CaseRow, on: date) -> CaseMoney:
    """The money of a case, owed by the end of a day."""
    books = books_of(desk, case)
    return CaseMoney(on, books, owed_by(desk, books, on), *_penalty(desk, case))


def _penalty(desk: Desk, case: CaseRow) -> tuple[Penalty | None, str | None]:
    try:
        return range_of(desk, case, case.decided_on or desk.today), None
    except InvalidError as error:  # a value that the law reckons with is not recorded
        return None, error.message
