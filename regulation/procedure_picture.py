"""The procedure as a picture: where each stage stands and how the moves run between them, in user units."""

from dataclasses import dataclass
from datetime import date

from regulation.procedure_table import ProcedureLaw
from regulation.stages import Stage, StageRow

WIDE, HIGH, STEP, ROW, TOP, LEFT, PER_ROW = 128, 30, 154, 78, 30, 90, 6


@dataclass(frozen=True)
class Box:
    """A stage: its upper left corner."""

    row: StageRow
    x: int
    y: int


@dataclass(frozen=True)
class Line:
    """From one stage to another, whichever moves lead there; `path` as SVG writes it."""

    since: Stage
    to: Stage
    path: str
    on: bool  # to the next stage of the same band


@dataclass(frozen=True)
class Band:
    """A group of stages, from its upper edge down."""

    title: str
    title_en: str
    y: int
    high: int


@dataclass(frozen=True)
class Picture:
    """All of it."""

    wide: int
    high: int
    bands: tuple[Band, ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def picture(law: ProcedureLaw, begun: date) -> Picture:
    """The stages in bands by group, the moves of the version of that day between them."""
    groups: dict[tuple[str, str], list[StageRow]] = {}
    for row in law.stages_on(begun):
        groups.setdefault((row.group, row.group_en), []).append(row)
    bands, boxes, y = [], [], 0
    for (title, title_en), rows in groups.items():
        high = -(-len(rows) // PER_ROW) * ROW
        bands.append(Band(title, title_en, y, high))
        boxes += [Box(row, LEFT + n % PER_ROW * STEP, y + n // PER_ROW * ROW + TOP) for n, row in enumerate(rows)]
        y += high
    pairs = dict.fromkeys((stage, move.to) for move in law.on(begun) if move.to for stage in move.stages)
    places = {box.row.stage: box for box in boxes}
    lines = tuple(Line(since, to, *_path(places[since], places[to])) for since, to in pairs if since in places)
    return Picture(LEFT + PER_ROW * STEP, y, tuple(bands), tuple(boxes), lines)


def _path(a: Box, b: Box) -> tuple[str, bool]:
    """Straight to the neighbour, in an arc above along the band, else in a bend from edge to edge."""
    middle = WIDE // 2
    if a.y == b.y and b.x - a.x == STEP:
        return f"M{a.x + WIDE} {a.y + HIGH // 2}H{b.x}", True
    if a.y == b.y:
        lift = 14 + abs(b.x - a.x) // STEP * 3
        start, end = (a.x + middle - 12, b.x + middle + 12) if b.x < a.x else (a.x + middle + 12, b.x + middle - 12)
        return f"M{start} {a.y}C{start} {a.y - lift} {end} {b.y - lift} {end} {b.y}", False
    down = b.y > a.y
    start, end = (a.y + HIGH, b.y) if down else (a.y, b.y + HIGH)
    bend = (end - start) // 2
    x, to = a.x + middle + (8 if down else -8), b.x + middle + (8 if down else -8)
    return f"M{x} {start}C{x} {start + bend} {to} {end - bend} {to} {end}", False
