"""Orders of a superior are owed, answered, accepted or returned; what is hard to carry out is reported (四（三）)."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Date

from casework.access import Actor
from casework.desk import House
from casework.oversight import answering, government
from casework.oversight.orders import order_of
from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from regulation.stages import Who
from tests.casework.builders import a_party
from tests.casework.cases import Office, a_bureau, a_case, actor, limits, move
from tests.casework.overseen import decided, paid_and_closed, somebody, unpaid
from tests.casework.town import at, go_to

SINCE, DAY, DEADLINE = date(2025, 1, 1), date(2025, 8, 4), date(2025, 9, 30)
ORDER = {"ordered_on": "2025-08-01", "order_number": "吉市自然资督〔2025〕3号", "deadline": DEADLINE.isoformat(),
         "listed": True, "demand": "查清越界范围，依法处罚。"}


def ordered(house: House, **changes: Any) -> tuple[Office, str]:
    office = a_bureau(house, SINCE, DAY)
    number = a_case(house, office)
    move(house, office, number, "order.supervise", **{**ORDER, **changes})
    return office, number


def state(house: House) -> tuple[Any, ...]:
    with at(house) as desk:
        row = desk.rows("SELECT o.state, d.status, d.ended_on, d.debtor_id, d.creditor_id FROM supervision_order o JOIN duty d"
                        " ON d.id = o.duty_id", types={"ended_on": Date()})[0]
    return tuple(row)


def as_who(house: House, office: Office, who: Who) -> Actor:
    return actor(house, office, who)


def test_an_order_is_owed_by_its_deadline_to_the_office_that_gave_it(house: House) -> None:
    office, number = ordered(house)
    assert limits(house, number)["case-supervision"] == DEADLINE
    assert state(house) == ("open", "open", None, office.town.county, office.town.city)
    with at(house) as desk:
        assert desk.rows("SELECT number, listed, demand FROM supervision_order")[0][:] == (
            ORDER["order_number"], True, ORDER["demand"])
        days = [(row.no, row.day) for row in desk.rows(
            "SELECT DISTINCT r.no, r.day FROM reckoning_rung r JOIN duty d ON d.reckoning_id = r.reckoning_id"
            " WHERE d.rule = 'case_supervision' ORDER BY r.no", types={"day": Date()})]
    # 15, 5 and 1 days before, on the day, and a working day after it, past the holiday of eight days.
    assert days[:4] == [(1, date(2025, 9, 15)), (2, date(2025, 9, 25)), (3, date(2025, 9, 29)), (4, DEADLINE)]
    assert days[4] == (5, date(2025, 10, 9))


def test_the_answer_ends_the_duty_on_its_day_and_its_return_opens_it_again(house: House) -> None:
    office, _ = ordered(house)
    handler, above = as_who(house, office, Who.HANDLER), as_who(house, office, Who.SUPERIOR)
    with at(house, handler) as desk:
        answering.report_progress(desk, 1, text="已勘测。")
    assert state(house)[:3] == ("open", "open", None)
    go_to(house, date(2025, 9, 1))
    with at(house, handler) as desk:
        answering.answer(desk, 1, text="已立案处罚。")
    assert state(house)[:3] == ("answered", "discharged", date(2025, 9, 1))
    go_to(house, date(2025, 9, 3))
    with at(house, above) as desk, pytest.raises(InvalidError):
        answering.review(desk, 1, accept=False, text=" ")
    with at(house, above) as desk:
        answering.review(desk, 1, accept=False, text="未附处罚决定。")
    assert state(house)[:3] == ("open", "open", None)
    with at(house, handler) as desk:
        answering.answer(desk, 1, text="补报处罚决定。")
    with at(house, above) as desk:
        answering.review(desk, 1, accept=True, text="")
    assert state(house)[:3] == ("accepted", "discharged", date(2025, 9, 3))
    with at(house) as desk:
        said = [row.kind for row in desk.rows("SELECT kind FROM supervision_reply ORDER BY id")]
    assert said == ["progress", "answer", "returned", "answer", "accepted"]


def test_an_order_is_answered_once_at_its_office_and_accepted_only_from_above(house: House) -> None:
    office, _ = ordered(house)
    handler, above = as_who(house, office, Who.HANDLER), as_who(house, office, Who.SUPERIOR)
    with at(house, above) as desk, pytest.raises(RefusedError):
        answering.answer(desk, 1, text="代答")
    with at(house, above) as desk, pytest.raises(ConflictError, match="no answer that waits"):
        answering.review(desk, 1, accept=True, text="")
    with at(house, handler) as desk:
        answering.answer(desk, 1, text="已处罚。", seen_version=1)
    with at(house, handler) as desk, pytest.raises(ConflictError, match="answered already"):
        answering.answer(desk, 1, text="再答")
    with at(house, as_who(house, office, Who.LEADER)) as desk, pytest.raises(RefusedError):
        answering.review(desk, 1, accept=True, text="")
    with at(house, above) as desk, pytest.raises(ConflictError, match="changed by somebody else"):
        answering.review(desk, 1, accept=True, text="", seen_version=1)


def test_an_order_outlives_the_closing_of_its_case(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = decided(house, office)
    move(house, office, number, "order.supervise", **ORDER)
    paid_and_closed(house, office, number)
    assert limits(house, number) == {"case-supervision": DEADLINE}


@pytest.mark.parametrize(("deadline", "good"), [("2025-08-03", False), ("2025-08-04", True)])
def test_a_deadline_that_is_over_is_refused(house: House, deadline: str, good: bool) -> None:
    if good:
        ordered(house, deadline=deadline)
        return
    with pytest.raises(InvalidError, match="over before it is given"):
        ordered(house, deadline=deadline)


def test_the_same_order_is_not_given_twice_a_day(house: House) -> None:
    office, number = ordered(house)
    with pytest.raises(ConflictError, match="ordered today"):
        move(house, office, number, "order.supervise", **ORDER)


def test_an_office_beside_sees_no_order(house: House) -> None:
    office, _ = ordered(house)
    with at(house) as desk:
        beside = a_party(desk, "220281", "蛟河市", "county", office.town.city)
    with at(house, somebody(house, beside, "head")) as desk, pytest.raises(NotFoundError):
        order_of(desk, 1)


def test_a_case_hard_to_carry_out_is_reported_and_the_governments_answer_kept_once(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = decided(house, office)
    unpaid(house, office, number)
    move(house, office, number, "unperformed.report", to="永吉县人民政府", proposal="组织联合执法。")
    handler = as_who(house, office, Who.HANDLER)
    with at(house, handler) as desk, pytest.raises(InvalidError):
        government.answered(desk, 1, text="")
    with at(house, handler) as desk:
        government.answered(desk, 1, text="同意，由公安配合。")
    with at(house, handler) as desk, pytest.raises(ConflictError, match="recorded already"):
        government.answered(desk, 1, text="再答")
    with at(house) as desk:
        row = desk.rows("SELECT sent_to, proposal, answer, answered_on FROM government_report",
                        types={"answered_on": Date()})[0]
    assert row[:] == ("永吉县人民政府", "组织联合执法。", "同意，由公安配合。", date(2025, 8, 28))
