"""Thousands of clues (TRIAL_CLUES) are posted while processes are killed: none is lost, none doubled, all are processed."""

import json
import os
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any

import pytest

from bench.clue_load import Post
from bench.clues import TEXTS
from casework import journal
from casework.access import OPERATOR, SYSTEM
from casework.account.api_tokens import issue_for_office
from casework.desk import House, open_desk
from casework.house import open_house
from deployments.beginning import begin_demo
from deployments.keeping.seals import ensure_keys
from foundation.settings import Settings
from tests.installation import Installation, eventually
from tests.trial.clue_posting import Told, post_through
from tests.trial.kills import strike
from tests.trial.postgres import DurablePostgres

pytestmark = pytest.mark.trial
CLUES = int(os.environ.get("TRIAL_CLUES", "4000"))
AGAIN = 5  # every fifth is sent twice with its key
QUOTA = Counter(web=3, dispatcher=3, runner=3)
WAITING = "SELECT count(*) FROM clue WHERE stage = 'received'"


class Undergone:
    """An installation after ten thousand clues and its kills."""

    def __init__(self, house: House, told: Told, killed: Counter[str]) -> None:
        self.house, self.told, self.killed = house, told, killed

    def ask(self, query: str) -> Any:
        with open_desk(self.house, SYSTEM, reads=True) as desk:
            return desk.scalar(query)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def undergone(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Undergone]:
    folder = tmp_path_factory.mktemp("clues")
    server = DurablePostgres(folder / "pg") if request.param == "postgresql" else None
    if server:
        server.ask("CREATE DATABASE kuangjian")
    given = {"KUANGJIAN_DATABASE_URL": server.url("kuangjian")} if server else {}
    house = _founded(folder / "data", given.get("KUANGJIAN_DATABASE_URL"))
    with open_desk(house, OPERATOR) as desk:
        office = desk.scalar("SELECT id FROM party WHERE code = '220221'")
        token = issue_for_office(desk, int(office), "trial", actions=("clue.take",), days=9).token
    house.engine.dispose()
    up = Installation(folder / "data", KUANGJIAN_LIMIT_OTHER="900000/minute", **given)
    up.start()
    try:
        yield _undergo(up, house, token, request.param)
    finally:
        up.stop()
        house.engine.dispose()
        if server:
            server.stop()


def _founded(data: Path, url: str | None) -> House:
    data.mkdir()
    settings = Settings(data_folder=data, database_url=url)
    ensure_keys(settings)
    house = open_house(settings, ready=False)
    begin_demo(house, mines=40, clues=0)
    return house


def _posts(token: str) -> list[tuple[str, Post]]:
    made = []
    for n in range(CLUES):
        body = json.dumps({"text": TEXTS[n % 4].format(n % 97, n % 7), "division": "220221100", "reporter": {"name": "李大山"}})
        headers = (("Authorization", f"Bearer {token}"), ("Idempotency-Key", f"clue-{n}"))
        one = (f"clue-{n}", Post("/api/clues", body.encode(), headers))
        made += [one, one] if n % AGAIN == 0 else [one]
    return made


def _undergo(up: Installation, house: House, token: str, name: str) -> Undergone:
    told, left, killed, luck = Told(), Counter(QUOTA), Counter[str](), Random(7)
    posting = Thread(target=post_through, args=(up.web_port, _posts(token), told), daemon=True)
    posting.start()
    while left.total():
        time.sleep(luck.uniform(0.5, 3))
        alive = {what: pid for what, pid in up.processes().items() if left[what] > 0}
        if alive:
            what = luck.choice(sorted(alive))
            if strike(f"{what} on {name}", alive[what]):
                left[what] -= 1
                killed[what] += 1
    posting.join(600)
    assert not posting.is_alive(), f"{len(told.numbers)} clues answered"
    done = Undergone(house, told, killed)
    # What a killed dispatcher had taken to ring for is let go after its lease; the clues are long done by other runs.
    eventually(lambda: done.ask(WAITING) == 0, within=240, every=1)
    return done


def test_every_clue_was_answered_with_one_number_however_often_it_was_sent(undergone: Undergone) -> None:
    assert undergone.killed == QUOTA
    assert undergone.told.again > 0
    assert len(undergone.told.numbers) == CLUES
    assert {key: found for key, found in undergone.told.numbers.items() if len(found) != 1} == {}
    assert len({number for found in undergone.told.numbers.values() for number in found}) == CLUES


def test_the_register_holds_each_once_without_a_gap(undergone: Undergone) -> None:
    with open_desk(undergone.house, SYSTEM, reads=True) as desk:
        numbers = [int(row.number[6:]) for row in desk.rows("SELECT number FROM clue ORDER BY number")]
    assert numbers == list(range(1, CLUES + 1))


def test_each_was_routed_and_is_owed_once(undergone: Undergone) -> None:
    assert undergone.ask("SELECT count(*) FROM clue WHERE stage = 'routed'") == CLUES
    assert {rule: undergone.ask(f"SELECT count(*) FROM duty WHERE rule = '{rule}'") for rule in (
        "clue_registration", "clue_verification", "clue_reply", "clue_closing")} == dict.fromkeys(
            ("clue_registration", "clue_verification", "clue_reply", "clue_closing"), CLUES)
    assert undergone.ask("SELECT count(*) FROM clue_move") == CLUES


def test_the_journal_verifies(undergone: Undergone) -> None:
    with open_desk(undergone.house, OPERATOR) as desk:
        while journal.seal(desk):
            pass
    with open_desk(undergone.house, OPERATOR, reads=True) as desk:
        assert journal.verify(desk).unsealed == 0
