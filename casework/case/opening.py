"""A case begins: from a clue that was found true and is to be filed, from a finding of one's own, or handed over by another."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casework.access import allowed
from casework.bulk import add_rows, insert_rows, rows_among
from casework.case.cases import CaseRow, case_by_id, record
from casework.case.kept_facts import dumped
from casework.case.limits import Opening, open_limits
from casework.case.party_numbers import number_faults, phone_faults, plain
from casework.case.stages import hand_to_flow
from casework.clue.accepting import NEXT_NUMBERS
from casework.clue.clues import clue_of
from casework.desk import Desk
from casework.journal import note_lines
from casework.record.parties import find_party
from foundation.errors import ConflictError, InvalidError
from models import CaseParty, EnforcementCase
from regulation.case_facts import CaseFacts
from regulation.clue import Disposal
from regulation.stages import Stage

LONGEST = 200  # characters of a line
FOR_CLUE = "SELECT number FROM enforcement_case WHERE clue_id = :clue AND stage NOT IN ('refused', 'passed_on')"
SOURCES = ("举报", "巡查发现", "督察发现", "卫片执法", "上级交办", "其他部门移送", "媒体反映", "其他")


@dataclass(frozen=True)
class Party:
    """Who is said to have done it (当事人)."""

    kind: str  # person, entity
    name: str
    more: Mapping[str, Any] = field(default_factory=dict)  # columns of CaseParty


@dataclass(frozen=True)
class NewCase:
    """A case as somebody opens it."""

    office: int
    cause: str
    offence: str
    party: Party
    discovered_on: date
    source: str = "其他"
    clue: str = ""
    act_start: date | None = None
    act_end: date | None = None
    offence_kind: str | None = None
    right_id: int | None = None
    county_id: int | None = None
    received: bool = False  # by a transfer: it may not be passed on again (办法 2024 第十一条)
    source_case_id: int | None = None


def open_case(desk: Desk, new: NewCase) -> CaseRow:
    """Enter a case in the register under the next number; nothing of it is decided yet."""
    office = desk.rows("SELECT path, level FROM party WHERE id = :id", id=new.office)
    if not office or office[0].level in ("township", "holder"):
        raise InvalidError("Cases are handled by a county, a city or the province.", way_out="Name such an office.")
    desk.permit("case.open", office[0].path)
    _refuse_bad(desk, new)
    clue = clue_of(desk, new.clue) if new.clue else None
    if clue is not None:
        _refuse_clue(desk, clue)
    number = f"AJ{desk.today.year}{int(desk.scalar(NEXT_NUMBERS, name=f'case {desk.today.year}', many=1)):06d}"
    row = {"number": number, "stage": "found", "office_id": new.office,
           "county_id": new.county_id or (clue.county_id if clue else None),
           "clue_id": clue.id if clue else None, "source_case_id": new.source_case_id,
           "right_id": new.right_id or (clue.right_id if clue else None), "source": new.source, "cause": new.cause.strip(),
           "offence": new.offence, "offence_kind": new.offence_kind, "stopped_by": "", "major": bool(clue and clue.major),
           "act_start": new.act_start, "act_end": new.act_end, "discovered_on": new.discovered_on,
           "party_kind": new.party.kind, "party_name": new.party.name.strip(), "opened_at": desk.now,
           "opened_by": desk.actor.label, "events": 0, "moved_on": new.discovered_on, "version": 1, "worth": "{}",
           "handler_id": desk.actor.officer_id, "facts": dumped(CaseFacts(received_by_transfer=new.received))}
    case_id = insert_rows(desk, EnforcementCase, [row])[0]
    add_rows(desk, CaseParty, [{"case_id": case_id, **_kept(new.party.more)}])
    case = case_by_id(desk, case_id)
    note_lines(desk, open_limits(desk, case, Opening(("verification",), new.discovered_on, 0)))
    record(desk, "case.opened", case, source=new.source, offence=new.offence, clue=clue.number if clue else None)
    hand_to_flow(desk, Stage.FOUND, case_id, 0)
    return case


def _kept(more: Mapping[str, Any]) -> dict[str, Any]:
    number = more.get("id_number")
    return {**more, "id_number": plain(number) or None} if number else dict(more)


def _party_faults(desk: Desk, party: Party) -> list[str]:
    if party.kind not in ("person", "entity"):
        return ["the party is a person or an entity"]
    number, phone = party.more.get("id_number") or "", party.more.get("phone") or ""
    return [*number_faults(party.kind, number, desk.today), *phone_faults(phone)]


def _refuse_bad(desk: Desk, new: NewCase) -> None:
    faults = []
    if not new.cause.strip() or not new.party.name.strip():
        faults.append("cause and the party's name must be filled in")
    if len(new.cause) > LONGEST:
        faults.append(f"the cause has at most {LONGEST} characters")
    if len(new.party.name) > LONGEST:
        faults.append(f"the name of the party has at most {LONGEST} characters")
    if not new.offence:
        faults.append("it is not said which offence it is")
    elif new.offence not in desk.rulebook.money.offence:
        faults.append(f"there is no offence {new.offence}; choose one of those that are listed")
    if new.source not in SOURCES:
        faults.append(f"source is one of {'、'.join(SOURCES)}")
    if new.discovered_on > desk.today or (new.act_start and new.act_start > new.discovered_on):
        faults.append("it began before it was discovered, and was discovered by today")
    if new.discovered_on.year < 2004:
        faults.append("it was discovered before 2004, where the calendar of working days begins")
    if new.act_end and (new.act_end > desk.today or (new.act_start and new.act_end < new.act_start)):
        faults.append("it ended after it began, and by today")
    faults += _party_faults(desk, new.party)
    if faults:
        raise InvalidError("The case is not right:", problems=tuple(faults), way_out="Nothing was recorded; mend these.")


def _refuse_clue(desk: Desk, clue: Any) -> None:
    if clue.disposal != Disposal.FILE.value:
        raise ConflictError(f"It was not decided to file {clue.number}.",
                            way_out="Verify it and have its filing approved first.")
    if desk.postgres:  # whoever opens it at the same moment waits here, and finds the case
        desk.rows("SELECT id FROM clue WHERE id = :id FOR UPDATE", id=clue.id)
    if (known := desk.scalar(FOR_CLUE, clue=clue.id)) is not None:
        raise ConflictError(f"{clue.number} has a case already: {known}.", way_out="Go on with that one.")


def offices_for(desk: Desk, *actions: str) -> list[Any]:
    """Offices (id, code, name) at which cases are handled and the actor himself may do one of the actions."""
    ids = {post.office_id for post in desk.actor.posts if any(allowed(desk.actor, one, post.path) for one in actions)}
    query = "SELECT id, code, name FROM party WHERE id IN :ids AND level IN ('province', 'city', 'county') ORDER BY path"
    return rows_among(desk, query, {"ids": ids or {0}})


def office_named(desk: Desk, code: str) -> int:
    """The office of this code at which the actor may open cases."""
    return find_party(desk, code, "case.open").id
