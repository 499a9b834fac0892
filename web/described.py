"""How failures stand in the description of the API: problem details (RFC 9457), described once for every route."""

from typing import Any, Literal

from fastapi import FastAPI
from pydantic import BaseModel, Field

WHAT = {
    401: "There is no token, or it opens nothing.", 403: "The bearer may see it, but not do this there.",
    404: "There is no such thing, or not within the bearer's sight.",
    409: "The state of the thing forbids it, or somebody else was quicker.",
    412: "It is of another version than `If-Match` names; `detail` tells of which.",
    413: "More was sent than is taken at once.",
    415: "What was sent is of another kind than is read here.",
    422: "What was sent is not usable; `problems` names every fault.",
    429: "Too much was asked from this address.", 500: "Something went wrong on our side.",
    503: "Something outside does not answer; trying later may help.",
}
ALWAYS = (413, 429, 500, 503)
IN_LANGUAGE = {"Content-Language": {"description": "The language of `detail`, `way_out` and `problems`.",
                                    "schema": {"type": "string", "enum": ["en", "zh"]}}}
HEADERS: dict[int, dict[str, Any]] = {
    401: {"WWW-Authenticate": {"description": "What is asked for.", "required": True,
                               "schema": {"type": "string", "enum": ["Bearer"]}}},
    429: {"Retry-After": {"description": "How long to wait, in seconds.", "required": True,
                          "schema": {"type": "integer", "minimum": 1}}},
}


class Problem(BaseModel):
    """Problem details: what is wrong, and what to do next."""

    type: Literal["about:blank"]
    title: str = Field(examples=["invalid"])
    status: int = Field(ge=400, le=599, description="The status of the answer.")
    detail: str = Field(examples=["There is no duty 37."])
    way_out: str = Field(description="What to do next.")
    instance: str = Field(description="The path that was asked.")
    problems: list[str] = Field(default=[], description="Every fault of what was sent.")
    reference: str | None = Field(default=None, description="Under which something that went wrong on our side is logged.")


def answers(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The failures with these statuses, and those that can happen to every request."""
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": WHAT[status], "content": content, "headers": IN_LANGUAGE | HEADERS.get(status, {})}
            for status in sorted({*statuses, *ALWAYS})}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The failures of a route for programs: not signed in, refused, and these; 415 and 422 where it takes a body."""
    return answers(401, 403, *statuses)


def describe(app: FastAPI) -> None:
    """Let the description name what `answers` points to."""
    plain = app.openapi

    def with_problem() -> dict[str, Any]:
        made = plain()
        made.setdefault("components", {}).setdefault("schemas", {}).setdefault("Problem", Problem.model_json_schema())
        return made
    app.openapi = with_problem  # type: ignore[method-assign]
