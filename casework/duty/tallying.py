"""Keeps the tallies: counts of what every office owes, made anew by the flows, exact between whiles by the journal."""

from datetime import date, timedelta

from sqlalchemy import Date

from casework.desk import Desk

SOON, MONTH = 7, 30  # days

# A holder's duty counts at the office it is owed to, one that he owes himself at the office above him.
AT = ("CASE p.level WHEN 'holder' THEN CASE WHEN d.creditor_id IS NULL OR d.creditor_id = d.debtor_id THEN p.parent_id"
      " ELSE d.creditor_id END ELSE p.id END")
COUNTED = "(d.status = 'open' OR (d.status = 'lapsed' AND d.ended_on >= :year))"
_COLUMNS = "d.status, k.due FROM duty d JOIN reckoning k ON k.id = d.reckoning_id"
# What is counted at the offices `asked`: each branch has an index of its own.
OWED_AT = f"""
SELECT d.debtor_id AS office_id, {_COLUMNS} WHERE d.debtor_id IN (SELECT id FROM asked) AND {COUNTED}
UNION ALL
SELECT d.creditor_id, {_COLUMNS} JOIN party p ON p.id = d.debtor_id AND p.level = 'holder'
WHERE d.creditor_id IN (SELECT id FROM asked) AND {COUNTED}
UNION ALL
SELECT p.parent_id, {_COLUMNS} JOIN party p ON p.id = d.debtor_id AND p.level = 'holder'
WHERE p.parent_id IN (SELECT id FROM asked) AND (d.creditor_id IS NULL OR d.creditor_id = d.debtor_id) AND {COUNTED}
"""
OWN = f"""
SELECT x.office_id, count(CASE WHEN x.status = 'open' THEN 1 END) AS open,
    count(CASE WHEN x.status = 'open' AND x.due BETWEEN :today AND :soon THEN 1 END) AS due_soon,
    count(CASE WHEN x.status = 'open' AND x.due < :today THEN 1 END) AS overdue,
    count(CASE WHEN x.status = 'lapsed' THEN 1 END) AS lapsed,
    min(CASE WHEN x.status = 'open' AND x.due < :today THEN x.due END) AS oldest
FROM ({OWED_AT}) x GROUP BY x.office_id
"""
# Every office with itself and each that stands above it.
UP = """up(id, above) AS (
    SELECT id, id FROM party WHERE level <> 'holder'
    UNION ALL SELECT up.id, p.parent_id FROM up JOIN party p ON p.id = up.above WHERE p.parent_id IS NOT NULL)"""
COLUMNS = ("open", "due_soon", "overdue", "lapsed")
_BOTH = ", ".join([*(f"sum(CASE WHEN up.id = up.above THEN own.{one} ELSE 0 END)" for one in COLUMNS),
                   "min(CASE WHEN up.id = up.above THEN own.oldest END)", *(f"sum(own.{one})" for one in COLUMNS),
                   "min(own.oldest)"])
OFFICES = f"""
INSERT INTO office_tally (office_id, {', '.join(COLUMNS)}, oldest, all_{', all_'.join(COLUMNS)}, all_oldest)
WITH RECURSIVE {UP}, asked AS (SELECT id FROM party WHERE level <> 'holder'), own AS ({OWN})
SELECT up.above, {_BOTH} FROM own JOIN up ON up.id = own.office_id GROUP BY up.above
"""


def days(desk: Desk) -> dict[str, date]:
    """The days that `OWN` asks for."""
    return {"today": desk.today, "soon": desk.today + timedelta(days=SOON), "year": date(desk.today.year, 1, 1)}


def tally_offices(desk: Desk) -> int:
    """Count what every office owes today; how many owe anything. Readers see the old counts until it is committed."""
    desk.permit("tally.keep")
    desk.lock("tally")
    mark = _mark(desk)  # before the counting: what is changed beside it is counted anew by whoever reads
    desk.run("DELETE FROM office_tally")
    counted = desk.run(OFFICES, **days(desk))
    _stamp(desk, "offices", mark)
    return counted


def _mark(desk: Desk) -> int:
    question = ("SELECT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint)" if desk.postgres
                else "SELECT coalesce(max(id), 0) FROM journal")
    return int(desk.scalar(question))


def _stamp(desk: Desk, name: str, mark: int) -> None:
    desk.run("INSERT INTO tally_mark (name, day, at, mark) VALUES (:name, :day, :at, :mark) ON CONFLICT (name)"
             " DO UPDATE SET day = excluded.day, at = excluded.at, mark = excluded.mark",
             name=name, day=desk.today, at=desk.now, mark=mark)


def year_before(day: date) -> date:
    """The same day a year before; 28 February for the 29th."""
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


RULE_COUNTS = ("week", "month", "overdue", "due_now", "kept_now", "due_then", "kept_then")
RULES = f"""
WITH RECURSIVE {UP},
own AS (
    SELECT {AT} AS office_id, d.rule,
        count(CASE WHEN d.status = 'open' AND k.due BETWEEN :today AND :soon THEN 1 END) AS week,
        count(CASE WHEN d.status = 'open' AND k.due BETWEEN :today AND :month THEN 1 END) AS month,
        count(CASE WHEN d.status = 'open' AND k.due < :today THEN 1 END) AS overdue,
        count(CASE WHEN k.due >= :year AND k.due < :today THEN 1 END) AS due_now,
        count(CASE WHEN k.due >= :year AND k.due < :today AND d.status = 'discharged' AND d.ended_on <= k.due THEN 1 END)
            AS kept_now,
        count(CASE WHEN k.due >= :year_then AND k.due < :then THEN 1 END) AS due_then,
        count(CASE WHEN k.due >= :year_then AND k.due < :then AND d.status = 'discharged' AND d.ended_on <= k.due THEN 1 END)
            AS kept_then
    FROM duty d JOIN party p ON p.id = d.debtor_id JOIN reckoning k ON k.id = d.reckoning_id
    WHERE k.due <= :month AND (d.status = 'open' OR (d.status IN ('discharged', 'lapsed') AND k.due >= :year_then))
    GROUP BY 1, 2)
SELECT up.above AS office_id, own.rule, {', '.join(f'sum({one}) AS {one}' for one in RULE_COUNTS)}
FROM own JOIN up ON up.id = own.office_id GROUP BY up.above, own.rule
"""


def tally_rules(desk: Desk) -> int:
    """Count by rule what runs out and what was done in time, for every office with all below it; how many rows."""
    desk.permit("tally.keep")
    desk.lock("tally")
    mark, then = _mark(desk), year_before(desk.today)
    desk.run("DELETE FROM rule_tally")
    counted = desk.run(f"INSERT INTO rule_tally (office_id, rule, {', '.join(RULE_COUNTS)}) {RULES}",
                       **days(desk), month=desk.today + timedelta(days=MONTH), then=then,
                       year_then=date(then.year, 1, 1))
    _stamp(desk, "rules", mark)
    return counted


def rules_counted_on(desk: Desk) -> date | None:
    """For which day the tally by rule was made."""
    rows = desk.rows("SELECT day FROM tally_mark WHERE name = 'rules'", types={"day": Date()})
    return rows[0].day if rows else None
