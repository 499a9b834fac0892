"""Enforcement (执行办理): what is owed, demand, court, publication, and whoever acts next, after each move."""

import asyncio
from typing import Annotated

from prefect import flow

from casework.case.todos import see_to_cases
from flows.bookkeeping import booked, shown, told
from flows.decisions import run_name, tell, tell_each

NAME = "执行办理"


@flow(name=NAME, flow_run_name=lambda: run_name(NAME), retries=2, retry_delay_seconds=30,
      description="处罚决定之后，结算应缴金额和加处罚款、提示催告和申请法院执行、公开与撤回、通知下一步办理人。处理失败的案件下次重试，其余照常。")
async def case_enforce(
    reason: Annotated[str, shown("运行原因", "只供查看，例如：补跑")] = "案件有新的进展",
    batch: Annotated[int, shown("每批事项数", "一次事务处理的案件事项数，1至1000", ge=1, le=1000)] = 100,
) -> str:
    """See to all that waits."""
    async with booked("case_enforce") as booking:
        report = await asyncio.to_thread(see_to_cases, booking.house, "case_enforce", batch=batch)
        booking.summary = f"{reason}：{told(report.lines())}"
        await tell(report, "case-enforce", NAME, "办理情况", about="案件编号")
        await tell_each(report, NAME)
        return booking.summary
