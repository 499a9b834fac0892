"""How a mailbox is opened, and what is said where it cannot be."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foundation.errors import UnavailableError

if TYPE_CHECKING:
    from foundation.settings import Settings

CHECK_ADDRESS = ("请核对 KUANGJIAN_INBOX_HOST、KUANGJIAN_INBOX_PORT 和 KUANGJIAN_INBOX_SECURITY"
                 "（一般 993 用 tls，143 用 starttls）")
CHECK_LOGIN = "请核对 KUANGJIAN_INBOX_USERNAME 和 KUANGJIAN_INBOX_PASSWORD（有的邮箱要用客户端授权码，并先开通 IMAP）"
CHECK_TRUST = "证书若由单位自签，请用 KUANGJIAN_INBOX_CA_FILE 指明签发者的证书文件；否则请核对主机名"
CHECK_FOLDER = "请核对 KUANGJIAN_INBOX_FOLDER 和 KUANGJIAN_INBOX_DONE"


class InboxError(UnavailableError):
    """The mailbox cannot be read now; `detail` says in Chinese what is wrong and what to look at."""

    def __init__(self, detail: str, way_out: str) -> None:
        self.detail = f"{detail}；{way_out}"
        super().__init__("The mailbox cannot be read.", way_out=self.detail)


@dataclass(frozen=True, repr=False)
class InboxSettings:
    """Where the mailbox is and how it is opened."""

    host: str
    port: int = 993
    security: str = "tls"  # none, starttls, tls
    username: str = ""
    password: str = ""
    folder: str = "INBOX"
    done: str | None = None
    timeout: float = 60.0
    ca_file: str | None = None

    @property
    def mailbox(self) -> str:
        """The mailbox's own name, by which it is known again."""
        return f"{self.username}@{self.host}/{self.folder}"


def inbox_of(settings: "Settings") -> InboxSettings | None:
    """The mailbox of an installation, if one is configured."""
    if settings.inbox_host is None:
        return None
    return InboxSettings(
        host=settings.inbox_host, port=settings.inbox_port, security=settings.inbox_security, username=settings.inbox_username,
        password=settings.inbox_password.get_secret_value() if settings.inbox_password else "", folder=settings.inbox_folder,
        done=settings.inbox_done, timeout=settings.inbox_timeout,
        ca_file=str(settings.inbox_ca_file) if settings.inbox_ca_file else None)
