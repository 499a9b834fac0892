"""The calendar lists what falls due, with how each date came about (一（四）, 三（一）, 四（六）)."""

from datetime import date

import pytest
from sqlalchemy import event

from casework.desk import House
from casework.duty import moving
from casework.duty.opening import open_duties
from casework.view.calendar import CalendarLine, calendar
from foundation.errors import InvalidError, NotFoundError
from regulation.terms import Unit
from tests.casework.builders import a_mine, a_right
from tests.casework.town import at, duty_id, go_to, settle_in


def lines(house: House, debtor: str, year: int) -> list[CalendarLine]:
    with at(house) as desk:
        return calendar(desk, debtor, year)


def of(found: list[CalendarLine], rule: str) -> list[CalendarLine]:
    return [line for line in found if line.rule == rule]


@pytest.mark.parametrize(("year", "due"), [(2012, date(2012, 2, 29)), (2013, date(2013, 2, 28))])
def test_the_bulletin_falls_on_the_last_day_of_february(house: House, year: int, due: date) -> None:
    settle_in(house, date(2010, 1, 1))
    (line,) = of(lines(house, "220200", year), "mining_inspection_bulletin")
    assert (line.due, line.debtor, line.creditor, line.reports_on) == (due, "吉林市", "吉林省", str(year - 1))
    assert (line.provision, line.times, line.provisional, line.opens) == ("一（四）", 1, False, date(year, 1, 1))


def test_a_city_patrols_once_a_quarter_and_inspects_each_mine_four_times(house: House) -> None:
    settle_in(house, date(2010, 1, 1))
    found = lines(house, "吉林市", 2012)
    assert [(line.period, line.times, line.due) for line in of(found, "city_patrol")] == [
        ("2012Q1", 1, date(2012, 3, 31)), ("2012Q2", 1, date(2012, 6, 30)), ("2012Q3", 1, date(2012, 9, 30)),
        ("2012Q4", 1, date(2012, 12, 31))]
    assert [(line.subject, line.times, line.due) for line in of(found, "mine_inspection")] == [
        ("口前铁矿", 4, date(2012, 12, 31))]


def test_a_county_a_township_and_a_mine_work_the_same_way(house: House) -> None:
    settle_in(house, date(2010, 1, 1))
    assert [(line.period, line.times) for line in of(lines(house, "永吉县", 2012), "county_patrol")] == [
        (f"2012-{month:02d}", 2) for month in range(1, 13)]
    weeks = of(lines(house, "口前镇", 2012), "township_patrol")
    # The week that ends on Sunday 2012-01-01 is 2011's; 2012-W52 ends on 12-30.
    assert (len(weeks), weeks[0].period, weeks[0].due, weeks[-1].period) == (53, "2011-W52", date(2012, 1, 1), "2012-W52")
    mine = lines(house, "JL0001", 2012)
    rules = {line.rule for line in mine}
    assert {"mine_inspection", "reserve_report", "mining_maps_surface", "mining_maps_underground"} <= rules
    (reserve,) = of(mine, "reserve_report")
    assert (reserve.due, reserve.debtor, reserve.reports_on) == (date(2012, 1, 31), "永吉矿业有限公司", "2011")


def test_a_year_without_a_notice_marks_what_is_provisional(house: House) -> None:
    settle_in(house, date(2010, 1, 1))
    found = lines(house, "220200", 2027)
    provisional = {line.rule for line in found if line.provisional}
    assert "situation_report" in provisional  # ten working days after the quarter
    assert "work_summary_year" not in provisional  # a fixed date, which no holiday moves
    assert all("暂定" in line.explanation for line in found if line.provisional)


def test_a_moved_date_stands_in_the_calendar_with_its_state(house: House) -> None:
    town = settle_in(house, date(2024, 5, 1))
    go_to(house, date(2024, 6, 3))
    with at(house) as desk:
        open_duties(desk)
    duty = duty_id(house, "work_summary_half", "2024", town.city)
    with at(house) as desk:
        moving.extend(desk, duty, n=10, unit=Unit.DAY, reason="汛情", approver="王厅长")
    (line,) = of(lines(house, "220200", 2024), "work_summary_half")
    assert (line.due, line.status, line.duty) == (date(2024, 7, 10), "open", duty)


def test_an_unknown_debtor_and_a_year_before_the_holidays_are_named(house: House) -> None:
    settle_in(house, date(2010, 1, 1))
    with pytest.raises(NotFoundError, match="220299"):
        lines(house, "220299", 2012)
    with pytest.raises(InvalidError, match="2003"):
        lines(house, "220200", 2003)


def test_a_mine_that_came_since_its_period_was_opened_stands_in_the_calendar_within_ten_statements(house: House) -> None:
    town = settle_in(house, date(2024, 5, 1))
    with at(house) as desk:
        open_duties(desk)
        right = a_right(desk, licence_no="C2", holder_id=town.holder, issuer_id=town.province, county_id=town.county,
                        valid_from=date(2009, 1, 1))
        a_mine(desk, code="M2", right_id=right, holder_id=town.holder, county_id=town.county, valid_from=date(2009, 1, 1))
    asked: list[str] = []
    event.listen(house.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    found = {line.status for debtor in ("JL0001", "M2") for line in of(lines(house, debtor, 2024), "mine_inspection")}
    assert found == {"open", None} and len(asked) <= 2 * 10
