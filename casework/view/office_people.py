"""Who serves at an office, who is away and who stands in; and who answers there for each kind of duty."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.desk import Desk
from casework.duty.owing import rules_of
from casework.in_force import in_force
from casework.letter.recipients import STAND_INS, recipients_cte
from casework.view.offices import Office
from regulation.rule import DutyRule

SHOWN = 200  # posts of one office
MAIL = ("CASE WHEN coalesce(o.email, '') = '' THEN 'none' WHEN o.email_fails THEN 'fails' ELSE 'good' END")
# Posts of today and those still to begin; an absence of today with whoever is really there of those who stand in.
SERVING = f"""
WITH RECURSIVE {STAND_INS}gone AS (
    SELECT officer_id, max(last) AS last FROM absence WHERE first <= :day AND last >= :day GROUP BY officer_id)
SELECT s.id AS post, o.id AS officer, o.name, s.role, s.title, s.valid_from AS first, s.valid_to AS last, {MAIL} AS mail,
       o.email, g.last AS away_until, t.substitute_id AS stand_in, n.name AS stand_in_name
FROM post s JOIN officer o ON o.id = s.officer_id LEFT JOIN gone g ON g.officer_id = o.id
LEFT JOIN stand_in t ON t.officer_id = o.id LEFT JOIN officer n ON n.id = t.substitute_id
WHERE s.office_id = :office AND (s.valid_to IS NULL OR s.valid_to >= :day)
ORDER BY s.valid_from > :day, s.id LIMIT {SHOWN}
"""
OWED = """
SELECT d.rule, count(*) AS open, count(CASE WHEN k.due < :day THEN 1 END) AS overdue FROM duty d
JOIN reckoning k ON k.id = d.reckoning_id WHERE d.debtor_id = :office AND d.status = 'open' AND k.opens <= :day GROUP BY d.rule
"""
ANSWERING = f"""
SELECT r.rule, o.id AS officer, o.name, r.valid_from, EXISTS (SELECT 1 FROM post s WHERE s.officer_id = o.id
    AND s.office_id = r.office_id AND {in_force('s', 'day')}) AS serves
FROM responsibility r JOIN officer o ON o.id = r.officer_id
WHERE r.office_id = :office AND r.rule IS NOT NULL AND {in_force('r', 'day')}
"""


@dataclass(frozen=True)
class Serving:
    """An officer in a post; the address only for whoever keeps the records, its state (good, fails, none) for all."""

    post: int
    officer: int
    name: str
    role: str
    title: str
    first: date
    last: date | None
    mail: str
    email: str | None
    away_until: date | None
    stand_in: int | None
    stand_in_name: str | None


@dataclass(frozen=True)
class Answering:
    """A kind of duty that an office owes, how much of it runs, and who answers for it.

    `named` says that somebody was named; else it is whoever is written to by his post. One who was named and has left
    does not serve any more.
    """

    rule: str
    title: str
    provision: str
    open: int
    overdue: int
    officer: int | None
    officer_name: str | None
    named: bool
    serves: bool
    by: str | None = None  # inspector: it falls to the inspector of each mine first


def people_of(desk: Desk, office: Office) -> list[Serving]:
    """Who serves at the office, or is going to."""
    dates = {name: Date() for name in ("first", "last", "away_until")}
    rows = desk.rows(SERVING, types=dates, office=office.id, day=desk.today)
    return [Serving(**{**row._asdict(), "email": row.email if office.may_change else None}) for row in rows]


def duties_of(desk: Desk, office: Office) -> list[Answering]:
    """Every kind of duty that the office owes with whoever answers for it."""
    owed = {row.rule: row for row in desk.rows(OWED, office=office.id, day=desk.today)}
    named = {row.rule: row for row in desk.rows(ANSWERING, office=office.id, day=desk.today)}
    usual = next(iter(desk.rows(
        recipients_cte("SELECT CAST(:office AS INTEGER)") + "SELECT o.id AS officer, o.name FROM recipient JOIN officer o"
        " ON o.id = recipient.officer_id WHERE party_id = :office", office=office.id, day=desk.today)), None)
    return [_answering(rule, owed.get(rule.code), named.get(rule.code), usual) for rule in rules_of(desk, office.id)]


def _answering(rule: DutyRule, owed: Any, named: Any, usual: Any) -> Answering:
    who = named or usual
    return Answering(
        rule.code, rule.title, rule.provision, int(owed.open) if owed else 0, int(owed.overdue) if owed else 0,
        who.officer if who else None, who.name if who else None, named is not None, bool(named.serves) if named else True,
        rule.by)
