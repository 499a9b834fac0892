"""Bands of discretion within the range of the law: to the fen, by date, and in which an amount lies (办法2024 第五条)."""

from datetime import date
from decimal import Decimal

import pytest

from regulation.discretion import band_of, bands_on
from regulation.discretion_table import Band
from regulation.offence_table import Basis
from regulation.yuan import Range
from tests.regulation.mistakes import complaints, entries
from tests.regulation.money import LAW, changed, day, punished


def banded(offence, act, decided="", **given):
    """The titles of the bands with what they come to."""
    found = punished(offence, act, decided, **given).discretion
    return found and [(one.title, str(one.least), str(one.most)) for one in found.bands]


def band(least, most, **given):
    return Band("x", "某档", "Some", "某情形", Decimal(least), Decimal(most), **given)


def test_the_range_of_the_law_is_divided_by_shares_of_it():
    assert banded("mining-without-right", "2025-08-01", ore="99999.99") == [
        ("较轻", "100000.00", "370000.00"), ("一般", "370000.00", "730000.00"), ("较重", "730000.00", "1000000.00")]
    assert banded("mining-without-right", "2025-08-01", ore="100000.00") == [
        ("较轻", "300000.00", "360000.00"), ("一般", "360000.00", "440000.00"), ("较重", "440000.00", "500000.00")]


def test_multiples_hold_where_the_fine_is_a_multiple_and_shares_where_it_is_an_amount():
    assert banded("mining-before-licence", "2025-08-01", when="refuses", ore="100000.01") == [
        ("较轻（倍数）", "100000.01", "160000.02"), ("一般（倍数）", "160000.02", "240000.02"),
        ("较重（倍数）", "240000.02", "300000.03")]
    assert banded("mining-before-licence", "2025-08-01", when="refuses", ore="99999.99") == [
        ("较轻", "100000.00", "220000.00"), ("一般", "220000.00", "380000.00"), ("较重", "380000.00", "500000.00")]


def test_half_a_fen_is_rounded_up_and_two_bands_still_meet():
    found = Range(Decimal("0.00"), Decimal("0.05"))
    assert band_of(found, band("0", "0.3")) == Range(Decimal("0.00"), Decimal("0.02"))  # 0.015
    assert band_of(found, band("0.3", "1")) == Range(Decimal("0.02"), Decimal("0.05"))
    assert band_of(found, band("0", "0.299")) == Range(Decimal("0.00"), Decimal("0.01"))  # 0.01495


def test_a_multiple_ends_where_the_range_of_the_law_ends():
    found, base = Range(Decimal("300000.00"), Decimal("500000.00")), Decimal(100000)
    assert band_of(found, band("2", "4", of=Basis.ORE), base) == Range(Decimal(300000), Decimal("400000.00"))
    assert band_of(found, band("5", "9", of=Basis.ORE), base) == Range(Decimal(500000), Decimal(500000))
    assert band_of(found, band("6", "9", of=Basis.ORE), base) is None
    assert band_of(found, band("3", "4", of=Basis.ORE)) is None


def test_bands_hold_on_the_day_of_the_decision_and_not_before_they_were_set():
    assert bands_on(LAW, "mining-without-right", date(2024, 4, 30)) is None
    assert bands_on(LAW, "mining-without-right", date(2024, 5, 1)) is not None
    assert bands_on(LAW, "unlawful-approval", date(2025, 8, 1)) is None
    assert banded("mining-without-right", "2024-04-30", gains="1000") is None
    assert banded("mining-without-right", "2024-04-30", "2024-05-01", gains="1000")[0] == ("较轻", "0.00", "150.00")


def test_a_scale_that_was_ended_divides_nothing_from_the_next_day_on():
    def end(one):
        one["value"][0]["until"] = date(2025, 8, 1)
    law = changed(end, "discretion", "mining")
    assert banded("mining-without-right", "2025-08-01", law=law, ore="100000") is not None
    assert banded("mining-without-right", "2025-08-01", "2025-08-02", law=law, ore="100000") is None


def test_where_the_law_knows_no_fine_there_are_no_bands():
    assert punished("illegal-transfer", "2025-08-01").discretion is None
    assert punished("mining-before-licence", "2025-08-01", when="plain", ore="5").discretion is None


def test_an_amount_where_two_bands_meet_is_of_the_lighter():
    found = punished("mining-without-right", "2025-08-01", ore="100000").discretion
    assert [found.lying_in(Decimal(one)).title for one in ("300000", "360000.00", "360000.01", "500000")] == [
        "较轻", "较轻", "一般", "较重"]
    assert found.lying_in(Decimal("299999.99")) is None and found.lying_in(Decimal("500000.01")) is None
    assert found.named("一般") is found.named("ordinary") and found.named("特别重") is None


@pytest.mark.parametrize(("ore", "fits"), [("99999.99", [True, False, False]), ("100000.00", [False, True, False]),
                                           ("499999.99", [False, True, False]), ("500000.00", [False, False, True])])
def test_the_band_whose_facts_can_be_measured_is_told(ore, fits):
    assert [one.fits for one in punished("mining-without-right", "2025-08-01", ore=ore).discretion.bands] == fits


def test_what_is_not_measured_or_not_known_is_not_told():
    assert {one.fits for one in punished("mining-without-right", "2025-08-01").discretion.bands} == {None}
    assert {one.fits for one in punished("exploring-without-right", "2025-08-01").discretion.bands} == {None}


def test_the_bands_that_come_with_the_system_are_unconfirmed_in_every_answer():
    found = punished("mining-without-right", "2025-08-01", ore="5").discretion
    assert found.confidence.value == "D" and "吉林省的裁量基准未查到" in found.source
    assert day("2024-05-01") == bands_on(LAW, "mining-without-right", date(2030, 1, 1)).effective_from


def scale(change):
    return lambda files: change(next(one for one in entries(files, "discretion") if one["code"] == "mining"))


def at_band(n, **given):
    return scale(lambda one: one["value"][0]["band"][n].update(given))


@pytest.mark.parametrize(("change", "words"), [
    (at_band(0, least=0.1), "write a whole number, or one in quotes"), (at_band(0, most="-1"), "is no share of a range"),
    (at_band(2, most="1.1"), "is no share of a range"), (at_band(1, least="0.4"), "0.4 does not follow on 0.3"),
    (at_band(1, code="lesser"), "two are called lesser"), (at_band(1, title="较轻"), "two are called 较轻"),
    (at_band(0, of="fixed"), "nothing is a multiple of a fixed amount"), (at_band(0, by="weight"), "is none of fixed"),
    (at_band(1, at_least=500000), "the bounds are no span"), (at_band(0, below=-1), "the bounds are no span"),
    (scale(lambda one: one["value"][0]["band"][0].pop("by")), "what is measured and its bounds go together"),
    (scale(lambda one: one["value"][0].update(band=[])), "no band; add them"),
    (scale(lambda one: one.update(offences=["theft"])), "there is no offence theft"),
    (scale(lambda one: one["offences"].append("no-clean-up")), "no-clean-up has two scales"),
    (scale(lambda one: one.update(value=[])), "no value"),
    (at_band(2, of="ore_value", most="5.1", least=3), "the law fines no 3 to 5.1 times ore_value"),
])
def test_a_scale_that_cannot_be_is_named_with_what_to_do(change, words):
    found = complaints(change)
    assert any(words in one and " · " in one for one in found), found
