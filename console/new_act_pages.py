"""Anything done, recorded without looking for its duty: the kind is chosen, what it is about, then its form is filled in."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from casework.act.drafts import Draft, draft_about
from casework.act.forms import kind_of
from casework.act.offering import Recorder, kinds_at, recorders, subject_kinds
from casework.desk import Desk, House, open_desk
from casework.file.wanted import files_of
from casework.view.subjects import SUBJECTS, in_reach, subjects_of
from console.drafting import Outcome, Work, about_kind, latest, send, sent_before, status
from console.form_fields import uploads
from console.pages import page
from console.record_pages import FRESH
from console.recording import Doer, Entered, drafted, entered, recorded
from console.tables import asked, shown
from foundation.errors import InvalidError, NotFoundError, RefusedError
from regulation.act_kind import ActKind
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/acts", include_in_schema=False)
Chosen = Annotated[str, Query(max_length=80)]


@dataclass(frozen=True)
class Begun:
    """What has been chosen so far."""

    offices: list[Recorder]
    office: Recorder
    kind: ActKind
    about: tuple[str, ...]  # the kinds of subject that it may be about


@router.get("/new")
def new_act_page(request: Request, found: SignedIn, kind: Chosen = "", party: Chosen = "", subject: Chosen = "",
                 choose: Chosen = "") -> Response:
    """The kinds that can be recorded here; of the one chosen what it can be about, and its form."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        offices, office = _at(desk, party)
        if not kind:
            return _kinds(request, desk, offices, office)
        begun = _begun(desk, offices, office, kind)
        draft = draft_about(desk, about_kind(kind, office.code))
        subject = subject or _drafted_subject(desk, begun, draft)
        if choose or (not subject and "self" not in begun.about):
            found_here = shown(request, subjects_of(desk, office, begun.about, asked(request, SUBJECTS)),
                               kind=kind, party=office.code, choose="1")
            return page(request, "act_subjects.html", begun=begun, kind=begun.kind, list=found_here)
        name = _about(desk, begun, subject)[1]
        said = drafted(draft.content) if draft else Entered(str(desk.today))
        return _form(request, begun, subject, name, said, draft, today=desk.today)


@router.post("/new")
def record_new_act(request: Request, found: SignedIn, form: Posted) -> Response:
    """Record it; what is wrong is said beside what was filled in, which is kept."""
    house: House = request.app.state.house
    subject = words(form, "subject")
    with open_desk(house, found.actor, reads=True) as desk:
        if then := sent_before(desk, form):
            return RedirectResponse(then, status_code=303)
        begun = _begun(desk, *_at(desk, words(form, "party")), words(form, "kind"))
        who, name = _about(desk, begun, subject)
        draft, today = draft_about(desk, about_kind(begun.kind.kind, begun.office.code)), desk.today
    said = entered(begun.kind, form)
    work = Work(about_kind(begun.kind.kind, begun.office.code), None, said.content(party=begun.office.code, subject=subject),
                draft, uploads(files_of(begun.kind), form))
    outcome = send(house, found, work, form, lambda desk, files: (
        f"/acts/{recorded(desk, begun.kind, who, said, files).act_id}?recorded=1"))
    if outcome.status != 200:
        return _form(request, begun, subject, name, said, latest(house, found, work.about), today=today, outcome=outcome)
    here = f"/acts/new?{urlencode({'kind': begun.kind.kind, 'party': begun.office.code})}"
    return RedirectResponse("/acts/new" if outcome.step == "discard" else outcome.then or here, status_code=303)


def _at(desk: Desk, party: str) -> tuple[list[Recorder], Recorder]:
    """Where the reader records, and the office or holder chosen among these; the first one where none was."""
    offices = recorders(desk)
    chosen = [one for one in offices if party in ("", one.code)]
    if not chosen:
        raise RefusedError("You record acts nowhere." if not offices else f"You do not record acts of {party}.",
                           way_out="`kuangjian access` says who may.")
    return offices, chosen[0]


def _begun(desk: Desk, offices: list[Recorder], office: Recorder, name: str) -> Begun:
    if not name:
        raise InvalidError("It is not said what was done.", way_out="Choose a kind first.")
    kind = kind_of(desk.rulebook, name)
    if kind.reviewed:
        raise InvalidError(f"{kind.title} is reviewed before it counts.", way_out="Hand it in for its duty, on the first page.")
    if kind not in kinds_at(desk.rulebook, office.level):
        raise RefusedError(f"{kind.title} is not for {office.name} to record.", way_out="Choose another kind.")
    return Begun(offices, office, kind, subject_kinds(desk.rulebook, kind))


def _about(desk: Desk, begun: Begun, subject: str) -> tuple[Doer, str | None]:
    kind, number, name = in_reach(desk, begun.office, subject)
    if kind not in begun.about:
        raise InvalidError(f"{begun.kind.title} is about something else.", way_out="Choose what it is about from the list.")
    return Doer(begun.office.id, kind, number), name


def _drafted_subject(desk: Desk, begun: Begun, draft: Draft | None) -> str:
    """What a draft is about, if that is still in reach; it may have been begun at another office."""
    if draft is None or draft.content["party"] != begun.office.code:
        return ""
    with suppress(NotFoundError, InvalidError):
        _about(desk, begun, draft.content["subject"])
        return str(draft.content["subject"])
    return ""


def _kinds(request: Request, desk: Desk, offices: list[Recorder], office: Recorder) -> Response:
    kinds = kinds_at(desk.rulebook, office.level)
    groups = [(desk.rulebook.provisions[clause], list(some)) for clause, some in groupby(kinds, key=_clause)]
    return page(request, "act_kinds.html", offices=offices, office=office, groups=groups)


def _clause(kind: ActKind) -> str:
    return kind.provision


def _form(request: Request, begun: Begun, subject: str, name: str | None, said: Entered, draft: Draft | None, *,
          today: date, outcome: Outcome = FRESH) -> Response:
    return page(request, "new_act.html", status=status(request, outcome), begun=begun, subject=subject, name=name, draft=draft,
                today=today, outcome=outcome, error=outcome.error, **said.context(begun.kind))
