"""Where each stage of the procedure stands in its picture: a band a group, the main way down the left, the rest beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from regulation.procedure_table import ProcedureLaw
from regulation.procedure_words import broken
from regulation.stages import Stage, StageRow

WIDE, MAIN, SIDE = 370, (22, 140), (218, 126)  # of the whole; x and width of the two columns
GAP, TOP, TITLE, EXIT, PAD = 18, 20, 15, 13, 12
CENTRE = 17  # of a title's first line, from the upper edge to its foot
CHARACTER, SMALL = 6, 5  # half a Chinese character of a title, and of what stands under it
Pair = tuple[Stage, Stage]


@dataclass(frozen=True)
class Label:
    """What stands in a box, line by line."""

    title: tuple[str, ...]
    exits: tuple[str, ...]


@dataclass(frozen=True)
class Box:
    """A stage with its place; `exits` are the stages of other groups to which a move leads from here."""

    row: StageRow
    main: bool
    x: int
    y: int
    wide: int
    high: int
    exits: tuple[StageRow, ...]
    zh: Label
    en: Label

    @property
    def middle(self) -> int:
        """Half of its width from the left."""
        return self.x + self.wide // 2

    @property
    def exits_at(self) -> int:
        """The foot of the first line of the exits, which stand at the lower edge."""
        lines = max(len(self.zh.exits), len(self.en.exits))
        return self.end - PAD // 2 - EXIT * lines + EXIT - 3

    @property
    def end(self) -> int:
        """Its lower edge."""
        return self.y + self.high


@dataclass(frozen=True)
class Band:
    """A group of stages, and the stage of the main way that follows it; the first begins nowhere."""

    title: str
    title_en: str
    high: int
    boxes: tuple[Box, ...]
    onward: StageRow | None
    entered: bool
    wide: int = WIDE

    @property
    def onward_at(self) -> tuple[int, int]:
        """Where the name of the stage that follows stands."""
        return MAIN[0] + MAIN[1] // 2, self.high - PAD // 2


def pairs_of(law: ProcedureLaw, begun: date) -> set[Pair]:
    """From which stage to which some move leads, of those that a case begun on a day can come to."""
    known = {one.stage for one in law.stages_on(begun)}
    return {(stage, move.to) for move in law.on(begun) if move.to for stage in move.stages
            if stage in known and stage is not move.to}


def bands(law: ProcedureLaw, begun: date) -> tuple[Band, ...]:
    """The stages of a case begun on a day, by group."""
    rows = law.stages_on(begun)
    pairs = pairs_of(law, begun)
    way = [one for one in rows if one.main]
    after = {a.stage: b for a, b in pairwise(way) if (a.stage, b.stage) in pairs}
    groups: dict[str, list[StageRow]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    return tuple(_band(group, pairs, rows, after) for group in groups.values())


def _band(group: Sequence[StageRow], pairs: set[Pair], rows: Iterable[StageRow], after: dict[Stage, StageRow]) -> Band:
    inside = {one.stage for one in group}
    main = [one for one in group if one.main]
    onward = after.get(main[-1].stage) if main else None
    exits = {one.stage: tuple(to for to in rows if (one.stage, to.stage) in pairs and to.stage not in inside
                              and to is not after.get(one.stage)) for one in group}
    beside = _column([one for one in group if not one.main], exits, SIDE if main else MAIN, 0)
    height = max([one.end for one in beside], default=0)
    boxes = (*_column(main, exits, MAIN, height), *beside)
    high = max(one.end for one in boxes) + (2 * GAP + TITLE if onward else GAP)
    first = next(iter(main), None)
    return Band(group[0].group, group[0].group_en, high, boxes, onward,
                first is not None and any(to is first for to in after.values()))


def _column(rows: Sequence[StageRow], exits: dict[Stage, tuple[StageRow, ...]], place: tuple[int, int],
            height: int) -> tuple[Box, ...]:
    """Boxes one under the other, spread over a height where they do not fill it."""
    plain = [_box(one, exits[one.stage], place) for one in rows]
    used = TOP + sum(one.high for one in plain) + GAP * (len(plain) - 1)
    spare = max(0, height - used) // max(1, len(plain) - 1) if len(plain) > 1 else 0
    y, found = TOP, []
    for one in plain:
        found.append(Box(one.row, one.main, one.x, y, one.wide, one.high, one.exits, one.zh, one.en))
        y += one.high + GAP + spare
    return tuple(found)


def _box(row: StageRow, exits: tuple[StageRow, ...], place: tuple[int, int]) -> Box:
    """A box as high as the longer of its two languages asks for."""
    x, width = place
    room = width - PAD
    zh = Label(broken(row.title, room // CHARACTER), broken(_to("、", [one.title for one in exits]), room // SMALL))
    en = Label(broken(row.title_en, room // CHARACTER), broken(_to(", ", [one.title_en for one in exits]), room // SMALL))
    high = PAD + TITLE * max(len(zh.title), len(en.title)) + EXIT * max(len(zh.exits), len(en.exits))
    return Box(row, row.main, x, 0, width, high, exits, zh, en)


def _to(comma: str, titles: Sequence[str]) -> str:
    return f"→ {comma.join(titles)}" if titles else ""
