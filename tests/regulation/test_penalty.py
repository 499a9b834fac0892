"""What an offence may cost, to the fen, at every threshold and on the days on which the law changed."""

from datetime import timedelta

import pytest

from regulation.terms import Confidence
from regulation.yuan import ReckoningError
from tests.regulation.money import LAW, changed, day, punished, range_of

NEW, OLD = "2025-07-01", "2025-06-30"

# offence, day of the act, what was given, the range
RANGES = [
    ("mining-without-right", NEW, {"ore": "99999.99"}, ("100000.00", "1000000.00")),
    ("mining-without-right", NEW, {"ore": "100000.00"}, ("300000.00", "500000.00")),
    ("mining-without-right", NEW, {"ore": "100000.01"}, ("300000.03", "500000.05")),
    ("mining-without-right", NEW, {"ore": "0"}, ("100000.00", "1000000.00")),
    ("mining-without-right", NEW, {}, ("100000.00", "1000000.00")),
    ("mining-outside-area", NEW, {"ore": "99999.99"}, ("100000.00", "1000000.00")),
    ("mining-outside-area", NEW, {"ore": "250000"}, ("750000.00", "1250000.00")),
    ("mining-before-licence", NEW, {"ore": "99999.99"}, ("100000.00", "500000.00")),
    ("mining-before-licence", NEW, {"ore": "100000.00"}, ("100000.00", "300000.00")),
    ("mining-before-licence", NEW, {"ore": "100000.00", "when": "plain"}, ("0.00", "0.00")),
    ("exploring-without-right", NEW, {}, ("100000.00", "1000000.00")),
    ("exploring-outside-area", NEW, {}, ("100000.00", "1000000.00")),
    ("exploring-before-licence", NEW, {}, ("100000.00", "500000.00")),
    ("covering-strategic-minerals", NEW, {}, ("100000.00", "1000000.00")),
    ("destructive-mining", NEW, {}, ("100000.00", "500000.00")),
    ("low-recovery", NEW, {}, ("100000.00", "500000.00")),
    ("no-clean-up", NEW, {}, ("0.00", "50000.00")),
    ("no-clean-up", NEW, {"when": "refuses"}, ("50000.00", "100000.00")),
    ("data-not-handed-in", NEW, {}, ("20000.00", "100000.00")),
    ("data-not-handed-in", NEW, {"when": "serious"}, ("100000.00", "500000.00")),
    ("data-not-handed-in", NEW, {"when": "knowingly_false"}, ("200000.00", "1000000.00")),
    ("no-restoration", NEW, {"cost": "12345.67"}, ("0.00", "24691.34")),
    ("no-restoration", NEW, {"cost": "12345.67", "when": "refuses"}, ("24691.34", "61728.35")),
    ("emergency", NEW, {}, ("100000.00", "500000.00")),
    ("emergency", NEW, {"when": "person"}, ("10000.00", "50000.00")),
    ("obstructing-inspection", NEW, {}, ("20000.00", "100000.00")),
    ("obstructing-inspection", OLD, {}, ("0.00", "50000.00")),
    ("mining-without-right", OLD, {"gains": "80000"}, ("0.00", "40000.00")),
    ("mining-without-right", "2010-03-01", {"gains": "0.01"}, ("0.00", "0.01")),  # half a fen
    ("mining-without-right", "2010-03-01", {"gains": "0"}, ("0.00", "0.00")),
    ("mining-outside-area", OLD, {"gains": "80000"}, ("0.00", "24000.00")),
    ("mining-before-licence", OLD, {"gains": "80000"}, ("0.00", "40000.00")),
    ("exploring-without-right", OLD, {}, ("0.00", "100000.00")),
    ("exploring-before-licence", OLD, {}, ("0.00", "100000.00")),
    ("exploring-and-mining", OLD, {}, ("0.00", "100000.00")),
    ("exploration-duties", OLD, {}, ("0.00", "50000.00")),
    ("destructive-mining", OLD, {"loss": "1000000"}, ("0.00", "500000.00")),
    ("low-recovery", "1987-04-29", {"loss": "1000"}, ("0.00", "500.00")),
    ("illegal-transfer", OLD, {}, ("0.00", "100000.00")),
    ("contracting-out", OLD, {}, ("0.00", "100000.00")),
    ("selling-resources", OLD, {"gains": "33333.33"}, ("0.00", "33333.33")),
    ("illegal-mortgage", OLD, {}, ("0.00", "5000.00")),
    ("monopoly-ore-trade", OLD, {"gains": "7"}, ("0.00", "7.00")),
    ("boundary-posts", OLD, {}, ("0.00", "30000.00")),
    ("forged-licence", OLD, {}, ("0.00", "100000.00")),
    ("fee-unpaid", "2016-06-30", {"fee": "1000"}, ("0.00", "3000.00")),
    ("fee-concealed", "2016-06-30", {"fee": "1000"}, ("0.00", "5000.00")),
    ("fee-data-missing", "2016-06-30", {}, ("0.00", "5000.00")),
]


