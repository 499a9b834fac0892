"""Whose turn it is in the chain of a document: whether the reader may sign, and who else holds the place and may."""

from collections.abc import Sequence

from casework.bulk import rows_among
from casework.case.cases import CaseRow
from casework.case.documents import DocumentRow
from casework.case.next_officers import ASKED, Holders, able, holders_of
from casework.case.signing import WHO, Signature, permit_signature, signs_twice
from casework.desk import Desk
from documents.kinds import Role
from foundation.errors import RefusedError

NAMES = "SELECT id, name FROM officer WHERE id IN :officers"


def may_sign(desk: Desk, case: CaseRow, document: DocumentRow, place: Role, signed: Sequence[Signature]) -> bool:
    """Whether the reader would not be refused; asked of the very rules that refuse."""
    try:
        permit_signature(desk, case, document, place, signed)
    except RefusedError:
        return False
    return True


def signers_of(desk: Desk, case: CaseRow, document: DocumentRow, place: Role, signed: Sequence[Signature]) -> tuple[str, ...]:
    """The names of those who hold a place at the document's office, or stand in there, and may sign; its handler first."""
    ranks = ("head",) if place is Role.MAIN_LEADER else ASKED[WHO[place]]
    holders = holders_of(desk, {document.office_id}, ranks).get(document.office_id, Holders())
    every = dict.fromkeys((*holders.reached, *sorted(holders.every)))
    free = able(desk, case, WHO[place], [one for one in every if not signs_twice(place, signed, one)])
    names = {row.id: row.name for row in rows_among(desk, NAMES, {"officers": free})} if free else {}
    return tuple(names[one] for one in sorted(free, key=lambda one: one != case.handler_id))
