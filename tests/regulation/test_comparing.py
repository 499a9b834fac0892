"""A report beside the one before: differences and percentages exact, what cannot be compared said so."""

from decimal import Decimal

import pytest

from regulation.act_kind import ActKind, Field
from regulation.comparing import Change, compared
from regulation.periods import year_before

FIELDS = tuple(Field(name, name, name, name) for name in ("integer", "number", "money", "text", "choice", "boolean", "date"))
KIND = ActKind("report", "六（三）", "报告", "report", reviewed=True, fields=FIELDS)


def one(name, before, now):
    found = list(compared(KIND, {name: before} if before is not None else {}, {name: now} if now is not None else {}))
    assert len(found) == 1
    return found[0].change, found[0].difference, found[0].percent


@pytest.mark.parametrize(("name", "before", "now", "change", "difference", "percent"), [
    ("integer", 5, 7, Change.MORE, "2", "40.0"), ("integer", 7, 5, Change.LESS, "-2", "-28.6"),
    ("integer", 3, 3, Change.SAME, "0", "0.0"), ("number", "1.5", "1.25", Change.LESS, "-0.25", "-16.7"),
    ("number", "0.3", "0.1", Change.LESS, "-0.2", "-66.7"), ("number", "1.50", "1.5", Change.SAME, "0.00", "0.0"),
    ("money", "10000.00", "12345.67", Change.MORE, "2345.67", "23.5"), ("number", "8", "8.01", Change.MORE, "0.01", "0.1"),
    ("number", "1000", "1000.5", Change.MORE, "0.5", "0.1"), ("integer", 1, 1001, Change.MORE, "1000", "100000.0")])
def test_numbers_are_told_with_their_difference_and_percentage(name, before, now, change, difference, percent):
    assert one(name, before, now) == (change, Decimal(difference), Decimal(percent))


@pytest.mark.parametrize(("before", "now", "change", "difference", "percent"), [
    ("-4", "-2", Change.MORE, "2", "50.0"), ("-4", "-6", Change.LESS, "-2", "-50.0"), ("-4", "4", Change.MORE, "8", "200.0"),
    ("4", "-4", Change.LESS, "-8", "-200.0")])
def test_of_what_was_below_nought_more_is_a_plus(before, now, change, difference, percent):
    assert one("number", before, now) == (change, Decimal(difference), Decimal(percent))


@pytest.mark.parametrize(("before", "now", "told"), [
    (0, 5, (Change.FROM_ZERO, Decimal(5), None)), ("0.00", "-5", (Change.FROM_ZERO, Decimal("-5.00"), None)),
    (0, 0, (Change.SAME, Decimal(0), None)), (5, 0, (Change.LESS, Decimal(-5), Decimal("-100.0")))])
def test_of_nought_no_percentage_can_be_given(before, now, told):
    assert one("number", before, now) == told


@pytest.mark.parametrize("name", ["integer", "text", "boolean"])
def test_what_one_of_the_two_does_not_say_is_new_or_gone(name):
    value = {"integer": 0, "text": "有", "boolean": False}[name]
    assert one(name, None, value) == (Change.NEW, None, None) and one(name, value, None) == (Change.GONE, None, None)
    assert one(name, "  ", value) == (Change.NEW, None, None)


@pytest.mark.parametrize(("name", "before", "now", "change"), [
    ("text", "甲", "甲", Change.SAME), ("text", "5", "7", Change.OTHER), ("choice", "优秀", "称职", Change.OTHER),
    ("boolean", True, False, Change.OTHER), ("boolean", False, False, Change.SAME),
    ("date", "2024-01-01", "2023-01-01", Change.OTHER),
    ("integer", 5, "五", Change.OTHER), ("number", "nan", "5", Change.OTHER)])
def test_what_is_no_number_is_the_same_or_another(name, before, now, change):
    assert one(name, before, now) == (change, None, None)


def test_fields_stand_in_the_order_of_the_form_and_empty_ones_are_left_out():
    found = list(compared(KIND, {"text": "甲", "strange": 1}, {"integer": 1}))
    assert [one.field.name for one in found] == ["integer", "text"]


@pytest.mark.parametrize(("code", "before"), [
    ("2024", "2023"), ("2024H1", "2023H1"), ("2024Q4", "2023Q4"), ("2024-02", "2023-02"), ("2024-W10", "2023-W10"),
    ("2000", "1999"), ("2024-03-08", None), ("2024-03-08.2", None), ("once", None), ("", None)])
def test_the_period_a_year_before_has_the_same_place_in_its_year(code, before):
    assert year_before(code) == before
