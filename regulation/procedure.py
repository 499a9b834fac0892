"""The procedure of a case: which moves are lawful now, why the others are not, and where a move leads; 四（一）."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from regulation.case_facts import CaseFacts
from regulation.guards import GUARDS, Unmet
from regulation.limit_table import LimitRule
from regulation.procedure_table import Move
from regulation.stages import Stage


@dataclass(frozen=True)
class Offer:
    """A move of the stage: it can be made now when nothing is unmet."""

    move: Move
    unmet: tuple[Unmet, ...] = ()

    @property
    def open(self) -> bool:
        """Whether it can be made now."""
        return not self.unmet


class MoveError(Exception):
    """A move that is not to be made from this stage now."""

    def __init__(self, message: str, *, way_out: str) -> None:
        super().__init__(f"{message} {way_out}")
        self.message = message
        self.way_out = way_out


def begun_on(facts: CaseFacts, day: date) -> date:
    """The day that decides on the version: of the beginning, or of the version to which the case was moved."""
    return facts.moved_to or facts.begun or day


def lawful(moves: Iterable[Move], stage: Stage, facts: CaseFacts, day: date) -> tuple[Offer, ...]:
    """Every move listed for the stage on that day, with all that keeps it from being made."""
    begun, asked = begun_on(facts, day), facts.but(day=day)
    return tuple(Offer(one, _unmet(one, begun, asked)) for one in _listed(moves, stage, begun, day))


def _listed(moves: Iterable[Move], stage: Stage, begun: date, day: date) -> Iterator[Move]:
    return (one for one in moves if stage in one.stages and one.basis_on(begun) and one.made_on(day))


def listed(move: Move, stage: Stage, facts: CaseFacts, day: date) -> bool:
    """Whether a move belongs to the stage on that day, whatever keeps it from being made."""
    return any(_listed((move,), stage, begun_on(facts, day), day))


def _unmet(move: Move, begun: date, facts: CaseFacts) -> tuple[Unmet, ...]:
    found = (GUARDS[name](facts) for name in move.needs_on(begun, facts.day))
    return tuple(dict.fromkeys(one for one in found if one is not None))


def step(moves: Iterable[Move], stage: Stage, action: str, facts: CaseFacts, day: date) -> Stage:
    """The stage after a move; MoveError where it is not listed for the stage, or something is unmet."""
    known = tuple(moves)
    offers = lawful([one for one in known if one.action == action], stage, facts, day)  # the others' guards are not asked
    if not offers:
        others = ", ".join(one.move.action for one in lawful(known, stage, facts, day) if one.open) or "–"
        raise MoveError(f"{action} is no move of a case in the stage {stage.value}.", way_out=f"Lawful now: {others}.")
    refuse(offers[0].unmet)
    return offers[0].move.to or stage


def refuse_unmet(needs: Iterable[str], facts: CaseFacts) -> None:
    """Refuse what some guard of these names keeps from being recorded: MoveError of the first."""
    refuse([one for one in (GUARDS[name](facts) for name in needs) if one is not None])


def refuse(unmet: Sequence[Unmet]) -> None:
    """Refuse with the first of what is unmet, if there is any: MoveError."""
    if unmet:
        raise MoveError(unmet[0].message, way_out=unmet[0].way_out)


def opened(limits: Mapping[str, LimitRule], steps: Iterable[str], facts: CaseFacts, day: date) -> tuple[str, ...]:
    """Of the limits that a move opens from a day on, those that these facts owe."""
    asked = facts.but(day=day)
    values = ((step, limits[step].value_on(day)) for step in steps)
    return tuple(step for step, value in values
                 if value is None or value.only is None or GUARDS[value.only](asked) is None)
