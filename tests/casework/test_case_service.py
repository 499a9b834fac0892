"""A document of a case is served by a way that is open, with the proof that it wants; by public notice when none serves."""

from datetime import date

import pytest

from casework.desk import House
from foundation.errors import InvalidError
from tests.casework.cases import NONE_OF_THESE, SERVED, a_bureau, limits, move, proposed
from tests.casework.town import go_to

MONEY = {"facts": "无证采矿三千吨", "basis": "矿产资源法第六十四条", "fine": "200000.00"}
FAILED = {"failed": "当事人下落不明，邮件退回。", "medium": "省厅网站"}


def notified(house: House) -> tuple:
    office = a_bureau(house, date(2025, 1, 1), date(2025, 8, 4))
    number = proposed(house, office, worth={"ore_value": "50000"}, assessed=NONE_OF_THESE, act_start=date(2025, 7, 10),
                      act_end=date(2025, 8, 1))
    move(house, office, number, "notice.issue", **MONEY)
    return office, number


def test_a_proof_that_lacks_something_is_refused_and_says_what(sqlite_house: House) -> None:
    office, number = notified(sqlite_house)
    for fields, words in (
            ({"method": "留置送达", "refusal": "拒绝签收"}, "The proof of 留置送达 lacks one of these: 见证人、拍照、录像."),
            ({"method": "电子送达", "receipt": "08-04 10:00到达"}, "The proof of 电子送达 lacks: 电子送达确认书."),
            ({**SERVED, "served_on": "2025-08-05"}, "2025-08-05 lies after the day of this move, 2025-08-04.")):
        with pytest.raises(InvalidError) as refused:
            move(sqlite_house, office, number, "notice.serve", **{"served_on": "2025-08-04", **fields})
        assert refused.value.message == words
    move(sqlite_house, office, number, "notice.serve", method="留置送达", refusal="拒绝签收", recording="照片3张",
         served_on="2025-08-04")
    assert limits(sqlite_house, number)["statement"] == date(2025, 8, 11)


def test_what_nothing_else_serves_is_served_by_public_notice_each_document_by_its_own(sqlite_house: House) -> None:
    office, number = notified(sqlite_house)
    move(sqlite_house, office, number, "notice.announce", **FAILED)
    assert limits(sqlite_house, number)["public-notice"] == date(2025, 9, 3)
    go_to(sqlite_house, date(2025, 9, 4))
    move(sqlite_house, office, number, "notice.serve-public")
    running = limits(sqlite_house, number)
    assert running["statement"] == running["hearing-request"] == date(2025, 9, 10) and "public-notice" not in running
    go_to(sqlite_house, date(2025, 9, 11))
    move(sqlite_house, office, number, "statement.lapse")
    move(sqlite_house, office, number, "statement.weigh", opinion="当事人未陈述。")
    move(sqlite_house, office, number, "decision.penalty", **MONEY, discretion="初次", social_impact=False)
    with pytest.raises(Exception, match="No public notice is out"):
        move(sqlite_house, office, number, "decision.serve-public")
    move(sqlite_house, office, number, "decision.announce", **FAILED)
    assert limits(sqlite_house, number)["public-notice"] == date(2025, 10, 11)  # a Saturday that is worked
    go_to(sqlite_house, date(2025, 10, 12))
    move(sqlite_house, office, number, "decision.serve-public")
    assert limits(sqlite_house, number)["payment"] == date(2025, 10, 27)
