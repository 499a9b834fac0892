"""Unlicensed mining, paid in time: from the finding to the archive (四（一）)."""

from decimal import Decimal

from casework.desk import House
from tests.casework.cases import SERVED
from tests.stories.telling import a_story

MONEY = {"facts": "在东山北坡采铁矿三千吨", "basis": "矿产资源法第六十四条", "fine": "200000.00", "ore": "铁矿石三百吨"}


def test_an_unlicensed_miner_pays_in_time(sqlite_house: House) -> None:
    story = a_story(sqlite_house, "2025-08-04")
    story.opened(act_start="2025-07-10", act_end="2025-08-01")
    assert story.due() == {}  # the rule of 2024 has no days for verifying
    story.filed()
    assert story.due() == {"decision": "2025-11-03"}  # 90 days: 2 November is a Sunday
    told = story.read()
    assert (told["filed_on"], told["handler"]) == ("2025-08-04", "承办人丁")
    story.move("evidence.collect", kind="书证", title="过磅单", taken_on="2025-08-04", source="王某", original=True,
               content="运出铁矿石三千吨")
    story.move("case.value", ore_value="50000", basis="鉴定意见")
    story.reported()
    assert story.refused("decision.penalty", **MONEY, discretion="初次", social_impact=False) == (
        "decision.penalty is nothing to be done to a case that stands at “Proposal stands”.")
    story.move("notice.issue", **MONEY)
    story.move("notice.serve", **SERVED, served_on="2025-08-04")
    # Five working days for both.
    assert story.due() == {"decision": "2025-11-03", "statement": "2025-08-11", "hearing-request": "2025-08-11"}
    story.go("2025-08-11")
    assert story.refused("statement.weigh", opinion="当事人未陈述。") == "The party may state and defend until 2025-08-11."
    story.go("2025-08-12")
    assert story.actions()[-1] == "statement.lapse"  # by itself
    story.move("statement.weigh", opinion="当事人未陈述。")
    assert story.move("decision.penalty", **MONEY, discretion="初次违法，积极配合", social_impact=True) == "decided"
    assert story.due() == {"service": "2025-08-21", "publication": "2025-08-21"}  # 7 working days
    money = story.read()["money"]
    assert (Decimal(money["decided"]["least"]), Decimal(money["decided"]["most"])) == (Decimal(100_000), Decimal(1_000_000))
    assert money["owed"]["due"] is None
    story.go("2025-08-13")
    assert story.asked("decision.serve", **SERVED, served_on="2025-08-14").status_code == 422
    assert story.move("decision.serve", **SERVED, served_on="2025-08-13") == "performing"
    assert story.due() == {"publication": "2025-08-21", "payment": "2025-08-28", "reconsideration": "2025-10-13",
                           "litigation": "2026-02-13", "confiscation-handover": "2025-11-11"}
    story.move("publication.publish", address="http://jilin.example.cn/1")
    story.go("2025-08-28")
    assert story.owed() == {"fine": 200_000, "gains": 0, "surcharge": 0, "left": 200_000}
    assert story.owed("2025-08-29")["surcharge"] == 6_000
    story.move("payment.record", amount="200000.00", paid_on="2025-08-28", item="罚款", receipt="吉财0001")
    story.move("ore.hand-over", to="县财政局", list="铁矿石三百吨")
    assert story.owed("2026-08-28")["left"] == 0
    assert story.move("performance.complete", others_performed=True) == "performed"
    assert "payment" not in story.due()
    story.closed("closing.performed")
    told = story.read()
    assert told["filing_number"] == "永吉自然资立〔2025〕1号"
    assert (told["closed_on"], told["closing"], told["decided_on"]) == ("2025-08-28", "performed", "2025-08-12")
    story.archived()
    assert len(story.actions()) == 25
