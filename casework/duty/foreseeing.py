"""What a projection would change, told before it is done: by the very code that does it, and without writing."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.bulk import chunks, rows_among
from casework.desk import Desk
from casework.duty.noting import RUNNING
from casework.duty.projecting import changes
from regulation.reckoning import Reckoned

SHOWN = 200  # moves that are told one by one


@dataclass(frozen=True)
class Move:
    """A date that would move, with all open duties that share it; `debtor` where it is one duty's own."""

    rule: str
    title: str
    period: str
    before: date
    after: date
    provisional: bool  # as it would be then
    was_provisional: bool
    times_before: int
    times_after: int
    duties: int
    debtor: str | None

    @property
    def due_moves(self) -> bool:
        """Whether the last day is another; else only its explanation, reminders or the number owed change."""
        return self.before != self.after


@dataclass(frozen=True)
class RuleMoves:
    """Open duties of a rule: with another date, another number, a date that becomes certain; `changed` in anything at all."""

    rule: str
    title: str
    moved: int
    recounted: int
    made_firm: int
    changed: int  # also those of which only reminders or the explanation change


@dataclass(frozen=True)
class Foresight:
    """What would change: by rule, and the moves by their day, the first `SHOWN` of them."""

    looked_at: int
    duties: int  # open duties of which anything would change
    by_rule: list[RuleMoves]
    moves: list[Move]
    more: int  # moves that are not listed


def foresee(desk: Desk) -> Foresight:
    """What projecting now would do, at a desk that counts by what is to come."""
    looked_at, changed = changes(desk)
    counts = _counts(desk, changed)
    found = [_move(desk, row, one, *counts.get(at, (0, None))) for at, (row, one) in changed.items()]
    listed = sorted((one for one in found if one.due_moves or one.times_before != one.times_after),
                    key=lambda one: (one.before, one.rule, one.period, one.debtor or ""))
    return Foresight(looked_at, sum(one.duties for one in found), _by_rule(found), listed[:SHOWN],
                     max(len(listed) - SHOWN, 0))


def _counts(desk: Desk, changed: dict[int, Any]) -> dict[int, tuple[int, str | None]]:
    """How many open duties hang on each reckoning, and whose it is where it is one's alone."""
    rows = [row for piece in chunks(changed) for row in rows_among(
        desk, "SELECT d.reckoning_id, count(*) AS n, min(p.name) AS debtor FROM duty d JOIN party p ON p.id = d.debtor_id"
        f" WHERE {RUNNING} AND d.reckoning_id IN :ids GROUP BY d.reckoning_id", {"ids": piece})]
    return {row.reckoning_id: (int(row.n), row.debtor if row.n == 1 else None) for row in rows}


def _move(desk: Desk, row: Any, one: Reckoned, duties: int, debtor: str | None) -> Move:
    rule = desk.rulebook.duties.get(row.rule) or desk.rulebook.periods.get(row.rule)
    return Move(row.rule, rule.title if rule else row.rule, row.period, row.due, one.due, one.provisional,
                bool(row.provisional), row.times, one.times, duties, debtor)


def _by_rule(found: list[Move]) -> list[RuleMoves]:
    grouped: dict[str, list[Move]] = defaultdict(list)
    for one in found:
        grouped[one.rule].append(one)
    lines = [RuleMoves(
        rule, moves[0].title, moved=sum(one.duties for one in moves if one.due_moves),
        recounted=sum(one.duties for one in moves if one.times_before != one.times_after),
        made_firm=sum(one.duties for one in moves if one.was_provisional and not one.provisional),
        changed=sum(one.duties for one in moves)) for rule, moves in grouped.items()]
    return sorted(lines, key=lambda line: (-line.moved, -line.recounted, line.rule))
