"""Where the nodes of the BPMN stand and how its flows run, by the layout of the picture: a stage, its moves to the right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from regulation.procedure_layout import bands
from regulation.procedure_table import ProcedureLaw
from regulation.stages import Stage

MARGIN, MAIN, SIDE, CHOICE, CHANNEL, MOVES = 10, 240, 440, 170, 690, 720  # from the left; the choice from its stage
TASK, DIAMOND, CIRCLE = (140, 60), (50, 50), (36, 36)
ACROSS, DOWN, PER_ROW, NEAR, LANE = 170, 90, 6, 10, 5
Point = tuple[int, int]


@dataclass(frozen=True)
class Place:
    """A node's bounds."""

    x: int
    y: int
    wide: int
    high: int

    @property
    def left(self) -> Point:
        """The middle of its left edge."""
        return self.x, self.y + self.high // 2

    @property
    def right(self) -> Point:
        """The middle of its right edge."""
        return self.x + self.wide, self.y + self.high // 2


@dataclass(frozen=True)
class Sheet:
    """Everything placed; `lanes` are the lines on the left on which the ways to each stage come in."""

    places: Mapping[str, Place]
    lanes: Mapping[str, int]

    def way(self, source: str, target: str) -> tuple[Point, ...]:
        """The corners of a flow: round every node, over a move into it, under it out."""
        a, b = self.places[source], self.places[target]
        if target.startswith("move_"):
            x, over = b.x + b.wide // 2, b.y - NEAR
            return a.right, (CHANNEL, a.right[1]), (CHANNEL, over), (x, over), (x, b.y)
        if source.startswith("move_"):
            x, under, lane = a.x + a.wide // 2, a.y + a.high + NEAR, self.lanes[target]
            return (x, a.y + a.high), (x, under), (lane, under), (lane, b.left[1]), b.left
        return a.right, b.left


def sheet(law: ProcedureLaw, begun: date, moves: Mapping[Stage, Sequence[str]]) -> Sheet:
    """The stages one under the other in the order of the picture, those beside the way further in, each with its moves."""
    places: dict[str, Place] = {}
    lanes: dict[str, int] = {}
    y = DOWN
    for band in bands(law, begun):
        for box in sorted(band.boxes, key=lambda one: (one.y, not one.main)):
            stage, x = box.row.stage, MAIN if box.main else SIDE
            name = f"stage_{stage.value}"
            lanes[name] = MARGIN + LANE * len(lanes)
            places[name] = _at(x, y, CIRCLE if box.row.final else TASK)
            if not box.row.final:
                places[f"choice_{stage.value}"] = _at(x + CHOICE, y, DIAMOND)
            own = moves.get(stage, ())
            places |= {one: Place(MOVES + n % PER_ROW * ACROSS, y + n // PER_ROW * DOWN, *TASK) for n, one in enumerate(own)}
            y += DOWN * max(1, -(-len(own) // PER_ROW))
    first = next(iter(places.values()))
    return Sheet({"start": _at(first.x - 80, first.y, CIRCLE), **places}, lanes)


def _at(x: int, y: int, size: tuple[int, int]) -> Place:
    """A node of a size in the middle of a row."""
    return Place(x, y + (TASK[1] - size[1]) // 2, *size)
