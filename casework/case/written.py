"""A case written as a JSON object: its fields known by name, days as 2026-03-05, every fault told at once."""

from collections.abc import Mapping
from typing import Any

from casework.access import first_office
from casework.case.opening import NewCase, Party, office_named
from casework.desk import Desk
from casework.record.days import a_day
from foundation.errors import InvalidError

LINES = ("office", "cause", "offence", "source", "clue")
DAYS = ("discovered_on", "act_start", "act_end")
PARTY = ("kind", "name", "id_number", "representative", "address", "phone", "sex", "work_unit", "post")


def case_written(desk: Desk, told: Mapping[str, Any]) -> NewCase:
    """The case as it is to be opened, at the office named or the actor's own; one that is none is told first."""
    office = told.get("office")
    at = office_named(desk, office) if office and isinstance(office, str) else None
    given = told.get("party")
    party: dict[str, Any] = given if isinstance(given, dict) else {}
    faults = [f"{name}: no such field; there are {', '.join((*LINES, *DAYS, 'party', 'received'))}" for name in told
              if name not in (*LINES, *DAYS, "party", "received")]
    faults += [f"party.{name}: no such field; there are {', '.join((*PARTY, 'age'))}" for name in party
               if name not in (*PARTY, "age")]
    faults += [f"{name}: not a text" for name in (*LINES, *DAYS) if not isinstance(told.get(name, ""), str)]
    faults += [f"party.{name}: not a text" for name in PARTY if not isinstance(party.get(name, ""), str)]
    faults += [f"{name}: missing" for name in ("cause", "offence", "discovered_on") if not told.get(name)]
    faults += [f"party.{name}: missing" for name in ("kind", "name") if not party.get(name)]
    if not isinstance(party.get("age", 0), int) or not isinstance(told.get("received", False), bool):
        faults.append("party.age is a number of years, received true or false")
    if faults:
        raise InvalidError("The case is not right:", problems=tuple(faults), way_out="Nothing was recorded; mend these.")
    return _case(desk, told, party, at)


def _case(desk: Desk, told: Mapping[str, Any], party: Mapping[str, Any], at: int | None) -> NewCase:
    lines: dict[str, Any] = {name: told[name] for name in ("cause", "offence", "source", "clue") if name in told}
    days: dict[str, Any] = {name: a_day(told[name]) for name in DAYS if told.get(name)}
    office = at or first_office(desk.actor, "case.open")
    more = {name: value for name, value in party.items() if name not in ("kind", "name")}
    return NewCase(office=office, party=Party(party["kind"], party["name"], more), received=told.get("received", False),
                   **lines, **days)
