"""What programs give: numbers, codes and words of the kinds that the database can hold."""

import re
from datetime import date
from typing import Annotated

from fastapi import Path, Query
from pydantic import BeforeValidator, Field, StringConstraints

PLAIN = r"^[^\x00-\x1f\x7f]*$"  # no control characters
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)


def digits(given: object) -> object:
    """A number as it is written in an address."""
    # Pydantic would take " 1", "+1" and "1.0" as well, which the description does not say.
    if isinstance(given, str) and not re.fullmatch("0|[1-9][0-9]{0,18}", given):
        raise ValueError("a number is written in digits alone")
    return given


def _written(given: object) -> object:
    # Pydantic would take seconds since 1970 and an instant as well.
    if not isinstance(given, date) and not (isinstance(given, str) and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", given)):
        raise ValueError("a day is written as 2024-03-05")
    return given


Code = Annotated[str, Path(pattern=r"^[0-9A-Za-z._-]{1,40}$", description="The office's code.", examples=["220221"])]
Number = Annotated[int, BeforeValidator(digits), Path(ge=1, le=2**31 - 1, description="Its number.", examples=[1])]
Page = Annotated[int, BeforeValidator(digits), Query(ge=1, le=400, description="Which page, from 1.")]
Sought = Annotated[str, Query(max_length=80, pattern=PLAIN, description="A part of a name or code.", examples=["永吉"])]
Day = Annotated[date, BeforeValidator(_written), Field(ge=FIRST, le=LAST, examples=["2024-03-04"])]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=PLAIN)]
Of = Annotated[int, Field(strict=True, ge=1, le=2**31 - 1, examples=[1])]
Yes = Annotated[bool, Field(strict=True)]
Short = Annotated[str, StringConstraints(max_length=200)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=PLAIN)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Named = Annotated[dict[Short, Annotated[list[Of], Field(max_length=20)]], Field(max_length=20, examples=[{}], description=(
    "Numbers of files sent ahead (`POST /api/files`), by what the form calls them; `photo` and `attachment` go with any act."))]
NamedOnce = Annotated[dict[Short, Of], Field(max_length=20, examples=[{}], description=(
    "Numbers of files sent ahead (`POST /api/files`), by what the form calls them."))]
Attachments = Annotated[list[Of], Field(max_length=20, examples=[[]], description=(
    "Numbers of other files sent ahead that go with the report (其他附件)."))]
Seen = Annotated[int | None, Field(strict=True, ge=0, le=2**31 - 1, description=(
    "`last_entry` of the duty when it was looked at: what was changed since is told with 409 instead."))]
From = Annotated[Day | None, Query(description="The first day.")]
To = Annotated[Day | None, Query(description="The last day.")]
