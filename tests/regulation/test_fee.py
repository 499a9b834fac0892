"""The compensation fee: revenue × rate × recovery factor, on the days on which rates ended, and its late fee."""

import pytest

from regulation.fee_factor import Known
from regulation.terms import Confidence
from regulation.yuan import ReckoningError
from tests.regulation.money import LAW, changed, charged, day

H1 = ("2013-01-01", "2013-06-30")


RATES = [
    ("煤", "10000.00", "V"), ("煤层气", "10000.00", "V"), ("铁", "20000.00", "V"), ("石灰岩", "20000.00", "V"),
    ("钨", "20000.00", "V"), ("稀土", "30000.00", "V"), ("地热", "30000.00", "V"), ("金", "40000.00", "V"),
    ("离子型稀土", "40000.00", "V"), ("矿泉水", "40000.00", "R"), ("二氧化碳气", "30000.00", "R"), ("湖盐", "5000.00", "R")]


@pytest.mark.parametrize(("mineral", "amount", "sure"), RATES)
def test_each_group_has_its_rate(mineral, amount, sure):
    found = charged(mineral, "1000000", *H1)
    assert (str(found.amount), found.confidence.value) == (amount, sure)


def test_every_group_was_asked():
    asked = {row[0] for row in RATES}
    assert all(asked & set(group.minerals) for group in LAW.fee_group.values())


@pytest.mark.parametrize(("mineral", "last_charged", "first_free"), [
    ("煤", "2014-11-30", "2014-12-01"), ("石油", "2014-11-30", "2014-12-01"), ("天然气", "2014-11-30", "2014-12-01"),
    ("稀土", "2015-04-30", "2015-05-01"), ("钨", "2015-04-30", "2015-05-01"), ("钼", "2015-04-30", "2015-05-01")])
def test_some_rates_were_set_to_zero_earlier(mineral, last_charged, first_free):
    assert charged(mineral, "1000", last_charged, last_charged).amount > 0
    free = charged(mineral, "1000", first_free, first_free)
    assert (str(free.amount), free.confidence) == ("0.00", Confidence.R) and "降为零" in free.reason
    with pytest.raises(ReckoningError, match="changed among these days"):
        charged(mineral, "1000", last_charged, first_free)


@pytest.mark.parametrize(("first", "charges"), [
    ("1994-03-31", False), ("1994-04-01", True), ("2016-06-30", True), ("2016-07-01", False)])
def test_outside_its_years_there_is_no_fee_but_the_reason(first, charges):
    found = charged("铁", "1000", first, first)
    assert (found.amount is not None) is charges and (found.reason is None) is charges
    assert charges or found.confidence is Confidence.R
    assert (found.due is not None) is charges


@pytest.mark.parametrize(("approved", "actual", "amount"), [
    ("80", "80", "10000.00"), ("80", "75", "10666.67"), ("75", "80", "9375.00"), ("80", "40", "20000.00")])
def test_the_factor_is_approved_by_actual_recovery_and_not_held_to_one(approved, actual, amount):
    assert str(charged("煤", "1000000", *H1, approved=approved, actual=actual).amount) == amount


def test_the_factor_stands_in_the_answer_and_its_product_is_exact_before_it_is_rounded():
    found = charged("煤", "3000", *H1, approved="50", actual="75")
    assert (str(found.factor), str(found.amount)) == ("0.666667", "20.00")
    assert str(charged("煤", "0.50", *H1).amount) == "0.01"  # half a fen


def test_without_an_audit_the_factor_is_provisional_and_whoever_filed_nothing_gets_a_range():
    waiting, silent = [charged("煤", "1000000", *H1, known=one) for one in (Known.PROVISIONAL, Known.UNFILED)]
    assert (str(waiting.amount), waiting.confidence, bool(waiting.unconfirmed)) == ("10000.00", Confidence.D, True)
    assert silent.amount is None and silent.factor is None
    assert (str(silent.range.least), str(silent.range.most)) == ("12000.00", "15000.00")
    assert str(charged("煤", "1000000", *H1, factor="1.3").amount) == "13000.00"


@pytest.mark.parametrize(("first", "last", "due"), [
    ("2013-01-01", "2013-06-30", "2013-07-31"), ("2013-07-01", "2013-12-31", "2014-01-31")])
def test_it_is_due_a_month_after_the_half_year(first, last, due):
    assert charged("铁", "1000", first, last).due == day(due)


def test_late_it_grows_by_two_per_mille_a_day():
    assert str(charged("煤", "1000000", *H1, on="2013-07-31").late_fee) == "0.00"
    first, tenth = charged("煤", "1000000", *H1, on="2013-08-01"), charged("煤", "1000000", *H1, on="2013-08-10")
    assert (str(first.late_fee), str(first.owed)) == ("20.00", "10020.00")
    assert (str(tenth.late_fee), str(tenth.owed)) == ("200.00", "10200.00")
    part = charged("煤", "1000000", *H1, paid="2013-08-05:5000", on="2013-08-10")
    assert (str(part.late_fee), str(part.owed)) == ("150.00", "5150.00")  # 5 × 20 + 5 × 10
    assert tenth.confidence is Confidence.D  # whether a cap holds was not found
    assert str(charged("煤", "1000000", *H1, on="2016-07-01").late_fee) == "21320.00"  # 1,066 days, above the fee


def test_a_figure_changed_in_the_rulebook_changes_the_answer():
    law = changed(lambda one: one["value"][0].update(rate="0.0123"), "fee_group", "other-fuels")
    assert str(charged("石煤", "1000000", *H1, law=law).amount) == "12300.00"
    law = changed(lambda one: one["value"][0].update(rate="0.003"), "late_payment", "compensation_fee")
    assert str(charged("石煤", "1000000", *H1, on="2013-08-01", law=law).late_fee) == "30.00"


@pytest.mark.parametrize(("given", "words"), [
    ({"mineral": "水银金"}, "No rate is known"), ({"first": "2013-06-30", "last": "2013-07-01"}, "more than one half-year"),
    ({"first": "2013-06-30", "last": "2013-06-01"}, "before they begin"), ({"actual": "0"}, "recovery of 0"),
    ({"approved": "100.01"}, "recovery of 100.01"), ({"paid": "2013-07-01:5"}, "reckoned by a day"),
    ({"known": Known.UNFILED, "on": "2013-08-01"}, "late fee of a range"), ({"factor": "0"}, "factor of nothing"),
    ({"paid": "2013-07-01:10000.01", "on": "2013-08-01"}, "More was paid"),
])
def test_what_cannot_be_meant_is_refused(given, words):
    asked = {"mineral": "煤", "revenue": "1000000", "first": H1[0], "last": H1[1]} | given
    with pytest.raises(ReckoningError, match=words):
        charged(**asked)


@pytest.mark.parametrize(("mineral", "first", "count"), [("月岩", "煤", 100), ("石煤炭", "石", 3)])
def test_of_an_unknown_mineral_those_that_begin_alike_are_told_or_else_all(mineral, first, count):
    with pytest.raises(ReckoningError) as refused:
        charged(mineral, "1000000", *H1)
    told = refused.value.way_out.removeprefix("Write a mineral of the annex: ").removesuffix(".").split("、")
    assert len(told) >= count and any(one.startswith(first) for one in told) and "…" not in refused.value.way_out
