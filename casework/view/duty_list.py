"""Duties as a list: all that the reader may see, by state, rule, period, debtor and the days on which they fall due."""

from dataclasses import replace
from typing import Any

from casework.access import reading_paths
from casework.desk import Desk
from casework.in_force import running
from casework.record.days import a_day
from casework.view.asked_office import refuse_disorder, refuse_no_office
from casework.view.lines import CORE, DATES, FILTERS, LINE, SORTS, line_of
from casework.view.listing import ALL, SIZE, Asked, Choice, Filter, Part, Table, part
from casework.view.own_work import WHOSE, own_work
from foundation.errors import RefusedError
from models.duty import OWED, STATUSES

# What a word for the state means; `running` is what is still to be done.
STATES = {"running": running("d"), "late": "d.status = 'open' AND k.due < :today",
          **{status: f"d.status = '{status}'" for status in STATUSES}}
DUTIES = Table(
    LINE, core=CORE, sorts={**SORTS, "status": "d.status"}, order="due", key="d.id",
    filters={**FILTERS, "state": Choice(among={**STATES, "all": "1 = 1"}),
             "whose": Choice(among=dict.fromkeys(WHOSE, "1 = 1")),  # depends on who looks: see below
             "period": Filter("d.period = :period"),
             "since": Filter("k.due >= :since", a_day), "until": Filter("k.due <= :until", a_day)},
    types=DATES)
# By the debtor, and what is still owed to offices there; what others have done for them is found with its debtor.
REACH = """d.id IN (
SELECT x.id FROM duty x WHERE x.debtor_id IN (SELECT id FROM party WHERE path LIKE :{own}) UNION
SELECT x.id FROM duty x JOIN party h ON h.id = x.debtor_id AND h.level = 'holder'
WHERE x.creditor_id IN (SELECT id FROM party WHERE path LIKE :{own} AND level <> 'holder') AND x.{owed})"""


def duties_listed(desk: Desk, asked: Asked = ALL, *, size: int = SIZE) -> Part:
    """A part of the duties that the actor may read, as lines: of offices and holders below him, and what holders owe there."""
    paths = reading_paths(desk.actor, "duty.read")
    if paths == ():
        raise RefusedError(f"{desk.actor.name} may not read duties.", way_out="See `kuangjian access`.")
    refuse_disorder(asked)
    # Whoever reads from the root reads everything.
    scopes = [] if paths is None or any(path.count("/") == 2 for path in paths) else paths
    values: dict[str, Any] = {f"own{n}": f"{path}%" for n, path in enumerate(scopes)}
    where = " OR ".join(REACH.format(own=own, owed=OWED) for own in values) or "1 = 1"
    own, more = own_work(desk, asked.filters.get("whose", ""))
    values |= more
    if asked.filters.get("state") == "late":
        values["today"] = desk.today
    found = part(desk, replace(DUTIES, core=f"{DUTIES.core} WHERE ({where}) AND {own}"), asked, size=size, **values)
    if not found.rows:
        refuse_no_office(desk, asked, "duty.read", name="debtor", holders=True)
    return replace(found, rows=[line_of(desk, row) for row in found.rows])
