"""The procedure as a picture: the boxes of its layout, and how the moves run between those of a band, in user units."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from regulation.procedure_layout import GAP, MAIN, TOP, Band, Box, Pair, bands, pairs_of
from regulation.procedure_table import ProcedureLaw
from regulation.stages import Stage

APART = 7  # between lines that run side by side


@dataclass(frozen=True)
class Line:
    """From a box to another, `both` ways where moves lead back too; `path` as SVG writes it."""

    path: str
    main: bool = False
    both: bool = False


@dataclass(frozen=True)
class Picture:
    """A band with its lines."""

    band: Band
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class _Trunk:
    """Lines that run together: between one stage and the others with which moves connect it."""

    hub: Box
    others: tuple[Box, ...]


def pictures(law: ProcedureLaw, begun: date) -> tuple[Picture, ...]:
    """A picture for each group of stages, those of the version of that day."""
    pairs = pairs_of(law, begun)
    return tuple(Picture(band, tuple(_lines(band, pairs))) for band in bands(law, begun))


def _lines(band: Band, pairs: set[Pair]) -> Iterator[Line]:
    main = [one for one in band.boxes if one.main]
    side = [one for one in band.boxes if not one.main]
    yield from _way(band, main, pairs)
    yield from _back(main, pairs)
    yield from _across(main, side, pairs)
    yield from _beside(side, pairs)


def _way(band: Band, main: Sequence[Box], pairs: set[Pair]) -> Iterator[Line]:
    """Down the main way, in from above and out below."""
    if main and band.entered:
        yield Line(f"M{main[0].middle} 2V{TOP}", main=True)
    for a, b in pairwise(main):
        if (a.row.stage, b.row.stage) in pairs:
            yield Line(f"M{a.middle} {a.end}V{b.y}", main=True)
    if main and band.onward:
        yield Line(f"M{main[-1].middle} {main[-1].end}V{band.high - GAP - 2}", main=True)


def _back(main: Sequence[Box], pairs: set[Pair]) -> Iterator[Line]:
    """What leads back along the main way runs up on its left, to each stage on a line of its own."""
    targets = [to for to in main if any((one.row.stage, to.row.stage) in pairs for one in main if one.y > to.y)]
    for n, to in enumerate(targets, 1):
        x = MAIN[0] - APART * n
        for one in main:
            if one.y > to.y and (one.row.stage, to.row.stage) in pairs:
                yield Line(f"M{one.x} {one.y + one.high // 2}H{x}V{to.y + to.high // 2}H{to.x}")


def _across(main: Sequence[Box], side: Sequence[Box], pairs: set[Pair]) -> Iterator[Line]:
    trunks = list(_trunks(main, side, pairs))
    ports = _ports(trunks)
    for n, trunk in enumerate(trunks):
        x = MAIN[0] + MAIN[1] + APART * (len(trunks) - n)
        for one in trunk.others:
            left, right = (one, trunk.hub) if one.main else (trunk.hub, one)
            there, back = (_in(pairs, left, right), _in(pairs, right, left))
            a, b = ports[left.row.stage, n], ports[right.row.stage, n]
            ends = f"M{left.x + left.wide} {a}H{x}V{b}H{right.x}", f"M{right.x} {b}H{x}V{a}H{left.x + left.wide}"
            yield Line(ends[0] if there else ends[1], both=there and back)


def _trunks(main: Sequence[Box], side: Sequence[Box], pairs: set[Pair]) -> Iterator[_Trunk]:
    """One for each stage beside the way; stages that only lead back to the same stage of the way share one."""
    for one in side:
        met = tuple(to for to in main if _in(pairs, to, one))
        if met:
            yield _Trunk(one, met)
    for to in main:
        only = tuple(one for one in side if _in(pairs, one, to) and not _in(pairs, to, one))
        if only:
            yield _Trunk(to, only)


def _ports(trunks: Sequence[_Trunk]) -> Mapping[tuple[Stage, int], int]:
    """At which height each trunk meets each box, no two at the same."""
    met: dict[Stage, list[tuple[int, Box]]] = {}
    for n, trunk in enumerate(trunks):
        for box in (trunk.hub, *trunk.others):
            met.setdefault(box.row.stage, []).append((n, box))
    return {(stage, n): box.y + box.high * k // (len(found) + 1)
            for stage, found in met.items() for k, (n, box) in enumerate(found, 1)}


def _beside(side: Sequence[Box], pairs: set[Pair]) -> Iterator[Line]:
    """Between stages beside the way: straight to the next one, else round on the right, to each on a line of its own."""
    for a, b in pairwise(side):
        down, up = _in(pairs, a, b), _in(pairs, b, a)
        if down or up:
            yield Line(f"M{a.middle} {a.end}V{b.y}" if down else f"M{b.middle} {b.y}V{a.end}", both=down and up)
    near = {frozenset((a.row.stage, b.row.stage)) for a, b in pairwise(side)}
    far = [(a, b) for b in side for a in side if _in(pairs, a, b) and a is not b
           and frozenset((a.row.stage, b.row.stage)) not in near]
    lanes = {stage: n for n, stage in enumerate(dict.fromkeys(b.row.stage for _, b in far), 1)}
    for a, b in far:
        edge = a.x + a.wide
        yield Line(f"M{edge} {a.y + a.high * 2 // 3}H{edge + APART * lanes[b.row.stage]}V{b.y + b.high // 3}H{edge}")


def _in(pairs: set[Pair], a: Box, b: Box) -> bool:
    return (a.row.stage, b.row.stage) in pairs
