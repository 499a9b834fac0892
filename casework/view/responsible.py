"""Who is responsible for one duty today: whoever was named for it, or whoever is written to at the debtor's by his post."""

from dataclasses import dataclass

from casework.desk import Desk
from casework.letter.recipients import recipients_cte
from casework.letter.responsible import inspected_rules, responsible_cte

DUTY = "(SELECT id, debtor_id, rule, subject_kind, subject_id FROM duty WHERE id = :duty)"
NAMED = ("SELECT o.id AS officer, o.name, CASE WHEN r.to_id <> r.officer_id THEN t.name END AS stand_in FROM responsible r"
         " JOIN officer o ON o.id = r.officer_id LEFT JOIN officer t ON t.id = r.to_id")
USUAL = ("SELECT coalesce(a.id, o.id) AS officer, coalesce(a.name, o.name) AS name, CASE WHEN a.id IS NOT NULL THEN o.name END"
         " AS stand_in FROM recipient r JOIN officer o ON o.id = r.officer_id LEFT JOIN officer a ON a.id = r.stands_in_for_id")


@dataclass(frozen=True)
class Responsible:
    """An officer, named for the matter or by his post, and who stands in for him today."""

    officer: int
    name: str
    stand_in: str | None
    named: bool


def responsible_for(desk: Desk, duty_id: int, debtor_id: int) -> Responsible | None:
    """Who is responsible for a duty; nobody where nobody at the debtor's can be written to."""
    named = desk.rows(responsible_cte(DUTY, inspected_rules(desk.rulebook)) + NAMED, duty=duty_id, day=desk.today)
    usual = [] if named else desk.rows(recipients_cte(str(int(debtor_id))) + USUAL, day=desk.today)
    return next((Responsible(**row._asdict(), named=bool(named)) for row in named or usual), None)
