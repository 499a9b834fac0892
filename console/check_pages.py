"""检查和抽查: checks of cases below planned, samples drawn, findings recorded, wrong cases reopened, answers followed."""

from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from casework.access import permit_somewhere
from casework.desk import Desk, open_desk
from casework.oversight import checks, findings, sampling
from casework.view.case_checks import CHECKS, check_story, checks_listed
from console.changes import day_wanted, kept
from console.officer_pages import Number
from console.oversight_tabs import as_filled_in, settled, tabs
from console.pages import number, page
from console.tables import asked, looked_up, shown
from foundation.errors import InvalidError, KuangjianError, RefusedError
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/oversight/checks", include_in_schema=False)


@router.get("")
def checks_page(request: Request, found: SignedIn) -> Response:
    """The checks that the reader may see."""
    return _list(request, found)


def _list(request: Request, found: SignedIn, *, status: int = 200, **more: Any) -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        (told, error), may = looked_up(asked(request, CHECKS), partial(checks_listed, desk)), checks.has_offices_below(desk)
    usual: dict[str, Any] = {"error": error, "doing": "", "given": {}}
    return page(request, "case_checks.html", status=422 if error else status, list=shown(request, told), tabs=tabs(found.actor),
                may_check=may, **usual | more)


@router.post("")
def begin(request: Request, found: SignedIn, form: Posted) -> Response:
    """Plan a check, or draw a sample."""
    permit_somewhere(found.actor, "oversight.check")
    drawn = words(form, "step") == "draw"

    def do(desk: Desk) -> int:
        first, last = day_wanted(form, "first"), day_wanted(form, "last")
        try:
            if drawn:
                return sampling.draw(desk, words(form, "below"), first, last, size=words(form, "size"),
                                     words=words(form, "plan"), seed=words(form, "seed"))
            return checks.plan(desk, words(form, "below"), first, last, words=words(form, "plan"))
        except RefusedError as error:  # he may check, but not the office that he wrote
            raise InvalidError(error.message, way_out=error.way_out) from error
    return settled(request, found, as_filled_in(do), lambda made: f"/oversight/checks/{made}",
                   lambda status, error: _list(request, found, status=status, error=error, given=kept(form),
                                               doing="draw" if drawn else "plan"))


@router.get("/{check_id}")
def check_page(request: Request, check_id: Number, found: SignedIn) -> Response:
    """One check with its cases."""
    return _check(request, found, check_id)


def _check(request: Request, found: SignedIn, check_id: int, *, status: int = 200, **more: Any) -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        story, law = check_story(desk, check_id), desk.rulebook.procedure
        again = sampling.drawn_again(desk, check_id) if story.check.seed else None
    usual: dict[str, Any] = {"error": None, "doing": "", "given": {}}
    return page(request, "case_check.html", status=status, told=story, again=again, law=law,
                outcomes=findings.FINDINGS, tabs=tabs(found.actor), **usual | more)


@router.post("/{check_id}/cases")
def add(request: Request, check_id: Number, found: SignedIn, form: Posted) -> Response:
    """Add a case to a check."""
    return _done(request, found, check_id, form, "add",
                 lambda desk: as_filled_in(lambda desk: checks.add_case(desk, check_id, words(form, "case")))(desk))


@router.post("/{check_id}/cases/{case}/officer")
def assign(request: Request, check_id: Number, case: str, found: SignedIn, form: Posted) -> Response:
    """Name who looks at a case."""
    return _done(request, found, check_id, form, f"officer {case}",
                 lambda desk: findings.assign(desk, check_id, case, number(form, "officer")))


@router.post("/{check_id}/cases/{case}/finding")
def finding(request: Request, check_id: Number, case: str, found: SignedIn, form: Posted) -> Response:
    """Record what was found."""
    return _done(request, found, check_id, form, f"finding {case}", lambda desk: findings.record_finding(
        desk, check_id, case, finding=words(form, "finding"), words=words(form, "words")))


@router.post("/{check_id}/cases/{case}/reopen")
def reopen(request: Request, check_id: Number, case: str, found: SignedIn, form: Posted) -> Response:
    """Reopen a wrong case, with who answers for it."""
    return _done(request, found, check_id, form, f"reopen {case}",
                 lambda desk: findings.reopen(desk, check_id, case, accountability=words(form, "accountability")))


@router.post("/{check_id}/cases/{case}/answer")
def answer(request: Request, check_id: Number, case: str, found: SignedIn, form: Posted) -> Response:
    """Answer a finding."""
    return _done(request, found, check_id, form, f"answer {case}",
                 lambda desk: findings.answer(desk, check_id, case, text=words(form, "text")))


@router.post("/{check_id}/done")
def finish(request: Request, check_id: Number, found: SignedIn, form: Posted) -> Response:
    """Finish a check; it counts as an act."""
    return _done(request, found, check_id, form, "done",
                 lambda desk: checks.finish(desk, check_id, summary=words(form, "summary")))


def _done(request: Request, found: SignedIn, check_id: int, form: Posted, doing: str, do: Any) -> Response:
    def again(status: int, error: KuangjianError) -> Response:
        return _check(request, found, check_id, status=status, error=error, doing=doing, given=kept(form))
    return settled(request, found, do, lambda _: f"/oversight/checks/{check_id}", again)
