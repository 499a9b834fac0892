"""The watch over cases (案件监督): whose time is over moves on by itself; what an office missed is recorded."""

import asyncio
from typing import Annotated

from prefect import flow

from casework.case.watching import watch_cases
from flows.bookkeeping import booked, shown, told
from flows.decisions import tell, tell_each
from foundation.clock import SystemClock, day_of

NAME = "案件监督"


@flow(name=NAME, flow_run_name=lambda: f"{NAME} {day_of(SystemClock().now())}", retries=2, retry_delay_seconds=60,
      description="当事人、法院、公安的期限届满后推进案件，登记本机关逾期的期限和逾期的分期缴款。可随时重复运行，补跑结果相同。")
async def case_watch(
    reason: Annotated[str, shown("运行原因", "只供查看，例如：补跑")] = "定时",
) -> str:
    """Keep the watch for today."""
    async with booked("case_watch") as booking:
        report = await asyncio.to_thread(watch_cases, booking.house)
        booking.summary = f"{reason}：{told(report.lines())}"
        await tell(report, "case-watch", NAME, "推进情况", about="案件编号")
        await tell_each(report, NAME)
        return booking.summary
