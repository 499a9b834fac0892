"""Takes in boundaries of divisions and areas of rights from GeoJSON: every bad feature is reported, none is half taken."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from casework import journal
from casework.access import reading_paths
from casework.bulk import rows_among, run_many
from casework.desk import Desk
from casework.record.rings import Ring, fault_of, rounded
from foundation.errors import InvalidError

DIVISION, LICENCE = ("adcode", "code", "行政区划代码"), ("licence_no", "许可证号")
KEEP = ("INSERT INTO {table} ({key}, {shape}, west, east, south, north) VALUES (:key, :shape, :west, :east, :south, :north)"
        " ON CONFLICT ({key}) DO UPDATE SET {shape} = excluded.{shape}, west = excluded.west, east = excluded.east,"
        " south = excluded.south, north = excluded.north")
KEEP_DIVISION = KEEP.format(table="division_boundary", key="code", shape="geometry")
KEEP_RIGHT = KEEP.format(table="right_boundary", key="right_id", shape="ring")
DIVISIONS = ("SELECT code, path FROM party WHERE code IN :codes AND level <> 'holder'"
             " UNION ALL SELECT a.code, p.path FROM area a JOIN party p ON p.id = a.office_id WHERE a.code IN :codes")
RIGHTS = ("SELECT r.licence_no, r.id, p.path FROM mineral_right r JOIN party p ON p.id = r.county_id"
          " WHERE r.licence_no IN :codes")
PLAIN = ("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326", "EPSG:4490", "urn:ogc:def:crs:EPSG::4490")


@dataclass(frozen=True)
class BoundaryReport:
    """How many boundaries of divisions and areas of rights an import set, new or in place of what stood there."""

    divisions: int
    rights: int


@dataclass
class _Found:
    problems: list[str] = field(default_factory=list)
    divisions: dict[str, list[list[Ring]]] = field(default_factory=dict)  # polygons, each of its outer ring and its holes
    rights: dict[str, Ring] = field(default_factory=dict)


def import_boundaries(desk: Desk, document: bytes) -> BoundaryReport:
    """Set the boundaries that a GeoJSON document gives; by `adcode` or `code` of divisions, by `licence_no` of rights."""
    if reading_paths(desk.actor, "records.change") == ():
        desk.permit("records.change")
    features, found = _features(document), _Found()
    for number, feature in enumerate(features, 1):
        _read(number, feature, found)
    divisions = _known(desk, DIVISIONS, found.divisions, "no division has this code", found)
    rights = _known(desk, RIGHTS, found.rights, "no right has this licence", found)
    if found.problems:
        raise InvalidError(f"Nothing was imported: {len(found.problems)} faults in {len(features)} features.",
                           problems=tuple(found.problems), way_out="Mend these features and import the file again.")
    set_divisions(desk, found.divisions)
    set_areas(desk, {rights[number].id: ring for number, ring in found.rights.items()})
    if divisions or rights:
        journal.note(desk, "boundaries.import", "boundary", 0, divisions=len(divisions), rights=len(rights))
    return BoundaryReport(len(divisions), len(rights))


def set_divisions(desk: Desk, shapes: Mapping[str, Sequence[Sequence[Ring]]]) -> None:
    """Keep where divisions lie, each of polygons: the outer ring, and its holes."""
    run_many(desk, KEEP_DIVISION, [
        {"key": code, "shape": json.dumps({"type": "MultiPolygon", "coordinates": polygons}, separators=(",", ":")),
         **_box([corner for polygon in polygons for corner in polygon[0]])} for code, polygons in shapes.items()])


def set_areas(desk: Desk, rings: Mapping[int, Ring]) -> None:
    """Keep the areas of rights, by the rights' numbers."""
    run_many(desk, KEEP_RIGHT, [{"key": right, "shape": json.dumps(ring, separators=(",", ":")), **_box(ring)}
                                for right, ring in rings.items()])


