"""Over the boundary: a hearing, a major penalty deliberated upon, paid in instalments, the last of them late (四（一）)."""

from decimal import Decimal

from casework.desk import House
from tests.casework.cases import SERVED
from tests.stories.telling import Story, a_story

COMPANY = {"kind": "entity", "name": "永吉县某矿业有限公司", "id_number": "91220221MA0X00000Y", "representative": "赵某"}
MONEY = {"facts": "越出矿区范围采矿一千吨", "basis": "矿产资源法第六十四条第二款", "fine": "300000.00"}
PLAN = "2025-12-31 100000; 2026-01-31 100000; 2026-02-28 100000"


def test_a_mine_over_its_boundary_is_heard_and_pays_in_parts(sqlite_house: House) -> None:
    story = a_story(sqlite_house, "2025-09-15")
    investigated(story)
    heard(story)
    decided(story)
    paid_in_parts(story)
    story.move("publication.leave", reason="没有社会影响")
    story.closed("closing.performed")
    story.archived()


def investigated(story: Story) -> None:
    story.opened(cause="某矿业公司越界采矿案", offence="mining-outside-area", party=COMPANY, act_start="2025-08-20",
                 act_end="2025-09-10")
    story.filed()
    assert story.due() == {"decision": "2025-12-15"}  # 90 days from 15 September: 14 December is a Sunday
    story.move("evidence.appraise", body="省地质院", question="越界采出矿石的价值")
    story.go("2025-09-25")
    story.move("evidence.appraised", conclusion="九万元", ore_value="90000")
    assert story.due()["decision"] == "2025-12-23"  # nine days of appraisal after that of filing do not count
    story.move("case.value", ore_value="90000", basis="鉴定意见")
    range_ = story.read()["money"]["range"]
    assert (range_["least"], range_["most"], range_["provision"]) == ("100000.00", "1000000.00", "第六十四条第二款")
    notified(story)


def notified(story: Story) -> None:
    story.reported(major=True, major_rights=True, hearing_due=True, why="罚款数额较大")
    assert story.move("legal.submit") == "legal_review"
    assert story.move("legal.pass", opinion="事实清楚，适用法律正确。") == "proposed"
    assert story.move("deliberation.call", question="处罚数额") == "deliberating"
    assert story.move("deliberation.conclude", present="局长、副局长、总工", conclusion="同意") == "proposed"
    assert story.asked("notice.issue", **{**MONEY, "fine": "1000000.01"}).status_code == 422
    story.move("notice.issue", **MONEY)
    story.move("notice.serve", **SERVED, served_on="2025-09-25", hearing_notice_on=None)
    assert story.refused("hearing.ask", asked_on="2025-09-25") == "No hearing was offered."
    story.move("notice.serve", **SERVED, served_on="2025-09-25", hearing_notice_on="2025-09-25")
    # Five working days: 28 September is worked, 1 to 8 October are not.
    assert story.due() == {"decision": "2025-12-23", "statement": "2025-10-09", "hearing-request": "2025-10-09"}


def heard(story: Story) -> None:
    story.go("2025-09-29")
    assert story.move("hearing.ask", asked_on="2025-09-29") == "hearing"
    story.move("hearing.fix", hearing_day="2025-10-20", place="县局会议室", chair="法制员己")
    assert story.due()["hearing-notice"] == "2025-10-10"  # seven working days before; 11 October is worked
    story.move("hearing.tell", method="直接送达", told_on="2025-09-29", recipient="赵某")
    assert story.refused("hearing.hold", report="未到期") == "The hearing is on 2025-10-20."
    story.go("2025-10-20")
    assert story.move("hearing.hold", report="当事人陈述越界系测量误差。") == "notified"
    assert story.due()["decision"] == "2026-01-13"  # 21 days of the hearing do not count


def decided(story: Story) -> None:
    story.move("statement.weigh", opinion="测量误差不影响违法事实成立。")
    decision = {**MONEY, "discretion": "积极配合", "social_impact": False}
    assert story.refused("decision.penalty", **decision) == (
        "The heads deliberated before the hearing, or before the report that passed review.")
    story.move("legal.submit")
    assert story.move("legal.pass-weighed", opinion="听证意见已复核。") == "weighed"
    story.move("deliberation.call", question="听证后的处罚数额")
    assert story.move("deliberation.conclude-weighed", present="局长、副局长、总工", conclusion="维持") == "weighed"
    assert story.refused("decision.penalty", **{**decision, "fine": "300000.01"}) == (
        "The penalty is heavier than the notice proposed.")
    assert story.move("decision.penalty", **decision) == "decided"
    story.move("decision.serve", **SERVED, served_on="2025-10-20")
    assert story.due()["payment"] == "2025-11-04"


def paid_in_parts(story: Story) -> None:
    story.go("2025-11-03")
    story.move("deferral.ask", asked_on="2025-11-03", grounds="资金困难")
    granted = {"asked_on": "2025-11-03", "hardship": "停产，附银行流水"}
    assert story.asked("instalments.grant", **granted, plan="2025-12-31 299999.99").status_code == 422
    story.move("instalments.grant", **granted, plan=PLAN)
    assert story.due()["payment"] == "2026-02-28"
    for day, receipt in (("2025-12-31", "吉财0011"), ("2026-01-30", "吉财0012")):
        story.go(day)
        story.move("payment.record", amount="100000.00", paid_on=day, item="罚款", receipt=receipt)
    assert story.owed("2026-02-28") == {"fine": 300_000, "gains": 0, "surcharge": 0, "left": 100_000}
    story.go("2026-03-03")
    assert story.stage() == "overdue"  # by itself
    assert story.owed()["surcharge"] == Decimal("9000.00")  # three days of 3 %, of the last part
    assert story.asked("payment.record", amount="109000.01", paid_on="2026-03-03", item="罚款", receipt="x").status_code == 422
    story.move("payment.record", amount="100000.00", paid_on="2026-03-03", item="罚款", receipt="吉财0013")
    refused = story.asked("performance.complete", others_performed=True).json()
    assert refused["detail"] == "The decision is not performed in full."
    assert refused["problems"] == [
        "Of the surcharge 9,000.00 yuan are left; what is paid is recorded by payment.record."]
    story.move("payment.record", amount="9000.00", paid_on="2026-03-03", item="加处罚款", receipt="吉财0014")
    assert story.owed() == {"fine": 300_000, "gains": 0, "surcharge": 9_000, "left": 0}
    assert story.move("performance.complete", others_performed=True) == "performed"
