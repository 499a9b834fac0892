"""Two at once on PostgreSQL in oversight: one is served, the other told (四（三）, 四（五）)."""

from datetime import date

from casework.access import SYSTEM
from casework.desk import House
from casework.oversight import answering, checks, findings, measures, typical
from foundation.errors import ConflictError
from regulation.stages import Who
from tests.casework.cases import a_bureau, a_case, actor, move
from tests.casework.overseen import one_of_each, somebody
from tests.casework.test_publicity import TOLD
from tests.casework.together import Aside, at_a_desk, at_once
from tests.casework.town import at

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)


def conflicts(asides: list[Aside]) -> int:
    """How many were told; whoever was not has done what was asked."""
    assert all(one.error is None or isinstance(one.error, ConflictError) for one in asides), [one.error for one in asides]
    return sum(one.error is not None for one in asides)


def test_of_two_who_do_the_same_at_once_one_is_told(postgres_house: House) -> None:
    house = postgres_house
    office = a_bureau(house, SINCE, DAY)
    number, _ = a_case(house, office), a_case(house, office)
    move(house, office, number, "order.supervise", ordered_on="2025-08-04", order_number="督3号", deadline="2025-08-15",
         listed=True, demand="办结")
    with at(house) as desk:
        one_of_each(desk, 2, office.town.county, office.town.city)
        desk.run("UPDATE enforcement_case SET closed_on = :day, closing = 'performed', stage = 'closed' WHERE id = 1", day=DAY)
    handler, leader = actor(house, office, Who.HANDLER), actor(house, office, Who.LEADER)
    above = actor(house, office, Who.SUPERIOR)
    heads = [somebody(house, office.town.province, "head") for _ in range(2)]
    for twice in (
            [at_a_desk(house, lambda desk: answering.answer(desk, 1, text="已处罚"), handler)] * 2,
            [at_a_desk(house, lambda desk: measures.decide(desk, 1, agree=True, number="1号", reason="x"), one)
             for one in heads],
            [at_a_desk(house, lambda desk: typical.propose(desk, number, TOLD), handler)] * 2,
            [at_a_desk(house, lambda desk: typical.decide(desk, 1, agree=True), leader)] * 2,
            [at_a_desk(house, lambda desk: checks.add_case(desk, 1, number), above)] * 2):
        assert conflicts(at_once(*twice)) == 1
    with at(house) as desk:
        counted = [int(desk.scalar(f"SELECT count(*) FROM {what}")) for what in (
            "supervision_reply", "typical_case", "checked_case", "act",
            "journal WHERE action IN ('measure.decided', 'duty.discharged', 'typical.published')")]
    assert counted == [1, 2, 2, 1, 3]


def test_what_is_computed_twice_at_once_is_proposed_once(postgres_house: House) -> None:
    office = a_bureau(postgres_house, SINCE, DAY)
    for _ in range(3):
        a_case(postgres_house, office, act_start=date(2025, 1, 1))
    with at(postgres_house) as desk:
        desk.run("UPDATE enforcement_case SET major = true, filed_on = :day, stage = 'investigating'", day=DAY)
    asides = at_once(*[at_a_desk(postgres_house, measures.propose_due, SYSTEM)] * 2)
    assert conflicts(asides) == 0 and sorted(one.result for one in asides) == [0, 1]


def test_nobody_finishes_a_check_while_a_finding_is_mended(postgres_house: House) -> None:
    house = postgres_house
    office = a_bureau(house, SINCE, DAY)
    number = a_case(house, office)
    with at(house) as desk:
        one_of_each(desk, 1, office.town.county, office.town.city)
    above = actor(house, office, Who.SUPERIOR)
    with at(house, above) as desk:
        desk.run("UPDATE case_check SET office_id = :city", city=office.town.city)
    checker = somebody(house, office.town.city, "handler")
    with at(house, above) as desk:
        findings.assign(desk, 1, number, checker.officer_id or 0)
    with at(house, checker) as desk:
        findings.record_finding(desk, 1, number, finding="right", words="x")
    wrong = at_a_desk(house, lambda desk: findings.record_finding(desk, 1, number, finding="wrong", words="y"), checker)
    asides = at_once(wrong, at_a_desk(house, lambda desk: checks.finish(desk, 1, summary="完成"), above))
    with at(house) as desk:
        finding, state = desk.rows("SELECT q.finding, k.state FROM checked_case q JOIN case_check k ON k.id = q.check_id")[0]
        wrongs = desk.scalar("SELECT detail FROM journal WHERE action = 'check.done'")
    assert conflicts(asides[:1]) == (finding == "right") and asides[1].error is None and state == "done"
    assert f'"wrong":{int(finding == "wrong")}' in wrongs
