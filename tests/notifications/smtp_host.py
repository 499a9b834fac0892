# ruff: noqa: ARG002 - aiosmtpd hands its hooks more than a test needs
"""A real SMTP server for tests: TLS, login, scripted replies, dropped connections, a book of what came."""

import asyncio
import ipaddress
import ssl
import threading
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass(frozen=True)
class Certificate:
    """A self-signed certificate for localhost and 127.0.0.1."""

    certificate: Path
    key: Path

    def server_context(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self.key)
        return context


@cache
def a_certificate() -> Certificate:
    folder = Path(mkdtemp(prefix="smtp-host-"))
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    here = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), here])
    now = datetime.now().astimezone()
    usage = x509.KeyUsage(True, False, False, False, False, True, True, False, False)
    made = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
            .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=30)).add_extension(names, critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()),
                           critical=False)
            .sign(key, hashes.SHA256()))
    (folder / "host.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "host.key").write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    return Certificate(folder / "host.pem", folder / "host.key")


class SmtpHost:
    """Runs from `with` to its end or to `kill()`; `replies` and `sender_reply` script RCPT and MAIL.

    `replies`: per recipient, one for each try; after the last one everything is taken. `data_replies`: the
    same for the body. `drop_at`: the numbers (from 1) of the bodies at which the connection is cut.
    `per_connection`: letters after which a connection is closed with a 421. `slow`: seconds a body takes.
    `dies_at`: the number of the body at which the host dies, with all its connections.
    """

    def __init__(self, *, security: str = "none", login: tuple[str, str] | None = None,
                 replies: Mapping[str, Sequence[str]] | None = None,
                 data_replies: Mapping[str, Sequence[str]] | None = None, sender_reply: str | None = None,
                 drop_at: Sequence[int] = (), per_connection: int | None = None, slow: float = 0.0,
                 dies_at: int | None = None) -> None:
        self.host, self.port = "127.0.0.1", 0
        self.security, self.login, self.sender_reply, self.slow = security, login, sender_reply, slow
        self.replies = defaultdict(list, {to: list(said) for to, said in (replies or {}).items()})
        self.data_replies = defaultdict(list, {to: list(said) for to, said in (data_replies or {}).items()})
        self.drop_at, self.per_connection, self.dies_at = set(drop_at), per_connection, dies_at
        self.messages: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.recipients: list[str] = []
        self.logins: list[bytes] = []
        self.bodies = self.connects = self.peak = 0
        self.open: dict[Any, int] = {}
        self._controller: _Controller | None = None

    def __enter__(self) -> Self:
        self._controller = _Controller(self)
        self._controller.start()
        self._await_silence()  # the controller knocks at its own door once
        self.connects = self.peak = 0
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def kill(self) -> None:
        """Cut every connection and stop listening."""
        controller, self._controller = self._controller, None
        if controller is None:
            return
        gone = threading.Event()
        controller.loop.call_soon_threadsafe(lambda: (self._die(controller), gone.set()))
        gone.wait(5)
        controller.stop()

    def _die(self, controller: "_Controller") -> None:
        controller.server.close()
        for session in list(self.open):
            session.transport.abort()

    def _await_silence(self) -> None:
        ends = time.monotonic() + 5
        while self.open and time.monotonic() < ends:
            time.sleep(0.005)

    # what aiosmtpd asks

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.per_connection is not None and self.open.get(server, 0) >= self.per_connection:
            asyncio.get_running_loop().call_soon(server.transport.close)
            return "421 too many letters on one connection"
        if self.sender_reply:
            return self.sender_reply
        envelope.mail_from = address
        return "250 ok"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        said = self.replies[address].pop(0) if self.replies[address] else "250 ok"
        if said.startswith("2"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.bodies += 1
        if self.bodies == self.dies_at and self._controller:
            self._die(self._controller)
        await asyncio.sleep(self.slow)
        if self.bodies in self.drop_at:
            server.transport.abort()
            return "421 gone"
        address = envelope.rcpt_tos[0]
        said = self.data_replies[address].pop(0) if self.data_replies[address] else "250 ok"
        if said.startswith("2"):
            self.open[server] += 1
            self.recipients.append(address)
            self.raw.append(envelope.content)
            self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        return said

    def check(self, server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
        assert self.login is not None
        right = (given.login.decode(), given.password.decode()) == self.login
        self.logins.append(given.login)
        return AuthResult(success=right, handled=False)


class _Session(SMTP):
    """One connection, counted; TLS starts the same one a second time."""

    book: SmtpHost

    def connection_made(self, transport: Any) -> None:
        if self not in self.book.open:
            self.book.connects += 1
            self.book.open[self] = 0
            self.book.peak = max(self.book.peak, len(self.book.open))
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self.book.open.pop(self, None)
        super().connection_lost(error)


class _Controller(Controller):
    def __init__(self, book: SmtpHost) -> None:
        implicit = a_certificate().server_context() if book.security == "tls" else None
        super().__init__(book, hostname=book.host, port=0, ssl_context=implicit)
        self.book = book

    def factory(self) -> SMTP:
        wanted: dict[str, Any] = {"hostname": "smtp.test", "enable_SMTPUTF8": False}
        if self.book.security == "starttls":
            wanted |= {"tls_context": a_certificate().server_context(), "require_starttls": True}
        if self.book.login:
            wanted |= {"authenticator": self.book.check, "auth_required": True,
                       "auth_require_tls": self.book.security == "starttls"}
        session = _Session(self.book, loop=self.loop, **wanted)
        session.book = self.book
        return session

    def _trigger_server(self) -> None:
        # Port 0 asked the system for a free one; only now it is known.
        assert self.server is not None
        self.port = self.book.port = self.server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]
        super()._trigger_server()  # type: ignore[no-untyped-call]
