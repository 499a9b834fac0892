"""Who is asked to be recused, who decides on it, who chairs a hearing and when, how many deliberate, what a valuing says."""

from datetime import date

import pytest

from casework.case.moving import Wish, make
from casework.case.naming import names
from casework.case.replaying import replay
from casework.desk import House
from casework.view.case_story import case_story
from foundation.errors import ConflictError, InvalidError, RefusedError
from regulation.stages import Who
from tests.casework.builders import an_officer
from tests.casework.cases import (
    AGREED,
    NONE_OF_THESE,
    SERVED,
    Office,
    a_bureau,
    actor,
    as_it_is,
    filed,
    move,
    proposed,
    reported,
)
from tests.casework.town import at, go_to

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)
MONEY = {"facts": "无证采矿三千吨", "basis": "矿产资源法第六十四条", "fine": "200000.00"}


def heard(house: House) -> tuple[Office, str]:
    office = a_bureau(house, SINCE, DAY)
    number = proposed(house, office, worth={"ore_value": "50000"}, assessed=NONE_OF_THESE)
    move(house, office, number, "notice.issue", **MONEY)
    move(house, office, number, "notice.serve", **SERVED, served_on="2025-08-04")
    move(house, office, number, "hearing.ask", asked_on="2025-08-04")
    return office, number


def test_no_hearing_is_asked_for_before_it_was_offered_nor_after_the_last_day(sqlite_house: House) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, DAY)
    number = proposed(house, office, worth={"ore_value": "50000"}, assessed=NONE_OF_THESE)
    move(house, office, number, "notice.issue", **MONEY)
    move(house, office, number, "notice.serve", **SERVED, served_on="2025-08-04")
    with pytest.raises(InvalidError, match="cannot have been asked for on 2025-08-03: it was offered on 2025-08-04") as refused:
        move(house, office, number, "hearing.ask", asked_on="2025-08-03")
    assert refused.value.way_out == "Give the day of the request, 2025-08-04 or later."
    go_to(house, date(2025, 8, 12))
    with pytest.raises(ConflictError, match="A hearing could be asked for until 2025-08-11"):
        move(house, office, number, "hearing.ask", asked_on="2025-08-12")
    go_to(house, date(2025, 8, 13))
    move(house, office, number, "hearing.ask", asked_on="2025-08-11", lateness="8月11日寄出，邮戳为证")


def test_whoever_investigates_does_not_chair_the_hearing(sqlite_house: House) -> None:
    office, number = heard(sqlite_house)
    with pytest.raises(InvalidError, match="承办人戊 investigates this case and does not chair its hearing"):
        move(sqlite_house, office, number, "hearing.fix", hearing_day="2025-08-20", place="会议室", chair="主持人承办人戊")
    move(sqlite_house, office, number, "hearing.fix", hearing_day="2025-08-20", place="会议室", chair="法制员己")


def test_the_hearing_is_chaired_by_an_officer_of_the_office_or_its_superior_who_serves_that_day(sqlite_house: House) -> None:
    house = sqlite_house
    office, number = heard(house)
    fixed = {"hearing_day": "2025-08-20", "place": "会议室"}
    with at(house) as desk:
        an_officer(desk, office.town.province, "head", name="厅长辛")
        desk.run("UPDATE post SET valid_to = '2025-08-03' WHERE officer_id = :left", left=office.officer("unit"))
    for chair in ("路人", "厅长辛", "队长丙", "主持人"):
        with pytest.raises(InvalidError, match=f"“{chair}” is no officer who serves at 永吉县.* or its superior") as refused:
            move(house, office, number, "hearing.fix", chair=chair, **fixed)
    assert "an officer of the office or of its superior" in str(refused.value.way_out)
    for chair in ("市局长庚", "法制员己（主持人）", "主持人：法 制员己"):
        move(house, office, number, "hearing.fix", chair=chair, **fixed)


