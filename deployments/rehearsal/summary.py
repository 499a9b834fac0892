"""What a year came to: by clause, by office and by month; every figure counted from the tables."""

from collections import defaultdict
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from casework.desk import Desk

# Who answers: an office for itself, and for the holders it supervises, in a line of their own.
COUNTED = """
SELECT d.rule, CASE p.level WHEN 'holder' THEN coalesce(d.creditor_id, p.parent_id) ELSE p.id END AS office_id,
       CASE p.level WHEN 'holder' THEN 1 ELSE 0 END AS holders, count(*) AS owed,
       count(CASE WHEN d.status = 'discharged' AND d.ended_on <= k.due THEN 1 END) AS in_time,
       count(CASE WHEN d.status = 'discharged' AND d.ended_on > k.due THEN 1 END) AS late,
       count(CASE WHEN d.status = 'lapsed' THEN 1 END) AS lapsed, count(CASE WHEN d.status = 'waived' THEN 1 END) AS waived,
       count(CASE WHEN d.status = 'closed' THEN 1 END) AS closed,
       count(CASE WHEN d.status IN ('open', 'handed_in', 'suspended') AND k.due < :today THEN 1 END) AS overdue,
       count(CASE WHEN d.status IN ('open', 'handed_in', 'suspended') AND k.due >= :today THEN 1 END) AS running,
       count(told.duty_id) AS chased, count(CASE WHEN told.raised > 0 THEN 1 END) AS escalated
FROM duty d JOIN reckoning k ON k.id = d.reckoning_id JOIN party p ON p.id = d.debtor_id
LEFT JOIN (SELECT x.duty_id, count(CASE WHEN x.audience <> 'debtor' THEN 1 END) AS raised FROM letter_line x
           JOIN letter l ON l.id = x.letter_id AND l.state <> 'void' GROUP BY x.duty_id) told ON told.duty_id = d.id
WHERE k.due >= :first AND k.opens <= :today
GROUP BY d.rule, CASE p.level WHEN 'holder' THEN coalesce(d.creditor_id, p.parent_id) ELSE p.id END,
         CASE p.level WHEN 'holder' THEN 1 ELSE 0 END
"""
MONTHS = {
    "falling_due": "SELECT substr(CAST(k.due AS TEXT), 1, 7) AS month, count(*) AS n FROM duty d"
                   " JOIN reckoning k ON k.id = d.reckoning_id WHERE k.due BETWEEN :first AND :last GROUP BY 1",
    "letters": "SELECT substr(CAST(day AS TEXT), 1, 7) AS month, count(*) AS n FROM letter WHERE state <> 'void'"
               " AND day BETWEEN :first AND :last GROUP BY 1",
    "lines": "SELECT substr(CAST(l.day AS TEXT), 1, 7) AS month, count(*) AS n FROM letter l JOIN letter_line x"
             " ON x.letter_id = l.id WHERE l.state <> 'void' AND l.day BETWEEN :first AND :last GROUP BY 1",
    "escalations": "SELECT substr(CAST(l.day AS TEXT), 1, 7) AS month, count(*) AS n FROM letter l JOIN letter_line x"
                   " ON x.letter_id = l.id AND x.audience <> 'debtor' WHERE l.state <> 'void'"
                   " AND l.day BETWEEN :first AND :last GROUP BY 1",
    "lapsed": "SELECT substr(CAST(ended_on AS TEXT), 1, 7) AS month, count(*) AS n FROM duty WHERE status = 'lapsed'"
              " AND ended_on BETWEEN :first AND :last GROUP BY 1",
}


@dataclass
class Tally:
    """How many duties were owed, how they ended, and about how many somebody was written to."""

    owed: int = 0
    in_time: int = 0
    late: int = 0
    lapsed: int = 0
    waived: int = 0
    closed: int = 0
    overdue: int = 0  # still running, past the day
    running: int = 0  # still running, before it
    chased: int = 0  # a letter named it
    escalated: int = 0  # a letter to a superior named it

    def add(self, row: Any) -> None:
        """Add a row that has these columns."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + int(getattr(row, one.name)))


NAMES = tuple(one.name for one in fields(Tally))


@dataclass(frozen=True)
class Line:
    """A tally under a name: a clause, an office."""

    code: str
    name: str
    tally: Tally

    def cells(self) -> dict[str, Any]:
        """As a row of a table."""
        return {"code": self.code, "name": self.name, **{name: getattr(self.tally, name) for name in NAMES}}


@dataclass(frozen=True)
class Summary:
    """A year by clause, by city with all below it, by each office and clause, and by month."""

    clauses: list[Line]
    cities: list[Line]
    offices: list[tuple[str, Line]]  # the clause with it
    months: list[dict[str, Any]]
    total: Tally


def summarise(desk: Desk, first: date, last: date) -> Summary:
    """Count what was owed between two days, and what became of it."""
    rows = desk.rows(COUNTED, first=first, today=last)
    parties = {row.id: row for row in desk.rows("SELECT id, code, name, level, path FROM party WHERE level <> 'holder'")}
    clauses: dict[tuple[str, str], Tally] = defaultdict(Tally)
    cities: dict[int, Tally] = defaultdict(Tally)
    offices, total = [], Tally()
    for row in sorted(rows, key=lambda row: (parties[row.office_id].code, row.holders, row.rule)):
        rule, office = desk.rulebook.duties.get(row.rule), parties[row.office_id]
        clause = (rule.provision, rule.title) if rule else ("—", row.rule)
        own = Tally()
        for tally in (clauses[clause], cities[_city(parties, office)], own, total):
            tally.add(row)
        offices.append((clause[0], Line(office.code, f"{office.name}{'（矿业权人）' if row.holders else ''} {clause[1]}", own)))
    return Summary(
        [Line(code, title, tally) for (code, title), tally in _ordered(desk, clauses)],
        sorted((Line(parties[at].code, parties[at].name, tally) for at, tally in cities.items()), key=lambda one: one.code),
        offices, _months(desk, first, last), total)


def _ordered(desk: Desk, clauses: dict[tuple[str, str], Tally]) -> list[tuple[tuple[str, str], Tally]]:
    """In the order of the rulebook."""
    order = {(rule.provision, rule.title): n for n, rule in enumerate(desk.rulebook.duties.values())}
    return sorted(clauses.items(), key=lambda one: order.get(one[0], len(order)))


def _city(parties: dict[int, Any], office: Any) -> int:
    """The city an office lies in; the province itself for what is its own."""
    ids = [int(part) for part in office.path.strip("/").split("/")]
    return ids[1] if len(ids) > 1 and ids[1] in parties else ids[0]


def _months(desk: Desk, first: date, last: date) -> list[dict[str, Any]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for name, statement in MONTHS.items():
        for row in desk.rows(statement, first=first, last=last):
            found[row.month][name] = int(row.n)
    return [{"month": month, **{name: found[month].get(name, 0) for name in MONTHS}} for month in sorted(found)]

