"""What the books say after a watch: rungs acted upon, lapses reported, everything."""

from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.desk import House
from tests.casework.town import at


def chased_on(house: House, day: date) -> set[tuple[str, str, str, int, str]]:
    """Rule, period, debtor, rung and its state for every rung acted upon on a day."""
    with at(house) as desk:
        return {tuple(row) for row in desk.rows(
            "SELECT d.rule, d.period, p.name, r.no, r.state FROM rung r JOIN duty d ON d.id = r.duty_id"
            " JOIN party p ON p.id = d.debtor_id WHERE r.chased_on = :day", day=day)}


def reports_of_lapses(house: House) -> list[tuple[str, str, str, date]]:
    """Rule, period, to whom and in the letter of which day each lapse was reported."""
    with at(house) as desk:
        return [tuple(row) for row in desk.rows(
            "SELECT d.rule, d.period, p.name, x.day FROM letter_line l JOIN letter x ON x.id = l.letter_id"
            " JOIN duty d ON d.id = l.duty_id JOIN party p ON p.id = x.office_id WHERE l.no = 0"
            " ORDER BY x.day, d.rule, d.period", types={"day": Date()})]


def books(house: House) -> list[set[tuple[Any, ...]]]:
    """What the books say, without the numbers that rows happen to get."""
    with at(house) as desk:
        return [{tuple(row) for row in desk.rows(query)} for query in (
            "SELECT rule, period, debtor_id, subject_kind, subject_id, status, done, CAST(chase_on AS TEXT), version FROM duty",
            "SELECT d.rule, d.period, d.debtor_id, d.subject_id, r.no, r.state, CAST(r.chased_on AS TEXT) FROM rung r"
            " JOIN duty d ON d.id = r.duty_id",
            "SELECT x.recipient_id, CAST(x.day AS TEXT), x.state, d.rule, d.period, d.debtor_id, l.no, l.audience FROM letter x"
            " JOIN letter_line l ON l.letter_id = x.id JOIN duty d ON d.id = l.duty_id",
            "SELECT action, entity, office_id, detail, count(*) FROM journal GROUP BY action, entity, office_id, detail")]
