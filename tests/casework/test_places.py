"""Positions of acts: in degrees, in China, and how far they lie apart."""

import pytest

from casework.act.places import Place, far_off, kilometres, place_in_china, read_place
from foundation.errors import InvalidError

JILIN, CHANGCHUN = Place(126.5500, 43.8378), Place(125.3235, 43.8171)


def test_a_position_is_kept_to_a_centimetre_with_its_accuracy():
    assert read_place("126.52134567", "43.66281234", "12.34") == Place(126.5213457, 43.6628123, 12.3)
    assert read_place("126.5", "43.6") == Place(126.5, 43.6, None)
    assert read_place("", "", "12") is None


@pytest.mark.parametrize(("longitude", "latitude", "accuracy", "told"), [
    ("126.5", "", "", "two numbers in degrees"), ("东经126", "43.6", "", "two numbers in degrees"),
    ("43.6", "126.5", "", "swapped"), ("0", "51.5", "", "does not lie in China"),
    ("126.5", "-43.6", "", "does not lie in China"),
    ("nan", "43.6", "", "no position"), ("inf", "43.6", "", "no position"), ("126.5", "43.6", "-1", "no position"),
    ("126.5", "43.6", "1e999", "no position")])
def test_what_is_no_position_in_china_is_refused_with_what_would_be(longitude, latitude, accuracy, told):
    with pytest.raises(InvalidError, match=told):
        read_place(longitude, latitude, accuracy)


@pytest.mark.parametrize("corner", [(73.4, 3.8), (135.1, 53.6)])
def test_the_corners_of_china_are_in(corner):
    assert place_in_china(*corner) == Place(*corner)


def test_distances_follow_the_ground():
    assert kilometres(JILIN, JILIN) == 0
    assert round(kilometres(JILIN, CHANGCHUN), 1) == 98.4
    assert round(kilometres(Place(120, 30), Place(120, 31)), 2) == 111.19


def test_a_position_far_from_where_an_offices_acts_usually_are_is_told():
    usual = [Place(126.5 + step / 100, 43.8) for step in range(5)]
    assert far_off(Place(126.6, 43.8), usual) is None and far_off(JILIN, usual[:4]) is None
    assert round(far_off(CHANGCHUN, usual)) == 96  # from the middle of the five
    wide = [Place(121.5 + step, 43.8) for step in range(9)]  # a whole province
    assert far_off(CHANGCHUN, wide) is None and far_off(Place(87.6, 43.8), wide) is not None
