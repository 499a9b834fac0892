"""Whether a hearing must be offered: at the exact amount, half a fen beneath, by another sanction, by the law of the day."""

from datetime import date
from decimal import Decimal

import pytest

from regulation.hearing import Proposal, due_by_law, due_for
from regulation.loading import load
from regulation.offence_table import Basis, Circumstance
from regulation.penalty import penalty
from regulation.punishment import Act

LAW = load().money
NEW, OLD = date(2025, 8, 4), date(2021, 7, 14)


def due(proposal: Proposal, *, person: bool = True, day: date = NEW) -> str | None:
    found = due_for(LAW, proposal, person=person, day=day)
    return found.message if found else None


@pytest.mark.parametrize("day", [date(1996, 10, 1), OLD, date(2021, 7, 15), date(2024, 4, 30), date(2024, 5, 1), NEW])
def test_a_fine_of_exactly_the_amount_wants_a_hearing_and_half_a_fen_less_does_not(day: date) -> None:
    assert due(Proposal(Decimal("5000")), day=day) == "A hearing must be offered: a fine of 5,000.00元 is not below 5,000.00元."
    assert due(Proposal(Decimal("4999.995")), day=day) is None
    assert due(Proposal(Decimal("50000")), person=False, day=day) is not None
    assert due(Proposal(Decimal("49999.995")), person=False, day=day) is None


def test_no_rule_of_a_day_before_the_law_was_found() -> None:
    assert due(Proposal(Decimal("900000")), day=date(1996, 9, 30)) is None


def test_what_is_confiscated_counts_from_the_law_of_2021_on() -> None:
    for proposal in (Proposal(gains=Decimal(5000)), Proposal(ore=Decimal(5000))):
        assert due(proposal, day=OLD) is None and due(proposal, day=date(2021, 7, 15)) is not None
    assert due(Proposal(gains=Decimal("4999.995"), ore=Decimal("4999.995"))) is None
    assert due(Proposal(ore=None)) == (
        "Whether a hearing must be offered is not known: nobody has valued the ore that is confiscated.")


def test_a_licence_or_a_business_that_is_stopped_wants_one_whatever_the_amount() -> None:
    assert due(Proposal(others="吊销采矿许可证")) == "A hearing must be offered: “吊销” stands among the sanctions."
    for others in ("暂扣采矿许可证", "限期拆除地面设施", "收回矿业权"):  # the rule's, not the law's
        assert due(Proposal(others=others), day=date(2024, 4, 30)) is None
        assert due(Proposal(others=others), day=date(2024, 5, 1)) is not None
    assert due(Proposal(others="责令停止违法行为，回填采坑")) is None


def test_the_amount_is_said_to_be_unconfirmed() -> None:
    found = due_for(LAW, Proposal(Decimal(5000)), person=True, day=NEW)
    assert found is not None and "第三十四条；吉林省“较大数额”" in found.way_out and "系拟定" in found.way_out


def by_law(offence: str, day: date, *, person: bool = True, when: Circumstance | None = None, **worth: str) -> str | None:
    act = Act(first=day, last=day, decided=day, circumstance=when, bases={Basis(name): Decimal(yuan)
                                                                         for name, yuan in worth.items()})
    found = due_by_law(LAW, penalty(LAW, LAW.offence[offence], act), when, person=person, day=day)
    return found.message if found else None


def test_before_the_fine_is_known_the_least_of_the_law_decides() -> None:
    assert by_law("mining-without-right", NEW, ore_value="1") == (
        "A hearing must be offered: a fine of 100,000.00元 is not below 5,000.00元.")
    assert by_law("no-clean-up", NEW) is None  # from nothing to 50,000
    assert by_law("no-clean-up", NEW, person=False, when=Circumstance.REFUSES) is not None  # from exactly 50,000
    assert by_law("mining-without-right", date(2020, 8, 4), illegal_gains="900000") is None  # may be fined, up to a half


def test_what_the_law_confiscates_and_orders_anyway_decides_too() -> None:
    gains = "A hearing must be offered: 没收的违法所得, worth 5,000.00元, is not below 5,000.00元."
    assert by_law("mining-without-right", date(2022, 8, 4), illegal_gains="5000") == gains
    assert by_law("mining-without-right", date(2022, 8, 4), illegal_gains="4999.99") is None
    assert by_law("mining-outside-area", date(2020, 8, 4), when=Circumstance.REFUSES_SERIOUS, illegal_gains="1") == (
        "A hearing must be offered: “吊销许可证” stands among the sanctions.")
