"""总览: on one page who is late, what runs out, and how it compares with the year before, for an office and all below it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from casework.access import allowed
from casework.bulk import rows_among
from casework.desk import Desk
from casework.view.counts import OfficeCounts, counts_below
from foundation.database import Instant
from regulation.share import percent, points


@dataclass(frozen=True)
class RuleFigures:
    """A rule's duties below an office: what runs out, what is late, what was done in time this year and the one before."""

    title: str
    week: int
    month: int
    overdue: int
    due_now: int
    kept_now: int
    due_then: int
    kept_then: int

    @property
    def now(self) -> Decimal | None:
        """What of this year's was done in time, in percent."""
        return percent(self.kept_now, self.due_now)

    @property
    def then(self) -> Decimal | None:
        """The same of the year before, up to the same day."""
        return percent(self.kept_then, self.due_then)

    @property
    def change(self) -> Decimal | None:
        """This year against the year before, in percentage points."""
        return points(self.now, self.then)


@dataclass(frozen=True)
class Overview:
    """An office's page: itself, those next below it, its rules, their sum; `counted_at` is when the rules were counted."""

    code: str
    name: str
    own: OfficeCounts
    below: list[OfficeCounts]
    rules: list[RuleFigures]
    whole: RuleFigures
    counted_at: datetime | None

    @property
    def overdue(self) -> int:
        """What is late at the office and below it."""
        return self.own.overdue + sum(one.overdue for one in self.below)

    @property
    def due_soon(self) -> int:
        """What runs out there within a week."""
        return self.own.due_soon + sum(one.due_soon for one in self.below)


def overviews(desk: Desk) -> list[Overview]:
    """One for each office at which the actor reads."""
    own = sorted({post.office_id for post in desk.actor.posts if allowed(desk.actor, "duty.read", post.path)})
    if not own:
        return []
    offices = rows_among(desk, "SELECT id, code, name FROM party WHERE id IN :own AND level <> 'holder' ORDER BY path",
                         {"own": own})
    counts, rules = counts_below(desk, [row.id for row in offices]), _rules(desk, [row.id for row in offices])
    marks = desk.rows("SELECT at FROM tally_mark WHERE name = 'rules'", types={"at": Instant()})
    return [Overview(row.code, row.name, counts[row.id][0], counts[row.id][1:], rules[row.id], _sum(rules[row.id]),
                     marks[0].at if marks else None) for row in offices]


def _rules(desk: Desk, offices: list[int]) -> dict[int, list[RuleFigures]]:
    found: dict[int, list[RuleFigures]] = {office: [] for office in offices}
    for row in rows_among(desk, "SELECT * FROM rule_tally WHERE office_id IN :own", {"own": offices}) if offices else []:
        rule = desk.rulebook.duties.get(row.rule)
        found[row.office_id].append(RuleFigures(
            rule.title if rule else row.rule, row.week, row.month, row.overdue, row.due_now, row.kept_now, row.due_then,
            row.kept_then))
    return {office: sorted(rows, key=lambda one: (-one.overdue, -one.month, one.title)) for office, rows in found.items()}


def _sum(rules: list[RuleFigures]) -> RuleFigures:
    columns = ("week", "month", "overdue", "due_now", "kept_now", "due_then", "kept_then")
    return RuleFigures("合计", *(sum(getattr(one, name) for one in rules) for name in columns))
