"""逐级上报: how far a major or typical case has been reported up, and the next step for whoever has it."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from casework.account.sessions import Present
from casework.desk import open_desk
from casework.view.case_reports import ACTIONS, case_reports
from console.pages import number as whole
from console.pages import page
from foundation.errors import ConflictError, InvalidError, KuangjianError
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/cases", include_in_schema=False)


@router.get("/{number}/reports")
def reports_page(request: Request, number: str, found: SignedIn, done: str = "") -> Response:
    """The page; after a step it says which was made."""
    return _page(request, found, number, done=done if done in ACTIONS else "")


@router.post("/{number}/reports")
def step(request: Request, number: str, found: SignedIn, form: Posted) -> Response:
    """Make a step, decided on the version that the page showed."""
    action, said = words(form, "action"), words(form, "said")
    try:
        with open_desk(request.app.state.house, found.actor) as desk:
            if action not in ACTIONS:
                desk.permit("case.lead", case_reports(desk, number).case.office_path)
                raise InvalidError(f"There is no step “{action}”.", way_out="Use the buttons of the page.")
            ACTIONS[action](desk, number, said, seen=whole(form, "seen") or None)
    except (InvalidError, ConflictError) as error:
        return _page(request, found, number, error=error, said=said)
    return RedirectResponse(f"/cases/{number}/reports?done={action}", status_code=303)


def _page(request: Request, found: Present, number: str, *, error: KuangjianError | None = None, said: str = "",
          done: str = "") -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        told = case_reports(desk, number)
    status = 200 if error is None else 409 if isinstance(error, ConflictError) else 422
    return page(request, "case_reports.html", status=status, told=told, case=told.case, error=error, said=said, done=done)
