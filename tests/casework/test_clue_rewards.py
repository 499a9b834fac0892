"""三（二）: what follows an end: every reporter is told once; who was right is rewarded, and whoever pays learns no name."""

from decimal import Decimal

import pytest

from casework.clue.accepting import Accepted, Reporter
from casework.clue.following_up import follow_up
from casework.clue.linking import link
from casework.clue.replying import reply
from casework.clue.rewarding import decide, pay, propose, reward_of
from casework.desk import House
from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from regulation.clue import Disposal, Outcome
from tests.casework.builders import an_officer
from tests.casework.clues import as_it_stands, taken_in
from tests.casework.test_clue_intake import MONDAY
from tests.casework.town import at, settle_in
from tests.casework.verified import Bureau, disposed, staffed, who


def outcomes(house: House) -> list[tuple[int, str]]:
    """The letters of outcome: the clue, and what its reporter is told."""
    with at(house) as desk:
        rows = desk.rows("SELECT clue_id, text FROM reporter_letter WHERE kind = 'outcome' ORDER BY clue_id, id")
    return [(row.clue_id, row.text.split("答复如下：")[1].strip().splitlines()[0]) for row in rows]


def rewards(house: House) -> list[tuple[int, int, str]]:
    with at(house) as desk:
        return [(row.clue_id, int(row.amount), row.state) for row in desk.rows(
            "SELECT clue_id, amount, state FROM reward ORDER BY id")]


def approved(house: House, bureau: Bureau, made: Accepted) -> None:
    with at(house) as desk:
        number = desk.scalar("SELECT id FROM reward WHERE clue_id = :id", id=made.clue_id)
    with at(house, who(house, bureau.head)) as desk:
        decide(desk, number, approve=True)


def cashier(house: House, office: int) -> int:
    with at(house) as desk:
        return an_officer(desk, office, "statistician", name="出纳")


def test_a_reporter_is_told_the_outcome_once_however_often_the_flow_runs(house: House) -> None:
    bureau = staffed(house, settle_in(house, MONDAY))
    made = disposed(house, bureau)
    report = follow_up(house)
    assert report.decisions == [(made.number, "属实，立案，答复举报人，提出奖励5000元")]
    assert outcomes(house) == [(made.clue_id, "经核查，您反映的情况属实，已依法立案处理。感谢您的监督。")]
    assert follow_up(house).decisions == []
    assert (len(outcomes(house)), rewards(house)) == (1, [(made.clue_id, 5000, "proposed")])


def test_the_answer_in_words_is_what_he_is_told_and_none_follows_it(house: House) -> None:
    bureau = staffed(house, settle_in(house, MONDAY))
    spoken, written = (disposed(house, bureau, Disposal.CLOSE, Outcome.UNTRUE) for _ in range(2))
    with at(house, who(house, bureau.handler)) as desk:
        reply(desk, spoken.number, way="回执查询", text="经查系水库施工，有合法手续。")
        reply(desk, written.number, way="电子邮件", text="现场未见采矿。")
    follow_up(house)
    assert outcomes(house) == [(spoken.clue_id, "经查系水库施工，有合法手续。"), (written.clue_id, "现场未见采矿。")]
    assert rewards(house) == []


def test_every_reporter_of_a_linked_clue_gets_the_outcome_and_the_first_named_the_reward(house: House) -> None:
    bureau = staffed(house, settle_in(house, MONDAY))
    made = [taken_in(house, reporter=who_sent) for who_sent in (
        Reporter(), Reporter("张二", "13900000001", "zhang@example.cn"), Reporter("王五", "", "wang@example.cn"))]
    for later in made[1:]:
        with at(house, who(house, bureau.handler)) as desk:
            link(desk, later.number, made[0].number)
    ended = end(house, bureau, made[0])
    follow_up(house)
    assert [as_it_stands(house, one).stage for one in made] == ["closed"] * 3
    said = "经核查，您反映的情况属实，已依法立案处理。感谢您的监督。"
    assert outcomes(house) == [(made[1].clue_id, said), (made[2].clue_id, said)]
    assert (ended, rewards(house)) == (made[0].number, [(made[1].clue_id, 5000, "proposed")])


def end(house: House, bureau: Bureau, made: Accepted) -> str:
    """A clue that has been taken in goes all its way."""
    from casework.clue.concluding import conclude
    from casework.clue.disposing import decide as dispose
    from casework.clue.disposing import propose as wish
    from casework.clue.registering import register
    from casework.clue.team import name_team
    with at(house, who(house, bureau.handler)) as desk:
        register(desk, made.number)
        name_team(desk, made.number, bureau.team)
    with at(house, who(house, bureau.first)) as desk:
        conclude(desk, made.number, Outcome.TRUE, facts="属实", no_site="卫星影像可证")
    with at(house, who(house, bureau.handler)) as desk:
        wish(desk, made.number, Disposal.FILE, reason="应予立案")
    with at(house, who(house, bureau.head)) as desk:
        dispose(desk, made.number, approve=True)
    return made.number


