"""The register of cases as its readers see it: what lies in their reach and is not about them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date

from casework.access import permit_somewhere
from casework.case.unseen import near, seen
from casework.desk import Desk
from casework.reach import Reach
from casework.record.days import a_day
from casework.view.asked_office import refuse_disorder, refuse_no_office_of_cases
from casework.view.case_waiting import waits_for
from casework.view.listing import ALL, SIZE, Asked, Choice, Filter, Part, Table, containing, part
from casework.view.own_work import own_offices
from foundation.errors import InvalidError

WEEK = timedelta(days=7)
# The next day on which the office or its superior owes something in the case.
DUE = ("(SELECT min(k.due) FROM duty d JOIN reckoning k ON k.id = d.reckoning_id"
       " WHERE d.subject_kind = 'case' AND d.subject_id = c.id AND d.status = 'open')")
SELECT = ("SELECT c.number, c.filing_number, c.stage, p.name AS office, p.code AS office_code, c.cause, c.offence,"
          " c.party_kind, c.party_name, c.major, c.discovered_on, c.filed_on, c.decided_on, c.closed_on, c.closing,"
          f" h.name AS handler, {DUE} AS due FROM enforcement_case c JOIN party p ON p.id = c.office_id"
          " LEFT JOIN officer h ON h.id = c.handler_id")
CORE = "SELECT c.id FROM enforcement_case c JOIN party p ON p.id = c.office_id"
OPEN = "c.stage NOT IN ('refused', 'passed_on', 'closed', 'archived')"
WANTS = {"open": OPEN, "soon": f"{OPEN} AND {DUE} BETWEEN :today AND :soon", "late": f"{OPEN} AND {DUE} < :today",
         "closed": "c.stage IN ('closed', 'archived')", "unfiled": "c.stage IN ('refused', 'passed_on')",
         "mine": "1 = 1"}  # depends on who looks: see below
CASES = Table(
    SELECT, sorts={"number": "c.id", "stage": "c.stage", "office": "p.name", "filed": "coalesce(c.filed_on, '9999-12-31')",
                   "party": "c.party_name"},
    order="-number", key="c.id", core=CORE,
    filters={
        "wants": Choice(among=WANTS), "whose": Choice(among={"own": "1 = 1", "me": "1 = 1"}),  # who looks decides: see below
        "stage": Filter("c.stage = :stage"), "offence": Filter("c.offence = :offence"),
        "group": Filter(":group <> ''"),  # of which stages the law says: see below
        "major": Choice(among={"yes": "c.major", "no": "NOT c.major"}),
        "office": Filter("(p.name LIKE :office ESCAPE '!' OR p.code LIKE :office ESCAPE '!')", containing),
        "party": Filter("c.party_name LIKE :party ESCAPE '!'", containing),
        "number": Filter("(c.number LIKE :number ESCAPE '!' OR c.filing_number LIKE :number ESCAPE '!')", containing),
        "said": Filter("(c.cause LIKE :said ESCAPE '!' OR c.party_name LIKE :said ESCAPE '!' OR c.number LIKE :said ESCAPE '!'"
                       " OR c.filing_number LIKE :said ESCAPE '!')", containing),
        "since": Filter("c.filed_on >= :since", a_day), "until": Filter("c.filed_on <= :until", a_day)},
    types={name: Date() for name in ("discovered_on", "filed_on", "decided_on", "closed_on", "due")})
COUNTED = ", ".join(f"sum(CASE WHEN {where} THEN 1 ELSE 0 END) AS {name}" for name, where in (
    ("open", "1 = 1"), ("soon", "c.due BETWEEN :today AND :soon"), ("late", "c.due < :today")))
# Reckoned once for each case, however often it is looked at.
COUNTS = (f"WITH running AS MATERIALIZED (SELECT {DUE} AS due FROM enforcement_case c JOIN party p ON p.id = c.office_id"
          f" WHERE {OPEN} AND {{where}}) SELECT {COUNTED} FROM running c")


@dataclass(frozen=True)
class CaseLine:
    """A case in the register; `due` is the next day on which an office owes something in it."""

    number: str
    filing_number: str | None
    stage: str
    office: str
    office_code: str
    cause: str
    offence: str
    party_kind: str
    party_name: str
    major: bool
    discovered_on: date
    filed_on: date | None
    decided_on: date | None
    closed_on: date | None
    closing: str | None
    handler: str | None
    due: date | None


def cases_listed(desk: Desk, asked: Asked = ALL, size: int = SIZE) -> Part:
    """A page of the cases that the actor may see, as `CaseLine`."""
    permit_somewhere(desk.actor, "case.read")
    refuse_unknown(desk, asked)
    refuse_disorder(asked)
    where, values = shown_to(desk, asked)
    table = replace(CASES, core=f"{CORE} WHERE {where}")
    found = part(desk, table, asked, size=size, **values)
    if not found.rows:
        refuse_no_office_of_cases(desk, asked)
    return replace(found, rows=[CaseLine(**{**row._asdict(), "major": bool(row.major)}) for row in found.rows])


def refuse_unknown(desk: Desk, asked: Asked) -> None:
    """Refuse a word that is none of those to choose from: nothing would be found, as if there were nothing."""
    law = desk.rulebook.procedure
    known: dict[str, Iterable[str]] = {
        "stage": law.stage, "group": dict.fromkeys(row.group for row in law.stage.values()),
        "offence": desk.rulebook.money.offence,
        **{name: one.among for name, one in CASES.filters.items() if isinstance(one, Choice)}}
    for name, words in known.items():
        if name == "stage" and (given := asked.filters.get(name)) and given not in words:
            raise InvalidError(f"stage: there is no “{given}”.", way_out=f"The stages are: {', '.join(words)}.")
        if (given := asked.filters.get(name)) and given not in words:
            raise InvalidError(f"{name}: there is no “{given}”.", way_out=f"There are: {', '.join(words)}.")


def cases_waiting(desk: Desk, *, own: bool = False) -> dict[str, int]:
    """How many cases wait for the actor, are open, have something due soon or late, of all that he may see."""
    where, values = shown_to(desk, Asked(filters={"whose": "own", "wants": "soon"} if own else {"wants": "soon"}))
    row = desk.rows(COUNTS.format(where=f"{where} AND {near(Reach(desk.actor))}"), **values)[0]
    return {name: int(count) for name, count in {"mine": cases_for_me(desk), **row._asdict()}.items() if count}


def cases_for_me(desk: Desk) -> int:
    """In how many cases the next move is the actor's."""
    where, values = shown_to(desk, Asked(filters={"wants": "mine"}))
    return int(desk.scalar(f"SELECT count(*) FROM enforcement_case c JOIN party p ON p.id = c.office_id WHERE"
                           f" {where} AND {near(Reach(desk.actor))}", **values))


def shown_to(desk: Desk, asked: Asked) -> tuple[str, dict[str, Any]]:
    """The condition that a case `c` at an office `p` is listed to the actor, as far as it depends on who looks and when."""
    reach = Reach(desk.actor)
    where, more = seen(reach)
    whose, wants = asked.filters.get("whose"), WANTS.get(asked.filters.get("wants", ""), "")
    if whose == "own":
        where += f" AND p.id IN ({', '.join(str(one) for one in own_offices(desk, 'case.read')) or '0'})"
    if whose == "me":
        where, more = f"{where} AND c.handler_id = :me", {**more, "me": desk.actor.officer_id or 0}
    if asked.filters.get("wants") == "mine":
        waits, his = waits_for(desk)
        where, more = f"{where} AND {waits}", {**more, **his}
    if group := asked.filters.get("group"):
        stages = [repr(code) for code, row in desk.rulebook.procedure.stage.items() if row.group == group]
        where += f" AND c.stage IN ({', '.join(stages)})" if stages else " AND 1 = 0"
    days = {"today": desk.today, "soon": desk.today + WEEK}
    return where, {**reach.values, **more, **{name: day for name, day in days.items() if f":{name}" in wants}}
