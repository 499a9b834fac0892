"""What went wrong, as problem details (RFC 9457) for programs and as a page for people: one mapping for every door."""

import logging
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import cast

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import Match

from casework.account.guesses import WaitError
from foundation.errors import (
    BrokenError,
    ConflictError,
    InvalidError,
    KuangjianError,
    NotFoundError,
    RefusedError,
    UnavailableError,
)
from web.body_limit import TooLargeError
from web.chinese.telling import in_chinese, preferred
from web.pattern_words import in_words
from web.preconditions import PreconditionError
from web.presence import NotSignedInError
from web.rate_limits import TooManyError
from web.readable import MediaTypeError, unread
from web.request_log import METHODS, told

STATUS: dict[type[KuangjianError], tuple[int, str]] = {
    NotFoundError: (404, "not found"), RefusedError: (403, "refused"), WaitError: (403, "refused"),
    ConflictError: (409, "conflict"), InvalidError: (422, "invalid"), UnavailableError: (503, "unavailable"),
    NotSignedInError: (401, "not signed in"),
    PreconditionError: (412, "precondition failed"), TooLargeError: (413, "too large"),
    MediaTypeError: (415, "unsupported media type"),
    TooManyError: (429, "too many requests"), BrokenError: (500, "broken"),
}


class UnservedError(KuangjianError):
    """A request that no route takes as it came, in the words of what reads requests."""

    def __init__(self, detail: str, status: int) -> None:
        super().__init__(detail, way_out="Check the address, and what is sent to it.")
        self.status = status


MOST_TOLD = 50  # problems; to say each in Chinese takes its time
Page = Callable[[Request, KuangjianError, int], Response]
Dialect = Callable[[Request, KuangjianError, str | None], Response]  # with the reference of what is our fault
log = logging.getLogger("kuangjian.web")


def status_of(error: KuangjianError) -> tuple[int, str]:
    """The status and its title."""
    if isinstance(error, UnservedError):
        return error.status, HTTPStatus(error.status).phrase.lower()
    return STATUS.get(type(error), (500, "error"))


def problem(error: KuangjianError, request: Request, reference: str | None = None) -> JSONResponse:
    """The response for an error, in Chinese for whoever prefers it; `reference` is that of what went wrong on our side."""
    status, title = status_of(error)
    language, say = preferred(request.headers.get("accept-language", "")), saying(request)
    body = {"type": "about:blank", "title": title, "status": status, "detail": say(error.message),
            "way_out": say(error.way_out), "instance": request.url.path}
    more = {"problems": [say(one) for one in told_of(error.problems)]} if error.problems else {}
    headers = {"content-language": language, "vary": "Accept-Language"}
    return JSONResponse(body | more | ({"reference": reference} if reference else {}), status_code=status,
                        media_type="application/problem+json",
                        headers=headers | ({"www-authenticate": "Bearer"} if status == 401 else {}))


def saying(request: Request) -> Callable[[str], str]:
    """How errors are said to whoever asks: in Chinese if he prefers it."""
    return in_chinese if preferred(request.headers.get("accept-language", "")) == "zh" else str


def told_of(problems: Sequence[str]) -> tuple[str, ...]:
    """The first problems, and how many more there are."""
    all_of_them, problems = len(problems), list(problems[:MOST_TOLD])
    if all_of_them > MOST_TOLD:
        problems.append(f"and {all_of_them - MOST_TOLD} more")
    return tuple(problems)


def noted(request: Request, error: KuangjianError) -> tuple[int, str | None]:
    """The status; what is not the asker's fault is logged, so that whoever keeps the system finds it by the reference."""
    status = status_of(error)[0]
    if status < 500:
        return status, None
    log.error("error", exc_info=error.__cause__ or error, extra={"fields": {**told(request.scope), "status": status}})
    return status, request.state.reference


def methods_at(request: Request) -> list[str]:
    """The methods that the address of a request is served with; Starlette names those of the first route alone."""
    served = {one for one in METHODS for route in request.app.routes
              if route.matches({**request.scope, "method": one})[0] is Match.FULL}
    return sorted(served | ({"HEAD"} if "GET" in served else set()))


def dialects(app: FastAPI) -> dict[str, Dialect]:
    """How errors are told below a path where that is not as everywhere; a door that serves a standard adds its own."""
    if not hasattr(app.state, "dialects"):
        app.state.dialects = {}
    return cast(dict[str, Dialect], app.state.dialects)


def install(app: FastAPI, page: Page | None = None) -> None:
    """Answer errors everywhere in an app: those who want a page get one, all others problem details.

    Below a path at which a standard is served they are told as that has it.
    """
    def answer(request: Request, error: KuangjianError) -> Response:
        status, reference = noted(request, error)
        spoken = next((dialect for path, dialect in dialects(app).items() if request.url.path.startswith(path)), None)
        if spoken is not None:
            return spoken(request, error, reference)
        wants_page = "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/")
        if page is not None and wants_page:
            return page(request, error, status)
        return problem(error, request, reference)
    app.state.answer = answer  # for what is refused before it comes to a route

    @app.exception_handler(KuangjianError)
    def known(request: Request, error: KuangjianError) -> Response:
        return answer(request, error)

    @app.exception_handler(RequestValidationError)
    def misshapen(request: Request, error: RequestValidationError) -> Response:
        faults = tuple(f"“{'.'.join(str(part) for part in one['loc'])}”: {in_words(one)}" for one in error.errors())
        return answer(request, InvalidError("The request is not right:", problems=faults,
                                            way_out="Mend these and send it again."))

    @app.exception_handler(404)
    def no_such_page(request: Request, _: Exception) -> Response:
        return answer(request, NotFoundError("There is no such page.", way_out="Check the address."))

    @app.exception_handler(HTTPException)
    def unserved(request: Request, error: HTTPException) -> Response:
        if error.status_code == 400:  # FastAPI's word for a body that it cannot decode
            return answer(request, unread())
        answered = answer(request, UnservedError(error.detail, error.status_code))
        answered.headers.update(error.headers or {})
        if error.status_code == 405:
            answered.headers["allow"] = ", ".join(methods_at(request))
        return answered

    @app.exception_handler(Exception)
    def unknown(request: Request, error: Exception) -> Response:
        broken = BrokenError("Something went wrong here.", way_out="Tell your administrator the reference.")
        broken.__cause__ = error
        return answer(request, broken)
