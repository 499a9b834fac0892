"""Two at once about one clue: one is served, the other told; nothing is paid twice, no number given twice."""

from typing import Any

import pytest

from casework.act.acts import correct, withdraw
from casework.clue.disposing import propose
from casework.clue.following_up import follow_up
from casework.clue.rewarding import decide, pay
from casework.clue.stopping import order_stop
from casework.desk import Desk, House
from foundation.errors import ConflictError
from regulation.clue import Disposal
from tests.casework.builders import an_officer
from tests.casework.test_clue_intake import MONDAY
from tests.casework.together import Aside, at_a_desk, at_once, meanwhile
from tests.casework.town import at, settle_in
from tests.casework.verified import concluded, disposed, registered, staffed, who

NOTICE = {"party": "王某", "deed": "采矿", "breached": "《矿产资源法》", "basis": "同法", "order": "停止"}


def conflicts(asides: list[Aside]) -> int:
    assert all(one.error is None or isinstance(one.error, ConflictError) for one in asides), [one.error for one in asides]
    return sum(one.error is not None for one in asides)


def test_a_reward_is_paid_once_by_two_who_pay_at_once(postgres_house: House) -> None:
    house = postgres_house
    bureau = staffed(house, settle_in(house, MONDAY))
    made = disposed(house, bureau)
    follow_up(house)
    with at(house, who(house, bureau.head)) as desk:
        decide(desk, 1, approve=True)
    with at(house) as desk:
        payers = [an_officer(desk, bureau.town.county, "statistician", name=name) for name in ("甲", "乙")]

    def paid(desk: Desk) -> Any:
        return pay(desk, str(made.receipt))
    assert conflicts(at_once(*(at_a_desk(house, paid, who(house, one)) for one in payers))) == 1
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM journal WHERE action = 'reward.paid'") == 1


def test_of_two_proposals_at_once_one_stands(postgres_house: House) -> None:
    house = postgres_house
    bureau = staffed(house, settle_in(house, MONDAY))
    made = concluded(house, bureau)

    def proposed(desk: Desk) -> Any:
        return propose(desk, made.number, Disposal.FILE, reason="应予立案")
    with pytest.raises(ConflictError):
        meanwhile(house, proposed, at_a_desk(house, proposed, who(house, bureau.head)))
    with at(house) as desk:
        assert [row.proposed_by for row in desk.rows("SELECT proposed_by FROM clue_disposal")] == ["operator"]


def test_notices_given_at_once_have_numbers_of_their_own(postgres_house: House) -> None:
    house = postgres_house
    bureau = staffed(house, settle_in(house, MONDAY))
    numbers = [registered(house).number for _ in range(2)]

    def ordered(number: str) -> Any:
        return at_a_desk(house, lambda desk: order_stop(desk, number, **NOTICE), who(house, bureau.handler))
    assert conflicts(at_once(*(ordered(number) for number in numbers))) == 0
    with at(house) as desk:
        rows = desk.rows("SELECT fields FROM act WHERE kind = 'clue_stop_notice'")
    assert sorted("2号" in row.fields for row in rows) == [False, True]


def test_outcomes_followed_up_twice_at_once_are_told_once(postgres_house: House) -> None:
    house = postgres_house
    bureau = staffed(house, settle_in(house, MONDAY))
    for _ in range(3):
        disposed(house, bureau)
    runs = at_once(lambda: follow_up(house), lambda: follow_up(house))
    assert (conflicts(runs), sum(one.result.counts["ended"] for one in runs)) == (0, 3)
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM reporter_letter WHERE kind = 'outcome'") == 3
        assert desk.scalar("SELECT count(*) FROM reward") == 3


def test_what_is_a_move_of_a_clue_is_neither_corrected_nor_withdrawn_by_itself(house: House) -> None:
    bureau = staffed(house, settle_in(house, MONDAY))
    disposed(house, bureau)
    with at(house) as desk:
        acts = {row.kind: row.id for row in desk.rows("SELECT kind, id FROM act WHERE subject_kind = 'clue'")}
    for kind in ("clue_registration", "clue_verification", "clue_closing"):
        for do in (withdraw, correct):
            with at(house) as desk:
                try:
                    do(desk, acts[kind], reason="误填")
                except ConflictError:
                    continue
                raise AssertionError(kind)
    with at(house, who(house, bureau.head)) as desk:
        assert correct(desk, acts["clue_site_check"], reason="笔误", fields={"volume": "3500"}).act_id
