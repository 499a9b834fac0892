"""Two hundred cases are played while every process is killed: none is stuck, no number is doubled, nothing is written twice."""

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import Date

from casework import journal
from casework.access import OPERATOR, SYSTEM
from casework.account.api_tokens import issue_for_officer
from casework.case.replaying import replay_all
from casework.desk import House, open_desk
from casework.house import open_house
from casework.record.certificates import add_certificate
from deployments.beginning import begin_demo
from deployments.keeping.seals import ensure_keys
from foundation.settings import Settings
from tests.casework.builders import an_officer
from tests.installation import Installation, eventually
from tests.notifications.smtp_host import SmtpHost
from tests.trial.case_playing import Cast, Told, play
from tests.trial.kills import strike
from tests.trial.postgres import DurablePostgres

pytestmark = pytest.mark.trial
STORIES = {"sqlite": 80, "postgresql": 120}
QUOTA = Counter(web=3, dispatcher=3, runner=3, flow=6, server=1)
ROLES = {"leader": "head", "unit": "unit_head", "handler": "handler", "second": "handler", "legal": "legal_reviewer"}
RIGHTS = ("case.read", "case.papers", "case.open", "case.review", "case.handle", "case.unit", "case.legal", "case.lead")
LEFT = ("SELECT (SELECT count(*) FROM case_todo) + (SELECT count(*) FROM letter WHERE state IN ('queued', 'sending'))")


class Undergone:
    """An installation after its stories and kills, and the mail host that took its letters."""

    def __init__(self, house: House, told: Told, killed: Counter[str], host: SmtpHost, stories: int) -> None:
        self.house, self.told, self.killed, self.host, self.stories = house, told, killed, host, stories

    def ask(self, query: str) -> Any:
        with open_desk(self.house, SYSTEM, reads=True) as desk:
            return desk.scalar(query)

    def rows(self, query: str) -> list[Any]:
        with open_desk(self.house, SYSTEM, reads=True) as desk:
            return desk.rows(query, types={"day": Date()})


@pytest.fixture(scope="module")
def ordeals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Undergone]]:
    """Both at once: most of their time is spent waiting for processes to come back and for what they held to be let go."""
    folder = tmp_path_factory.mktemp("cases")
    both = {name: _ordeal(name, folder / name) for name in STORIES}
    with ThreadPoolExecutor() as pool:
        begun = {name: pool.submit(next, one) for name, one in both.items()}
        yield {name: one.result() for name, one in begun.items()}
    for one in both.values():
        next(one, None)


@pytest.fixture(params=list(STORIES))
def undergone(request: pytest.FixtureRequest, ordeals: dict[str, Undergone]) -> Undergone:
    return ordeals[request.param]


def _ordeal(name: str, folder: Path) -> Iterator[Undergone]:
    folder.mkdir()
    server = DurablePostgres(folder / "pg") if name == "postgresql" else None
    if server:
        server.ask("CREATE DATABASE kuangjian")
    given = {"KUANGJIAN_DATABASE_URL": server.url("kuangjian")} if server else {}
    house, cast = _founded(folder / "data", given.get("KUANGJIAN_DATABASE_URL"))
    with SmtpHost() as host:
        up = Installation(folder / "data", KUANGJIAN_LIMIT_OTHER="900000/minute", KUANGJIAN_MAIL_HOST=host.host,
                          KUANGJIAN_MAIL_PORT=str(host.port), KUANGJIAN_MAIL_SECURITY="none", **given)
        up.start()
        try:
            yield _undergo(up, house, cast, name, host)
        finally:
            up.stop()
            house.engine.dispose()
            if server:
                server.stop()


def _founded(data: Path, url: str | None) -> tuple[House, Cast]:
    data.mkdir()
    settings = Settings(data_folder=data, database_url=url)
    ensure_keys(settings)
    house = open_house(settings, ready=False)
    begin_demo(house, mines=40, clues=0, cases=False)
    with open_desk(house, OPERATOR) as desk:
        office = int(desk.scalar("SELECT id FROM party WHERE code = '220221'"))
        officers = {part: an_officer(desk, office, role, name=f"办案{part}") for part, role in ROLES.items()}
        for n, part in enumerate(("handler", "second")):
            add_certificate(desk, officers[part], number=f"吉执9{n}", first=date(2020, 1, 1))
        tokens = {part: issue_for_officer(desk, officers[part], part, days=9,
                                          actions=RIGHTS).token for part in ROLES}
    house.engine.dispose()
    return house, Cast(tokens, [officers["handler"], officers["second"]])


