"""The statistical divisions become offices, and areas that an office answers for (domain §9)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casework import journal
from casework.bulk import add_rows
from casework.desk import Desk
from foundation.errors import InvalidError
from models import Area, Party

OFFICE_OF = {"province": "province", "prefecture": "city", "county": "county", "township": "township"}


@dataclass(frozen=True)
class DivisionRow:
    """A row of the statistical table; `level` is province, prefecture, county or township."""

    code: str
    name: str
    level: str
    parent: str


@dataclass(frozen=True)
class ZoneRow:
    """A reviewed row: the office really above a code, and whether that code is an area or a township."""

    code: str
    office: str
    becomes: str
    confidence: str
    note: str


@dataclass(frozen=True)
class DivisionReport:
    """What an import added, and what stands now."""

    offices_added: int
    areas_added: int
    offices: int
    areas: int


@dataclass(frozen=True)
class _Place:
    row: DivisionRow
    office: str | None  # its level as an office; None: an area
    above: str


def import_divisions(desk: Desk, rows: Sequence[DivisionRow], zones: Mapping[str, ZoneRow]) -> DivisionReport:
    """Add offices and areas not yet known; what is known stays, so that running it again changes nothing."""
    desk.permit("records.change")
    places = [_place(row, zones) for row in rows]
    known = {row.code for row in desk.rows("SELECT code FROM party UNION ALL SELECT code FROM area")}
    _refuse_orphans(places, known)
    new = [place for place in places if place.row.code not in known]
    offices = sum(_add_offices(desk, new, level) for level in OFFICE_OF.values())
    areas = _add_areas(desk, new)
    if offices or areas:
        journal.note(desk, "divisions.import", "division", 0, offices=offices, areas=areas)
    return DivisionReport(offices, areas, _count(desk, "party WHERE level <> 'holder'"), _count(desk, "area"))


def _place(row: DivisionRow, zones: Mapping[str, ZoneRow]) -> _Place:
    zone, above = zones.get(row.code), zones.get(row.parent)
    if zone is not None:
        return _Place(row, "township" if zone.becomes == "township" else None, zone.office)
    # 街道 are village level in the order (村（街道）); farms, parks and zones are no offices either.
    is_office = row.level != "township" or row.name.endswith(("镇", "乡"))
    return _Place(row, OFFICE_OF[row.level] if is_office else None, above.office if above else row.parent)


def _refuse_orphans(places: Sequence[_Place], known: set[str]) -> None:
    offices = known | {place.row.code for place in places if place.office}
    orphans = tuple(f"{p.row.code} {p.row.name}: no office {p.above}" for p in places
                    if p.above not in offices and p.office != "province")
    if orphans:
        raise InvalidError("Some divisions hang in the air.", problems=orphans,
                           way_out="Add the row of the office above, or correct the parent (zones.csv).")


def _ids(desk: Desk) -> dict[str, int]:
    return {row.code: row.id for row in desk.rows("SELECT code, id FROM party WHERE level <> 'holder'")}


def _add_offices(desk: Desk, new: Sequence[_Place], level: str) -> int:
    mine = [place for place in new if place.office == level]
    ids = _ids(desk)
    add_rows(desk, Party, [{"code": p.row.code, "name": p.row.name, "level": level,
                            "parent_id": ids.get(p.above), "path": ""} for p in mine])
    fill_paths(desk)
    return len(mine)


def fill_paths(desk: Desk) -> None:
    """Give every party without one the path that follows from its parent's."""
    desk.run("UPDATE party SET path ="
             " COALESCE((SELECT above.path FROM party above WHERE above.id = party.parent_id), '/')"
             " || CAST(id AS TEXT) || '/' WHERE path = ''")


def _add_areas(desk: Desk, new: Sequence[_Place]) -> int:
    ids = _ids(desk)
    areas = [{"code": p.row.code, "name": p.row.name, "kind": _kind(p.row.name), "office_id": ids[p.above]}
             for p in new if p.office is None]
    add_rows(desk, Area, areas)
    return len(areas)


def _kind(name: str) -> str:
    if name.endswith("街道"):
        return "street"
    return "zone" if any(word in name for word in ("区", "园", "特殊乡镇")) else "farm"


def _count(desk: Desk, what: str) -> int:
    return int(desk.scalar(f"SELECT count(*) FROM {what}"))
