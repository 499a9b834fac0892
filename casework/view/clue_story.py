"""Everything about one clue that its reader may know, on one page; of what is sealed nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, Numeric

from casework.clue.clues import ClueRow, clue_of
from casework.clue.evidence import ClueFileRow, files_of_clue
from casework.clue.revealing import REVEALED, Opening, openings
from casework.desk import Desk
from casework.journal import officer_in
from casework.view.clue_course import Event, Message, Move, course_of, messages_of, moves_of
from casework.view.clue_doings import Doing, Limit, doings_of, limits_of
from casework.view.clue_links import Link, links_of
from casework.view.clue_shut import Shut, shut
from casework.view.clue_ways import ways
from foundation.database import Instant

FACTS = f"""
SELECT r.id AS right_id, r.name AS right_name, r.kind AS right_kind, r.licence_no, r.valid_from, r.valid_to, h.name AS holder,
    h.code AS holder_code, (SELECT min(m.id) FROM mine m WHERE m.right_id = r.id) AS mine_id, k.name AS county,
    coalesce((SELECT d.name FROM party d WHERE d.code = c.division_code AND d.level <> 'holder'),
        (SELECT a.name FROM area a WHERE a.code = c.division_code)) AS division, t.name AS taken_by, g.name AS given_by,
    coalesce(o.name, c.received_by) AS receiver, f.error, f.tries, f.at AS failed_at, w.amount, w.state AS reward,
    w.basis AS reward_basis, w.reason AS reward_reason
FROM clue c LEFT JOIN mineral_right r ON r.id = c.right_id LEFT JOIN party h ON h.id = r.holder_id
LEFT JOIN party k ON k.id = c.county_id LEFT JOIN party t ON t.id = c.taken_by_id LEFT JOIN party g ON g.id = c.given_by_id
LEFT JOIN officer o ON o.id = {officer_in('c.received_by')} LEFT JOIN clue_fault f ON f.clue_id = c.id
LEFT JOIN reward w ON w.id = (SELECT max(z.id) FROM reward z WHERE z.clue_id = c.id)
WHERE c.id = :id
"""
PEOPLE = """
SELECT 'team' AS part, o.id AS officer_id, o.name, v.certificate, p.code AS office_code FROM clue_verifier v
JOIN officer o ON o.id = v.officer_id LEFT JOIN party p ON 1 = 0 WHERE v.clue_id = :id AND v.recused_on IS NULL
UNION ALL SELECT 'named', o.id, coalesce(o.name, p.name), NULL, p.code FROM clue_named n
LEFT JOIN officer o ON o.id = n.officer_id LEFT JOIN party p ON p.id = n.party_id WHERE n.clue_id = :id
ORDER BY 1, 3
"""


@dataclass(frozen=True)
class Facts:
    """What the register adds to a clue: its right and holder, the offices concerned, what intake failed at, its reward."""

    right_id: int | None
    right_name: str | None
    right_kind: str | None
    licence_no: str | None
    valid_from: date | None
    valid_to: date | None
    holder: str | None
    holder_code: str | None
    mine_id: int | None
    county: str | None
    division: str | None
    taken_by: str | None
    given_by: str | None
    receiver: str
    error: str | None
    tries: int | None
    failed_at: datetime | None
    amount: Decimal | None  # yuan
    reward: str | None
    reward_basis: str | None
    reward_reason: str | None


@dataclass(frozen=True)
class Person:
    """An officer of the team with the certificate he was named under, or whom a clue is about: an officer or an office."""

    part: str  # team, named
    officer_id: int | None
    name: str
    certificate: str | None
    office_code: str | None


@dataclass(frozen=True)
class ClueStory:
    """A clue with all that a reader asks about it, and what he can do."""

    clue: ClueRow
    facts: Facts
    limits: list[Limit]
    doings: list[Doing]
    files: list[ClueFileRow]
    messages: list[Message]
    links: list[Link]
    moves: list[Move]
    people: list[Person]
    course: list[Event]
    openings: list[Opening]  # of the seal, for its leaders alone
    ways: list[tuple[str, str]]
    shut: list[Shut]

    @property
    def team(self) -> list[Person]:
        """Who verifies it."""
        return [one for one in self.people if one.part == "team"]

    @property
    def named(self) -> list[Person]:
        """Whom it is about, of the offices and officers."""
        return [one for one in self.people if one.part == "named"]

    @property
    def main(self) -> str | None:
        """The number of the clue with which this one is handled, if the reader may see it."""
        return next((one.number for one in self.links if one.id == self.clue.main_id), None)


def clue_story(desk: Desk, number: str) -> ClueStory:
    """Everything about a clue that the actor may see; ten statements, one more where its seal was opened."""
    clue = clue_of(desk, number)
    limits = limits_of(desk, clue.id)
    doings, files = doings_of(desk, clue.id), files_of_clue(desk, clue.id)
    course = course_of(desk, clue.id, {one.id: one.title for one in limits})
    people = people_of(desk, clue.id)
    now = ways(desk, clue, {one.officer_id for one in people if one.part == "team"})
    return ClueStory(
        clue=clue, facts=_facts(desk, clue.id), limits=limits, doings=doings, files=files, messages=messages_of(desk, clue.id),
        links=links_of(desk, clue.id), moves=moves_of(desk, clue.id), people=people,
        course=[one for one in course if one.action != REVEALED], ways=now, shut=shut(desk, clue, now),
        openings=openings(desk, clue) if any(one.action == REVEALED for one in course) else [])


def _facts(desk: Desk, clue_id: int) -> Facts:
    types: dict[str, Any] = {"valid_from": Date(), "valid_to": Date(), "failed_at": Instant(), "amount": Numeric(14, 2)}
    return Facts(**desk.rows(FACTS, types=types, id=clue_id)[0]._asdict())


def people_of(desk: Desk, clue_id: int) -> list[Person]:
    """Who verifies a clue that the caller may see, and whom of the offices and officers it is about."""
    return [Person(**row._asdict()) for row in desk.rows(PEOPLE, id=clue_id)]
