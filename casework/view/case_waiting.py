"""Which cases wait for whoever looks: those whose next move his roles let him make, and that are his."""

from typing import Any

from casework.access import reading_paths
from casework.case.allowing import JUDGES, RIGHTS
from casework.case.unseen import INVESTIGATES
from casework.desk import Desk
from regulation.next_movers import next_movers
from regulation.stages import Who

HIS_OWN = f"(c.handler_id IS NULL OR c.handler_id = :me OR {INVESTIGATES.format(case='c').replace(':officer', ':me')})"
NOT_HANDLED = "(c.handler_id IS NULL OR c.handler_id <> :me)"
# Nobody judges what he investigated or proposed himself.
NOT_HIS_OWN = f"{NOT_HANDLED} AND NOT {INVESTIGATES.format(case='c').replace(':officer', ':me')}"


def waits_for(desk: Desk) -> tuple[str, dict[str, Any]]:
    """The condition that a case `c` at an office `p` waits for the actor, with its values."""
    parts: list[str] = []
    values: dict[str, Any] = {"me": desk.actor.officer_id or 0}
    movers = next_movers(desk.rulebook.procedure, desk.today)
    for who in Who:
        stages = [stage.value for stage, whos in movers.items() if who in whos]
        paths = reading_paths(desk.actor, RIGHTS[who]) or () if stages else ()
        names = {f"wait{path.strip('/').replace('/', '_')}": path for path in paths}
        if names:
            values |= names
            listed = ", ".join(f"'{one}'" for one in stages)
            parts.append(f"(c.stage IN ({listed}) AND ({' OR '.join(_at(name, who) for name in names)}) AND {_whose(who)})")
    return f"({' OR '.join(parts) or '1 = 0'})", values if parts else {}


def _at(name: str, who: Who) -> str:
    # At the office itself; a superior is whoever stands above it.
    return f"(p.path LIKE :{name} || '%' AND p.path <> :{name})" if who is Who.SUPERIOR else f"p.path = :{name}"


def _whose(who: Who) -> str:
    if who is Who.HANDLER:
        return HIS_OWN
    return NOT_HIS_OWN if who in JUDGES else NOT_HANDLED if who is Who.UNIT else "1 = 1"
