"""What waits for a stage is seen to batch after batch, each whole in itself; what fails is told, the others go on."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from casework.access import SYSTEM
from casework.desk import Desk, House, open_desk


@dataclass
class StageReport:
    """What a stage did: figures by name, and each decision by the number of its clue or case, without anybody's data."""

    titles: Mapping[str, str]  # of the figures that are told, in their order
    counts: Counter[str] = field(default_factory=Counter)
    decisions: list[tuple[str, str]] = field(default_factory=list)

    def lines(self) -> list[tuple[str, int | str]]:
        """The figures under their Chinese names."""
        return [(title, self.counts[name]) for name, title in self.titles.items()]

    def add(self, other: "StageReport") -> None:
        """Take in what another batch did."""
        self.counts += other.counts
        self.decisions += other.decisions


@dataclass(frozen=True)
class Stage:
    """A stage: what waits after a number (`:after`, at most `:most`), what is done with it, and with what fails."""

    waiting: str
    process: Callable[[Desk, list[int]], StageReport]
    failed: Callable[[Desk, int, Exception], StageReport]


def drained(house: House, stage: Stage, report: StageReport, *, batch: int, most: int) -> StageReport:
    """See to all that waits, to `most` of it at the most; the report with what was done added."""
    after = seen = 0
    while seen < most:
        ids: list[int] = []
        try:
            with open_desk(house, SYSTEM) as desk:
                ids = _waiting(desk, stage, after, batch)
                done = stage.process(desk, ids)
        except Exception:
            if not ids:
                raise  # the database itself does not answer: the run is tried again
            done = StageReport(report.titles)
            for one in ids:  # something among them is wrong: which, is found out by trying each
                done.add(_alone(house, stage, one))
        if not ids:
            break
        report.add(done)
        after, seen = ids[-1], seen + len(ids)
    return report


def _waiting(desk: Desk, stage: Stage, after: int, most: int) -> list[int]:
    lock = " FOR UPDATE SKIP LOCKED" if desk.postgres else ""  # others at the same moment take others
    return [row.id for row in desk.rows(stage.waiting + lock, after=after, most=most)]


def _alone(house: House, stage: Stage, one: int) -> StageReport:
    try:
        with open_desk(house, SYSTEM) as desk:
            return stage.process(desk, [one])
    except Exception as error:
        with open_desk(house, SYSTEM) as desk:
            return stage.failed(desk, one, error)
