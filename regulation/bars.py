"""What bars an application at the gate: which bars look at it on a day, for how long, and what a decision revoked."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from regulation.bar_table import Asked, Bar, BarValue
from regulation.counting import add_months
from regulation.offence_table import in_force

LICENCES = (("mining", "采矿"), ("exploration", "勘查|探矿"))
PARTED = re.compile(r"[，。；;\n]")
NOT_SO = re.compile(r"(不予?|不再|免予|暂缓|建议|拟)吊销")


def bars_on(bars: Mapping[str, Bar], kind: Asked, right: str | None, day: date) -> Iterator[tuple[Bar, BarValue]]:
    """The bars that look at such an application on a day; of a right that is not told, those of every right."""
    for bar in bars.values():
        value = in_force(bar.values, day)
        if kind in bar.kinds and value is not None and (bar.right is None or right in (None, bar.right)):
            yield bar, value


def last_barred(value: BarValue, since: date) -> date | None:
    """The last day that is barred; none where the bar lasts as long as its record (民法典第二百零一条、第二百零二条)."""
    return None if value.months is None else add_months(since, value.months)


def revoked_by(words: str, right: str | None) -> tuple[str, ...]:
    """Which licences a decision revokes, by its words; where they do not say, the licence of the case's right."""
    found: list[str] = []
    for part in PARTED.split(words):
        if "吊销" in part and not NOT_SO.search(part):
            named = [kind for kind, pattern in LICENCES if re.search(pattern, part)]
            found += named or ([right] if right else [])
    return tuple(dict.fromkeys(found))
