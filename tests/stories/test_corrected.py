"""A wrong case in the archive is reopened by the superior and decided anew; its history stays (四（三）；办法第四十八条)."""

from decimal import Decimal

from casework.desk import House
from tests.casework.cases import SERVED
from tests.stories.telling import Story, a_story

FIRST = {"facts": "无证采矿三千吨", "basis": "矿产资源法第六十四条", "fine": "200000.00"}
THEN = {"facts": "无证采矿三百吨", "basis": "矿产资源法第六十四条", "fine": "100000.00"}
WRONG = {"finding": "采矿数量认定错误", "accountability": "对承办人丁通报批评"}


def test_a_wrong_case_is_reopened_and_corrected(sqlite_house: House) -> None:
    story = a_story(sqlite_house, "2025-08-04")
    story.opened(act_start="2025-07-10", act_end="2025-08-01")
    story.filed()
    decided(story, FIRST, "0001")
    before = story.actions()
    story.go("2025-11-03")
    assert story.asked("correction.reopen", finding="采矿数量认定错误").status_code == 422  # nobody answers for it
    assert story.ask("leader", "POST", f"/cases/{story.number}/moves",
                     json={"action": "correction.reopen", "fields": WRONG}).status_code == 403
    assert story.move("correction.reopen", **WRONG) == "investigating"
    told = story.read()
    assert (told["closed_on"], told["closing"], told["decided_on"], told["filed_on"]) == (None, None, None, "2025-08-04")
    assert story.due() == {"decision": "2026-02-02"}  # 90 days anew: 1 February is a Sunday
    assert story.actions() == [*before, "correction.reopen"]
    assert told["events"][-1]["fields"] == WRONG
    story.whole()
    decided(story, THEN, None)
    told = story.read()["money"]
    assert (told["decided"]["fine"], told["owed"]["paid_fine"]) == ("100000.00", "200000.00")
    assert told["owed"]["left"] == "-100000.00"  # to be given back
    assert Decimal(told["owed"]["surcharge"]) == 0
    assert story.actions().count("archive.file") == 2


def decided(story: Story, money: dict[str, str], receipt: str | None) -> None:
    """From the report to the archive."""
    today = story.today.isoformat()
    story.move("case.value", ore_value="50000", basis="鉴定意见")
    story.reported()
    story.move("notice.issue", **money)
    story.move("notice.serve", **SERVED, served_on=today)
    story.move("statement.record", statement="无异议。")
    story.move("statement.weigh", opinion="无异议。")
    story.move("decision.penalty", **money, discretion="初次", social_impact=False)
    story.move("decision.serve", **SERVED, served_on=today)
    if receipt is not None:
        story.move("payment.record", amount=money["fine"], paid_on=today, item="罚款", receipt=receipt)
    story.move("performance.complete", others_performed=True)
    story.move("publication.leave", reason="没有社会影响")
    story.closed("closing.performed")
    story.archived()
