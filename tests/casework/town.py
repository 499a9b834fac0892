"""A mini-province in service, and what tests ask of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date

from casework.access import OPERATOR, SYSTEM, Actor
from casework.act.acts import NewAct, record
from casework.desk import Desk, House, open_desk
from casework.house import remember
from casework.watch import WatchReport, keep_watch
from foundation.clock import SetClock
from tests.casework.builders import Province, build_province
from tests.scenes import remembered


@remembered
def settle_in(house: House, since: date) -> Province:
    """Build the mini-province and begin service on a day."""
    with open_desk(house, SYSTEM) as desk:
        remember(desk, "in_service_from", since.isoformat())
        return build_province(desk)


@contextmanager
def at(house: House, actor: Actor = OPERATOR) -> Iterator[Desk]:
    with open_desk(house, actor) as desk:
        yield desk


def go_to(house: House, day: date, hour: int = 8) -> None:
    """Set the house's clock."""
    clock = house.clock
    assert isinstance(clock, SetClock)
    clock.instant = SetClock.at(day, hour).instant


@remembered
def watch_on(house: House, day: date) -> WatchReport:
    """Keep the watch on a day; the letters of the days before have left meanwhile."""
    go_to(house, day)
    the_post_went(house)
    return keep_watch(house)


def the_post_went(house: House) -> None:
    """Letters of earlier days are no longer in the outbox."""
    with at(house) as desk:
        desk.run("UPDATE letter SET state = 'kept', written_at = :now WHERE state = 'queued' AND day < :today",
                 now=desk.now, today=desk.today)


def watch_through(house: House, first: date, last: date) -> list[WatchReport]:
    """Keep the watch every day from one to another."""
    return [watch_on(house, first + timedelta(days=n)) for n in range((last - first).days + 1)]


def duty_id(house: House, rule: str, period: str, debtor: int | None = None) -> int:
    """The number of the one duty of a rule and period."""
    with at(house) as desk:
        rows = desk.rows("SELECT id, debtor_id FROM duty WHERE rule = :rule AND period = :period", rule=rule, period=period)
    found = [row.id for row in rows if debtor in (None, row.debtor_id)]
    assert len(found) == 1, f"{rule} {period}: {found}"
    return int(found[0])


def duty_of(house: House, number: int) -> Any:
    with at(house) as desk:
        from casework.duty.duties import fetch
        return fetch(desk, number)


def rungs_of(house: House, number: int) -> list[tuple[int, str, date]]:
    with at(house) as desk:
        rows = desk.rows("SELECT no, state, chased_on FROM rung WHERE duty_id = :id ORDER BY round, no",
                         types={"chased_on": Date()}, id=number)
    return [(row.no, row.state, row.chased_on) for row in rows]


def patrol(house: House, office: int, day: date) -> Any:
    """Record a patrol of an office."""
    with at(house) as desk:
        return record(desk, NewAct("patrol", office, day, fields=patrol_fields(house)))


def patrol_fields(house: House) -> dict[str, Any]:
    """What the patrol's form asks for, filled in."""
    return filled(house, "patrol")


def filled(house: House, kind: str) -> dict[str, Any]:
    """A form of a kind with every required field filled in."""
    sample = {"text": "全面巡查", "integer": 1, "number": "1.5", "money": "10.00", "date": "2024-03-01", "boolean": True}
    return {field.name: field.choices[0] if field.type == "choice" else sample[field.type]
            for field in house.rulebook.acts[kind].fields if field.required}
