"""The bench of cases runs with tiny numbers, and its floor writes what the work writes."""

import pytest
from SpiffWorkflow.bpmn.util.task import TaskState
from sqlalchemy import create_engine, text

from bench.case_dbos import SINGLY, THROUGH, dbosed
from bench.case_floor import Driver, listened
from bench.case_growth import NEXT, crowded, growing
from bench.case_night import EVE, NIGHT, kept, peopled
from bench.case_office import bureaux
from bench.case_others import moves
from bench.case_reads import looked
from bench.case_spiff import CREATE, Spiff
from bench.case_steps import BATCH, STATEMENTS, Player, beside, settled, turns
from bench.case_way import PAID, PAPERS, WAYS
from bench.comparing import CASE_TABLES, UnequalError, refuse_unequal
from bench.databases import Sqlite
from bench.measuring import open_house
from casework.desk import open_desk
from casework.view.case_list import cases_for_me
from casework.view.discretion_spread import narrowed, spread_of
from regulation.stages import Who


@pytest.fixture(scope="module")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Sqlite:
    return Sqlite(tmp_path_factory.mktemp("cases"))


@pytest.fixture(scope="module")
def base(databases: Sqlite) -> str:
    address = databases.fresh()
    settled(address)
    return address


def test_each_way_ends_in_the_archive_and_the_floor_writes_the_same(databases: Sqlite, base: str) -> None:
    noted, ours, library, driver = (databases.copy(base) for _ in range(4))
    found = beside(noted, ours, library, driver, 1, warm=1)
    steps = sum(step.action != PAPERS for way in WAYS for step in way)
    assert (found.ours.steps, found.library.steps, found.driver.steps) == (steps, steps, steps)
    assert refuse_unequal(ours, library, CASE_TABLES) == refuse_unequal(ours, driver, CASE_TABLES) > 10 * steps
    assert max(found.statements.values()) <= STATEMENTS
    with open_desk(Player(ours).house) as desk:
        rows = desk.rows("SELECT stage, closing, count(*) AS n FROM enforcement_case GROUP BY stage, closing ORDER BY closing")
    assert [tuple(row) for row in rows] == [("archived", "applied", 2), ("archived", "performed", 2)]


def test_a_floor_that_leaves_a_step_out_is_refused(databases: Sqlite, base: str) -> None:
    ours, floor = databases.copy(base), databases.copy(base)
    player, low = Player(ours), Driver(Player(floor).house.engine)
    for turn in turns(1)[:3]:
        with listened(player.house.engine) as noted:
            player.play(turn)
        if turn.step.action != "filing.propose":
            low.step(noted)
    low.close()
    with pytest.raises(UnequalError, match="journal"):
        refuse_unequal(ours, floor, CASE_TABLES)


def test_a_turn_is_a_step_of_each_case_of_a_batch() -> None:
    told = turns(BATCH + 2)
    assert len(told) == 2 * sum(len(way) for way in WAYS)
    assert sorted({at for turn in told for at in turn.cases}) == list(range(2 * (BATCH + 2)))
    assert {len(turn.cases) for turn in told} == {BATCH, 2}


def test_every_bureau_has_two_certified_investigators(databases: Sqlite, base: str) -> None:
    house = Player(databases.copy(base)).house
    some = bureaux(house, 3)
    assert len({number for one in some for number in one.team()}) == 6
    with open_desk(house) as desk:
        found = desk.rows("SELECT p.office_id FROM post p JOIN certificate c ON c.officer_id = p.officer_id ORDER BY 1")
    assert [row.office_id for row in found][:4] == [some[0].county] * 2 + [some[1].county] * 2


def test_steps_among_few_and_many_and_a_nights_watch_run_with_tiny_crowds(databases: Sqlite, base: str) -> None:
    address = databases.copy(base)
    grown = growing([(320, address, crowded(address, 320))], 2, 2)
    assert [(one.size, one.taken.steps) for one in grown] == [(320, 2 * len(NEXT))]
    assert [(one.reader, one.statements) for one in looked(address)] == [
        (reader, asked) for reader in ("county", "province") for asked in (1, 2, 3)]
    address = databases.copy(base)
    peopled(address, 100)
    with open_desk(Player(address).house) as desk:
        assert desk.scalar("SELECT count(*) FROM case_event") > 500
        assert desk.scalar("SELECT count(*) FROM sqlite_master WHERE name = 'ix_case_period_case_id'") == 1
    kept(open_house(address, EVE))()
    assert kept(open_house(address, NIGHT))() == 6  # of two of a hundred, one with two times over, and of those copied


def test_a_step_finds_its_rows_by_its_case_however_many_there_are(databases: Sqlite, base: str) -> None:
    player, found = Player(databases.copy(base)), set[str]()
    for turn in turns(1):
        with listened(player.house.engine) as noted:
            player.play(turn)
        with player.house.engine.connect() as connection:
            for one in noted.driver:
                if turn.step.action != PAPERS and one.statement.split()[0] in ("SELECT", "WITH", "UPDATE"):
                    plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {one.statement}", one.values).all()
                    found |= {str(row.detail) for row in plan}
    # Of a step these alone are read whole: the holidays, and what a query of its own found of the case before.
    assert {line.split()[1] for line in found if line.startswith("SCAN")} == {"holiday", "holiday_notice", "said", "undone"}
    assert [line for line in found if "case_event" in line and "case_id=?" not in line] == []


def test_spiffworkflow_goes_through_our_procedure_and_stores_where_it_stands(databases: Sqlite) -> None:
    house = open_house(databases.fresh(), PAID[0].day)
    with house.engine.begin() as connection:
        connection.execute(text(CREATE))
    spiff = Spiff(house.rulebook.procedure, PAID[0].day)
    for action, fields in moves(PAID)[:4]:
        spiff.step(house.engine, "AJ1", action, fields)
    with house.engine.begin() as connection:
        kept = spiff.serializer.deserialize_json(connection.scalar(text("SELECT state FROM spiff_workflow")))
    assert [task.task_spec.name for task in kept.get_tasks(state=TaskState.READY)] == ["stage_filing_review"]
    assert kept.last_task.data["filing.unit"] == {"opinion": "同意。"}


def test_dbos_keeps_a_step_of_every_move(databases: Sqlite) -> None:
    address, steps = databases.fresh(), sum(len(moves(way)) for way in WAYS)
    assert [(one.name, one.taken.steps) for one in dbosed(address, 0)] == [(THROUGH, steps), (SINGLY, steps)]
    with create_engine(address).connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM operation_outputs")) == 2 * steps
        assert connection.scalar(text("SELECT count(*) FROM workflow_status WHERE status = 'SUCCESS'")) == 2 + steps


def test_what_counts_a_countys_cases_does_not_walk_those_of_the_province(databases: Sqlite, base: str) -> None:
    house = Player(databases.copy(base)).house
    (bureau,) = bureaux(house, 1)
    with open_desk(house, bureau.whoever(Who.LEADER), reads=True) as desk, listened(house.engine) as noted:
        cases_for_me(desk)
        spread_of(desk, narrowed(desk))
    with house.engine.connect() as connection:
        plans = [[str(row.detail) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {one.statement}", one.values)]
                 for one in noted.driver if not one.statement.startswith("BEGIN")]
    assert len(plans) == 4
    assert all("SEARCH c USING INTEGER PRIMARY KEY (rowid=?)" in plan for plan in plans)
    assert not {"SCAN c", "SCAN x"} & {line for plan in plans for line in plan}
