"""The same move for many cases: each is made whole or not at all, and what was refused is told with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from casework.access import permit_somewhere
from casework.case.moving import Made, Wish, make
from casework.desk import Desk
from foundation.errors import InvalidError, KuangjianError

MOST = 200  # cases at once


@dataclass(frozen=True)
class Asked:
    """A case for which a move is wished, and the version that was looked at, if that is to count."""

    number: str
    seen: int | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of one of them: the move, or why it was not made."""

    number: str
    made: Made | None
    refused: KuangjianError | None


def make_each(desk: Desk, asked: Sequence[Asked], wish: Wish) -> list[Outcome]:
    """Make the same move of up to 200 cases; the outcomes in the order in which they were asked for."""
    permit_somewhere(desk.actor, "case.read")
    if not 1 <= len(asked) <= MOST or len({one.number for one in asked}) < len(asked):
        raise InvalidError(f"A move is made for 1 to {MOST} cases at once, each named once.", way_out="Send several requests.")
    # By number, whoever sends which list: two that overlap never wait for one another.
    found = {one.number: _one(desk, one, wish) for one in sorted(asked, key=lambda one: one.number)}
    return [found[one.number] for one in asked]


def _one(desk: Desk, asked: Asked, wish: Wish) -> Outcome:
    try:
        with desk.session.begin_nested():
            return Outcome(asked.number, make(desk, asked.number, wish, seen=asked.seen), None)
    except KuangjianError as error:
        return Outcome(asked.number, None, error)
