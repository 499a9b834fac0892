"""The cost of a step among few cases and among many: the same steps of scattered cases, turn by turn."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.case_copy import Copies
from bench.case_fill import Template, filled
from bench.case_office import bureaux
from bench.case_steps import BATCH, Player, Taken
from bench.case_way import ENFORCED, PAID, Step, go_to
from bench.measuring import backend_of, spent

SIZES = (10_000, 1_000_000)
SCATTERED = 100  # cases of each point that make their next step
AT_MOST = 1.3  # times what a step takes among few
EARLY, YOUNG = 5, 0.7  # at so many of the points, up to the naming of the team, stands that part of a crowd
# The steps that are measured: of each a case stands before it; others have come to the end.
NEXT = (
    (PAID, "filing.establish"), (PAID, "filing.review"), (PAID, "filing.approve"), (PAID, "team.name"), (PAID, "case.value"),
    (PAID, "notice.issue"), (PAID, "notice.serve"), (PAID, "statement.lapse"), (PAID, "decision.penalty"),
    (PAID, "decision.serve"), (PAID, "payment.record"), (PAID, "archive.file"), (ENFORCED, "performance.lapse"),
    (ENFORCED, "demand.serve"), (ENFORCED, "court.apply"),
)


@dataclass(frozen=True)
class Growth:
    """What steps take among so many cases."""

    size: int
    taken: Taken


@dataclass
class Crowd:
    """A database with so many cases, and how far each point's copies have been used."""

    player: Player
    copies: list[Copies]
    taken: Taken
    batch: int

    def play(self, at: int, step: Step, first: int, most: int) -> None:
        """A batch of scattered cases of a point make their next step."""
        go_to(self.player.house, step.day)
        group, count = self.copies[at], len(self.player.bureaux)
        for n in range(first, first + self.batch):
            copy = n * (group.copies // most)
            self.player.numbers[copy % count + count * n] = group.number(copy)
            self.player.one(step, copy % count + count * n)


def points() -> list[tuple[tuple[Step, ...], Step | None]]:
    """The steps up to each point, and the one that follows."""
    found: list[tuple[tuple[Step, ...], Step | None]] = []
    for way, action in NEXT:
        at = next(n for n, step in enumerate(way) if step.action == action)
        found.append((way[:at], way[at]))
    return [*found, (PAID, None)]


def crowded(address: str, size: int) -> list[Copies]:
    """Fill a database with so many cases: most of them young, so that a million fits into memory."""
    told = points()
    young, old = int(size * YOUNG / EARLY), int(size * (1 - YOUNG) / (len(told) - EARLY))
    return filled(address, [Template(steps, young if n < EARLY else old) for n, (steps, _) in enumerate(told)])


def growing(addresses: Sequence[tuple[int, str, list[Copies]]], scattered: int = SCATTERED,
            batch: int = BATCH) -> list[Growth]:
    """The same steps on each database in turn; the first batch of each step is not timed."""
    crowds = [Crowd(Player(address), copies, Taken(), batch) for _, address, copies in addresses]
    for one in crowds:
        one.player.bureaux = bureaux(one.player.house)
    backends = [backend_of(one.player.house) for one in crowds]
    most = scattered + batch
    _batches(crowds, range(1), most)
    before = [spent(one) for one in backends]
    for one in crowds:
        one.taken = Taken()
    _batches(crowds, range(1, 1 + scattered // batch), most)
    for one, backend, earlier in zip(crowds, backends, before, strict=True):
        one.taken.server = spent(backend) - earlier
        one.player.house.engine.dispose()
    return [Growth(size, one.taken) for (size, _, _), one in zip(addresses, crowds, strict=True)]


def _batches(crowds: Sequence[Crowd], batches: range, most: int) -> None:
    for batch in batches:
        for at, (_, step) in enumerate(points()):
            for one in crowds if step is not None else ():
                one.taken.timed(one.batch, one.play, at, step, batch * one.batch, most)
