"""The way to the mail host: trust, connect, secure, log in; a failure says in Chinese what to mend."""

import socket
import ssl
from typing import TYPE_CHECKING

from notifications.plain import reply_text
from notifications.terms import PostSettings

if TYPE_CHECKING:
    from aiosmtplib import SMTP

CHECK_ADDRESS = "请核对 KUANGJIAN_MAIL_HOST 和 KUANGJIAN_MAIL_PORT，或等下一轮投递再试"
CHECK_SECURITY = "请核对 KUANGJIAN_MAIL_SECURITY 与端口是否相配（一般 465 用 tls，587 用 starttls）"
CHECK_LOGIN = "请核对 KUANGJIAN_MAIL_USERNAME 和 KUANGJIAN_MAIL_PASSWORD"
CHECK_TRUST = "证书若由单位自签，请用 KUANGJIAN_MAIL_CA_FILE 指明签发者的证书文件；否则请核对主机名"


class UnreachableError(Exception):
    """The host takes no letters now, through no fault of any letter; `detail` names it and the way out."""

    def __init__(self, settings: PostSettings, fault: str, way_out: str) -> None:
        self.detail = f"{settings.name} {fault}；{way_out}"
        super().__init__(self.detail)


def trust(settings: PostSettings) -> ssl.SSLContext | None:
    """Whose certificates are believed; None without TLS; UnreachableError if the file cannot be used."""
    if settings.security == "none":
        return None
    try:
        return ssl.create_default_context(cafile=settings.ca_file)
    except OSError as error:
        fault = f"的 CA 证书文件 {settings.ca_file} 不能使用"
        raise UnreachableError(settings, fault, "请核对 KUANGJIAN_MAIL_CA_FILE，文件须为 PEM 格式") from error


async def connect(settings: PostSettings, context: ssl.SSLContext | None) -> "SMTP":
    """A connection ready for letters; UnreachableError if any step towards it fails."""
    from aiosmtplib import SMTP, SMTPException

    client = SMTP(
        hostname=settings.host, port=settings.port, timeout=settings.timeout, tls_context=context,
        use_tls=settings.security == "tls", start_tls=settings.security == "starttls",
        # as bytes: a Chinese password given as text would fail, with its characters in the error
        username=settings.username.encode() if settings.username else None,
        password=settings.password.encode() if settings.username and settings.password else None)
    try:
        await client.connect()
    except (SMTPException, OSError, ValueError) as error:
        raise UnreachableError(settings, *_explained(error, settings)) from error
    return client


def _explained(error: Exception, settings: PostSettings) -> tuple[str, str]:
    from aiosmtplib import SMTPAuthenticationError, SMTPResponseException

    cause = error.__cause__ or error
    if isinstance(error, SMTPAuthenticationError):
        return f"拒绝登录（{_reply(error, settings)}）", CHECK_LOGIN
    if isinstance(error, SMTPResponseException):
        return f"暂不接受连接（{_reply(error, settings)}）", CHECK_ADDRESS
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"的证书不受信任（{cause.verify_message}）", CHECK_TRUST
    if isinstance(cause, ssl.SSLError):
        return f"的 TLS 握手失败（{cause.reason or '协议不符'}）", CHECK_SECURITY
    return _no_answer(error, cause, settings)


def _no_answer(error: Exception, cause: BaseException, settings: PostSettings) -> tuple[str, str]:
    if isinstance(cause, socket.gaierror | UnicodeError):
        return "的主机名查不到", CHECK_ADDRESS
    if isinstance(error, TimeoutError):
        return f"超过 {settings.timeout:g} 秒没有应答", f"{CHECK_SECURITY}；{CHECK_ADDRESS}"
    if isinstance(cause, ConnectionRefusedError):
        return "拒绝连接，没有程序在该端口应答", CHECK_ADDRESS
    # aiosmtplib tells these apart by their words only.
    if "STARTTLS extension" in str(error):
        return "不支持 STARTTLS", CHECK_SECURITY
    if "AUTH" in str(error) or "authentication" in str(error):
        return "不提供登录", f"{CHECK_SECURITY}；不需登录时请去掉 KUANGJIAN_MAIL_USERNAME"
    return "连接不上或连接中断", f"{CHECK_SECURITY}；{CHECK_ADDRESS}"


def _reply(error: Exception, settings: PostSettings) -> str:
    reply = reply_text(f"{getattr(error, 'code', '')} {getattr(error, 'message', '')}")
    # Some servers repeat what was given them.
    return reply.replace(settings.password, "***") if settings.password else reply
