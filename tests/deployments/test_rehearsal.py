"""A rehearsed year: the same for a seed, on every database, wherever it was interrupted; and what a copy would do."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from casework.access import OPERATOR
from casework.desk import House, open_desk
from deployments.rehearsal import steps
from deployments.rehearsal.chance import Chance
from deployments.rehearsal.copying import Source, copy_installation
from deployments.rehearsal.decree import made_up_notice
from deployments.rehearsal.fingerprint import Print, fingerprint
from deployments.rehearsal.ledger import Ledger
from deployments.rehearsal.playing import Player
from deployments.rehearsal.script import script_of, still_year
from deployments.rehearsal.setting import Wanted, set_up
from deployments.rehearsal.stage import Stage
from deployments.rehearsal.summary import NAMES, Tally, summarise
from foundation.clock import SetClock
from foundation.database import open_engine
from foundation.errors import ConflictError, InvalidError
from regulation.workdays import WorkCalendar
from tests.casework.town import go_to
from tests.databases import PostgresDatabases, SqliteDatabases
from tests.deployments.playhouse import a_player, filled, play

pytestmark = pytest.mark.xdist_group("rehearsal")
FIRST = date(2010, 1, 1)
SCRIPT = replace(script_of(2010, 5), last=date(2010, 1, 13))
SMALL = {"counties": 1, "townships": 1}


def prints(house: House) -> dict[str, Print]:
    with open_desk(house, OPERATOR, reads=True) as desk:
        return fingerprint(desk)


@pytest.fixture
def town(house: House) -> House:
    filled(house, FIRST, **SMALL)
    return house


@pytest.fixture(scope="module")
def undisturbed(sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    from tests.conftest import the_rulebook
    house = House(sqlite_databases.fresh(), the_rulebook(), SetClock.at(FIRST))
    filled(house, FIRST, **SMALL)
    play(a_player(house, SCRIPT, tmp_path_factory.mktemp("undisturbed")))
    yield house
    house.engine.dispose()


def test_the_same_seed_plays_the_same_year_on_every_database(town: House, undisturbed: House, tmp_path: Path) -> None:
    play(a_player(town, SCRIPT, tmp_path))
    assert prints(town) == prints(undisturbed)


@pytest.mark.trial
def test_another_seed_plays_another_year(undisturbed: House, sqlite_house: House, tmp_path: Path) -> None:
    filled(sqlite_house, FIRST, **SMALL)
    play(a_player(sqlite_house, replace(SCRIPT, chance=Chance(6)), tmp_path))
    assert prints(sqlite_house)["act"] != prints(undisturbed)["act"]


@pytest.mark.trial
@pytest.mark.parametrize("step", range(5))
def test_stopped_in_any_step_it_is_taken_up_and_ends_the_same(
        undisturbed: House, sqlite_house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    filled(sqlite_house, FIRST, **SMALL)
    whole = steps.STEPS

    def stops(player: Player, day: date) -> None:
        whole[step](player, day)
        if day == date(2010, 1, 11):
            raise KeyboardInterrupt
    with monkeypatch.context() as patch:
        patch.setattr(steps, "STEPS", (*whole[:step], stops, *whole[step + 1:]))
        patch.setattr(steps, "_deeds", stops if step == 3 else steps._deeds)
        with pytest.raises(KeyboardInterrupt):
            play(a_player(sqlite_house, SCRIPT, tmp_path))
    play(a_player(sqlite_house, SCRIPT, tmp_path))
    assert prints(sqlite_house) == prints(undisturbed)


def test_the_summary_adds_up_by_clause_city_office_and_status(undisturbed: House) -> None:
    undisturbed.clock.instant = SetClock.at(SCRIPT.last, 23).instant  # type: ignore[attr-defined]
    with open_desk(undisturbed, OPERATOR, reads=True) as desk:
        told = summarise(desk, SCRIPT.first, SCRIPT.last)
        begun = desk.scalar("SELECT count(*) FROM duty d JOIN reckoning k ON k.id = d.reckoning_id WHERE k.opens <= :last",
                            last=SCRIPT.last)
    for name in NAMES:
        sums = {sum(getattr(line.tally, name) for line in lines)
                for lines in (told.clauses, told.cities, [line for _, line in told.offices])}
        assert sums == {getattr(told.total, name)}, name
    whole = told.total
    assert whole.owed == begun > 20
    ends = ("in_time", "late", "lapsed", "waived", "closed", "overdue", "running")
    assert sum(getattr(whole, name) for name in ends) == whole.owed
    assert 0 <= whole.escalated <= whole.chased <= whole.owed and whole.chased > 0
    assert {one.name for one in fields(Tally)} == set(NAMES)


@pytest.mark.trial
def test_of_a_copy_it_is_told_what_falls_due_if_nobody_acts(town: House, tmp_path: Path) -> None:
    play(a_player(town, SCRIPT, tmp_path / "real"))
    before = prints(town)
    (tmp_path / "copy").mkdir()
    copied = tmp_path / "copy" / "kuangjian.db"
    copy_installation(Source(town.engine.url.render_as_string(hide_password=False)), copied, tmp_path / "decrees")
    house = replace(town, engine=open_engine(f"sqlite:///{copied}"), clock=SetClock.at(SCRIPT.last))
    assert prints(house) == before
    script = still_year(SCRIPT.last + timedelta(days=1), date(2010, 2, 3))
    assert play(Player(Stage(house, script, tmp_path / "copy"), None)) == script.last
    with open_desk(house, OPERATOR, reads=True) as desk:
        told = {line["month"]: line for line in summarise(desk, script.first, script.last).months}
        acts = desk.scalar("SELECT count(*) FROM act")
    assert told["2010-01"]["lapsed"] > 0 and told["2010-01"]["letters"] > 0 and told["2010-02"]["escalations"] > 0
    assert acts == before["act"].rows and prints(town) == before
    house.engine.dispose()


@pytest.mark.trial
def test_a_copy_of_postgresql_takes_every_table(postgres_databases: PostgresDatabases, tmp_path: Path) -> None:
    engine = postgres_databases.fresh()
    from tests.conftest import the_rulebook
    house = House(engine, the_rulebook(), SetClock.at(FIRST))
    filled(house, FIRST, **SMALL)
    copy_installation(Source(engine.url.render_as_string(hide_password=False)), tmp_path / "copy.db", tmp_path / "decrees")
    copied = replace(house, engine=open_engine(f"sqlite:///{tmp_path / 'copy.db'}"))
    assert prints(copied) == prints(house)
    copied.engine.dispose()
    postgres_databases.give_back(engine)


def test_another_rehearsal_is_never_played_in(tmp_path: Path) -> None:
    set_up(Wanted(2010, mines=3), tmp_path)
    with pytest.raises(ConflictError, match="Another rehearsal"):
        set_up(Wanted(2011, mines=3), tmp_path)


def test_an_installation_is_never_played_in_nor_touched(house: House, tmp_path: Path) -> None:
    filled(house, FIRST, **SMALL)
    address, before = house.engine.url.render_as_string(hide_password=False), prints(house)
    for wanted in (Wanted(2010), Wanted(2011, mines=3)):
        with pytest.raises(ConflictError, match="is no rehearsal's"):
            set_up(wanted, tmp_path, database=address)
    assert prints(house) == before and not list(tmp_path.iterdir())
    with pytest.raises(InvalidError, match="file of its own"):
        set_up(Wanted(2010, still_from=FIRST), tmp_path, database=address, source=Source(address))
    assert prints(house) == before


def test_a_copys_links_and_message_ids_are_its_own(house: House, tmp_path: Path) -> None:
    filled(house, FIRST, **SMALL)
    address = house.engine.url.render_as_string(hide_password=False)
    player = set_up(Wanted(2010, still_from=FIRST, source="it"), tmp_path / "copy", source=Source(address))
    with open_desk(player.stage.house, OPERATOR, reads=True) as desk:
        assert len(desk.scalar("SELECT value FROM instance WHERE key = 'link_secret'")) == 64
    with open_desk(house, OPERATOR, reads=True) as desk:
        assert desk.scalar("SELECT value FROM instance WHERE key = 'link_secret'") == "no secret"
    assert (tmp_path / "copy" / "kuangjian.db").stat().st_mode & 0o077 == 0
    player.stage.house.engine.dispose()


def test_a_made_up_notice_is_one_that_can_be_imported(house: House) -> None:
    from casework.record.holidays import import_notice
    for year in range(2027, 2032):
        go_to(house, date(year - 1, 11, 6))
        with open_desk(house, OPERATOR) as desk:
            report = import_notice(desk, year, made_up_notice(year, Chance(year)), "test")
            assert report.rest_days >= 20 and report.working_days == 6
    assert not WorkCalendar().announced(2028)


def test_the_script_holds_what_a_year_can_bring() -> None:
    for year, notice in ((2010, False), (2012, False), (2024, False), (2028, True)):
        script = script_of(year, 7)
        names = [name for _, name in script.incidents]
        assert ("holidays announced" in names) is notice
        assert names.count("absences") == names.count("events") == 12 and "county renamed" in names
        assert script.is_down(script.down.first) and script.is_down(script.down.last)  # type: ignore[union-attr]
        assert sum(script.mail_down(day) for day in script.days()) == 6
        assert len(list(script.days())) == (366 if year in (2012, 2024, 2028) else 365)
    assert script_of(2010, 7) == script_of(2010, 7) != script_of(2010, 8)


def test_chances_are_even_and_have_no_memory() -> None:
    chance = Chance(3)
    lots = [chance.of("a", n) for n in range(2000)]
    assert lots == [Chance(3).of("a", n) for n in range(2000)] and 0.47 < sum(lots) / 2000 < 0.53
    assert {chance.between(2, 4, n) for n in range(200)} == {2, 3, 4}
    assert {chance.day(FIRST, FIRST + timedelta(days=1), n).day for n in range(50)} == {1, 2}
    assert chance.day(FIRST, FIRST - timedelta(days=9), "backwards") == FIRST


def test_the_ledger_names_ends_that_cannot_follow_on_one_another() -> None:
    ledger = Ledger()
    for step in ("lapsed", "discharged", "reopened", "waived"):
        ledger._move(7, step)
    assert not ledger.wrong and ledger.ends == {7: "waived"}
    ledger._move(7, "closed")
    assert ledger.wrong == ["duty 7 is waived, and the journal says that it was closed"]
