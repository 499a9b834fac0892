"""An illegal transfer, unpaid: the demand, the surcharge up to its cap, the court (四（一）)."""

from decimal import Decimal

from casework.desk import House
from tests.casework.cases import SERVED
from tests.stories.telling import a_story

MONEY = {"facts": "未经批准转让采矿权", "basis": "探矿权采矿权转让管理办法第十四条", "fine": "60000.00", "gains": "50000.00"}


def test_an_illegal_transfer_is_not_paid_and_goes_to_court(sqlite_house: House) -> None:
    story = a_story(sqlite_house, "2024-06-03")
    story.opened(cause="王某非法转让采矿权案", offence="illegal-transfer", act_start="2024-04-01", act_end="2024-05-20")
    story.filed()
    story.move("case.value", illegal_gains="50000", basis="转让合同、银行流水")
    story.reported()
    story.move("notice.issue", **MONEY)
    story.move("notice.serve", **SERVED, served_on="2024-06-03")
    story.go("2024-06-12")
    assert story.actions()[-1] == "statement.lapse"  # five working days, the Dragon Boat holiday between them
    story.move("statement.weigh", opinion="当事人未陈述。")
    story.move("decision.penalty", **MONEY, discretion="初次违法", social_impact=False)
    story.move("decision.serve", **SERVED, served_on="2024-06-12")
    story.move("publication.leave", reason="没有社会影响")
    assert story.due() == {"payment": "2024-06-27", "reconsideration": "2024-08-12", "litigation": "2024-12-12"}
    story.go("2024-06-28")
    assert story.stage() == "overdue"
    assert story.owed() == {"fine": 60_000, "gains": 50_000, "surcharge": Decimal("1800.00"), "left": Decimal("111800.00")}
    story.move("surcharge.impose", reckoning="自2024年6月28日起每日按百分之三")
    assert story.owed("2024-07-30")["surcharge"] == Decimal("59400.00")
    assert story.owed("2024-07-31")["surcharge"] == story.owed("2025-07-31")["surcharge"] == Decimal("60000.00")  # the cap
    story.go("2024-08-13")
    assert "reconsideration" in story.due()  # open until the suit can no longer be brought either
    assert story.refused("court.apply", court="永吉县人民法院").startswith("court.apply is nothing to be done")
    story.go("2024-12-13")
    assert story.actions()[-1] == "remedy.lapse"
    assert story.due() == {"court-application": "2025-03-12"}  # three months
    assert story.move("demand.serve", **SERVED, served_on="2024-12-13") == "demanded"
    assert story.due() == {"court-application": "2025-03-12", "demand": "2024-12-27"}  # ten working days
    assert story.refused("court.apply", court="永吉县人民法院") == "The demand leaves time until 2024-12-27."
    story.move("payment.record", amount="10000.00", paid_on="2024-12-13", item="罚款", receipt="吉财0021")
    story.go("2024-12-30")
    assert story.actions()[-1] == "demand.lapse"
    assert story.move("court.apply", court="永吉县人民法院") == "at_court"
    assert story.due() == {"court-acceptance": "2025-01-07"}  # five working days, New Year between them
    story.go("2025-01-03")
    story.move("court.accept", answered_on="2025-01-03", number="（2024）吉0221行审1号")
    assert story.due() == {"court-ruling": "2025-01-14"}  # seven
    story.go("2025-01-09")
    assert story.move("court.grant", answered_on="2025-01-09", number="（2025）吉0221行审1号") == "enforcing"
    assert story.owed() == {"fine": 60_000, "gains": 50_000, "surcharge": 60_000, "left": 160_000}
    story.closed("closing.applied")
    assert story.read()["closing"] == "applied"
    story.archived()
