"""At the edges of a case: what is ordered beside money, a decision undone, who agrees to what, a document before its time."""

from datetime import date
from decimal import Decimal

import pytest

from casework.case import known
from casework.case.cases import case_of
from casework.case.fine_range import range_of
from casework.case.hinting import hint_of
from casework.case.issuing import issue
from casework.case.kept_facts import told
from casework.case.owing import owed_on
from casework.case.papers import add
from casework.case.particulars import particulars_of
from casework.case.replaying import replay_all
from casework.case.watching import watch_cases
from casework.desk import House
from foundation.errors import ConflictError, InvalidError, RefusedError
from tests.casework.builders import an_officer
from tests.casework.cases import (
    AGREED,
    CONDITIONS,
    NONE_OF_THESE,
    REVIEWED,
    SERVED,
    Office,
    a_bureau,
    a_case,
    as_it_is,
    filed,
    limits,
    move,
    proposed,
    reported,
    waived,
)
from tests.casework.papers import officer
from tests.casework.town import at, go_to

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)
MONEY = {"facts": "无证采矿三千吨", "basis": "矿产资源法第六十四条", "fine": "200000.00"}


def served(house: House, office: Office, **money: str) -> str:
    """A case whose penalty was served today."""
    number = proposed(house, office, worth={"ore_value": "50000"}, assessed=NONE_OF_THESE, act_start=date(2025, 7, 10),
                      act_end=date(2025, 8, 1))
    decided_anew(house, office, number, **money)
    return number


def decided_anew(house: House, office: Office, number: str, **money: str) -> None:
    given, today = {**MONEY, **money}, house.clock.now().date().isoformat()
    move(house, office, number, "notice.issue", **given)
    move(house, office, number, "notice.serve", **SERVED, served_on=today)
    move(house, office, number, "statement.record", statement="没有异议。")
    waived(house, office, number)
    move(house, office, number, "statement.weigh", opinion="没有异议。")
    move(house, office, number, "decision.penalty", **given, discretion="初次", social_impact=False)
    move(house, office, number, "decision.serve", **SERVED, served_on=today)


