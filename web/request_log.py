"""One line a request, of what was asked and how it ended: by its route, never by its address, which may hold a secret."""

import logging
import secrets
import time
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
log = logging.getLogger("kuangjian.access")


class RequestLog:
    """Gives each request a reference, under which its errors are logged as well, and logs it once it is answered."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope.setdefault("state", {})["reference"] = secrets.token_hex(4)
        began, status = time.perf_counter(), 500  # what fails before it answers is answered further out

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)
        try:
            await self.app(scope, receive, noted)
        finally:
            log.info("request", extra={"fields": {**told(scope), "status": status,
                                                  "ms": round((time.perf_counter() - began) * 1000, 1)}})


def told(scope: Scope) -> dict[str, Any]:
    """What may be written down about a request: its reference, method and route, and the number of the account."""
    state = scope.get("state", {})
    return {"reference": state.get("reference"), "method": scope["method"] if scope["method"] in METHODS else "-",
            "route": route_of(scope), "account": getattr(state.get("present"), "account_id", None)}


def route_of(scope: Scope) -> str:
    """The route's template, as `/password/{token}`; a dash where no route was found."""
    found = getattr(scope.get("route"), "path", None)
    if found is None:
        return "/static" if scope["path"].startswith("/static/") else "-"
    # A router's routes do not name the prefix under which it was hung in.
    return f"/api{found}" if scope["path"].startswith("/api/") and not found.startswith("/api/") else str(found)
