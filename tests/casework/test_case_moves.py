"""A case from filing to archive, its limits by the law of each day (四（一）)."""

from datetime import date

from casework.desk import House
from tests.casework.cases import AGREED, NONE_OF_THESE, SERVED, a_bureau, as_it_is, limits, move, proposed
from tests.casework.town import go_to

SINCE = date(2025, 1, 1)
MONEY = {"facts": "无证采矿三千吨", "basis": "矿产资源法第六十四条", "fine": "200000.00"}


def test_an_unlicensed_miner_pays_in_time_and_the_case_is_archived(house: House) -> None:
    office = a_bureau(house, SINCE, date(2025, 8, 4))
    number = proposed(house, office, worth={"ore_value": "50000"}, assessed=NONE_OF_THESE, act_start=date(2025, 7, 10),
                      act_end=date(2025, 8, 1))
    assert limits(house, number)["decision"] == date(2025, 11, 3)  # 90 days, the last of them a Sunday
    move(house, office, number, "notice.issue", **MONEY)
    move(house, office, number, "notice.serve", **SERVED, served_on="2025-08-04")
    assert limits(house, number)["statement"] == date(2025, 8, 11)
    go_to(house, date(2025, 8, 12))
    move(house, office, number, "statement.lapse")
    move(house, office, number, "statement.weigh", opinion="当事人未陈述。")
    move(house, office, number, "decision.penalty", **MONEY, discretion="初次", social_impact=False)
    assert limits(house, number) == {"service": date(2025, 8, 21)}  # without social impact nothing is published
    move(house, office, number, "decision.serve", **SERVED, served_on="2025-08-12")
    running = limits(house, number)
    assert running["payment"] == date(2025, 8, 27) and running["reconsideration"] == date(2025, 10, 11)
    assert running["litigation"] == date(2026, 2, 12)
    move(house, office, number, "payment.record", amount="200000.00", paid_on="2025-08-12", item="罚款", receipt="0001")
    move(house, office, number, "performance.complete", others_performed=True)
    move(house, office, number, "closing.propose", reason="履行完毕", **AGREED)
    move(house, office, number, "closing.performed", **AGREED)
    move(house, office, number, "archive.file", pages=120, volumes=1, keeper="档案室")
    assert (as_it_is(house, number).stage, as_it_is(house, number).closing) == ("archived", "performed")
    assert limits(house, number) == {}
