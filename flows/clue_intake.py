"""The intake of clues (线索分办): routes what came, opens its duties, has offices told; one run drains all that waits."""

import asyncio
from typing import Annotated

from prefect import flow
from prefect.artifacts import acreate_table_artifact

from casework.clue.intake import IntakeReport, drain
from flows.bookkeeping import booked, shown, told
from foundation.clock import SHANGHAI, SystemClock

SHOWN = 1000  # decisions in an artifact


def _run_name() -> str:
    return f"线索分办 {SystemClock().now().astimezone(SHANGHAI):%m-%d %H:%M:%S}"


async def _tell(report: IntakeReport) -> None:
    rows = [{"线索编号": number, "分办": how} for number, how in report.decisions[:SHOWN]]
    more = f"，仅列前{SHOWN}条" if len(report.decisions) > SHOWN else ""
    await acreate_table_artifact(key="clue-intake", description=f"本次线索分办{more}", table=rows)


@flow(name="线索分办", flow_run_name=_run_name, retries=2, retry_delay_seconds=30,
      description="线索到达后自动分办，确定承办单位、开立期限义务、提示疑似重复、通知承办人。处理失败的线索单独搁置，其余照常。")
async def clue_intake(
    reason: Annotated[str, shown("运行原因", "只供查看，例如：补跑")] = "线索到达",
    batch: Annotated[int, shown("每批线索数", "一次事务处理的线索数，1至5000", ge=1, le=5000)] = 500,
) -> str:
    """Process all that waits."""
    async with booked("clue_intake") as booking:
        report = await asyncio.to_thread(drain, booking.house, batch=batch)
        booking.summary = f"{reason}：{told(report.lines())}"
        if report.decisions:
            await _tell(report)
        return booking.summary
