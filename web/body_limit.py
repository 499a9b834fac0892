"""How much may be sent: a larger body is refused as soon as it is seen, whether or not its size was announced."""

import contextlib
from collections.abc import Callable

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foundation.errors import KuangjianError

MEGABYTE = 1_000_000


class TooLargeError(KuangjianError):
    """More was sent than is taken."""

    def __init__(self, most: int) -> None:
        super().__init__(f"At most {most // MEGABYTE} MB can be sent at once.", way_out="Send less, or in parts.")


class BodyLimit:
    """Answers 413 beyond as many bytes as a path may be sent."""

    def __init__(self, app: ASGIApp, *, most: Callable[[str], int]) -> None:
        self.app = app
        self.most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = self.most(scope["path"])
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if not announced.isdigit() or int(announced) > most:
            await self._refuse(most, scope, receive, send)
            return
        taken, begun = 0, False

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > most:
                raise TooLargeError(most)
            return message

        async def noted(message: Message) -> None:
            nonlocal begun
            if taken > most and not begun:
                return  # whatever the application makes of the half body, 413 is the answer
            begun = True
            await send(message)
        with contextlib.suppress(TooLargeError):
            await self.app(scope, counted, noted)
        if taken > most and not begun:
            await self._refuse(most, scope, receive, send)

    async def _refuse(self, most: int, scope: Scope, receive: Receive, send: Send) -> None:
        answer = scope["app"].state.answer(Request(scope, receive), TooLargeError(most))
        answer.headers["connection"] = "close"
        await answer(scope, receive, send)
