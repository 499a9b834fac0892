"""三（二）: a clue is registered where it lies, corrected, its subjects named; or declined with a reason."""

from dataclasses import replace
from datetime import date

import pytest

from casework.clue.assigning import transfer
from casework.clue.clues import clue_of
from casework.clue.passing import ground_of
from casework.clue.registering import Corrected, decline, register
from casework.desk import House
from casework.view.clue_passing import Choice, competent
from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from regulation.clue import Offence
from tests.casework.clue_moves import JIAOHE, done, ended, moves, owed, told, two_counties, who
from tests.casework.clues import as_it_stands, taken_in
from tests.casework.town import at, go_to

TUESDAY = date(2024, 3, 5)
AS_TOLD = Corrected(Offence.MINING_WITHOUT_LICENCE, accused="王老板", division="220221100")


def test_registering_discharges_its_limit_and_keeps_what_was_corrected(house: House) -> None:
    town, _ = two_counties(house)
    made = taken_in(house)
    go_to(house, TUESDAY)
    given = replace(AS_TOLD, offence=Offence.MINING_OUTSIDE_AREA, accused="王某 13912345678", ongoing=True, major=True,
                    licence="C2200002009012110000001", longitude=126.5, latitude=43.6)
    found = done(house, who(house, town.county, "handler"), register, made.number, given)
    assert (found.registered, found.competent, found.moved_to) == (True, None, None)
    now = as_it_stands(house, made)
    assert (now.stage, now.offence, now.accused, now.ongoing, now.major, now.longitude, now.licence_no, now.right_id) == (
        "registered", "mining_outside_area", "王某 〔电话〕", True, True, 126.5, "C2200002009012110000001", town.right)
    assert ended(house, made.clue_id, "discharged") == {"clue_registration": town.county}
    assert sorted(owed(house, made.clue_id)) == ["clue_closing", "clue_reply", "clue_verification"]
    with pytest.raises(ConflictError):
        done(house, who(house, town.county, "handler"), register, made.number)


def test_a_corrected_place_tells_which_office_is_competent_before_it_is_registered_all_the_same(house: House) -> None:
    town, county = two_counties(house)
    made = taken_in(house)
    there, handler = replace(AS_TOLD, division=JIAOHE), who(house, town.county, "handler")
    found = done(house, handler, register, made.number, there)
    assert (found.registered, found.competent) == (False, JIAOHE)
    assert (as_it_stands(house, made).stage, as_it_stands(house, made).county_id) == ("routed", county)
    with at(house) as desk:
        clue = clue_of(desk, made.number)
        assert competent(desk, clue, ground_of(desk, clue)) == Choice(JIAOHE, "蛟河市")
    assert done(house, handler, register, made.number, there).registered


def test_an_office_that_was_bound_registers_whatever_the_place(house: House) -> None:
    town, county = two_counties(house)
    made = taken_in(house)
    done(house, who(house, town.county), transfer, made.number, to=JIAOHE, reason="在蛟河")
    assert done(house, who(house, county), register, made.number, replace(AS_TOLD, division="220221")).registered


def test_naming_the_office_moves_the_clue_to_its_superior_at_once(house: House) -> None:
    town, _ = two_counties(house)
    made = taken_in(house)
    go_to(house, TUESDAY)
    handler = who(house, town.county, "handler")
    found = done(house, handler, register, made.number, AS_TOLD, offices=["永吉县"])
    assert (found.registered, found.moved_to) == (False, "吉林市")
    assert owed(house, made.clue_id) == {
        "clue_registration": (town.city, date(2024, 3, 6)), "clue_verification": (town.city, date(2024, 3, 14)),
        "clue_reply": (town.city, date(2024, 3, 26)), "clue_closing": (town.city, date(2024, 5, 4))}
    assert told(house, made.clue_id) == [who(house, town.city, "handler").officer_id]
    with pytest.raises(NotFoundError):
        done(house, handler, clue_of, made.number)


def test_naming_an_officer_of_an_office_above_takes_it_above_him(house: House) -> None:
    town, _ = two_counties(house)
    made = taken_in(house)
    found = done(house, who(house, town.county, "handler"), register, made.number, officers=[f"{town.city}号deputy"])
    assert found.moved_to == "吉林省"
    assert as_it_stands(house, made).stage == "routed"
    with pytest.raises(NotFoundError):
        done(house, who(house, town.city, "deputy"), clue_of, made.number)