def test_a_hearing_is_fixed_no_earlier_than_the_party_can_be_told_seven_working_days_before(sqlite_house: House) -> None:
    office, number = heard(sqlite_house)
    with pytest.raises(InvalidError) as refused:
        move(sqlite_house, office, number, "hearing.fix", hearing_day="2025-08-12", place="会议室", chair="法制员己")
    assert refused.value.way_out == "Fix it on 2025-08-13 or later."
    move(sqlite_house, office, number, "hearing.fix", hearing_day="2025-08-13", place="会议室", chair="法制员己")
    go_to(sqlite_house, date(2025, 8, 5))
    told = {"method": "直接送达", "recipient": "王某", "told_on": "2025-08-05"}
    with pytest.raises(ConflictError, match="The party had to be told of the hearing by 2025-08-04"):
        move(sqlite_house, office, number, "hearing.tell", **told)
    move(sqlite_house, office, number, "hearing.fix", hearing_day="2025-08-14", place="会议室", chair="法制员己")
    move(sqlite_house, office, number, "hearing.tell", **told)


def test_a_day_fixed_anew_is_told_anew(sqlite_house: House) -> None:
    office, number = heard(sqlite_house)
    fixed = {"place": "会议室", "chair": "法制员己"}
    move(sqlite_house, office, number, "hearing.fix", hearing_day="2025-08-13", **fixed)
    move(sqlite_house, office, number, "hearing.tell", method="直接送达", recipient="王某", told_on="2025-08-04")
    move(sqlite_house, office, number, "hearing.fix", hearing_day="2025-08-20", **fixed)
    go_to(sqlite_house, date(2025, 8, 20))
    with pytest.raises(ConflictError, match="The party was not told when and where it is heard"):
        move(sqlite_house, office, number, "hearing.hold", report="听取意见")


def test_nobody_is_asked_to_be_recused_who_has_nothing_to_do_with_the_case(sqlite_house: House) -> None:
    office = a_bureau(sqlite_house, SINCE, DAY)
    number = filed(sqlite_house, office)
    with pytest.raises(InvalidError, match="“路人” is nobody who works on this case or judges it"):
        move(sqlite_house, office, number, "recusal.ask", officer="路人", grounds="亲属")


@pytest.mark.parametrize("written", ["承办人 戊", "承办人戊（承办人）", "科员承办人戊"])
def test_who_is_to_be_recused_is_read_however_the_name_is_written(sqlite_house: House, written: str) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, DAY)
    number = filed(house, office)
    move(house, office, number, "recusal.ask", officer=written, grounds="亲属")
    move(house, office, number, "recusal.decide", granted=True, officers=[office.officer("second")])


def test_each_request_is_decided_by_itself_and_none_by_whom_it_is_about(sqlite_house: House) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, DAY)
    number = filed(house, office)
    for officer in ("局长甲", "承办人戊"):
        with pytest.raises(InvalidError, match="is nobody who works on this case"):
            move(house, office, number, "recusal.ask", officer=f"{officer}一", grounds="亲属")
        move(house, office, number, "recusal.ask", officer=officer, grounds="亲属")
    with pytest.raises(InvalidError, match="it is not said which one is decided"):
        move(house, office, number, "recusal.decide", granted=False)
    with pytest.raises(RefusedError, match="Nobody decides on his own recusal"):
        move(house, office, number, "recusal.decide", of="局长甲", granted=False)
    move(house, office, number, "recusal.decide", of="承办人戊", granted=True, officers=[office.officer("second")])
    with pytest.raises(RefusedError, match="Nobody decides on his own recusal"):
        move(house, office, number, "recusal.decide", granted=False)
    with at(house, actor(house, office, Who.REVIEW)) as desk:  # the deputy leads, too
        make(desk, number, Wish("recusal.decide", {"granted": False}))
    with pytest.raises(ConflictError, match="No request for recusal is open"):
        move(house, office, number, "recusal.decide", granted=False)