@pytest.mark.parametrize(("offence", "act", "given", "found"), RANGES)
def test_the_range_is_that_of_the_law_of_the_act(offence, act, given, found):
    assert range_of(offence, act, **given) == found


def test_every_offence_with_a_range_was_asked():
    ranged = {code for code, one in LAW.offence.items() if any(value.fines for value in one.values)}
    assert ranged == {row[0] for row in RANGES}


@pytest.mark.parametrize("offence", ["unlawful-approval", "illegal-transfer", "contracting-out", "selling-resources",
                                     "illegal-mortgage", "fees-late", "registration-not-changed", "boundary-posts",
                                     "forged-licence", "exploring-and-mining", "exploration-duties", "no-sign-board"])
def test_without_a_known_fine_there_is_no_range_and_a_reason(offence):
    found = punished(offence, NEW)
    assert found.range is None and found.must is None and found.reason


def test_an_unlawful_approval_is_answered_by_discipline_and_a_transfer_after_the_change_is_not_confirmed():
    approval, transfer = punished("unlawful-approval", NEW), punished("illegal-transfer", NEW)
    assert (approval.sanctions, approval.provision) == (("对责任人员给予处分",), "第六十二条")
    assert approval.confidence is Confidence.V and approval.limitation is None
    assert transfer.reason.startswith("未确认") and transfer.confidence is Confidence.D and transfer.unconfirmed


@pytest.mark.parametrize(("offence", "act"), [("mining-without-right", "1996-12-31"), ("exploring-without-right", "1998-02-11"),
                                              ("covering-strategic-minerals", OLD), ("fee-unpaid", "2016-07-01")])
def test_where_no_rule_was_in_force_nothing_is_guessed(offence, act):
    found = punished(offence, act, NEW, gains="1", fee="1")
    assert (found.range, found.law, found.provision) == (None, None, None) and "未查到" in found.reason


def test_the_answer_names_law_provision_and_what_must_follow():
    found = punished("mining-without-right", NEW, ore="100000.00")
    assert (found.law, found.provision, found.must) == ("矿产资源法（2024年修订）", "第六十四条第一款", True)
    assert [(one.what, one.value and str(one.value)) for one in found.confiscation] == [("ore", "100000.00"), ("tools", None)]
    general = "没收违法所得（行政处罚法（2021年修订）第二十八条第二款）"
    assert general not in found.sanctions
    gained = punished("mining-without-right", NEW, ore="100000.00", gains="5000")
    assert [one.what for one in gained.confiscation] == ["gains", "ore", "tools"]
    assert gained.sanctions == (*found.sanctions, general)
    assert general not in punished("mining-without-right", OLD, gains="1").sanctions
    assert punished("mining-without-right", OLD, gains="1").must is False
    assert any("100,000.00元×3＝300,000.00元" in step for step in found.steps)


def test_half_a_fen_is_rounded_up_and_said():
    found = punished("mining-outside-area", "2010-03-01", gains="1000.05")  # 300.015
    assert str(found.range.most) == "300.02"
    assert any("300.015元，四舍五入到分" in step for step in found.steps)
    assert str(punished("mining-outside-area", "2010-03-01", gains="1000.04").range.most) == "300.01"  # 300.012


@pytest.mark.parametrize(("change", "found"), [
    (lambda one: one["value"][1]["fine"][0].update(threshold=99999), ("299999.97", "499999.95")),
    (lambda one: one["value"][1]["fine"][0].update(most_below=900000), ("100000.00", "900000.00")),
])
def test_a_figure_changed_in_the_rulebook_changes_the_answer(change, found):
    law = changed(change, "offence", "mining-without-right")
    assert range_of("mining-without-right", NEW, law=law, ore="99999.99") == found


@pytest.mark.parametrize(("given", "words"), [
    ({"offence": "mining-without-right", "act": OLD}, "illegal gains"),
    ({"offence": "destructive-mining", "act": OLD}, "resource that is lost"),
    ({"offence": "no-restoration", "act": NEW}, "restoration"),
    ({"offence": "mining-without-right", "act": NEW, "decided": "2025-06-30"}, "comes before the act"),
    ({"offence": "mining-without-right", "act": NEW, "end": "2025-06-30"}, "before it began"),
    ({"offence": "mining-without-right", "act": NEW, "discovered": "2025-06-30"}, "comes before the act"),
])
def test_what_cannot_be_reckoned_is_refused(given, words):
    with pytest.raises(ReckoningError, match=words):
        punished(**given)


@pytest.mark.parametrize(("act", "harm", "last"), [
    ("2021-07-14", True, "2023-07-14"), ("2021-07-15", True, "2026-07-15"), ("2021-07-15", False, "2023-07-15"),
    ("2024-02-29", False, "2026-02-28"),
])
def test_after_the_limitation_an_act_is_not_punished(act, harm, last):
    in_time, late = [punished("mining-without-right", act, gains="1", harm=harm, discovered=str(one))
                     for one in (day(last), day(last) + timedelta(days=1))]
    assert (in_time.limitation.last_day, in_time.limitation.passed, late.limitation.passed) == (day(last), False, True)
    assert any("不再给予行政处罚" in step for step in late.steps)
