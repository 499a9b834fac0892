"""Which kinds of duty an office owes: by its level under the rules in force, and by what runs in its name."""

from casework.desk import Desk
from casework.duty.populations import LEVELS
from models.duty import LIVE
from regulation.rule import DutyRule
from regulation.terms import Debtor

REGISTRARS = ("province", "city", "county")


def rules_of(desk: Desk, office_id: int) -> list[DutyRule]:
    """The rules by which an office owes something today, in the order of the rulebook."""
    office = desk.rows("SELECT level, mineral_rich FROM party WHERE id = :id", id=office_id)[0]
    running = {row.rule for row in desk.rows(f"SELECT DISTINCT rule FROM duty WHERE debtor_id = :id AND {LIVE}", id=office_id)}
    return [rule for rule in desk.rulebook.duties.values() if rule.code in running
            or (rule.value_on(desk.today) is not None and _by_level(rule, office.level, office.mineral_rich))]


def _by_level(rule: DutyRule, level: str, rich: bool) -> bool:
    if rule.debtor is Debtor.RICH_COUNTY and not rich:
        return False
    return level in (REGISTRARS if rule.debtor is Debtor.REGISTRAR else LEVELS.get(rule.debtor, ()))
