"""举报人保护: an officer or office that stands as the party complained of does not see the clue, whatever the offence."""

from dataclasses import replace
from datetime import date

import pytest

from casework.access import Actor
from casework.clue.assigning import transfer
from casework.clue.clues import clue_of
from casework.clue.intake import drain
from casework.clue.registering import Corrected, register
from casework.desk import House
from casework.record.officers import actor_of
from casework.record.people import add_officer
from foundation.errors import InvalidError, NotFoundError
from regulation.clue import Channel, Offence
from tests.casework.builders import an_officer
from tests.casework.clue_moves import JIAOHE, done, two_counties, who
from tests.casework.clues import a_clue, as_it_stands, taken_in
from tests.casework.town import at, settle_in

MONDAY = date(2024, 3, 4)
AS_TOLD = Corrected(Offence.MINING_WITHOUT_LICENCE, accused="王老板", division="220221100")


def named(house: House, clue_id: int) -> list[tuple[int | None, int | None]]:
    with at(house) as desk:
        return [(row.party_id, row.officer_id) for row in desk.rows(
            "SELECT party_id, officer_id FROM clue_named WHERE clue_id = :id ORDER BY id", id=clue_id)]


def actor(house: House, officer: int) -> Actor:
    with at(house) as desk:
        return actor_of(desk, officer)


@pytest.mark.parametrize(("office", "lies"), [("county", "city"), ("city", "province"), ("township", "county")])
def test_an_officer_complained_of_in_an_ordinary_matter_is_noted_and_it_lies_above_him(house: House, office: str,
                                                                                    lies: str) -> None:
    town = settle_in(house, MONDAY)
    with at(house) as desk:
        officer = an_officer(desk, getattr(town, office), "deputy", name="赵伞")
    made = taken_in(house, accused="王老板和国土局的赵伞")
    assert named(house, made.clue_id) == [(None, officer)]
    assert as_it_stands(house, made).office_id == getattr(town, lies)
    with at(house, who(house, getattr(town, office), "deputy")) as desk, pytest.raises(NotFoundError):
        clue_of(desk, made.number)


def test_a_namesake_who_serves_elsewhere_is_not_meant(house: House) -> None:
    town, other = two_counties(house)
    with at(house) as desk:
        an_officer(desk, other, "deputy", name="赵伞")
    made = taken_in(house, accused="赵伞")
    assert (named(house, made.clue_id), as_it_stands(house, made).office_id) == ([], town.county)


@pytest.mark.parametrize("accused", [
    "永吉县", "永吉县自然资源局", "王老板、永吉县国土资源局", "永吉县国土局", "永吉国土局副局长", "县国土局", "县局的人"])
def test_an_office_complained_of_by_name_is_noted_and_one_within_a_firms_name_is_not(house: House, accused: str) -> None:
    town = settle_in(house, MONDAY)
    made, firm = a_clue(house, accused=accused), a_clue(house, accused="永吉县金山矿业有限公司")
    drain(house)
    assert (named(house, made.clue_id), as_it_stands(house, made).office_id) == ([(town.county, None)], town.city)
    assert (named(house, firm.clue_id), as_it_stands(house, firm).office_id) == ([], town.county)


def test_whom_the_corrected_party_names_sees_it_no_more_and_it_goes_above_him_at_once(house: House) -> None:
    town, _ = two_counties(house)
    made = taken_in(house)
    with at(house) as desk:
        officer = an_officer(desk, town.county, "deputy", name="赵伞")
    found = done(house, who(house, town.county, "handler"), register, made.number, replace(AS_TOLD, accused="赵伞"))
    assert (found.registered, found.moved_to) == (False, "吉林市")
    assert (named(house, made.clue_id), as_it_stands(house, made).office_id) == ([(None, officer)], town.city)


def test_without_a_place_whoever_bears_the_name_anywhere_does_not_see_it(house: House) -> None:
    town, other = two_counties(house)
    with at(house) as desk:
        officer = an_officer(desk, other, "deputy", name="赵伞")
    made = taken_in(house, accused="赵伞", division="")
    assert named(house, made.clue_id) == [(None, officer)]
    assert as_it_stands(house, made).office_id == town.province


