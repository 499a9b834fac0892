"""四（一）: whose time is over moves on by itself on the day after; kept weeks late the watch ends the same as day by day."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Date

from casework.case.replaying import replay_all
from casework.case.watching import watch_cases
from casework.desk import House
from casework.triggers import pull
from casework.view.case_story import case_story
from foundation.errors import ConflictError, InvalidError
from regulation.stages import Who
from tests.casework.cases import NONE_OF_THESE, SERVED, Office, a_bureau, actor, as_it_is, filed, limits, move, proposed
from tests.casework.together import at_once
from tests.casework.town import at, go_to

SINCE = date(2025, 1, 1)
MONDAY = date(2025, 8, 4)
MONEY = {"facts": "无证采矿三千吨", "basis": "矿产资源法第六十四条", "fine": "200000.00"}
LAPSED = [("hearing.lapse", date(2025, 8, 12)), ("statement.lapse", date(2025, 8, 12))]


def notified(house: House, office: Office | None = None, **assessed: Any) -> tuple[Office, str]:
    office = office or a_bureau(house, SINCE, MONDAY)
    number = proposed(house, office, worth={"ore_value": "50000"}, assessed={**NONE_OF_THESE, **assessed},
                      act_start=date(2025, 7, 10), act_end=date(2025, 8, 1))
    move(house, office, number, "notice.issue", **MONEY)
    move(house, office, number, "notice.serve", **SERVED, served_on="2025-08-04")
    return office, number


def performing(house: House, office: Office | None = None) -> tuple[Office, str]:
    office, number = notified(house, office)
    go_to(house, date(2025, 8, 12))
    watch_cases(house)
    move(house, office, number, "statement.weigh", opinion="当事人未陈述。")
    move(house, office, number, "decision.penalty", **MONEY, discretion="初次", social_impact=False)
    move(house, office, number, "decision.serve", **SERVED, served_on="2025-08-12")
    return office, number


def system_moves(house: House, number: str) -> list[tuple[str, date]]:
    with at(house) as desk:
        rows = desk.rows("SELECT e.action, e.day FROM case_event e JOIN enforcement_case c ON c.id = e.case_id"
                         " WHERE c.number = :number AND e.by = 'system' ORDER BY e.no", types={"day": Date()}, number=number)
    return [(row.action, row.day) for row in rows]


def test_a_statement_not_made_by_its_last_day_lapses_the_day_after_and_once(house: House) -> None:
    _, number = notified(house)
    assert limits(house, number)["statement"] == date(2025, 8, 11)
    go_to(house, date(2025, 8, 11))
    assert watch_cases(house).counts == {}
    go_to(house, date(2025, 8, 12))
    report = watch_cases(house)
    assert (dict(report.counts), report.decisions) == (
        {"moved": 2}, [(number, "逾期未要求听证（2025-08-12）"), (number, "逾期未陈述申辩（2025-08-12）")])
    assert as_it_is(house, number).stage == "notified"  # it stays there, and is not moved again
    assert watch_cases(house).counts == {}
    assert system_moves(house, number) == LAPSED


def test_statement_and_hearing_lapse_beside_each_other(house: House) -> None:
    _, number = notified(house)
    go_to(house, date(2025, 9, 1))
    assert watch_cases(house).counts == {"moved": 2}
    assert system_moves(house, number) == LAPSED


def test_a_fine_not_paid_is_overdue_and_the_courts_window_opens_when_the_remedies_are_over(house: House) -> None:
    _, number = performing(house)
    go_to(house, date(2025, 8, 28))
    watch_cases(house)
    assert as_it_is(house, number).stage == "overdue"
    go_to(house, date(2026, 2, 24))
    watch_cases(house)
    # Six months to sue end on 12 February 2026; the three months for applying count from there.
    assert system_moves(house, number)[2:] == [("performance.lapse", date(2025, 8, 28)), ("remedy.lapse", date(2026, 2, 13))]
    assert limits(house, number)["court-application"] == date(2026, 5, 12)


@pytest.mark.parametrize("days", [(202,), (5, 15, 16, 17, 60, 61, 180, 184, 185, 186, 202)])
def test_weeks_late_it_ends_as_day_by_day(house: House, days: tuple[int, ...]) -> None:
    _, number = performing(house)
    for n in days:
        go_to(house, date(2025, 8, 12) + timedelta(days=n))
        watch_cases(house)
    assert (as_it_is(house, number).stage, system_moves(house, number), limits(house, number)) == (
        "overdue", [*LAPSED, ("performance.lapse", date(2025, 8, 28)),
                    ("remedy.lapse", date(2026, 2, 13))], {"court-application": date(2026, 5, 12)})


def test_who_has_paid_is_not_overdue_and_is_asked_once(house: House) -> None:
    office, number = performing(house)
    move(house, office, number, "payment.record", amount="200000.00", paid_on="2025-08-12", item="罚款", receipt="1")
    go_to(house, date(2025, 8, 28))
    assert watch_cases(house).counts == {"kept": 1}
    assert watch_cases(house).counts == {}
    assert as_it_is(house, number).stage == "performing"


def test_a_pending_remedy_keeps_the_periods_from_lapsing(house: House) -> None:
    office, number = performing(house)
    go_to(house, date(2025, 9, 1))
    watch_cases(house)
    move(house, office, number, "remedy.sue", filed_on="2025-09-01", received_on="2025-09-01", body="永吉县人民法院")
    go_to(house, date(2026, 3, 2))
    report = watch_cases(house)
    assert (report.counts, report.decisions) == ({"missed": 1}, [
        (number, "本机关逾期：提交行政诉讼答辩状和证据（2025-09-16）")])


def missed(house: House) -> list[tuple[str, date, date, str | None]]:
    with at(house) as desk:
        rows = desk.rows("SELECT step, due, noticed_on, reason FROM case_missed ORDER BY due, step",
                         types={"due": Date(), "noticed_on": Date()})
    return [(row.step, row.due, row.noticed_on, row.reason) for row in rows]


def test_a_limit_that_the_office_missed_is_recorded_once_and_its_reason_can_be(house: House) -> None:
    office = a_bureau(house, SINCE, MONDAY)
    number = filed(house, office)
    go_to(house, date(2025, 11, 3))
    assert watch_cases(house).counts == {}  # ninety days, the last of them a Sunday
    go_to(house, date(2025, 11, 4))
    assert watch_cases(house).counts == {"missed": 1} and watch_cases(house).counts == {}
    assert missed(house) == [("decision", date(2025, 11, 3), date(2025, 11, 4), None)]
    move(house, office, number, "limit.explain", step="作出处罚决定", reason="鉴定机构延误")
    assert missed(house)[0][3] == "鉴定机构延误"
    with pytest.raises(ConflictError):
        move(house, office, number, "limit.explain", reason="再说一次")


def test_which_missed_limit_is_explained_is_chosen_from_those_that_wait(sqlite_house: House) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, MONDAY)
    number = filed(house, office)

    def asked() -> tuple[list[str], list[tuple[str, tuple[str, ...]]]]:
        with at(house, actor(house, office, Who.LEADER)) as desk:
            one = next(one for one in case_story(desk, number).offers if one.doable.action == "limit.explain")
        return [why.message for why in one.unmet], [(each.name, each.choices) for each in one.doable.form]

    move(house, office, number, "evidence.store", item="铲车", quantity="1台", place="院内", keeper="王某")
    go_to(house, date(2025, 8, 13))  # the last day for deciding on it
    assert asked() == (["No limit of this case was missed that waits for a reason."], [("reason", ())])
    go_to(house, date(2025, 8, 14))
    assert asked() == ([], [("reason", ())])  # the only one is meant
    go_to(house, date(2025, 11, 4))
    both = ("作出处罚决定", "处理先行登记保存的证据")
    for watched in (False, True):
        if watched:
            watch_cases(house)
        assert asked()[0] == [] and sorted(asked()[1][0][1]) == sorted(both)
    with pytest.raises(InvalidError, match="“结案” is no limit of this case that waits for a reason") as refused:
        move(house, office, number, "limit.explain", step="结案", reason="鉴定机构延误")
    assert refused.value.way_out == f"Fill in step（逾期的期限） with one of {'、'.join(both)}; or leave it empty for all."
    move(house, office, number, "limit.explain", step=both[1], reason="保管场所变更")
    assert asked() == ([], [("reason", ())])
    move(house, office, number, "limit.explain", reason="鉴定机构延误")
    assert asked()[0] == ["No limit of this case was missed that waits for a reason."]


def test_a_limit_that_is_over_is_explained_before_the_watch_has_come_by_and_recorded_once(house: House) -> None:
    office = a_bureau(house, SINCE, MONDAY)
    number, other = filed(house, office), filed(house, office)
    go_to(house, date(2025, 11, 3))
    with pytest.raises(ConflictError, match="No limit of"):  # its last day
        move(house, office, number, "limit.explain", reason="鉴定机构延误")
    go_to(house, date(2025, 11, 4))
    move(house, office, number, "limit.explain", reason="鉴定机构延误")
    assert missed(house) == [("decision", date(2025, 11, 3), date(2025, 11, 4), "鉴定机构延误")]
    assert watch_cases(house).decisions == [(other, "本机关逾期：作出处罚决定（2025-11-03）")]
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM journal WHERE action = 'case.limit_missed'") == 2
        assert all(not one.faults for one in replay_all(desk))


def test_what_was_done_late_while_no_watch_was_kept_is_recorded_too(house: House) -> None:
    office, number = notified(house)
    watch_cases(house)
    go_to(house, date(2025, 11, 10))
    move(house, office, number, "statement.record", statement="无异议")
    move(house, office, number, "statement.weigh", opinion="无异议。")
    move(house, office, number, "decision.penalty", **MONEY, discretion="初次", social_impact=False)
    watch_cases(house)
    assert missed(house) == [("decision", date(2025, 11, 3), date(2025, 11, 10), None)]
    watch_cases(house)
    assert len(missed(house)) == 1


def test_an_instalment_that_does_not_come_is_told_and_one_that_came_is_not(house: House) -> None:
    office, number = performing(house)
    move(house, office, number, "payment.record", amount="50000.00", paid_on="2025-08-12",
         item="罚款", receipt="1")
    move(house, office, number, "instalments.grant", asked_on="2025-08-12", hardship="资金困难",
         plan="2025-09-30 50000.00; 2025-10-31 50000.00; 2025-12-31 100000.00")
    go_to(house, date(2025, 10, 8))
    watch_cases(house)
    go_to(house, date(2025, 11, 3))
    report = watch_cases(house)
    assert (report.counts["unpaid"], report.decisions) == (1, [(number, "分期逾期：2025-10-31欠50,000.00元")])
    with at(house) as desk:
        rows = desk.rows("SELECT outcome FROM case_instalment ORDER BY no")
        told = desk.rows("SELECT text FROM work_item WHERE kind = 'case-instalment'")
    assert [row.outcome for row in rows] == ["paid", "missed", None]
    assert [row.text for row in told] == [f"案件{number}分期缴纳的罚款逾期：2025-10-31应缴未缴50,000.00元。"]
    assert watch_cases(house).counts["unpaid"] == 0


def test_one_case_that_fails_is_told_and_the_others_move(house: House) -> None:
    office, bad = notified(house)
    _, good = notified(house, office)
    with at(house) as desk:
        desk.run("UPDATE enforcement_case SET facts = 'broken' WHERE number = :number", number=bad)
    go_to(house, date(2025, 8, 12))
    assert watch_cases(house).counts == {"moved": 2, "failed": 2}
    assert system_moves(house, good) == LAPSED
    with at(house) as desk:
        told = desk.rows("SELECT text FROM work_item WHERE kind = 'case-unmoved' AND settled_at IS NULL")
    assert len(told) == 1 and bad in told[0].text


def test_two_watches_at_once_make_each_move_once(postgres_house: House) -> None:
    office, first = notified(postgres_house)
    numbers = [first, *(notified(postgres_house, office)[1] for _ in range(3))]
    go_to(postgres_house, date(2025, 8, 12))
    found = [one.done() for one in at_once(*[lambda: watch_cases(postgres_house)] * 3)]
    assert sum(report.counts["moved"] for report in found) == 8
    for number in numbers:
        assert system_moves(postgres_house, number) == LAPSED


def test_a_case_that_failed_is_settled_once_it_moves(house: House) -> None:
    _, number = notified(house)
    with at(house) as desk:
        facts = desk.scalar("SELECT facts FROM enforcement_case WHERE number = :number", number=number)
        desk.run("UPDATE enforcement_case SET facts = 'broken' WHERE number = :number", number=number)
    go_to(house, date(2025, 8, 12))
    watch_cases(house)
    with at(house) as desk:
        desk.run("UPDATE enforcement_case SET facts = :facts WHERE number = :number", number=number, facts=facts)
    assert watch_cases(house).counts == {"moved": 2}
    with at(house) as desk:
        assert desk.rows("SELECT 1 FROM work_item WHERE kind = 'case-unmoved' AND settled_at IS NULL") == []


def test_the_courts_window_opens_at_the_end_of_a_deferral(house: House) -> None:
    office, number = performing(house)
    move(house, office, number, "deferral.grant", asked_on="2025-08-12", hardship="资金困难", until="2026-06-30")
    go_to(house, date(2026, 2, 24))
    watch_cases(house)  # the remedies were over on 12 February, but there is time to pay until June
    assert (as_it_is(house, number).stage, limits(house, number)) == (
        "performing", {"payment": date(2026, 6, 30), "court-application": date(2026, 9, 30)})


def test_parts_granted_once_the_window_is_open_move_it_to_the_end_of_the_last(house: House) -> None:
    office, number = performing(house)
    go_to(house, date(2026, 3, 2))
    watch_cases(house)
    assert limits(house, number)["court-application"] == date(2026, 5, 12)
    move(house, office, number, "instalments.grant", asked_on="2026-03-02", hardship="资金困难",
         plan="2026-03-31 100000.00; 2026-04-30 100000.00")
    assert limits(house, number)["court-application"] == date(2026, 7, 30)
    with at(house) as desk:
        told = desk.rows("SELECT action FROM journal WHERE entity = 'duty' AND detail LIKE '%court_application%' ORDER BY id")
    assert [row.action for row in told] == ["duty.opened", "duty.closed", "duty.opened"]


def test_a_batch_that_fails_leaves_nothing_of_what_was_gathered(house: House) -> None:
    with pytest.raises(ZeroDivisionError), at(house) as desk, desk.gathering():
        pull(desk, "case_watch")
        raise ZeroDivisionError
    with at(house) as desk, desk.gathering():
        pull(desk, "case_file")
        assert desk.scalar("SELECT count(*) FROM trigger_row WHERE stage IN ('case_watch', 'case_file')") == 0
    with at(house) as desk:
        assert [row.stage for row in desk.rows("SELECT stage FROM trigger_row WHERE stage LIKE 'case_%'")] == ["case_file"]
