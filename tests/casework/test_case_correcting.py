"""A payment entered wrongly is put right by a counter-entry; surcharge, parts and stage follow."""

from datetime import date
from decimal import Decimal

import pytest

from casework.case.cases import case_of
from casework.case.kept_facts import loaded
from casework.case.owing import owed_on
from casework.case.replaying import replay
from casework.case.watching import watch_cases
from casework.clue.mail_books import settle
from casework.desk import House
from foundation.errors import InvalidError
from tests.casework.cases import AGREED, NONE_OF_THESE, REPORT, REVIEWED, SERVED, Office, a_bureau, as_it_is, limits, move
from tests.casework.test_case_edges import decided_anew, served
from tests.casework.test_case_watch import MONDAY, SINCE, performing
from tests.casework.town import at, go_to

WHOLE = {"amount": "200000.00", "paid_on": "2025-08-12", "item": "罚款", "receipt": "0001"}
RIGHT = {**WHOLE, "amount": "20000.00", "reason": "金额多录一个零"}
PLAN = {"asked_on": "2025-08-12", "hardship": "资金困难", "plan": "2025-08-29 100000.00; 2025-12-31 100000.00"}


def left(house: House, number: str) -> dict[str, Decimal]:
    with at(house) as desk:
        found = owed_on(desk, case_of(desk, number), desk.today)
    assert found is not None
    return {name: value for name, value in found.left.items() if value}


def test_money_is_not_booked_before_its_decision(house: House) -> None:
    office, number = performing(house)
    with pytest.raises(InvalidError, match="2025-08-11 lies before the decision of 2025-08-12: nothing was owed then"):
        move(house, office, number, "payment.record", **{**WHOLE, "paid_on": "2025-08-11"})
    move(house, office, number, "payment.record", **WHOLE)
    assert left(house, number) == {}


def test_what_was_entered_stays_and_the_last_correction_counts(house: House) -> None:
    office, number = performing(house)
    move(house, office, number, "payment.record", **WHOLE)
    move(house, office, number, "payment.correct", **RIGHT)
    assert left(house, number) == {"fine": Decimal("180000.00")}
    go_to(house, date(2025, 8, 29))  # two days late at 3 %
    assert left(house, number) == {"fine": Decimal("180000.00"), "surcharge": Decimal("10800.00")}
    move(house, office, number, "payment.correct", **{**RIGHT, "amount": "0", "reason": "他案缴款"})
    assert left(house, number)["fine"] == Decimal("200000.00")
    with at(house) as desk:
        booked = desk.rows("SELECT amount, receipt FROM case_payment")
        assert [(row.amount, row.receipt) for row in booked] == [(200000, "0001")]
        assert desk.scalar("SELECT count(*) FROM case_payment_correction") == 2


@pytest.mark.parametrize(("given", "said"), [
    ({"receipt": "0009"}, "Receipt 0009 is not booked"), ({"amount": "200000.01"}, "more than is owed"),
    ({"paid_on": "2025-08-11"}, "before the decision"), ({"item": "违法所得"}, "more than is owed")])
def test_a_correction_that_cannot_be_is_refused(house: House, given: dict[str, str], said: str) -> None:
    office, number = performing(house)
    move(house, office, number, "payment.record", **WHOLE)
    with pytest.raises(InvalidError, match=said):
        move(house, office, number, "payment.correct", **{**RIGHT, **given})
    assert left(house, number) == {}


def test_of_an_item_that_is_overpaid_a_payment_is_corrected_to_less_and_taken_back_but_not_to_more(sqlite_house: House) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, MONDAY)
    number = served(house, office)
    paid = {"paid_on": "2025-08-04", "item": "罚款"}
    move(house, office, number, "payment.record", **paid, amount="40000.00", receipt="0001")
    move(house, office, number, "payment.record", **paid, amount="60000.00", receipt="0002")
    move(house, office, number, "decision.change", **REVIEWED, fine="30000.00")
    assert left(house, number) == {"fine": Decimal("-70000.00")}
    wrong = {**paid, "receipt": "0002", "reason": "金额多录一个零"}
    with pytest.raises(InvalidError, match=r"60,000.01 yuan are more than is owed of the fine \(0.00\)"):
        move(house, office, number, "payment.correct", **wrong, amount="60000.01")
    for amount, rest in (("60000.00", "-70000.00"), ("6000.00", "-16000.00"), ("0", "-10000.00")):
        move(house, office, number, "payment.correct", **wrong, amount=amount)
        assert left(house, number) == {"fine": Decimal(rest)}


def performed(house: House) -> tuple[Office, str]:
    office, number = performing(house)
    move(house, office, number, "payment.record", **WHOLE)
    move(house, office, number, "performance.complete", others_performed=True)
    return office, number


