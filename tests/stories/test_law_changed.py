"""An act of May 2025 decided in August 2025: the law changed on 1 July, the lighter one holds, and both are shown."""

from casework.desk import House
from tests.casework.cases import SERVED
from tests.stories.telling import a_story

MONEY = {"facts": "2025年5月无证采铁矿", "basis": "矿产资源法（2009年修正）第三十九条", "fine": "30000.00", "gains": "80000.00"}


def test_the_lighter_law_holds_where_it_changed_between_act_and_decision(sqlite_house: House) -> None:
    story = a_story(sqlite_house, "2025-06-10")
    story.opened(act_start="2025-05-10", act_end="2025-05-20", discovered_on="2025-06-09")
    story.filed()
    assert (story.read()["money"]["range"], story.read()["money"]["missing"]) == (
        None, "The fine is a share of the illegal gains; their value was not given.")
    story.move("case.value", illegal_gains="80000", ore_value="80000", basis="鉴定意见、过磅单")
    before = story.read()["money"]["range"]
    assert (before["least"], before["most"]) == ("0.00", "40000.00")
    assert not any("决定时" in one for one in before["steps"])
    story.go("2025-08-11")
    after = story.read()["money"]["range"]
    assert (after["least"], after["most"], after["must"]) == ("0.00", "40000.00", False)
    assert after["law"] == "矿产资源法（1996年修正，2009年修正）"
    assert "行为时0.00元至40,000.00元，决定时100,000.00元至1,000,000.00元" in "".join(after["steps"])
    story.reported()
    assert story.asked("notice.issue", **{**MONEY, "fine": "100000.00"}).status_code == 422
    story.move("notice.issue", **MONEY)
    story.move("notice.serve", **SERVED, served_on="2025-08-11")
    story.go("2025-08-19")
    story.move("statement.weigh", opinion="当事人未陈述。")
    story.move("decision.penalty", **MONEY, discretion="从旧兼从轻", social_impact=False)
    story.move("decision.serve", **SERVED, served_on="2025-08-19")
    story.move("payment.record", amount="30000.00", paid_on="2025-08-19", item="罚款", receipt="0001")
    story.move("payment.record", amount="80000.00", paid_on="2025-08-19", item="违法所得", receipt="0002")
    story.move("performance.complete", others_performed=True)
    story.move("publication.leave", reason="没有社会影响")
    story.closed("closing.performed")
    decided = story.read()["money"]["decided"]
    assert decided == {"fine": "30000.00", "gains": "80000.00", "least": "0.00", "most": "40000.00", "band": None,
                       "discretion": "从旧兼从轻"}
    story.archived()
