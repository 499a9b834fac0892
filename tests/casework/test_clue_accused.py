"""举报人保护: an officer or office that stands as the party complained of does not see the clue, whatever the offence."""

from dataclasses import replace
from datetime import date

import pytest

from casework.clue.clues import clue_of
from casework.clue.intake import drain
from casework.clue.registering import Corrected, register
from casework.desk import House
from foundation.errors import NotFoundError
from regulation.clue import Offence
from tests.casework.builders import an_officer
from tests.casework.clue_moves import done, two_counties, who
from tests.casework.clues import a_clue, as_it_stands, taken_in
from tests.casework.town import at, settle_in

MONDAY = date(2024, 3, 4)
AS_TOLD = Corrected(Offence.MINING_WITHOUT_LICENCE, accused="王老板", division="220221100")


def named(house: House, clue_id: int) -> list[tuple[int | None, int | None]]:
    with at(house) as desk:
        return [(row.party_id, row.officer_id) for row in desk.rows(
            "SELECT party_id, officer_id FROM clue_named WHERE clue_id = :id ORDER BY id", id=clue_id)]


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


@pytest.mark.parametrize("accused", ["永吉县", "永吉县自然资源局", "王老板、永吉县国土资源局"])
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
