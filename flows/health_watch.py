"""The health watch (运行健康): books runs that died, warns of scheduled runs that did not happen, seals the journal."""

import asyncio
from uuid import UUID

from prefect import flow
from prefect.artifacts import acreate_markdown_artifact
from prefect.client.orchestration import PrefectClient, get_client
from prefect.exceptions import ObjectNotFound
from prefect.states import Crashed

from casework import journal, runs, triggers
from casework.access import SYSTEM
from casework.desk import House, open_desk
from casework.runs import Died, Expected
from casework.watch import count_up
from flows.bookkeeping import as_markdown, booked, told
from flows.schedule_table import SCHEDULES, expected
from foundation.clock import SHANGHAI, SystemClock


def _run_name() -> str:
    return f"运行健康 {SystemClock().now().astimezone(SHANGHAI):%m-%d %H:%M}"


async def _crash(client: PrefectClient, died: Died) -> None:
    """Tell Prefect that a run it believes to be running is dead."""
    try:
        run = await client.read_flow_run(UUID(died.prefect_run_id or ""))
    except (ObjectNotFound, ValueError):
        return  # Prefect's database was wiped, or the run was never Prefect's
    if run.state is not None and not run.state.is_final():
        await client.set_flow_run_state(run.id, Crashed(message="运行无响应，已由运行健康检查登记为中断"), force=True)


def _long_running(house: House) -> list[Died]:
    with open_desk(house, SYSTEM, reads=True) as desk:
        return runs.running(desk)


def _book(house: House, dead: list[Died], due: list[Expected]) -> tuple[int, int]:
    with open_desk(house, SYSTEM) as desk:
        runs.bury(desk, dead)
        late = runs.missed(desk, due)
        waiting = triggers.waiting(desk)
        for one in late:  # a planned run that was lost while everything else went on is caught up
            if one.flow not in waiting:
                triggers.pull(desk, one.flow)
        runs.prune(desk)
    with open_desk(house, SYSTEM) as desk:
        return len(late), journal.seal(desk)


@flow(name="运行健康", flow_run_name=_run_name,
      description="登记中断的运行，提示未按时发生的定时运行（转为省厅待办），为日志加封，并重新汇总各单位的义务。")
async def health_watch() -> str:
    """Look after the other flows."""
    async with booked("health_watch") as booking:
        dead = [one for one in await asyncio.to_thread(_long_running, booking.house) if one.id != booking.run_id]
        async with get_client() as client:
            for one in dead:
                await _crash(client, one)
        due = [expected(schedule, booking.house.clock.now()) for schedule in SCHEDULES if schedule.stage != "health_watch"]
        late, sealed = await asyncio.to_thread(_book, booking.house, dead, due)
        counted = await asyncio.to_thread(count_up, booking.house)
        figures = [("中断的运行", len(dead)), ("未按时的运行", late), ("新加封日志", sealed), ("有义务的单位", counted)]
        booking.summary = told(figures)
        if dead or late:
            await acreate_markdown_artifact(key="health-watch", description="本次运行健康检查",
                                            markdown=as_markdown("运行健康", figures))
        return booking.summary
