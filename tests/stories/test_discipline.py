"""An official's unlawful licence: no fine, but discipline, before the case is closed (第六十二条；310号令第十八条)."""

from casework.desk import House
from tests.stories.telling import a_story

OFFICIAL = {"kind": "person", "name": "钱某", "work_unit": "永吉县某局", "post": "科长"}


def test_an_official_who_licensed_unlawfully_is_reported_for_discipline(sqlite_house: House) -> None:
    story = a_story(sqlite_house, "2025-09-01")
    story.opened(cause="钱某违法发放采矿许可证案", offence="unlawful-approval", party=OFFICIAL, source="督察发现",
                 act_start="2025-08-20", act_end="2025-08-20")
    range_ = story.read()["money"]["range"]
    assert (range_["least"], range_["reason"], range_["sanctions"]) == (
        None, "不处罚款：对责任人员依法给予处分。", ["对责任人员给予处分"])
    story.filed()
    story.reported()
    assert story.refused("discipline.transfer", body="县监察委员会", proposal="记过") == (
        "No discipline is found to be due.")
    story.move("discipline.find", persons="钱某：未经审查发放采矿许可证")
    assert "discipline-transfer" not in story.due()  # no number of days is known for it
    assert story.move("decision.transfer", body="永吉县监察委员会", reason="属于职务违法") == "handed_over"
    story.move("closing.propose", reason="已移送", opinion="建议结案")
    assert story.refused("closing.transferred", opinion="同意") == "Discipline is due and not transferred."
    story.move("discipline.transfer", body="永吉县监察委员会", proposal="建议给予记过处分")
    story.go("2025-10-20")
    story.move("discipline.answer", answered_on="2025-10-17", answer="给予钱某记过处分")
    assert story.move("closing.transferred", opinion="同意") == "closed"
    assert story.read()["money"]["owed"] is None
    story.archived()
