"""三（二）; 处罚办法（2024）第十条: a clue comes to the office that is competent, and what is owed counts from that day."""

import json
from datetime import date

import pytest

from casework.clue.appraising import appraise
from casework.clue.assigning import assign, designate, dispute, transfer
from casework.clue.clues import clue_of
from casework.clue.registering import register
from casework.desk import House
from casework.letter import outbox
from casework.view.clue_ways import ways
from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from regulation.clue import Offence
from tests.casework.builders import a_party, an_officer
from tests.casework.clue_moves import JIAOHE, done, ended, moves, owed, told, two_counties, who
from tests.casework.clues import as_it_stands, taken_in
from tests.casework.together import at_a_desk, at_once
from tests.casework.town import at, go_to

TUESDAY, WEDNESDAY, THURSDAY = date(2024, 3, 5), date(2024, 3, 6), date(2024, 3, 7)


def test_an_unrouted_clue_is_given_to_a_county_which_answers_the_province_on_the_day_set(house: House) -> None:
    town, county = two_counties(house)
    made = taken_in(house, division="")
    go_to(house, TUESDAY)
    passed = done(house, who(house, town.province), assign, made.number, to=JIAOHE, reason="举报人称在蛟河", seen=2,
                  answer_by=date(2024, 4, 1))
    assert (passed.office_id, passed.office) == (county, "蛟河市")
    assert owed(house, made.clue_id) == {
        "clue_registration": (county, WEDNESDAY), "clue_verification": (county, date(2024, 3, 14)),
        "clue_reply": (county, date(2024, 3, 26)), "clue_closing": (county, date(2024, 5, 4)),
        "clue_answer": (county, date(2024, 4, 1))}
    assert ended(house, made.clue_id, "discharged") == {"clue_assignment": town.province}
    with at(house) as desk:
        assert desk.scalar("SELECT creditor_id FROM duty WHERE rule = 'clue_answer'") == town.province
    with at(house) as desk:
        assert json.loads(desk.scalar("SELECT fields FROM act WHERE kind = 'clue_assignment'"))["office"] == "蛟河市"
    assert moves(house, made.clue_id) == [("routed", None, town.province), ("assigned", town.province, county)]
    assert told(house, made.clue_id) == [who(house, county, "handler").officer_id]


def test_a_transferred_clue_closes_what_the_old_office_owed_and_tells_the_new_one(house: House) -> None:
    town, county = two_counties(house)
    made = taken_in(house, ongoing=True)
    go_to(house, TUESDAY)
    done(house, who(house, town.county), transfer, made.number, to="蛟河市", reason="矿点在蛟河境内，13912345678")
    found = as_it_stands(house, made)
    assert (found.stage, found.office_id, found.transferred) == ("routed", county, True)
    assert owed(house, made.clue_id) == {
        "clue_registration": (county, WEDNESDAY), "clue_verification": (county, date(2024, 3, 14)),
        "clue_reply": (county, date(2024, 3, 26)), "clue_closing": (county, date(2024, 5, 4))}
    assert ended(house, made.clue_id, "closed") == dict.fromkeys(
        ("clue_registration", "clue_verification", "clue_reply", "clue_closing"), town.county)
    assert told(house, made.clue_id) == [who(house, county, "handler").officer_id]
    with at(house) as desk:
        outbox.write(desk, outbox.claim(desk, batch=9))
        assert desk.rows("SELECT state = 'void' AS void, subject FROM letter ORDER BY id") == [
            (True, None), (False, f"【加急】1条线索待处理：{made.number}")]
        assert desk.scalar("SELECT reason FROM clue_move WHERE how = 'transferred'") == "矿点在蛟河境内，〔电话〕"
    with pytest.raises(NotFoundError):
        done(house, who(house, town.county), transfer, made.number, to="220200", reason="再来")


def test_what_was_transferred_is_not_passed_on_but_disputed_before_the_common_superior_whose_word_binds(house: House) -> None:
    town, county = two_counties(house)
    made = taken_in(house)
    done(house, who(house, town.county), transfer, made.number, to=JIAOHE, reason="矿点在蛟河")
    go_to(house, TUESDAY)
    with pytest.raises(ConflictError) as refused:
        done(house, who(house, county), transfer, made.number, to="220221", reason="不归我们")
    assert "possible now: dispute" in refused.value.problems
    done(house, who(house, county), dispute, made.number, reason="矿点在永吉")
    assert (as_it_stands(house, made).stage, as_it_stands(house, made).office_id) == ("disputed", town.city)
    assert owed(house, made.clue_id) == {"clue_designation": (town.city, date(2024, 3, 14))}
    go_to(house, WEDNESDAY)
    done(house, who(house, town.city), designate, made.number, to="220221", reason="矿点在永吉境内")
    assert owed(house, made.clue_id) == {
        "clue_registration": (town.county, THURSDAY), "clue_verification": (town.county, date(2024, 3, 15)),
        "clue_reply": (town.county, date(2024, 3, 27)), "clue_closing": (town.county, date(2024, 5, 5))}
    assert ended(house, made.clue_id, "discharged") == {"clue_designation": town.city}
    for move in (transfer, dispute):
        with pytest.raises(ConflictError):
            done(house, who(house, town.county), move, made.number, **{"to" if move is transfer else "other": JIAOHE},
                 reason="仍不归我们")
    with at(house, who(house, town.county)) as desk:
        offered = {action for action, _ in ways(desk, clue_of(desk, made.number), ())}
    assert "clue.register" in offered
    assert not offered & {"clue.transfer", "clue.dispute"}
    assert [how for how, _, _ in moves(house, made.clue_id)] == ["routed", "transferred", "disputed", "designated"]