def test_one_that_fails_is_told_and_tried_again_and_the_others_go_on(house: House) -> None:
    bureau = staffed(house, settle_in(house, MONDAY))
    bad, good = disposed(house, bureau), disposed(house, bureau)
    with at(house) as desk:
        content = desk.scalar("SELECT content FROM clue_seal WHERE clue_id = :id", id=bad.clue_id)
        desk.run("UPDATE clue_seal SET content = :bad WHERE clue_id = :id", bad=b"broken", id=bad.clue_id)
    report = follow_up(house)
    assert (report.counts["ended"], report.counts["failed"], report.decisions[0]) == (
        1, 1, (bad.number, "未能处理：BrokenError"))
    with at(house) as desk:
        matters = desk.rows("SELECT office_id, kind, settled_at, text FROM work_item WHERE kind = 'clue-unfollowed'")
        assert [(row.office_id, row.settled_at, bad.number in row.text) for row in matters] == [
            (bureau.town.county, None, True)]
        desk.run("UPDATE clue_seal SET content = :good WHERE clue_id = :id", good=bytes(content), id=bad.clue_id)
    assert [number for number, _ in follow_up(house).decisions] == [bad.number]
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM work_item WHERE kind = 'clue-unfollowed' AND settled_at IS NULL") == 0
    assert [clue for clue, _ in outcomes(house)] == [bad.clue_id, good.clue_id]


def test_a_reward_is_paid_once_to_the_code_by_whoever_does_not_see_the_reporter(house: House) -> None:
    bureau = staffed(house, settle_in(house, MONDAY))
    payer = cashier(house, bureau.town.county)
    made = disposed(house, bureau)
    assert made.receipt is not None
    follow_up(house)
    with at(house, who(house, payer)) as desk, pytest.raises(ConflictError):
        pay(desk, made.receipt)
    approved(house, bureau, made)
    with at(house, who(house, payer)) as desk:
        told = reward_of(desk, made.receipt.lower().replace("-", " "))
        assert (told.number, told.amount, told.state) == (made.number, Decimal(5000), "approved")
        assert pay(desk, made.receipt).state == "paid"
    with at(house, who(house, payer)) as desk, pytest.raises(ConflictError):
        pay(desk, made.receipt)
    assert rewards(house) == [(made.clue_id, 5000, "paid")]


def test_the_code_of_another_clue_pays_nothing_nor_does_another_office(house: House) -> None:
    bureau = staffed(house, settle_in(house, MONDAY))
    payer, elsewhere = cashier(house, bureau.town.county), cashier(house, bureau.town.city)
    made, other = disposed(house, bureau), taken_in(house)
    assert made.receipt is not None and other.receipt is not None
    follow_up(house)
    approved(house, bureau, made)
    for officer, code in ((payer, other.receipt), (elsewhere, made.receipt)):
        with at(house, who(house, officer)) as desk, pytest.raises(NotFoundError, match="Nothing is to be paid here"):
            pay(desk, code)
    with at(house, who(house, bureau.handler)) as desk, pytest.raises(RefusedError):
        pay(desk, made.receipt)
    with at(house, who(house, payer)) as desk, pytest.raises(InvalidError):
        pay(desk, made.receipt[:-1])
    assert rewards(house) == [(made.clue_id, 5000, "approved")]


def test_a_reward_is_approved_by_a_leader_who_did_not_propose_it_and_once_refused_proposed_anew(house: House) -> None:
    bureau = staffed(house, settle_in(house, MONDAY))
    made = disposed(house, bureau)
    follow_up(house)
    with at(house, who(house, bureau.head)) as desk:
        with pytest.raises(InvalidError):
            decide(desk, 1, approve=False)
        decide(desk, 1, approve=False, reason="金额应提高")
    for amount in ("0", "500000.01", "十元", "1.005"):
        with at(house, who(house, bureau.head)) as desk, pytest.raises(InvalidError):
            propose(desk, made.number, amount=amount, basis="重大线索")
    with at(house, who(house, bureau.head)) as desk:
        number = propose(desk, made.number, amount="8,000.50", basis="重大线索")
    with at(house, who(house, bureau.head)) as desk, pytest.raises(RefusedError):
        decide(desk, number, approve=True)
    with at(house, who(house, bureau.handler)) as desk:
        with pytest.raises(ConflictError):
            propose(desk, made.number, amount="9000", basis="重大线索")
        with pytest.raises(RefusedError):
            decide(desk, number, approve=True)
    assert [state for _, _, state in rewards(house)] == ["refused", "proposed"]
