"""The surcharge on a fine: by the day, up to the cap, before there was one, with pauses, payments and instalments."""

import pytest

from regulation.terms import Confidence
from regulation.yuan import ReckoningError
from tests.regulation.money import added, changed, day

FINE = "10000"


def told(*asked, **given):
    found = added(*asked, **given)
    return str(found.amount), str(found.owed), found.days


@pytest.mark.parametrize(("on", "found"), [
    ("2026-03-02", ("0.00", "10000.00", 0)), ("2026-03-03", ("300.00", "10300.00", 1)),
    ("2026-04-04", ("9900.00", "19900.00", 33)), ("2026-04-05", ("10000.00", "20000.00", 34)),
    ("2026-06-30", ("10000.00", "20000.00", 34)), ("2026-03-01", ("0.00", "10000.00", 0))])
def test_three_percent_a_day_from_the_day_after_the_due_day_up_to_the_fine(on, found):
    assert told(FINE, "2026-03-02", on) == found


def test_the_cap_is_first_reached_on_its_day_and_the_steps_say_so():
    found = added(FINE, "2026-03-02", "2026-06-30")
    assert (found.cap_reached_on, str(found.cap), found.confidence) == (day("2026-04-05"), "10000.00", Confidence.V)
    assert any("34日×10,000.00元×3%＝10,200元，2026-04-05（本段第34日）达到上限10,000.00元" in step for step in found.steps)
    assert added(FINE, "2026-03-02", "2026-04-04").cap_reached_on is None
    assert added("10000.01", "2026-03-02", "2026-04-05").cap_reached_on == day("2026-04-05")


def test_a_cap_that_is_met_exactly_is_reached_on_that_day():
    law = changed(lambda one: one["value"][2].update(rate="0.04"), "late_payment", "surcharge")
    found = added(FINE, "2026-03-02", "2026-06-30", law=law)
    assert (found.cap_reached_on, found.days, str(found.amount)) == (day("2026-03-27"), 25, "10000.00")


def test_before_2012_there_was_no_cap_and_what_had_grown_stays():
    assert told(FINE, "2011-09-21", "2011-12-31") == ("30300.00", "40300.00", 101)
    found = added(FINE, "2011-11-01", "2012-03-01")
    assert (str(found.amount), found.days, found.cap_reached_on) == ("18000.00", 60, day("2012-01-01"))
    assert found.confidence is Confidence.D and found.unconfirmed
    # 10 days of 2011 do not reach it, so it grows on up to the fine
    assert told(FINE, "2011-12-21", "2012-12-31") == ("10000.00", "20000.00", 34)


def test_the_days_of_a_remedy_are_not_counted_since_2021_07_15():
    assert told(FINE, "2026-03-02", "2026-03-12", pauses="2026-03-05:2026-03-08") == ("1800.00", "11800.00", 6)
    assert told(FINE, "2026-03-02", "2026-03-12", pauses="2026-03-05:2026-03-06 2026-03-06:2026-03-08") == (
        "1800.00", "11800.00", 6)
    before = added(FINE, "2021-07-10", "2021-07-16", pauses="2021-07-13:2021-07-16")
    assert (str(before.amount), before.days) == ("1200.00", 4)  # 11 to 14 July count, 15 and 16 do not
    assert any("当时未规定不予计算" in step for step in before.steps)


def test_a_part_paid_lessens_what_it_is_added_to_from_the_next_day():
    found = added(FINE, "2026-03-02", "2026-03-12", paid="2026-03-06:4000")
    assert (str(found.amount), str(found.unpaid), str(found.owed)) == ("2280.00", "6000.00", "8280.00")  # 4×300 + 6×180
    assert found.unconfirmed and found.confidence is Confidence.D
    assert told(FINE, "2026-03-02", "2026-03-12", paid="2026-03-02:10000") == ("0.00", "0.00", 0)
    assert told(FINE, "2026-03-02", "2026-03-12", paid="2026-03-03:10000") == ("300.00", "300.00", 1)
    assert told(FINE, "2026-03-02", "2026-03-12", paid="2026-03-03:10000 2026-03-05:300") == ("300.00", "0.00", 1)


def test_each_instalment_is_late_by_itself():
    plan = "2026-03-02:4000 2026-04-02:6000"
    assert told(FINE, plan, "2026-03-12") == ("1200.00", "11200.00", 10)  # 10 × 120
    assert told(FINE, plan, "2026-04-04", paid="2026-03-02:4000") == ("360.00", "6360.00", 2)
    assert told(FINE, plan, "2026-04-04") == ("4320.00", "14320.00", 33)  # 31 × 120 + 2 × 300
    found = added(FINE, plan, "2027-01-01")
    assert (str(found.amount), str(found.cap)) == ("10000.00", "10000.00")


def test_half_a_fen_is_rounded_once_at_the_end():
    found = added("0.50", "2026-03-02", "2026-03-03")  # 0.015
    assert str(found.amount) == "0.02" and any("0.015元，四舍五入到分" in step for step in found.steps)
    assert str(added("0.50", "2026-03-02", "2026-03-05").amount) == "0.05"  # 0.045, not 3 × 0.02


def test_before_any_rule_nothing_is_added():
    found = added(FINE, "1996-09-28", "1996-10-01")
    assert (str(found.amount), found.days) == ("300.00", 1) and any("未查到规定" in step for step in found.steps)


@pytest.mark.parametrize(("asked", "given", "words"), [
    ((FINE, "2026-03-02", "2026-03-12"), {"paid": "2026-03-13:1"}, "comes after"),
    ((FINE, "2026-03-02", "2026-03-12"), {"pauses": "2026-03-08:2026-03-07"}, "before it begins"),
    ((FINE, "2026-03-02:4000 2026-04-02:5999.99", "2026-03-12"), {}, "come to 9999.99"),
    ((FINE, "2026-03-02", "2026-03-12"), {"paid": "2026-03-02:10000.01"}, "was owed"),
    (("0", "2026-03-02", "2026-03-12"), {}, "amount of nothing"),
])
def test_what_cannot_be_meant_is_refused(asked, given, words):
    with pytest.raises(ReckoningError, match=words):
        added(*asked, **given)
