"""The chain that signs a document before it is issued: in the order of its form; only leaders hold more than one place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from casework.case.allowing import permit_move
from casework.case.cases import CaseRow, case_of
from casework.case.documents import DocumentRow, document_of, form_for, hold, note, refuse_other_than
from casework.case.rendering import all_values, fixed
from casework.desk import Desk
from documents.filling import missing
from documents.form import Form
from documents.kinds import OPINIONS, Role
from foundation.clock import day_of
from foundation.database import Instant
from foundation.errors import ConflictError, InvalidError, RefusedError
from regulation.stages import Who

WHO = {Role.HANDLER: Who.HANDLER, Role.UNIT: Who.UNIT, Role.REVIEW: Who.REVIEW, Role.LEGAL: Who.LEGAL,
       Role.LEADER: Who.LEADER, Role.HEADS: Who.HEADS, Role.MAIN_LEADER: Who.LEADER}
LEADING = (Role.LEADER, Role.HEADS, Role.MAIN_LEADER)  # of a small office one or two hold them all
SIGNED = ("SELECT document_id, place, officer_id, name, opinion, agreed, at FROM document_signature"
          " WHERE document_id = :id ORDER BY id")
SIGN = ("INSERT INTO document_signature (document_id, place, officer_id, name, opinion, agreed, at)"
        " VALUES (:document, :place, :officer, :name, :opinion, :agreed, :now)")
BEFORE = ("SELECT s.document_id, s.place, s.officer_id, s.name, s.opinion, s.agreed, s.at FROM document_signature s"
          " JOIN case_document d ON d.id = s.document_id WHERE d.case_id = :case AND d.form = :form AND d.copy_no = :copy"
          " AND d.version = :version ORDER BY s.id")
NAME = "SELECT name FROM officer WHERE id = :id"
LONGEST = 500


@dataclass(frozen=True)
class Signature:
    """Somebody's place in the chain of a version, and whether he agreed."""

    document_id: int
    place: str
    officer_id: int | None
    name: str
    opinion: str
    agreed: bool
    at: datetime


def signatures_of(desk: Desk, document: DocumentRow) -> tuple[Signature, ...]:
    """Who signed this version, in order."""
    return tuple(Signature(**row._asdict()) for row in desk.rows(SIGNED, types={"at": Instant()}, id=document.id))


def signatures_before(desk: Desk, document: DocumentRow) -> tuple[Signature, ...]:
    """Who signed the version before, which counts no longer."""
    rows = desk.rows(BEFORE, types={"at": Instant()}, case=document.case_id, form=document.form, copy=document.copy_no,
                     version=document.version - 1)
    return tuple(Signature(**row._asdict()) for row in rows)


def next_place(form: Form, signed: Sequence[Signature]) -> Role | None:
    """Whose turn it is; none where all have signed, or one has sent it back."""
    if any(not one.agreed for one in signed):
        return None
    done = {one.place for one in signed}
    return next((role for role in form.chain if role.value not in done), None)


def sign(desk: Desk, number: str, document: int, opinion: str, *, agrees: bool = True, seen: int | None = None) -> DocumentRow:
    """Sign in one's place of the chain, or send the document back with the reason; another version then begins a chain anew.

    With the first signature its values are fixed: what the others sign is what the first one signed.
    """
    case = case_of(desk, number)
    found = hold(desk, case, document_of(desk, case, document, seen=seen))
    refuse_other_than(found, "draft")
    form, signed = form_for(found, desk.today), signatures_of(desk, found)
    place = _place(form, signed)
    officer = permit_signature(desk, case, found, place, signed)
    if not opinion.strip():
        raise InvalidError("It is not said what you think of it." if agrees else "It is not said why it is sent back.",
                           way_out="Write your opinion.")
    if not signed:
        _fix(desk, case, found, form)
    desk.run(SIGN, document=found.id, place=place.value, officer=officer, name=desk.scalar(NAME, id=officer),
             opinion=opinion.strip()[:LONGEST], agreed=agrees, now=desk.now)
    note(desk, "case.document_signed" if agrees else "case.document_sent_back", case, found, place=place.value,
         version=found.version)
    return document_of(desk, case, found.id)


def _place(form: Form, signed: Sequence[Signature]) -> Role:
    if back := next((one for one in signed if not one.agreed), None):
        raise ConflictError(f"{form.title} was sent back by {back.name}: {back.opinion}",
                            way_out="Mend it first; the new version is signed from the beginning.")
    place = next_place(form, signed)
    if place is None:
        raise ConflictError(f"{form.title} lacks no signature.", way_out="It can be issued.")
    return place


def permit_signature(desk: Desk, case: CaseRow, document: DocumentRow, place: Role, signed: Sequence[Signature]) -> int:
    """The actor as the officer who signs in a place; refused where he does not hold it, is kept from it, or has signed."""
    officer = desk.actor.officer_id
    permit_move(desk, replace(case, office_path=document.office_path), WHO[place])
    if officer is None:
        raise RefusedError("A document is signed by an officer himself.", way_out="Sign in, and sign it there.")
    if place is Role.MAIN_LEADER and not any(one.role == "head" and one.path == document.office_path
                                             for one in desk.actor.posts):
        raise RefusedError(f"{OPINIONS[place].removesuffix('意见')}: only the head of the office signs there.",
                           way_out="The head signs it.")
    if signs_twice(place, signed, officer):
        raise RefusedError("Nobody signs twice in one chain.", way_out="Somebody else who holds the role signs here.")
    return officer


def signs_twice(place: Role, signed: Sequence[Signature], officer: int) -> bool:
    """Whether an officer who signed would hold another place; the heads decide where the leaders do, who are among them."""
    held = {one.place for one in signed if one.officer_id == officer}
    return bool(held - {*LEADING}) or bool(held and place not in LEADING)


def _fix(desk: Desk, case: CaseRow, document: DocumentRow, form: Form) -> None:
    """Fix the values as the first of the chain signs; what is lacking is filled in before anybody signs."""
    values = all_values(desk, case, document, form, desk.today)
    lacking = missing(form, {**values, "number": "－"}) if document.sent_id is None else ()
    if lacking:
        raise InvalidError(f"{form.title} lacks {'、'.join(lacking)}.", way_out="Fill in what is missing.")
    desk.run("UPDATE case_document SET filled = :filled WHERE id = :id AND state = 'draft'", id=document.id,
             filled=fixed(document, values))


def shown(signed: Sequence[Signature]) -> list[dict[str, Any]]:
    """The signatures as a document shows them."""
    return [{"role": one.place, "opinion": one.opinion, "name": one.name, "day": day_of(one.at)} for one in signed]
