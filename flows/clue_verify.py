"""What follows when a clue has ended (核查后续): linked clues end too, reporters are told, rewards are proposed."""

import asyncio
from typing import Annotated

from prefect import flow

from casework.clue.following_up import follow_up
from flows.bookkeeping import booked, shown, told
from flows.decisions import run_name, tell

NAME = "核查后续"


@flow(name=NAME, flow_run_name=lambda: run_name(NAME), retries=2, retry_delay_seconds=30,
      description="线索办结或不予受理后，并案线索一并办结，答复留有邮箱的举报人，对属实且已立案的提出奖励。处理失败的下次重试，其余照常。")
async def clue_verify(
    reason: Annotated[str, shown("运行原因", "只供查看，例如：补跑")] = "线索办结",
    batch: Annotated[int, shown("每批线索数", "一次事务处理的线索数，1至5000", ge=1, le=5000)] = 500,
) -> str:
    """See to all that has ended."""
    async with booked("clue_verify") as booking:
        report = await asyncio.to_thread(follow_up, booking.house, batch=batch)
        booking.summary = f"{reason}：{told(report.lines())}"
        await tell(report, "clue-verify", NAME, "后续")
        return booking.summary
