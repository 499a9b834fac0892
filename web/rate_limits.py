"""How much an address may ask for in a while: beyond it the answer is 429, with the seconds to wait."""

import math
import time
from dataclasses import asdict, dataclass
from ipaddress import IPv6Address, ip_address, ip_network

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from foundation.errors import KuangjianError


class TooManyError(KuangjianError):
    """More was asked from one address than is answered; `seconds` is how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__("Too many requests came from your address.", way_out=f"Wait {seconds} s, then try again.")
        self.seconds = seconds


@dataclass(frozen=True)
class Limits:
    """Requests that are answered to one address, as `60/minute`, by what they ask for."""

    sign_in: str = "60/minute"
    forgotten: str = "20/hour"
    link: str = "30/minute"  # one-time links, and those of watchers
    report: str = "60/hour"  # clues, each step of their form
    follow: str = "60/hour"  # receipt codes, and what is sent by them
    feed: str = "120/minute"
    other: str = "3000/minute"


def kind_of(method: str, path: str) -> str:
    """Which limit a request counts against."""
    if (path == "/sign-in" and method == "POST") or path in ("/sso", "/sso/callback"):
        return "sign_in"
    if path == "/forgotten" and method == "POST":
        return "forgotten"
    if method == "POST" and (path == "/report" or path.startswith("/report/")):
        return "follow" if path.startswith("/report/follow") else "report"
    if path.startswith("/open311/v2/tokens/"):
        return "follow"
    if path.startswith(("/password/", "/report/by/")):
        return "link"
    return "feed" if path.startswith("/feeds/") else "other"


def counted_as(host: str) -> str:
    """Under what an address is counted: in IPv6 whoever has one has the 2^64 beside it."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if not isinstance(address, IPv6Address):
        return host
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ip_network((address, 64), strict=False))


class RateLimit:
    """Counts by the address the connection came from, or, behind a proxy that is trusted, the one it names."""

    def __init__(self, app: ASGIApp, *, limits: Limits) -> None:
        from limits import parse
        from limits.storage import MemoryStorage
        from limits.strategies import FixedWindowRateLimiter
        self.app = app
        self.limiter = FixedWindowRateLimiter(MemoryStorage())
        self.items = {kind: parse(limit) for kind, limit in asdict(limits).items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve."""
        seconds = self._wait(scope) if scope["type"] == "http" else 0
        if not seconds:
            await self.app(scope, receive, send)
            return
        answer = scope["app"].state.answer(Request(scope, receive), TooManyError(seconds))
        answer.headers["retry-after"] = str(seconds)
        await answer(scope, receive, send)

    def _wait(self, scope: Scope) -> int:
        """Count the request; how many seconds to wait where it is one too many, else none."""
        kind, who = kind_of(scope["method"], scope["path"]), counted_as((scope["client"] or ("",))[0])
        if self.limiter.hit(self.items[kind], kind, who):
            return 0
        ends = self.limiter.get_window_stats(self.items[kind], kind, who).reset_time
        return max(1, math.ceil(ends - time.time()))
