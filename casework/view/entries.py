"""The journal for auditors: filtered, the newest first, paged by its numbers without counting what lies before."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from casework.access import allowed, permit_somewhere
from casework.bulk import rows_among
from casework.desk import Desk
from casework.duty.duties import LARGEST
from casework.record.days import a_day, plausible
from casework.scope import scope
from casework.view.listing import SIZE, Filter, containing
from foundation.clock import SHANGHAI
from foundation.database import Instant
from foundation.errors import InvalidError

PEOPLE = "officer:"


def _begin(given: str) -> Any:
    return datetime.combine(plausible(a_day(given)), time(), SHANGHAI)


def _end(given: str) -> Any:
    return _begin(given) + timedelta(days=1)


def _number(given: str) -> Any:
    if not (re.fullmatch("[0-9]{1,10}", given) and int(given) <= LARGEST):
        raise InvalidError(f"“{given}” is no number.", way_out="Write the number of the entry's subject, e.g. 17.")
    return int(given)


# What the system does by itself is most of it, and is left out of the index that this reads.
BY_PEOPLE = (f"j.actor <> 'system' AND (j.actor IN (SELECT '{PEOPLE}' || o.id FROM officer o"
             f" WHERE o.name LIKE :actor ESCAPE '!') OR (j.actor NOT LIKE '{PEOPLE}%' AND j.actor LIKE :actor ESCAPE '!'))")
FILTERS: Mapping[str, Filter] = {
    "office": Filter("j.office_id IN (SELECT f.id FROM party f WHERE f.name LIKE :office ESCAPE '!')", containing),
    "actor": Filter(BY_PEOPLE, containing),
    "action": Filter("j.action = :action"),
    "entity": Filter("j.entity = :entity"),
    "number": Filter("j.entity_id = :number", _number),
    "since": Filter("j.at >= :since", _begin),
    "until": Filter("j.at < :until", _end),
}


@dataclass(frozen=True)
class Person:
    """An officer by number and name."""

    id: int
    name: str


@dataclass(frozen=True)
class EntryLine:
    """An entry of the journal with the names of who acted and of the office concerned."""

    id: int
    at: datetime
    actor: str
    action: str
    office: str | None
    entity: str
    entity_id: int
    detail: dict[str, Any]
    person: Person | None = None  # whose account it is about


@dataclass(frozen=True)
class Entries:
    """A page of the journal; `more` says whether older entries follow."""

    rows: list[EntryLine]
    filters: Mapping[str, str]
    more: bool


def entries_at(desk: Desk, filters: Mapping[str, str], *, before: int | None = None, size: int = SIZE) -> Entries:
    """The newest entries in the actor's reach that fit the filters, older than the one of the number `before`."""
    permit_somewhere(desk.actor, "journal.read")
    given = {name: text for name, text in filters.items() if text and name in FILTERS}
    where, values = _reach(desk)
    where += [FILTERS[name].where for name in given]
    values |= {name: FILTERS[name].reading(text) for name, text in given.items()}
    if before is not None:
        turn = desk.rows("SELECT at FROM journal WHERE id = :id", types={"at": Instant()}, id=before)
        where.append("(j.at, j.id) < (:turn, :before)" if turn else "1 = 0")
        values |= {"turn": turn[0].at, "before": before} if turn else {}
    rows = desk.rows(
        "SELECT j.id, j.at, j.actor, j.action, p.name AS office, j.entity, j.entity_id, j.detail FROM journal j"
        f" LEFT JOIN party p ON p.id = j.office_id WHERE {' AND '.join(where)} ORDER BY j.at DESC, j.id DESC LIMIT {size + 1}",
        types={"at": Instant()}, **values)
    return Entries(_named(desk, rows[:size]), given, len(rows) > size)


def _reach(desk: Desk) -> tuple[list[str], dict[str, Any]]:
    """Who keeps the whole house sees also what concerns no office."""
    if allowed(desk.actor, "journal.read"):
        return ["1 = 1"], {}
    where, values = scope(desk, "journal.read", None)
    return [f"j.office_id IN (SELECT p.id FROM party p WHERE {where})"], values


def _named(desk: Desk, rows: Sequence[Any]) -> list[EntryLine]:
    numbers = {int(row.actor.removeprefix(PEOPLE)) for row in rows if row.actor.startswith(PEOPLE)}
    found = rows_among(desk, "SELECT id, name FROM officer WHERE id IN :ids", {"ids": numbers}) if numbers else []
    names = {f"{PEOPLE}{row.id}": row.name for row in found}
    accounts = {row.entity_id for row in rows if row.entity == "account"}
    query = "SELECT a.id AS account, o.id, o.name FROM account a JOIN officer o ON o.id = a.officer_id WHERE a.id IN :ids"
    people = {row.account: Person(row.id, row.name) for row in rows_among(desk, query, {"ids": accounts})} if accounts else {}
    return [EntryLine(row.id, row.at, names.get(row.actor, row.actor), row.action, row.office, row.entity, row.entity_id,
                      json.loads(row.detail), people.get(row.entity_id) if row.entity == "account" else None) for row in rows]
