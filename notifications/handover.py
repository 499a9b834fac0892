"""Handing one letter to the host over an open connection, and reading its answer."""

from typing import TYPE_CHECKING

from notifications.host import CHECK_LOGIN
from notifications.message import Outgoing, mailbox
from notifications.plain import reply_text
from notifications.terms import Outcome, PostSettings

if TYPE_CHECKING:
    from aiosmtplib import SMTP

CLOSING = 421
MESSAGE_TOO_BIG = 552
LOGIN_WANTED = (530, 534, 535, 538)


async def hand_over(client: "SMTP", letter: Outgoing, content: bytes, *, settings: PostSettings,
                    used: bool) -> Outcome | None:
    """The outcome; None if a connection used before was over before this letter began: it may try another."""
    from aiosmtplib import SMTPException, SMTPResponseException

    begun = False
    try:
        await client.mail(mailbox(letter.sender_address))
        await client.rcpt(mailbox(letter.to_address))
        begun = True
        await client.data(content)
    except SMTPResponseException as error:
        if error.code == CLOSING:
            client.close()
            if used and not begun:
                return None
        await _start_afresh(client)
        return _answered(error, letter, settings)
    except (SMTPException, OSError) as error:
        client.close()
        return None if used and not begun else _broken_off(error, letter, settings, begun=begun)
    return Outcome("sent", f"{settings.name} 已收下")


def _answered(error: Exception, letter: Outgoing, settings: PostSettings) -> Outcome:
    from aiosmtplib import SMTPHeloError, SMTPRecipientRefused, SMTPSenderRefused

    code = int(getattr(error, "code", 0))
    reply = reply_text(f"{code} {getattr(error, 'message', '')}")
    if code in LOGIN_WANTED:
        return Outcome("unreachable", f"{settings.name} 要求登录（{reply}）；{CHECK_LOGIN}")
    if not 500 <= code < 600:
        return Outcome("later", f"{settings.name} 暂不收 {letter.to_address} 的信（{reply}）；稍后自动重试")
    # A sender refused is refused for every letter; no recipient's address is at fault.
    if isinstance(error, SMTPHeloError | SMTPSenderRefused) and code != MESSAGE_TOO_BIG:
        return Outcome("unreachable", f"{settings.name} 不接受发件人 {letter.sender_address}（{reply}）；"
                                      "请核对 KUANGJIAN_MAIL_SENDER 和登录用户")
    if not isinstance(error, SMTPRecipientRefused) and code != MESSAGE_TOO_BIG:
        # The recipient was taken, the content was not: a filter that is mended lets it through another time.
        return Outcome("later", f"{settings.name} 不收寄往 {letter.to_address} 的信的内容（{reply}）；稍后自动重试")
    # 5.7.x is the host's policy (no relaying, a block), no fault of the address.
    return Outcome("refused", f"{settings.name} 拒收 {letter.to_address} 的信（{reply}）",
                   address=isinstance(error, SMTPRecipientRefused) and "5.7." not in reply)


def _broken_off(error: Exception, letter: Outgoing, settings: PostSettings, *, begun: bool) -> Outcome:
    late = isinstance(error, TimeoutError)
    fault = f"超过 {settings.timeout:g} 秒没有应答" if late else "在投递中途断开"
    fate = "是否收到不明；稍后以同一 Message-ID 自动重寄" if begun else "没有送出；稍后自动重试"
    return Outcome("later", f"{settings.name} {fault}，寄往 {letter.to_address} 的信{fate}")


async def _start_afresh(client: "SMTP") -> None:
    """Clear the envelope for the next letter; a connection that cannot do even that is given up."""
    from aiosmtplib import SMTPException
    if not client.is_connected:
        return
    try:
        await client.rset()
    except (SMTPException, OSError):
        client.close()
