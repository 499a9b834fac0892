"""A case that was passed on is opened at the office that has it now: as received, with its history linked."""

from typing import Any

from casework.bulk import add_rows, insert_rows
from casework.case.cases import CaseRow, case_by_id, record
from casework.case.kept_facts import dumped, told
from casework.case.limits import Opening, open_limits
from casework.case.passing_on import DESIGNATED, DOWN, receiver_of
from casework.case.seen_event import Event, Work
from casework.case.stages import hand_to_flow
from casework.clue.accepting import NEXT_NUMBERS
from casework.desk import Desk
from casework.in_force import in_force
from casework.journal import note_lines
from models import CaseParty, EnforcementCase
from regulation.case_facts import CaseFacts
from regulation.stages import Stage

TAKEN = ("case.take-up", "case.take-up-filed")
PASSED = ("jurisdiction.pass", "jurisdiction.pass-filed", *DESIGNATED, *DOWN, *TAKEN)
COPIED = ("county_id", "clue_id", "right_id", "cause", "offence", "offence_kind", "major", "typical", "act_start", "act_end",
          "worth", "discovered_on", "party_kind", "party_name")
PARTY = ("SELECT id_number, representative, address, phone, sex, age, work_unit, post, holder_id FROM case_party"
         " WHERE case_id = :case")
# The nearest office above at which whoever took it up leads.
TAKER = ("SELECT p.id FROM party p JOIN post s ON s.office_id = p.id WHERE s.officer_id = :officer AND p.id <> :office"
         f" AND :path LIKE p.path || '%' AND s.role IN ('head', 'deputy') AND {in_force('s', 'day')}"
         " ORDER BY length(p.path) DESC LIMIT 1")


def receive(desk: Desk, work: Work) -> None:
    """Open the case where it went; what went to an organ outside the house is only told."""
    event, case = work.event, work.case
    if event.fields.get("outside"):
        work.said.append(f"已移送{event.fields['to']}")
        return
    office = _taker(desk, case, event) if event.action in TAKEN else receiver_of(
        desk, case, event.action, str(event.fields["to"])).id
    opened = _open(desk, case, event, int(office))
    work.did("received", f"已在{opened.office_name}登记为{opened.number}")


def _taker(desk: Desk, case: CaseRow, event: Event) -> int:
    found = desk.scalar(TAKER, officer=event.officer_id, path=case.office_path, office=case.office_id,
                        day=event.day) if event.officer_id else None
    return int(found or case.superior_id or case.office_id)


def _open(desk: Desk, case: CaseRow, event: Event, office: int) -> CaseRow:
    """The case at its new office, where nothing of it is decided; it may not be passed on again, but by whoever took it up."""
    received = event.action not in TAKEN
    number = f"AJ{desk.today.year}{int(desk.scalar(NEXT_NUMBERS, name=f'case {desk.today.year}', many=1)):06d}"
    fresh = CaseFacts(received_by_transfer=received, recused=told(case, event.day).recused)  # who is recused stays so
    row: dict[str, Any] = {name: getattr(case, name) for name in COPIED} | {
        "number": number, "stage": Stage.FOUND.value, "office_id": office, "source_case_id": case.id,
        "source": _source(case, event), "stopped_by": "", "opened_at": desk.now, "opened_by": desk.actor.label, "events": 0,
        "moved_on": event.day, "version": 1, "facts": dumped(fresh)}
    case_id = insert_rows(desk, EnforcementCase, [row])[0]
    known = desk.rows(PARTY, case=case.id)
    add_rows(desk, CaseParty, [{"case_id": case_id, **(known[0]._asdict() if known else {})}])
    opened = case_by_id(desk, case_id)
    note_lines(desk, open_limits(desk, opened, Opening(("verification",), event.day, 0)))
    record(desk, "case.opened", opened, source=opened.source, offence=opened.offence, before=case.number)
    hand_to_flow(desk, Stage.FOUND, case_id, 0)
    return opened


def _source(case: CaseRow, event: Event) -> str:
    if event.action in TAKEN:
        return case.source
    return "上级交办" if event.action in (*DOWN, *DESIGNATED) else "其他部门移送"
