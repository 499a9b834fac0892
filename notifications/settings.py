"""How this installation writes: its sender, and the host that takes the letters, if one is configured."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foundation.settings import Settings
    from notifications.post import PostSettings


@dataclass(frozen=True)
class MailSender:
    """Whom letters are from."""

    name: str
    address: str


def mail_of(settings: "Settings") -> "tuple[MailSender | None, PostSettings | None]":
    """The sender and the host; none if no host is configured: letters are kept, never sent to localhost."""
    if settings.mail_host is None:
        return None, None
    from notifications.post import PostSettings
    password = settings.mail_password.get_secret_value() if settings.mail_password else None
    return MailSender(settings.mail_sender_name, settings.mail_sender), PostSettings(
        host=settings.mail_host, port=settings.mail_port, security=settings.mail_security,
        username=settings.mail_username, password=password, timeout=settings.mail_timeout,
        connections=settings.mail_connections, per_minute=settings.mail_per_minute,
        ca_file=str(settings.mail_ca_file) if settings.mail_ca_file else None)
