"""When an act began and ended is established after the case was opened: it decides the law, limitation, and the stop notice."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Numeric

from casework.case.cases import case_of
from casework.case.enforcing import STOPPABLE
from casework.case.facts import facts_of, limits_of
from casework.case.limitation import BARRED
from casework.case.replaying import replay
from casework.case.todos import see_to_cases
from casework.desk import House
from foundation.errors import ConflictError, InvalidError
from tests.casework.cases import AGREED, CONDITIONS, Office, a_bureau, a_case, as_it_is, filed, move
from tests.casework.town import at

SINCE, DAY, OLD = date(2025, 1, 1), date(2025, 8, 4), date(2025, 5, 2)
WORTH = {"ore_value": "80000", "illegal_gains": "80000", "basis": "鉴定意见"}
FACTS = {"filing.establish": {}, "filing.propose": {"facts": "采铁矿"}}
ENDED = {"act_start": "2025-05-02", "act_end": "2025-06-30", "within_limitation": True, "basis": "过磅单、询问笔录"}


def kept(house: House) -> list[tuple[Any, ...]]:
    see_to_cases(house, "case_file")
    with at(house) as desk:
        rows = desk.rows("SELECT least, most FROM case_range", types={one: Numeric(16, 2) for one in ("least", "most")})
    return [tuple(row) for row in rows]


def stops(house: House) -> list[tuple[Any, ...]]:
    see_to_cases(house, "case_file")
    with at(house) as desk:
        return [tuple(row) for row in desk.rows("SELECT settled_at IS NULL AS open, settled_by FROM work_item"
                                                " WHERE kind = 'case-stop' ORDER BY id")]


def within_limitation(house: House, number: str) -> bool:
    with at(house) as desk:
        case = case_of(desk, number)
        return facts_of(desk, case, limits_of(desk, case.id), DAY).within_limitation


def faults(house: House, office: Office, number: str, **told: Any) -> tuple[str, ...]:
    with pytest.raises(InvalidError, match="When the act began and ended is not right") as found:
        move(house, office, number, "act.period", basis="现场笔录", **told)
    return found.value.problems


def test_an_act_that_ended_on_the_last_day_of_the_old_law_is_measured_by_it(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = filed(house, office, act_start=OLD)
    move(house, office, number, "case.value", **WORTH)
    assert kept(house) == [(Decimal("100000.00"), Decimal("1000000.00"))]
    move(house, office, number, "act.period", **ENDED)
    assert kept(house) == [(Decimal("0.00"), Decimal("40000.00"))]
    move(house, office, number, "act.period", **{**ENDED, "act_end": "2025-07-01"})  # the day the new law holds
    assert kept(house) == [(Decimal("100000.00"), Decimal("1000000.00"))]
    case = as_it_is(house, number)
    assert (case.act_start, case.act_end) == (OLD, date(2025, 7, 1))


def test_nothing_is_reckoned_again_where_nothing_was_valued(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = a_case(house, office)
    move(house, office, number, "act.period", act_end="2025-08-04", within_limitation=True, basis="现场笔录")
    assert kept(house) == []


def test_what_has_ended_is_not_to_be_stopped_and_what_goes_on_after_all_is(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = a_case(house, office)
    assert [one[0] for one in stops(house)] == [True]
    move(house, office, number, "act.period", act_end="2025-08-04", within_limitation=True, basis="现场笔录")
    assert [one[0] for one in stops(house)] == [False]
    move(house, office, number, "act.period", going_on=True, basis="复查")
    assert [one[0] for one in stops(house)] == [False, True]
    assert as_it_is(house, number).act_end is None


def test_a_period_is_whole_and_possible(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = a_case(house, office, act_start=OLD)
    before, start = as_it_is(house, number).version, {"act_start": "2025-05-02"}
    one_of_two = ("name the last day of the act, or say that it goes on",)
    assert faults(house, office, number, **start) == one_of_two
    assert faults(house, office, number, **start, act_end="2025-06-30", going_on=True, within_limitation=True) == one_of_two
    assert faults(house, office, number, going_on=True) == (
        "its first day is recorded as 2025-05-02; repeat it, or name another",)
    assert faults(house, office, number, **start, act_end="2025-05-01", within_limitation=True) == (
        "its last day lies before its first",)
    assert faults(house, office, number, **start, act_end="2025-06-30") == (
        "it has ended: answer whether it is within limitation",)
    with pytest.raises(InvalidError, match="2025-08-05 lies after the day of this move, 2025-08-04"):
        move(house, office, number, "act.period", **{**ENDED, "act_end": "2025-08-05"})
    assert as_it_is(house, number).version == before


def test_an_act_does_not_begin_after_it_was_discovered(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = a_case(house, office, discovered_on=date(2025, 8, 1))
    assert faults(house, office, number, act_start="2025-08-02", going_on=True) == (
        "it began by 2025-08-01, when it was discovered",)
    move(house, office, number, "act.period", act_start="2025-08-01", going_on=True, basis="现场笔录")


@pytest.mark.parametrize("action", ["filing.establish", "filing.propose"])
def test_what_goes_on_is_not_answered_to_be_barred(house: House, action: str) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = a_case(house, office, act_start=OLD)
    with pytest.raises(InvalidError, match="what goes on is not barred by limitation") as refused:
        move(house, office, number, action, **{**CONDITIONS, "within_limitation": False}, **FACTS[action])
    assert "act.period（认定违法行为起止时间）" in refused.value.way_out


def test_what_every_limitation_bars_is_not_answered_to_be_within_it(house: House) -> None:
    """Five years, the longest, end for 2020-08-04 on the day of discovery; for the day before on a Sunday, which stays."""
    office = a_bureau(house, SINCE, DAY)
    number = a_case(house, office, act_end=date(2020, 8, 3))
    with pytest.raises(InvalidError, match="ended on 2020-08-03 and was discovered on 2025-08-04, after every period"):
        move(house, office, number, "filing.propose", **CONDITIONS, facts="采铁矿")
    move(house, office, number, "act.period", act_end="2020-08-04", within_limitation=True, grave_harm="溃坝致人死亡",
         basis="卫星影像")
    move(house, office, number, "filing.propose", **CONDITIONS, facts="采铁矿")  # the harm was said
    assert as_it_is(house, number).stage == "filing_unit"


def test_after_two_years_it_is_said_which_harm_keeps_an_act_within_limitation(house: House) -> None:
    """Of 2023-08-04 the two years end on the day of discovery, of the day before they are over."""
    office = a_bureau(house, SINCE, DAY)
    number = a_case(house, office, act_end=date(2023, 8, 3))
    within = {"within_limitation": True, "basis": "卫星影像"}
    for action, fields in (("act.period", {"act_end": "2023-08-03", **within}), ("filing.establish", CONDITIONS)):
        with pytest.raises(InvalidError, match="after 2025-08-03: which harm keeps it within limitation") as refused:
            move(house, office, number, action, **fields)
    assert "grave_harm" in refused.value.way_out
    move(house, office, number, "filing.establish", **CONDITIONS, grave_harm="尾矿外泄致人中毒")
    other = a_case(house, office, act_end=date(2023, 8, 4))
    move(house, office, other, "act.period", act_end="2023-08-04", **within)


def test_the_end_of_a_case_filed_as_going_on_may_bar_it(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = a_case(house, office)
    for action in ("filing.establish", "filing.propose"):
        move(house, office, number, action, **{**CONDITIONS, "within_limitation": None}, **FACTS[action])
    for action in ("filing.unit", "filing.review", "filing.approve"):
        move(house, office, number, action, **AGREED)
    assert within_limitation(house, number) is True
    move(house, office, number, "act.period", act_end="2023-08-01", within_limitation=False, basis="卫星影像")
    assert within_limitation(house, number) is False


def test_whatever_was_answered_an_act_of_long_ago_is_barred(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    assert within_limitation(house, a_case(house, office, act_end=date(2015, 1, 1))) is False
    with at(house) as desk:
        desk.run("UPDATE enforcement_case SET facts = '{\"within_limitation\": true}'")
    assert within_limitation(house, as_it_is(house, "AJ2025000001").number) is False


def test_the_days_of_an_act_are_what_its_events_say(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = filed(house, office, act_start=OLD)
    move(house, office, number, "act.period", **ENDED)
    with at(house) as desk:
        case = case_of(desk, number)
        assert replay(desk, case.id).faults == ()
        desk.run("UPDATE enforcement_case SET act_end = :day WHERE id = :id", day=date(2025, 7, 1), id=case.id)
        assert replay(desk, case.id).faults == ("act_end is 2025-07-01, the events say 2025-06-30",)


@pytest.mark.parametrize(("end", "last"), [(date(2023, 8, 4), "2025-08-04"), (date(2025, 7, 1), "2027-07-01")])
def test_what_was_discovered_within_the_shortest_limitation_is_not_answered_to_be_barred(
        house: House, end: date, last: str) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = a_case(house, office, act_end=end)
    barred = {"act_end": end.isoformat(), "within_limitation": False, "basis": "卫星影像"}
    with pytest.raises(InvalidError, match=f"it could be discovered until {last}"):
        move(house, office, number, "act.period", **barred)
    move(house, office, number, "act.period", **{**barred, "act_end": "2023-08-03"})  # a day earlier somebody answers


def test_an_investigation_does_not_end_as_barred_where_the_act_is_within_limitation(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    barred = {"ground": "违法行为已过追究时效", "told": "已过两年"}
    number = filed(house, office)
    with pytest.raises(InvalidError, match="what goes on is not barred"):
        move(house, office, number, "investigation.end", **barred)
    move(house, office, number, "act.period", act_end="2023-08-03", within_limitation=True, grave_harm="尾矿外泄致人中毒",
         basis="询问笔录")
    with pytest.raises(InvalidError, match="It is recorded that the act is within limitation"):
        move(house, office, number, "investigation.end", **barred)
    move(house, office, number, "act.period", act_end="2023-08-03", within_limitation=False, basis="卫星影像")
    move(house, office, number, "investigation.end", **barred)
    assert as_it_is(house, number).stage == "ended"


def test_what_has_ended_is_not_ordered_to_stop(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = a_case(house, office, act_end=date(2025, 8, 1))
    with pytest.raises(ConflictError, match="The act ended on 2025-08-01: there is nothing to be stopped"):
        move(house, office, number, "stop.order", act="采铁矿")
    move(house, office, number, "act.period", going_on=True, basis="复查")
    move(house, office, number, "stop.order", act="采铁矿")


@pytest.mark.parametrize("way", [(), ("filing.unit",), ("filing.unit", "filing.review"),
                                 ("filing.unit", "filing.review", "filing.approve")])
def test_an_act_that_goes_on_after_all_is_ordered_to_stop_while_its_filing_is_signed(
        house: House, way: tuple[str, ...]) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = a_case(house, office, act_end=date(2025, 8, 1))
    move(house, office, number, "filing.establish", **CONDITIONS)
    move(house, office, number, "filing.propose", **CONDITIONS, facts="采铁矿")
    for action in way:
        move(house, office, number, action, **AGREED)
    stage = as_it_is(house, number).stage
    assert stage == ("filing_unit", "filing_review", "filing_leader", "investigating")[len(way)]
    move(house, office, number, "act.period", going_on=True, basis="复查")
    assert [one[0] for one in stops(house)] == [True]
    move(house, office, number, "stop.order", act="采铁矿")
    assert ([one[0] for one in stops(house)], as_it_is(house, number).stage) == ([False], stage)
    with at(house) as desk:
        assert replay(desk, case_of(desk, number).id).faults == ()


def test_wherever_an_act_can_be_ordered_to_stop_it_can_be_recorded_that_it_goes_on(house: House) -> None:
    law = house.rulebook.procedure
    order, period = law.move["stop.order"], law.record["act.period"]
    assert [one.value for one in order.stages] == ["found", "filing_unit", "filing_review", "filing_leader", "investigating"]
    assert set(order.stages) == set(STOPPABLE)
    assert set(order.stages) - set(period.stages) == set()
    assert {one.value for one in set(period.stages) - set(order.stages)} == {"suspended", "reviewing", "proposed"}


def test_the_ground_of_limitation_is_one_that_the_form_offers(house: House) -> None:
    (ground,) = [one for one in house.rulebook.procedure.effect["investigation.end"].fields if one.name == "ground"]
    assert BARRED in ground.choices
