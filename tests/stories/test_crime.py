"""A crime suspected: transferred, declined by the police, and then a penalty; none goes round the transfer (310号令)."""

from casework.desk import House
from tests.casework.cases import AGREED, REPORT, SERVED
from tests.stories.telling import Story, a_story

MONEY = {"facts": "无证采矿，矿石价值九万元", "basis": "矿产资源法第六十四条", "fine": "500000.00"}


def test_the_police_decline_and_the_penalty_follows(sqlite_house: House) -> None:
    story = a_story(sqlite_house, "2025-08-04")
    story.opened(act_start="2025-07-10", act_end="2025-08-01")
    story.filed()
    story.move("case.value", ore_value="90000", basis="鉴定意见")
    story.reported()
    story.move("crime.suspect", suspicion="两年内受过两次行政处罚")
    for action, fields in (("notice.issue", MONEY), ("decision.none", {"ground": "没有主观过错", "facts": "x"}),
                           ("decision.withdraw", {"reason": "x"})):
        assert story.refused(action, **fields).startswith("A crime is suspected"), action
    transferred(story)
    assert story.move("crime.resume", reason="公安机关不予立案") == "investigating"
    assert story.due()["decision"] == "2025-11-06"  # four days with the police do not count
    story.move("report.submit", **REPORT)
    story.move("review.pass", made_out=True, **AGREED)
    story.move("notice.issue", **MONEY)
    story.move("notice.serve", **SERVED, served_on="2025-08-11")
    story.move("statement.record", statement="愿意接受处罚，不再陈述。")
    story.waived()
    story.move("statement.weigh", opinion="无异议。")
    story.move("decision.penalty", **MONEY, discretion="屡次违法", social_impact=False)
    story.move("decision.serve", **SERVED, served_on="2025-08-11")
    story.move("payment.record", amount="500000.00", paid_on="2025-08-11", item="罚款", receipt="吉财0031")
    story.move("performance.complete", others_performed=True)
    story.move("publication.leave", reason="没有社会影响")
    story.closed("closing.performed")
    story.archived()


def transferred(story: Story) -> None:
    team = [story.office.officer("handler")]
    assert story.refused("crime.report", team=team, suspicion="情节严重") == (
        "Only 1 officers are named for the transfer; two are needed.")
    team.append(story.office.officer("second"))
    assert story.move("crime.report", team=team, suspicion="情节严重") == "crime_reported"
    assert story.due()["transfer-decision"] == "2025-08-07"  # three days
    story.go("2025-08-07")
    story.move("crime.approve", opinion="同意移送")
    assert story.due()["police-transfer"] == "2025-08-08"  # 24 hours
    assert story.move("crime.deliver", to="永吉县公安局", receipt="回执01") == "with_police"
    assert story.due()["police-decision"] == "2025-08-11"  # three days, the last a Sunday
    story.go("2025-08-11")
    assert story.asked("police.decline", answered_on="2025-08-12", number="x").status_code == 422
    assert story.move("police.decline", answered_on="2025-08-10", number="永公不立字〔2025〕1号") == "police_declined"
    assert story.due()["police-review"] == "2025-08-14"
