"""What bars an application, by the law of the day (241号令24, 240号令33, 四（三）)."""

from datetime import date
from typing import Any

import pytest

from regulation.bar_table import Asked
from regulation.bars import bars_on, last_barred, revoked_by
from tests.regulation.mistakes import complaints, entries

DAY = date(2024, 6, 3)


def codes(rulebook: Any, kind: Asked, right: str | None, day: date = DAY) -> list[str]:
    return [bar.code for bar, _ in bars_on(rulebook.bars, kind, right, day)]


def test_only_a_new_application_asks_whether_a_licence_was_revoked(rulebook):
    assert codes(rulebook, Asked.NEW, "mining") == [
        "area-suspended", "permits-stopped", "penalty-unperformed", "mining-licence-revoked"]
    assert codes(rulebook, Asked.NEW, "exploration")[-1:] == ["exploration-licence-revoked"]
    assert codes(rulebook, Asked.NEW, None)[-2:] == ["mining-licence-revoked", "exploration-licence-revoked"]
    assert codes(rulebook, Asked.RENEWAL, "mining") == [
        "area-suspended", "permits-stopped", "penalty-unperformed", "case-open"]


def test_a_bar_begins_on_the_day_its_law_is_in_force(rulebook):
    assert "penalty-unperformed" not in codes(rulebook, Asked.CHANGE, "mining", date(2024, 4, 30))
    assert "penalty-unperformed" in codes(rulebook, Asked.CHANGE, "mining", date(2024, 5, 1))


@pytest.mark.parametrize(("code", "since", "last"), [
    ("mining-licence-revoked", date(2022, 3, 5), date(2024, 3, 5)),
    ("mining-licence-revoked", date(2024, 2, 29), date(2026, 2, 28)),
    ("exploration-licence-revoked", date(2023, 8, 31), date(2024, 2, 29)),
    ("exploration-licence-revoked", date(2023, 12, 31), date(2024, 6, 30)),
])
def test_who_lost_a_licence_waits_two_years_or_six_months(rulebook, code, since, last):
    value = next(value for bar, value in bars_on(rulebook.bars, Asked.NEW, None, since) if bar.code == code)
    assert last_barred(value, since) == last


def test_what_lasts_as_long_as_its_record_has_no_last_day(rulebook):
    (_, value), *_ = bars_on(rulebook.bars, Asked.NEW, None, DAY)
    assert last_barred(value, DAY) is None


@pytest.mark.parametrize(("words", "right", "revoked"), [
    ("责令停产；吊销采矿许可证", None, ("mining",)), ("吊销勘查许可证。", "mining", ("exploration",)),
    ("吊销许可证", "mining", ("mining",)), ("吊销许可证", None, ()), ("不予吊销采矿许可证", "mining", ()),
    ("建议吊销采矿许可证", "mining", ()), ("责令限期改正", "mining", ()),
    ("吊销采矿许可证、勘查许可证", None, ("mining", "exploration")),
])
def test_a_decision_says_which_licence_it_revokes(words, right, revoked):
    assert revoked_by(words, right) == revoked


def test_after_the_new_law_the_old_orders_are_marked_unconfirmed(rulebook):
    told = {day: {bar.code: value.confidence for bar, value in bars_on(rulebook.bars, Asked.NEW, None, day)}
            for day in (date(2025, 6, 30), date(2025, 7, 1))}
    assert [told[day]["mining-licence-revoked"] for day in told] == ["V", "D"]


def bar(**changes: Any) -> Any:
    def change(files: Any) -> None:
        [one] = [entry for entry in entries(files, "bar") if entry["code"] == "area-suspended"]
        for name, value in changes.items():
            (one["value"][0] if name in one["value"][0] or name == "months" else one)[name] = value
    return change


@pytest.mark.parametrize(("changes", "words"), [
    ({"switch": "nothing"}, "there is no figure nothing"), ({"gate": "nothing"}, "there is no gate nothing"),
    ({"right": "oil"}, "oil is no right"), ({"kinds": []}, "it stops no application"), ({"months": 0}, "0 is too few"),
    ({"quote": "省厅将暂停审批"}, "is not in the quotes of 四（三）"),
])
def test_a_bar_that_cannot_be_is_named(changes, words):
    [problem] = complaints(bar(**changes))
    assert problem.startswith("procedure/bars.toml · area-suspended") and words in problem
