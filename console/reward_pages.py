"""Rewards: the ledger, where leaders decide; proposed by hand; paid by receipt code to whom nobody need know."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response

from casework.access import permit_somewhere
from casework.account.sessions import Present
from casework.clue.clues import clue_of
from casework.clue.rewarding import decide, pay, propose, reward_of
from casework.desk import open_desk
from casework.view.rewards import REWARDS, rewards_listed
from console.changes import kept
from console.clue_seal_pages import NOT_KEPT
from console.pages import page
from console.tables import asked, shown
from foundation.errors import ConflictError, InvalidError, KuangjianError, NotFoundError
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(include_in_schema=False)
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get("/rewards")
def ledger(request: Request, found: SignedIn) -> Response:
    """The rewards in the reader's reach."""
    return _ledger(request, found)


def _ledger(request: Request, found: Present, *, error: InvalidError | None = None, wrong: int = 0) -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        told = rewards_listed(desk, asked(request, REWARDS))
    return page(request, "rewards.html", status=422 if error else 200, list=shown(request, told), error=error, wrong=wrong)


@router.post("/rewards/{reward_id}/decide")
def decide_reward(request: Request, reward_id: Number, found: SignedIn, form: Posted) -> Response:
    """Approve a reward, or refuse it with a reason."""
    try:
        with open_desk(request.app.state.house, found.actor) as desk:
            decide(desk, reward_id, approve=words(form, "step") == "approve", reason=words(form, "reason"))
    except InvalidError as error:
        return _ledger(request, found, error=error, wrong=reward_id)
    return RedirectResponse("/rewards", status_code=303)


@router.get("/clues/{number}/reward")
def reward_page(request: Request, number: str, found: SignedIn) -> Response:
    """Asks for another amount."""
    return _reward(request, found, number)


def _reward(request: Request, found: Present, number: str, *, error: InvalidError | None = None,
            given: Mapping[str, str] | None = None) -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        clue = clue_of(desk, number)
        desk.permit("reward.propose", clue.office_path)
        usual = desk.rulebook.figures["clue_reward_yuan"].on(desk.today)
        return page(request, "clue_reward.html", status=422 if error else 200, clue=clue, usual=usual, error=error,
                    doing="reward" if error else "", given=given or {})


@router.post("/clues/{number}/reward")
def propose_reward(request: Request, number: str, found: SignedIn, form: Posted) -> Response:
    """Propose it."""
    try:
        with open_desk(request.app.state.house, found.actor) as desk:
            propose(desk, number, amount=words(form, "amount"), basis=words(form, "basis"))
    except InvalidError as error:
        return _reward(request, found, number, error=error, given=kept(form))
    return RedirectResponse(f"/clues/{number}", status_code=303)


@router.get("/rewards/pay")
def pay_page(request: Request, found: SignedIn) -> Response:
    """Asks for the receipt code."""
    permit_somewhere(found.actor, "reward.pay")
    return page(request, "reward_pay.html", due=None, code="", error=None)


@router.post("/rewards/pay")
def pay_reward(request: Request, found: SignedIn, form: Posted) -> Response:
    """Shows what a code is worth, and once that is confirmed marks it paid; the code stands in no address."""
    permit_somewhere(found.actor, "reward.pay")
    code = words(form, "code")
    due, wrong = None, None
    try:
        with open_desk(request.app.state.house, found.actor, reads=words(form, "step") != "pay") as desk:
            due = pay(desk, code) if words(form, "step") == "pay" else reward_of(desk, code)
    except (InvalidError, NotFoundError, ConflictError) as error:
        wrong = error
    answer = page(request, "reward_pay.html", status=_status(wrong), due=due, code=code, error=wrong)
    answer.headers.update(NOT_KEPT)
    return answer


def _status(error: KuangjianError | None) -> int:
    return 200 if error is None else 409 if isinstance(error, ConflictError) else 422
