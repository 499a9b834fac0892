"""三（二）: every clue, by whatever way it came, is numbered, masked, routed, and owed in time."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Date

from casework.access import PUBLIC
from casework.clue.accepting import accept_each
from casework.clue.intake import drain
from casework.desk import House
from foundation.errors import InvalidError
from regulation.clue import Channel, Offence
from tests.casework.clues import TOLD, a_clue, as_it_stands, drained, taken_in
from tests.casework.town import at, settle_in

MONDAY = date(2024, 3, 4)


def owed(house: House, clue_id: int) -> dict[str, tuple[int, date, str]]:
    with at(house) as desk:
        rows = desk.rows("SELECT d.rule, d.debtor_id, k.due, d.status FROM duty d JOIN reckoning k ON k.id = d.reckoning_id"
                         " WHERE d.subject_kind = 'clue' AND d.subject_id = :id", types={"due": Date()}, id=clue_id)
    return {row.rule: (row.debtor_id, row.due, row.status) for row in rows}


def test_a_clue_is_numbered_in_one_series_whatever_its_channel(house: House) -> None:
    settle_in(house, MONDAY)
    assert [a_clue(house, channel=one).number for one in (Channel.WEB, Channel.OPEN311, Channel.SUPERVISOR)] == [
        "XS2024000001", "XS2024000002", "XS2024000003"]


def test_what_tells_who_sent_it_is_masked_and_the_original_sealed(house: House) -> None:
    settle_in(house, MONDAY)
    made = a_clue(house)
    found = as_it_stands(house, made)
    assert found.text == "口前镇东山北坡有人夜里用挖掘机采铁矿。〔姓名〕 〔电话〕"
    with at(house) as desk:
        sealed = desk.rows("SELECT content, receipt FROM clue_seal WHERE clue_id = :id", id=made.clue_id)[0]
        assert "李大山".encode() not in bytes(sealed.content)
        assert "李大山" in house.seal.open(bytes(sealed.content)).decode()
        assert made.receipt is not None
        assert made.receipt.replace("-", "") not in sealed.receipt


def test_the_clue_goes_to_the_county_of_its_place_which_owes_its_registration_verification_reply_and_end(house: House) -> None:
    town = settle_in(house, MONDAY)
    made = taken_in(house)
    found = as_it_stands(house, made)
    assert (found.stage, found.office_id, found.routed_by) == ("routed", town.county, "按行政区划220221100")
    assert owed(house, made.clue_id) == {
        "clue_registration": (town.county, date(2024, 3, 5), "open"),
        "clue_verification": (town.county, date(2024, 3, 13), "open"),
        "clue_reply": (town.county, date(2024, 3, 25), "open"),
        "clue_closing": (town.county, date(2024, 5, 3), "open")}


def test_an_anonymous_reporter_is_owed_no_reply(house: House) -> None:
    settle_in(house, MONDAY)
    from casework.clue.accepting import Reporter
    assert "clue_reply" not in owed(house, taken_in(house, reporter=Reporter()).clue_id)


def test_a_clue_without_any_place_waits_for_the_province_to_assign_it(house: House) -> None:
    town = settle_in(house, MONDAY)
    made = taken_in(house, division="")
    assert (as_it_stands(house, made).stage, as_it_stands(house, made).office_id) == ("unrouted", town.province)
    assert owed(house, made.clue_id) == {"clue_assignment": (town.province, date(2024, 3, 6), "open")}


def test_a_licence_outweighs_the_division(house: House) -> None:
    town = settle_in(house, MONDAY)
    made = taken_in(house, division="220200", licence="C2200002009012110000001")
    found = as_it_stands(house, made)
    assert (found.office_id, found.right_id) == (town.county, town.right)


def test_a_clue_about_an_office_goes_to_its_superior(house: House) -> None:
    town = settle_in(house, MONDAY)
    made = taken_in(house, about=("220221",))
    assert as_it_stands(house, made).office_id == town.city
    conduct = taken_in(house, offence=Offence.OFFICER_CONDUCT)
    assert as_it_stands(house, conduct).office_id == town.city


def test_the_responsible_officer_is_written_to_and_the_reporter_thanked_without_a_name(house: House) -> None:
    town = settle_in(house, MONDAY)
    taken_in(house)
    with at(house) as desk:
        letters = desk.rows("SELECT recipient_id, kind, state FROM letter")
        assert [(row.recipient_id, row.kind, row.state) for row in letters] == [
            (town.officer(town.county), "clues", "queued")]
        mail = desk.rows("SELECT sealed_to, subject, text FROM reporter_letter")[0]
    assert house.seal.open(bytes(mail.sealed_to)) == b"lidashan@example.cn"
    assert "李" not in mail.subject + mail.text


def test_intake_run_twice_does_nothing_more(house: House) -> None:
    settle_in(house, MONDAY)
    made = taken_in(house)
    before = owed(house, made.clue_id)
    assert drained(house).decisions == []
    assert owed(house, made.clue_id) == before


def test_a_clue_that_fails_is_set_aside_and_the_others_go_on(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    settle_in(house, MONDAY)
    good, bad, after = (a_clue(house, text=f"采矿 {n}") for n in range(3))
    with at(house) as desk:  # an office that is no more, as a slip in the database would leave it
        desk.run("UPDATE clue_seal SET content = :bad WHERE clue_id = :id", bad=b"broken", id=bad.clue_id)
    report = drain(house)
    assert [as_it_stands(house, one).stage for one in (good, bad, after)] == ["routed", "set_aside", "routed"]
    assert (report.counts["routed"], report.counts["set_aside"]) == (2, 1)
    with at(house) as desk:  # somebody is told
        items = desk.rows("SELECT office_id, kind, text FROM work_item WHERE settled_at IS NULL")
        assert [(row.kind, bad.number in row.text) for row in items] == [("clue-aside", True)]


def test_what_looks_alike_is_suggested_with_the_why_and_not_merged(house: House) -> None:
    settle_in(house, MONDAY)
    first = taken_in(house)
    second = taken_in(house, text="东山北坡夜里有人用挖掘机采铁矿，口前镇的。")
    with at(house) as desk:
        links = desk.rows("SELECT clue_id, other_id, likeness, why, state FROM clue_link")
    assert [(row.clue_id, row.other_id, row.state) for row in links] == [(second.clue_id, first.clue_id, "suggested")]
    assert "同一区划" in links[0].why


def test_a_clue_that_says_nothing_is_refused_with_what_is_wrong(house: House) -> None:
    settle_in(house, MONDAY)
    with pytest.raises(InvalidError) as refused:
        a_clue(house, text="  ", place="山" * 201)
    assert refused.value.problems == ("text: what happened is missing", "place（地点）: at most 200 characters")


def test_several_that_are_wrong_are_named_by_their_places_and_none_is_taken(house: House) -> None:
    settle_in(house, MONDAY)
    with pytest.raises(InvalidError) as refused, at(house, PUBLIC) as desk:
        accept_each(desk, [TOLD, replace(TOLD, text=""), replace(TOLD, longitude=43.6, latitude=126.5)])
    assert refused.value.problems == ("clue 2, text: what happened is missing",
                                      "clue 3, A latitude of 126.5° does not exist in China: the two are swapped.")
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM clue") == 0
