"""A decision that is changed is never heavier than it was, and a decision never heavier than its notice."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Date

from casework.case.cases import case_of
from casework.case.owing import owed_on
from casework.case.watching import watch_cases
from casework.desk import House
from foundation.errors import ConflictError, InvalidError
from tests.casework.cases import NONE_OF_THESE, REVIEWED, SERVED, Office, a_bureau, as_it_is, limits, move, proposed, waived
from tests.casework.town import at, go_to

MONEY = {"facts": "无证采矿四百吨", "basis": "矿产资源法第六十四条", "fine": "200000.00", "gains": "1000.00",
         "ore": "铁矿石400吨", "others": "责令拆除设备"}
LATER = {**REVIEWED, "annulled_on": "2025-09-01", "served_on": "2025-09-02"}


def noted(house: House) -> tuple[Office, str]:
    """A case whose notice is to be issued."""
    office = a_bureau(house, date(2025, 1, 1), date(2025, 8, 4))
    number = proposed(house, office, worth={"ore_value": "50000"}, assessed=NONE_OF_THESE, act_start=date(2025, 7, 10),
                      act_end=date(2025, 8, 1))
    return office, number


def weighed(house: House) -> tuple[Office, str]:
    """A case in which 400 t of iron ore were notified."""
    office, number = noted(house)
    weigh(house, office, number, MONEY)
    return office, number


def weigh(house: House, office: Office, number: str, told: dict[str, str]) -> None:
    move(house, office, number, "notice.issue", **told)
    move(house, office, number, "notice.serve", **SERVED, served_on="2025-08-04")
    move(house, office, number, "statement.record", statement="无异议。")
    waived(house, office, number)
    move(house, office, number, "statement.weigh", opinion="无异议。")


def performing(house: House, *, social_impact: bool = False) -> tuple[Office, str]:
    office, number = weighed(house)
    move(house, office, number, "decision.penalty", **MONEY, discretion="一般", social_impact=social_impact)
    move(house, office, number, "decision.serve", **SERVED, served_on="2025-08-04")
    return office, number


@pytest.mark.parametrize("ore", ["铁矿石4000吨", "铁矿石400.01吨", "金矿石1吨", "全部矿石"])
def test_a_decision_confiscates_no_more_ore_than_was_notified(sqlite_house: House, ore: str) -> None:
    office, number = weighed(sqlite_house)
    with pytest.raises(InvalidError, match="铁矿石400吨; the decision confiscates"):
        move(sqlite_house, office, number, "decision.penalty", **{**MONEY, "ore": ore}, discretion="一般", social_impact=False)
    assert as_it_is(sqlite_house, number).stage == "weighed"
    less = {**MONEY, "ore": "铁矿石三百吨"}
    move(sqlite_house, office, number, "decision.penalty", **less, discretion="一般", social_impact=False)


@pytest.mark.parametrize("others", ["吊销采矿许可证", "责令拆除设备；吊销采矿许可证", "责令停产停业", "没收采矿工具"])
def test_a_decision_orders_no_penalty_that_was_not_notified(sqlite_house: House, others: str) -> None:
    office, number = weighed(sqlite_house)
    said = {"discretion": "一般", "social_impact": False}
    with pytest.raises(InvalidError, match=f"The notice did not say: {others.removeprefix('责令拆除设备；')}") as refused:
        move(sqlite_house, office, number, "decision.penalty", **{**MONEY, "others": others}, **said)
    assert refused.value.way_out is not None and "notice.renew" in refused.value.way_out
    assert as_it_is(sqlite_house, number).stage == "weighed"
    # To put right what is wrong is no penalty, and needs no notice.
    move(sqlite_house, office, number, "decision.penalty", **{**MONEY, "others": "责令拆除设备；责令停止违法行为"}, **said)


def test_a_fine_below_the_range_is_notified_with_its_ground_and_decided_no_higher(sqlite_house: House) -> None:
    office, number = noted(sqlite_house)
    low = {**MONEY, "fine": "50000.00"}
    with pytest.raises(InvalidError, match="lies below the range of the law") as refused:
        move(sqlite_house, office, number, "notice.issue", **low)
    assert refused.value.way_out is not None and "ground of notice.issue" in refused.value.way_out
    weigh(sqlite_house, office, number, {**low, "ground": "配合查处有立功表现"})
    said = {"discretion": "立功", "social_impact": False}
    with pytest.raises(InvalidError, match="lies below the range of the law"):
        move(sqlite_house, office, number, "decision.penalty", **low, **said)
    with pytest.raises(ConflictError):
        move(sqlite_house, office, number, "decision.lighter", **MONEY, **said, ground="配合查处有立功表现")
    move(sqlite_house, office, number, "decision.lighter", **low, **said, ground="配合查处有立功表现")
    assert as_it_is(sqlite_house, number).stage == "decided"


def test_a_ground_lets_no_notice_go_above_the_range(sqlite_house: House) -> None:
    office, number = noted(sqlite_house)
    with pytest.raises(InvalidError, match="lies above the range of the law"):
        move(sqlite_house, office, number, "notice.issue", **{**MONEY, "fine": "1000000.01"}, ground="配合查处有立功表现")


CHANGED = {name: value for name, value in MONEY.items() if name not in ("facts", "basis")}


@pytest.mark.parametrize(("more", "said"), [
    ({"fine": "200000.01"}, "fine（罚款）: 200,000.01元, 200,000.00元 before"),
    ({"gains": "1000.01"}, "gains（没收违法所得）: 1,000.01元, 1,000.00元 before"),
    ({"ore": "铁矿石401吨"}, "ore: 铁矿石401吨, before 铁矿石400吨"),
    ({"others": "吊销许可证"}, "others: 吊销许可证 was not ordered before"),
    ({"by": "本机关"}, "by（作出的机关）: '本机关' is none of 复议机关, 人民法院"), ({"number": ""}, "number（文号）: missing"),
    ({"served_on": "2025-08-03"}, "The changed decision of 2025-08-04 was not served on 2025-08-03."),
    ({"served_on": "2025-08-05"}, "2025-08-05 lies after the day of this move, 2025-08-04."),
    ({"annulled_on": "2025-08-03"}, "The decision of 2025-08-04 was not changed on 2025-08-03.")])
def test_a_change_for_the_worse_by_the_office_or_without_its_paper_is_refused(
        sqlite_house: House, more: dict[str, str], said: str) -> None:
    office, number = performing(sqlite_house)
    with pytest.raises(InvalidError) as refused:
        move(sqlite_house, office, number, "decision.change", **{**CHANGED, **REVIEWED, **more})
    assert (*refused.value.problems, refused.value.message)[0] == said
    with at(sqlite_house) as desk:
        owed = owed_on(desk, case_of(desk, number), date(2025, 8, 4))
    assert owed is not None and (owed.fine, owed.gains) == (Decimal("200000.00"), Decimal("1000.00"))


def test_a_changed_fine_is_paid_from_its_own_service_on_even_below_the_range(house: House) -> None:
    office, number = performing(house)
    go_to(house, date(2025, 9, 2))
    move(house, office, number, "decision.change", **LATER, fine="50000.00", others="责令拆除设备")
    assert limits(house, number)["payment"] == date(2025, 9, 17)
    with at(house) as desk:
        found = [owed_on(desk, case_of(desk, number), date(2025, 9, day)) for day in (17, 18)]
    assert [one and (one.fine, one.gains, one.added) for one in found] == [
        (Decimal(50_000), Decimal(0), Decimal(0)), (Decimal(50_000), Decimal(0), Decimal("1500.00"))]


@pytest.mark.parametrize("deferred", [None, "2025-09-01", "2025-10-31"])
def test_nothing_stays_of_the_surcharge_of_the_decision_before_whether_it_was_deferred_or_not(
        house: House, deferred: str | None) -> None:
    office, number = performing(house)
    go_to(house, date(2025, 8, 29))  # ten days late
    watch_cases(house)
    if deferred:
        move(house, office, number, "deferral.grant", asked_on="2025-08-29", hardship="停产", until=deferred)
    go_to(house, date(2025, 9, 2))
    move(house, office, number, "decision.change", **LATER, fine="50000.00", others="责令拆除设备")
    with at(house) as desk:
        last = date(2025, 10, 31) if deferred == "2025-10-31" else date(2025, 9, 17)
        found = [owed_on(desk, case_of(desk, number), day) for day in (last, last + timedelta(days=1))]
    assert [one and one.added for one in found] == [Decimal(0), Decimal("1500.00")]


def test_what_was_performed_before_it_was_changed_waits_for_no_payment(sqlite_house: House) -> None:
    house = sqlite_house
    office, number = performing(house)
    for item, amount in (("罚款", "200000.00"), ("违法所得", "1000.00")):
        move(house, office, number, "payment.record", amount=amount, paid_on="2025-08-04", item=item, receipt=item)
    move(house, office, number, "ore.hand-over", list="铁矿石400吨", to="永吉县人民政府")
    move(house, office, number, "performance.complete", others_performed=True)
    go_to(house, date(2025, 9, 2))
    case = move(house, office, number, "decision.change", **LATER, fine="50000.00", others="责令拆除设备").case
    assert case.stage == "performed" and "payment" not in limits(house, number)
    with at(house) as desk:
        owed = owed_on(desk, case, date(2025, 12, 31))
    assert owed is not None and (owed.whole, owed.overpaid) == (Decimal(0), Decimal(151_000))


def test_a_changed_decision_is_published_under_its_own_number_and_day(sqlite_house: House) -> None:
    office, number = performing(sqlite_house, social_impact=True)
    move(sqlite_house, office, number, "publication.publish", address="门户网站")
    go_to(sqlite_house, date(2025, 9, 2))
    move(sqlite_house, office, number, "decision.change", **LATER, fine="100000.00")
    move(sqlite_house, office, number, "publication.withdraw", reason="决定被变更")
    move(sqlite_house, office, number, "publication.publish", address="门户网站")
    with at(sqlite_house) as desk:
        rows = desk.rows("SELECT number, decided_on, sanction, withdrawn_on FROM published_decision ORDER BY id",
                         types={"decided_on": Date(), "withdrawn_on": Date()})
    assert [(one.decided_on, one.withdrawn_on) for one in rows] == [
        (date(2025, 8, 4), date(2025, 9, 2)), (date(2025, 9, 1), None)]
    assert (rows[1].number, rows[1].sanction) == (REVIEWED["number"], "罚款100,000.00元")
    assert rows[0].number != rows[1].number
