"""Whose an account is, so that whoever typed a wrong number sees it."""

from dataclasses import dataclass

from casework.desk import Desk
from casework.in_force import in_force

# Where somebody serves, else where he is going to, else where he served.
PERSON = f"""
SELECT o.id AS officer, o.name, p.name AS office FROM officer o LEFT JOIN post s ON s.officer_id = o.id
LEFT JOIN party p ON p.id = s.office_id WHERE o.id = :id
ORDER BY CASE WHEN {in_force('s')} THEN 0 WHEN s.valid_from > :today THEN 1 ELSE 2 END, s.id LIMIT 1
"""


@dataclass(frozen=True)
class Person:
    """An officer's number and name, and the office of the first post."""

    officer: int
    name: str
    office: str | None


def person_of(desk: Desk, officer_id: int) -> Person:
    """Who has this number, for whoever was found to manage the account."""
    return Person(**desk.rows(PERSON, id=officer_id, today=desk.today)[0]._asdict())
