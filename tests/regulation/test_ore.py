"""Ore in words: more than was notified, of another kind, or nobody knows how much."""

import pytest

from regulation.ore import beyond


@pytest.mark.parametrize(("now", "before"), [
    (None, None), ("", "铁矿石400吨"), ("铁矿石400吨", "铁矿石400吨"), ("铁矿石 400 吨。", "铁矿石400吨"),
    ("铁矿石300吨", "铁矿石三百吨"), ("铁矿石3000吨", "铁矿石三千吨"), ("铁矿石0.04万吨", "铁矿石400吨"),
    ("铁矿石1,200吨", "铁矿石一千二百吨"), ("400吨铁矿石", "铁矿石400吨"), ("铁矿石100吨、铁矿石300吨", "铁矿石400吨"),
    ("堆场全部矿石", "堆场全部矿石"), ("金矿石5吨", "铁矿石400吨；金矿石5.001吨"), ("没收铁矿石十吨", "铁矿石10吨"),
    ("铁矿石４００．５吨", "铁矿石400.5吨"),
])
def test_what_is_as_much_or_less_is_not_beyond(now: str | None, before: str | None) -> None:
    assert not beyond(now, before)


@pytest.mark.parametrize(("now", "before"), [
    ("铁矿石4000吨", "铁矿石400吨"), ("铁矿石400.01吨", "铁矿石400吨"), ("铁矿石1吨", None), ("金矿石400吨", "铁矿石400吨"),
    ("铁矿石400吨、金矿石1吨", "铁矿石400吨"), ("铁矿石300吨、铁矿石101吨", "铁矿石400吨"), ("全部矿石", "铁矿石400吨"),
    ("铁矿石400吨", "全部矿石"), ("铁矿石400立方米", "铁矿石400吨"), ("铁矿石四万吨", "铁矿石400吨"),
    ("铁矿石万吨", "铁矿石400吨"), ("铁矿石五〇〇吨", "铁矿石400吨"), ("铁矿石四〇〇千吨", "铁矿石400吨"),
    ("铁矿石４０１吨", "铁矿石400吨"),
    ("铁矿石٤٠٠吨", "铁矿石400吨"),
])
def test_more_another_kind_or_what_cannot_be_read_is_beyond(now: str, before: str | None) -> None:
    assert beyond(now, before)
