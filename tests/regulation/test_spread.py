"""Quartiles lie at a rank or between two, by their distance; what lies on a whisker does not stand out (四（三）)."""

from decimal import Decimal

import pytest

from regulation.spread import far, quartile, ranks_of, shown, whiskers


def of(*shares):
    ranked = dict(enumerate(map(Decimal, shares)))
    return [str(quartile(ranked, len(shares), quarter)) for quarter in (1, 2, 3)]


def test_quartiles_of_few_and_of_many():
    assert of("0.3") == ["0.3", "0.3", "0.3"]
    assert of("0.1", "0.5") == ["0.200", "0.30", "0.400"]
    assert of("0", "0.2", "0.4", "0.8", "1") == ["0.2", "0.4", "0.8"]
    assert of("0", "0.2", "0.4", "0.8") == ["0.150", "0.30", "0.500"]


@pytest.mark.parametrize(("count", "quarter", "ranks"), [(1, 1, (0, 0)), (2, 2, (0, 1)), (5, 3, (3, 3)), (6, 3, (3, 4))])
def test_the_ranks_between_which_a_quartile_lies(count, quarter, ranks):
    assert ranks_of(count, quarter) == ranks


def test_whiskers_reach_so_many_tenths_of_the_distance():
    assert whiskers(Decimal("0.2"), Decimal("0.4"), 15) == (Decimal("-0.1"), Decimal("0.7"))
    assert whiskers(Decimal("0.3"), Decimal("0.3"), 15) == (Decimal("0.3"), Decimal("0.3"))


def test_exactly_so_many_points_off_is_far():
    assert far(Decimal("0.5"), Decimal("0.3"), 20) and far(Decimal("0.1"), Decimal("0.3"), 20)
    assert not far(Decimal("0.4999"), Decimal("0.3"), 20)
    assert shown(Decimal("0.33335")) == Decimal("0.3334")
