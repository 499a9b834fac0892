"""Runs whose processes were killed do not hold their flow's only place: asked of a real Prefect server."""

import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.objects import State, StateType
from prefect.states import AwaitingRetry, Cancelling, Completed, Pending, Running, Scheduled

from deployments.environment import credential, for_children
from deployments.lost_runs import BEGINS_WITHIN, busy, end_orphaned, end_unbegun, forget_late, free_places
from deployments.ports import answers
from flows.schedule_table import MARK
from foundation.settings import Settings
from tests.installation import ROOT, eventually, free_port

pytestmark = [pytest.mark.engine, pytest.mark.xdist_group("lost runs")]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a server without a runner, and its credential."""
    settings = Settings(data_folder=tmp_path_factory.mktemp("engine"), prefect_port=free_port())
    address = f"http://127.0.0.1:{settings.prefect_port}/api"
    process = subprocess.Popen([sys.executable, "-m", "deployments.server", "server", "start", "--no-services",
                                "--log-level", "critical"],
                               env=for_children(settings), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    eventually(lambda: answers(f"{address}/health"), within=60)
    yield address, credential(Path(settings.data_folder))
    process.terminate()
    process.wait(30)


@pytest.fixture
async def client(server: tuple[str, str]) -> AsyncIterator[PrefectClient]:
    """A client; what is left of the last test is swept away."""
    address, key = server
    async with PrefectClient(address, auth_string=key) as client:
        for run in await client.read_flow_runs():
            await client.delete_flow_run(run.id)
        yield client


async def a_deployment(client: PrefectClient, mark: str = MARK) -> UUID:
    """A deployment with one place, as the runner makes ours."""
    flow = await client.create_flow_from_name("义务监督")
    return await client.create_deployment(flow, f"{uuid4()}", tags=[mark], concurrency_limit=1)


async def a_run(client: PrefectClient, state: State[None], deployment: UUID | None = None) -> UUID:
    """A run put into a state whatever the rules of the server say."""
    run = await client.create_flow_run_from_deployment(deployment or await a_deployment(client))
    await client.set_flow_run_state(run.id, state, force=True)
    return run.id


async def state_of(client: PrefectClient, run: UUID) -> StateType | None:
    return (await client.read_flow_run(run)).state_type


async def test_a_runner_that_begins_ends_what_the_last_one_had_begun(client: PrefectClient) -> None:
    lost = [await a_run(client, state) for state in (Pending(), Running(), Running(), AwaitingRetry())]
    await client.set_flow_run_state(lost[2], Cancelling())
    assert await state_of(client, lost[2]) is StateType.CANCELLING
    kept = [await a_run(client, state) for state in (Scheduled(), Completed())]
    foreign = await a_run(client, Running(), await a_deployment(client, "another's"))
    assert await end_orphaned(client) == 4
    assert [await state_of(client, run) for run in lost] == [StateType.CRASHED] * 4
    assert [await state_of(client, run) for run in (*kept, foreign)] == [
        StateType.SCHEDULED, StateType.COMPLETED, StateType.RUNNING]


async def test_a_run_that_was_taken_and_never_began_is_ended_after_a_while(client: PrefectClient) -> None:
    lost, at_work = await a_run(client, Pending()), await a_run(client, Running())
    now = datetime.now(UTC)
    assert await end_unbegun(client, now + BEGINS_WITHIN - timedelta(seconds=30)) == 0
    assert await end_unbegun(client, now + BEGINS_WITHIN + timedelta(seconds=1)) == 1
    assert await state_of(client, lost) is StateType.CRASHED
    assert await state_of(client, at_work) is StateType.RUNNING


async def test_late_runs_are_forgotten_but_not_one_that_somebody_rang_nor_one_that_retries(client: PrefectClient) -> None:
    later = datetime.now(UTC) + timedelta(hours=1)
    rung, retrying = await a_run(client, Scheduled()), await a_run(client, AwaitingRetry())
    assert await forget_late(client, later) == 0
    assert {run.id for run in await client.read_flow_runs()} == {rung, retrying}


async def test_more_runs_than_a_page_are_all_found(client: PrefectClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deployments.lost_runs.PAGE", 2)
    for _ in range(5):
        await a_run(client, Running())
    assert len(await busy(client)) == 5
    assert await end_orphaned(client) == 5


async def test_a_place_that_nobody_holds_is_freed_when_it_was_so_twice(client: PrefectClient) -> None:
    deployment = await a_deployment(client)
    run, place = (await client.create_flow_run_from_deployment(deployment)).id, f"deployment:{deployment}"
    # A killed server remembers that the place is taken, and not by whom.
    await client.increment_concurrency_slots([place], 1, "concurrency")
    assert (await client.set_flow_run_state(run, Pending())).status.value != "ACCEPT"
    suspected = await free_places(client, set())
    assert suspected == {place} and await free_places(client, suspected) == set()
    another = (await client.create_flow_run_from_deployment(deployment)).id
    assert (await client.set_flow_run_state(another, Pending())).status.value == "ACCEPT"


async def test_a_place_that_a_run_holds_is_left_to_it(client: PrefectClient) -> None:
    deployment = await a_deployment(client)
    run = (await client.create_flow_run_from_deployment(deployment)).id
    for state in (Pending(), Running()):
        await client.set_flow_run_state(run, state)
        assert await free_places(client, {f"deployment:{deployment}"}) == set()
    taken = (await client.read_deployment(deployment)).global_concurrency_limit
    assert taken is not None and taken.active_slots == 1


async def test_a_place_in_a_flow_of_somebody_else_is_left_as_it_is(client: PrefectClient) -> None:
    deployment = await a_deployment(client, "another's")
    place = f"deployment:{deployment}"
    await client.increment_concurrency_slots([place], 1, "concurrency")
    assert await free_places(client, {place}) == set()
    limit = await client.read_global_concurrency_limit_by_name(place)
    assert limit.active_slots == 1


async def test_a_run_that_waits_to_try_again_keeps_its_place(client: PrefectClient) -> None:
    deployment = await a_deployment(client)
    run = (await client.create_flow_run_from_deployment(deployment)).id
    for state in (Pending(), Running()):
        await client.set_flow_run_state(run, state)
    await client.set_flow_run_state(run, AwaitingRetry(), force=True)
    assert await busy(client) == {deployment}
    assert await free_places(client, {f"deployment:{deployment}"}) == set()
