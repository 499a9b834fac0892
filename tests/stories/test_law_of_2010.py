"""A case of 2010 under the law of 2010: three days to ask for a hearing, no demand, sixty days and three months (版本 1996)."""

from decimal import Decimal

from casework.desk import House
from tests.casework.cases import SERVED
from tests.stories.telling import Story, a_story

MONEY = {"facts": "无证采铁矿", "basis": "矿产资源法第三十九条", "fine": "20000.00", "gains": "50000.00"}


def test_a_case_of_2010_goes_its_way_by_the_law_of_2010(sqlite_house: House) -> None:
    story = a_story(sqlite_house, "2010-04-06")
    story.opened(act_start="2010-03-01", act_end="2010-03-20")
    story.filed()
    assert story.due() == {}  # nobody had a number of days for deciding before 2014
    story.move("case.value", illegal_gains="50000", basis="询问笔录")
    story.go("2010-04-06")
    assert story.read()["filing_number"] == "永吉国土资立〔2010〕1号"  # of the organ as it was called then
    range_ = story.read()["money"]["range"]
    assert (range_["least"], range_["most"], range_["must"]) == ("0.00", "25000.00", False)
    decided(story)
    enforced(story)
    story.archived()


def decided(story: Story) -> None:
    story.reported(hearing_due=True)
    story.move("notice.issue", **MONEY)
    story.move("notice.serve", **SERVED, served_on="2010-04-06", hearing_notice_on="2010-04-06", until="2010-04-09")
    assert story.due() == {"statement": "2010-04-09", "hearing-request": "2010-04-09"}
    story.go("2010-04-10")
    assert story.actions()[-2:] == ["hearing.lapse", "statement.lapse"]
    story.move("statement.weigh", opinion="当事人未陈述。")
    why = {"discretion": "初次违法", "social_impact": False}
    assert story.asked("decision.penalty", **{**MONEY, "fine": "25000.01"}, **why).status_code == 422
    story.move("decision.penalty", **MONEY, **why)
    assert story.due() == {"service": "2010-04-19"}  # seven days, the last a Saturday
    assert story.move("decision.serve", **SERVED, served_on="2010-04-10") == "performing"
    assert story.due() == {"payment": "2010-04-26", "reconsideration": "2010-06-09", "litigation": "2010-07-12"}


def enforced(story: Story) -> None:
    story.go("2010-04-27")
    assert story.stage() == "overdue"
    assert story.owed() == {"fine": 20_000, "gains": 50_000, "surcharge": Decimal("600.00"), "left": Decimal("70600.00")}
    assert story.owed("2010-06-09")["surcharge"] == Decimal("26400.00")  # no cap before 2012
    assert story.refused("demand.serve", **SERVED, served_on="2010-04-27").startswith("demand.serve is nothing to be done")
    assert story.refused("court.apply-undemanded", court="永吉县人民法院") == "The party may ask for a remedy until 2010-07-12."
    story.go("2010-07-13")
    assert story.actions()[-1] == "remedy.lapse"
    assert story.move("court.apply-undemanded", court="永吉县人民法院") == "at_court"
    story.go("2010-08-02")
    story.move("court.grant", answered_on="2010-08-02", number="（2010）永行审字第1号")
    story.move("payment.record", amount="50000.00", paid_on="2010-08-02", item="违法所得", receipt="0001")
    story.closed("closing.handed-to-court")
