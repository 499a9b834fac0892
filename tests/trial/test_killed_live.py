"""Kill -9 of every process of a running installation at random points: the end state is that of an undisturbed one."""

import shutil
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from casework import journal
from casework.access import OPERATOR, SYSTEM
from casework.desk import House, open_desk
from casework.house import open_house, prepare
from deployments.rehearsal.fingerprint import TABLES, fingerprint
from foundation.settings import Settings
from tests.installation import Installation
from tests.notifications.smtp_host import SmtpHost
from tests.trial.ordeal import ROUNDS, UNFINISHED, Ordeal
from tests.trial.postgres import DurablePostgres
from tests.trial.province import DECREE, found, minutes_of_today, undisturbed

pytestmark = pytest.mark.trial
SEED, MINES = 20, 40
ADDRESS = "http://kj.example"  # stands in every letter
QUOTA = {
    "sqlite": Counter(web=12, dispatcher=11, runner=9, server=3, flow=21),
    "postgresql": Counter(web=9, dispatcher=8, runner=7, server=3, flow=14, PostgreSQL=16),
}
# What a killed run and the asking for another leave in the journal, and an undisturbed year does not.
ONLY_HERE = "('trigger.asked', 'run.died')"
BOOKS = TABLES | {"journal": f"{TABLES['journal']} WHERE action NOT IN {ONLY_HERE}"}
LONGEST = 12  # minutes that a trial may take: it stays within one day, for the twin is played on the same


@dataclass
class Survived:
    """An installation after its kills, its mail host, and the twin that nothing happened to."""

    house: House
    twin: House
    host: SmtpHost
    told: list[str]
    left: set[str] = field(default_factory=set)  # Message-IDs of the twin


def _begin(house: House) -> House:
    prepare(house)
    found(house, mines=MINES, seed=SEED)
    house.engine.dispose()
    return house


def _house(data: Path, url: str | None) -> House:
    return open_house(Settings(data_folder=data, database_url=url, base_url=ADDRESS), ready=False)


def _sqlite(folder: Path) -> tuple[dict[str, str], House, House, None]:
    data, twin = folder / "data", folder / "twin"
    house = _begin(_house(data, None))
    twin.mkdir()
    shutil.copytree(data / "decrees", twin / "decrees")
    # No connection is open here: closing the copied file would end SQLite's locks of this process on it.
    shutil.copy(data / "kuangjian.db", twin)
    return {}, house, _house(twin, None), None


def _postgresql(folder: Path) -> tuple[dict[str, str], House, House, DurablePostgres]:
    server = DurablePostgres(folder / "pg")
    server.ask("CREATE DATABASE kuangjian")
    url = server.url("kuangjian")
    house = _begin(_house(folder / "data", url))
    server.ask("CREATE DATABASE twin TEMPLATE kuangjian")
    server.ask("CHECKPOINT")  # else the first recovery is all of the founding again
    return {"KUANGJIAN_DATABASE_URL": url}, house, _house(folder / "data", server.url("twin")), server


def _survive(database: str, folder: Path) -> Iterator[Survived]:
    """One ordeal from the founding of the province to the end of its twin; then it waits to be let go."""
    folder.mkdir()
    (folder / "data" / "decrees").mkdir(parents=True)
    (folder / "data" / "decrees" / "trial.toml").write_text(DECREE, encoding="utf-8")
    settings, house, twin, postgres = (_sqlite if database == "sqlite" else _postgresql)(folder)
    with SmtpHost(slow=0.2) as host:
        up = Installation(folder / "data", KUANGJIAN_MAIL_HOST=host.host, KUANGJIAN_MAIL_PORT=str(host.port),
                          KUANGJIAN_MAIL_SECURITY="none", KUANGJIAN_BASE_URL=ADDRESS, **settings)
        began = time.monotonic()
        up.start()
        ordeal = Ordeal(up, house, Counter(QUOTA[database]), seed=SEED, postgres=postgres)
        try:
            ordeal.run()
        finally:
            up.stop()
            print(database, f"{time.monotonic() - began:.0f} s", ordeal.took)
    survived = Survived(house, twin, host, ordeal.took)
    survived.left = set(undisturbed(twin, ROUNDS))
    yield survived
    for one in (house, twin):
        one.engine.dispose()
    if postgres:
        postgres.stop()


@pytest.fixture(scope="module")
def survivors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Survived]]:
    """Both ordeals at once: most of their time is spent waiting for processes to come back."""
    if minutes_of_today() < LONGEST:
        time.sleep(minutes_of_today() * 60 + 5)
    folder = tmp_path_factory.mktemp("killed")
    ordeals = {database: _survive(database, folder / database) for database in QUOTA}
    with ThreadPoolExecutor() as pool:
        begun = {database: pool.submit(next, ordeal) for database, ordeal in ordeals.items()}
        yield {database: one.result() for database, one in begun.items()}
    for ordeal in ordeals.values():
        next(ordeal, None)


@pytest.fixture(params=list(QUOTA))
def survivor(request: pytest.FixtureRequest, survivors: dict[str, Survived]) -> Survived:
    return survivors[request.param]


def test_the_end_state_is_the_undisturbed_one(survivor: Survived) -> None:
    prints = []
    for house in (survivor.house, survivor.twin):
        with open_desk(house, SYSTEM, reads=True) as desk:
            prints.append(fingerprint(desk, BOOKS))
    disturbed, quiet = prints
    assert {table: (disturbed[table], quiet[table]) for table in BOOKS if disturbed[table] != quiet[table]} == {}


def test_nothing_is_stuck(survivor: Survived) -> None:
    with open_desk(survivor.house, SYSTEM, reads=True) as desk:
        assert {what: desk.scalar(query) for what, query in UNFINISHED.items()} == dict.fromkeys(UNFINISHED, 0)


def test_every_letter_arrived_and_again_only_as_the_very_same(survivor: Survived) -> None:
    arrived = defaultdict(list)
    for mail, raw in zip(survivor.host.messages, survivor.host.raw, strict=True):
        arrived[mail["Message-ID"]].append(raw)
    assert {name for name, copies in arrived.items() if len(set(copies)) > 1} == set()
    with open_desk(survivor.house, SYSTEM, reads=True) as desk:
        rows = desk.rows("SELECT l.message_id, count(j.id) AS resent FROM letter l LEFT JOIN journal j"
                         " ON j.action = 'letter.resent' AND j.entity_id = l.id WHERE l.state = 'sent' GROUP BY l.message_id")
    assert {row.message_id for row in rows} == set(arrived) == survivor.left
    assert [row.message_id for row in rows if len(arrived[row.message_id]) <= row.resent] == []


def test_the_journal_verifies_after_sealing(survivor: Survived) -> None:
    with open_desk(survivor.house, OPERATOR) as desk:
        while journal.seal(desk):
            pass
    with open_desk(survivor.house, OPERATOR, reads=True) as desk:
        verdict = journal.verify(desk)
        assert (verdict.unsealed, verdict.sealed) == (0, desk.scalar("SELECT count(*) FROM journal"))
