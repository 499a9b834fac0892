"""The post round (信件投递): writes and sends what waits in the outbox; without a mail host letters are kept."""

from typing import Annotated

from prefect import flow
from prefect.artifacts import acreate_markdown_artifact

from casework.letter.posting import post_round as deliver
from flows.bookkeeping import as_markdown, booked, shown, told
from foundation.clock import SHANGHAI, SystemClock
from notifications.settings import mail_of


def _run_name() -> str:
    return f"信件投递 {SystemClock().now().astimezone(SHANGHAI):%m-%d %H:%M}"


@flow(name="信件投递", flow_run_name=_run_name, retries=1, retry_delay_seconds=30,
      description="写成并寄出待发信件；暂时失败的稍后再试，拒收的转为上级待办。未配置邮件服务器时信件留存备查。")
async def post_round(
    batch: Annotated[int, shown("每批信件数", "一次占用并寄出的信件数，1至5000", ge=1, le=5000)] = 200,
) -> str:
    """Send what waits."""
    async with booked("post_round") as booking:
        sender, host = mail_of(booking.settings)
        report = await deliver(booking.house, sender, host, batch=batch)
        booking.summary = told(report.lines())
        if report.written or report.void or report.outcomes or report.reporters.outcomes or report.unreachable:
            await acreate_markdown_artifact(key="post-round", description="本次信件投递",
                                            markdown=as_markdown("信件投递", report.lines()))
        return booking.summary
