"""A map of clues and rights as its reader sees them: within his reach, and nothing that is about him."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Date

from casework.access import permit_somewhere
from casework.clue.clues import LIES_AT, clue_of
from casework.desk import Desk
from casework.reach import Reach
from casework.view.clues import CLUES, shown_to
from casework.view.listing import ALL, Asked, Part, part
from casework.view.map_frame import Box, Frame, frame_of
from casework.view.map_lies import AROUND, Lies, around, county_of, extent_of, office_of
from casework.view.map_shapes import areas, outline
from casework.view.map_told import ClueMap, Division, MapClue, MapRight

MOST_CLUES, MOST_RIGHTS = 2000, 4000
COUNTY_DIGITS, TOWNSHIP_DIGITS = 6, 9  # of the codes of divisions that are drawn
SELECT = ("SELECT c.number, c.longitude, c.latitude, c.stage, c.offence, c.ongoing, c.received_on, c.county_id,"
          f" k.name AS county, p.name AS office FROM clue c JOIN party p ON p.id = {LIES_AT}"
          " LEFT JOIN party k ON k.id = c.county_id")
WITHIN = "c.longitude BETWEEN :west AND :east AND c.latitude BETWEEN :south AND :north"
UNDER = "(p.path LIKE :under OR k.path LIKE :under)"
RIGHTS = ("SELECT r.licence_no, r.name, r.kind, r.valid_from, r.valid_to, b.ring,"
          " (SELECT min(m.id) FROM mine m WHERE m.right_id = r.id) AS mine"
          " FROM right_boundary b JOIN mineral_right r ON r.id = b.right_id JOIN party k ON k.id = r.county_id"
          " WHERE b.west <= :east AND b.east >= :west AND b.south <= :north AND b.north >= :south AND {where}"
          " ORDER BY r.id LIMIT :most")
BARE = ("SELECT r.county_id, count(*) AS n FROM mineral_right r JOIN party k ON k.id = r.county_id WHERE k.path LIKE :under"
        " AND NOT EXISTS (SELECT 1 FROM right_boundary b WHERE b.right_id = r.id) AND {where} GROUP BY r.county_id")
BELOW = ("SELECT p.id, p.code, p.name, p.level, p.path, b.geometry FROM party p"
         " LEFT JOIN division_boundary b ON b.code = p.code"
         " WHERE p.path LIKE :under AND p.level IN ('city', 'county', 'township') AND length(p.code) <= :digits"
         " ORDER BY p.level, p.code")


def clue_map(desk: Desk, asked: Asked = ALL, *, at: str = "", clue: str = "", kilometres: int = 0) -> ClueMap:
    """The map of an office with all below it, by its code, or of what lies around a clue; narrowed as the register is."""
    permit_somewhere(desk.actor, "clue.read")
    one = clue_of(desk, clue) if clue else None
    office = office_of(desk, at) if one is None else county_of(desk, one)
    near = kilometres if kilometres in AROUND else AROUND[1]
    close = around(one, near) if one is not None else None
    box = close or extent_of(desk, office)
    frame = frame_of(box) if box is not None else None
    found = _clues(desk, asked, office, box, close=close is not None)
    divisions = _divisions(desk, office, frame, found.rows, _bare(desk, office))
    return ClueMap(office.code, office.name, office.above, one.number if one else "", near if close else 0, frame, divisions,
                   _rights(desk, frame), _placed(found, frame), replace(found, rows=[]),
                   desk.scalar("SELECT value FROM instance WHERE key = 'demo'") == "yes")


def _clues(desk: Desk, asked: Asked, office: Lies, box: Box | None, *, close: bool) -> Part:
    """The clues within the box; around an office also those without a position that lie there."""
    where, values = shown_to(desk, asked)
    within = f"({WITHIN})" if box is not None else "1 = 0"
    lies = within if close else f"({within} OR c.longitude IS NULL) AND {UNDER}"
    edges: dict[str, Any] = {} if box is None else {"west": box.west, "east": box.east, "south": box.south, "north": box.north}
    under: dict[str, Any] = {} if close else {"under": f"{office.path}%"}
    return part(desk, replace(CLUES, select=f"{SELECT} WHERE {where} AND {lies}"), replace(asked, page=1), size=MOST_CLUES,
                **values, **edges, **under)


def _placed(found: Part, frame: Frame | None) -> tuple[MapClue, ...]:
    import numpy as np
    there = [row for row in found.rows if row.longitude is not None]
    spots: dict[str, Any] = {}
    if there and frame is not None:
        places = frame.places(np.array([(row.longitude, row.latitude) for row in there])).round(1)
        spots = dict(zip((row.number for row in there), places.tolist(), strict=True))
    return tuple(MapClue(row.number, row.stage, row.offence, bool(row.ongoing), row.received_on, row.county, row.office,
                         *spots.get(row.number, (None, None))) for row in found.rows)


def _rights(desk: Desk, frame: Frame | None) -> tuple[MapRight, ...]:
    if frame is None:
        return ()
    reach, box = Reach(desk.actor), frame.box
    rows = desk.rows(RIGHTS.format(where=reach.of("clue.read", "k")), west=box.west, east=box.east, south=box.south,
                     north=box.north, most=MOST_RIGHTS, types={"valid_from": Date(), "valid_to": Date()}, **reach.values)
    drawn = areas([row.ring for row in rows], frame)
    return tuple(MapRight(row.licence_no, row.name, row.kind, _runs(row, desk), row.mine, *shape)
                 for row, shape in zip(rows, drawn, strict=True))


def _runs(row: Any, desk: Desk) -> bool:
    return bool(row.valid_from <= desk.today and (row.valid_to is None or row.valid_to >= desk.today))


def _bare(desk: Desk, office: Lies) -> Mapping[int, int]:
    """How many rights without an area there are, by county."""
    reach = Reach(desk.actor)
    rows = desk.rows(BARE.format(where=reach.of("clue.read", "k")), under=f"{office.path}%", **reach.values)
    return {row.county_id: row.n for row in rows}


def _divisions(desk: Desk, office: Lies, frame: Frame | None, clues: Sequence[Any],
               bare: Mapping[int, int]) -> tuple[Division, ...]:
    """What lies below the office, and its own outline; each with what lies in itself, and within it."""
    digits = TOWNSHIP_DIGITS if office.level == "county" else COUNTY_DIGITS
    rows = desk.rows(BELOW, under=f"{office.path}%", digits=digits)
    clues_at = Counter(row.county_id for row in clues)
    lone_at = Counter(row.county_id for row in clues if row.longitude is None)
    own = {row.path: (clues_at[row.id], lone_at[row.id], bare.get(row.id, 0)) for row in rows}
    return tuple(Division(row.code, row.name, row.level, *_spot(row.geometry, frame), *own[row.path][1:],
                          _sums(counts for path, counts in own.items() if path.startswith(row.path))) for row in rows)


def _sums(counts: Iterable[tuple[int, int, int]]) -> tuple[int, int, int]:
    clues, placeless, rights = (sum(each) for each in zip(*counts, strict=True))
    return clues, placeless, rights


def _spot(geometry: str | None, frame: Frame | None) -> tuple[str, float | None, float | None]:
    if geometry is None or frame is None:
        return "", None, None
    return outline(geometry, frame)
