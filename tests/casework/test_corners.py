"""Corner points of rights as licences write them: degrees, or metres of either kind of zone; never half read."""

import pytest

from casework.record.corners import CornersError, read_corners
from casework.record.rings import Ring

SQUARE = ((126.0, 43.0), (126.01, 43.0), (126.01, 43.01), (126.0, 43.01), (126.0, 43.0))


def near(found: Ring, wanted: Ring) -> bool:
    """The same corners to a millionth of a degree, some ten centimetres."""
    return len(found) == len(wanted) and all(
        abs(one[axis] - other[axis]) < 1e-6 for one, other in zip(found, wanted, strict=True) for axis in (0, 1))


@pytest.mark.parametrize("text", [
    pytest.param("126,43;126.01,43;126.01,43.01;126,43.01", id="degrees, left open"),
    pytest.param("126.0 43.0；126.01 43.0；126.01 43.01；126.0 43.01；126.0 43.0", id="closed, full-width marks, blanks"),
    pytest.param("1,126,43\n2,126.01,43\n3,126.01,43.01\n4,126,43.01", id="numbered, a line each"),
    pytest.param("东经126°00′00″,北纬43°00′00″;126°0′36″,43°;126°0′36″,43°0′36″;126°,43°0′36″", id="degrees, minutes, seconds"),
])
def test_corners_in_degrees_are_read_as_they_are_written(text: str) -> None:
    assert near(read_corners(text), SQUARE)


# 42: the third-degree zone of 126° east; 22: the sixth-degree zone of 129°.
PROJECTED = (("42", 4530), ("22", 4500))


def metres(epsg: int, *, prefix: bool, swapped: bool) -> str:
    """The square in metres of a zone, by PROJ."""
    from pyproj import Transformer
    there = Transformer.from_crs(4490, epsg, always_xy=True)
    corners = [there.transform(*corner) for corner in SQUARE[:-1]]
    shown = [(north, east if prefix else east % 1_000_000) for east, north in corners]
    return ";".join(f"{one[swapped]:.3f},{one[not swapped]:.3f}" for one in shown)


@pytest.mark.parametrize(("zone", "epsg"), PROJECTED)
@pytest.mark.parametrize("swapped", [False, True])
def test_corners_in_metres_are_read_by_their_zone_in_either_order(zone: str, epsg: int, swapped: bool) -> None:
    assert metres(epsg, prefix=True, swapped=False).split(",")[1].startswith(zone)
    assert near(read_corners(metres(epsg, prefix=True, swapped=swapped)), SQUARE)
    assert near(read_corners(f"{zone}带：{metres(epsg, prefix=False, swapped=swapped)}"), SQUARE)


def test_a_metre_on_the_central_meridian_is_where_the_ellipsoid_has_it() -> None:
    # The meridian's arc from the equator to 43° north on CGCS2000 is 4762719.9 m, by integrating its curvature.
    found = read_corners("4762719.9,42500000;4763987.5,42500000;4763987.5,42501000")
    assert found[0] == pytest.approx((126.0, 43.0), abs=1e-5)


@pytest.mark.parametrize(("text", "what"), [
    pytest.param("126,43;126.01,43", "has 2 corners; an area has at least 3", id="two corners"),
    pytest.param("126,43;126.01,43.01;126.01,43;126,43.01", "crosses itself at 126.005 43.005", id="a bow tie"),
    pytest.param("43,126;43,126.01;43.01,126.01", "has longitude and latitude swapped: 43, 126", id="swapped"),
    pytest.param("2,48;2.1,48;2.1,48.1", "has a corner outside China: 2, 48", id="Paris"),
    pytest.param("126,43;126.01,43;126.02,43", "encloses nothing", id="on one line"),
    pytest.param("126,43;山脚;126.02,43", "“山脚” is no corner", id="words"),
    pytest.param("4763017,500000;4763017,500815;4764128,500815", "500000 says no zone", id="no zone"),
    pytest.param("41带:4763017,42500000;4763017,42500815;4764128,42500815", "zone 41 is named, but 42500000 lies in zone 42",
                 id="another zone"),
    pytest.param("4763017,42500000;4763017,41500815;4764128,42500815", "the corners lie in zones 41, 42", id="two zones"),
    pytest.param("4763017,50500000;4763017,50500815;4764128,50500815", "50500000 lies in no zone of China", id="Japan's"),
    pytest.param("3度带21：4763017,500000", "21 is no zone of China", id="a zone of the other kind"),
    pytest.param("42带:126,43;126.01,43;126.01,43.01", "a zone is named, but the corners are degrees", id="a zone of degrees"),
])
def test_what_is_no_area_is_told_with_what_is_wrong(text: str, what: str) -> None:
    with pytest.raises(CornersError) as caught:
        read_corners(text)
    assert caught.value.what == what