def _undergo(up: Installation, house: House, cast: Cast, name: str, host: SmtpHost) -> Undergone:
    told, left, killed, luck = Told(), Counter(QUOTA), Counter[str](), Random(11)
    with open_desk(house, SYSTEM, reads=True) as desk:
        day = desk.today.isoformat()
    playing = Thread(target=play, args=(up.web_port, cast, day, STORIES[name], told), daemon=True)
    playing.start()
    while left.total():
        time.sleep(luck.uniform(0.5, 3))
        alive = {what: pid for what, pid in up.processes().items() if left[what] > 0}
        if left["flow"] and (runs := up.flow_runs()):
            alive["flow"] = luck.choice(runs)
        if alive:
            what = luck.choice(sorted(alive))
            if strike(f"{what} on {name}", alive[what]):
                left[what] -= 1
                killed[what] += 1
        elif not playing.is_alive():
            break  # no run is left to be killed
    playing.join(900)
    if told.failed is not None:
        raise told.failed
    assert not playing.is_alive(), f"{told.steps} steps answered"
    done = Undergone(house, told, killed, host, STORIES[name])
    eventually(lambda: done.ask(LEFT) == 0, within=300, every=1)
    return done


def test_every_process_was_killed_and_steps_were_sent_again(undergone: Undergone) -> None:
    assert {what: n for what, n in QUOTA.items() if undergone.killed[what] < n and what != "flow"} == {}
    assert undergone.killed["flow"] > 0 and undergone.told.again > 0


def test_no_case_is_stuck_and_none_was_opened_twice(undergone: Undergone) -> None:
    found = Counter(row.stage for row in undergone.rows("SELECT stage FROM enforcement_case"))
    wanted = Counter({"closed": 0, "no_penalty": 0, "refused": 0})
    for n in range(undergone.stories):
        wanted[{5: "no_penalty", 6: "refused"}.get(n % 7, "closed")] += 1
    assert found == wanted


def test_numbers_are_neither_doubled_nor_skipped(undergone: Undergone) -> None:
    numbers = [int(row.number[6:]) for row in undergone.rows("SELECT number FROM enforcement_case ORDER BY number")]
    assert numbers == list(range(1, undergone.stories + 1))
    issued = undergone.rows("SELECT form, number FROM case_document WHERE state = 'issued' AND number IS NOT NULL")
    for form in {row.form for row in issued}:
        given = sorted(int(row.number.partition("〕")[2].rstrip("号")) for row in issued if row.form == form)
        assert given == list(range(1, len(given) + 1)), form
    filed = sorted(int(row.filing_number.partition("〕")[2].rstrip("号")) for row in undergone.rows(
        "SELECT filing_number FROM enforcement_case WHERE filing_number IS NOT NULL"))
    assert filed == list(range(1, undergone.ask("SELECT count(*) FROM enforcement_case WHERE filed_on IS NOT NULL") + 1))


def test_each_step_stands_once_and_the_cases_are_what_their_events_say(undergone: Undergone) -> None:
    assert undergone.ask("SELECT count(*) FROM case_event") == undergone.told.steps
    with open_desk(undergone.house, SYSTEM, reads=True) as desk:
        assert [one.faults for one in replay_all(desk) if one.faults] == []


def test_no_document_is_there_twice_and_none_is_missing(undergone: Undergone) -> None:
    assert undergone.rows("SELECT case_id, form, event_no FROM case_document GROUP BY case_id, form, event_no, copy_no"
                          " HAVING count(*) > 1") == []
    assert undergone.ask("SELECT count(*) FROM case_document WHERE state = 'issued'") == undergone.told.issued
    decisions = undergone.ask("SELECT count(DISTINCT case_id) FROM case_document WHERE title = '行政处罚决定书'")
    assert decisions == undergone.ask("SELECT count(*) FROM enforcement_case WHERE stage = 'closed'")


def test_no_limit_runs_in_cases_that_ended(undergone: Undergone) -> None:
    assert undergone.ask("SELECT count(*) FROM duty d JOIN enforcement_case c ON c.id = d.subject_id WHERE"
                         " d.subject_kind = 'case' AND d.ended_on IS NULL AND c.stage IN ('closed', 'refused')") == 0


def test_letters_are_at_most_repeated_under_one_message_id(undergone: Undergone) -> None:
    written = {row.message_id for row in undergone.rows("SELECT message_id FROM letter WHERE message_id IS NOT NULL")}
    came = Counter(one["Message-ID"] for one in undergone.host.messages)
    assert set(came) <= written and came


def test_the_journal_verifies(undergone: Undergone) -> None:
    with open_desk(undergone.house, OPERATOR) as desk:
        while journal.seal(desk):
            pass
    with open_desk(undergone.house, OPERATOR, reads=True) as desk:
        assert journal.verify(desk).unsealed == 0
