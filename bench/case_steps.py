"""Durable steps of cases beside hand-written SQL: the same statements with the same values, turn by turn in one process."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Engine

from bench.case_floor import Driver, Floor, Library, Noted, listened
from bench.case_office import Bureau, bureaux, settle
from bench.case_way import OPEN, PAPERS, WAYS, Step, found, go_to, made, papers
from bench.measuring import backend_of, open_house, spent
from casework.desk import House

BATCH = 10  # cases of a way that make a step one after the other, before the floor does the same
HALF, STATEMENTS = 0.5, 20
BUREAUX = 20


@dataclass
class Taken:
    """Seconds that steps took: by the clock, of our process, of the server's process that worked for us."""

    steps: int = 0
    wall: float = 0.0
    cpu: float = 0.0
    server: float = 0.0

    @property
    def rate(self) -> float:
        """Steps a second."""
        return self.steps / self.wall if self.wall else 0.0

    @property
    def work(self) -> float:
        """CPU milliseconds a step, ours and the server's."""
        return 1000 * (self.cpu + self.server) / self.steps if self.steps else 0.0

    def timed(self, steps: int, work: Callable[..., None], *given: Any) -> None:
        """Add what some steps take."""
        wall, cpu = time.perf_counter(), time.process_time()
        work(*given)
        self.wall += time.perf_counter() - wall
        self.cpu += time.process_time() - cpu
        self.steps += steps


@dataclass
class Steps:
    """What was measured of the steps: ours, those of hand-written SQL, and how many statements each action takes at most."""

    ours: Taken = field(default_factory=Taken)
    library: Taken = field(default_factory=Taken)
    driver: Taken = field(default_factory=Taken)
    statements: dict[str, int] = field(default_factory=dict)

    @property
    def times(self) -> float:
        """Our rate as a part of that of hand-written SQL."""
        return self.ours.rate / self.library.rate

    @property
    def worst(self) -> tuple[str, int]:
        """The action with most statements."""
        return max(self.statements.items(), key=lambda one: one[1])

    @property
    def met(self) -> bool:
        """Whether it is half as fast, and no step asks too much."""
        return self.times >= HALF and self.worst[1] <= STATEMENTS


@dataclass(frozen=True)
class Turn:
    """Cases that make the same step one after the other."""

    day: date
    step: Step
    cases: tuple[int, ...]  # which of all


def settled(address: str) -> None:
    """The province, before its first case."""
    house = open_house(address, WAYS[0][0].day)
    settle(house)
    house.engine.dispose()


def turns(cases: int, before: int = 0) -> list[Turn]:
    """Every step of so many cases of each way, a batch of cases at a time; their numbers follow on those of others before."""
    found = []
    for first in range(before, before + cases, BATCH):
        many = min(BATCH, before + cases - first)
        for n, way in enumerate(WAYS):
            at = tuple(range((first * len(WAYS)) + n * many, (first * len(WAYS)) + (n + 1) * many))
            found += [Turn(step.day, step, at) for step in way]
    return found


class Player:
    """Makes the steps of numbered cases in a house."""

    def __init__(self, address: str) -> None:
        self.house: House = open_house(address, WAYS[0][0].day)
        self.bureaux: list[Bureau] = bureaux(self.house, BUREAUX)
        self.numbers: dict[int, str] = {}

    def play(self, turn: Turn) -> None:
        """Each case of the turn in a unit of work of its own."""
        go_to(self.house, turn.day)
        for at in turn.cases:
            self.one(turn.step, at)

    def one(self, step: Step, at: int) -> None:
        """A step of one case."""
        bureau = self.bureaux[at % len(self.bureaux)]
        if step.action == OPEN:
            self.numbers[at] = found(self.house, bureau)
        elif step.action == PAPERS:
            papers(self.house, self.numbers[at], step.fields.get("title"))
        else:
            made(self.house, bureau, self.numbers[at], step)


def recorded(address: str, warm: int, cases: int) -> tuple[list[tuple[Turn, list[Noted]]], dict[str, int]]:
    """What every step of every turn asks, and the most that each action does."""
    player, told, most = Player(address), [], dict[str, int]()
    for turn in (*turns(warm), *turns(cases, warm)):
        go_to(player.house, turn.day)
        steps = []
        for at in turn.cases:
            with listened(player.house.engine) as noted:
                player.one(turn.step, at)
            steps.append(noted)
            if turn.step.action != PAPERS:
                most[turn.step.action] = max(most.get(turn.step.action, 0), noted.statements)
        told.append((turn, steps))
    player.house.engine.dispose()
    return told, most


def beside(recording: str, ours: str, library: str, driver: str, cases: int, *, warm: int = BATCH) -> Steps:
    """Record on one copy, then let work and floors take turns on three others; the first cases are not timed."""
    told, most = recorded(recording, warm, cases)
    result, player = Steps(statements=most), Player(ours)
    floors: dict[str, Floor] = {"library": Library(_engine(library)), "driver": Driver(_engine(driver))}
    backends = {"ours": backend_of(player.house), **{name: one.backend() for name, one in floors.items()}}
    first, before = len(turns(warm)), dict[str, float]()
    for n, (turn, steps) in enumerate(told):
        if n == first:
            result = Steps(statements=most)
            before = {name: spent(one) for name, one in backends.items()}
        into = result if turn.step.action != PAPERS else Steps()  # no step, and not timed
        into.ours.timed(len(steps), player.play, turn)
        for name, floor in floors.items():
            getattr(into, name).timed(len(steps), _repeated, floor, steps)
    for name, one in backends.items():
        getattr(result, name).server = spent(one) - before[name]
    player.house.engine.dispose()
    for floor in floors.values():
        floor.close()
    return result


def _engine(address: str) -> Engine:
    return open_house(address, WAYS[0][0].day).engine


def _repeated(floor: Floor, steps: list[Noted]) -> None:
    for noted in steps:
        floor.step(noted)
