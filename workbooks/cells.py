"""What stands in a cell, as text and back: dates as people write them, numbers without a tail."""

import re
from datetime import date, datetime
from typing import Any

WRITTEN = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]00:00:00)?"
                     r"|(\d{4})(\d{2})(\d{2})")


def text_of(value: Any) -> str:
    """A cell as text: dates in ISO form, whole numbers without a decimal point, nothing as the empty text."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def date_of(text: str) -> date | None:
    """The day meant by 2024-03-04, 2024/3/4, 2024年3月4日 or 20240304; None if it is none."""
    found = WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError:
        return None
