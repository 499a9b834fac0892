"""When a year's notice is imported every open date is reckoned again, a journal line each (domain §10)."""

from datetime import date

from casework.desk import House
from casework.holidays import import_notice
from casework.opening import open_duties
from casework.projecting import project_again
from tests.casework.town import at, duty_id, duty_of, go_to, settle_in


def ready(house: House) -> int:
    town = settle_in(house, date(2026, 12, 1))
    go_to(house, date(2026, 12, 15))
    with at(house) as desk:
        open_duties(desk)
    return duty_id(house, "situation_report", "2026Q4", town.city)


def notice(house: House) -> None:
    rest = [(date(2027, 1, day), False, "元旦") for day in (1, 2, 3, 4)]
    later = [(date(2027, 4, 5), False, "清明节"), (date(2027, 5, 1), False, "劳动节"), (date(2027, 6, 9), False, "端午节"),
             (date(2027, 9, 15), False, "中秋节"), (date(2027, 10, 1), False, "国庆节")]
    with at(house) as desk:
        import_notice(desk, 2027, [*rest, (date(2027, 1, 9), True, "元旦"),
                                   *[(date(2027, 2, day), False, "春节") for day in range(5, 13)], *later], "测试通知")


def test_a_date_beyond_the_announced_years_is_provisional(house: House) -> None:
    duty = duty_of(house, ready(house))
    # Ten working days after 2026-12-31 by the week alone: 01-01 is a Friday and still counts.
    assert (duty.due, bool(duty.provisional)) == (date(2027, 1, 14), True)


def test_the_notice_makes_it_firm_moves_it_and_journals_each_duty(house: House) -> None:
    number = ready(house)
    notice(house)
    report = project_again(house)
    duty = duty_of(house, number)
    # Rest: 1, 4 January (and the week-ends but for the 9th): 5 6 7 8 9 | 11 12 13 14 15.
    assert (duty.due, bool(duty.provisional)) == (date(2027, 1, 15), False)
    assert report.moved > 0 and report.made_firm >= report.moved
    with at(house) as desk:
        noted = desk.rows("SELECT detail FROM journal WHERE action = 'duty.projected' AND entity_id = :id", id=number)
        first = desk.scalar("SELECT count(*) FROM reckoning_rung r WHERE r.reckoning_id = :id AND r.no = 4 AND r.day = :day",
                            id=duty.reckoning_id, day=date(2027, 1, 15))
    assert [row.detail for row in noted] == ['{"after":"2027-01-15","before":"2027-01-14"}']
    assert first == 1  # the rung of the day moved with it


def test_projecting_again_changes_nothing_more(house: House) -> None:
    ready(house)
    notice(house)
    project_again(house)
    again = project_again(house)
    assert (again.moved, again.made_firm, again.duties) == (0, 0, 0)
