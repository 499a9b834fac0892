"""Shares are to a tenth of a percent, halves up; of nothing there is none."""

from decimal import Decimal

import pytest

from regulation.share import percent, points


@pytest.mark.parametrize(("part", "whole", "expected"), [
    (1, 3, "33.3"), (2, 3, "66.7"), (1, 800, "0.1"), (1, 2001, "0.0"), (1, 2000, "0.1"), (7, 7, "100.0"), (0, 5, "0.0")])
def test_the_share_in_percent(part, whole, expected):
    assert percent(part, whole) == Decimal(expected)


def test_there_is_no_share_of_nothing_and_no_difference_to_it():
    assert percent(0, 0) is None
    assert points(None, Decimal("50.0")) is None and points(Decimal("50.0"), None) is None
    assert points(Decimal("33.3"), Decimal("50.0")) == Decimal("-16.7")
