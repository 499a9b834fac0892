"""Clues for tests: a tip-off as it comes, and the register as it stands."""

from dataclasses import replace
from typing import Any

from casework.access import PUBLIC, Actor
from casework.clue.accepting import Accepted, NewClue, Reporter, accept
from casework.clue.clues import ClueRow, clue_of
from casework.clue.intake import drain
from casework.desk import House
from casework.draining import StageReport
from regulation.clue import Channel, Offence
from tests.casework.town import at
from tests.scenes import remembered

WHO = Reporter("李大山", "13812345678", "lidashan@example.cn", "口前镇新立村三组12号")
TOLD = NewClue(Channel.WEB, "口前镇东山北坡有人夜里用挖掘机采铁矿。李大山 13812345678", Offence.MINING_WITHOUT_LICENCE,
               reporter=WHO, accused="王老板", place="东山北坡", division="220221100", happened="最近一周夜里")


def a_clue(house: House, *, actor: Actor = PUBLIC, receipt: bool = True, **given: Any) -> Accepted:
    """A clue in the register; as TOLD unless otherwise said."""
    with at(house, actor) as desk:
        return accept(desk, replace(TOLD, **given), receipt=receipt)


@remembered
def taken_in(house: House, **given: Any) -> Accepted:
    """A clue that intake has processed."""
    made = a_clue(house, **given)
    drain(house)
    return made


def drained(house: House) -> StageReport:
    return drain(house)


def as_it_stands(house: House, made: Accepted) -> ClueRow:
    with at(house) as desk:
        return clue_of(desk, made.number)
