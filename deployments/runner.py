"""`python -m deployments.runner`: registers the deployments and executes their runs, a few at a time.

The post has a place of its own: however much the other stages find to do, as after an outage, letters leave meanwhile.
"""

import asyncio
import logging
from typing import Any

from prefect import Flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.runner import Runner
from prefect.schedules import Cron

from deployments.engine import wait_for_server
from deployments.keeping.privately import privately
from deployments.lost_runs import end_orphaned, forget_late
from deployments.ready import say_ready
from deployments.warm import begin_runs_warm, warm_up
from deployments.zombies import watch_for_zombies
from flows.case_enforce import case_enforce
from flows.case_file import case_file
from flows.case_penalize import case_penalize
from flows.case_report_up import case_report_up
from flows.case_watch import case_watch
from flows.clue_intake import clue_intake
from flows.clue_verify import clue_verify
from flows.duty_watch import duty_watch
from flows.health_watch import health_watch
from flows.holiday_projection import holiday_projection
from flows.mail_intake import mail_intake
from flows.post_round import post_round
from flows.schedule_table import MARK, SCHEDULES, TIMEZONE
from foundation.clock import SystemClock

AT_ONCE = 3  # beside the post
POST = "post_round"
FLOWS: dict[str, Flow[Any, Any]] = {
    "duty_watch": duty_watch, "post_round": post_round, "holiday_projection": holiday_projection,
    "health_watch": health_watch, "clue_intake": clue_intake, "clue_verify": clue_verify,
    "mail_intake": mail_intake, "case_file": case_file, "case_penalize": case_penalize, "case_enforce": case_enforce,
    "case_report_up": case_report_up, "case_watch": case_watch,
}
log = logging.getLogger("kuangjian.runner")


async def main() -> None:
    """Register every flow of the table with its schedule, then execute runs until told to stop."""
    # The schedules stay on when the runner stops: the server plans ahead, and what was missed is forgotten above.
    runner = Runner(name="kuangjian", limit=AT_ONCE, pause_on_shutdown=False)
    post = Runner(name="kuangjian-post", limit=1, pause_on_shutdown=False)
    one_at_a_time = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)
    async with get_client() as client:
        log.info("late runs forgotten: %s, orphaned runs ended: %s", await forget_late(client, SystemClock().now()),
                 await end_orphaned(client))
    await watch_for_zombies()
    for schedule in SCHEDULES:
        flow, place = FLOWS[schedule.stage], post if schedule.stage == POST else runner
        await place.aadd_flow(flow, name=schedule.deployment, description=flow.description, tags=[MARK, *schedule.tags],
                              schedule=Cron(schedule.cron, timezone=TIMEZONE), paused=False, concurrency_limit=one_at_a_time)
    await asyncio.to_thread(warm_up)
    say_ready()
    await asyncio.gather(runner.start(), post.start())


if __name__ == "__main__":
    privately()
    logging.basicConfig(level=logging.INFO)
    begin_runs_warm()
    wait_for_server()
    asyncio.run(main())
