"""How the API answers when it cannot do what was asked, and the key under which a request is done once."""

from typing import Annotated

from fastapi import Header
from pydantic import WithJsonSchema

from web.described import problems

__all__ = ["Key", "problems"]
VISIBLE = r"^[\x21-\x7e]+$"
Key = Annotated[
    str | None,
    Header(alias="Idempotency-Key", min_length=1, max_length=200, pattern=VISIBLE, description=(
        "Sent again with the same key and body within seven days, a request is done once and answered alike.")),
    # A header is there or not; it is never null.
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": 200, "pattern": VISIBLE,
                    "examples": ["6f0c2a7e-31d9-4e0b-9d55-0b1f4b7f5c11"]})]
