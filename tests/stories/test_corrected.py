"""A wrong case in the archive is reopened by the superior and decided anew; its history stays (四（三）；办法第四十八条)."""

from decimal import Decimal

from casework.desk import House
from casework.oversight.findings import assign
from regulation.stages import Who
from tests.casework.cases import SERVED, actor
from tests.casework.overseen import somebody
from tests.casework.town import at
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
    check = found_in_a_sample(story)
    assert story.asked("correction.reopen", finding="采矿数量认定错误").status_code == 422  # nobody answers for it
    assert story.ask("leader", "POST", f"/cases/{story.number}/moves",
                     json={"action": "correction.reopen", "fields": WRONG}).status_code == 403
    assert story.move("correction.reopen", **WRONG) == "investigating"
    told = story.read()
    assert (told["closed_on"], told["closing"], told["decided_on"], told["filed_on"]) == (None, None, None, "2025-08-04")
    assert story.due() == {"decision": "2026-02-02"}  # 90 days anew: 1 February is a Sunday
    assert story.actions() == [*before, "correction.reopen"]
    assert told["events"][-1]["fields"] == WRONG
    told = story.ask("above", "GET", f"/case-checks/{check}").json()
    assert [one["reopened_no"] for one in told["cases"]] == [len(before) + 1]
    story.whole()
    decided(story, THEN, None)
    told = story.read()["money"]
    assert (told["decided"]["fine"], told["owed"]["paid_fine"]) == ("100000.00", "200000.00")
    assert (told["owed"]["left"], told["owed"]["overpaid"]) == ("0.00", "100000.00")  # to be given back
    assert Decimal(told["owed"]["surcharge"]) == 0
    assert story.actions().count("archive.file") == 2


def found_in_a_sample(story: Story) -> int:
    """The city draws what the county closed in August and September, and has it looked at by somebody who had no part in it."""
    drawn = story.ask("above", "POST", "/case-samples", json={
        "below": "220221", "first": "2025-08-01", "last": "2025-09-30", "size": "100%", "plan": "八、九月办结案件",
        "seed": "2025"})
    assert drawn.status_code == 201 and drawn.json()["cases"] == [story.number], drawn.text
    check = int(drawn.json()["check"])
    looks = somebody(story.house, story.office.town.city, "handler", "检查员").officer_id or 0
    story.office.posts["checker"] = looks
    with at(story.house, actor(story.house, story.office, Who.SUPERIOR)) as desk:
        assign(desk, check, story.number, looks)
    found = {"case": story.number, "finding": "wrong", "words": "采矿数量认定错误"}
    assert story.ask("above", "POST", f"/case-checks/{check}/findings", json=found).status_code == 409  # another was named
    assert story.ask("checker", "POST", f"/case-checks/{check}/findings", json=found).status_code == 200
    return check


def decided(story: Story, money: dict[str, str], receipt: str | None) -> None:
    """From the report to the archive."""
    today = story.today.isoformat()
    story.move("case.value", ore_value="50000", basis="鉴定意见")
    story.reported()
    story.move("notice.issue", **money)
    story.move("notice.serve", **SERVED, served_on=today)
    story.move("statement.record", statement="无异议。")
    story.waived()
    story.move("statement.weigh", opinion="无异议。")
    story.move("decision.penalty", **money, discretion="初次", social_impact=False)
    story.move("decision.serve", **SERVED, served_on=today)
    if receipt is not None:
        story.move("payment.record", amount=money["fine"], paid_on=today, item="罚款", receipt=receipt)
    story.move("performance.complete", others_performed=True)
    story.move("publication.leave", reason="没有社会影响")
    story.closed("closing.performed")
    story.archived()
