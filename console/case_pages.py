"""One case on one page: what can be done now and why not the rest, limits, evidence, documents, money, people, its course."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from casework.access import allowed
from casework.account.sessions import Present
from casework.case.closing import missing_of
from casework.case.kept_facts import loaded
from casework.case.moving import Wish, make
from casework.case.ways import way_of
from casework.desk import open_desk
from casework.record.days import a_day
from casework.view.case_kept import kept_of
from casework.view.case_people import certified_for, only_helps, to_be_recused
from casework.view.case_story import case_story
from casework.view.cases_beside import cases_alike
from casework.view.overseen import overseen
from console.case_forms import asked_by, begun_with, day_of, filled
from console.case_told import as_booked, course_of, main_way, offers_of, papers_at, without_codes
from console.pages import number as whole
from console.pages import page
from documents.catalogue import forms
from foundation.errors import ConflictError, InvalidError, KuangjianError
from regulation.procedure import begun_on
from regulation.stages import WHO
from web.posted import Posted, words
from web.presence import SignedIn

RECUSAL = "recusal.decide"  # asks for officers who need be nobody's investigators
router = APIRouter(prefix="/cases", include_in_schema=False)
On = Annotated[str, Query(max_length=20)]
Receipt = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True)
class Failed:
    """A form that was sent and came to nothing: of which move, why, what was filled in, and after which event."""

    doing: str = ""
    error: KuangjianError | None = None
    given: Mapping[str, Any] = field(default_factory=dict)
    after: int | None = None

    @property
    def status(self) -> int:
        """What the page is answered with."""
        return 200 if self.error is None else 409 if isinstance(self.error, ConflictError) else 422


@router.get("/{number}")
def case_page(request: Request, number: str, found: SignedIn, on: On = "", made: int = 0, correct: Receipt = "",
              opened: bool = False) -> Response:
    """The page of a case, its money as owed by the end of a day; after a move it says which was made.

    Once it is opened it warns of others of the same party and offence.

    With the receipt of a payment the form of its correction is open, filled in with what is booked.
    """
    try:
        day = a_day(on) if on.strip() else None
        return show_case(request, found, number, on=day, made=made, correct=correct, opened=opened)
    except InvalidError as error:
        return show_case(request, found, number, failed=Failed(error=error))


def show_case(request: Request, found: Present, number: str, *, failed: Failed | None = None, on: date | None = None,
              made: int = 0, correct: str = "", opened: bool = False) -> Response:
    """The page for whoever may see it; with what was wrong in a form, and what was filled in there."""
    failed = failed or Failed()
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        story, book, today = case_story(desk, number, on), desk.rulebook, desk.today
        offers, kept = offers_of(book.procedure, story), kept_of(desk, story.case.id)
        people = {"": certified_for(desk, story.case)} if offers.names_officers else {}
        if any(one.doable.action == RECUSAL for one in (*offers.mine, *offers.anywhere)):
            people[RECUSAL] = to_be_recused(desk, story.case)
        missing = list(dict.fromkeys(title for title, _ in missing_of(desk, story.case)))
        watched = overseen(desk, story.case.id, story.case.number)
        alike = cases_alike(desk, story.case) if opened else []
        handles = allowed(desk.actor, "case.handle", story.case.office_path)
        helps = only_helps(desk, story.case, story.officers)
    titles = papers_at(book.procedure, story.stage.stage, [one.title for one in forms(today)] if handles else [], missing)
    booked = as_booked(story, correct) if correct and offers.correcting else {}
    since = [] if failed.after is None else [one for one in story.events if one.no > failed.after]
    return page(request, "case.html", status=failed.status, story=story, case=story.case, offers=offers, kept=kept,
                people=people, today=today, begun=begun_on(loaded(story.case.facts), today), law=book.procedure,
                offences=book.money.offence, who=WHO, main_way=main_way(book.procedure, story.stage.stage),
                course=course_of(book.procedure, story), begun_with=begun_with(story.case), error=failed.error,
                doing=offers.correcting if booked else failed.doing, given=booked or failed.given,
                missing=missing, titles=titles, handles=handles, helps=helps, watched=watched, alike=alike,
                since=since, made=next((one for one in story.events if one.no == made), None))


@router.post("/{number}/moves/{action}")
def make_move(request: Request, number: str, action: str, found: SignedIn, form: Posted) -> Response:
    """Make a move as it was filled in, decided on the version of the case that the page showed."""
    house = request.app.state.house
    way_of(house.rulebook.procedure, action)
    given = filled(asked_by(house.rulebook.procedure, action), form)
    try:
        with open_desk(house, found.actor) as desk:
            done = make(desk, number, Wish(action, given, day_of(form)), seen=whole(form, "seen") or None)
    except (InvalidError, ConflictError) as error:
        kept = {**given, "day": words(form, "day")}
        # Without it nobody knows what the page showed: then the refusal alone is told, not the whole history.
        after = whole(form, "after") if isinstance(error, ConflictError) and words(form, "after").strip() else None
        told = without_codes(error) if isinstance(error, ConflictError) else error
        return show_case(request, found, number, failed=Failed(action, told, kept, after))
    return RedirectResponse(f"/cases/{done.case.number}?made={done.event_no}", status_code=303)
