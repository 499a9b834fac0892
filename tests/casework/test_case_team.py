"""Who is named to investigate: two at least, who hold a role in cases; and who of them submits the report."""

from datetime import date

import pytest

from casework.case.moving import Wish, make
from casework.desk import House
from casework.record.certificates import add_certificate
from casework.view.case_people import certified_for, only_helps
from casework.view.case_story import case_story
from foundation.errors import InvalidError, RefusedError
from regulation.stages import Who
from tests.casework.builders import an_officer
from tests.casework.cases import RECORD, REPORT, Office, a_bureau, actor, as_it_is, filed, move
from tests.casework.test_case_chain import by
from tests.casework.town import at, go_to

SINCE, DAY = date(2021, 1, 1), date(2025, 8, 4)


@pytest.fixture
def office(sqlite_house: House) -> Office:
    return a_bureau(sqlite_house, SINCE, DAY)


def certified(house: House, office: Office, role: str) -> int:
    """An officer of the township with a certificate."""
    with at(house) as desk:
        one = an_officer(desk, office.town.township, role, name=f"乡镇{role}")
        add_certificate(desk, one, number=f"吉执{role}", first=SINCE)
    return one


@pytest.mark.parametrize(("day", "provision"), [
    (date(2021, 7, 14), "行政处罚法（1996年）第三十七条"), (date(2021, 7, 15), "行政处罚法（2021年）第四十二条")])
def test_one_officer_is_no_team_nor_is_one_who_is_named_twice(sqlite_house: House, day: date, provision: str) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, day)
    number = filed(house, office)
    one = office.officer("handler")
    for team in ([one], [one, one]):
        with pytest.raises(InvalidError) as refused:
            move(house, office, number, "team.name", officers=team)
        assert refused.value.message == f"One officer is no team: two at least investigate（{provision}）."
    with at(house) as desk:
        assert [each.id for each in case_story(desk, number).officers if each.investigates] == [one, office.officer("second")]


def test_whose_role_lets_him_do_nothing_in_cases_is_not_named(sqlite_house: House, office: Office) -> None:
    house = sqlite_house
    number = filed(house, office)
    clerk, below = certified(house, office, "patroller"), certified(house, office, "handler")
    with pytest.raises(InvalidError, match=f"cannot be named on {number}: {clerk}\\.") as refused:
        move(house, office, number, "team.name", officers=[office.officer("handler"), clerk])
    assert "who hold a role in cases there (handler, unit head" in str(refused.value.way_out)
    move(house, office, number, "team.name", officers=[office.officer("handler"), below])
    with at(house) as desk:
        assert [one.id for one in certified_for(desk, as_it_is(house, number))] == [
            office.officer("handler"), office.officer("second"), below]


def test_who_investigates_from_below_is_told_that_he_can_do_nothing_here(sqlite_house: House, office: Office) -> None:
    house = sqlite_house
    below, number = certified(house, office, "handler"), filed(house, office)
    move(house, office, number, "team.name", officers=[office.officer("handler"), below])

    def helps(officer: int) -> bool:
        from casework.record.officers import actor_of
        with at(house) as desk:
            who = actor_of(desk, officer)
        with at(house, who) as desk:
            story = case_story(desk, number)
            return only_helps(desk, story.case, story.officers)

    assert [helps(one) for one in (below, office.officer("handler"), office.officer("leader"))] == [True, False, False]


def test_a_report_is_submitted_by_one_of_its_investigators(sqlite_house: House, office: Office) -> None:
    house = sqlite_house
    number = filed(house, office)
    move(house, office, number, "evidence.collect", **RECORD, taken_on="2025-08-04")

    def offered(who: Who) -> list[str]:
        with at(house, actor(house, office, who)) as desk:
            one = next(one for one in case_story(desk, number).offers if one.doable.action == "report.submit")
        return [why.message for why in one.unmet]

    go_to(house, date(2025, 8, 5))
    with pytest.raises(RefusedError, match="Only who investigates a case submits its report") as refused:
        by(house, office, "unit", number, "report.submit", **REPORT)
    assert str(refused.value.way_out).startswith("One of its investigators does it: 承办人丁、承办人戊; or have the team")
    assert offered(Who.UNIT) == ["Only who investigates a case submits its report."]
    assert offered(Who.HANDLER) == []
    with at(house, actor(house, office, Who.HANDLER)) as desk:
        make(desk, number, Wish("report.submit", REPORT))
    assert as_it_is(house, number).stage == "reviewing"
