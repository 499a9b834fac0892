"""What a case owes: by its last decision and plan, to the fen, whatever changed since."""

from datetime import date
from decimal import Decimal

import pytest

from casework.case.cases import case_of
from casework.case.owing import Owed, owed_on
from casework.case.watching import watch_cases
from casework.desk import House
from foundation.errors import InvalidError
from regulation.surcharge import KEPT
from regulation.terms import Confidence
from tests.casework.cases import NONE_OF_THESE, REVIEWED, SERVED, Office, a_bureau, as_it_is, move, proposed, waived
from tests.casework.town import at, go_to

MONEY = {"facts": "无证采矿三千吨", "basis": "矿产资源法第六十四条", "fine": "300000.00"}
HARDSHIP = {"asked_on": "2025-08-04", "hardship": "停产"}
PLAN = "2025-10-31 100000; 2025-11-30 100000; 2025-12-31 100000"


def performing(house: House) -> tuple[Office, str]:
    """A case whose decision was served on 4 August 2025: to be paid by the 19th."""
    office = a_bureau(house, date(2025, 1, 1), date(2025, 8, 4))
    number = proposed(house, office, worth={"ore_value": "50000"}, assessed=NONE_OF_THESE, act_start=date(2025, 7, 10),
                      act_end=date(2025, 8, 1))
    move(house, office, number, "notice.issue", **MONEY)
    move(house, office, number, "notice.serve", **SERVED, served_on="2025-08-04")
    move(house, office, number, "statement.record", statement="无异议。")
    waived(house, office, number)
    move(house, office, number, "statement.weigh", opinion="无异议。")
    move(house, office, number, "decision.penalty", **MONEY, discretion="一般", social_impact=False)
    move(house, office, number, "decision.serve", **SERVED, served_on="2025-08-04")
    return office, number


def owed(house: House, number: str, on: str) -> Owed:
    with at(house) as desk:
        found = owed_on(desk, case_of(desk, number), date.fromisoformat(on))
    assert found is not None
    return found


def in_parts(house: House) -> tuple[Office, str]:
    office, number = performing(house)
    move(house, office, number, "deferral.ask", asked_on="2025-08-04", grounds="资金困难")
    move(house, office, number, "instalments.grant", **HARDSHIP, plan=PLAN)
    return office, number


def test_nothing_grows_on_the_last_day_and_three_percent_on_the_next(house: House) -> None:
    _, number = performing(house)
    assert owed(house, number, "2025-08-19").added == 0
    assert owed(house, number, "2025-08-20").added == Decimal("9000.00")
    assert owed(house, number, "2026-08-20").added == Decimal("300000.00")  # never more than the fine


def test_each_part_of_a_plan_grows_from_its_own_day(house: House) -> None:
    _, number = in_parts(house)
    assert owed(house, number, "2025-10-31").added == 0
    assert owed(house, number, "2025-11-02").added == Decimal("6000.00")


def test_a_plan_for_a_fine_that_was_lowered_since_loses_its_last_parts(house: House) -> None:
    office, number = in_parts(house)
    move(house, office, number, "decision.change", **REVIEWED, fine="150000.00")
    found = owed(house, number, "2025-12-01")  # 100,000 since 31 October, 50,000 since 30 November
    assert (found.fine, found.added) == (Decimal("150000.00"), Decimal("94500.00"))


def test_a_deferral_after_a_plan_takes_its_place(house: House) -> None:
    office, number = in_parts(house)
    move(house, office, number, "deferral.ask", asked_on="2025-08-04", grounds="仍有困难")
    move(house, office, number, "deferral.grant", **HARDSHIP, until="2026-01-31")
    assert owed(house, number, "2026-01-31").added == 0
    assert owed(house, number, "2026-02-01").added == Decimal("9000.00")


def test_days_of_a_remedy_cost_nothing(house: House) -> None:
    office, number = performing(house)
    go_to(house, date(2025, 8, 25))
    move(house, office, number, "remedy.ask-reconsideration", filed_on="2025-08-25", received_on="2025-08-25", body="市局")
    assert owed(house, number, "2025-08-24").added == Decimal("45000.00")  # from the 20th to the 24th
    assert owed(house, number, "2025-09-30").added == Decimal("45000.00")


def test_what_had_grown_by_the_day_of_a_late_deferral_stays_and_there_is_time_to_pay_again(house: House) -> None:
    office, number = performing(house)
    go_to(house, date(2025, 8, 29))
    watch_cases(house)
    assert as_it_is(house, number).stage == "overdue"
    move(house, office, number, "deferral.grant", **HARDSHIP, until="2025-12-31")
    assert as_it_is(house, number).stage == "performing"
    assert owed(house, number, "2025-08-28").added == Decimal("81000.00")
    assert owed(house, number, "2025-12-31").added == Decimal("90000.00")  # from the 20th to the 29th
    assert owed(house, number, "2026-01-01").added == Decimal("99000.00")
    assert owed(house, number, "2026-12-31").added == Decimal("300000.00")  # the cap is one for both
    how = owed(house, number, "2025-12-31").how
    assert how is not None and KEPT in how.unconfirmed and how.confidence is Confidence.D
    go_to(house, date(2026, 1, 1))
    watch_cases(house)
    assert as_it_is(house, number).stage == "overdue"


def test_a_deferral_granted_in_time_leaves_nothing_in_doubt(house: House) -> None:
    office, number = performing(house)
    go_to(house, date(2025, 8, 19))  # the last day
    move(house, office, number, "deferral.grant", **HARDSHIP, until="2025-12-31")
    how = owed(house, number, "2026-01-01").how
    assert how is not None and (how.amount, how.unconfirmed) == (Decimal("9000.00"), ())


def test_a_plan_granted_late_keeps_what_the_parts_before_it_had_grown(house: House) -> None:
    office, number = in_parts(house)
    go_to(house, date(2025, 11, 2))
    move(house, office, number, "instalments.grant", **HARDSHIP, plan="2026-01-31 100000; 2026-02-28 200000")
    assert owed(house, number, "2026-01-31").added == Decimal("6000.00")  # of the first part, 1 and 2 November
    assert owed(house, number, "2026-02-01").added == Decimal("9000.00")


@pytest.mark.parametrize("plan", ["2025-09-30 0; 2025-10-31 300000", "2025-09-30 100000.005; 2025-10-31 199999.995",
                                  "2025-09-31 100000; 2025-10-31 200000", "9999-12-31 300000", ""])
def test_a_plan_that_cannot_be_is_refused_and_leaves_nothing(sqlite_house: House, plan: str) -> None:
    office, number = performing(sqlite_house)
    with pytest.raises(InvalidError):
        move(sqlite_house, office, number, "instalments.grant", **HARDSHIP, plan=plan)
    with at(sqlite_house) as desk:
        assert desk.scalar("SELECT count(*) FROM case_instalment") == 0


def test_parts_that_do_not_come_to_the_fine_are_told_it_to_the_fen(house: House) -> None:
    office, number = performing(house)
    with pytest.raises(InvalidError, match=r"The parts do not come to the fine \(300,000\.00 yuan\)\."):
        move(house, office, number, "instalments.grant", **HARDSHIP, plan="2025-09-30 1.00")
