"""A document of a case on one page: its fields with what stands in them, who has signed, whose turn it is, its services."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.access import allowed
from casework.case import values
from casework.case.allowing import permit_papers
from casework.case.cases import CaseRow, case_of
from casework.case.documents import DocumentRow, document_of, form_for
from casework.case.particulars import particulars_of
from casework.case.receipts import services_of
from casework.case.rendering import all_values
from casework.case.signing import Signature, next_place, signatures_before, signatures_of
from casework.case.wording import unconfirmed
from casework.desk import Desk
from casework.view.case_signers import may_sign, signers_of
from documents.catalogue import form_of
from documents.filling import missing
from documents.form import Column, Form
from documents.kinds import Kind, Origin
from foundation.errors import NotFoundError

AT_ISSUE = ("number", "signatures", "organ", "issued_on")  # not written by hand: they come with the issue


@dataclass(frozen=True)
class Entry:
    """A field of a document: what stands in it as text, whether an officer wrote it, whether it may stay empty."""

    name: str
    title: str
    kind: str
    note: str
    required: bool
    written: bool
    unconfirmed: bool  # it rests on what was not read in the law
    text: str
    columns: tuple[str, ...]

    @property
    def shown(self) -> str:
        """The text as an input field shows it: a time without its offset, which is that of Beijing."""
        return self.text[:16] if self.kind == Kind.TIME.value else self.text


@dataclass(frozen=True)
class Served:
    """A service of the document."""

    method: str
    served_on: date
    place: str | None
    proof: Mapping[str, str]
    by: str


@dataclass(frozen=True)
class CasePaper:
    """A document with all that there is to see of it."""

    case: CaseRow
    document: DocumentRow
    form: Form
    entries: tuple[Entry, ...]
    lacking: tuple[str, ...]  # titles of what must be filled in before anybody signs
    signatures: tuple[Signature, ...]
    lapsed: tuple[Signature, ...]  # of the version before a draft: they are to be given anew
    turn: str | None  # the place in the chain whose turn it is
    sent_back: bool
    services: tuple[Served, ...]
    handles: bool  # whether the reader may write, issue and enter
    enters: bool  # whether he may enter an original, as one that the superior sent
    signs: bool  # whether it is the reader's turn to sign, and nothing keeps him from it
    voids: bool  # whether he may strike it, or declare it void
    signers: tuple[str, ...]  # the names of those who may sign next

    @property
    def whole(self) -> bool:
        """Whether all of the chain have signed."""
        return self.turn is None and not self.sent_back

    @property
    def ours(self) -> bool:
        """Whether it is written by us, and not entered as it comes in."""
        return self.form.origin is Origin.OURS


def case_paper(desk: Desk, number: str, document: int) -> CasePaper:
    """A document of a case that the caller may see."""
    case = case_of(desk, number)
    permit_papers(desk, case)
    found = document_of(desk, case, document)
    try:
        form = form_for(found, desk.today if found.state == "draft" else None)
    except NotFoundError:  # an original from before our form of it
        form = form_of(found.form, desk.today)
    told = all_values(desk, case, found, form, desk.today)
    unsure = unconfirmed(desk, particulars_of(desk, case, found.office_id), form.code, desk.today)
    signed = signatures_of(desk, found)
    place = next_place(form, signed) if found.state == "draft" else None
    services = tuple(Served(row.method, row.served_on, row.place, json.loads(row.proof), row.by)
                     for row in services_of(desk, case) if row.document_id == found.id)
    handles = allowed(desk.actor, "case.handle", found.office_path)
    enters = handles or allowed(desk.actor, "case.handle", case.office_path)
    voids = allowed(desk.actor, "case.lead", found.office_path) if found.state == "issued" else enters
    return CasePaper(
        case, found, form, tuple(_entries(form, found, told, unsure)), missing(form, {**told, "number": "－"}), signed,
        signatures_before(desk, found) if found.state == "draft" else (),
        place.value if place else None, any(not one.agreed for one in signed), services, handles, enters,
        place is not None and may_sign(desk, case, found, place, signed), voids and found.state != "void",
        signers_of(desk, case, found, place, signed) if place else ())


def _entries(form: Form, document: DocumentRow, told: Mapping[str, Any], unsure: frozenset[str]) -> list[Entry]:
    return [Entry(one.name, one.title, one.kind.value, one.note, one.required, one.name in document.given,
                  one.name in unsure and one.name not in document.given and document.state == "draft",
                  as_text(one.kind, one.columns, told.get(one.name)), tuple(column.title for column in one.columns))
            for one in form.fields if one.name not in AT_ISSUE]


def as_text(kind: Kind, columns: tuple[Column, ...], value: Any) -> str:
    """A value as it is written in a form: a list a row a line, its columns parted by ｜."""
    if value in (None, ""):
        return ""
    if kind is Kind.LIST:
        return "\n".join("｜".join(as_text(one.kind, (), row.get(one.name)) for one in columns) for row in value)
    if kind is Kind.FLAG:
        return "是" if value else "否"
    return str(json.loads(values.dumped({"": value}))[""])
