"""How discretion is used is shown by offence, band and office; who is far off and what stands out is named (四（三）)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from casework.access import OPERATOR
from casework.bulk import add_rows
from casework.case.cases import case_of
from casework.desk import House
from casework.record.officers import actor_of
from casework.view.discretion_spread import narrowed, spread_of
from casework.view.discretion_told import Spread
from foundation.errors import InvalidError
from models import CaseOfficer
from tests.casework.bands import decided, neighbour
from tests.casework.cases import a_bureau
from tests.casework.rulebooks import rulebook_with
from tests.casework.town import at

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)
LOW = ("110000", "120000", "130000", "140000", "150000")  # of 100,000 to 200,000


def spread(house: House, actor: Any = OPERATOR, **asked: Any) -> Spread:
    with at(house, actor) as desk:
        return spread_of(desk, narrowed(desk, **asked))


def under(house: House, code: str, value: int) -> House:
    def change(_: object, figure: dict[str, Any]) -> None:
        figure["value"][0]["value"] = value
    return replace(house, source=rulebook_with("figure", f"discretion_{code}", change))


def test_quartiles_are_of_the_shares_of_the_range_by_offence_and_band(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    for fine in LOW:
        decided(house, office, fine)
    decided(house, office, "133333.33", band=None)
    decided(house, office, "100000", most="100000")  # a range of one amount leaves no discretion
    decided(house, office, "200000", state="proposed")
    found = spread(house).groups
    assert [(one.offence, one.band, one.count, str(one.first), str(one.median), str(one.third)) for one in found] == [
        ("mining-without-right", "-", 1, "0.3333", "0.3333", "0.3333"),
        ("mining-without-right", "较轻", 5, "0.2000", "0.3000", "0.4000")]


def test_an_office_whose_median_lies_so_many_points_off_all_is_far_off(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    other = neighbour(house, office)
    for fine in LOW:
        decided(house, office, fine)
        decided(house, office, "150000", where=other)
    assert spread(house).groups[0].median == Decimal("0.5000")
    assert [(one.name, one.count, str(one.median), str(one.off), one.far) for one in spread(house).offices] == [
        ("永吉县", 5, "0.3000", "-0.2000", True), ("蛟河市", 5, "0.5000", "0.0000", False)]
    assert [one.far for one in spread(under(house, "far_points", 21)).offices] == [False, False]
    assert [one.far for one in spread(under(house, "least_decisions", 6)).offices] == [False, False]


@pytest.mark.parametrize(("fine", "tenths", "beyond"), [("170000.00", 15, False), ("170000.01", 15, True),
                                                       ("170000.00", 14, True)])
def test_a_decision_stands_out_beyond_a_whisker_and_not_on_it(house: House, fine: str, tenths: int, beyond: bool) -> None:
    office = a_bureau(house, SINCE, DAY)
    for other in ("120000", "120000", "130000", "140000"):  # quartiles 0.2 and 0.4, the whisker at 0.4 + 1.5 × 0.2
        decided(house, office, other, band=None)
    number = decided(house, office, fine, band=None)
    found = spread(house if tenths == 15 else under(house, "whisker_tenths", tenths))
    assert [(one.number, one.beyond) for one in found.decisions] == ([(number, True)] if beyond else [])


def test_a_decision_outside_its_band_stands_out_with_its_reason_however_few_there_are(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    decided(house, office, "160000")
    number = decided(house, office, "160000.01")
    (one,) = spread(house).decisions
    assert (one.number, one.outside, one.reason, one.beyond, str(one.share)) == (number, True, "拒不到场", False, "0.6000")


def test_a_decision_below_the_range_has_a_share_below_nothing(sqlite_house: House) -> None:
    decided(sqlite_house, a_bureau(sqlite_house, SINCE, DAY), "50000", band=None)
    assert spread(sqlite_house, every=True).decisions[0].share == Decimal("-0.5000")


def test_each_number_leads_to_its_decisions_and_the_groups_stay_as_they_are(sqlite_house: House) -> None:
    office = a_bureau(sqlite_house, SINCE, DAY)
    other = neighbour(sqlite_house, office)
    mine, its = decided(sqlite_house, office, "110000"), decided(sqlite_house, office, "150000", where=other)
    found = spread(sqlite_house, band="较轻", office="220281", every=True)
    assert [one.number for one in found.decisions] == [its] and [one.code for one in found.offices] == ["220281"]
    assert found.groups[0].count == 2
    assert [one.number for one in spread(sqlite_house, every=True).decisions] == [its, mine]
    assert spread(sqlite_house, band="-", every=True).decisions == []
    assert spread(sqlite_house, offence="no-clean-up").groups == []


def test_the_first_and_the_last_day_count(sqlite_house: House) -> None:
    office = a_bureau(sqlite_house, SINCE, DAY)
    decided(sqlite_house, office, "110000", day=date(2025, 8, 3))
    assert [len(spread(sqlite_house, every=True, since=first, until=last).decisions) for first, last in (
        (date(2025, 8, 3), date(2025, 8, 3)), (date(2025, 8, 4), date(2025, 8, 4)), (date(2025, 8, 1), date(2025, 8, 2)))] == [
        1, 0, 0]
    assert len(spread(sqlite_house, every=True).decisions) == 1
    with pytest.raises(InvalidError, match="2025-08-01 comes before 2025-08-02"):
        spread(sqlite_house, since=date(2025, 8, 2), until=date(2025, 8, 1))


def test_the_city_sees_its_counties_and_a_county_itself_alone(sqlite_house: House) -> None:
    office = a_bureau(sqlite_house, SINCE, DAY)
    other = neighbour(sqlite_house, office)
    decided(sqlite_house, office, "110000")
    decided(sqlite_house, office, "150000", where=other)
    with at(sqlite_house) as desk:
        city, county = actor_of(desk, office.officer("above")), actor_of(desk, office.officer("leader"))
    assert spread(sqlite_house, city).groups[0].count == 2
    assert [one.name for one in spread(sqlite_house, county).offices] == ["永吉县"]


def test_whoever_investigates_for_another_office_asks_for_its_decisions_and_nobody_else_of_his_office(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = decided(house, office, "150000", where=neighbour(house, office))
    decided(house, office, "110000")
    with at(house) as desk:
        his, second = actor_of(desk, office.officer("handler")), actor_of(desk, office.officer("second"))
        add_rows(desk, CaseOfficer, [{"case_id": case_of(desk, number).id, "officer_id": his.officer_id, "part": "investigator",
                                      "certificate": "吉执001", "named_on": DAY, "recused_on": None}])
    assert [one.code for one in spread(house, his).offices] == ["220221", "220281"]
    for asked in ("220281", "蛟河市"):
        found = spread(house, his, office=asked, every=True)
        assert [one.number for one in found.decisions] == [number] and found.asked.office == "220281"
        with pytest.raises(InvalidError, match="No office or holder is called"):
            spread(house, second, office=asked)
    with pytest.raises(InvalidError, match="No office or holder is called"):
        spread(house, his, office="220200")  # of which he sees none
