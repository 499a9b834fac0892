"""What tests of a clue's way share: a second county, who acts, and what is owed by whom."""

from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.access import Actor
from casework.desk import House
from casework.record.officers import actor_of
from tests.casework.builders import Province, a_party, an_officer
from tests.casework.town import at, settle_in
from tests.scenes import remembered

MONDAY = date(2024, 3, 4)
JIAOHE = "220281"


@remembered
def two_counties(house: House, since: date = MONDAY) -> tuple[Province, int]:
    """The mini-province with 蛟河市 beside 永吉县, and its head and handler."""
    town = settle_in(house, since)
    with at(house) as desk:
        county = a_party(desk, JIAOHE, "蛟河市", "county", town.city)
        for role in ("head", "handler"):
            an_officer(desk, county, role, name=f"蛟河{role}")
    return town, county


def who(house: House, office: int, role: str = "head") -> Actor:
    """Whoever holds a role at an office."""
    with at(house) as desk:
        officer = desk.scalar("SELECT officer_id FROM post WHERE office_id = :office AND role = :role", office=office,
                              role=role)
        return actor_of(desk, officer)


def done(house: House, actor: Actor, move: Any, *given: Any, **named: Any) -> Any:
    """A move as a whole unit of work."""
    with at(house, actor) as desk:
        return move(desk, *given, **named)


def owed(house: House, clue_id: int) -> dict[str, tuple[int, date]]:
    """What is owed about a clue now: by rule the debtor and the last day."""
    with at(house) as desk:
        rows = desk.rows("SELECT d.rule, d.debtor_id, k.due FROM duty d JOIN reckoning k ON k.id = d.reckoning_id WHERE"
                         " d.subject_kind = 'clue' AND d.subject_id = :id AND d.status = 'open'", types={"due": Date()},
                         id=clue_id)
    assert len({row.rule for row in rows}) == len(rows), "a duty is owed twice"
    return {row.rule: (row.debtor_id, row.due) for row in rows}


def ended(house: House, clue_id: int, status: str) -> dict[str, int]:
    """What ended that way: by rule its debtor."""
    with at(house) as desk:
        return {row.rule: row.debtor_id for row in desk.rows(
            "SELECT rule, debtor_id FROM duty WHERE subject_kind = 'clue' AND subject_id = :id AND status = :status",
            id=clue_id, status=status)}


def moves(house: House, clue_id: int) -> list[tuple[str, int | None, int]]:
    """How a clue came where."""
    with at(house) as desk:
        return [(row.how, row.from_id, row.to_id) for row in desk.rows(
            "SELECT how, from_id, to_id FROM clue_move WHERE clue_id = :id ORDER BY id", id=clue_id)]


def told(house: House, clue_id: int) -> list[int]:
    """Whose letters tell of a clue."""
    with at(house) as desk:
        return [row.recipient_id for row in desk.rows(
            "SELECT l.recipient_id FROM letter l JOIN letter_clue x ON x.letter_id = l.id WHERE x.clue_id = :id"
            " ORDER BY l.id", id=clue_id)]