@pytest.mark.parametrize("accused", ["赵伞", "赵 伞", "赵\u3000伞（副局长）"])
def test_a_name_is_read_however_it_is_spaced(house: House, accused: str) -> None:
    town = settle_in(house, MONDAY)
    with at(house) as desk:
        officer = an_officer(desk, town.county, "deputy", name="赵伞")
    assert named(house, taken_in(house, accused=accused).clue_id) == [(None, officer)]


@pytest.mark.parametrize(("text", "office", "officer"), [
    ("举报永吉县国土局副局长赵伞收钱，放任无证开采。", True, True), ("矿主给赵伞局长送了干股。", False, True),
    ("永吉国土局有人通风报信，一查就停。", True, False), ("县局包庇这个矿。", True, False),
    ("赵伞的矿夜里还在采。", False, False), ("已向永吉县国土局反映两次，没有回音。", False, False)])
def test_whom_a_text_blames_as_one_who_serves_is_noted_and_whom_it_only_tells_of_is_not(
        house: House, text: str, office: bool, officer: bool) -> None:
    town = settle_in(house, MONDAY)
    with at(house) as desk:
        person = an_officer(desk, town.county, "deputy", name="赵伞")
    made = taken_in(house, channel=Channel.EMAIL, offence=Offence.OTHER, accused="", text=text)
    assert sorted(named(house, made.clue_id), key=str) == sorted(
        [(town.county, None)] * office + [(None, person)] * officer, key=str)
    assert as_it_stands(house, made).office_id == (town.city if office or officer else town.county)


def test_a_clue_does_not_go_to_the_office_at_which_whom_it_complains_of_serves(house: House) -> None:
    town, other = two_counties(house)
    with at(house) as desk:
        an_officer(desk, other, "deputy", name="赵伞")
    made = taken_in(house, accused="赵伞")
    with pytest.raises(InvalidError, match="蛟河市"):
        done(house, who(house, town.county), transfer, made.number, to=JIAOHE, reason="在蛟河")
    assert as_it_stands(house, made).office_id == town.county


def test_whoever_comes_to_serve_where_it_lies_does_not_see_what_complains_of_him(house: House) -> None:
    town = settle_in(house, MONDAY)
    made, other = taken_in(house, accused="赵伞"), taken_in(house, accused="王老板")
    with at(house) as desk:
        person = add_officer(desk, name="赵伞", email=None, office_id=town.county, role="deputy")
    assert (named(house, made.clue_id), as_it_stands(house, made).office_id) == ([(None, person)], town.city)
    with at(house, actor(house, person)) as desk:
        assert clue_of(desk, other.number).office_id == town.county
        with pytest.raises(NotFoundError):
            clue_of(desk, made.number)


def test_a_namesake_elsewhere_leaves_the_office_of_the_place_concerned(house: House) -> None:
    town, other = two_counties(house)
    with at(house) as desk:
        namesake = an_officer(desk, other, "deputy", name="李伟")
    made = taken_in(house, offence=Offence.OFFICER_CONDUCT, accused="", text="县局的人包庇李伟的矿。")
    assert (town.county, None) in named(house, made.clue_id) and (None, namesake) in named(house, made.clue_id)
    assert as_it_stands(house, made).office_id == town.city


def test_before_its_intake_it_is_hidden_from_him_at_the_office_that_took_it_in(house: House) -> None:
    town = settle_in(house, MONDAY)
    with at(house) as desk:
        an_officer(desk, town.county, "deputy", name="赵伞")
    made = a_clue(house, actor=who(house, town.county, "handler"), channel=Channel.HOTLINE, office=town.county,
                  offence=Offence.OFFICER_CONDUCT, accused="赵伞", text="他收了矿主的钱。")
    with at(house, who(house, town.county, "deputy")) as desk, pytest.raises(NotFoundError):
        clue_of(desk, made.number)
