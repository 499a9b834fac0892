"""Where a case may go to: an office that can handle it, that its clue is not about, and that the one who sends it may name."""

from typing import Any

from casework.access import allowed
from casework.case.cases import CaseRow
from casework.case.given import Given
from casework.clue.passing import party_called
from casework.desk import Desk
from casework.duty import duties
from casework.in_force import standing
from foundation.errors import InvalidError
from regulation.case_limits import code_of

HANDLES = ("province", "city", "county")
DOWN = ("case.hand-down", "case.hand-down-filed")
DESIGNATED = ("jurisdiction.assign", "jurisdiction.assign-filed")
OFFICE = f"SELECT id, name, path, level FROM party WHERE id = :id AND {standing('party')}"
# An office that the clue is about, or one below it, does not judge its own cause.
ABOUT = ("SELECT 1 FROM clue_named n JOIN party q ON q.id = n.party_id WHERE n.clue_id = :clue AND :path LIKE q.path || '%'")
ABOVE = "SELECT id FROM party WHERE :path LIKE path || '%' AND :other LIKE path || '%' ORDER BY length(path) DESC LIMIT 1"
ASKED = ("SELECT id FROM duty WHERE subject_kind = 'case' AND subject_id = :case AND rule = :rule AND ended_on IS NULL")


def office_named(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse an office to which this case cannot go; what goes to an organ outside the house is said to."""
    if given.fields.get("outside"):
        return {}
    office = receiver_of(desk, case, given.action, str(given.fields["to"]))
    if given.action in DESIGNATED and not allowed(desk.actor, "case.supervise", office.path):
        raise InvalidError(f"{office.name} does not stand below you.",
                           way_out="The common superior of both offices designates; pass the request on to it.")
    return {}


def receiver_of(desk: Desk, case: CaseRow, action: str, called: str) -> Any:
    """The office that is to have the case: its id, name, path and level."""
    found = desk.rows(OFFICE, id=party_called(desk, called).id, today=desk.today)
    if not found or found[0].level not in HANDLES:
        raise InvalidError("Cases are handled by a county, a city or the province.", way_out="Name such an office.")
    office = found[0]
    if office.id == case.office_id:
        raise InvalidError(f"{case.number} lies at {office.name} already.", way_out="Name another office.")
    if action in DOWN and not office.path.startswith(case.office_path):
        raise InvalidError(f"{office.name} does not stand below {case.office_name}.", way_out="Name an office below.")
    if case.clue_id is not None and desk.rows(ABOUT, clue=case.clue_id, path=office.path):
        raise InvalidError(f"The clue is about {office.name}, or about an office above it.",
                           way_out="Choose an office that it is not about.")
    return office


def asked_above(desk: Desk, case: CaseRow, given: Given, _event_no: int) -> None:
    """The designation is owed by the common superior of both offices (第二十五条), where the other is one of this house."""
    try:
        other = party_called(desk, str(given.fields["other"]))
    except InvalidError:
        return  # an organ outside: the superior of this office sees to it
    path = desk.scalar("SELECT path FROM party WHERE id = :id", id=other.id)
    common = desk.scalar(ABOVE, path=case.office_path, other=path)
    owed = desk.scalar(ASKED, case=case.id, rule=code_of("designation"))
    if common is None or owed is None or common in (case.office_id, case.superior_id):
        return
    duty = duties.fetch(desk, int(owed))
    duties.change(desk, duty, debtor_id=int(common), creditor_id=int(common))
    duties.record(desk, "duty.moved", duty, to=int(common))
