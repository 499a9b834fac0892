"""The way into a mailbox: trust, connect, log in, open the folder; a failure says in Chinese what to mend."""

import imaplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from notifications.inbox_terms import CHECK_ADDRESS, CHECK_FOLDER, CHECK_LOGIN, CHECK_TRUST, InboxError, InboxSettings
from notifications.plain import reply_text

Answer = TypeVar("Answer")


def connected(settings: InboxSettings) -> Any:
    """A connection as safe as the settings want it."""
    from imap_tools import MailBox, MailBoxStartTls, MailBoxUnencrypted
    if settings.security == "none":
        return MailBoxUnencrypted(settings.host, settings.port, settings.timeout)
    try:
        trust = ssl.create_default_context(cafile=settings.ca_file)
    except OSError as error:
        raise InboxError(f"CA 证书文件 {settings.ca_file} 不能使用",
                         "请核对 KUANGJIAN_INBOX_CA_FILE，文件须为 PEM 格式") from error
    kind = MailBox if settings.security == "tls" else MailBoxStartTls
    return kind(settings.host, settings.port, settings.timeout, ssl_context=trust)


def enter(box: Any, settings: InboxSettings) -> None:
    """Log in, and say what we are where that is wanted."""
    from imap_tools import MailboxLoginError
    plain = (settings.username + settings.password).isascii()
    try:
        (box.login if plain else box.login_utf8)(settings.username, settings.password, initial_folder=None)
    except (MailboxLoginError, imaplib.IMAP4.error) as error:
        if isinstance(error, imaplib.IMAP4.abort):
            raise
        raise InboxError(f"{settings.host} 拒绝登录（{said_by(error, settings)}）", CHECK_LOGIN) from error
    if "ID" in abilities(box, settings):  # some Chinese providers open no folder to who does not say what he is
        with suppress(imaplib.IMAP4.error):
            box.client.xatom("ID", '("name" "Kuangjian" "vendor" "Kuangjian")')


def abilities(box: Any, settings: InboxSettings) -> frozenset[str]:
    """What the server can do, asked anew: many say it only to who has logged in."""
    _, told = asked(box.client.capability, settings)
    return frozenset(told[-1].decode("ascii", "replace").upper().split()) if told and told[-1] else frozenset()


def choose(box: Any, settings: InboxSettings) -> int:
    """Open the folder; its UIDVALIDITY."""
    from imap_tools import MailboxFolderSelectError
    try:
        if settings.done is not None and not box.folder.exists(settings.done):
            box.folder.create(settings.done)
        box.folder.set(settings.folder)
    except MailboxFolderSelectError as error:
        raise InboxError(f"打不开文件夹 {settings.folder}（{said_by(error, settings)}）", CHECK_FOLDER) from error
    _, told = box.client.response("UIDVALIDITY")
    if not told or told[0] is None:
        raise InboxError(f"{settings.host} 不给出 UIDVALIDITY", "请换用支持 IMAP4rev1 的邮箱")
    return int(told[-1])


def asked(question: Callable[[], Answer], settings: InboxSettings) -> Answer:
    """The answer to a question; InboxError where the server or the way to it fails."""
    from imap_tools import ImapToolsError
    try:
        return question()
    except ssl.SSLCertVerificationError as error:
        raise InboxError(f"{settings.host} 的证书不受信任（{error.verify_message}）", CHECK_TRUST) from error
    except TimeoutError as error:
        raise InboxError(f"{settings.host}:{settings.port} 超过 {settings.timeout:g} 秒没有应答", CHECK_ADDRESS) from error
    except (OSError, UnicodeError) as error:
        raise InboxError(f"{settings.host}:{settings.port} 连接不上或连接中断", CHECK_ADDRESS) from error
    except imaplib.IMAP4.abort as error:
        raise InboxError(f"{settings.host}:{settings.port} 连接中断", "下一轮接着读取") from error
    except (imaplib.IMAP4.error, ImapToolsError, ValueError) as error:
        raise InboxError(f"{settings.host} 不接受请求（{said_by(error, settings)}）", CHECK_FOLDER) from error


def said_by(answer: object, settings: InboxSettings) -> str:
    """What the server said, without the password that some repeat."""
    told = reply_text(str(getattr(answer, "command_result", answer)))
    return told.replace(settings.password, "***") if settings.password else told
