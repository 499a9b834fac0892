"""Runs whose processes were killed do not hold their flow's only place."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from prefect.client.schemas.objects import FlowRun, State, StateType

from deployments.lost_runs import BEGINS_WITHIN, end_orphaned, end_unbegun


class Server:
    """As much of a Prefect server as is asked here: runs by state, and what became of them."""

    def __init__(self, *runs: FlowRun) -> None:
        self.runs = runs
        self.ended: list[tuple[Any, str]] = []

    async def read_flow_runs(self, *, flow_run_filter: Any) -> list[FlowRun]:
        return [run for run in self.runs if run.state and run.state.type in flow_run_filter.state.type.any_]

    async def set_flow_run_state(self, run_id: Any, state: Any, *, force: bool) -> None:
        assert force
        self.ended.append((run_id, state.type.value))


def a_run(state: StateType, *, since: timedelta = timedelta(), ours: bool = True) -> FlowRun:
    """A run that came into its state some time ago."""
    return FlowRun(flow_id=uuid4(), deployment_id=uuid4() if ours else None,
                   state=State(type=state, timestamp=datetime.now(UTC) - since))


async def test_a_runner_that_begins_ends_what_the_last_one_had_begun() -> None:
    lost = [a_run(StateType.PENDING), a_run(StateType.RUNNING), a_run(StateType.CANCELLING)]
    server = Server(*lost, a_run(StateType.SCHEDULED), a_run(StateType.COMPLETED), a_run(StateType.RUNNING, ours=False))
    assert await end_orphaned(server) == 3  # type: ignore[arg-type]
    assert server.ended == [(run.id, "CRASHED") for run in lost]


async def test_a_run_that_was_taken_and_never_began_is_ended_after_a_while() -> None:
    lost = a_run(StateType.PENDING, since=BEGINS_WITHIN + timedelta(seconds=1))
    server = Server(lost, a_run(StateType.PENDING), a_run(StateType.RUNNING, since=timedelta(hours=1)))
    assert await end_unbegun(server) == 1  # type: ignore[arg-type]
    assert server.ended == [(lost.id, "CRASHED")]