def _box(corners: Sequence[tuple[float, float]]) -> dict[str, float]:
    longitudes, latitudes = zip(*corners, strict=True)
    return {"west": min(longitudes), "east": max(longitudes), "south": min(latitudes), "north": max(latitudes)}


def _features(document: bytes) -> list[Any]:
    try:
        given = json.loads(document.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise InvalidError("This is no GeoJSON.",
                           way_out="Give a FeatureCollection in UTF-8, coordinates in degrees.") from None
    if not isinstance(given, dict) or given.get("type") != "FeatureCollection" or not isinstance(given.get("features"), list):
        raise InvalidError("This GeoJSON is no FeatureCollection.", way_out="Put the features into one, as RFC 7946 says.")
    system = given.get("crs")
    named = system.get("properties", {}).get("name") if isinstance(system, dict) and isinstance(
        system.get("properties"), dict) else system
    if system is not None and named not in PLAIN:
        raise InvalidError("These coordinates are not in degrees of CGCS2000 or WGS 84.",
                           way_out="Convert the file, or leave out the member crs.")
    return list(given["features"])


def _read(number: int, feature: Any, found: _Found) -> None:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    properties = properties if isinstance(properties, dict) else {}
    licence, code = _property(properties, LICENCE), _property(properties, DIVISION)
    name = f"feature {number}" + (f" ({licence or code})" if licence or code else "")
    if not licence and not code:
        found.problems.append(f"{name}: says neither adcode nor licence_no; give one of them")
        return
    try:
        polygons = _polygons(feature.get("geometry"))
        if licence in found.rights or (not licence and code in found.divisions):
            raise ValueError("stands in the file already; leave one out")
        if not licence:
            found.divisions[code] = polygons
        elif len(polygons) == 1 and len(polygons[0]) == 1:
            found.rights[licence] = polygons[0][0]
        else:
            raise ValueError("a right's area is one ring without holes")
    except ValueError as fault:
        found.problems.append(f"boundary of {name}: {fault}")


def _property(properties: Mapping[str, Any], names: Sequence[str]) -> str:
    given = next((properties[name] for name in names if properties.get(name) not in (None, "")), "")
    return str(given).strip()[:40]


def _polygons(geometry: Any) -> list[list[Ring]]:
    """The polygons of a geometry; ValueError with what is wrong."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise ValueError(f"is a {kind}, not a Polygon or MultiPolygon" if isinstance(kind, str) else "has no geometry")
    try:
        given = geometry["coordinates"] if kind == "MultiPolygon" else [geometry["coordinates"]]
        polygons = [[rounded([(float(one[0]), float(one[1])) for one in ring]) for ring in polygon] for polygon in given]
    except (KeyError, TypeError, ValueError, IndexError, OverflowError):
        raise ValueError("has coordinates that are no numbers in pairs") from None
    if not polygons or not all(polygons):
        raise ValueError("has no corners")
    for at, ring in ((at, ring) for at, polygon in enumerate(polygons, 1) for ring in polygon):
        fault = fault_of(ring)
        if fault is not None:
            raise ValueError(fault if len(polygons) == 1 else f"part {at} {fault}")
    _refuse_overlaps(polygons)
    return polygons


def _refuse_overlaps(polygons: Sequence[Sequence[Ring]]) -> None:
    from shapely import MultiPolygon
    from shapely.validation import explain_validity
    shape = MultiPolygon([(polygon[0], list(polygon[1:])) for polygon in polygons])
    if not shape.is_valid:
        raise ValueError(f"has parts or holes that do not fit together: {explain_validity(shape)}")


def _known(desk: Desk, query: str, wanted: Mapping[str, Any], what: str, found: _Found) -> dict[str, Any]:
    if not wanted:
        return {}
    rows = {row[0]: row for row in rows_among(desk, query, {"codes": list(wanted)})}
    found.problems += [f"boundary of {code}: {what}" for code in wanted if code not in rows]
    for path in {row.path for row in rows.values()}:
        desk.permit("records.change", path)
    return rows
