"""Stores how dates came about: one reckoning for all duties of a rule and period, or one for a duty moved alone."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Date, TextClause, bindparam, text

from casework.desk import Desk
from regulation.reckoning import Reckoned

COLUMNS = ("key", "rule", "period", "effective_from", "start", "end", "opens", "due", "provisional", "explanation",
           "reports_on", "times", "joins_until", "chase_from", "lapse_on")
DATES = ("effective_from", "start", "end", "opens", "due", "joins_until", "chase_from", "lapse_on", "day")
QUOTED = {"end": '"end"'}
KEPT = text("SELECT id, key FROM reckoning WHERE key IN :keys").bindparams(bindparam("keys", expanding=True))


def shared_key(reckoned: Reckoned) -> str:
    """The key that every duty of the rule and period shares."""
    return f"{reckoned.rule}|{reckoned.period.code}"


def own_key(reckoned: Reckoned, duty_id: int, version: int) -> str:
    """The key of a date that was moved for one duty alone."""
    return f"{shared_key(reckoned)}|duty {duty_id}.{version}"


def row_of(reckoned: Reckoned, key: str) -> dict[str, Any]:
    """The columns of a reckoning."""
    return {
        "key": key, "rule": reckoned.rule, "period": reckoned.period.code, "effective_from": reckoned.effective_from,
        "start": reckoned.period.start, "end": reckoned.period.end, "opens": reckoned.opens, "due": reckoned.due,
        "provisional": reckoned.provisional, "explanation": reckoned.explanation, "reports_on": reckoned.reports_on,
        "times": reckoned.times, "joins_until": reckoned.joins_until,
        "chase_from": min((r.day for r in reckoned.rungs), default=None), "lapse_on": reckoned.lapse_on,
    }


def many(desk: Desk, statement: str, rows: Sequence[dict[str, Any]]) -> None:
    """Execute one statement for many rows in one go."""
    if rows:
        desk.connection.execute(_dated(statement, tuple(name for name in DATES if name in rows[0])), list(rows))


@lru_cache(maxsize=64)
def _dated(statement: str, days: tuple[str, ...]) -> TextClause:
    return text(statement).bindparams(*(bindparam(name, type_=Date()) for name in days if f":{name}" in statement))


def store(desk: Desk, reckoned: Iterable[tuple[str, Reckoned]]) -> dict[str, int]:
    """Store reckonings under their keys, those that are there already left alone; the ids by key."""
    wanted = dict(reckoned)
    if not wanted:
        return {}
    known = _ids(desk, wanted)
    fresh = {key: one for key, one in wanted.items() if key not in known}
    ids = known | _added(desk, fresh)
    store_rungs(desk, {ids[key]: one for key, one in fresh.items()})
    return ids


def _added(desk: Desk, fresh: Mapping[str, Reckoned]) -> dict[str, int]:
    names = ", ".join(QUOTED.get(name, name) for name in COLUMNS)
    insert = (f"INSERT INTO reckoning ({names}) VALUES ({', '.join(':' + name for name in COLUMNS)})"
              " ON CONFLICT (key) DO NOTHING")
    if len(fresh) == 1:  # a move opens one or two: the answer saves asking for the number
        (key, one), = fresh.items()
        if (number := desk.scalar(f"{insert} RETURNING id", **row_of(one, key))) is not None:
            return {key: int(number)}
    else:
        many(desk, insert, [row_of(one, key) for key, one in fresh.items()])
    return _ids(desk, fresh) if fresh else {}  # another may have been quicker


def _ids(desk: Desk, wanted: Iterable[str]) -> dict[str, int]:
    keys = list(wanted)
    found: dict[str, int] = {}
    for at in range(0, len(keys), 5000):  # SQLite binds at most 32,766 values
        found |= {row.key: row.id for row in desk.connection.execute(KEPT, {"keys": keys[at:at + 5000]})}
    return found


def store_rungs(desk: Desk, by_id: dict[int, Reckoned]) -> None:
    """Store on which days the rungs of these reckonings are reached."""
    many(desk, "INSERT INTO reckoning_rung (reckoning_id, no, audience, day) VALUES (:id, :no, :audience, :day)"
               " ON CONFLICT DO NOTHING",
         [{"id": at, "no": rung.no, "audience": audience, "day": rung.day}
          for at, one in by_id.items() for rung in one.rungs for audience in rung.to])
