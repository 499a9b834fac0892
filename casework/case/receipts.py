"""Service of documents (送达): only what was issued is served; each is entered with its day, its way, and who took it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.case.cases import CaseRow, case_of
from casework.case.documents import DocumentRow, document_of, note
from casework.case.given import Given
from casework.case.notices import served_day, unserved
from casework.case.serving import refuse_unproved
from casework.desk import Desk
from casework.journal import canonical
from documents.catalogue import form_of
from foundation.database import Instant
from foundation.errors import ConflictError, InvalidError, NotFoundError
from regulation.service import PROOFS

DEMAND = "履行催告书"
DECIDING = ("decision.penalty", "decision.lighter", "decision.none", "decision.change")
# What is served by which move, and the moves that made it; a demand is drafted as the case becomes overdue.
MADE_BY: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("notice.serve", "notice.announce"), ("notice.issue",)),
    **dict.fromkeys(("decision.serve", "decision.announce", "none.serve", "none.announce"), DECIDING),
    **dict.fromkeys(("demand.serve", "demand.announce"), DECIDING),
}
# What happened, and what was issued, in one question.
BEFORE = """
SELECT e.id, e.no AS event_no, e.action, CAST(NULL AS VARCHAR) AS title, NULL AS issued_on FROM case_event e
WHERE e.case_id = :case UNION ALL
SELECT d.id, d.event_no, NULL, d.title, d.issued_on FROM case_document d WHERE d.case_id = :case AND d.state = 'issued'
"""
ADD = ("INSERT INTO case_service (document_id, method, served_on, place, proof, file_id, by, at)"
       " VALUES (:document, :method, :on, :place, :proof, :file, :by, :now)")
OF_A_CASE = ("SELECT s.id, s.document_id, s.method, s.served_on, s.place, s.proof, s.by, s.at, d.title, d.number, k.sha256,"
             " k.name AS file_name FROM case_service s JOIN case_document d ON d.id = s.document_id"
             " LEFT JOIN kept_file k ON k.id = s.file_id WHERE d.case_id = :case ORDER BY s.id")
SHA = "SELECT sha256 FROM kept_file WHERE id = :id"
LONGEST = 200


@dataclass(frozen=True)
class Service:
    """How a document reached its addressee: the way and day, where, and its proof by the fields of `regulation.service`."""

    method: str
    served_on: date
    proof: Mapping[str, str]
    place: str = ""
    file_id: int | None = None


def owed_before(desk: Desk, case: CaseRow, given: Given) -> tuple[tuple[str, ...], tuple[Any, ...]]:
    """What must be issued before this service and is not, and what is there to be served, by the move that made it."""
    rows = desk.rows(BEFORE, types={"issued_on": Date()}, case=case.id)
    made = max((one for one in rows if one.action in MADE_BY[given.action]), key=lambda one: int(one.event_no), default=None)
    since = made.event_no if made else 0
    titles = _titles(desk, made.action, given) if made else ()
    issued = sorted((one for one in rows if one.action is None and one.event_no >= since and one.title in titles),
                    key=lambda one: (one.issued_on, one.id))
    return tuple(one for one in titles if one not in {row.title for row in issued}), tuple(issued)


def _titles(desk: Desk, action: str, given: Given) -> tuple[str, ...]:
    """What is issued before a service."""
    if given.action.startswith("demand."):
        return (DEMAND,)
    found = desk.rulebook.procedure.move[action].documents
    return unserved(given, found) if given.action.startswith("notice.") else found


def only_issued(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse to serve what was not issued, and on a day before it was."""
    lacking, issued = owed_before(desk, case, given)
    lacking = tuple(one for one in lacking if _in_use(one, given.day))
    if lacking:
        raise ConflictError(f"{'、'.join(lacking)} of {case.number} was not issued, so it cannot be served.",
                            way_out="Add it to the documents of the case where no draft of it is there, have it signed and"
                                    " issue it; or enter the original that exists on paper.")
    first = {one.title: one for one in reversed(issued)}  # of two of a title the one that was issued first
    late = [one for one in first.values() if (on := served_day(given, one.title)) and on < one.issued_on]
    if late:
        raise InvalidError(f"{late[0].title} was issued on {late[0].issued_on}, after the day of its service"
                           f" ({served_day(given, late[0].title)}).",
                           way_out="Look at the receipt again.")
    return {}


def _in_use(title: str, day: date) -> bool:
    """Whether the law of that day knows the document at all."""
    try:
        form_of(title, day)
    except NotFoundError:
        return False
    return True


def served(desk: Desk, case: CaseRow, given: Given, _event_no: int) -> None:
    """Enter the service of what a move serves; the hearing notice only where its day is given."""
    told = given.fields
    _, issued = owed_before(desk, case, given)
    for one in {row.title: row for row in issued}.values():  # of two of a title the later
        if (on := served_day(given, one.title)) is not None:
            _add(desk, one.id, Service(str(told["method"]), on, _proof(told)))


def _proof(fields: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(fields[name]).strip() for name in PROOFS if fields.get(name)}


def serve(desk: Desk, number: str, document: int, how: Service) -> DocumentRow:
    """Enter how a document was served; entered once more, the later entry tells more."""
    case = case_of(desk, number)
    found = document_of(desk, case, document)
    desk.permit("case.handle", found.office_path)
    _refuse_bad(desk, found, how)
    _add(desk, found.id, how)
    proof = {} if how.file_id is None else {"sha256": desk.scalar(SHA, id=how.file_id)}
    note(desk, "case.document_served", case, found, method=how.method, on=how.served_on, **proof)
    return found


def _refuse_bad(desk: Desk, found: DocumentRow, how: Service) -> None:
    if found.state != "issued" or found.issued_on is None:
        raise ConflictError(f"{found.title} was not issued, so it cannot be served.", way_out="Issue it first.")
    faults = [f"{name}: no such field; there are {', '.join(PROOFS)}" for name in how.proof if name not in PROOFS]
    if not found.issued_on <= how.served_on <= desk.today:
        faults.append(f"served_on lies between {found.issued_on}, when it was issued, and today")
    if any(len(one) > LONGEST for one in (how.place, *how.proof.values())):
        faults.append(f"a line has at most {LONGEST} characters")
    if faults:
        raise InvalidError("The receipt of service is not right:", problems=tuple(faults),
                           way_out="Nothing was recorded; mend these.")
    refuse_unproved(desk, how.method, how.served_on, how.proof)


def _add(desk: Desk, document: int, how: Service) -> None:
    desk.run(ADD, document=document, method=how.method, on=how.served_on, place=how.place.strip() or None,
             proof=canonical(_proof(how.proof)), file=how.file_id, by=desk.actor.label, now=desk.now)


def services_of(desk: Desk, case: CaseRow) -> list[Any]:
    """The services of a case's documents, in the order in which they were entered."""
    return desk.rows(OF_A_CASE, types={"served_on": Date(), "at": Instant()}, case=case.id)
