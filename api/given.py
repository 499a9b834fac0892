"""What programs give: numbers, codes and words of the kinds that the database can hold."""

from typing import Annotated

from fastapi import Path, Query
from pydantic import StringConstraints

PLAIN = r"^[^\x00-\x1f\x7f]*$"  # no control characters
Code = Annotated[str, Path(pattern=r"^[0-9A-Za-z._-]{1,40}$", description="The office's code, as 220221.")]
Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="Its number.")]
Page = Annotated[int, Query(ge=1, le=400, description="Which page, from 1.")]
Sought = Annotated[str, Query(max_length=80, pattern=PLAIN)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=PLAIN)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=PLAIN)]
