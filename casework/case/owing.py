"""What a case owes on a day: by its decision, what came in, how it was divided, and the days that cost nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from casework.case.books import ZERO, Books, Paid, books_of
from casework.case.cases import CaseRow
from casework.desk import Desk
from regulation.accrual import Pause, Replaced, Sum
from regulation.surcharge import Surcharge, surcharge
from regulation.yuan import told


@dataclass(frozen=True)
class Owed:
    """What a case owes by the end of a day, in yuan, with how the surcharge came about."""

    fine: Decimal
    gains: Decimal
    added: Decimal  # the surcharge
    paid_fine: Decimal
    paid_gains: Decimal
    paid_added: Decimal
    how: Surcharge | None = None

    @property
    def left(self) -> dict[str, Decimal]:
        """What is not paid, by item; below nothing where more came in."""
        return {"fine": self.fine - self.paid_fine, "gains": self.gains - self.paid_gains,
                "surcharge": self.added - self.paid_added}

    @property
    def unpaid(self) -> dict[str, Decimal]:
        """What is still asked for, by item; what was paid too much of one item pays no other."""
        return {item: max(amount, ZERO) for item, amount in self.left.items()}

    @property
    def whole(self) -> Decimal:
        """All that is still asked for."""
        return sum(self.unpaid.values(), ZERO)

    @property
    def overpaid(self) -> Decimal:
        """What came in beyond its item, to be given back."""
        return self.whole - sum(self.left.values(), ZERO)

    @property
    def paid(self) -> bool:
        """Whether each item is paid."""
        return self.whole <= 0


def owed_on(desk: Desk, case: CaseRow, day: date) -> Owed | None:
    """What is owed by the end of a day; none where no decision says that money is due."""
    return owed_by(desk, books_of(desk, case), day)


def owed_by(desk: Desk, books: Books, day: date) -> Owed | None:
    """The same by books that were read."""
    if books.decided is None:
        return None
    paid = [one for one in books.paid if one.on <= day]
    came = {item: sum((one.amount for one in paid if one.item == item), ZERO) for item in ("fine", "gains", "surcharge")}
    how = _with_paid(_surcharge(desk, books, books.decided.fine, day), came["surcharge"])
    return Owed(books.decided.fine, books.decided.gains, how.amount if how else ZERO, came["fine"], came["gains"],
                came["surcharge"], how)


def _surcharge(desk: Desk, books: Books, fine: Decimal, day: date) -> Surcharge | None:
    if fine <= 0 or books.due is None:
        return None
    dues = tuple(_parts(fine, books.instalments)) or (Sum(books.due, fine),)
    before = tuple(Replaced(one.until, tuple(_parts(fine, one.instalments)) or (Sum(one.due, fine),)) for one in books.before)
    paid = tuple(_up_to(fine, [one for one in books.paid if one.item == "fine" and one.on <= day]))
    return surcharge(desk.rulebook.money, fine, dues, day, paid=paid, pauses=tuple(_stops(books, day)),
                     replaced=before)


def _with_paid(how: Surcharge | None, came: Decimal) -> Surcharge | None:
    """The reckoning knows what was paid of the fine; what was paid of the surcharge is told after it."""
    if how is None or came <= 0:
        return how
    left = max(how.owed - came, ZERO)
    return replace(how, steps=(*how.steps, f"已缴加处罚款{told(came)}，缴后共欠{told(left)}"))


def _parts(fine: Decimal, plan: tuple[Sum, ...]) -> Iterator[Sum]:
    """The plan for a fine that was changed since: the first parts as they were, what is more with the last."""
    for n, one in enumerate(plan, 1):
        amount = fine if n == len(plan) else min(one.amount, fine)
        if amount > 0:
            yield Sum(one.day, amount)
        fine -= amount


def _up_to(fine: Decimal, paid: list[Paid]) -> Iterator[Sum]:
    """What was paid of a fine: where a later decision is lighter, the rest is to be given back and pays nothing."""
    for one in paid:
        amount = min(one.amount, fine)
        if amount > 0:
            yield Sum(one.on, amount)
        fine -= amount


def _stops(books: Books, day: date) -> Iterator[Pause]:
    return (Pause(first, last or day) for _, first, last in books.pauses if first <= day)
