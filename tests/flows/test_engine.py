"""The engine itself: a real Prefect server, runner and dispatcher keep a real (small) province."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey, FlowRunFilter, FlowRunFilterState
from prefect.client.schemas.filters import FlowRunFilterStateName as StateName
from prefect.client.schemas.objects import FlowRun

from flows.schedule_table import SCHEDULES
from tests.installation import Installation, eventually

pytestmark = [pytest.mark.engine, pytest.mark.xdist_group("engine")]


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    installation = Installation(tmp_path_factory.mktemp("up") / "data")
    installation.command("demo", "--mines", "40", "--today", "2026-11-24")
    installation.start()
    yield installation
    if installation.process is not None and installation.process.poll() is None:
        installation.stop()


@pytest.fixture
async def prefect(up: Installation) -> AsyncIterator[PrefectClient]:
    async with up.client() as client:
        yield client


def watched(up: Installation) -> list[dict[str, object]]:
    return [run for run in json.loads(up.command("runs", "--json")) if run["flow"] == "duty_watch" and run["state"] == "done"]


async def runs_named(client: PrefectClient, *states: str) -> list[FlowRun]:
    return await client.read_flow_runs(flow_run_filter=FlowRunFilter(
        state=FlowRunFilterState(name=StateName(any_=list(states)))))


async def test_a_watch_is_kept_within_a_minute_of_ready(up: Installation, prefect: PrefectClient) -> None:
    eventually(lambda: watched(up), within=60, every=2)
    ended = await runs_named(prefect, "Completed")
    assert any(run.name.startswith("义务监督 20") for run in ended)


async def test_every_flow_is_deployed_with_its_chinese_name_tags_and_schedule(prefect: PrefectClient) -> None:
    deployments = await prefect.read_deployments()
    flows = {one.id: (await prefect.read_flow(one.flow_id)).name for one in deployments}
    assert {f"{flows[one.id]}/{one.name}": [str(s.schedule.cron) for s in one.schedules] for one in deployments} == {
        f"{schedule.title}/{schedule.deployment}": [schedule.cron] for schedule in SCHEDULES}
    assert all(not one.paused and "矿监" in one.tags and one.schedules[0].schedule.timezone == "Asia/Shanghai"
               for one in deployments)


async def test_the_next_runs_are_planned(prefect: PrefectClient) -> None:
    until = time.monotonic() + 60  # the server plans a deployment's runs when its scheduler comes by
    planned = await runs_named(prefect, "Scheduled")
    while len({run.deployment_id for run in planned}) < len(SCHEDULES):
        assert time.monotonic() < until, f"planned so far: {[run.name for run in planned]}"
        await asyncio.sleep(0.5)
        planned = await runs_named(prefect, "Scheduled")
    soon = datetime.now(UTC) + timedelta(minutes=11)
    assert any(run.expected_start_time and run.expected_start_time < soon for run in planned)
    assert len({run.deployment_id for run in planned}) == len(SCHEDULES)


async def test_the_overdue_board_is_an_artifact_with_a_row_a_city(up: Installation, prefect: PrefectClient) -> None:
    eventually(lambda: watched(up), within=60, every=2)
    found = await prefect.read_artifacts(artifact_filter=ArtifactFilter(key=ArtifactFilterKey(any_=["overdue-board"])))
    table = json.loads(str(found[0].data))
    assert {row["市（州）"] for row in table} >= {"吉林市", "延边朝鲜族自治州", "长白山保护开发区管理委员会"}
    assert len(table) == 10
    board = {row["city"]: row["overdue"] for row in json.loads(up.command("board", "--json"))}
    assert {row["市（州）"]: row["逾期"] for row in table} == board


def test_the_letters_of_the_chase_can_be_read(up: Installation) -> None:
    letters = eventually(lambda: json.loads(up.command("letters", "--state", "kept", "--json")), within=60, every=2)
    assert all(letter["subject"].startswith("【演示】矿监提醒") and letter["message_id"] for letter in letters)
    assert "依据：" in up.command("letters", "read", str(letters[0]["id"]))


def test_the_prefect_api_is_closed_without_the_credential(up: Installation) -> None:
    import httpx
    api = f"http://127.0.0.1:{up.prefect_port}/api"
    assert httpx.get(f"{api}/admin/settings").status_code == 401
    foreign = httpx.post(f"{api}/flows/count", headers={"Origin": "http://evil.example"})
    assert foreign.status_code == 403  # no CSRF token
    assert foreign.headers.get("access-control-allow-origin") not in ("*", "http://evil.example")


def test_a_second_up_on_the_folder_is_refused(up: Installation) -> None:
    assert "runs already in" in up.command("up", ok=False)


def test_ctrl_c_stops_everything_cleanly(up: Installation) -> None:
    assert set(up.processes()) == {"server", "web", "runner", "dispatcher"}
    assert up.stop() == 0
    assert up.printed.endswith("stopped\n")
    assert up.processes() == {}
