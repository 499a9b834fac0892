"""What went wrong, as problem details (RFC 9457): one mapping for every door."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from foundation.errors import (
    ConflictError,
    InvalidError,
    KuangjianError,
    NotFoundError,
    RefusedError,
    UnavailableError,
)

STATUS: dict[type[KuangjianError], tuple[int, str]] = {
    NotFoundError: (404, "not found"), RefusedError: (403, "refused"), ConflictError: (409, "conflict"),
    InvalidError: (422, "invalid"), UnavailableError: (503, "unavailable"),
}


def problem(error: KuangjianError, instance: str) -> JSONResponse:
    """The response for an error."""
    status, title = STATUS.get(type(error), (500, "error"))
    return JSONResponse({"type": "about:blank", "title": title, "status": status, "detail": error.message,
                         "way_out": error.way_out, "instance": instance},
                        status_code=status, media_type="application/problem+json")


def install(app: FastAPI) -> None:
    """Answer our errors as problem details everywhere in an app."""
    @app.exception_handler(KuangjianError)
    def answer(request: Request, error: KuangjianError) -> JSONResponse:
        return problem(error, request.url.path)
