"""Two who change one act or settle one matter at once on PostgreSQL: one is served, the other told (design: 409)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from casework.access import OPERATOR
from casework.act.acts import correct, withdraw
from casework.desk import Desk, House
from casework.duty.opening import open_duties
from casework.letter import outcomes, work
from foundation.errors import ConflictError
from notifications.post import Outcome
from tests.casework.together import at_a_desk, meanwhile
from tests.casework.town import at, duty_id, duty_of, go_to, patrol, settle_in, watch_on

Change = Callable[[Desk, int], Any]


def withdrawn(desk: Desk, act: int) -> Any:
    return withdraw(desk, act, reason="录错所")


def corrected(desk: Desk, act: int) -> Any:
    return correct(desk, act, reason="日期录错", done_on=date(2024, 3, 6))


@pytest.mark.parametrize(("first", "second", "done"), [(withdrawn, corrected, 0), (corrected, corrected, 1)])
def test_of_two_who_set_one_act_aside_at_once_one_is_told(
        postgres_house: House, first: Change, second: Change, done: int) -> None:
    town = settle_in(postgres_house, date(2024, 3, 4))
    go_to(postgres_house, date(2024, 3, 8))
    with at(postgres_house) as desk:
        open_duties(desk)
    act = patrol(postgres_house, town.township, date(2024, 3, 5)).act_id
    with pytest.raises(ConflictError):
        meanwhile(postgres_house, lambda desk: first(desk, act),
                  at_a_desk(postgres_house, lambda desk: second(desk, act), OPERATOR))
    with at(postgres_house) as desk:
        states = [row.state for row in desk.rows("SELECT state FROM act ORDER BY id")]
    assert states == (["withdrawn"] if done == 0 else ["corrected", "standing"])
    assert duty_of(postgres_house, duty_id(postgres_house, "township_patrol", "2024-W10")).done == done


def test_of_two_who_settle_one_matter_at_once_one_is_told(postgres_house: House) -> None:
    settle_in(postgres_house, date(2024, 5, 1))
    watch_on(postgres_house, date(2024, 5, 31))
    with at(postgres_house) as desk:
        outcomes.record(desk, int(desk.scalar("SELECT min(id) FROM letter")), Outcome("refused", "550 no such user"))
        item = work.open_items(desk)[0].id
    with pytest.raises(ConflictError):
        meanwhile(postgres_house, lambda desk: work.settle(desk, item, note="已更正"),
                  at_a_desk(postgres_house, lambda desk: work.settle(desk, item, note="已电话通知"), OPERATOR))
    with at(postgres_house) as desk:
        assert desk.scalar("SELECT note FROM work_item") == "已更正"
        assert desk.scalar("SELECT count(*) FROM journal WHERE action = 'work.settled'") == 1