def test_what_was_held_to_be_performed_is_owed_again_and_its_time_runs_on(house: House) -> None:
    office, number = performed(house)
    assert move(house, office, number, "payment.correct-performed", **RIGHT).case.stage == "performing"
    watch_cases(house)
    assert as_it_is(house, number).stage == "performing"
    go_to(house, date(2025, 8, 28))
    watch_cases(house)
    assert as_it_is(house, number).stage == "overdue"
    with at(house) as desk:
        assert replay(desk, case_of(desk, number).id).faults == ()


def test_what_full_performance_ended_is_owed_again_the_court_window_and_no_closing_waits(house: House) -> None:
    office, number = performing(house)
    move(house, office, number, "payment.record", **WHOLE)
    go_to(house, date(2026, 3, 2))
    watch_cases(house)  # the remedies are over
    assert limits(house, number) == {"court-application": date(2026, 5, 12)}
    move(house, office, number, "performance.complete", others_performed=True)
    move(house, office, number, "closing.propose", opinion="建议结案。", reason="已履行完毕")
    assert limits(house, number) == {}
    case = move(house, office, number, "payment.correct-performed", **RIGHT).case
    assert limits(house, number) == {"payment": date(2025, 8, 27), "court-application": date(2026, 5, 12)}
    assert loaded(case.facts).closing_proposed_on is None
    with at(house) as desk:
        assert [row.action for row in desk.rows(
            "SELECT action FROM journal WHERE entity = 'duty' AND detail LIKE '%court_application%' ORDER BY id")] == [
            "duty.opened", "duty.discharged", "duty.opened"]
        assert replay(desk, case.id).faults == ()


def test_the_court_window_of_a_decision_that_was_undone_is_not_owed_again(sqlite_house: House) -> None:
    house = sqlite_house
    office, number = performing(house)
    go_to(house, date(2026, 2, 13))
    watch_cases(house)  # not paid, and the remedies are over
    move(house, office, number, "demand.serve", **SERVED, served_on="2026-02-13")
    go_to(house, date(2026, 3, 6))
    watch_cases(house)
    move(house, office, number, "court.apply", court="永吉县人民法院")
    move(house, office, number, "decision.annul", annulled_on="2026-03-06", by="复议机关", reason="事实不清")
    move(house, office, number, "decision.redo", reason="重新调查")
    go_to(house, date(2026, 3, 9))
    move(house, office, number, "case.assess", **NONE_OF_THESE)
    move(house, office, number, "report.submit", **REPORT)
    move(house, office, number, "review.pass", made_out=True, **AGREED)
    decided_anew(house, office, number)
    move(house, office, number, "payment.record", **{**WHOLE, "paid_on": "2026-03-09"})
    move(house, office, number, "performance.complete", others_performed=True)
    move(house, office, number, "payment.correct-performed", **{**RIGHT, "paid_on": "2026-03-09"})
    assert "court-application" not in limits(house, number)
    with at(house) as desk:
        rows = desk.rows("SELECT status FROM duty WHERE rule = 'limit_court_application'")
    assert [row.status for row in rows] == ["discharged"]


def test_what_was_missed_is_recorded_once_whatever_else_is_corrected(sqlite_house: House) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, MONDAY)
    number = served(house, office, gains="10000.00")
    move(house, office, number, "instalments.grant", **{**PLAN, "asked_on": "2025-08-04"})
    go_to(house, date(2025, 8, 20))
    gains = {"amount": "10000.00", "item": "违法所得", "receipt": "0002", "paid_on": "2025-08-12"}
    move(house, office, number, "payment.record", **gains)
    move(house, office, number, "payment.record", amount="30000.00", item="罚款", receipt="0001", paid_on="2025-08-20")
    go_to(house, date(2025, 9, 3))
    watch_cases(house)
    assert (parts(house), told_missed(house), asked_for(house)) == (
        (["missed", None], 1), 1, f"案件{number}分期缴纳的罚款逾期：2025-08-29应缴未缴70,000.00元。")
    with at(house) as desk:
        settle(desk, "case-instalment", str(case_of(desk, number).id), "已约谈")
    move(house, office, number, "payment.correct", **{**gains, "amount": "9000.00", "reason": "金额录错"})
    assert (watch_cases(house).counts["unpaid"], parts(house), told_missed(house)) == (0, (["missed", None], 0), 1)
    fine = {"item": "罚款", "receipt": "0001", "paid_on": "2025-08-20", "reason": "金额录错"}
    move(house, office, number, "payment.correct", **fine, amount="40000.00")  # more came in: no new work, no new record
    assert (watch_cases(house).counts["unpaid"], parts(house), told_missed(house)) == (0, (["missed", None], 0), 1)
    move(house, office, number, "payment.correct", **fine, amount="20000.00")  # less: it is work once more
    assert (watch_cases(house).counts["unpaid"], parts(house), told_missed(house)) == (0, (["missed", None], 1), 1)
    assert asked_for(house) == f"案件{number}分期缴纳的罚款逾期：2025-08-29应缴未缴80,000.00元。"
    move(house, office, number, "payment.correct", **fine, amount="50000.00")
    assert asked_for(house) == f"案件{number}分期缴纳的罚款逾期：2025-08-29应缴未缴50,000.00元。"
    move(house, office, number, "payment.correct", **fine, amount="100000.00")
    assert parts(house) == (["paid", None], 0)


