"""What periods are called by people; letters, pages and feeds say it alike."""

import re
from collections.abc import Callable
from functools import lru_cache

NAMES: tuple[tuple[str, Callable[..., str]], ...] = (
    (r"(\d{4})", "{}年".format),
    (r"(\d{4})-(\d\d)", lambda year, month: f"{year}年{int(month)}月"),
    (r"(\d{4})Q(\d)", "{}年第{}季度".format),
    (r"(\d{4})H([12])", lambda year, half: f"{year}年{'上' if half == '1' else '下'}半年"),
    (r"once(?:-\d+)?", lambda: "一次性"),
    (r"(\d{4})-W(\d\d)", lambda year, week: f"{year}年第{int(week)}周"),
)


@lru_cache(maxsize=1024)
def period_name(code: str) -> str:
    """A period's code in words (2012-W09: 2012年第9周); any other text as it is."""
    for pattern, name in NAMES:
        if found := re.fullmatch(pattern, code):
            return name(*found.groups())
    return code


def told_apart(period: str, reports_on: str | None) -> str:
    """A period's code, and in words which other one is reported on in it, where it is another: 2026（报告期2025年）."""
    return period if reports_on in (None, period) else f"{period}（报告期{period_name(str(reports_on))}）"
