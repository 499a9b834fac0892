"""四（一）: a limit that ran out is missed however it ended later; a part of a plan that holds no longer is not."""

from contextlib import nullcontext
from datetime import date

import pytest

from casework.case.given import Given
from casework.case.instalments import note_instalments
from casework.case.missing import explain, note_missed
from casework.case.moving import Wish, make
from casework.case.todos import see_to_cases
from casework.desk import House
from casework.draining import StageReport
from casework.view.case_kept import kept_of
from foundation.errors import ConflictError
from regulation.case_facts import CaseFacts
from regulation.stages import Who
from tests.casework.cases import REVIEWED, a_bureau, actor, filed, move
from tests.casework.test_case_watch import MONDAY, SINCE, missed, performing
from tests.casework.town import at, go_to

LAST = date(2025, 11, 3)  # to decide, of a case filed on MONDAY
ASKED = {"asked_on": "2025-08-12", "hardship": "资金困难"}


def noted(house: House, day: date) -> StageReport:
    """What a watch kept on a day finds missed."""
    go_to(house, day)
    with at(house) as desk:
        report = note_missed(desk)
        report.add(note_instalments(desk))
    return report


def steps(house: House) -> list[tuple[str, date, date]]:
    return [(step, due, on) for step, due, on, _ in missed(house) if step == "decision"]


@pytest.mark.parametrize(("day", "count"), [(LAST, 0), (date(2025, 11, 4), 1)])
def test_a_limit_that_is_no_longer_owed_was_missed_where_it_had_run_out(house: House, day: date, count: int) -> None:
    office = a_bureau(house, SINCE, MONDAY)
    number = filed(house, office)
    noted(house, LAST)
    go_to(house, day)
    move(house, office, number, "jurisdiction.pass-filed", to="永吉县应急管理局", outside=True, reason="属安全生产")
    noted(house, date(2025, 11, 5))
    assert steps(house) == [("decision", LAST, date(2025, 11, 5))] * count


@pytest.mark.parametrize(("day", "count"), [(LAST, 0), (date(2025, 11, 4), 1)])
def test_a_clock_stopped_after_its_last_day_saves_nothing(house: House, day: date, count: int) -> None:
    office = a_bureau(house, SINCE, MONDAY)
    number = filed(house, office)
    go_to(house, day)
    move(house, office, number, "evidence.appraise", body="省地质院", question="矿石价值")
    noted(house, date(2025, 12, 1))
    noted(house, date(2025, 12, 2))
    assert steps(house) == [("decision", LAST, date(2025, 12, 1))] * count


def test_what_ends_while_its_clock_stands_still_was_not_missed(house: House) -> None:
    office = a_bureau(house, SINCE, MONDAY)
    number = filed(house, office)
    move(house, office, number, "evidence.appraise", body="省地质院", question="矿石价值")
    go_to(house, date(2025, 12, 1))
    move(house, office, number, "jurisdiction.pass-filed", to="永吉县应急管理局", outside=True, reason="属安全生产")
    noted(house, date(2025, 12, 2))
    assert steps(house) == []


def test_parts_of_a_plan_that_a_deferral_replaced_are_nobodys_fault(house: House) -> None:
    office, number = performing(house)
    move(house, office, number, "instalments.grant", **ASKED, plan="2025-09-30 100000.00; 2025-12-31 100000.00")
    move(house, office, number, "deferral.grant", **ASKED, until="2026-06-30")
    report = noted(house, date(2026, 1, 5))
    assert report.counts["unpaid"] == 0 and not [one for one in report.decisions if "分期" in one[1]]


def test_of_two_plans_only_the_parts_of_the_later_are_looked_at(house: House) -> None:
    office, number = performing(house)
    move(house, office, number, "instalments.grant", **ASKED, plan="2025-09-30 100000.00; 2025-12-31 100000.00")
    move(house, office, number, "instalments.grant", **ASKED, plan="2025-10-31 50000.00; 2026-03-31 150000.00")
    report = noted(house, date(2026, 1, 5))
    assert [one for one in report.decisions if "分期" in one[1]] == [(number, "分期逾期：2025-10-31欠50,000.00元")]


def test_parts_of_a_decision_that_was_annulled_are_not_asked_for(house: House) -> None:
    office, number = performing(house)
    move(house, office, number, "instalments.grant", **ASKED, plan="2025-09-30 100000.00; 2025-12-31 100000.00")
    move(house, office, number, "decision.annul", annulled_on="2025-08-12", by="复议机关", reason="证据不足")
    assert noted(house, date(2026, 1, 5)).counts["unpaid"] == 0