def test_a_day_set_for_the_answer_stays_on_every_later_way(house: House) -> None:
    town, county = two_counties(house)
    made = taken_in(house, division="")
    done(house, who(house, town.province), assign, made.number, to="220200", reason="请核查", answer_by=date(2024, 3, 20))
    done(house, who(house, town.city), assign, made.number, to="220221", reason="转办")
    assert owed(house, made.clue_id)["clue_answer"] == (town.county, date(2024, 3, 20))
    with pytest.raises(InvalidError):
        done(house, who(house, town.city), assign, made.number, to=JIAOHE, reason="改办", answer_by=date(2024, 6, 1))
    go_to(house, TUESDAY)
    done(house, who(house, town.county), transfer, made.number, to=JIAOHE, reason="不在我县")
    assert owed(house, made.clue_id)["clue_answer"] == (county, date(2024, 3, 20))
    assert as_it_stands(house, made).given_by_id == town.province


def test_what_comes_back_the_same_day_is_owed_again_once(house: House) -> None:
    town, _ = two_counties(house)
    made = taken_in(house)
    before = owed(house, made.clue_id)
    done(house, who(house, town.city), assign, made.number, to=JIAOHE, reason="蛟河更近")
    done(house, who(house, town.city), assign, made.number, to="220221", reason="还是永吉")
    assert owed(house, made.clue_id) == before
    assert told(house, made.clue_id) == [who(house, town.county, "handler").officer_id]


def test_a_registered_clue_that_is_passed_on_is_registered_anew_by_the_next_office(house: House) -> None:
    town, county = two_counties(house)
    made = taken_in(house)
    done(house, who(house, town.county), register, made.number)
    done(house, who(house, town.county), transfer, made.number, to=JIAOHE, reason="查明在蛟河")
    assert owed(house, made.clue_id)["clue_registration"] == (county, TUESDAY)


def test_a_reason_repeats_nothing_of_whoever_sent_it(house: House) -> None:
    town, _ = two_counties(house)
    made = taken_in(house)
    done(house, who(house, town.county), transfer, made.number, to=JIAOHE, reason="李大山说在蛟河")
    with at(house) as desk:
        assert desk.rows("SELECT reason FROM clue_move ORDER BY id")[-1].reason == "〔姓名〕说在蛟河"


@pytest.mark.parametrize(("to", "error"), [("220221", "The clue is about 永吉县"), ("220221100", "The clue is about 口前镇")])
def test_never_to_an_office_that_is_named_nor_to_one_below_it(house: House, to: str, error: str) -> None:
    town, _ = two_counties(house)
    made = taken_in(house, about=("220221",))
    with pytest.raises(InvalidError, match=error):
        done(house, who(house, town.city), assign, made.number, to=to, reason="请办理")
    assert as_it_stands(house, made).office_id == town.city


def test_a_clue_about_the_people_of_the_place_who_are_not_named_does_not_go_back_to_them(house: House) -> None:
    town, _ = two_counties(house)
    made = taken_in(house, offence=Offence.OFFICER_CONDUCT)
    with pytest.raises(InvalidError, match="The clue is about 永吉县"):
        done(house, who(house, town.city), assign, made.number, to="220221", reason="请办理")


def test_a_dispute_goes_above_an_office_that_the_clue_is_about(house: House) -> None:
    town, county = two_counties(house)
    made = taken_in(house)
    with at(house) as desk:  # 吉林市 is complained of, and 永吉县, below it, has the clue by an old way
        desk.run("INSERT INTO clue_named (clue_id, party_id) VALUES (:clue, :city)", clue=made.clue_id, city=town.city)
        desk.run("UPDATE clue SET offence = 'other' WHERE id = :id", id=made.clue_id)
        desk.run("INSERT INTO clue_move (clue_id, how, from_id, to_id, reason, by, at) VALUES (:clue, 'transferred', :a, :b,"
                 " 'x', 'operator', :now)", clue=made.clue_id, a=county, b=town.county, now=desk.now)
    done(house, who(house, town.county), dispute, made.number, reason="不在本县")
    assert as_it_stands(house, made).office_id == town.province


@pytest.mark.parametrize(("office", "role", "move", "error"), [
    ("county", "handler", transfer, RefusedError), ("city", "head", transfer, RefusedError),
    ("county", "handler", assign, RefusedError), ("township", "head", transfer, NotFoundError),
    ("county", "head", designate, ConflictError)])