def test_a_part_that_was_held_to_be_paid_is_missed_for_the_watch_to_tell_once(sqlite_house: House) -> None:
    house = sqlite_house
    office, number = performing(house)
    move(house, office, number, "instalments.grant", **PLAN)
    move(house, office, number, "payment.record", amount="100000.00", item="罚款", receipt="0001", paid_on="2025-08-12")
    go_to(house, date(2025, 9, 3))
    watch_cases(house)
    assert (parts(house), told_missed(house)) == ((["paid", None], 0), 0)
    right = {"amount": "99999.99", "item": "罚款", "receipt": "0001", "paid_on": "2025-08-12", "reason": "录错"}
    move(house, office, number, "payment.correct", **right)
    assert (watch_cases(house).counts["unpaid"], parts(house), told_missed(house)) == (1, (["missed", None], 1), 1)
    assert asked_for(house) == f"案件{number}分期缴纳的罚款逾期：2025-08-29应缴未缴0.01元。"
    assert (watch_cases(house).counts["unpaid"], told_missed(house)) == (0, 1)


def told_missed(house: House) -> int:
    """How often it was journalled that a part was missed."""
    with at(house) as desk:
        return int(desk.scalar("SELECT count(*) FROM journal WHERE action = 'case.instalment_missed'"))


def asked_for(house: House) -> str:
    with at(house) as desk:
        return str(desk.scalar("SELECT text FROM work_item WHERE kind = 'case-instalment' AND open_key IS NOT NULL"))


def test_a_part_that_was_held_to_be_missed_is_paid_where_its_day_was_entered_wrongly(sqlite_house: House) -> None:
    house = sqlite_house
    office, number = performing(house)
    move(house, office, number, "instalments.grant", **PLAN)
    go_to(house, date(2025, 9, 3))
    late = {"amount": "100000.00", "item": "罚款", "receipt": "0001"}
    move(house, office, number, "payment.record", **late, paid_on="2025-09-03")
    assert (watch_cases(house).counts["unpaid"], parts(house)) == (1, (["missed", None], 1))
    move(house, office, number, "payment.correct", **late, paid_on="2025-08-29", reason="日期录错")
    watch_cases(house)
    assert (parts(house), left(house, number)) == ((["paid", None], 0), {"fine": Decimal("100000.00")})


def parts(house: House) -> tuple[list[str | None], int]:
    """What became of the parts of a plan, and how many items of work there are about them."""
    with at(house) as desk:
        return ([row.outcome for row in desk.rows("SELECT outcome FROM case_instalment ORDER BY no")],
                desk.scalar("SELECT count(*) FROM work_item WHERE kind = 'case-instalment' AND open_key IS NOT NULL"))


def test_money_paid_by_a_decision_that_was_annulled_is_corrected_after_the_next(sqlite_house: House) -> None:
    house = sqlite_house
    office, number = performing(house)
    move(house, office, number, "payment.record", **WHOLE)
    go_to(house, date(2025, 9, 1))
    with at(house) as desk:
        desk.run("UPDATE enforcement_case SET decided_on = :day", day=desk.today)  # as a decision made anew says
    with pytest.raises(InvalidError, match="2025-08-11 lies before the decision of 2025-08-12"):
        move(house, office, number, "payment.correct", **{**RIGHT, "paid_on": "2025-08-11"})
    move(house, office, number, "payment.correct", **RIGHT)
    assert left(house, number)["fine"] == Decimal("180000.00")


def test_whoever_was_held_to_have_paid_in_time_is_overdue_once_the_watch_comes_again(house: House) -> None:
    office, number = performing(house)
    move(house, office, number, "payment.record", **WHOLE)
    go_to(house, date(2025, 8, 28))
    assert watch_cases(house).counts == {"kept": 1}
    move(house, office, number, "payment.correct", **RIGHT)
    watch_cases(house)
    assert as_it_is(house, number).stage == "overdue"


def test_what_was_paid_of_the_surcharge_is_told_after_how_it_came_about(house: House) -> None:
    office, number = performing(house)
    go_to(house, date(2025, 8, 29))  # two days late at 3 %
    move(house, office, number, "payment.record", **{**WHOLE, "paid_on": "2025-08-29"})
    move(house, office, number, "payment.record", amount="12000.00", paid_on="2025-08-29", item="加处罚款", receipt="0002")
    with at(house) as desk:
        found = owed_on(desk, case_of(desk, number), desk.today)
    assert found is not None and found.how is not None and found.paid
    assert found.how.steps[-1] == "已缴加处罚款12,000.00元，缴后共欠0.00元"
