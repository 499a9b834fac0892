"""The site check's form, filled in on the spot by telephone: kept as a draft, its photographs and position with it."""

from dataclasses import replace
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from casework.act.drafts import Draft, draft_about
from casework.act.places import read_place
from casework.clue.site import FILLED_IN, KIND, check_site
from casework.desk import Desk, House, open_desk
from casework.file.wanted import files_of
from casework.record.days import a_day
from casework.view.clue_verifying import Deciding, deciding
from console.drafting import Named, Outcome, Work, about_kind, latest, send, sent_before, status
from console.form_fields import uploads
from console.pages import page
from console.record_pages import FRESH
from console.recording import Entered, drafted, entered
from regulation.act_kind import ActKind
from web.posted import Posted
from web.presence import SignedIn

router = APIRouter(prefix="/clues", include_in_schema=False)


@router.get("/{number}/site")
def site_page(request: Request, number: str, found: SignedIn) -> Response:
    """The form, as it was left."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        seen, kind = deciding(desk, number, "clue.site"), _kind(desk)
        draft = draft_about(desk, about_kind(KIND, seen.clue.number))
        said = drafted(draft.content) if draft else Entered(str(desk.today))
        return _form(request, seen, kind, said, draft, today=desk.today)


@router.post("/{number}/site")
def record_site(request: Request, number: str, found: SignedIn, form: Posted) -> Response:
    """Record it; what is wrong is said beside what was filled in, which is kept."""
    house: House = request.app.state.house
    with open_desk(house, found.actor, reads=True) as desk:
        if then := sent_before(desk, form):
            return RedirectResponse(then, status_code=303)
        seen, kind, today = deciding(desk, number, "clue.site"), _kind(desk), desk.today
        about = about_kind(KIND, seen.clue.number)
        draft = draft_about(desk, about)
    said = entered(kind, form)
    work = Work(about, None, said.content(clue=seen.clue.number), draft, uploads(files_of(kind), form))
    outcome = send(house, found, work, form, lambda desk, files: _recorded(desk, seen.clue.number, said, files))
    if outcome.status != 200:
        return _form(request, seen, kind, said, latest(house, found, about), today=today, outcome=outcome)
    return RedirectResponse(outcome.then or f"/clues/{seen.clue.number}" + ("/site" if outcome.step == "draft" else ""),
                            status_code=303)


def _recorded(desk: Desk, number: str, said: Entered, files: Named) -> str:
    check_site(desk, number, said.given, done_on=a_day(said.done_on), place=read_place(*said.place), files=files)
    # What goes on is stopped next.
    return f"/clues/{number}" + ("/stop-notice" if said.given.get("ongoing") == "是" else "")


def _kind(desk: Desk) -> ActKind:
    """The form without what the system fills in."""
    kind = desk.rulebook.acts[KIND]
    return replace(kind, fields=tuple(field for field in kind.fields if field.name not in FILLED_IN))


def _form(request: Request, seen: Deciding, kind: ActKind, said: Entered, draft: Draft | None, *, today: date,
          outcome: Outcome = FRESH) -> Response:
    return page(request, "clue_site.html", status=status(request, outcome), clue=seen.clue, team=seen.told["team"],
                draft=draft, today=today, outcome=outcome, error=outcome.error, **said.context(kind))