def test_who_paid_but_did_not_do_what_else_was_ordered_is_overdue_and_not_stuck(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = served(house, office, others="责令拆除选矿设备")
    move(house, office, number, "payment.record", amount="200000.00", paid_on="2025-08-04", item="罚款", receipt="1")
    go_to(house, date(2025, 8, 20))
    watch_cases(house)
    assert as_it_is(house, number).stage == "overdue"
    with pytest.raises(ConflictError, match="not performed") as refused:
        move(house, office, number, "performance.complete", others_performed=False)
    assert refused.value.problems == ("Nobody says yet that what else was ordered is done: 责令拆除选矿设备.",)
    move(house, office, number, "performance.complete", others_performed=True)
    assert as_it_is(house, number).stage == "performed"


def test_who_drops_the_hearing_leaves_its_notice_no_longer_owed_and_not_done(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = proposed(house, office, worth={"ore_value": "50000"}, assessed=NONE_OF_THESE, act_start=date(2025, 7, 10),
                      act_end=date(2025, 8, 1))
    move(house, office, number, "notice.issue", **MONEY)
    move(house, office, number, "notice.serve", **SERVED, served_on="2025-08-04")
    move(house, office, number, "hearing.ask", asked_on="2025-08-04")
    move(house, office, number, "hearing.fix", hearing_day="2025-08-20", place="会议室", chair="法制员己")
    move(house, office, number, "hearing.drop", reason="当事人书面放弃听证")
    with at(house) as desk:
        found = desk.rows("SELECT rule, status, done, end_reason FROM duty WHERE rule = :rule", rule="limit_hearing_notice")
    assert [tuple(row) for row in found] == [("limit_hearing_notice", "closed", 0, "案件不再需要办理该事项")]


def test_a_payment_above_what_is_owed_is_told_in_fen_on_both_sides(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = served(house, office)
    with pytest.raises(InvalidError, match=r"^10,200\.00 yuan are more than is owed of the gains \(0\.00\)\."):
        move(house, office, number, "payment.record", amount="10200", paid_on="2025-08-04", item="违法所得", receipt="1")


def test_what_was_paid_too_much_of_one_item_pays_no_other(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = served(house, office, gains="50000.00")
    move(house, office, number, "payment.record", amount="200000.00", paid_on="2025-08-04", item="罚款", receipt="1")
    move(house, office, number, "decision.change", **REVIEWED, fine="100000.00", gains="50000.00")
    with at(house) as desk:
        owed = owed_on(desk, case_of(desk, number), DAY)
        asked = known.money(desk, particulars_of(desk, case_of(desk, number)), None, DAY)  # of a demand
    assert owed is not None and owed.left == {"fine": Decimal(-100_000), "gains": Decimal(50_000), "surcharge": Decimal(0)}
    assert not owed.paid and owed.whole == Decimal(50_000)
    assert (asked["fine_due"], asked["total_asked"], asked["duty"]) == (
        Decimal(0), Decimal(50_000), "缴纳没收的违法所得人民币伍万元整（50,000.00元）")


def test_a_surcharge_paid_before_the_decision_was_changed_is_nowhere_less_than_nothing(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = served(house, office)  # 200,000, to be paid by 19 August
    go_to(house, date(2025, 8, 29))
    watch_cases(house)
    move(house, office, number, "payment.record", amount="60000.00", paid_on="2025-08-29", item="加处罚款", receipt="1")
    changed = {**REVIEWED, "annulled_on": "2025-09-01", "served_on": "2025-09-02"}
    go_to(house, date(2025, 9, 2))
    move(house, office, number, "decision.change", **changed, fine="50000.00")
    go_to(house, date(2025, 9, 18))  # a day late: 1,500 of the 60,000 are due again
    watch_cases(house)
    with at(house) as desk:
        case = case_of(desk, number)
        owed, asked = owed_on(desk, case, desk.today), known.money(desk, particulars_of(desk, case), None, desk.today)
        said = hint_of(desk, case, told(case, desk.today))
    assert owed is not None and (owed.left["surcharge"], owed.whole, owed.overpaid) == (
        Decimal("-58500.00"), Decimal("50000.00"), Decimal("58500.00"))
    assert (asked["surcharge"], asked["total_due"]) == (Decimal(0), Decimal(50_000))
    assert said == "催告金额50,000.00元，其中加处罚款0.00元，算至2025-09-18"


def test_a_new_decision_costs_no_surcharge_from_the_day_of_the_one_that_was_undone(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = served(house, office)
    go_to(house, date(2025, 11, 3))
    move(house, office, number, "decision.annul", annulled_on="2025-11-03", by="复议机关", reason="事实不清")
    move(house, office, number, "decision.redo", reason="重新调查")
    move(house, office, number, "case.assess", **NONE_OF_THESE)
    move(house, office, number, "report.submit", facts="补充查明", law="矿产资源法", evidence="补充证据", nature="无证采矿",
         circumstances="一般", proposal="处罚")
    move(house, office, number, "review.pass", made_out=True, **AGREED)
    decided_anew(house, office, number)
    with at(house) as desk:
        owed = owed_on(desk, case_of(desk, number), date(2025, 11, 18))
        assert [one.faults for one in replay_all(desk) if one.faults] == []
    assert owed is not None and (owed.added, owed.whole) == (Decimal(0), Decimal(200_000))  # due on 18 November


def test_what_stopped_the_clock_of_an_ended_case_stops_it_no_more_when_it_is_taken_up_again(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = served(house, office)
    move(house, office, number, "decision.annul", annulled_on="2025-08-04", by="本机关", reason="事实不清")
    move(house, office, number, "decision.redo", reason="重新调查")
    assert as_it_is(house, number).stopped_by == ""


def test_what_is_recorded_later_of_its_worth_is_laid_over_what_stood(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = a_case(house, office, act_start=date(2025, 7, 10), act_end=date(2025, 8, 1))
    move(house, office, number, "case.value", ore_value="500000.00", basis="价格认定")
    move(house, office, number, "case.value", circumstance="一般情形", basis="补充")
    with at(house) as desk:
        found = range_of(desk, case_of(desk, number), DAY).range
        assert [one.faults for one in replay_all(desk) if one.faults] == []
    assert found is not None and (found.least, found.most) == (Decimal(1_500_000), Decimal(2_500_000))


def test_whoever_proposed_does_not_agree_to_it_for_the_unit(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    with at(house) as desk:
        both = an_officer(desk, office.town.county, "unit_head", name="队长辛")
    number = a_case(house, office)
    alone = Office(office.town, {**office.posts, "handler": both, "unit": both})
    move(house, alone, number, "filing.establish", **CONDITIONS)
    move(house, alone, number, "filing.propose", **CONDITIONS, facts="无证采矿")
    with pytest.raises(RefusedError, match="Nobody decides on what he investigated or proposed himself"):
        move(house, alone, number, "filing.unit", **AGREED)
    move(house, office, number, "filing.unit", **AGREED)


def test_no_decision_is_issued_in_a_case_in_which_none_was_made(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = a_case(house, office)
    with at(house, officer(house, office, "handler")) as desk:
        drawn = add(desk, number, "行政处罚决定书")
    with at(house, officer(house, office, "handler")) as desk, pytest.raises(ConflictError, match="has not come so far"):
        issue(desk, number, drawn.id)


def test_an_appraisal_that_is_out_when_the_report_passes_review_comes_in_later_and_the_clock_runs_again(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = filed(house, office, act_start=DAY, act_end=DAY)
    move(house, office, number, "evidence.appraise", body="省地质院", question="矿石的价值")
    reported(house, office, number)
    move(house, office, number, "review.pass", made_out=True, **AGREED)
    assert (as_it_is(house, number).stage, as_it_is(house, number).stopped_by) == ("proposed", "appraisal")
    go_to(house, date(2025, 8, 14))
    move(house, office, number, "evidence.appraised", conclusion="五万元")
    assert as_it_is(house, number).stopped_by == ""
    assert limits(house, number)["decision"] == date(2025, 11, 11)  # 90 days and nine, after that of filing
