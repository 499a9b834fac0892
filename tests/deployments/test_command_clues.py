"""Clues by the commands: what officers see of them, never what is sealed; intake and what it failed at."""

from pathlib import Path

import pytest

from casework.access import OPERATOR
from casework.clue.intake import set_aside
from casework.desk import open_desk
from deployments.commands.common import house_for
from regulation.clue import Channel
from tests.casework.clues import a_clue, taken_in
from tests.deployments.shell import TODAY, kuangjian, refused


@pytest.fixture
def numbers(data: Path) -> tuple[str, str, str]:
    """A clue at its office, one that waits, one at which intake failed."""
    house = house_for(data, TODAY, ready=False)
    there, waits, failed = taken_in(house), a_clue(house, channel=Channel.EMAIL), a_clue(house)
    with open_desk(house, OPERATOR) as desk:
        set_aside(desk, failed.clue_id, TimeoutError("the disk was slow"))
    house.engine.dispose()
    return there.number, waits.number, failed.number


def listed(data: Path, *narrowed: object) -> list[str]:
    return [one["number"] for one in kuangjian("clue", "list", *narrowed, "--json", data=data).json]


def test_the_register_is_listed_and_narrowed(data: Path, numbers: tuple[str, str, str]) -> None:
    there, waits, failed = numbers
    assert listed(data) == [failed, waits, there]
    assert listed(data, "--stage", "routed") == listed(data, "--office", "永吉") == [there]
    assert listed(data, "--channel", "email", "--open") == [waits]
    assert "there are more" in kuangjian("clue", "list", "--limit", 2, data=data).err
    refused(kuangjian("clue", "list", "--stage", "lost", data=data), 2, "There is no stage lost", "routed")


def test_a_clue_is_shown_masked_with_its_limits(data: Path, numbers: tuple[str, str, str]) -> None:
    said = kuangjian("clue", "show", numbers[0], "--json", data=data)
    assert said.json["text"] == "口前镇东山北坡有人夜里用挖掘机采铁矿。〔姓名〕 〔电话〕"
    assert [word for word in ("李大山", "13812345678", "lidashan") if word in said.out] == []
    assert {one["rule"]: one["due"] for one in said.json["limits"]}["clue_registration"] == "2012-03-08"
    refused(kuangjian("clue", "show", "XS1999000001", data=data), 3, "There is no such clue")


def test_what_waits_is_taken_in_and_what_failed_is_tried_again(data: Path, numbers: tuple[str, str, str]) -> None:
    _, waits, failed = numbers
    done = kuangjian("clue", "intake", "--json", data=data).json
    assert (done["分办"], done["decisions"]) == (1, [f"{waits} 按行政区划220221100"])
    aside, = kuangjian("clue", "set-aside", "--json", data=data).json
    assert (aside["number"], aside["tries"], aside["error"].partition(":")[0]) == (failed, 1, "TimeoutError")
    refused(kuangjian("clue", "retry", waits, data=data), 2, "Some of these clues are not set aside any more")
    assert kuangjian("clue", "retry", failed, "--json", data=data).json == {"through": 1, "failed": []}
    assert kuangjian("clue", "set-aside", "--json", data=data).json == []
