"""Measures of the province against an area: computed by the rulebook's figures, decided and lifted by its head (四（三）)."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Date

from casework.access import SYSTEM
from casework.case.watching import watch_cases
from casework.desk import House
from casework.oversight import measures
from casework.oversight.gate import Question, check
from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from tests.casework.cases import Office, a_bureau, a_case, filed, move
from tests.casework.overseen import somebody
from tests.casework.rulebooks import rulebook_with
from tests.casework.town import at, go_to

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)


def major(house: House, office: Office, *, filed_on: date, began: date) -> str:
    """A major case that was filed on a day, its act begun on another."""
    number = a_case(house, office, act_start=began)
    with at(house) as desk:
        desk.run("UPDATE enforcement_case SET major = :yes, filed_on = :day, stage = 'investigating' WHERE number = :number",
                 yes=True, day=filed_on, number=number)
    return number


def proposed(house: House) -> int:
    with at(house, SYSTEM) as desk:
        return measures.propose_due(desk)


def rows(house: House) -> list[tuple[Any, ...]]:
    with at(house) as desk:
        return [(row.kind, row.code, row.state, json.loads(row.grounds)) for row in desk.rows(
            "SELECT m.kind, p.code, m.state, m.grounds FROM area_measure m JOIN party p ON p.id = m.area_id ORDER BY m.id")]


def under(house: House, code: str, value: int) -> House:
    def change(_: object, figure: dict[str, Any]) -> None:
        figure["value"][0]["value"] = value
    return replace(house, source=rulebook_with("figure", code, change))


def test_three_larger_cases_found_late_within_a_year_make_a_circular_and_two_do_not(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    # Discovered today, DAY; more than 90 days after it began is late: 2025-05-05 is 91 days before, 05-06 is 90.
    numbers = [major(house, office, filed_on=DAY, began=date(2025, 5, 5)) for _ in range(2)]
    major(house, office, filed_on=DAY, began=date(2025, 5, 6))
    major(house, office, filed_on=date(2024, 8, 4), began=date(2024, 1, 1))  # a year ago to the day: no longer within
    assert (proposed(house), rows(house)) == (0, [])
    numbers.append(major(house, office, filed_on=date(2024, 8, 5), began=date(2024, 1, 1)))
    assert proposed(house) == 1
    assert rows(house) == [("circular", "220221", "proposed", [{"number": one, "why": ["发现不及时"]} for one in numbers])]
    assert proposed(house) == 0


def test_a_limit_that_was_missed_is_late_handling(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    for _ in range(3):
        filed(house, office)
    with at(house) as desk:
        desk.run("UPDATE enforcement_case SET major = :yes", yes=True)
    go_to(house, date(2025, 11, 3))  # the last day for deciding, the ninetieth being a Sunday
    assert proposed(house) == 0
    go_to(house, date(2025, 11, 4))
    assert proposed(house) == 1
    assert {tuple(case["why"]) for case in rows(house)[0][3]} == {("查处不及时",)}


def test_an_order_left_unanswered_more_than_thirty_days_after_its_deadline_makes_a_suspension(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = a_case(house, office)
    move(house, office, number, "order.supervise", ordered_on="2025-08-04", order_number="督3号", deadline="2025-08-15",
         listed=True, demand="办结")
    go_to(house, date(2025, 9, 14))
    assert proposed(house) == 0
    go_to(house, date(2025, 9, 15))
    assert proposed(house) == 1
    assert rows(house) == [("suspension", "220221", "proposed", [
        {"number": number, "why": ["督办（督3号）期限2025-08-15，逾期未答复"]}])]
    with at(house) as desk:
        assert check(desk, Question("approval", area="220221", holder="91220221MA00000004")).allowed  # proposed bars nothing
        assert desk.rows("SELECT office_id, text FROM work_item WHERE kind = 'measure-proposed'")[0][:] == (
            office.town.province, "对永吉县暂停审批的建议待省厅主要领导决定（涉及1件）。")


def test_the_daily_watch_over_cases_proposes_what_is_due_once(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    for _ in range(3):
        major(house, office, filed_on=DAY, began=date(2025, 1, 1))
    watch_cases(house)
    watch_cases(house)
    assert [row[:3] for row in rows(house)] == [("circular", "220221", "proposed")]
    with at(house, somebody(house, office.town.province, "head")) as desk:
        measures.decide(desk, 1, agree=True, number="通报1号", reason="多次发生")
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM work_item WHERE kind = 'measure-proposed' AND settled_at IS NULL") == 0


@pytest.mark.parametrize(("code", "value", "found"), [
    ("circular_cases", 2, 1), ("circular_months", 13, 1), ("late_discovery_days", 89, 1), ("circular_cases", 3, 0)])
def test_each_figure_of_a_circular_moves_it(sqlite_house: House, code: str, value: int, found: int) -> None:
    house = under(sqlite_house, code, value)
    office = a_bureau(house, SINCE, DAY)
    for began, day in ((date(2025, 5, 5), DAY), (date(2025, 5, 5), DAY), (date(2025, 5, 6), DAY),
                         (date(2024, 1, 1), date(2024, 8, 4))):
        major(house, office, filed_on=day, began=began)
    assert proposed(house) == found


def test_the_head_of_the_province_decides_and_lifts_and_nobody_else(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    head, deputy = (somebody(house, office.town.province, role) for role in ("head", "deputy"))
    with at(house, deputy) as desk:
        measure = measures.propose(desk, "suspension", "220200", why="压案不查")
    for actor in (deputy, somebody(house, office.town.city, "head")):
        with at(house, actor) as desk, pytest.raises(RefusedError):
            measures.decide(desk, measure, agree=True, number="1号", reason="x")
    with at(house, head) as desk:
        for number, reason in (("", "恶劣影响"), ("1号", " ")):
            with pytest.raises(InvalidError):
                measures.decide(desk, measure, agree=True, number=number, reason=reason)
        with pytest.raises(ConflictError):
            measures.lift(desk, measure, reason="整改到位")
        measures.decide(desk, measure, agree=True, number="1号", reason="恶劣影响", seen=1)
    with at(house, head) as desk:
        with pytest.raises(ConflictError, match="changed by somebody else"):
            measures.lift(desk, measure, reason="整改到位", seen=1)
        with pytest.raises(InvalidError):
            measures.lift(desk, measure, reason="")
        measures.lift(desk, measure, reason="整改到位", seen=2)
    with at(house) as desk:
        row = desk.rows("SELECT state, decided_on, lifted_on, number FROM area_measure",
                        types={"decided_on": Date(), "lifted_on": Date()})[0]
        told = [entry.action for entry in desk.rows("SELECT action FROM journal WHERE entity = 'area_measure' ORDER BY id")]
    assert row[:] == ("lifted", DAY, DAY, "1号")
    assert told == ["measure.proposed", "measure.decided", "measure.lifted"]


def test_nobody_decides_on_what_he_proposed_himself_and_one_proposal_stands_at_a_time(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    head, other = (somebody(house, office.town.province, "head") for _ in range(2))
    with at(house, head) as desk:
        measure = measures.propose(desk, "circular", "220221", why="多次发生")
        with pytest.raises(ConflictError, match="proposed or stands already"):
            measures.propose(desk, "circular", "220221", why="又一次")
        with pytest.raises(RefusedError, match="proposed himself"):
            measures.decide(desk, measure, agree=True, number="1号", reason="x")
    with at(house, other) as desk:
        measures.decide(desk, measure, agree=False, reason="已整改")
    with at(house, head) as desk:
        assert measures.propose(desk, "circular", "220221", why="又一次") == 2


def test_what_was_refused_is_not_proposed_again_for_the_same_cases(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    for _ in range(3):
        major(house, office, filed_on=DAY, began=date(2025, 1, 1))
    assert proposed(house) == 1
    with at(house, somebody(house, office.town.province, "head")) as desk:
        measures.decide(desk, 1, agree=False, reason="均已查处")
    major(house, office, filed_on=DAY, began=date(2025, 1, 1))
    assert proposed(house) == 0
    for _ in range(2):
        major(house, office, filed_on=DAY, began=date(2025, 1, 1))
    assert proposed(house) == 1


@pytest.mark.parametrize(("kind", "area", "why", "error"), [
    ("fine", "220221", "x", "no such measure"), ("circular", "220221", " ", "reason is missing"),
    ("circular", "220000", "x", "a city or a county"), ("circular", "220221100", "x", "a city or a county")])
def test_a_proposal_that_cannot_be_is_refused(house: House, kind: str, area: str, why: str, error: str) -> None:
    a_bureau(house, SINCE, DAY)
    with at(house) as desk, pytest.raises(InvalidError, match=error):
        measures.propose(desk, kind, area, why=why)


def test_a_measure_that_is_not_there_is_told(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    with at(house, somebody(house, office.town.province, "head")) as desk, pytest.raises(NotFoundError):
        measures.lift(desk, 9, reason="x")
