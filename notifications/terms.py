"""The terms of the post: the host that takes letters, and what can become of a letter."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class PostSettings:
    """The mail host and its use; `timeout` in seconds, `ca_file` trusted in place of the system's."""

    host: str
    port: int
    security: Literal["none", "starttls", "tls"]
    username: str | None
    password: str | None = field(repr=False)
    timeout: float
    connections: int  # at most so many at once
    per_minute: int | None  # at most so many letters; None: no limit
    ca_file: str | None

    @property
    def name(self) -> str:
        """The host as details name it."""
        return f"邮件服务器 {self.host}:{self.port}"


@dataclass(frozen=True)
class Outcome:
    """What became of a letter; `later` may have arrived, `unreachable` never left and costs no attempt."""

    kind: Literal["sent", "later", "refused", "unreachable"]
    detail: str
    address: bool = False  # refused, and for the address's sake: it is not to be written to again
