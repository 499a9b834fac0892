"""What follows when a clue has ended (核查后续): linked clues end too, reporters are told, rewards are proposed."""

import asyncio
from typing import Annotated

from prefect import flow
from prefect.artifacts import acreate_table_artifact

from casework.clue.following_up import FollowReport, follow_up
from flows.bookkeeping import booked, shown, told
from foundation.clock import SHANGHAI, SystemClock

SHOWN = 1000  # decisions in an artifact


def _run_name() -> str:
    return f"核查后续 {SystemClock().now().astimezone(SHANGHAI):%m-%d %H:%M:%S}"


async def _tell(report: FollowReport) -> None:
    rows = [{"线索编号": number, "后续": what} for number, what in report.decisions[:SHOWN]]
    more = f"，仅列前{SHOWN}条" if len(report.decisions) > SHOWN else ""
    await acreate_table_artifact(key="clue-verify", description=f"本次核查后续{more}", table=rows)


@flow(name="核查后续", flow_run_name=_run_name, retries=2, retry_delay_seconds=30,
      description="线索办结或不予受理后，并案线索一并办结，答复留有邮箱的举报人，对属实且已立案的提出奖励。处理失败的下次重试，其余照常。")
async def clue_verify(
    reason: Annotated[str, shown("运行原因", "只供查看，例如：补跑")] = "线索办结",
    batch: Annotated[int, shown("每批线索数", "一次事务处理的线索数，1至5000", ge=1, le=5000)] = 500,
) -> str:
    """See to all that has ended."""
    async with booked("clue_verify") as booking:
        report = await asyncio.to_thread(follow_up, booking.house, batch=batch)
        booking.summary = f"{reason}：{told(report.lines())}"
        if report.decisions:
            await _tell(report)
        return booking.summary
