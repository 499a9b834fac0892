"""A band of discretion is chosen for a case, with the reason; a fine outside it needs another (办法2024 第五条)."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from casework.case.cases import case_of
from casework.case.particulars import particulars_of
from casework.case.values import values_of
from casework.desk import House
from casework.view.case_story import case_story
from documents.catalogue import form_of
from foundation.errors import InvalidError
from regulation.stages import Who
from tests.casework.cases import NONE_OF_THESE, SERVED, Office, a_bureau, actor, move, proposed
from tests.casework.rulebooks import rulebook_with
from tests.casework.town import at, go_to

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)
SAID = {"facts": "无证采矿", "basis": "矿产资源法第六十四条"}  # worth 50,000: 100,000 to 1,000,000
LESSER = {"fine": "370000.00", "band": "较轻", "discretion": "初次"}  # the last fen of the band


def using(house: House, value: int) -> House:
    """The same house where the province says otherwise how bands are used: 1 off, 2 offered, 3 required."""
    def change(_: object, figure: dict[str, Any]) -> None:
        figure["value"][0]["value"] = value
    return replace(house, source=rulebook_with("figure", "discretion_bands", change))


def reviewed(house: House, **given: Any) -> tuple[Office, str]:
    """A case whose notice can be issued."""
    office = a_bureau(house, SINCE, DAY)
    return office, proposed(house, office, worth={"ore_value": "50000"}, assessed=NONE_OF_THESE, act_start=date(2025, 7, 10),
                            act_end=date(2025, 8, 1), **given)


def weighed(house: House, **given: Any) -> tuple[Office, str]:
    """A case that can be decided, its notice issued with a fine of 500,000."""
    office, number = reviewed(house, **given)
    move(house, office, number, "notice.issue", **SAID, fine="500000")
    move(house, office, number, "notice.serve", **SERVED, served_on="2025-08-04")
    go_to(house, date(2025, 8, 12))
    move(house, office, number, "statement.lapse")
    move(house, office, number, "statement.weigh", opinion="当事人未陈述。")
    return office, number


def chosen(house: House, office: Office, number: str) -> tuple[Any, ...]:
    """What the decision, or else the notice, says of the band."""
    with at(house, actor(house, office, Who.LEADER)) as desk:
        books = case_story(desk, number).money.books
    said = books.decided or books.proposed
    assert said is not None
    band = said.band
    return band and (band.title, str(band.least), str(band.most), band.reason), said.discretion


def form(house: House, office: Office, number: str, action: str) -> dict[str, Any]:
    """The fields that the form of a move asks for."""
    with at(house, actor(house, office, Who.LEADER)) as desk:
        found = case_story(desk, number).offers
    return {one.name: one for offer in found if offer.doable.action == action for one in offer.doable.form}


def test_a_fine_within_the_band_that_was_chosen_is_kept_with_it(house: House) -> None:
    office, number = weighed(house)
    move(house, office, number, "decision.penalty", **SAID, **LESSER, social_impact=False)
    assert chosen(house, office, number) == (("较轻", "100000.00", "370000.00", None), "初次")


@pytest.mark.parametrize(("fine", "words"), [("370000.01", "outside the band “较轻”: 100,000.00元 to 370,000.00元"),
                                             ("99999.99", "below the range of the law: 100,000.00元 to 1,000,000.00元")])
def test_a_fine_outside_its_band_is_refused_without_a_reason_of_its_own(sqlite_house: House, fine: str, words: str) -> None:
    office, number = reviewed(sqlite_house)
    with pytest.raises(InvalidError, match=re.escape(words)):
        move(sqlite_house, office, number, "notice.issue", **SAID, **{**LESSER, "fine": fine})


def test_a_fine_outside_its_band_is_kept_with_the_reason(sqlite_house: House) -> None:
    office, number = reviewed(sqlite_house)
    move(sqlite_house, office, number, "notice.issue", **SAID, **{**LESSER, "fine": "370000.01"}, band_reason="拒不到场")
    assert chosen(sqlite_house, office, number) == (("较轻", "100000.00", "370000.00", "拒不到场"), "初次")


def test_a_reason_for_being_outside_is_not_kept_where_the_fine_lies_within(sqlite_house: House) -> None:
    office, number = reviewed(sqlite_house)
    move(sqlite_house, office, number, "notice.issue", **SAID, **LESSER, band_reason="误填")
    assert chosen(sqlite_house, office, number)[0] == ("较轻", "100000.00", "370000.00", None)


def test_a_band_that_is_none_of_those_in_force_is_refused_naming_them(sqlite_house: House) -> None:
    office, number = reviewed(sqlite_house)
    with pytest.raises(InvalidError) as refused:
        move(sqlite_house, office, number, "notice.issue", **SAID, fine="200000", band="特别严重")
    assert "较轻（100,000.00元至370,000.00元）、一般（370,000.00元至730,000.00元）" in refused.value.way_out


def test_a_form_offers_the_bands_of_the_case_and_asks_for_one_only_where_the_province_requires_it(sqlite_house: House) -> None:
    office, number = reviewed(sqlite_house)
    asks = form(sqlite_house, office, number, "notice.issue")["band"]
    assert (asks.type, asks.choices, asks.required) == ("choice", ("较轻", "一般", "较重"), False)
    assert form(using(sqlite_house, 3), office, number, "notice.issue")["band"].required
    assert form(using(sqlite_house, 1), office, number, "notice.issue").keys().isdisjoint({"band", "band_reason"})


def test_where_the_province_requires_a_band_a_penalty_without_one_is_refused(sqlite_house: House) -> None:
    house = using(sqlite_house, 3)
    office, number = reviewed(house)
    with pytest.raises(InvalidError, match="No band of discretion was chosen"):
        move(house, office, number, "notice.issue", **SAID, fine="200000")
    move(house, office, number, "notice.issue", **SAID, **LESSER)


def test_who_goes_below_the_range_with_a_ground_needs_no_band(sqlite_house: House) -> None:
    office, number = weighed(sqlite_house)
    house = using(sqlite_house, 3)
    move(house, office, number, "decision.lighter", **SAID, fine="50000", ground="主动消除或者减轻危害后果",
         discretion="已恢复", social_impact=False)
    assert chosen(house, office, number) == (None, "已恢复")


def test_where_no_bands_are_in_force_the_reason_stands_alone(sqlite_house: House) -> None:
    house = using(sqlite_house, 1)
    office, number = reviewed(house)
    with pytest.raises(InvalidError, match="No bands of discretion are in force"):
        move(house, office, number, "notice.issue", **SAID, **LESSER)
    move(house, office, number, "notice.issue", **SAID, fine="200000", discretion="初次")
    assert chosen(house, office, number) == (None, "初次")


def test_the_notice_tells_the_band_the_reason_and_why_the_fine_lies_outside(sqlite_house: House) -> None:
    office, number = reviewed(sqlite_house)
    event = move(sqlite_house, office, number, "notice.issue", **SAID, **{**LESSER, "fine": "400000"},
                 band_reason="拒不到场。").event_no
    with at(sqlite_house, actor(sqlite_house, office, Who.HANDLER)) as desk:
        form = form_of("行政处罚告知书", desk.today)
        told = values_of(desk, particulars_of(desk, case_of(desk, number)), form, event, desk.today)
    assert told["discretion"] == ("适用“较轻”裁量阶次（罚款100,000.00元至370,000.00元）。初次。"
                                  "罚款在该阶次之外的理由：拒不到场。")


def test_by_a_decision_that_was_annulled_nothing_is_owed(sqlite_house: House) -> None:
    office, number = weighed(sqlite_house)
    move(sqlite_house, office, number, "decision.penalty", **SAID, **LESSER, social_impact=False)
    move(sqlite_house, office, number, "decision.serve", **SERVED, served_on="2025-08-12")
    move(sqlite_house, office, number, "decision.annul", annulled_on="2025-08-12", by="复议机关", reason="程序违法")
    with at(sqlite_house, actor(sqlite_house, office, Who.LEADER)) as desk:
        assert case_story(desk, number).money.owed is None
