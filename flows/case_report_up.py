"""Reporting up (案件上报): major and typical cases go level by level to the province."""

import asyncio
from typing import Annotated

from prefect import flow

from casework.case.todos import see_to_cases
from flows.bookkeeping import booked, shown, told
from flows.decisions import run_name, tell, tell_each

NAME = "案件上报"


@flow(name=NAME, flow_run_name=lambda: run_name(NAME), retries=2, retry_delay_seconds=30,
      description="重大、典型案件立案后逐级上报省厅，各级分别计期。处理失败的案件下次重试，其余照常。")
async def case_report_up(
    reason: Annotated[str, shown("运行原因", "只供查看，例如：补跑")] = "案件有新的进展",
    batch: Annotated[int, shown("每批事项数", "一次事务处理的案件事项数，1至1000", ge=1, le=1000)] = 100,
) -> str:
    """See to all that waits."""
    async with booked("case_report_up") as booking:
        report = await asyncio.to_thread(see_to_cases, booking.house, "case_report_up", batch=batch)
        booking.summary = f"{reason}：{told(report.lines())}"
        await tell(report, "case-report-up", NAME, "办理情况", about="案件编号")
        await tell_each(report, NAME)
        return booking.summary
