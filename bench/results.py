"""A measurement beside its floor, over all rounds: medians, and whether the target is met."""

from dataclasses import dataclass, field
from statistics import median

from bench.measuring import Measured

PEAK = 500.0  # megabytes that our process may take


@dataclass
class Result:
    """What was measured; `floor` holds what it is measured against, `at_most` how many times that it may take."""

    what: str
    runs: list[Measured] = field(default_factory=list)
    floor: list[Measured] = field(default_factory=list)
    at_most: float | None = None
    against: str = "floor"

    @property
    def taken(self) -> Measured:
        """The medians of the runs."""
        return medians(self.runs)

    @property
    def ratio(self) -> float | None:
        """How many times its floor it takes, in wall time."""
        return self.taken.wall / medians(self.floor).wall if self.floor else None

    @property
    def cpu_ratio(self) -> float | None:
        """The same in CPU time, ours and the server's, which others on the machine do not stretch."""
        floor = medians(self.floor) if self.floor else None
        return (self.taken.cpu + self.taken.server) / max(floor.cpu + floor.server, 0.01) if floor else None

    @property
    def met(self) -> bool:
        """Whether time and memory are within what is asked."""
        return self.taken.peak <= PEAK and (self.at_most is None or (self.ratio or 0.0) <= self.at_most)


def medians(runs: list[Measured]) -> Measured:
    """The median of each figure by itself."""
    return Measured(*(median(getattr(run, name) for run in runs) for name in ("wall", "cpu", "server", "peak", "rows")))
