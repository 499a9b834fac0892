"""Whether a hearing must be offered is reckoned by the system: nobody answers below what the law wants, anybody above."""

from datetime import date
from typing import Any

import pytest

from casework.case.cases import case_of
from casework.case.opening import Party
from casework.case.replaying import replay
from casework.desk import House
from foundation.errors import ConflictError, InvalidError
from tests.casework.cases import NONE_OF_THESE, OWNER, SERVED, Office, a_bureau, filed, move, proposed
from tests.casework.town import at, go_to

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)
UNHEARD = {**NONE_OF_THESE, "hearing_due": False}
BODY = {"facts": "钻探后未回填", "basis": "矿产资源法第六十九条"}
REFUSES = "拒不停止、拒不改正或者逾期不改正"
FIRM = Party("entity", "某勘查公司", {"representative": "赵某"})


def not_cleaned(house: House, party: Party = OWNER, **assessed: Any) -> tuple[Office, str]:
    """No clean-up: a fine from nothing to 50,000."""
    office = a_bureau(house, SINCE, DAY)
    return office, proposed(house, office, worth={}, assessed={**UNHEARD, **assessed}, offence="no-clean-up", party=party,
                            act_start=DAY, act_end=DAY)


def test_no_hearing_is_refused_where_the_least_fine_wants_one_and_more_may_be_offered(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = filed(house, office, offence="mining-before-licence", act_start=DAY, act_end=DAY)
    move(house, office, number, "case.value", basis="鉴定意见", ore_value="1", circumstance=REFUSES)
    with pytest.raises(InvalidError, match="is not below 5,000") as refused:
        move(house, office, number, "case.assess", **UNHEARD)
    assert "第三十四条" in refused.value.way_out and "未查到" in refused.value.way_out
    move(house, office, number, "case.assess", **NONE_OF_THESE)


@pytest.mark.parametrize(("party", "least"), [(OWNER, "5000.00"), (FIRM, "50000.00")])
def test_a_notice_of_exactly_the_amount_is_refused_without_an_offer_and_a_fen_less_is_issued(
        house: House, party: Party, least: str) -> None:
    office, number = not_cleaned(house, party)
    with pytest.raises(ConflictError, match="A hearing must be offered: a fine of"):
        move(house, office, number, "notice.issue", **BODY, fine=least)
    with pytest.raises(ConflictError, match="“吊销” stands among the sanctions"):
        move(house, office, number, "notice.issue", **BODY, fine="1.00", others="吊销勘查许可证")
    with pytest.raises(ConflictError, match="nobody has valued the ore"):
        move(house, office, number, "notice.issue", **BODY, fine="1.00", ore="矿石")
    move(house, office, number, "notice.issue", **BODY, fine=f"{float(least) - 0.01:.2f}")


def test_a_small_fine_with_a_true_answer_is_issued_too(house: House) -> None:
    office, number = not_cleaned(house, hearing_due=True)
    move(house, office, number, "notice.issue", **BODY, fine="1.00")


def test_a_decision_that_wants_a_hearing_is_refused_where_none_was_offered(house: House) -> None:
    office, number = not_cleaned(house)
    move(house, office, number, "notice.issue", **BODY, fine="4999.99")
    move(house, office, number, "notice.serve", **SERVED, served_on="2025-08-04")
    go_to(house, date(2025, 8, 12))
    move(house, office, number, "statement.lapse")
    move(house, office, number, "statement.weigh", opinion="当事人未陈述。")
    decision = {**BODY, "fine": "4999.99", "discretion": "初次", "social_impact": False}
    with pytest.raises(ConflictError, match="“吊销” stands among the sanctions"):
        move(house, office, number, "decision.penalty", **decision, others="吊销勘查许可证")
    move(house, office, number, "decision.penalty", **decision)


def test_a_notice_announced_without_a_hearing_offers_none_whatever_is_answered_later(house: House) -> None:
    office, number = not_cleaned(house)
    move(house, office, number, "notice.issue", **BODY, fine="4999.99")
    move(house, office, number, "notice.announce", failed="下落不明", medium="局网站")
    go_to(house, date(2025, 9, 4))
    move(house, office, number, "notice.serve-public")
    go_to(house, date(2025, 9, 15))
    move(house, office, number, "statement.lapse")
    move(house, office, number, "statement.weigh", opinion="当事人未陈述。")
    decision = {**BODY, "fine": "4999.99", "discretion": "初次", "social_impact": False}
    with pytest.raises(ConflictError, match="“吊销” stands among the sanctions"):
        move(house, office, number, "decision.penalty", **decision, others="吊销勘查许可证")
    move(house, office, number, "case.assess", **NONE_OF_THESE)
    with pytest.raises(ConflictError, match="its notice is not served") as refused:
        move(house, office, number, "decision.penalty", **decision)
    assert refused.value.way_out is not None and "notice.renew" in refused.value.way_out
    with at(house) as desk:
        assert replay(desk, case_of(desk, number).id).faults == ()
    move(house, office, number, "notice.renew", reason="增加吊销许可证，应当告知听证")
