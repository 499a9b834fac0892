"""Runs that Prefect believes in and nobody executes: late ones after downtime, and those whose processes were killed."""

from datetime import UTC, datetime, timedelta

from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.states import Crashed

AT_WORK = (StateType.PENDING, StateType.RUNNING, StateType.CANCELLING)
BEGINS_WITHIN = timedelta(minutes=2)  # from the moment a runner takes a run to the moment its process reports


async def forget_late(client: PrefectClient) -> int:
    """Take back runs that were planned for while nothing ran: a catch-up is one run, which the dispatcher rings."""
    late = await client.read_flow_runs(flow_run_filter=FlowRunFilter(
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
        expected_start_time=FlowRunFilterExpectedStartTime.model_validate({"before_": datetime.now(UTC)})))
    planned = [run for run in late if run.auto_scheduled]
    for run in planned:
        await client.delete_flow_run(run.id)
    return len(planned)


async def end_orphaned(client: PrefectClient) -> int:
    """Book every run at work as crashed: asked by a runner that begins, for what the last one had begun died with it.

    Left as they are, they would hold their flow's only place until their heartbeat is missed, or for ever where they
    never had one.
    """
    return await _crash(client, await _of(client, *AT_WORK), "运行进程随执行器一同中断")


async def end_unbegun(client: PrefectClient) -> int:
    """Book runs as crashed that were taken and never began: killed before their first heartbeat, unseen by the server."""
    before = datetime.now(UTC) - BEGINS_WITHIN
    lost = [run for run in await _of(client, StateType.PENDING) if run.state and run.state.timestamp < before]
    return await _crash(client, lost, "运行未能开始")


async def _of(client: PrefectClient, *states: StateType) -> list[FlowRun]:
    found = await client.read_flow_runs(flow_run_filter=FlowRunFilter(
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(states)))))
    return [run for run in found if run.deployment_id is not None]


async def _crash(client: PrefectClient, runs: list[FlowRun], message: str) -> int:
    for run in runs:
        await client.set_flow_run_state(run.id, Crashed(message=message), force=True)
    return len(runs)
