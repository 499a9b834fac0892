"""The daily watch (义务监督): opens, closes, lets lapse, chases, and shows the overdue board per city."""

import asyncio
from typing import Annotated

from prefect import flow
from prefect.artifacts import acreate_markdown_artifact, acreate_table_artifact

from casework.access import SYSTEM
from casework.desk import House, open_desk
from casework.view.board import BoardRow, overdue_board
from casework.watch import count_up, keep_watch
from flows.bookkeeping import as_markdown, booked, shown, told
from foundation.clock import SystemClock, day_of


def _run_name() -> str:
    return f"义务监督 {day_of(SystemClock().now())}"


def _board(house: House) -> list[BoardRow]:
    with open_desk(house, SYSTEM, reads=True) as desk:
        return overdue_board(desk)


@flow(name="义务监督", flow_run_name=_run_name, retries=2, retry_delay_seconds=60,
      description="开立到期前的义务，关闭终止的义务，登记失效，按催办阶梯提醒并逐级上报。可随时重复运行，不会重复提醒。")
async def duty_watch(
    reason: Annotated[str, shown("运行原因", "只供查看，例如：补跑")] = "定时",
) -> str:
    """Keep the watch for today."""
    async with booked("duty_watch") as booking:
        report = await asyncio.to_thread(keep_watch, booking.house)
        booking.summary = f"{reason}：{told(report.lines())}"
        await asyncio.to_thread(count_up, booking.house, anew=True)
        rows = await asyncio.to_thread(_board, booking.house)
        await acreate_table_artifact(key="overdue-board", description="逾期看板（各市州及其辖区）", table=[
            {"市（州）": row.city, "未办结": row.open, "七日内到期": row.due_soon, "逾期": row.overdue, "本年失效": row.lapsed,
             "最早到期日": str(row.oldest_due or "")} for row in rows])
        await acreate_markdown_artifact(key="duty-watch", description="本次义务监督",
                                        markdown=as_markdown(f"义务监督 {report.day}", report.lines()))
        return booking.summary
