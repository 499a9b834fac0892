"""A form is taken as it was meant or refused with every fault, each with what would be right (design: the act)."""

from datetime import date
from typing import Any

import pytest

from casework.act.forms import checked, kind_of
from casework.filling import READERS
from foundation.errors import InvalidError, NotFoundError
from regulation.act_kind import ActKind, Field, Finding
from regulation.checking import FIELD_TYPES
from tests.conftest import the_rulebook


def a_field(type_: str, **more: Any) -> Field:
    return Field(name="given", title="所填", title_en="Given", type=type_, **more)


def a_kind(*fields: Field, findings: tuple[Finding, ...] = ()) -> ActKind:
    return ActKind(kind="test", provision="三（一）", title="测试", title_en="Test", reviewed=False, fields=fields,
                   findings=findings)


def taken(field: Field, given: Any) -> Any:
    return checked(a_kind(field), {"given": given}, [])["given"]


def fault(field: Field, given: Any) -> str:
    with pytest.raises(InvalidError) as caught:
        taken(field, given)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(("type_", "given", "kept"), [
    ("text", "  口前铁矿 ", "口前铁矿"),
    ("integer", 3, 3), ("integer", "3", 3), ("integer", 3.0, 3), ("integer", "-3", -3), ("integer", "１２", 12),
    ("number", "1.50", "1.50"), ("number", 0.1, "0.1"), ("number", "1e3", "1000"), ("number", "１２.５", "12.5"),
    ("number", "9999999999999999", "9999999999999999"), ("number", "1e-15", "0.000000000000001"),
    ("money", "99999999999999.99", "99999999999999.99"),
    ("money", "10.00", "10.00"), ("money", 10, "10"), ("money", "0.01", "0.01"), ("money", "1.010", "1.010"),
    ("date", "2024-03-05", "2024-03-05"), ("date", date(2024, 2, 29), "2024-02-29"),
    ("boolean", True, True), ("boolean", False, False),
    ("choice", "合格", "合格"),
])
def test_what_is_right_is_kept_in_one_spelling(type_: str, given: Any, kept: Any) -> None:
    found = taken(a_field(type_, choices=("合格", "不合格") if type_ == "choice" else ()), given)
    assert (found, type(found)) == (kept, type(kept))


@pytest.mark.parametrize(("type_", "given", "said"), [
    ("text", 5, "5 is not a text"), ("text", ["x"], "['x'] is not a text"),
    ("integer", "3.5", "'3.5' is not a whole number"), ("integer", 3.5, "3.5 is not a whole number"),
    ("integer", True, "True is not a whole number"), ("integer", float("inf"), "inf is not a whole number"),
    ("integer", [1], "[1] is not a whole number"),
    ("number", "许多", "'许多' is not a number"), ("number", "NaN", "'NaN' is not a number"),
    ("number", "-Infinity", "'-Infinity' is not a number"), ("number", False, "False is not a number"),
    ("money", "0.005", "0.005 has more than two decimals (分 is the smallest unit)"),
    ("money", 10.125, "10.125 has more than two decimals (分 is the smallest unit)"),
    ("money", "100000000000000000",
     "100000000000000000 is too much; an amount has at most 14 digits before the point"),
    ("money", "-1e9999", "-1e9999 is too much; an amount has at most 14 digits before the point"),
    ("money", "1e-9999", "1e-9999 has more than two decimals (分 is the smallest unit)"),
    ("number", "10000000000000000", "10000000000000000 is too large; a number has at most 16 digits before the point"),
    ("number", "1e-16", "1e-16 is too small; a number has at most 15 decimals"),
    ("integer", "10000000000000000", "10000000000000000 is too large; a number has at most 16 digits before the point"),
    ("money", "100000000000000", "100000000000000 is too much; an amount has at most 14 digits before the point"),
    ("date", "2024-02-30", "'2024-02-30' is not a date like 2024-03-05"),
    ("date", "昨天", "'昨天' is not a date like 2024-03-05"), ("date", 20240230, "20240230 is not a date like 2024-03-05"),
    ("boolean", "true", "'true' is neither true nor false"), ("boolean", 1, "1 is neither true nor false"),
    ("choice", "良好", "'良好' is none of 合格, 不合格"), ("choice", ["合格"], "['合格'] is none of 合格, 不合格"),
])
def test_what_is_wrong_is_named_with_the_field_and_what_would_be_right(type_: str, given: Any, said: str) -> None:
    field = a_field(type_, choices=("合格", "不合格") if type_ == "choice" else ())
    assert fault(field, given) == f"given（所填）: {said}"


@pytest.mark.parametrize(("type_", "minimum", "below", "at"), [
    ("integer", 1, 0, 1), ("number", 0, "-0.1", "0"), ("money", 0, "-0.01", "0.00"), ("number", 0.5, "0.49", "0.50")])
def test_a_minimum_may_be_reached_and_not_undercut(type_: str, minimum: float, below: Any, at: Any) -> None:
    field = a_field(type_, minimum=minimum)
    assert taken(field, at) == at
    assert fault(field, below) == f"given（所填）: {below} is below {minimum:g}"


@pytest.mark.parametrize(("type_", "given"), [("money", "1" + "0" * 29), ("money", "1e29"), ("number", "1e999999")])
def test_a_monstrous_number_is_taken_or_refused_but_neither_breaks_the_form_nor_fills_the_disk(type_: str, given: str) -> None:
    try:
        assert len(taken(a_field(type_), given)) <= 40
    except InvalidError as refused:
        assert len(refused.problems) == 1


@pytest.mark.parametrize("given", [None, "", "   ", "　"])
def test_blanks_do_not_fill_in_what_is_required_and_leave_out_what_is_not(given: Any) -> None:
    assert fault(a_field("text", required=True), given) == "given（所填）: missing"
    assert checked(a_kind(a_field("text")), {"given": given}, []) in ({}, {"given": ""})


def test_every_fault_is_named_at_once() -> None:
    kind = a_kind(a_field("money"), Field("when", "日期", "When", "date", required=True),
                  findings=(Finding("no_sign", "未立牌"), Finding("gone", "已拆除")))
    with pytest.raises(InvalidError, match=r"The form of 测试 \(test\) is not right:") as caught:
        checked(kind, {"given": "1.234", "colour": "red"}, ["no_sign", "ghost"])
    assert caught.value.problems == (
        "colour: no such field; there are given, when",
        "given（所填）: 1.234 has more than two decimals (分 is the smallest unit)", "when（日期）: missing",
        "finding ghost: unknown; test knows gone, no_sign")
    with pytest.raises(InvalidError) as caught:
        checked(a_kind(), {"colour": "red"}, ["ghost"])
    assert caught.value.problems == ("colour: no such field; there are none", "finding ghost: unknown; test knows none")


def test_every_type_of_the_rulebook_has_its_reader() -> None:
    used = {field.type for kind in the_rulebook().acts.values() for field in kind.fields}
    assert set(FIELD_TYPES) == used and set(READERS) == {*FIELD_TYPES, "officers"}


def test_an_unknown_kind_is_refused_with_the_near_ones() -> None:
    assert kind_of(the_rulebook(), "patrol").kind == "patrol"
    with pytest.raises(NotFoundError, match=r"There is no act kind “mine_inspektion”\. Did you mean mine_inspection"):
        kind_of(the_rulebook(), "mine_inspektion")
    with pytest.raises(NotFoundError, match=r"`kuangjian act kinds` lists all"):
        kind_of(the_rulebook(), "")
