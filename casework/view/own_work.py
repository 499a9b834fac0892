"""Whose work a duty is, to whoever looks: what his offices owe, what waits there for review, what he himself is named for."""

from typing import Any

from casework.access import allowed
from casework.desk import Desk
from casework.in_force import in_force
from casework.letter.responsible import inspected_rules, responsible_cte

WHOSE = ("me", "own", "review")
# What could fall to an officer; whether it does, before others who are named, is then asked of the rules of responsibility.
CANDIDATES = f"""(
SELECT c.id, c.debtor_id, c.rule, c.subject_kind, c.subject_id FROM duty c
WHERE c.debtor_id IN (SELECT s.office_id FROM post s WHERE s.officer_id = :me AND {in_force('s', 'day')})
AND (c.rule IN (SELECT r.rule FROM responsibility r WHERE r.officer_id = :me AND r.rule IS NOT NULL)
    OR (c.subject_kind = 'mine' AND c.subject_id IN (
        SELECT m.id FROM mine m WHERE m.inspector_id = :me UNION
        SELECT r.mine_id FROM responsibility r WHERE r.officer_id = :me AND r.mine_id IS NOT NULL))))"""


def own_work(desk: Desk, whose: str) -> tuple[str, dict[str, Any]]:
    """A condition over a duty `d`, and its values: one of `WHOSE`; anything else narrows nothing."""
    if whose == "me":
        named = responsible_cte(CANDIDATES, inspected_rules(desk.rulebook))
        return (f"d.id IN ({named} SELECT duty_id FROM responsible WHERE officer_id = :me)",
                {"me": desk.actor.officer_id or 0, "day": desk.today})
    if whose == "own":
        return f"d.debtor_id IN ({_offices(desk, 'duty.read')})", {}
    if whose == "review":
        return f"d.status = 'handed_in' AND d.creditor_id IN ({_offices(desk, 'duty.review')})", {}
    return "1 = 1", {}


def _offices(desk: Desk, action: str) -> str:
    return ", ".join(str(number) for number in own_offices(desk, action)) or "0"


def own_offices(desk: Desk, action: str) -> list[int]:
    """The numbers of the offices at which the actor has a post by which he may do an action there."""
    return sorted({post.office_id for post in desk.actor.posts if allowed(desk.actor, "duty.read", post.path)
                   and allowed(desk.actor, action, post.path)})
