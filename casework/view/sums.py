"""Sums of duties, as boards show them, and how a change beside them is taken in."""

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Sums:
    """Duties open, due within a week, overdue, lapsed this year, and the due day of what has been late longest."""

    open: int = 0
    due_soon: int = 0
    overdue: int = 0
    lapsed: int = 0
    oldest: date | None = None

    @classmethod
    def of(cls, row: Any, prefix: str = "") -> "Sums":
        """The sums in a row's columns; what is missing counts nothing."""
        open_, due_soon, overdue, lapsed = (int(getattr(row, prefix + name) or 0)
                                            for name in ("open", "due_soon", "overdue", "lapsed"))
        return cls(open_, due_soon, overdue, lapsed, getattr(row, f"{prefix}oldest"))

    def with_change(self, before: "Sums", now: "Sums") -> "Sums":
        """These, of which a part has changed; `oldest` is right only where the part did not hold it."""
        return Sums(self.open + now.open - before.open, self.due_soon + now.due_soon - before.due_soon,
                    self.overdue + now.overdue - before.overdue, self.lapsed + now.lapsed - before.lapsed,
                    earliest(self.oldest, now.oldest))


def earliest(*days: date | None) -> date | None:
    """The earliest of the days that there are."""
    return min((day for day in days if day is not None), default=None)
