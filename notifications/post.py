"""The post: carries letters to the mail host over few connections and tells each outcome once it is known."""

import asyncio
import ssl
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from foundation.errors import InvalidError
from notifications.handover import hand_over
from notifications.host import UnreachableError, connect, trust
from notifications.message import AddressError, Outgoing, compose, mailbox
from notifications.pace import Pace, Sleep
from notifications.plain import one_line
from notifications.terms import Outcome, PostSettings

if TYPE_CHECKING:
    from aiosmtplib import SMTP

__all__ = ["Carrier", "Outcome", "Post", "PostSettings", "Report", "backoff"]

Report = Callable[[Outgoing, Outcome], Awaitable[None]]
LONGEST_WAIT = timedelta(hours=24)
FRUITLESS = 2  # connections in a row that brought no answer to any letter: then the host is as good as gone
BREAKS_OFF = "接受连接，却一再中途断开；请查看其日志，或等下一轮投递再试"
PARTING = 5.0  # seconds for a goodbye; all letters are booked by then


def backoff(attempt: int, base_minutes: int) -> timedelta:
    """The wait after attempt 1, 2, 3, …: the base, doubled each time, never above 24 hours."""
    doublings = min(max(attempt - 1, 0), 20)  # more would overflow, and 24 hours are reached long before
    return min(timedelta(minutes=base_minutes << doublings), LONGEST_WAIT)


class Carrier(Protocol):
    """Whoever carries letters to where they are read."""

    async def send_all(self, settings: PostSettings, letters: Sequence[Outgoing], *, outcome: Report) -> None:
        """Try each letter and report it exactly once; an error of `outcome` ends the batch and is raised."""


class Post:
    """The way letters leave: by SMTP."""

    async def send_all(self, settings: PostSettings, letters: Sequence[Outgoing], *, outcome: Report,
                       sleep: Sleep = asyncio.sleep) -> None:
        """Try each letter and report it exactly once; an error of `outcome` ends the batch and is raised."""
        if not letters:
            return
        batch = _Batch(settings, letters, outcome, Pace(settings.per_minute, sleep))
        try:
            batch.context = await asyncio.to_thread(trust, settings)
        except UnreachableError as error:
            await batch.give_up(error.detail)
            return
        try:
            async with asyncio.TaskGroup() as group:
                batch.start(group)
        except BaseExceptionGroup as failed:
            raise failed.exceptions[0] from None


class _Batch:
    """Letters that wait, and the carriers (a connection each) that share them."""

    def __init__(self, settings: PostSettings, letters: Sequence[Outgoing], report: Report,
                 pace: Pace) -> None:
        self.settings = settings
        self.waiting = deque(letters)
        self.report = report
        self.pace = pace
        self.context: ssl.SSLContext | None = None
        self.most = max(1, min(settings.connections, len(letters)))
        self.carriers = 0

    def start(self, group: asyncio.TaskGroup) -> None:
        """Send out one more carrier."""
        self.carriers += 1
        group.create_task(self._carry(group))

    async def give_up(self, detail: str) -> None:
        """Report every letter that still waits as unreachable, without another try."""
        while self.waiting:
            await self.report(self.waiting.popleft(), Outcome("unreachable", detail))

    async def _carry(self, group: asyncio.TaskGroup) -> None:
        fruitless = 0
        while self.waiting:
            try:
                client = await connect(self.settings, self.context)
            except UnreachableError as error:
                return await self._retire(error.detail)
            # Only a host that let the first in is asked for more: a wrong password is tried once.
            while self.waiting and self.carriers < self.most:
                self.start(group)
            self.most = 0
            fruitless = 0 if await self._deliver(client) else fruitless + 1
            if fruitless == FRUITLESS:
                return await self._retire(f"{self.settings.name} {BREAKS_OFF}")
        self.carriers -= 1
        return None

    async def _retire(self, detail: str) -> None:
        """Leave the rest to other carriers, whom the host may still serve; the last one gives up for all."""
        self.carriers -= 1
        if not self.carriers:
            await self.give_up(detail)

    async def _deliver(self, client: "SMTP") -> bool:
        """Deliver while letters wait and the connection lasts; whether the host answered for any of them."""
        answered = False
        try:
            while client.is_connected:
                await self.pace.turn()
                if not self.waiting:
                    answered = True
                    break
                letter = self.waiting.popleft()
                result = await self._try(client, letter, used=answered)
                if result is None:
                    self.waiting.appendleft(letter)
                    break
                answered = answered or client.is_connected or result.kind in ("sent", "refused")
                await self._tell(letter, result)
            await _part(client)
        finally:
            client.close()
        return answered

    async def _try(self, client: "SMTP", letter: Outgoing, *, used: bool) -> Outcome | None:
        try:
            mailbox(letter.sender_address)
            content = compose(letter).as_bytes()
        except AddressError as error:
            if error.address == letter.sender_address:
                return Outcome("unreachable", f"发件地址“{error.address}”无效；请核对 KUANGJIAN_MAIL_SENDER")
            return Outcome("refused", f"收件地址“{one_line(error.address)}”不是一个可用的邮箱地址", address=True)
        except (InvalidError, ValueError) as error:
            return Outcome("later", f"信件 {letter.message_id} 无法编成（{error}）；请向系统维护人员报告")
        return await hand_over(client, letter, content, settings=self.settings, used=used)

    async def _tell(self, letter: Outgoing, result: Outcome) -> None:
        await self.report(letter, result)
        if result.kind == "unreachable":
            await self.give_up(result.detail)


async def _part(client: "SMTP") -> None:
    from aiosmtplib import SMTPException
    if client.is_connected:
        try:
            await client.quit(timeout=PARTING)
        except (SMTPException, OSError):
            client.close()