def test_whom_the_only_request_is_about_is_recused_without_being_named_again(sqlite_house: House) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, DAY)
    number = filed(house, office)

    def asked() -> list[tuple[str, tuple[str, ...]]]:
        with at(house, actor(house, office, Who.LEADER)) as desk:
            one = next(one for one in case_story(desk, number).offers if one.doable.action == "recusal.decide")
        return [(each.name, each.choices) for each in one.doable.form]

    move(house, office, number, "recusal.ask", officer="承办人戊", grounds="亲属")
    assert asked() == [("granted", ()), ("reason", ())]
    with pytest.raises(InvalidError, match="do not agree") as refused:
        move(house, office, number, "recusal.decide", granted=False, officers=[office.officer("second")])
    assert refused.value.way_out == "Tick nobody as officers（回避的人员） where it is not granted."
    move(house, office, number, "recusal.decide", granted=True)
    with at(house) as desk:
        story = case_story(desk, number)
        assert [one.id for one in story.officers if one.recused_on] == [office.officer("second")]
        assert (story.events[-1].fields or {})["officers"] == [office.officer("second")]
        assert replay(desk, story.case.id).faults == ()


def test_of_several_requests_one_is_chosen_and_of_one_about_two_it_is_ticked_who_is_recused(sqlite_house: House) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, DAY)
    number = filed(house, office)
    for officer in ("承办人丁、承办人戊", "副局长乙"):
        move(house, office, number, "recusal.ask", officer=officer, grounds="亲属")
    with at(house, actor(house, office, Who.LEADER)) as desk:
        form = next(one.doable.form for one in case_story(desk, number).offers if one.doable.action == "recusal.decide")
    assert [(one.name, one.choices) for one in form] == [
        ("granted", ()), ("of", ("承办人丁、承办人戊", "副局长乙")), ("officers", ()), ("reason", ())]
    with pytest.raises(InvalidError, match="do not agree") as refused:
        move(house, office, number, "recusal.decide", of="承办人丁、承办人戊", granted=True)
    both = "、".join(f"{name}（{office.officer(one)}）" for name, one in (("承办人丁", "handler"), ("承办人戊", "second")))
    assert refused.value.way_out == f"Tick who is recused as officers（回避的人员）: {both}."
    move(house, office, number, "recusal.decide", of="承办人丁、承办人戊", granted=True, officers=[office.officer("second")])


def test_the_decision_on_a_recusal_is_not_offered_to_whom_alone_it_is_about(sqlite_house: House) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, DAY)
    number = filed(house, office)

    def offered(who: Who) -> tuple[bool, list[str]]:
        with at(house, actor(house, office, who)) as desk:
            one = next(one for one in case_story(desk, number).offers if one.doable.action == "recusal.decide")
        return one.open, [why.message for why in one.unmet]

    move(house, office, number, "recusal.ask", officer="局长甲", grounds="亲属")
    assert offered(Who.LEADER) == (False, ["Nobody decides on his own recusal."])
    assert offered(Who.REVIEW) == (True, [])  # the deputy
    move(house, office, number, "recusal.ask", officer="承办人戊", grounds="亲属")
    assert offered(Who.LEADER) == (True, [])  # on the other


def test_each_of_three_requests_can_be_decided_on_the_page_and_the_last_not_by_whom_it_is_about(sqlite_house: House) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, DAY)
    number = filed(house, office)

    def offered(who: Who) -> tuple[bool, list[tuple[str, tuple[str, ...]]], list[str]]:
        with at(house, actor(house, office, who)) as desk:
            one = next(one for one in case_story(desk, number).offers if one.doable.action == "recusal.decide")
        return one.open, [(each.name, each.choices) for each in one.doable.form], [why.message for why in one.unmet]

    for officer in ("承办人戊", "副局长乙", "局长甲"):
        move(house, office, number, "recusal.ask", officer=officer, grounds="亲属")
    assert offered(Who.LEADER) == (
        True, [("granted", ()), ("of", ("承办人戊", "副局长乙", "局长甲")), ("reason", ())], [])
    move(house, office, number, "recusal.decide", of="承办人戊", granted=False)
    assert offered(Who.LEADER) == (True, [("granted", ()), ("of", ("副局长乙", "局长甲")), ("reason", ())], [])
    move(house, office, number, "recusal.decide", of="副局长乙", granted=False)
    form = [("granted", ()), ("reason", ())]
    assert offered(Who.LEADER) == (False, form, ["Nobody decides on his own recusal."])
    assert offered(Who.REVIEW) == (True, form, [])  # the deputy
    with at(house, actor(house, office, Who.REVIEW)) as desk:
        make(desk, number, Wish("recusal.decide", {"granted": False}))
        assert replay(desk, case_story(desk, number).case.id).faults == ()


