"""What comes beside performing: remedies are answered and waited for, a late annulment reopens, a late crime is transferred."""

from datetime import date

import pytest

from casework.desk import House
from foundation.errors import ConflictError, InvalidError
from tests.casework.cases import AGREED, NONE_OF_THESE, SERVED, Office, a_bureau, as_it_is, limits, move, proposed, waived
from tests.casework.town import go_to

MONEY = {"facts": "无证采矿三千吨", "basis": "矿产资源法第六十四条", "fine": "200000.00"}
ASKED = {"body": "吉林市人民政府", "filed_on": "2025-08-20", "received_on": "2025-08-25"}
SUED = {"body": "永吉县人民法院", "filed_on": "2025-10-09", "received_on": "2025-10-10"}


def performing(house: House, **decided: bool) -> tuple[Office, str]:
    office = a_bureau(house, date(2025, 1, 1), date(2025, 8, 4))
    number = proposed(house, office, worth={"ore_value": "50000"}, assessed=NONE_OF_THESE, act_start=date(2025, 7, 10),
                      act_end=date(2025, 8, 1))
    move(house, office, number, "notice.issue", **MONEY)
    move(house, office, number, "notice.serve", **SERVED, served_on="2025-08-04")
    move(house, office, number, "statement.record", statement="没有意见。")
    waived(house, office, number)
    move(house, office, number, "statement.weigh", opinion="当事人没有异议。")
    move(house, office, number, "decision.penalty", **MONEY, discretion="初次", **{"social_impact": False, **decided})
    move(house, office, number, "decision.serve", **SERVED, served_on="2025-08-04")
    return office, number


def test_a_reconsideration_then_a_suit_then_the_court_within_three_months_of_its_end(sqlite_house: House) -> None:
    house = sqlite_house
    office, number = performing(house)
    go_to(house, date(2025, 8, 25))
    move(house, office, number, "remedy.ask-reconsideration", **ASKED)
    assert limits(house, number) == {"payment": date(2025, 8, 19), "reconsideration-answer": date(2025, 9, 8)}
    move(house, office, number, "performance.lapse")
    with pytest.raises(ConflictError, match="A reconsideration or a suit is pending"):
        move(house, office, number, "remedy.sue", **ASKED)
    move(house, office, number, "remedy.answer", number="吉国土资复〔2025〕1号")
    go_to(house, date(2025, 9, 26))
    with pytest.raises(InvalidError, match="2025-08-19 cannot be the day of an answer") as refused:
        move(house, office, number, "remedy.reconsidered", result="维持", served_on="2025-08-19", reason="事实清楚")
    assert refused.value.way_out == "Look at the answer again; give its day, 2025-08-20 or later."
    move(house, office, number, "remedy.reconsidered", result="维持", served_on="2025-09-26", reason="事实清楚")
    assert limits(house, number) == {"litigation-after-reconsideration": date(2025, 10, 11)}  # a Saturday that is worked
    go_to(house, date(2025, 10, 10))
    move(house, office, number, "remedy.sue", **SUED)
    assert limits(house, number) == {"suit-answer": date(2025, 10, 27)}
    move(house, office, number, "remedy.answer")
    move(house, office, number, "demand.serve", **SERVED, served_on="2025-10-10")
    go_to(house, date(2026, 1, 15))
    move(house, office, number, "demand.lapse")
    with pytest.raises(ConflictError, match="A reconsideration or a suit is pending"):
        move(house, office, number, "court.apply", court="永吉县人民法院")
    move(house, office, number, "remedy.ended", result="驳回", ended_on="2026-01-15", reason="判决生效")
    assert limits(house, number) == {"court-application": date(2026, 4, 15)}
    with pytest.raises(ConflictError, match="The remedies are used up"):
        move(house, office, number, "remedy.sue", **SUED)
    move(house, office, number, "court.apply", court="永吉县人民法院")
    assert as_it_is(house, number).stage == "at_court" and "court-application" not in limits(house, number)


def paid_and_closed(house: House) -> tuple[Office, str]:
    office, number = performing(house, social_impact=True)
    move(house, office, number, "publication.publish", address="省厅网站", impact="当地关注")
    move(house, office, number, "payment.record", amount="200000.00", paid_on="2025-08-04", item="罚款", receipt="0001")
    move(house, office, number, "performance.complete", others_performed=True)
    move(house, office, number, "closing.propose", reason="履行完毕", **AGREED)
    move(house, office, number, "closing.performed", **AGREED)
    return office, number


def test_a_decision_annulled_after_closing_reopens_the_case_and_is_withdrawn_before_it_closes_again(
        sqlite_house: House) -> None:
    house = sqlite_house
    office, number = paid_and_closed(house)
    go_to(house, date(2025, 9, 29))
    move(house, office, number, "decision.annul-closed", annulled_on="2025-09-29", by="复议机关", reason="事实不清")
    assert (as_it_is(house, number).stage, as_it_is(house, number).closed_on) == ("annulled", None)
    assert limits(house, number) == {"withdrawal": date(2025, 10, 10)}  # three working days, the holidays left out
    move(house, office, number, "decision.drop", reason="不再处理")
    move(house, office, number, "closing.propose", reason="撤销案件", **AGREED)
    with pytest.raises(ConflictError, match="annulled or changed and is still published"):
        move(house, office, number, "closing.no-penalty", **AGREED)
    move(house, office, number, "publication.withdraw")
    move(house, office, number, "closing.no-penalty", **AGREED)
    assert as_it_is(house, number).stage == "closed" and limits(house, number) == {}


def test_a_crime_found_after_the_decision_goes_to_the_police_beside_it_and_the_case_does_not_close_before(
        sqlite_house: House) -> None:
    house = sqlite_house
    office, number = performing(house)
    team = [office.officer("handler"), office.officer("second")]
    move(house, office, number, "payment.record", amount="200000.00", paid_on="2025-08-04", item="罚款", receipt="0001")
    move(house, office, number, "performance.complete", others_performed=True)
    move(house, office, number, "crime.report-later", team=team, suspicion="非法采矿罪，价值重新鉴定为三十万元")
    assert limits(house, number)["transfer-decision"] == date(2025, 8, 7)
    move(house, office, number, "closing.propose", reason="履行完毕", **AGREED)
    with pytest.raises(ConflictError, match="A crime is suspected and not settled with the police"):
        move(house, office, number, "closing.performed", **AGREED)
    move(house, office, number, "crime.approve-later", **AGREED)
    move(house, office, number, "crime.deliver-later", to="永吉县公安局", receipt="回执1号")
    move(house, office, number, "police.accept-later", answered_on="2025-08-04", number="1号", goods=True)
    assert as_it_is(house, number).stage == "performed" and limits(house, number)["goods-handover"] == date(2025, 8, 7)
    with pytest.raises(ConflictError, match="Goods of the case are not handed over to the police"):
        move(house, office, number, "closing.performed", **AGREED)
    move(house, office, number, "goods.hand-over", list="铲车1台", to="永吉县公安局")
    move(house, office, number, "closing.performed", **AGREED)
    assert as_it_is(house, number).stage == "closed"
