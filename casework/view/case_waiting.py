"""Which cases wait for whoever looks: those whose next move his roles let him make, and that are his."""

from typing import Any

from casework.access import reading_paths
from casework.case.allowing import JUDGES, RIGHTS
from casework.case.unseen import INVESTIGATES
from casework.desk import Desk
from casework.view.case_barred import named_values, not_barred
from regulation.next_movers import CLOSABLE, CLOSING_PROPOSED, Wait, waits_of
from regulation.next_step import reviews_on
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
            where, known = _stages(desk, who)
            me = desk.actor.officer_id or 0
            values |= {"me": me} | named_values(me) | names | known
            parts.append(f"(({where}) AND ({' OR '.join(_at(name, who) for name in names)}) AND {_whose(who)}"
                         f" AND {not_barred(desk, who)})")
    return f"({' OR '.join(parts) or '1 = 0'})", values


def _stages(desk: Desk, who: Who) -> tuple[str, dict[str, str]]:
    """Where cases wait for somebody of a kind; a fact is known where it stands among the facts of the case."""
    reviews = reviews_on(desk.rulebook.procedure, desk.today)
    waits = [wait for wait in waits_of(reviews=reviews) if wait.who is who]
    parts = [f"({_one(desk, wait)})" for wait in waits]
    if who is Who.LEADER:
        listed = ", ".join(f"'{stage.value}'" for stage in CLOSABLE)
        parts.append(f"(c.stage IN ({listed}) AND {_known(CLOSING_PROPOSED)})")
    facts = {CLOSING_PROPOSED, *(one for wait in waits for one in (*wait.known, *wait.unknown))}
    held = {one for wait in waits for one in (*wait.true, *wait.untrue)}
    return " OR ".join(parts), ({f"fact_{one}": f'%"{one}":%' for one in facts}
                                | {f"true_{one}": f'%"{one}": true%' for one in held})


def _one(desk: Desk, wait: Wait) -> str:
    unknown = (*wait.unknown, CLOSING_PROPOSED) if wait.stage in CLOSABLE else wait.unknown
    parts = [f"c.stage = '{wait.stage.value}'", *(_known(one) for one in wait.known),
             *(f"NOT {_known(one)}" for one in unknown), *(_true(one) for one in wait.true),
             *(f"NOT {_true(one)}" for one in wait.untrue), *(_time(one, "over") for one in wait.over),
             *(f"NOT {_time(one, 'running')}" for one in wait.idle)]
    if wait.stands:
        parts.append(_stands(desk, *wait.stands))
    if wait.outrun:
        parts.append(f"NOT {_stands(desk, *wait.outrun)}")
    return " AND ".join(parts)


def _known(fact: str) -> str:
    return f"c.facts LIKE :fact_{fact}"


def _true(fact: str) -> str:
    return f"c.facts LIKE :true_{fact}"


def _time(step: str, state: str) -> str:
    return f"EXISTS (SELECT 1 FROM case_period z WHERE z.case_id = c.id AND z.step = '{step}' AND z.state = '{state}')"


def _stands(desk: Desk, fact: str, *others: str) -> str:
    """Whether a day is known and before none of the others that are; days are compared as they are written."""
    no_older = " AND ".join(f"{_day(desk, fact)} >= coalesce({_day(desk, one)}, '')" for one in others)
    return f"coalesce({no_older}, 1 = 0)"


def _day(desk: Desk, fact: str) -> str:
    """A day of the facts, null where there is none; cut out, so that facts which cannot be read hide no other case."""
    before = f'"{fact}": "'
    place = f"{'strpos' if desk.postgres else 'instr'}(c.facts, '{before}')"
    return f"(CASE WHEN {place} > 0 THEN substr(c.facts, {place} + {len(before)}, 10) END)"


def _at(name: str, who: Who) -> str:
    # At the office itself; a superior is whoever stands above it.
    return f"(p.path LIKE :{name} || '%' AND p.path <> :{name})" if who is Who.SUPERIOR else f"p.path = :{name}"


def _whose(who: Who) -> str:
    if who is Who.HANDLER:
        return HIS_OWN
    return NOT_HIS_OWN if who in JUDGES else NOT_HANDLED if who is Who.UNIT else "1 = 1"
