"""Runs that Prefect believes in and nobody executes: late ones after downtime, and those whose processes were killed."""

from datetime import UTC, datetime, timedelta

from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.actions import GlobalConcurrencyLimitUpdate
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.states import Crashed

AT_WORK = (StateType.PENDING, StateType.RUNNING, StateType.CANCELLING)
RETRYING = "AwaitingRetry"  # scheduled by its type, while its process waits and holds its place
BEGINS_WITHIN = timedelta(minutes=2)  # from the moment a runner takes a run to the moment its process reports


async def forget_late(client: PrefectClient) -> int:
    """Take back runs that were planned for while nothing ran: a catch-up is one run, which the dispatcher rings."""
    late = await client.read_flow_runs(flow_run_filter=FlowRunFilter(
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
        expected_start_time=FlowRunFilterExpectedStartTime.model_validate({"before_": datetime.now(UTC)})))
    planned = [run for run in late if run.auto_scheduled and run.state_name != RETRYING]
    for run in planned:
        await client.delete_flow_run(run.id)
    return len(planned)


async def end_orphaned(client: PrefectClient) -> int:
    """Book every run at work as crashed: asked by a runner that begins, for what the last one had begun died with it.

    Left as they are, they would hold their flow's only place until their heartbeat is missed, or for ever where they
    never had one.
    """
    waiting = [run for run in await _of(client, StateType.SCHEDULED) if run.state_name == RETRYING]
    return await _crash(client, [*await _of(client, *AT_WORK), *waiting], "运行进程随执行器一同中断")


async def end_unbegun(client: PrefectClient) -> int:
    """Book runs as crashed that were taken and never began: killed before their first heartbeat, unseen by the server."""
    before = datetime.now(UTC) - BEGINS_WITHIN
    lost = [run for run in await _of(client, StateType.PENDING) if run.state and run.state.timestamp < before]
    return await _crash(client, lost, "运行未能开始")


async def free_places(client: PrefectClient) -> int:
    """Free the places in a flow's queue that nobody holds any more; how many.

    The server keeps in its memory who holds one: killed, or asked to forget a run, it would refuse the flow for ever.
    """
    limits = {one.id: one.global_concurrency_limit for one in await client.read_deployments()}
    taken = {deployment: limit for deployment, limit in limits.items() if limit and limit.active_slots}
    busy = {run.deployment_id for run in await _of(client, *AT_WORK)} if taken else set()
    lost = [limit.name for deployment, limit in taken.items() if deployment not in busy]
    for name in lost:
        await client.update_global_concurrency_limit(name, GlobalConcurrencyLimitUpdate(active_slots=0))
    return len(lost)


async def _of(client: PrefectClient, *states: StateType) -> list[FlowRun]:
    found = await client.read_flow_runs(flow_run_filter=FlowRunFilter(
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(states)))))
    return [run for run in found if run.deployment_id is not None]


async def _crash(client: PrefectClient, runs: list[FlowRun], message: str) -> int:
    for run in runs:
        await client.set_flow_run_state(run.id, Crashed(message=message), force=True)
    return len(runs)
