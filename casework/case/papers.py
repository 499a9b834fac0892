"""The documents that a case asks for: prepared for its moves, or added to them."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from casework.access import allowed
from casework.case.cases import CaseRow, case_of
from casework.case.documents import (
    ADD,
    DocumentRow,
    document_of,
    note,
)
from casework.case.particulars import Event, particulars_of
from casework.desk import Desk
from documents.catalogue import form_of
from documents.form import Form
from documents.kinds import Layout
from foundation.errors import ConflictError, InvalidError, NotFoundError
from regulation.procedure_table import Move
from regulation.stages import Who

MADE = "SELECT form, event_no, copy_no, state FROM case_document WHERE case_id = :case"
# What a move asks for only in certain cases: an item of evidence has its own record, a hearing is not offered to everybody.
ONLY_WHERE: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {
    ("evidence.collect", "询问笔录"): ("kind", ("询问笔录", "当事人陈述", "证人证言")),
    ("evidence.collect", "现场勘测笔录"): ("kind", ("现场勘测笔录",)),
}
OFFER = "听证告知书"


def prepare(desk: Desk, case: CaseRow, event_no: int, titles: Sequence[str]) -> tuple[int, ...]:
    """Draft the documents that a move of the case asks for; asked twice, the second time does nothing. The drafts' numbers.

    What was prepared ahead of the move, or by the move that proposed it, is not drafted again; a title of which no form is in
    use that day is left out.
    """
    if not allowed(desk.actor, "case.prepare"):
        desk.permit("case.handle", case.office_path)
    told = particulars_of(desk, case)
    event = told.event(event_no)
    made = desk.rows(MADE, case=case.id)
    drafts = []
    for form in _forms(titles, event.day if event else desk.today):
        if _wanted(event, form.title, told.events) and not _there(desk, form, told.events, event_no, made):
            drafts.append(_draft(desk, case, form, event_no, _office(desk, case, event)))
    return tuple(one for one in drafts if one is not None)


def titles_of(desk: Desk, event: Event, events: Sequence[Event]) -> tuple[str, ...]:
    """The documents that one of a case's events asks for, by its move."""
    move = desk.rulebook.procedure.move.get(event.action)
    return tuple(one for one in move.documents if _wanted(event, one, events)) if move else ()


def _forms(titles: Sequence[str], day: date) -> Iterator[Form]:
    for title in titles:
        try:
            yield form_of(title, day)
        except NotFoundError:
            continue


def _wanted(event: Event | None, title: str, events: Sequence[Event]) -> bool:
    if event is not None and title == OFFER:
        return _hearing_due(event, events)
    name, among = ONLY_WHERE.get((event.action if event else "", title), ("", ()))
    return event is None or not name or event.fields.get(name) in among


def _hearing_due(event: Event, events: Sequence[Event]) -> bool:
    """What was said last before it; nothing said, the offer is drafted all the same."""
    said = [one.fields["hearing_due"] for one in events if one.action == "case.assess" and one.no < event.no]
    return bool(said[-1]) if said else True


def _there(desk: Desk, form: Form, events: Sequence[Event], event_no: int, made: Sequence[Any]) -> bool:
    """Whether what this event asks for has been drafted: for itself, ahead of it, or for the move that proposed it."""
    law = desk.rulebook.procedure.move
    asking = [one for one in events if one.no <= event_no and (move := law.get(one.action)) and form.title in move.documents]
    own = law.get(asking[-1].action) if asking and asking[-1].no == event_no else None
    before = [one for one in asking if one.no < event_no]
    if own is not None and _only_agrees(form, own):
        begun = [one.no for one in before if not _only_agrees(form, law[one.action])]
        return any(row.form == form.code and row.event_no >= max(begun, default=0) for row in made)
    after = before[-1].no if before else 0
    return any(row.form == form.code and after < row.event_no <= event_no for row in made)


def _only_agrees(form: Form, move: Move) -> bool:
    """Whether a move is made upon a sheet that a handler's move began."""
    return form.layout is Layout.SHEET and move.who is not Who.HANDLER


def _office(desk: Desk, case: CaseRow, event: Event | None) -> int:
    """Which office issues it: what a superior does in a case, he does under his own name."""
    move = desk.rulebook.procedure.move.get(event.action) if event else None
    return case.superior_id if move and move.who is Who.SUPERIOR and case.superior_id else case.office_id


def _draft(desk: Desk, case: CaseRow, form: Form, event_no: int, office: int) -> int | None:
    copies = desk.scalar("SELECT coalesce(max(copy_no), 0) FROM case_document WHERE case_id = :case AND form = :form",
                         case=case.id, form=form.code)
    rows = desk.rows(ADD, case=case.id, office=office, form=form.code, title=form.title, copy=int(copies) + 1, version=1,
                     by_hand=False, filled="{}", event=event_no, now=desk.now, by=desk.actor.label, sent=None)
    if rows:
        note(desk, "case.document_prepared", case, document_of(desk, case, int(rows[0].id)), event=event_no)
    return int(rows[0].id) if rows else None


def add(desk: Desk, number: str, title: str) -> DocumentRow:
    """Draft a document that no move has asked for yet, or a further copy of a form, as of another witness."""
    case = case_of(desk, number)
    desk.permit("case.handle", case.office_path)
    try:
        form = form_of(title, desk.today)
    except NotFoundError as error:
        raise InvalidError(error.message, way_out=error.way_out) from error
    made = _draft(desk, case, form, case.events + 1, case.office_id)
    if made is None:
        raise ConflictError(f"{title} was added by somebody else just now.", way_out="Look at the documents of the case.")
    return document_of(desk, case, made)
