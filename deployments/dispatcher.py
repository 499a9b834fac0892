"""`python -m deployments.dispatcher`: turns triggers into runs, and rings a day's first watch after a start."""

import asyncio
import logging
from itertools import count
from uuid import UUID

from prefect.client.orchestration import PrefectClient, get_client
from prefect.exceptions import ObjectNotFound

from casework import runs, triggers
from casework.access import SYSTEM
from casework.desk import House, open_desk
from casework.house import open_house
from casework.triggers import Bell
from deployments.engine import server_url
from deployments.keeping.privately import privately
from deployments.lost_runs import busy, end_unbegun, free_places
from deployments.ready import say_ready
from flows.schedule_table import SCHEDULES, expected
from foundation.clock import day_of
from foundation.settings import Settings

EVERY = 0.5  # seconds between looks at our own database; the server is asked to run something only when it waits
TIDY = 4  # looks between two in which the server is asked for what was lost
LONGEST_WAIT = 60.0
DEPLOYMENTS = {schedule.stage: f"{schedule.title}/{schedule.deployment}" for schedule in SCHEDULES}
log = logging.getLogger("kuangjian.dispatcher")


def ring_for_missed(house: House) -> list[str]:
    """Pull the trigger of each stage that downtime made miss its run, and of a watch not kept today; which ones."""
    with open_desk(house, SYSTEM) as desk:
        last, waiting = runs.last_done(desk), triggers.waiting(desk)
        missed = [schedule.stage for schedule in SCHEDULES
                  if schedule.stage in last and last[schedule.stage] < expected(schedule, desk.now).due]
        if "duty_watch" not in last or day_of(last["duty_watch"]) < desk.today:
            missed = ["duty_watch", *(stage for stage in missed if stage != "duty_watch")]
        for stage in missed:
            if stage not in waiting:
                triggers.pull(desk, stage)
        return missed


def _waiting(house: House) -> list[Bell]:
    with open_desk(house, SYSTEM, reads=True) as desk:
        return [triggers.bell(desk, stage) for stage in triggers.waiting(desk) if stage in DEPLOYMENTS]


def _raise(house: House, stage: str) -> Bell:
    with open_desk(house, SYSTEM) as desk:
        return triggers.raise_bell(desk, stage)


def _rung(house: House, stage: str, run_id: str) -> None:
    with open_desk(house, SYSTEM) as desk:
        triggers.rung(desk, stage, run_id)


async def _still_going(client: PrefectClient, bell: Bell) -> bool:
    """Whether the run of the last bell is waiting or at work; a run Prefect knows nothing of has vanished."""
    if bell.run_id is None:
        return False
    try:
        run = await client.read_flow_run(UUID(bell.run_id))
    except ObjectNotFound:
        return False
    return run.state is None or not run.state.is_final()


async def round_of_bells(house: House, client: PrefectClient) -> int:
    """Ring for every stage that has work and no run; how many were rung."""
    rung = 0
    waiting = await asyncio.to_thread(_waiting, house)
    at_work = await busy(client) if waiting else set()  # one run more would be cancelled, and rung again
    for bell in waiting:
        if await _still_going(client, bell):
            continue
        deployment = await client.read_deployment_by_name(DEPLOYMENTS[bell.stage])
        if deployment.id in at_work:
            continue
        # A bell raised but not yet rung (the process died between) keeps its number: the key starts one run only.
        if bell.n == 0 or bell.run_id is not None:
            bell = await asyncio.to_thread(_raise, house, bell.stage)
        run = await client.create_flow_run_from_deployment(deployment.id, idempotency_key=bell.key)
        await asyncio.to_thread(_rung, house, bell.stage, str(run.id))
        log.info("rang %s: %s", bell.key, run.name)
        rung += 1
    return rung


async def main() -> None:
    """Ring until told to stop; while Prefect does not answer, wait longer each time."""
    server_url()
    house = open_house(Settings())
    log.info("missed: %s", await asyncio.to_thread(ring_for_missed, house))
    say_ready()
    wait = EVERY
    while True:
        try:
            async with get_client() as client:
                suspected: set[str] = set()
                for turn in count():
                    if turn % TIDY == 0:
                        await end_unbegun(client, house.clock.now())
                        suspected = await free_places(client, suspected)
                    await round_of_bells(house, client)
                    wait = EVERY
                    await asyncio.sleep(EVERY)
        except Exception as error:
            log.warning("not rung, trying again in %.0f s: %s: %s", wait, type(error).__name__, error)
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)


if __name__ == "__main__":
    privately()
    logging.basicConfig(level=logging.INFO)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    asyncio.run(main())
