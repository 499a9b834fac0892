"""A value of the rulebook through the years: from which day what holds, because of which document, and what was set here."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from casework.access import allowed
from casework.decree.setting import ACTION, path_of
from casework.decree.telling import Said, values_of
from casework.decree.wishes import named, set_by_province
from casework.desk import Desk
from casework.shelf import Shelf
from foundation.database import Instant


@dataclass(frozen=True)
class ValueLine:
    """A value from a day on; `revocable` while its day has not come, if it was set here, with who set it and why."""

    since: date | None  # None: a ladder as it always was
    until: date | None
    words: str
    source: str
    confirmed: bool
    by_province: bool
    now: bool
    revocable: bool
    reason: str | None = None
    who: str | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class ValueStory:
    """A value with its dated lines, and whether the reader may set it; `seen` tells a page that is out of date."""

    table: str
    code: str
    title: str
    provision: str | None
    lines: list[ValueLine]
    may_set: bool
    seen: str


def value_story(desk: Desk, table: str, code: str) -> ValueStory:
    """The value of this name."""
    one = named(desk.rulebook, table, code)
    told, set_here = values_of(one), _set_here(desk, table, code)
    lines = [_line(desk, table, code, said, following.since if following else None, set_here)
             for said, following in zip(told, [*told[1:], None], strict=True)]
    may = allowed(desk.actor, ACTION) and set_by_province(one, desk.today) and isinstance(desk.house.source, Shelf)
    return ValueStory(table, code, one.title, getattr(one, "provision", None), lines, may, desk.rulebook.fingerprint)


def _set_here(desk: Desk, table: str, code: str) -> dict[str, Any]:
    """Who set values of this name here, when and why, by the day from which they hold; the last word counts."""
    rows = desk.rows("SELECT j.at, coalesce(o.name, j.actor) AS who, j.detail FROM journal j LEFT JOIN officer o"
                     " ON j.actor = 'officer:' || o.id WHERE j.action = :action ORDER BY j.id", types={"at": Instant()},
                     action=ACTION)
    told = [(json.loads(row.detail), row) for row in rows]
    return {detail["value_from"]: (detail["reason"], row.who, row.at) for detail, row in told
            if (detail["table"], detail["code"]) == (table, code)}


def _line(desk: Desk, table: str, code: str, said: Said, following: date | None, set_here: dict[str, Any]) -> ValueLine:
    begun = said.since is None or said.since <= desk.today
    ends = (said.until, following - timedelta(days=1) if following else None)
    last = min((day for day in ends if day is not None), default=None)
    shelf = desk.house.source
    own = said.since is not None and isinstance(shelf, Shelf) and path_of(shelf, table, code, said.since).is_file()
    reason, who, at = set_here.get(str(said.since), (None, None, None)) if own else (None, None, None)
    return ValueLine(said.since, last, said.words, said.source, said.confirmed, said.by_province,
                     now=begun and (last is None or last >= desk.today), revocable=own and not begun, reason=reason, who=who,
                     at=at)
