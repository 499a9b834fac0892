"""The intake of mail (来信登记): what lies in the mailbox becomes clues; without a mailbox nothing is done."""

import asyncio
from typing import Annotated

from prefect import flow
from prefect.artifacts import acreate_table_artifact

from casework.clue.mailbox import MailReport, read_mailbox
from flows.bookkeeping import booked, shown, told
from foundation.clock import SHANGHAI, SystemClock
from notifications.inbox_terms import inbox_of


def _run_name() -> str:
    return f"来信登记 {SystemClock().now().astimezone(SHANGHAI):%m-%d %H:%M}"


async def _tell(report: MailReport) -> None:
    rows = [{"邮件序号": str(number), "处理": said} for number, said in report.decisions]
    await acreate_table_artifact(key="mail-intake", description="本次来信登记", table=rows)


@flow(name="来信登记", flow_run_name=_run_name,
      description="读取举报邮箱，来信登记为线索，回信并入原线索。不能登记的搁置在邮箱中并转为待办，其余照常。未配置邮箱时不做任何事。")
async def mail_intake(
    most: Annotated[int, shown("最多处理邮件数", "一次最多处理的邮件数，1至5000，其余留待下一轮", ge=1, le=5000)] = 200,
    again: Annotated[bool, shown("重试搁置的邮件", "再次处理此前被搁置、仍在邮箱中的邮件")] = False,
) -> str:
    """Take in what waits."""
    async with booked("mail_intake") as booking:
        inbox = inbox_of(booking.settings)
        if inbox is None:
            booking.summary = "未配置举报邮箱"
            return booking.summary
        report = await asyncio.to_thread(read_mailbox, booking.house, inbox, booking.settings.inbox_office, most=most,
                                         again=again)
        booking.summary = told(report.lines()) + (f"；{report.unreachable}" if report.unreachable else "")
        if report.decisions:
            await _tell(report)
        return booking.summary
