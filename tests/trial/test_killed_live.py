"""Kill -9 of every process of a running installation at random points: the end state is that of an undisturbed one."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from casework import journal
from casework.access import OPERATOR, SYSTEM
from casework.desk import open_desk
from deployments.rehearsal.fingerprint import TABLES, fingerprint
from tests.trial.kills import KILLS
from tests.trial.ordeal import UNFINISHED
from tests.trial.province import minutes_of_today
from tests.trial.survival import Survived, survive

pytestmark = pytest.mark.trial
QUOTA = {
    "sqlite": Counter(web=6, dispatcher=5, runner=5, server=2, flow=10),
    "postgresql": Counter(web=5, dispatcher=4, runner=4, server=2, flow=7, PostgreSQL=8),
}
# What a killed run and the asking for another leave in the journal, and an undisturbed year does not.
ONLY_HERE = "('trigger.asked', 'run.died')"
BOOKS = TABLES | {"journal": f"{TABLES['journal']} WHERE action NOT IN {ONLY_HERE}"}
LONGEST = 12  # minutes that a trial may take: it stays within one day, for the twin is played on the same


@pytest.fixture(scope="module")
def survivors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Survived]]:
    """Both ordeals at once: most of their time is spent waiting for processes to come back."""
    if minutes_of_today() < LONGEST:
        time.sleep(minutes_of_today() * 60 + 5)
    folder = tmp_path_factory.mktemp("killed")
    ordeals = {database: survive(database, folder / database, Counter(quota)) for database, quota in QUOTA.items()}
    with ThreadPoolExecutor() as pool:
        begun = {database: pool.submit(next, ordeal) for database, ordeal in ordeals.items()}
        yield {database: one.result() for database, one in begun.items()}
    for ordeal in ordeals.values():
        next(ordeal, None)


@pytest.fixture(params=list(QUOTA))
def survivor(request: pytest.FixtureRequest, survivors: dict[str, Survived]) -> Survived:
    return survivors[request.param]


def test_every_process_was_killed_as_often_as_meant(survivors: dict[str, Survived]) -> None:
    assert set(survivors) == set(QUOTA)
    assert {f"{what} on {database}": n for database, quota in QUOTA.items() for what, n in quota.items()
            if KILLS[f"{what} on {database}"] < n and what != "PostgreSQL"} == {}
    assert KILLS["PostgreSQL"] >= QUOTA["postgresql"]["PostgreSQL"]


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
    # The numbers in them may differ from the twin's: a transaction that was killed leaves a gap.
    assert {row.message_id for row in rows} == set(arrived) and len(arrived) == len(survivor.letters)
    assert [row.message_id for row in rows if len(arrived[row.message_id]) <= row.resent] == []


def test_the_journal_verifies_after_sealing(survivor: Survived) -> None:
    with open_desk(survivor.house, OPERATOR) as desk:
        while journal.seal(desk):
            pass
    with open_desk(survivor.house, OPERATOR, reads=True) as desk:
        verdict = journal.verify(desk)
        assert (verdict.unsealed, verdict.sealed) == (0, desk.scalar("SELECT count(*) FROM journal"))
