"""Many cases as they would stand: a few are played by their moves, the others copied from them, set by set."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from bench.case_copy import Copies, Played, copied, rows_of
from bench.case_office import bureaux
from bench.case_steps import Player
from bench.case_way import Step, go_to
from bench.stages import analyze
from casework.access import SYSTEM
from casework.desk import open_desk


@dataclass(frozen=True)
class Template:
    """A case that is played up to a step, so many days later than its script, and copied so many times."""

    steps: tuple[Step, ...]
    copies: int
    later: int = 0


def filled(address: str, templates: Sequence[Template]) -> list[Copies]:
    """Play and copy; the statistics are taken afterwards, as the database itself would."""
    player = Player(address)
    house, counties = player.house, [one.county for one in bureaux(player.house)]
    played = _played(player, templates)
    house.engine.dispose()
    found = copied(address, played, counties)
    analyze(house)
    house.engine.dispose()
    return found


def _played(player: Player, templates: Sequence[Template]) -> list[Played]:
    """The rows of a case at each template's step; what goes on from where another template ends goes on with its case."""
    at, before, found = 0, Template((), 0), list[Played]()
    for one in templates:
        if one.later != before.later or one.steps[:len(before.steps)] != before.steps:
            at, before = at + len(player.bureaux), Template((), 0, one.later)
        for step in one.steps[len(before.steps):]:
            moved = later(step, one.later)
            go_to(player.house, moved.day)
            player.one(moved, at)
        with open_desk(player.house, SYSTEM, reads=True) as desk:
            found.append(Played(rows_of(desk, player.numbers[at]), one.copies))
        before = one
    return found


def later(step: Step, days: int) -> Step:
    """The same step so many days later, with the days that are filled in."""
    moved = timedelta(days=days)
    fields = {name: _moved(value, moved) for name, value in step.fields.items()}
    return replace(step, day=step.day + moved, fields=fields)


def _moved(value: Any, by: timedelta) -> Any:
    try:
        return (date.fromisoformat(value) + by).isoformat()
    except (TypeError, ValueError):
        return value
