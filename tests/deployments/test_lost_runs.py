"""Runs whose processes were killed do not hold their flow's only place."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

from prefect.client.schemas.objects import FlowRun, State, StateType

from deployments.lost_runs import BEGINS_WITHIN, end_orphaned, end_unbegun, forget_late, free_places


class Server:
    """As much of a Prefect server as is asked here: runs by state, and what became of them."""

    def __init__(self, *runs: FlowRun, taken: Sequence[UUID] = ()) -> None:
        self.runs, self.taken = runs, taken
        self.ended: list[tuple[Any, str]] = []
        self.freed: list[str] = []

    async def read_flow_runs(self, *, flow_run_filter: Any) -> list[FlowRun]:
        return [run for run in self.runs if run.state and run.state.type in flow_run_filter.state.type.any_]

    async def set_flow_run_state(self, run_id: Any, state: Any, *, force: bool) -> None:
        assert force
        self.ended.append((run_id, state.type.value))

    async def delete_flow_run(self, run_id: Any) -> None:
        self.ended.append((run_id, "deleted"))

    async def read_deployments(self) -> list[Any]:
        limits = [SimpleNamespace(name=f"deployment:{one}", active_slots=1) for one in self.taken]
        return [SimpleNamespace(id=one, global_concurrency_limit=limit) for one, limit in zip(self.taken, limits, strict=True)]

    async def update_global_concurrency_limit(self, name: str, change: Any) -> None:
        assert change.active_slots == 0
        self.freed.append(name)


def a_run(state: StateType, *, since: timedelta = timedelta(), ours: bool = True, name: str | None = None) -> FlowRun:
    """A run that came into its state some time ago."""
    return FlowRun(flow_id=uuid4(), deployment_id=uuid4() if ours else None, auto_scheduled=True, state_name=name,
                   state=State(type=state, name=name, timestamp=datetime.now(UTC) - since))


async def test_a_runner_that_begins_ends_what_the_last_one_had_begun() -> None:
    lost = [a_run(StateType.PENDING), a_run(StateType.RUNNING), a_run(StateType.CANCELLING),
            a_run(StateType.SCHEDULED, name="AwaitingRetry")]
    server = Server(*lost, a_run(StateType.SCHEDULED), a_run(StateType.COMPLETED), a_run(StateType.RUNNING, ours=False))
    assert await end_orphaned(server) == 4  # type: ignore[arg-type]
    assert server.ended == [(run.id, "CRASHED") for run in lost]


async def test_a_run_that_was_taken_and_never_began_is_ended_after_a_while() -> None:
    lost = a_run(StateType.PENDING, since=BEGINS_WITHIN + timedelta(seconds=1))
    server = Server(lost, a_run(StateType.PENDING), a_run(StateType.RUNNING, since=timedelta(hours=1)))
    assert await end_unbegun(server) == 1  # type: ignore[arg-type]
    assert server.ended == [(lost.id, "CRASHED")]


async def test_late_runs_are_forgotten_but_not_one_that_holds_its_flows_place() -> None:
    late = a_run(StateType.SCHEDULED)
    server = Server(late, a_run(StateType.SCHEDULED, name="AwaitingRetry"))
    assert await forget_late(server) == 1  # type: ignore[arg-type]
    assert server.ended == [(late.id, "deleted")]


async def test_a_place_that_nobody_holds_is_freed() -> None:
    at_work, left = a_run(StateType.RUNNING), uuid4()
    assert at_work.deployment_id is not None
    server = Server(at_work, taken=[at_work.deployment_id, left])
    assert await free_places(server) == 1  # type: ignore[arg-type]
    assert server.freed == [f"deployment:{left}"]
