"""Which cases wait for whoever looks: those whose next move his roles let him make, and that are his."""

from typing import Any

from casework.access import reading_paths
from casework.case.allowing import JUDGES, RIGHTS
from casework.case.unseen import INVESTIGATES
from casework.desk import Desk
from regulation.next_movers import CLOSABLE, CLOSING_PROPOSED, WAITS, Wait
from regulation.stages import Who

INVESTIGATED = INVESTIGATES.format(case="c").replace(":officer", ":me")
HIS_OWN = f"(c.handler_id IS NULL OR c.handler_id = :me OR {INVESTIGATED})"
NOT_HANDLED = "(c.handler_id IS NULL OR c.handler_id <> :me)"
# Nobody judges what he investigated or proposed himself.
NOT_HIS_OWN = f"{NOT_HANDLED} AND NOT {INVESTIGATED}"
OTHERS = (Who.PARTY, Who.COURT, Who.POLICE, Who.SYSTEM)  # whose acts are recorded as they come


def waits_for(desk: Desk) -> tuple[str, dict[str, Any]]:
    """The condition that a case `c` at an office `p` waits for the actor, with its values."""
    parts: list[str] = []
    values: dict[str, Any] = {}
    for who in (one for one in Who if one not in OTHERS):
        paths = reading_paths(desk.actor, RIGHTS[who]) or ()
        names = {f"wait{path.strip('/').replace('/', '_')}": path for path in paths}
        if names:
            where, known = _stages(who)
            values |= {"me": desk.actor.officer_id or 0} | names | known
            parts.append(f"(({where}) AND ({' OR '.join(_at(name, who) for name in names)}) AND {_whose(who)})")
    return f"({' OR '.join(parts) or '1 = 0'})", values


def _stages(who: Who) -> tuple[str, dict[str, str]]:
    """Where cases wait for somebody of a kind; a fact is known where it stands among the facts of the case."""
    parts = [f"({_one(wait)})" for wait in WAITS if wait.who is who]
    if who is Who.LEADER:
        listed = ", ".join(f"'{stage.value}'" for stage in CLOSABLE)
        parts.append(f"(c.stage IN ({listed}) AND {_known(CLOSING_PROPOSED)})")
    facts = {CLOSING_PROPOSED, *(one for wait in WAITS if wait.who is who for one in (wait.known, wait.unknown) if one)}
    return " OR ".join(parts), {f"fact_{one}": f'%"{one}":%' for one in facts}


def _one(wait: Wait) -> str:
    where = f"c.stage = '{wait.stage.value}'"
    if wait.known:
        where += f" AND {_known(wait.known)}"
    if wait.stage in CLOSABLE:
        where += f" AND NOT {_known(CLOSING_PROPOSED)}"
    return where + (f" AND NOT {_known(wait.unknown)}" if wait.unknown else "")


def _known(fact: str) -> str:
    return f"c.facts LIKE :fact_{fact}"


def _at(name: str, who: Who) -> str:
    # At the office itself; a superior is whoever stands above it.
    return f"(p.path LIKE :{name} || '%' AND p.path <> :{name})" if who is Who.SUPERIOR else f"p.path = :{name}"


def _whose(who: Who) -> str:
    if who is Who.HANDLER:
        return HIS_OWN
    return NOT_HIS_OWN if who in JUDGES else NOT_HANDLED if who is Who.UNIT else "1 = 1"