def test_naming_an_officer_of_the_township_leaves_it_with_the_county(house: House) -> None:
    town, _ = two_counties(house)
    made = taken_in(house)
    assert done(house, who(house, town.county), register, made.number, officers=[f"{town.township}号head"]).registered
    with at(house) as desk:
        assert desk.rows("SELECT party_id, officer_id FROM clue_named WHERE clue_id = :id", id=made.clue_id) == [
            (None, town.officer(town.township, "head"))]


def test_what_is_about_the_province_can_be_hidden_from_nobody_and_goes_its_way(house: House) -> None:
    town, _ = two_counties(house)
    made = taken_in(house)
    done(house, who(house, town.county), register, made.number, offices=["220000"])
    assert (as_it_stands(house, made).stage, as_it_stands(house, made).office_id) == ("registered", town.county)


def test_conduct_of_officers_is_never_registered_by_the_office_of_the_place(house: House) -> None:
    town, _ = two_counties(house)
    made = taken_in(house)
    found = done(house, who(house, town.county), register, made.number, replace(AS_TOLD, offence=Offence.OFFICER_CONDUCT))
    assert found.moved_to == "吉林市"


def test_a_declined_clue_owes_nothing_but_the_reply_to_its_reporter(house: House) -> None:
    town, _ = two_counties(house)
    made = taken_in(house)
    go_to(house, TUESDAY)
    done(house, who(house, town.county, "handler"), decline, made.number, reason="已在行政复议中")
    now = as_it_stands(house, made)
    assert (now.stage, now.ended_on, now.end_reason) == ("declined", TUESDAY, "已在行政复议中")
    assert owed(house, made.clue_id) == {"clue_reply": (town.county, date(2024, 3, 25))}
    assert ended(house, made.clue_id, "discharged") == {"clue_registration": town.county, "clue_closing": town.county}
    assert ended(house, made.clue_id, "closed") == {"clue_verification": town.county}
    assert moves(house, made.clue_id) == [("routed", None, town.county)]


@pytest.mark.parametrize(("given", "named", "error"), [
    (replace(AS_TOLD, division="999999"), {}, "There is no division 999999"),
    (replace(AS_TOLD, longitude=126.5), {}, "longitude and latitude come together"),
    (replace(AS_TOLD, accused="王" * 201), {}, "at most 200 characters"),
    (AS_TOLD, {"officers": ["无此人"]}, "No officer is called 无此人"),
    (AS_TOLD, {"offices": ["永吉矿业有限公司"]}, "永吉矿业有限公司 is no office")])
def test_what_is_not_usable_is_said_and_nothing_stands(house: House, given: Corrected, named: dict[str, list[str]],
                                                       error: str) -> None:
    town, _ = two_counties(house)
    made = taken_in(house)
    with pytest.raises(InvalidError, match=error):
        done(house, who(house, town.county), register, made.number, given, **named)
    assert as_it_stands(house, made).version == 2
    with pytest.raises(InvalidError):
        done(house, who(house, town.county), decline, made.number, reason="")


def test_of_two_officers_of_one_name_the_office_is_asked_for(house: House) -> None:
    town, county = two_counties(house)
    made = taken_in(house)
    with at(house) as desk:
        desk.run("UPDATE officer SET name = '赵一' WHERE id IN (:a, :b)", a=town.officer(town.township, "head"),
                 b=desk.scalar("SELECT officer_id FROM post WHERE office_id = :id AND role = 'head'", id=county))
    with pytest.raises(InvalidError) as refused:
        done(house, who(house, town.county), register, made.number, officers=["赵一"])
    assert refused.value.way_out == "Say which: 赵一@220221100 (口前镇), 赵一@220281 (蛟河市)."
    assert done(house, who(house, town.county), register, made.number, officers=["赵一@220221100"]).registered


def test_only_the_office_where_it_lies_registers(house: House) -> None:
    town, county = two_counties(house)
    made = taken_in(house)
    for office, error in ((town.city, RefusedError), (county, NotFoundError), (town.township, NotFoundError)):
        for move, given in ((register, {}), (decline, {"reason": "理由"})):
            with pytest.raises(error):
                done(house, who(house, office), move, made.number, **given)
