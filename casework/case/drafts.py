"""A draft is written over, made anew from the case, struck; what was issued is declared void (the number stays with it)."""

from collections.abc import Mapping
from typing import Any

from casework.access import allowed
from casework.case import values
from casework.case.cases import CaseRow, case_of
from casework.case.documents import DocumentRow, document_of, form_for, hold, next_version, note, refuse_other_than
from casework.case.signing import signatures_of
from casework.desk import Desk
from foundation.errors import ConflictError, InvalidError


def write(desk: Desk, number: str, document: int, given: Mapping[str, Any], *, seen: int | None = None,
          why: str = "") -> DocumentRow:
    """Write values over what the case says; empty ones go back to it. It is a new version, signed from the beginning."""
    case, draft = draft_of(desk, number, document, seen)
    refuse_unaware(desk, draft, seen, why)
    form = form_for(draft, desk.today)
    known = {one.name: one for one in form.fields}
    faults = [f"{name}: no such field" for name in given if name not in known or name in ("number", "signatures")]
    good: dict[str, Any] = {**draft.given}
    for name, value in given.items():
        if name in known and value in (None, "", []):
            good.pop(name, None)
        elif name in known and (read := values.typed(known[name], value)) is not None:
            good[name] = read
        elif name in known:
            faults.append(f"{name}（{known[name].title}）: {value!r} cannot be read as {known[name].kind.value}")
    if faults:
        raise InvalidError(f"{draft.title} cannot be filled in like this:", problems=tuple(faults),
                           way_out="Nothing was changed; mend these and send it again.")
    made = next_version(desk, case, draft, given=good, sent=None)
    note(desk, "case.document_written", case, draft, version=draft.version + 1, fields=sorted(given), **reason(why))
    return document_of(desk, case, made)


def make_anew(desk: Desk, number: str, document: int, *, seen: int | None = None) -> DocumentRow:
    """Take back all that was written over the case, or sent in the form's place."""
    case, draft = draft_of(desk, number, document, seen)
    refuse_unaware(desk, draft, seen, None)
    made = next_version(desk, case, draft, given={}, sent=None)
    note(desk, "case.document_made_anew", case, draft, version=draft.version + 1)
    return document_of(desk, case, made)


def void(desk: Desk, number: str, document: int, reason: str, *, seen: int | None = None) -> DocumentRow:
    """Strike a draft that is not needed, or declare void what was issued: with a reason, and its number is not given again."""
    case = case_of(desk, number)
    found = hold(desk, case, document_of(desk, case, document, seen=seen))
    if found.state == "issued":
        desk.permit("case.lead", found.office_path)
    else:
        permit_entering(desk, case, found)
    if not reason.strip():
        raise InvalidError("It is not said why.", way_out="Give the reason.")
    if desk.run("UPDATE case_document SET state = 'void', reason = :reason WHERE id = :id AND state <> 'void'",
                id=found.id, reason=reason.strip()[:500]) != 1:
        raise ConflictError(f"{found.title} is void.", way_out="Look at the document as it stands.")
    note(desk, "case.document_void", case, found, number=found.number, reason=reason.strip()[:500], was=found.state)
    return document_of(desk, case, found.id)


def permit_entering(desk: Desk, case: CaseRow, document: DocumentRow) -> None:
    """Refuse whoever handles the case neither at its office nor at the one that issues: what he sent is entered, too."""
    if not allowed(desk.actor, "case.handle", case.office_path):
        desk.permit("case.handle", document.office_path)


def refuse_unaware(desk: Desk, draft: DocumentRow, seen: int | None, why: str | None) -> None:
    """Refuse to set signatures aside unless by whoever named the version that he saw, or says why where he is asked."""
    signed = signatures_of(desk, draft)
    if seen is not None or (why and why.strip()) or not signed or any(not one.agreed for one in signed):
        return
    raise ConflictError(
        f"Version {draft.version} of {draft.title} was signed by {'、'.join(one.name for one in signed)}; another version would"
        " be signed from the beginning.", way_out=(
            "If that is meant, send `If-Match` with the version." if why is None else
            "If that is meant, send `If-Match` with the version, or the reason."))


def reason(why: str) -> dict[str, str]:
    """The reason as the journal keeps it, if there is one."""
    return {"reason": why.strip()[:500]} if why.strip() else {}


def draft_of(desk: Desk, number: str, document: int, seen: int | None, *, entered: bool = False) -> tuple[CaseRow, DocumentRow]:
    """A draft that the actor may change, or enter from paper, held until the work ends."""
    case = case_of(desk, number)
    found = hold(desk, case, document_of(desk, case, document, seen=seen))
    if entered:
        permit_entering(desk, case, found)
    else:
        desk.permit("case.handle", found.office_path)
    refuse_other_than(found, "draft")
    return case, found
