"""A real SMTP server for tests: scripted replies, STARTTLS, login, and connections that break."""

import ssl
from collections import defaultdict
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from types import TracebackType
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


class SmtpHost:
    """A host on a free port of this machine; `replies` are used up per recipient, then it says 250."""

    def __init__(self, *, replies: dict[str, list[str]] | None = None, login: tuple[str, str] | None = None,
                 certificate: tuple[Path, Path] | None = None, implicit: bool = False, drop_after: int | None = None) -> None:
        self.replies = {address: list(said) for address, said in (replies or {}).items()}
        self.messages: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.recipients: list[str] = []
        self.connections = 0
        self.at_once = 0
        self.most_at_once = 0
        self.drop_after = drop_after
        self.attempts: dict[str, int] = defaultdict(int)
        context = None
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
        options: dict[str, Any] = {"hostname": "127.0.0.1", "port": 0}
        if login:
            options |= {"authenticator": _checking(login), "auth_required": True, "auth_require_tls": bool(certificate)}
        if context and not implicit:
            options |= {"tls_context": context, "require_starttls": True}
        self.controller = _FreePort(self, ssl_context=context if implicit else None, **options)

    @property
    def host(self) -> str:
        return "127.0.0.1"

    @property
    def port(self) -> int:
        return int(self.controller.server.sockets[0].getsockname()[1]) if self.controller.server else self._port

    def start(self) -> None:
        self.controller.start()
        self._port = self.port

    def stop(self) -> None:
        self.controller.stop(no_assert=True)

    def __enter__(self) -> "SmtpHost":
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:  # noqa: N802
        self.attempts[address] += 1
        said = self.replies.get(address)
        if said:
            reply = said.pop(0)
            if not reply.startswith("2"):
                return reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        assert isinstance(content, bytes)
        if self.drop_after is not None and len(self.raw) >= self.drop_after:
            self.drop_after = None
            server.transport.abort()
            return "421 gone"
        self.raw.append(content)
        self.recipients += envelope.rcpt_tos
        message = message_from_bytes(content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        return "250 taken"


def _checking(login: tuple[str, str]) -> Any:
    def check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        return AuthResult(success=(data.login.decode(), data.password.decode()) == login)
    return check


class _FreePort(Controller):
    """Takes any free port, and counts connections."""

    def __init__(self, handler: SmtpHost, **options: Any) -> None:
        super().__init__(handler, **options)
        self.counted = handler

    def factory(self) -> SMTP:
        host = self.counted

        class Counting(SMTP):
            def connection_made(self, transport: Any) -> None:
                if not isinstance(self.transport, type(None)) and self.transport is not None:
                    super().connection_made(transport)  # the same connection, now under TLS
                    return
                host.connections += 1
                host.at_once += 1
                host.most_at_once = max(host.most_at_once, host.at_once)
                super().connection_made(transport)

            def connection_lost(self, error: Exception | None) -> None:
                host.at_once -= 1
                super().connection_lost(error)

        return Counting(self.handler, **self.SMTP_kwargs)

    def _trigger_server(self) -> None:
        # The library knocks on the port it was told, which is 0 here.
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()
