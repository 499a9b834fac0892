"""四（一）、四（二）: each move has the flow of its stage do what the system owes, once, whatever fails beside it."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Numeric

from casework.bulk import add_rows
from casework.case.todos import see_to_cases
from casework.case.watching import watch_cases
from casework.desk import House
from casework.draining import StageReport
from casework.letter.outbox import claim, write
from models import Absence
from tests.casework.cases import CONDITIONS, NONE_OF_THESE, SERVED, a_bureau, a_case, as_it_is, filed, move, proposed
from tests.casework.together import at_once
from tests.casework.town import at, go_to

SINCE = date(2025, 1, 1)
MONDAY = date(2025, 8, 4)
MONEY = {"facts": "无证采矿三千吨", "basis": "矿产资源法第六十四条", "fine": "200000.00"}


def seen(house: House, flow: str = "case_file") -> StageReport:
    return see_to_cases(house, flow)


def open_work(house: House, kind: str) -> list[str]:
    with at(house) as desk:
        rows = desk.rows("SELECT text FROM work_item WHERE kind = :kind AND settled_at IS NULL ORDER BY id", kind=kind)
    return [row.text for row in rows]


def left(house: House) -> list[Any]:
    with at(house) as desk:
        return desk.rows("SELECT flow, event_no, tries, error FROM case_todo WHERE flow = 'case_file' ORDER BY id")


def test_a_filed_case_has_its_number_and_those_who_answer_for_it(house: House) -> None:
    office = a_bureau(house, SINCE, MONDAY)
    number = filed(house, office)
    report = seen(house)
    case = as_it_is(house, number)
    head = f"{office.town.county}号head"
    assert case.filing_number == "永吉自然资立〔2025〕1号"
    assert (case.chief_id, case.main_id, case.unit_head_id, case.handler_id) == (
        office.town.officer(office.town.county, "head"), *(office.officer(one) for one in ("deputy", "unit", "handler")))
    assert report.counts == {"cases": 1, "numbered": 1, "named": 1, "stops": 1, "drafts": 1, "letters": 1}
    assert report.decisions == [(number, "提示责令停止；拟制文书1份；立案号永吉自然资立〔2025〕1号；"
                                         f"负总责{head}，主要责任人副局长乙，具体责任人队长丙；须逐级上报；等待承办人")]
    assert left(house) == []


def test_what_was_left_for_a_flow_that_does_not_see_to_its_stage_any_more_is_done_by_the_one_that_does(house: House) -> None:
    number = filed(house, a_bureau(house, SINCE, MONDAY))
    with at(house) as desk:
        desk.run("UPDATE case_todo SET flow = 'case_enforce'")
    assert seen(house, "case_enforce").counts["elsewhere"] > 0 and as_it_is(house, number).filing_number is None
    seen(house)
    assert (as_it_is(house, number).filing_number, left(house)) == ("永吉自然资立〔2025〕1号", [])


def test_numbers_run_on_without_a_gap_each_year_and_office(house: House) -> None:
    office = a_bureau(house, SINCE, date(2025, 12, 31))
    numbers = [filed(house, office) for _ in range(3)]
    seen(house)
    go_to(house, date(2026, 1, 5))
    numbers.append(filed(house, office))
    seen(house)
    assert [as_it_is(house, one).filing_number for one in numbers] == [
        "永吉自然资立〔2025〕1号", "永吉自然资立〔2025〕2号", "永吉自然资立〔2025〕3号", "永吉自然资立〔2026〕1号"]


def test_a_post_that_nobody_holds_is_said_and_becomes_work(house: House) -> None:
    office = a_bureau(house, SINCE, MONDAY)
    number = filed(house, office)
    with at(house) as desk:
        desk.run("UPDATE post SET valid_to = :day WHERE officer_id = :deputy", day=date(2025, 8, 3),
                 deputy=office.officer("deputy"))
    seen(house)
    assert as_it_is(house, number).main_id is None
    assert open_work(house, "case-unnamed") == [f"案件{number}立案之日没有可明确的主要责任人，请补登记任职。"]


def test_whoever_acts_next_is_told_until_the_next_move(house: House) -> None:
    office = a_bureau(house, SINCE, MONDAY)
    number = a_case(house, office)
    seen(house)
    assert open_work(house, "case-next") == [f"案件{number}：发现违法行为，请承办人办理。"]
    move(house, office, number, "filing.propose", **CONDITIONS, facts="无证采矿")
    seen(house)
    assert open_work(house, "case-next") == [f"案件{number}：立案：承办机构审核，请承办机构办理。"]


def test_what_fails_becomes_work_of_the_office_and_stops_no_other(house: House) -> None:
    office = a_bureau(house, SINCE, MONDAY)
    bad, good = filed(house, office), filed(house, office)
    with at(house) as desk:
        desk.run("UPDATE enforcement_case SET facts = 'broken' WHERE number = :number", number=bad)
    report = seen(house)
    assert as_it_is(house, good).filing_number == "永吉自然资立〔2025〕1号"
    assert (report.counts["failed"], report.counts["numbered"]) == (1, 1)
    # What happened to a case is seen to in its order: the rest of it waits behind what failed.
    assert [(row.tries, row.error and row.error.split(":")[0]) for row in left(house)] == [
        (1, "JSONDecodeError"), *[(0, None)] * 6]
    assert open_work(house, "case-unprepared") == [
        f"案件{bad}应由系统办理的事项未能完成（JSONDecodeError），系统将继续重试。"]
    with at(house) as desk:
        desk.run("UPDATE enforcement_case SET facts = (SELECT facts FROM enforcement_case WHERE number = :good)"
                 " WHERE number = :bad", good=good, bad=bad)
    seen(house)
    assert as_it_is(house, bad).filing_number == "永吉自然资立〔2025〕2号"
    assert (left(house), open_work(house, "case-unprepared")) == ([], [])


def letters(house: House) -> list[tuple[str, str]]:
    """Who is written to about which case, in letters that were not written yet."""
    with at(house) as desk:
        rows = desk.rows("SELECT o.name, c.number FROM letter l JOIN letter_case x ON x.letter_id = l.id JOIN"
                         " enforcement_case c ON c.id = x.case_id JOIN officer o ON o.id = l.recipient_id"
                         " WHERE l.written_at IS NULL ORDER BY l.id, c.id")
    return [(row.name, row.number) for row in rows]


def test_whoever_acts_next_is_written_to_once_and_only_where_the_case_still_stands(house: House) -> None:
    office = a_bureau(house, SINCE, MONDAY)
    first, second = a_case(house, office), a_case(house, office)
    seen(house)
    assert letters(house) == [("承办人丁", first), ("承办人丁", second)]  # one letter for both
    move(house, office, first, "filing.propose", **CONDITIONS, facts="无证采矿")
    assert seen(house).counts["letters"] == 1
    assert letters(house) == [("承办人丁", second), ("队长丙", first)]
    with at(house) as desk:
        ids = claim(desk, batch=10)
    move(house, office, second, "filing.propose", **CONDITIONS, facts="无证采矿")
    with at(house) as desk:
        assert write(desk, ids).written == 1  # the handler's is void, for his case went on
        told = desk.rows("SELECT subject, text FROM letter WHERE kind = 'cases' AND written_at IS NOT NULL")
    assert [row.subject for row in told] == [f"1件案件待办理：{first}"]
    assert f"· {first}　立案：承办机构审核\n" in told[0].text and "王某" not in told[0].text


def test_a_handler_who_is_away_is_not_written_to(house: House) -> None:
    office = a_bureau(house, SINCE, MONDAY)
    a_case(house, office)
    with at(house) as desk:
        add_rows(desk, Absence, [{"officer_id": office.officer("handler"), "first": MONDAY, "last": MONDAY,
                                  "substitute_id": None, "reason": ""}])
    seen(house)
    assert [name for name, _ in letters(house)] != ["承办人丁"]
    assert len(letters(house)) == 1


def test_who_was_told_at_a_stage_is_not_told_again_there(house: House) -> None:
    office = a_bureau(house, SINCE, MONDAY)
    number = filed(house, office)
    assert seen(house).counts["letters"] == 1
    with at(house) as desk:
        write(desk, claim(desk, batch=10))
    move(house, office, number, "case.value", basis="鉴定意见", ore_value="50000")
    report = seen(house)
    assert (report.counts["letters"], letters(house)) == (0, [])


def test_an_act_that_goes_on_is_to_be_stopped_at_once_and_once(house: House) -> None:
    office = a_bureau(house, SINCE, MONDAY)
    number, ended = a_case(house, office), a_case(house, office, act_end=date(2025, 8, 1))
    assert seen(house).counts["stops"] == 1
    assert open_work(house, "case-stop") == [f"案件{number}的违法行为正在进行，应当立即发出责令停止违法行为通知书。"]
    move(house, office, number, "stop.order", act="采铁矿")
    seen(house)
    assert (open_work(house, "case-stop"), as_it_is(house, ended).stage) == ([], "found")


def ranges(house: House) -> list[tuple[Decimal | None, Decimal | None, str | None]]:
    with at(house) as desk:
        rows = desk.rows("SELECT least, most, note FROM case_range ORDER BY case_id",
                         types={"least": Numeric(16, 2), "most": Numeric(16, 2)})
    return [(row.least, row.most, row.note) for row in rows]


def test_the_range_of_the_fine_is_kept_and_follows_what_the_act_is_worth(house: House) -> None:
    office = a_bureau(house, SINCE, MONDAY)
    number = filed(house, office, act_start=date(2025, 7, 10), act_end=date(2025, 8, 1))
    move(house, office, number, "case.value", basis="鉴定意见", ore_value="99999.99")
    assert seen(house).counts["ranges"] == 1
    assert ranges(house) == [(Decimal("100000.00"), Decimal("1000000.00"), None)]
    move(house, office, number, "case.value", basis="鉴定意见", ore_value="100000.00")
    seen(house)
    ((least, most, note),) = ranges(house)
    assert (least, most) == (Decimal("300000.00"), Decimal("500000.00"))
    assert (note or "").startswith("价值100,000.00元，达到非法采矿罪起点100,000.00元")


def test_where_the_law_has_no_range_that_is_kept(house: House) -> None:
    office = a_bureau(house, SINCE, MONDAY)
    number = filed(house, office, offence="unlawful-approval", act_start=date(2025, 7, 10), act_end=date(2025, 8, 1))
    move(house, office, number, "case.value", basis="卷宗", circumstance="一般情形")
    report = seen(house)
    assert ranges(house)[0][:2] == (None, None) and ranges(house)[0][2]
    assert "法律未定罚款幅度" in report.decisions[0][1]


def test_what_is_overdue_is_told_with_the_demands_exact_amount(house: House) -> None:
    office = a_bureau(house, SINCE, MONDAY)
    number = proposed(house, office, worth={"ore_value": "50000"}, assessed=NONE_OF_THESE, act_start=date(2025, 7, 10),
                      act_end=date(2025, 8, 1))
    move(house, office, number, "notice.issue", **MONEY)
    move(house, office, number, "notice.serve", **SERVED, served_on="2025-08-04")
    go_to(house, date(2025, 8, 12))
    watch_cases(house)
    move(house, office, number, "statement.weigh", opinion="当事人未陈述。")
    move(house, office, number, "decision.penalty", **MONEY, discretion="初次", social_impact=True)
    seen(house, "case_penalize")
    seen(house, "case_enforce")
    assert open_work(house, "case-next") == [
        f"案件{number}：已决定待送达，请承办人办理。具有一定社会影响，应当公开；公开前隐去个人信息。"]
    move(house, office, number, "decision.serve", **SERVED, served_on="2025-08-12")
    go_to(house, date(2025, 9, 1))
    watch_cases(house)
    seen(house, "case_enforce")
    # Due on 27 August: on 1 September five days at three per cent of 200,000.
    assert open_work(house, "case-next") == [
        f"案件{number}：逾期未履行，请承办人办理。催告金额230,000.00元，其中加处罚款30,000.00元，算至2025-09-01。"]
    demands = "SELECT event_no, state FROM case_document WHERE title = '履行催告书'"
    with at(house) as desk:  # there to be signed before it is served, drafted for the move that made it overdue
        overdue = desk.scalar("SELECT max(no) FROM case_event WHERE action = 'performance.lapse'")
        assert [tuple(row) for row in desk.rows(demands)] == [(overdue, "draft")]
    move(house, office, number, "demand.serve", **SERVED, served_on="2025-09-01")
    seen(house, "case_enforce")
    with at(house) as desk:
        assert [row.event_no for row in desk.rows(demands)] == [overdue]  # and not once more
    assert open_work(house, "case-next") == []  # the party has its time
    go_to(house, date(2026, 3, 2))
    watch_cases(house)
    seen(house, "case_enforce")
    assert open_work(house, "case-next") == [
        f"案件{number}：已催告，请机关负责人办理。可以申请法院强制执行，至2026-05-12止；材料：强制执行申请书（负责人签名、盖章、注明日期）；"
        "行政处罚决定书及事实、理由和依据；当事人的意见及催告情况；申请强制执行标的情况。"]


def test_runs_at_once_see_to_each_case_once_and_number_without_gap(postgres_house: House) -> None:
    office = a_bureau(postgres_house, SINCE, MONDAY)
    numbers = [filed(postgres_house, office) for _ in range(6)]
    found = [one.done() for one in at_once(*[lambda: see_to_cases(postgres_house, "case_file", batch=5)] * 3)]
    found.append(see_to_cases(postgres_house, "case_file"))  # what one of them left to the others
    assert sum(report.counts["numbered"] for report in found) == 6
    assert sorted(as_it_is(postgres_house, one).filing_number or "" for one in numbers) == [
        f"永吉自然资立〔2025〕{n}号" for n in range(1, 7)]
    assert left(postgres_house) == []
    with at(postgres_house) as desk:
        twice = desk.rows("SELECT form FROM case_document GROUP BY case_id, form HAVING count(*) > 1")
        items = desk.scalar("SELECT count(*) FROM work_item WHERE kind = 'case-next' AND settled_at IS NULL")
    assert (twice, items) == ([], 6)
