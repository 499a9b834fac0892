"""待办: what the system could not do itself, settled by whoever saw to it, with a note."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from casework.account.sessions import Present
from casework.desk import open_desk
from casework.letter.work import settle
from casework.view.worklist import WORK, work_at
from console.pages import page
from console.tables import asked, looked_up, shown
from foundation.errors import InvalidError
from web.chinese.labels import LABELS
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/work", include_in_schema=False)


@router.get("")
def work(request: Request, found: SignedIn) -> Response:
    """The open matters of the reader's offices; with `settled`, those that were seen to."""
    return _page(request, found)


def _page(request: Request, found: Present, *, wrong: int = 0, error: InvalidError | None = None) -> Response:
    settled = request.query_params.get("settled", "") == "yes"
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        told, wrong_list = looked_up(asked(request, WORK), lambda wanted: work_at(desk, wanted, settled=settled))
    error = error or wrong_list
    kept = {"settled": "yes"} if settled else {}
    return page(request, "work.html", status=422 if error else 200, list=shown(request, told, **kept), settled=settled,
                kinds=LABELS["work"], wrong=wrong, error=error)


@router.post("/{item_id}")
def settle_item(request: Request, item_id: int, found: SignedIn, form: Posted) -> Response:
    """Settle a matter, saying what was done."""
    try:
        with open_desk(request.app.state.house, found.actor) as desk:
            settle(desk, item_id, note=words(form, "note"))
    except InvalidError as error:
        return _page(request, found, wrong=item_id, error=error)
    return RedirectResponse("/work", status_code=303)
