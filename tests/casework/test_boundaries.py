"""Where divisions and rights lie is imported whole or not at all: from GeoJSON, or as corners in the sheet of holders."""

import json
from typing import Any

import pytest

from casework.access import Actor, Post
from casework.clue.places import divisions_at
from casework.desk import House
from casework.record.boundaries import BoundaryReport, import_boundaries
from casework.record.holders import import_holders
from foundation.errors import InvalidError, RefusedError
from tests.casework.builders import Province
from tests.casework.test_clue_intake import MONDAY
from tests.casework.test_holders import MINE, SEARCH, sheet
from tests.casework.town import at, settle_in

MINING = "C2200002009012110000001"


def around(west: float, south: float, side: float = 1.0) -> list[list[float]]:
    """A ring in the shape of a square."""
    east, north = round(west + side, 7), round(south + side, 7)
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(*rings: list[list[float]], kind: str = "Polygon", **properties: Any) -> dict[str, Any]:
    coordinates: Any = list(rings) if kind == "Polygon" else [[ring] for ring in rings]
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def collection(*features: Any, **more: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


def kept(house: House) -> tuple[dict[str, tuple[float, ...]], dict[int, list[list[float]]]]:
    """Of divisions the boxes, of rights the rings."""
    with at(house) as desk:
        divisions = desk.rows("SELECT code, west, south, east, north FROM division_boundary ORDER BY code")
        rights = desk.rows("SELECT right_id, ring FROM right_boundary ORDER BY right_id")
    return {row.code: tuple(row)[1:] for row in divisions}, {row.right_id: json.loads(row.ring) for row in rights}


@pytest.fixture
def town(house: House) -> Province:
    return settle_in(house, MONDAY)


def test_boundaries_of_divisions_and_areas_of_rights_come_in_and_are_replaced(house: House, town: Province) -> None:
    with at(house) as desk:
        report = import_boundaries(desk, collection(
            feature(around(126, 43), adcode=220221), feature(around(126.2, 43.2, 0.01), licence_no=MINING),
            feature(around(126, 43, 2), around(129, 43), kind="MultiPolygon", code="220200")))
        assert report == BoundaryReport(divisions=2, rights=1)
        found = divisions_at(desk, {1: (126.5, 43.5), 2: (129.5, 43.5)})
        assert {number: one.division for number, one in found.items()} == {1: "220221", 2: "220200"}
        import_boundaries(desk, collection(feature(around(125, 43), adcode="220221")))
    assert kept(house) == ({"220200": (126.0, 43.0, 130.0, 45.0), "220221": (125.0, 43.0, 126.0, 44.0)},
                           {town.right: around(126.2, 43.2, 0.01)})
    with at(house) as desk:
        noted = desk.rows("SELECT detail FROM journal WHERE action = 'boundaries.import' ORDER BY id")
    assert [row.detail for row in noted] == ['{"divisions":2,"rights":1}', '{"divisions":1,"rights":0}']


def test_every_bad_feature_is_named_and_nothing_is_taken(house: House, town: Province) -> None:
    bow = [[126, 43], [127, 44], [127, 43], [126, 44], [126, 43]]
    swapped = [[43, 126], [44, 126], [44, 127], [43, 126]]
    bad = collection(
        feature(around(126, 43), adcode=220221), feature(bow, adcode=220200), feature(swapped, adcode=220000),
        feature(around(126, 43), adcode=220221), feature(around(126, 43), name="?"), feature(around(126, 43), adcode=229999),
        {"type": "Feature", "properties": {"adcode": 1}, "geometry": {"type": "Point", "coordinates": [126, 43]}},
        feature(around(126, 43)[:-1], adcode=2), feature(around(126, 43), around(126.5, 43.5), licence_no=MINING),
        feature(around(126, 43), licence_no="C1"), feature([["a", 1]], adcode=3), 7)
    with pytest.raises(InvalidError) as caught, at(house) as desk:
        import_boundaries(desk, bad)
    assert caught.value.message == "Nothing was imported: 11 faults in 12 features."
    assert caught.value.problems == (
        "boundary of feature 2 (220200): crosses itself at 126.5 43.5",
        "boundary of feature 3 (220000): has longitude and latitude swapped: 43, 126",
        "boundary of feature 4 (220221): stands in the file already; leave one out",
        "feature 5: says neither adcode nor licence_no; give one of them",
        "boundary of feature 7 (1): is a Point, not a Polygon or MultiPolygon",
        "boundary of feature 8 (2): is not closed: the last corner is not the first",
        "boundary of feature 9 (C2200002009012110000001): has parts or holes that do not fit together:"
        " Self-intersection[126.5 44]",
        "boundary of feature 11 (3): has coordinates that are no numbers in pairs",
        "feature 12: says neither adcode nor licence_no; give one of them",
        "boundary of 229999: no division has this code", "boundary of C1: no right has this licence")
    assert kept(house) == ({}, {})


@pytest.mark.parametrize("document", [
    pytest.param(b"\xff\xfe", id="not UTF-8"), pytest.param(b"{", id="not JSON"), pytest.param(b"[]", id="no collection"),
    pytest.param(b"[" * 100_000, id="nested"), pytest.param(collection(crs={"properties": {"name": "EPSG:4530"}}), id="metres"),
])
def test_what_is_no_geojson_in_degrees_is_refused(house: House, town: Province, document: bytes) -> None:
    with pytest.raises(InvalidError), at(house) as desk:
        import_boundaries(desk, document)


def test_only_who_keeps_the_records_there_sets_boundaries(house: House, town: Province) -> None:
    with at(house) as desk:
        path = str(desk.scalar("SELECT path FROM party WHERE id = :id", id=town.county))
    keeper, handler = (Actor("", 1, (Post(role, town.county, path),)) for role in ("administrator", "handler"))
    with at(house, keeper) as desk:
        assert import_boundaries(desk, collection(feature(around(126, 43), adcode=220221))).divisions == 1
    for actor, document in ((keeper, collection(feature(around(126, 43), adcode=220200))), (handler, collection())):
        with pytest.raises(RefusedError), at(house, actor) as desk:
            import_boundaries(desk, document)


def test_the_sheet_of_holders_brings_the_corners_of_rights(house: House, town: Province) -> None:
    corners = "126.5,43.5;126.51,43.5;126.51,43.51;126.5,43.51"
    with at(house) as desk:
        report = import_holders(desk, sheet(MINE | {"corners": corners}, SEARCH | {"corners": ""}))
        right = desk.scalar("SELECT id FROM mineral_right WHERE licence_no = :no", no=MINE["licence_no"])
    assert report.areas_set == 1
    assert kept(house)[1] == {right: [[126.5, 43.5], [126.51, 43.5], [126.51, 43.51], [126.5, 43.51], [126.5, 43.5]]}
    with at(house) as desk:  # a sheet that tells no corners leaves them
        import_holders(desk, sheet(MINE | {"corners": ""}))
    assert len(kept(house)[1]) == 1


def test_corners_that_are_no_area_refuse_the_sheet(house: House, town: Province) -> None:
    second = MINE | {"mine_code": "JL0008", "corners": "126,43;127,43;127,44"}
    with pytest.raises(InvalidError) as caught, at(house) as desk:
        import_holders(desk, sheet(MINE | {"corners": "126.5,43.5;126.51,43.5"}, SEARCH | {"corners": ""}, second))
    assert caught.value.problems == (
        "row 2, 拐点坐标: has 2 corners; an area has at least 3; mend the corners; give them in their order round the area",)
