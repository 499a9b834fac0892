"""The pages of verification: team, stop notice, opinion, conclusion, disposal; reply, question, referral; my clues."""

from collections.abc import Callable, Mapping

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from casework.account.sessions import Present
from casework.clue import clues
from casework.clue.appraising import appraise, resume
from casework.clue.clues import clue_of
from casework.clue.concluding import conclude
from casework.clue.disposing import decide, propose
from casework.clue.referring import refer
from casework.clue.replying import ask, reply
from casework.clue.stopping import order_stop
from casework.clue.team import name_team, recuse
from casework.desk import Desk, open_desk
from casework.view.clue_verifying import deciding, my_clues
from console.changes import day_given, kept
from console.pages import number as whole
from console.pages import page
from foundation.errors import InvalidError, KuangjianError, NotFoundError
from regulation.clue import Disposal, Outcome
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/clues", include_in_schema=False)
MOVES = ("team", "stop-notice", "appraise", "conclude", "dispose", "reply", "refer", "ask")
NOTICE = ("party", "deed", "breached", "basis", "order")


@router.get("/mine")
def mine(request: Request, found: SignedIn) -> Response:
    """What the reader was named to verify, what is due when, and a button for each next step."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        return page(request, "clues_mine.html", mine=my_clues(desk), today=desk.today)


def move_page(request: Request, number: str, found: SignedIn) -> Response:
    """What the move is decided by, and its form."""
    return _page(request, found, number, _move(request))


def _page(request: Request, found: Present, number: str, move: str, *, error: KuangjianError | None = None,
          given: Mapping[str, str] | None = None, picked: tuple[str, ...] = ()) -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        seen = deciding(desk, number, action_of(move))
        return page(request, f"clue_{move.replace('-', '_')}.html", status=422 if error else 200, clue=seen.clue,
                    lawful=seen.lawful, today=desk.today, error=error, doing=move if error else "", given=given or {},
                    picked=picked, **seen.told)


def make_move(request: Request, number: str, found: SignedIn, form: Posted) -> Response:
    """Make the move, decided on the version of the clue that the page showed."""
    move = _move(request)
    try:
        with open_desk(request.app.state.house, found.actor) as desk:
            seen = deciding(desk, number, action_of(move))
            clues.refuse_stage(seen.clue, action_of(move), seen=whole(form, "seen"))
            DO[move](desk, number, form)
            return _on(desk, number, move)
    except InvalidError as error:
        return _page(request, found, number, move, error=error, given=kept(form),
                     picked=tuple(one for one in form.getlist("officer") if isinstance(one, str)))


for one in MOVES:
    router.add_api_route(f"/{{number}}/{one}", move_page, methods=["GET"])
    router.add_api_route(f"/{{number}}/{one}", make_move, methods=["POST"])


def action_of(move: str) -> str:
    """The move of a clue that a page makes."""
    return f"clue.{move.replace('-', '_')}"


def _move(request: Request) -> str:
    return request.url.path.rpartition("/")[2]


def _on(desk: Desk, number: str, move: str) -> Response:
    """To the notice that is to be printed, else to the clue; where that is out of sight now, to the reader's own."""
    try:
        clue_of(desk, number)
    except NotFoundError:
        return RedirectResponse("/clues/mine", status_code=303)
    return RedirectResponse(f"/clues/{number}" + ("/stop-notice" if move == "stop-notice" else ""), status_code=303)


def _team(desk: Desk, number: str, form: FormData) -> None:
    if off := whole(form, "recuse"):
        recuse(desk, number, off, reason=words(form, "reason"))
    else:
        name_team(desk, number, {int(one) for one in form.getlist("officer") if isinstance(one, str) and one.isdecimal()
                                 and len(one) < 10})


def _appraise(desk: Desk, number: str, form: FormData) -> None:
    if words(form, "step") == "resume":
        resume(desk, number, on=day_given(form, "on"))
    else:
        appraise(desk, number, body=words(form, "body"), reason=words(form, "reason"), since=day_given(form, "since"))


def _conclude(desk: Desk, number: str, form: FormData) -> None:
    if words(form, "outcome") not in {one.value for one in Outcome}:
        raise InvalidError("What was found is missing.", way_out="Choose an outcome.")
    conclude(desk, number, Outcome(words(form, "outcome")), facts=words(form, "facts"), opinion=words(form, "opinion"),
             no_site=words(form, "no_site"))


def _dispose(desk: Desk, number: str, form: FormData) -> None:
    if words(form, "step") in ("approve", "refuse"):
        decide(desk, number, approve=words(form, "step") == "approve", note=words(form, "note"))
        return
    if words(form, "disposal") not in {one.value for one in Disposal}:
        raise InvalidError("What becomes of it is missing.", way_out="Choose among what the page offers.")
    propose(desk, number, Disposal(words(form, "disposal")), reason=words(form, "reason"), refer_to=words(form, "refer_to"))


DO: dict[str, Callable[[Desk, str, FormData], object]] = {
    "team": _team, "appraise": _appraise, "conclude": _conclude, "dispose": _dispose,
    "stop-notice": lambda desk, number, form: order_stop(desk, number, **{name: words(form, name) for name in NOTICE}),
    "reply": lambda desk, number, form: reply(desk, number, way=words(form, "way"), text=words(form, "text")),
    "refer": lambda desk, number, form: refer(desk, number, body=words(form, "body"), text=words(form, "text")),
    "ask": lambda desk, number, form: ask(desk, number, words(form, "text")),
}
