"""Runs that Prefect believes in and nobody executes: late ones after downtime, and those whose processes were killed."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.actions import GlobalConcurrencyLimitUpdate
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterTags,
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateName,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.responses import GlobalConcurrencyLimitResponse
from prefect.client.schemas.sorting import FlowRunSort
from prefect.states import Crashed

from flows.schedule_table import MARK

PAGE = 200  # what the server answers with at once
PLACE = "deployment:"  # what the server calls the limit of a deployment, before its number
OURS = DeploymentFilter(tags=DeploymentFilterTags(all_=[MARK]))  # the server may serve others too
AT_WORK = FlowRunFilterState(type=FlowRunFilterStateType(
    any_=[StateType.PENDING, StateType.RUNNING, StateType.CANCELLING]))
TAKEN = FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.PENDING]))
# Scheduled by its type, while its process waits and holds its flow's place.
RETRYING = FlowRunFilterState(name=FlowRunFilterStateName(any_=["AwaitingRetry"]))
PLANNED = FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED]),
                             name=FlowRunFilterStateName(not_any_=["AwaitingRetry"]))
BEGINS_WITHIN = timedelta(minutes=2)  # from the moment a runner takes a run to the moment its process reports


async def forget_late(client: PrefectClient, now: datetime) -> int:
    """Take back runs that were planned for while nothing ran: a catch-up is one run, which the dispatcher rings."""
    before = FlowRunFilterExpectedStartTime.model_validate({"before_": now.astimezone(UTC)})
    planned = [run for run in await _of(client, FlowRunFilter(state=PLANNED, expected_start_time=before)) if run.auto_scheduled]
    for run in planned:
        await client.delete_flow_run(run.id)
    return len(planned)


async def end_orphaned(client: PrefectClient) -> int:
    """Book every run at work as crashed: asked by a runner that begins, for what the last one had begun died with it.

    Left as they are, they would hold their flow's only place until their heartbeat is missed, or for ever where they
    never had one.
    """
    return await _crash(client, await _busy_runs(client), "运行进程随执行器一同中断")


async def end_unbegun(client: PrefectClient, now: datetime) -> int:
    """Book runs as crashed that were taken and never began: killed before their first heartbeat, unseen by the server."""
    taken = await _of(client, FlowRunFilter(state=TAKEN))
    lost = [run for run in taken if run.state and run.state.timestamp < now.astimezone(UTC) - BEGINS_WITHIN]
    return await _crash(client, lost, "运行未能开始")


async def busy(client: PrefectClient) -> set[UUID]:
    """The deployments of which a run is at work, about to start, or waiting to try again."""
    return {run.deployment_id for run in await _busy_runs(client) if run.deployment_id is not None}


async def free_places(client: PrefectClient, suspected: set[str]) -> set[str]:
    """Free the places in a flow's queue that nobody holds, now nor when last looked (`suspected`); whom to suspect next.

    The server keeps in its memory who holds one, in its database how many are held: killed, it would refuse the flow for ever.
    """
    taken = {limit.name for limit in await _limits(client) if limit.active_slots and limit.name.startswith(PLACE)}
    at_work = await busy(client) if taken else set()
    lost = taken - {f"{PLACE}{deployment}" for deployment in at_work}
    if lost:  # asked only now: the server takes long to read deployments, and this is done every other second
        lost &= {f"{PLACE}{one.id}" for one in await client.read_deployments(deployment_filter=OURS)}
    for name in sorted(lost & suspected):
        await client.update_global_concurrency_limit(name, GlobalConcurrencyLimitUpdate(active_slots=0))
    return lost - suspected


async def _limits(client: PrefectClient) -> list[GlobalConcurrencyLimitResponse]:
    found: list[GlobalConcurrencyLimitResponse] = []
    while True:
        page = await client.read_global_concurrency_limits(limit=PAGE, offset=len(found))
        found += page
        if len(page) < PAGE:
            return found


async def _busy_runs(client: PrefectClient) -> list[FlowRun]:
    return [*await _of(client, FlowRunFilter(state=AT_WORK)), *await _of(client, FlowRunFilter(state=RETRYING))]


async def _of(client: PrefectClient, which: FlowRunFilter) -> list[FlowRun]:
    found: list[FlowRun] = []
    while True:
        page = await client.read_flow_runs(flow_run_filter=which, deployment_filter=OURS, limit=PAGE, offset=len(found),
                                           sort=FlowRunSort.EXPECTED_START_TIME_ASC)
        found += page
        if len(page) < PAGE:
            return found


async def _crash(client: PrefectClient, runs: list[FlowRun], message: str) -> int:
    for run in runs:
        await client.set_flow_run_state(run.id, Crashed(message=message), force=True)
    return len(runs)
