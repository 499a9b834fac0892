"""An imported holiday notice moves the time of parties too, and the watch keeps to the new day (domain §10)."""

from datetime import date

from casework.case.watching import watch_cases
from casework.desk import House
from casework.duty.projecting import project_again
from casework.record.holidays import import_notice
from tests.casework.cases import NONE_OF_THESE, SERVED, a_bureau, limits, move, proposed
from tests.casework.town import at, go_to

MONEY = {"facts": "无证采矿三千吨", "basis": "矿产资源法第六十四条", "fine": "200000.00"}
REST = [*((day, "元旦") for day in (date(2027, 1, 1), date(2027, 1, 4))), *((date(2027, 2, n), "春节") for n in range(5, 13)),
        (date(2027, 4, 5), "清明节"), (date(2027, 5, 3), "劳动节"), (date(2027, 6, 9), "端午节"), (date(2027, 9, 15), "中秋节"),
        (date(2027, 10, 1), "国庆节")]


def test_a_notice_moves_a_statements_last_day_and_tells_the_case(house: House) -> None:
    office = a_bureau(house, date(2026, 1, 1), date(2026, 12, 28))
    number = proposed(house, office, worth={"ore_value": "50000"}, assessed=NONE_OF_THESE, act_start=date(2026, 7, 10),
                      act_end=date(2026, 8, 1))
    move(house, office, number, "notice.issue", **MONEY)
    move(house, office, number, "notice.serve", **SERVED, served_on="2026-12-28")
    assert limits(house, number)["statement"] == date(2027, 1, 4)  # 29 30 31 | 1 | 4 by the week alone
    with at(house) as desk:
        import_notice(desk, 2027, [(day, False, name) for day, name in REST], "测试通知")
    assert project_again(house).moved >= 1
    assert limits(house, number)["statement"] == date(2027, 1, 6)  # 29 30 31 | 5 6
    with at(house) as desk:
        noted = desk.rows("SELECT j.detail FROM journal j JOIN enforcement_case c ON c.id = j.entity_id"
                          " WHERE j.action = 'case.projected' AND c.number = :number", number=number)
    assert [row.detail for row in noted] == 2 * ['{"after":"2027-01-06","before":"2027-01-04","provisional":false}']
    go_to(house, date(2027, 1, 6))
    assert watch_cases(house).counts == {}
    go_to(house, date(2027, 1, 7))
    assert watch_cases(house).counts == {"moved": 2}
    assert project_again(house).moved == 0
