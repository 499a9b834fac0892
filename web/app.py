"""The application that every door is hung into: limits, headers, health, errors."""

from urllib.parse import urlsplit

from fastapi import Depends, FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

from casework.account.api_tokens import bearers
from casework.account.sessions import Stay
from casework.clue.together import accept_together
from casework.desk import House
from foundation.together import Together
from web import health, problems
from web.body_limit import MEGABYTE, BodyLimit
from web.described import describe
from web.head import Head
from web.headers import SecurityHeaders
from web.openid import Provider
from web.problems import Page
from web.rate_limits import Limits, RateLimit
from web.readable import address_is_kept
from web.request_log import RequestLog

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
LARGEST = 64 * MEGABYTE  # a hand-in with its files
OF_PROGRAMS = MEGABYTE  # read whole before it is known who sends it: what takes long to read takes everybody's time
OF_BATCHES = 8 * MEGABYTE
OF_REQUESTS = 32 * MEGABYTE  # with photographs
BATCHES = "/api/clue-batches"
REQUESTS = "/open311/"
FILES = "/api/files"  # kept as they come, not read into values

ABOUT = """Supervision of mineral exploration and mining as dated duties. Programs send a token of `kuangjian token issue`.
Days are those of Beijing, written 2024-03-05; offices are named by their division code, as 220221. Failures are problem details
(RFC 9457), in Chinese where `Accept-Language` prefers it."""


def create(house: House, stay: Stay, *, page: Page | None = None, limits: Limits | None = None,
           sso: Provider | None = None) -> FastAPI:
    """An application over a house; `page` makes the pages of errors, without `limits` everybody may ask without end."""
    app = bare()
    app.state.house, app.state.stay, app.state.sso = house, stay, sso
    # What many ask at the same moment is done for all of them at once.
    app.state.bearers = Together(lambda tokens: bearers(app.state.house, tokens))
    app.state.clues = Together(lambda sent: accept_together(app.state.house, sent))
    problems.install(app, page)
    host = urlsplit(house.base_url).hostname or ""
    app.add_middleware(Head)
    app.add_middleware(BodyLimit, most=_most)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=sorted({host, *LOOPBACK}))
    if limits is not None:
        app.add_middleware(RateLimit, limits=limits)
    app.add_middleware(SecurityHeaders, https=house.base_url.startswith("https:"))
    app.add_middleware(RequestLog)
    return app


def _most(path: str) -> int:
    """How many bytes a body sent to a path may have."""
    if path == BATCHES:
        return OF_BATCHES
    if path.startswith(REQUESTS):
        return OF_REQUESTS
    return OF_PROGRAMS if path.startswith("/api/") and path != FILES else LARGEST


def bare() -> FastAPI:
    """An application without a house: enough to be described."""
    # The interactive documentation would load scripts from outside hosts; the schema itself stays.
    app = FastAPI(title="矿监 Kuangjian", version="0.1.0", description=ABOUT, docs_url=None, redoc_url=None,
                  openapi_url="/api/openapi.json", dependencies=[Depends(address_is_kept)],
                  generate_unique_id_function=lambda route: route.name)
    describe(app)
    app.include_router(health.router)
    return app
