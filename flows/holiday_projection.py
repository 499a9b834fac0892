"""The holiday projection (节假日推算): reckons all open dates again by the holidays known now."""

import asyncio

from prefect import flow
from prefect.artifacts import acreate_markdown_artifact

from casework.duty.projecting import project_again
from flows.bookkeeping import as_markdown, booked, told
from foundation.clock import SystemClock, day_of


def _run_name() -> str:
    return f"节假日推算 {day_of(SystemClock().now())}"


@flow(name="节假日推算", flow_run_name=_run_name, retries=2, retry_delay_seconds=60,
      description="放假安排公布或更正后，重新推算全部未办结义务的日期，日期变动逐项记入日志，其余合计记一条。")
async def holiday_projection() -> str:
    """Reckon all open dates again."""
    async with booked("holiday_projection") as booking:
        report = await asyncio.to_thread(project_again, booking.house)
        booking.summary = told(report.lines())
        await acreate_markdown_artifact(key="holiday-projection", description="本次节假日推算",
                                        markdown=as_markdown("节假日推算", report.lines()))
        return booking.summary
