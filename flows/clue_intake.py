"""The intake of clues (线索分办): routes what came, opens its duties, has offices told; one run drains all that waits."""

import asyncio
from typing import Annotated

from prefect import flow

from casework.clue.intake import drain
from flows.bookkeeping import booked, shown, told
from flows.decisions import run_name, tell

NAME = "线索分办"


@flow(name=NAME, flow_run_name=lambda: run_name(NAME), retries=2, retry_delay_seconds=30,
      description="线索到达后自动分办，确定承办单位、开立期限义务、提示疑似重复、通知承办人。处理失败的线索单独搁置，其余照常。")
async def clue_intake(
    reason: Annotated[str, shown("运行原因", "只供查看，例如：补跑")] = "线索到达",
    batch: Annotated[int, shown("每批线索数", "一次事务处理的线索数，1至5000", ge=1, le=5000)] = 500,
) -> str:
    """Process all that waits."""
    async with booked("clue_intake") as booking:
        report = await asyncio.to_thread(drain, booking.house, batch=batch)
        booking.summary = f"{reason}：{told(report.lines())}"
        await tell(report, "clue-intake", NAME, "分办")
        return booking.summary
