"""How the API answers when it cannot do what was asked: problem details (RFC 9457), described once for every route."""

from typing import Annotated, Any

from fastapi import Header
from pydantic import BaseModel

Key = Annotated[str | None, Header(alias="Idempotency-Key", max_length=200, description=(
    "Sent again with the same key and body within seven days, a request is done once and answered alike."))]


class Problem(BaseModel):
    """Problem details."""

    type: str
    title: str
    status: int
    detail: str
    way_out: str
    instance: str
    problems: list[str] = []
    reference: str | None = None  # of what went wrong on our side


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The answers of a route beside its own: not signed in, refused, and these."""
    content = {"application/problem+json": {"schema": Problem.model_json_schema()}}
    return {status: {"description": "Problem details", "content": content} for status in (401, 403, *statuses)}