def test_who_may_not_or_cannot_now_is_refused(house: House, office: str, role: str, move, error: type[Exception]) -> None:
    town, _ = two_counties(house)
    made = taken_in(house)
    with pytest.raises(error):
        done(house, who(house, getattr(town, office), role), move, made.number, to=JIAOHE, reason="理由")
    assert moves(house, made.clue_id) == [("routed", None, town.county)]


@pytest.mark.parametrize(("move", "given", "error"), [
    (transfer, {"to": JIAOHE, "reason": " "}, "A reason is missing"),
    (transfer, {"to": "220221", "reason": "理由"}, "lies there already"),
    (transfer, {"to": "220221100", "reason": "理由"}, "cannot be given clues"),
    (transfer, {"to": "912202210000000001", "reason": "理由"}, "cannot be given clues"),
    (dispute, {"reason": "理由"}, "With which office it is disputed is missing"),
    (assign, {"to": "220221", "reason": "理由"}, "lies there already"),
    (assign, {"to": JIAOHE, "reason": "理由"}, "A clue is given to an office below your own"),
    (assign, {"to": "220221100", "reason": "理由", "answer_by": date(2024, 3, 1)}, "cannot be meant")])
def test_what_is_not_usable_is_said(house: House, move, given: dict[str, object], error: str) -> None:
    town, _ = two_counties(house)
    made = taken_in(house)
    with pytest.raises(InvalidError, match=error):
        done(house, who(house, town.county), move, made.number, **given)


def test_an_abolished_office_is_given_nothing(house: House) -> None:
    town, county = two_counties(house)
    made = taken_in(house)
    with at(house) as desk:
        desk.run("UPDATE party SET valid_to = :last WHERE id = :id", last=date(2024, 3, 1), id=county)
    with pytest.raises(InvalidError, match="cannot be given clues"):
        done(house, who(house, town.county), transfer, made.number, to=JIAOHE, reason="理由")


def test_what_was_decided_on_an_outdated_page_is_not_done(house: House) -> None:
    town, _ = two_counties(house)
    made = taken_in(house)
    seen = as_it_stands(house, made).version
    done(house, who(house, town.city), assign, made.number, to=JIAOHE, reason="请办", seen=seen)
    with pytest.raises(ConflictError, match="changed by somebody else"):
        done(house, who(house, town.city), assign, made.number, to="220221", reason="请办", seen=seen)


def test_of_two_who_assign_at_once_one_is_told_that_it_was_changed(postgres_house: House) -> None:
    house = postgres_house
    town, _ = two_counties(house)
    made = taken_in(house, division="")
    seen, head = as_it_stands(house, made).version, who(house, town.province)
    tries = at_once(*(at_a_desk(house, lambda desk, to=to: assign(desk, made.number, to=to, reason="请办", seen=seen), head)
                      for to in ("220221", JIAOHE)))
    assert sorted(type(one.error).__name__ for one in tries) == ["ConflictError", "NoneType"]
    assert len(moves(house, made.clue_id)) == 2
    assert len(owed(house, made.clue_id)) == 4


def test_what_a_superior_only_gives_to_another_office_is_owed_by_the_same_days_but_for_its_registration(house: House) -> None:
    town, county = two_counties(house)
    made = taken_in(house)
    go_to(house, THURSDAY)
    done(house, who(house, town.city), assign, made.number, to=JIAOHE, reason="由蛟河核查")
    assert owed(house, made.clue_id) == {
        "clue_registration": (county, date(2024, 3, 8)), "clue_verification": (county, date(2024, 3, 13)),
        "clue_reply": (county, date(2024, 3, 25)), "clue_closing": (county, date(2024, 5, 3))}


def test_what_was_transferred_is_passed_on_by_nobody_below_either_until_an_office_above_gives_it(house: House) -> None:
    town, county = two_counties(house)
    with at(house) as desk:
        below = a_party(desk, "220281100", "新站镇", "township", county)
        an_officer(desk, below, "head", name="镇长")
    made = taken_in(house)
    done(house, who(house, town.county), transfer, made.number, to=JIAOHE, reason="在蛟河")
    done(house, who(house, county), assign, made.number, to="220281100", reason="由镇所核查")
    with pytest.raises(ConflictError):
        done(house, who(house, below), transfer, made.number, to="220221", reason="不归我们")
    done(house, who(house, town.city), assign, made.number, to=JIAOHE, reason="由蛟河局办")
    assert done(house, who(house, county), transfer, made.number, to="220221", reason="在永吉").office == "永吉县"


def test_an_opinion_that_is_waited_for_ends_where_the_clue_leaves(house: House) -> None:
    town, county = two_counties(house)
    made = taken_in(house)
    done(house, who(house, town.county), register, made.number)
    done(house, who(house, town.county), appraise, made.number, body="省地质调查院", reason="储量")
    done(house, who(house, town.county), transfer, made.number, to=JIAOHE, reason="在蛟河")
    done(house, who(house, county), register, made.number)
    assert len(done(house, who(house, county), appraise, made.number, body="省地质调查院", reason="储量")) == 3
