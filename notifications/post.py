"""The post: letters over few connections, each for many; what became of each is told as soon as it is known."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from notifications.message import AddressError, Outgoing, compose

if TYPE_CHECKING:
    from aiosmtplib import SMTP

Kind = Literal["sent", "later", "refused", "unreachable"]
LONGEST = timedelta(hours=24)


@dataclass(frozen=True)
class PostSettings:
    """The host that takes our letters; `timeout` in seconds, `connections` at once, `per_minute` letters at most."""

    host: str
    port: int
    security: str = "starttls"  # none, starttls, tls
    username: str | None = None
    password: str | None = None
    timeout: float = 30.0
    connections: int = 4
    per_minute: int | None = None
    ca_file: str | None = None

    def __repr__(self) -> str:
        return f"PostSettings({self.host}:{self.port}, {self.security})"  # the password stays out of logs


@dataclass(frozen=True)
class Outcome:
    """What became of a letter: sent; later: a passing failure, or in doubt; refused for good; unreachable: not its fault."""

    kind: Kind
    detail: str = ""


def backoff(attempt: int, base_minutes: int) -> timedelta:
    """How long to wait after so many attempts: doubling from the base, a day at most."""
    return min(timedelta(minutes=base_minutes) * 2 ** min(max(attempt - 1, 0), 20), LONGEST)


class _UnreachableError(Exception):
    """The host cannot be used now; the message is for people."""


OnOutcome = Callable[[Outgoing, Outcome], Awaitable[None]]


class Post:
    """Sends batches of letters."""

    def __init__(self, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self.sleep = sleep

    async def send_all(self, settings: PostSettings, letters: Sequence[Outgoing], *, outcome: OnOutcome) -> None:
        """Send the letters, telling each one's outcome once; an unreachable host is tried once and told for all that remain."""
        waiting: asyncio.Queue[Outgoing] = asyncio.Queue()
        for letter in letters:
            waiting.put_nowait(letter)
        trouble: list[str] = []
        carriers = min(max(settings.connections, 1), len(letters))
        async with asyncio.TaskGroup() as group:
            for _ in range(carriers):
                group.create_task(self._carry(settings, waiting, outcome, trouble, carriers))
        while not waiting.empty():
            await outcome(waiting.get_nowait(), Outcome("unreachable", trouble[0]))

    async def _carry(self, settings: PostSettings, waiting: "asyncio.Queue[Outgoing]", outcome: OnOutcome, trouble: list[str],
                     carriers: int) -> None:
        """One connection after another, as long as letters wait and the host answers."""
        while not waiting.empty() and not trouble:
            try:
                connection = await _connect(settings)
            except _UnreachableError as error:
                trouble.append(str(error))
                return
            try:
                await self._over(connection, settings, waiting, outcome, carriers)
            finally:
                await _hang_up(connection)

    async def _over(self, connection: "SMTP", settings: PostSettings, waiting: "asyncio.Queue[Outgoing]", outcome: OnOutcome,
                    carriers: int) -> None:
        """Letters over one connection, until none waits or it breaks."""
        while not waiting.empty():
            letter = waiting.get_nowait()
            result = await _send(connection, letter)
            await outcome(letter, result)
            if not connection.is_connected:
                return
            if settings.per_minute:
                await self.sleep(60 * carriers / settings.per_minute)


async def _connect(settings: PostSettings) -> "SMTP":
    import aiosmtplib
    where = f"邮件服务器 {settings.host}:{settings.port}"
    try:
        connection = aiosmtplib.SMTP(
            hostname=settings.host, port=settings.port, timeout=settings.timeout, use_tls=settings.security == "tls",
            start_tls=settings.security == "starttls", cert_bundle=settings.ca_file)
        await connection.connect()
        if settings.username:
            await connection.login(settings.username, settings.password or "")
    except aiosmtplib.SMTPAuthenticationError as error:
        raise _UnreachableError(f"{where} 拒绝登录（{error.code}）：请核对 KUANGJIAN_MAIL_USERNAME 和 KUANGJIAN_MAIL_PASSWORD") from error
    except (aiosmtplib.SMTPException, OSError, ValueError) as error:
        raise _UnreachableError(f"{where} 无法使用（{type(error).__name__}：{error}）："
                                "请核对 KUANGJIAN_MAIL_HOST、端口、加密方式和证书") from error
    return connection


async def _send(connection: "SMTP", letter: Outgoing) -> Outcome:
    import aiosmtplib
    try:
        message = compose(letter)
        await connection.send_message(message, sender=letter.sender_address, recipients=[letter.to_address])
    except AddressError as error:
        return Outcome("refused", str(error))
    except aiosmtplib.SMTPRecipientsRefused as error:
        return _by_code(error.recipients[0].code, error.recipients[0].message)
    except aiosmtplib.SMTPResponseException as error:
        return _by_code(error.code, error.message)
    except (aiosmtplib.SMTPException, OSError) as error:
        connection.close()  # in doubt: whether the host took it is not known
        return Outcome("later", f"投递中断（{type(error).__name__}：{error}）")
    return Outcome("sent")


def _by_code(code: int, said: str) -> Outcome:
    if code == 421:  # the host closes the line: not about this letter
        return Outcome("later", f"{code} {said}")
    return Outcome("refused" if code >= 500 else "later", f"{code} {said}")


async def _hang_up(connection: "SMTP") -> None:
    import aiosmtplib
    try:
        if connection.is_connected:
            await connection.quit()
    except (aiosmtplib.SMTPException, OSError):
        connection.close()
