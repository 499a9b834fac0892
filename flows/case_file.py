"""Filing (立案办理): numbers and names who answers, prepares documents, tells whoever acts next."""

import asyncio
from typing import Annotated

from prefect import flow

from casework.case.todos import see_to_cases
from flows.bookkeeping import booked, shown, told
from flows.decisions import run_name, tell, tell_each

NAME = "立案办理"


@flow(name=NAME, flow_run_name=lambda: run_name(NAME), retries=2, retry_delay_seconds=30,
      description="案件立案后编立案号、明确责任人、拟制文书、通知下一步办理人；指定、移送管辖的，在受理单位登记案件。处理失败的案件下次重试，其余照常。")
async def case_file(
    reason: Annotated[str, shown("运行原因", "只供查看，例如：补跑")] = "案件有新的进展",
    batch: Annotated[int, shown("每批事项数", "一次事务处理的案件事项数，1至1000", ge=1, le=1000)] = 100,
) -> str:
    """See to all that waits."""
    async with booked("case_file") as booking:
        report = await asyncio.to_thread(see_to_cases, booking.house, "case_file", batch=batch)
        booking.summary = f"{reason}：{told(report.lines())}"
        await tell(report, "case-file", NAME, "办理情况", about="案件编号")
        await tell_each(report, NAME)
        return booking.summary
