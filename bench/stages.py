"""Brings databases to where a measurement begins: a nation, a nation on the night, one with so much open."""

from collections.abc import Callable

from sqlalchemy import text

from bench.measuring import open_house
from bench.nation import build
from bench.scale import GROWTH_BEFORE, GROWTH_DAY, NIGHT, NIGHT_BEFORE, NIGHTS_SINCE, OPENED_ON, YEAR_BEGINS, Scale
from casework.access import SYSTEM
from casework.desk import House, open_desk
from casework.duty.ending import lapse
from casework.duty.opening import open_duties
from casework.watch import keep_watch


def nation(address: str, scale: Scale) -> None:
    """Offices, mines and people, before the first duty is opened."""
    house = open_house(address, OPENED_ON)
    build(house, scale, YEAR_BEGINS)
    _settle(house)


def evening(address: str, scale: Scale) -> None:
    """The same in service since the end of June, the watch of the day before the night kept, its letters gone."""
    house = open_house(address, NIGHT_BEFORE)
    build(house, scale, NIGHTS_SINCE)
    analyze(house)
    keep_watch(house)
    _post_went(house)
    _settle(house)


def night(address: str) -> int:
    """From the evening on: what the watch does before it chases; how many duties are open then."""
    house = open_house(address, NIGHT)
    with open_desk(house, SYSTEM) as desk:
        open_duties(desk)
    with open_desk(house, SYSTEM) as desk:
        lapse(desk)
        found = int(desk.scalar("SELECT count(*) FROM duty WHERE status = 'open'"))
    _settle(house)
    return found


def grown(address: str, opened: int, due: int) -> None:
    """So many duties open, of which so many are reached on the day; the bureaux whose reports those are stay the same."""
    house = open_house(address, GROWTH_BEFORE)
    build(house, Scale(due, max(opened - 20 * due, 0) // 25, opened // 8), NIGHTS_SINCE)
    analyze(house)
    keep_watch(house)
    _post_went(house)
    with open_desk(house, SYSTEM) as desk:
        reached = f"chase_on <= '{GROWTH_DAY}'"
        surplus = desk.scalar(f"SELECT count(*) FROM duty WHERE {reached}") - due
        _less(desk.run, reached, surplus)
        left = desk.scalar("SELECT count(*) FROM duty WHERE status = 'open'") - opened
        _less(desk.run, f"status = 'open' AND (chase_on IS NULL OR chase_on > '{GROWTH_DAY}')", left)
    _settle(house)


def _less(run: Callable[..., int], which: str, surplus: int) -> None:
    """Take duties away with what was written about them."""
    if surplus < 0:
        raise ValueError(f"{-surplus} duties too few where {which}: measure a larger nation")
    run(f"CREATE TEMPORARY TABLE surplus AS SELECT id FROM duty WHERE {which} ORDER BY id DESC LIMIT {surplus}")
    for table, column in (("letter_line", "duty_id"), ("rung", "duty_id"), ("duty", "id")):
        run(f"DELETE FROM {table} WHERE {column} IN (SELECT id FROM surplus)")
    run("DROP TABLE surplus")


def _post_went(house: House) -> None:
    with open_desk(house, SYSTEM) as desk:
        desk.run("UPDATE letter SET state = 'kept', written_at = :now", now=desk.now)
        desk.run("UPDATE letter_line SET named = true")


def _settle(house: House) -> None:
    analyze(house)
    house.engine.dispose()


def analyze(house: House) -> None:
    """As autovacuum would leave it, so that no run is measured with tables nobody has looked at yet."""
    if house.engine.dialect.name == "postgresql":
        with house.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
