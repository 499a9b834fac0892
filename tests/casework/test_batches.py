"""Acts recorded many at a time are as if each had been recorded by itself, or none is recorded (三（一）, 一（二）)."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from casework.access import Actor
from casework.act.acts import NewAct, record
from casework.act.batches import STRETCH, record_each
from casework.act.given import Recorded
from casework.desk import House
from casework.duty import moving
from casework.duty.opening import open_duties
from casework.record.officers import actor_of
from foundation.clock import SetClock
from foundation.errors import InvalidError, KuangjianError, RefusedError
from tests.casework.builders import Province
from tests.casework.town import at, duty_id, duty_of, filled, go_to, patrol_fields, settle_in, watch_on
from tests.conftest import SQLITE_FIRST

FRIDAY = date(2024, 3, 8)
# Duties by what they are, since their numbers hang on the order in which a database opens them; a reckoning by its days.
DUTY = "d.rule || '|' || d.period || '|' || d.debtor_id || '|' || d.subject_kind || d.subject_id"
WRITTEN = (
    "SELECT * FROM act",
    f"SELECT c.act_id, {DUTY} FROM act_credit c JOIN duty d ON d.id = c.duty_id",
    f"SELECT {DUTY}, d.creditor_id, d.times, d.done, d.status, d.round, d.version, d.chase_on, d.ended_on, d.end_reason,"
    " d.end_code, d.cause_id, k.due, k.explanation, k.lapse_on FROM duty d JOIN reckoning k ON k.id = d.reckoning_id",
    f"SELECT {DUTY}, s.first, s.last, s.reason FROM suspension s JOIN duty d ON d.id = s.duty_id",
    f"SELECT j.action, j.actor, j.office_id, j.detail, {DUTY} FROM journal j JOIN duty d ON d.id = j.entity_id"
    " WHERE j.entity = 'duty'",
    "SELECT action, actor, office_id, detail, entity, entity_id FROM journal WHERE entity <> 'duty'",
    "SELECT k.rule, k.period, k.due, r.no, r.day, r.audience FROM reckoning_rung r JOIN reckoning k ON k.id = r.reckoning_id",
)

def town_on(house: House, day: date = FRIDAY) -> Province:
    town = settle_in(house, date(2024, 1, 1))
    go_to(house, day)
    with at(house) as desk:
        open_duties(desk)
    return town


def patrols(house: House, office: int, *days: int, **more: Any) -> list[NewAct]:
    return [NewAct("patrol", office, date(2024, 3, day), fields=patrol_fields(house), **more) for day in days]


def each(house: House, acts: list[NewAct], actor: Actor | None = None) -> list[Recorded]:
    with at(house, *([actor] if actor else [])) as desk:
        return record_each(desk, acts)


def count(house: House, what: str) -> int:
    with at(house) as desk:
        return int(desk.scalar(f"SELECT count(*) FROM {what}"))


def written(house: House) -> list[Counter[tuple[Any, ...]]]:
    with at(house) as desk:
        return [Counter(map(tuple, desk.rows(query))) for query in WRITTEN]


def told(house: House, done: list[Recorded]) -> list[Any]:
    """What was recorded, with duties by what they are."""
    with at(house) as desk:
        names = {row.id: row.name for row in desk.rows(f"SELECT d.id, {DUTY} AS name FROM duty d")}
    return [replace(one, counted_for=tuple(names[duty] for duty in one.counted_for)) for one in done]


@pytest.fixture(params=SQLITE_FIRST)
def triplets(request: pytest.FixtureRequest, rulebook: Any) -> Iterator[list[House]]:
    databases = request.getfixturevalue(f"{'sqlite' if request.param == 'sqlite' else 'postgres'}_databases")
    engines = [databases.fresh() for _ in range(3)]
    yield [House(engine, rulebook, SetClock.at(date(2024, 3, 4)), "http://kj.example.cn") for engine in engines]
    for engine in engines:
        databases.give_back(engine)


def busy_town(house: House) -> Province:
    """Some weeks have lapsed, some duties stand still."""
    town = settle_in(house, date(2024, 2, 5))
    for day in (date(2024, 2, 5), date(2024, 3, 5)):
        watch_on(house, day)
    with at(house) as desk:
        for rule, period in (("township_patrol", "2024-W10"), ("joint_action", "2024H1"), ("mine_inspection", "2024")):
            duty = desk.scalar("SELECT id FROM duty WHERE rule = :rule AND period = :period ORDER BY debtor_id, subject_id",
                               rule=rule, period=period)
            moving.suspend(desk, int(duty), reason="汛情")
    go_to(house, FRIDAY)
    return town


def any_act(house: House, town: Province, chance: random.Random) -> NewAct:
    kind, party, about = chance.choice([
        ("patrol", town.township, ("self", 0)), ("patrol", town.township, ("mine", town.mine)),
        ("patrol", town.county, ("self", 0)), ("patrol", town.city, ("self", 0)), ("patrol", town.province, ("self", 0)),
        ("mine_inspection", town.city, ("mine", town.mine)), ("mine_inspection", town.city, ("mine", town.mine + 9)),
        ("joint_action", town.county, ("self", 0)), ("joint_action", town.city, ("self", 0)),
        ("violation_found", town.county, ("self", 0)), ("internal_hand_over", town.county, ("act", chance.randint(1, 30))),
        ("licence_issued", town.province, ("mining_right", town.right)),
        ("plan_forwarded", town.province, ("mining_right", town.right)),
        ("plan_received", chance.choice([town.city, town.county]), ("mining_right", town.right)),
        ("inspector_evaluation", town.city, ("inspector", town.inspector)),
        ("staff_training", town.county, ("officer", town.officer(town.county))),
        ("sign_board", town.county, ("mining_right", town.right)), ("work_summary", town.city, ("self", 0))])
    fields = filled(house, kind)
    for one in house.rulebook.acts[kind].raises:
        if one.field and chance.random() < 0.5:
            fields[one.field] = one.among[0]
    period = chance.choice([None, None, None, None, "2024-W10", "2024-W09", "2024H1", "2024", "2023"])
    return NewAct(kind, party, FRIDAY - timedelta(days=chance.randint(-1, 30)), *about, period=period, fields=fields)


@pytest.mark.parametrize(("seed", "many"), [(0, 40), *(pytest.param(seed, 70, marks=pytest.mark.trial) for seed in (0, 1, 2))])
def test_many_at_a_time_are_as_one_by_one(triplets: list[House], seed: int, many: int) -> None:
    singly, together, never = triplets
    town, *_ = [busy_town(house) for house in triplets]
    chance, good, done, bad = random.Random(seed), [], [], 0
    untouched = written(never)
    for _ in range(many):
        act = any_act(singly, town, chance)
        try:
            with at(singly) as desk:
                done.append(record(desk, act))
            good.append(act)
        except KuangjianError as error:
            bad += 1
            if bad > 6:
                continue  # each try records all before it
            with at(never) as desk, pytest.raises(InvalidError) as caught:
                record_each(desk, [*good, act])
            assert str(caught.value) == f"Act {len(good) + 1} of the list: {error}"
    assert told(together, each(together, good)) == told(singly, done) and len(good) > many // 3 and bad > 6
    assert written(together) == written(singly)
    assert written(never) == untouched


def test_acts_beyond_the_number_owed_count_for_nothing(house: House) -> None:
    town = town_on(house)
    week = duty_id(house, "township_patrol", "2024-W10")
    done = each(house, patrols(house, town.township, 4, 6, 5, 7))
    assert [one.counted_for for one in done] == [(week,), (week,), (), ()]
    now = duty_of(house, week)
    assert (now.status, now.done, now.ended_on, now.version) == ("discharged", 2, date(2024, 3, 6), 3)
    assert (count(house, "act"), count(house, "act_credit")) == (4, 2)


def test_two_acts_of_one_batch_discharge_the_duty_of_two(house: House) -> None:
    town = town_on(house)
    week = duty_id(house, "township_patrol", "2024-W10")
    each(house, patrols(house, town.township, 5))
    done = each(house, [*patrols(house, town.township, 4), *patrols(house, town.county, 4)])
    assert done[0].counted_for == (week,) and duty_of(house, week).status == "discharged"
    assert duty_of(house, week).ended_on == date(2024, 3, 5)  # the later of the two, though it was recorded first
    with at(house) as desk:
        rows = desk.rows("SELECT action, detail FROM journal WHERE entity = 'duty' AND entity_id = :id ORDER BY id", id=week)
    assert [tuple(row) for row in rows] == [
        ("duty.counted", '{"by":"act 1","done":1,"period":"2024-W10","rule":"township_patrol"}'),
        ("duty.discharged",
         '{"by":"act 2","late":false,"on":"2024-03-05","period":"2024-W10","rule":"township_patrol"}')]


def test_an_inspection_in_a_batch_counts_for_its_mine_and_no_other(house: House) -> None:
    town = town_on(house)
    done = each(house, [NewAct("mine_inspection", town.city, FRIDAY, "mine", mine, fields=filled(house, "mine_inspection"))
                        for mine in (town.mine, town.mine + 9, town.mine)])
    duty = duty_id(house, "mine_inspection", "2024")
    assert [one.counted_for for one in done] == [(duty,), (), (duty,)]
    assert (duty_of(house, duty).done, duty_of(house, duty).status) == (2, "open")


def test_one_bad_act_in_the_middle_is_named_and_nothing_is_written(house: House) -> None:
    town = town_on(house)
    good = patrols(house, town.township, 4, 5)
    for bad, said in ((NewAct("patrol", town.township, FRIDAY, fields={"colour": "red"}), r"Act 2 of the list: The form"),
                      (NewAct("patroll", town.township, FRIDAY), r"Act 2 of the list: There is no act kind “patroll”"),
                      (NewAct("patrol", 999, FRIDAY), r"Act 2 of the list: There is no office or holder 999"),
                      (patrols(house, town.township, 9)[0], r"Act 2 of the list: 2024-03-09 has not come yet")):
        with at(house) as desk, pytest.raises(InvalidError, match=said):
            record_each(desk, [good[0], bad, good[1]])
    assert (count(house, "act"), count(house, "journal WHERE entity = 'act'")) == (0, 0)


def test_a_bad_act_after_one_that_raised_an_event_takes_that_back_too(house: House) -> None:
    town = town_on(house)
    found = NewAct("violation_found", town.county, FRIDAY, fields=filled(house, "violation_found"))
    (unknown,) = patrols(house, town.township, 8, period="2012-W99")
    with at(house) as desk, pytest.raises(InvalidError, match=r"Act 2 of the list: Nothing is owed .* 2012-W99"):
        record_each(desk, [found, unknown])
    assert (count(house, "act"), count(house, "duty WHERE rule = 'internal_hand_over'")) == (0, 0)


def test_an_act_at_an_office_not_ones_own_stays_a_refusal(house: House) -> None:
    town = town_on(house)
    with at(house) as desk:
        clerk = actor_of(desk, town.officer(town.township))
    with pytest.raises(RefusedError, match=r"Act 2 of the list: .* may not record acts here"):
        each(house, [*patrols(house, town.township, 4), *patrols(house, town.county, 4)], clerk)
    assert count(house, "act") == 0


def test_acts_that_do_all_that_is_owed_end_a_suspension(house: House) -> None:
    town = town_on(house)
    week = duty_id(house, "township_patrol", "2024-W10")
    with at(house) as desk:
        moving.suspend(desk, week, reason="汛情", since=date(2024, 3, 6))
    each(house, patrols(house, town.township, 4))
    assert (duty_of(house, week).status, duty_of(house, week).done) == ("suspended", 1)
    each(house, patrols(house, town.township, 7, 8))
    now = duty_of(house, week)
    assert (now.status, now.done, now.ended_on, now.due) == ("discharged", 2, date(2024, 3, 7), date(2024, 3, 12))
    assert count(house, f"journal WHERE action = 'duty.resumed' AND entity_id = {week}") == 1
    assert count(house, "suspension WHERE last IS NULL") == 0


def test_what_an_act_of_a_batch_brings_about_a_later_one_can_do(house: House) -> None:
    town = town_on(house)
    about = ("mining_right", town.right)
    issued, forwarded = each(house, [
        NewAct("licence_issued", town.province, FRIDAY, *about, fields=filled(house, "licence_issued")),
        NewAct("plan_forwarded", town.province, FRIDAY, *about, fields=filled(house, "plan_forwarded"))])
    assert "development_plan_forwarding" in issued.opened
    duty = duty_id(house, "development_plan_forwarding", "2024-03-08")
    assert (forwarded.counted_for, duty_of(house, duty).status) == ((duty,), "discharged")


def test_an_act_counts_for_the_period_it_names(house: House) -> None:
    town = town_on(house, date(2024, 9, 2))
    act = NewAct("joint_action", town.county, date(2024, 9, 2), fields=filled(house, "joint_action"))
    with at(house) as desk, pytest.raises(InvalidError, match=r"Act 1 of the list: Several periods of 联合执法检查 are open"):
        record_each(desk, [act])
    first, second = each(house, [NewAct(**{**vars(act), "period": period}) for period in ("2024H2", "2024H1")])
    assert (first.counted_for, second.counted_for) == (
        (duty_id(house, "joint_action", "2024H2"),), (duty_id(house, "joint_action", "2024H1"),))


def test_a_thousand_acts_take_few_statements(sqlite_house: House) -> None:
    town = town_on(sqlite_house)
    acts = patrols(sqlite_house, town.township, *[4, 5] * 500)
    statements: list[str] = []
    event.listen(sqlite_house.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    each(sqlite_house, acts)
    assert len(acts) < STRETCH and len(statements) < 20
