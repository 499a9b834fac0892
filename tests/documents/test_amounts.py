"""Amounts, days and spans as documents write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from documents.amounts import day_told, in_figures, in_words, period_told, time_told
from foundation.clock import SHANGHAI
from foundation.errors import InvalidError
from regulation.terms import Unit


@pytest.mark.parametrize(("yuan", "words"), [
    ("0", "人民币零元整"),
    ("0.004", "人民币零元整"),
    ("0.005", "人民币壹分"),
    ("0.01", "人民币壹分"),
    ("0.10", "人民币壹角"),
    ("0.50", "人民币伍角"),
    ("0.58", "人民币伍角捌分"),
    ("1", "人民币壹元整"),
    ("10", "人民币壹拾元整"),
    ("16", "人民币壹拾陆元整"),
    ("100", "人民币壹佰元整"),
    ("101", "人民币壹佰零壹元整"),
    ("110", "人民币壹佰壹拾元整"),
    ("325.04", "人民币叁佰贰拾伍元零肆分"),
    ("1000", "人民币壹仟元整"),
    ("1001", "人民币壹仟零壹元整"),
    ("1010", "人民币壹仟零壹拾元整"),
    ("1409.50", "人民币壹仟肆佰零玖元伍角"),
    ("6007.14", "人民币陆仟零柒元壹角肆分"),
    ("10000", "人民币壹万元整"),
    ("10001", "人民币壹万零壹元整"),
    ("10010", "人民币壹万零壹拾元整"),
    ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
    ("99999.99", "人民币玖万玖仟玖佰玖拾玖元玖角玖分"),
    ("99999.995", "人民币壹拾万元整"),
    ("100000", "人民币壹拾万元整"),
    ("300000.50", "人民币叁拾万元伍角"),
    ("1000000", "人民币壹佰万元整"),
    ("1000001", "人民币壹佰万零壹元整"),
    ("10203040", "人民币壹仟零贰拾万叁仟零肆拾元整"),
    ("100000000", "人民币壹亿元整"),
    ("100000001", "人民币壹亿零壹元整"),
    ("100010000", "人民币壹亿零壹万元整"),
    ("1000000000.01", "人民币壹拾亿元零壹分"),
    ("123456789012.34", "人民币壹仟贰佰叁拾肆亿伍仟陆佰柒拾捌万玖仟零壹拾贰元叁角肆分"),
])
def test_an_amount_is_written_in_capitals(yuan: str, words: str) -> None:
    assert in_words(Decimal(yuan)) == words


@pytest.mark.parametrize("yuan", ["-0.01", "1000000000000", "999999999999.995", "NaN", "Infinity", "1E+300"])
def test_what_has_no_capitals_is_refused(yuan: str) -> None:
    with pytest.raises(InvalidError, match="cannot be written in capitals"):
        in_words(Decimal(yuan))


def test_an_amount_in_figures_has_its_fen_and_its_groups() -> None:
    assert in_figures(Decimal("1234567.005")) == "1,234,567.01元"
    assert in_figures(Decimal("0")) == "0.00元"


def test_days_and_times_are_written_without_idle_zeros_but_for_minutes() -> None:
    assert day_told(date(2024, 2, 29)) == "2024年2月29日"
    assert time_told(datetime(2026, 11, 6, 9, 5, tzinfo=SHANGHAI)) == "2026年11月6日9时05分"
    assert time_told(datetime(2026, 12, 31, 16, 0, tzinfo=UTC)) == "2027年1月1日0时00分"


@pytest.mark.parametrize(("count", "unit", "words"), [
    (5, Unit.WORKING_DAY, "5个工作日"), (60, Unit.DAY, "60日"), (6, Unit.MONTH, "6个月"), (24, Unit.HOUR, "24小时"),
    (3, Unit.LAW_DAY, "3日")])
def test_a_span_is_told_with_its_unit(count: int, unit: Unit, words: str) -> None:
    assert period_told(count, unit) == words


def test_a_span_of_nothing_is_none() -> None:
    with pytest.raises(InvalidError, match="0 is no span of time"):
        period_told(0, Unit.DAY)