def test_heads_deliberate_together_and_are_three_at_least(sqlite_house: House) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, DAY)
    number = proposed(house, office, worth={"ore_value": "50000"}, assessed={**NONE_OF_THESE, "complex": True})
    move(house, office, number, "deliberation.call", question="处罚")
    for present in ("局长甲", "局长甲、副局长乙", "局长甲、副局长乙、局长甲", "局长甲、副局长乙、局长 甲"):
        with pytest.raises(InvalidError, match="heads who deliberate together are 3 at least"):
            move(house, office, number, "deliberation.conclude", present=present, conclusion="同意")
    move(house, office, number, "deliberation.conclude", present="局长甲，副局长乙，总工", conclusion="同意")


@pytest.mark.parametrize(("head", "who"), [
    ("承办人戊", "承办人戊"), ("承办人 丁（承办人）", "承办人丁"), ("承 办 人 戊 科员", "承办人戊"),
    ("科长：承办人丁", "承办人丁"), ("科长承办人丁同志", "承办人丁"), ("总工和承办人戊", "承办人戊"),
    ("承办人戊副局长兼总工程师", "承办人戊"),
    ("承办人丁四级调研员", "承办人丁")])
def test_whoever_investigates_does_not_deliberate_however_his_name_is_written(sqlite_house: House, head: str, who: str) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, DAY)
    number = proposed(house, office, worth={"ore_value": "50000"}, assessed={**NONE_OF_THESE, "complex": True})
    move(house, office, number, "deliberation.call", question="处罚")
    with pytest.raises(InvalidError, match=f"{who} investigates this case and does not deliberate on it"):
        move(house, office, number, "deliberation.conclude", present=f"局长甲、{head}、副局长乙", conclusion="同意")
    move(house, office, number, "deliberation.conclude", present="局长甲、承办人丁一、副局长乙", conclusion="同意")


@pytest.mark.parametrize(("text", "named"), [
    ("苏 娟", True), ("苏娟（承办人）", True), ("科长苏娟", True), ("苏娟副大队长", True), ("张三 苏娟", True),
    ("苏娟娟", False), ("苏娟华局长", False), ("苏", False)])
def test_a_name_is_read_with_blanks_and_titles_and_never_within_a_longer_one(text: str, named: bool) -> None:
    assert names(text, "苏娟") is named


def test_a_valuing_values_something(sqlite_house: House) -> None:
    office = a_bureau(sqlite_house, SINCE, DAY)
    number = filed(sqlite_house, office)
    with pytest.raises(InvalidError, match="Neither an amount nor a circumstance is filled in"):
        move(sqlite_house, office, number, "case.value", basis="鉴定意见", special_area=False)
    move(sqlite_house, office, number, "case.value", basis="鉴定意见", ore_value="0")


def test_a_report_whose_facts_are_not_made_out_goes_back_to_the_investigation(sqlite_house: House) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, DAY)
    number = filed(house, office)
    move(house, office, number, "case.value", basis="鉴定意见", ore_value="50000")
    move(house, office, number, "case.assess", **NONE_OF_THESE)
    reported(house, office, number)
    move(house, office, number, "review.pass", made_out=False, **AGREED)
    with pytest.raises(ConflictError, match="The facts are not made out") as refused:
        move(house, office, number, "notice.issue", **MONEY)
    assert "review.return" in refused.value.way_out
    move(house, office, number, "review.return", reason="补充调查")
    assert as_it_is(house, number).stage == "investigating"


def test_an_earlier_day_is_refused_with_what_bars_it(sqlite_house: House) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, DAY)
    number = filed(house, office)
    with at(house, actor(house, office, Who.HANDLER)) as desk, pytest.raises(InvalidError) as refused:
        make(desk, number, Wish("case.value", {"basis": "卷宗", "ore_value": "1"}, date(2025, 8, 3)))
    assert refused.value.way_out == "Give a day from 2025-08-04, on which “确定调查人员” is dated, to 2025-08-04 (today)."