def test_a_part_that_was_missed_is_nobodys_work_once_the_decision_is_annulled(house: House) -> None:
    office, number = performing(house)
    move(house, office, number, "instalments.grant", **ASKED, plan="2025-09-30 100000.00; 2025-12-31 100000.00")
    noted(house, date(2025, 10, 9))
    move(house, office, number, "decision.annul", annulled_on="2025-10-09", by="复议机关", reason="证据不足")
    with at(house) as desk:
        notes = [row.note for row in desk.rows("SELECT note FROM work_item WHERE kind = 'case-instalment'")]
    assert notes == ["处罚决定不再有效"]


def test_a_part_that_was_missed_is_nobodys_work_once_a_changed_decision_is_paid_by_its_own_day(sqlite_house: House) -> None:
    house = sqlite_house
    office, number = performing(house)
    move(house, office, number, "instalments.grant", **ASKED, plan="2025-09-30 100000.00; 2025-10-15 100000.00")
    noted(house, date(2025, 10, 9))
    move(house, office, number, "decision.change", **{**REVIEWED, "annulled_on": "2025-10-08", "served_on": "2025-10-09"},
         fine="100000.00")
    assert noted(house, date(2025, 10, 17)).counts["unpaid"] == 0
    with at(house) as desk:
        notes = [row.note for row in desk.rows("SELECT note FROM work_item WHERE kind = 'case-instalment'")]
    assert notes == ["决定已变更，缴纳期限重新计算"]


def test_a_part_that_was_missed_is_nobodys_work_once_another_plan_is_granted(house: House) -> None:
    office, number = performing(house)
    move(house, office, number, "instalments.grant", **ASKED, plan="2025-09-30 100000.00; 2025-12-31 100000.00")
    see_to_cases(house, "case_enforce")
    noted(house, date(2025, 10, 9))
    open_work = "SELECT count(*) FROM work_item WHERE kind = 'case-instalment' AND settled_at IS NULL"
    with at(house) as desk:
        assert desk.scalar(open_work) == 1
    move(house, office, number, "instalments.grant", **ASKED, plan="2025-10-31 100000.00; 2025-12-31 100000.00")
    see_to_cases(house, "case_enforce")
    with at(house) as desk:
        assert desk.scalar(open_work) == 0


def test_a_part_of_the_new_plan_that_is_missed_before_a_late_run_stays_work(house: House) -> None:
    office, number = performing(house)
    move(house, office, number, "instalments.grant", **ASKED, plan="2025-09-30 100000.00; 2025-12-31 100000.00")
    noted(house, date(2025, 10, 9))
    move(house, office, number, "instalments.grant", **ASKED, plan="2025-10-31 100000.00; 2025-12-31 100000.00")
    noted(house, date(2025, 11, 3))
    see_to_cases(house, "case_enforce")  # weeks after the plan was granted
    with at(house) as desk:
        [item] = desk.rows("SELECT text FROM work_item WHERE kind = 'case-instalment' AND settled_at IS NULL")
    assert item.text == f"案件{number}分期缴纳的罚款逾期：2025-10-31应缴未缴100,000.00元。"


@pytest.mark.parametrize(("day", "kept"), [(LAST, LAST), (date(2025, 11, 4), None)])
def test_what_was_done_in_time_and_entered_after_the_watch_is_told_as_kept_and_owes_no_reason(
        house: House, day: date, kept: date | None) -> None:
    office = a_bureau(house, SINCE, MONDAY)
    number = filed(house, office)
    noted(house, date(2025, 11, 5))
    assert steps(house) == [("decision", LAST, date(2025, 11, 5))]
    fields = {"to": "永吉县应急管理局", "outside": True, "reason": "属安全生产"}
    with at(house, actor(house, office, Who.LEADER)) as desk:
        case = make(desk, number, Wish("jurisdiction.pass-filed", fields, day)).case
        told = kept_of(desk, case.id).missed
    assert [(one.due, one.kept_on) for one in told] == [(LAST, kept)]
    with at(house) as desk:
        given = Given("limit.explain", desk.today, {"reason": "鉴定延误"}, CaseFacts())
        with pytest.raises(ConflictError) if kept else nullcontext():
            explain(desk, case, given, 99)
