"""罚款、加处罚款、补偿费: the calculators of money, for everybody who is signed in."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from casework.account.sessions import Present
from casework.case.cases import case_of
from casework.desk import Desk, open_desk
from casework.view.calculators import BASES, FeeAsked, PenaltyAsked, SurchargeAsked, fee_for, penalty_for, surcharge_for
from casework.view.case_penalty import asked_of
from console.pages import page
from foundation.errors import InvalidError, KuangjianError
from regulation.book import Rulebook
from regulation.fee_factor import Known
from regulation.offence_table import Circumstance
from web.presence import SignedIn
from web.problems import status_of

router = APIRouter(prefix="/calculators", include_in_schema=False)
LONGEST, MOST_TEXT = 200, 6000
TYPED = ("offence", "act_date", "act_end", "decided_on", "discovered_on", "costs", "refunds", "circumstance", *BASES)
TICKED = ("special_area", "harm")
FROM_CASE = "case"  # whose number fills the form
LINES = ("instalments", "paid", "pauses")  # one a line


@router.get("/penalty")
def penalty_page(request: Request, found: SignedIn) -> Response:
    """What an act may cost, by the law of the day; by the number of a case, filled with what is known of it."""
    def reckon(book: Rulebook, given: dict[str, str]) -> Any:
        return penalty_for(book, PenaltyAsked(**{name: given[name] for name in TYPED}, harm=bool(given["harm"]),
                                              special_area=bool(given["special_area"])))
    return _calculator(request, found, "penalty.html", (*TYPED, *TICKED), reckon, circumstances=list(Circumstance))


@router.get("/surcharge")
def surcharge_page(request: Request, found: SignedIn) -> Response:
    """What is added to a fine that is not paid in time."""
    def reckon(book: Rulebook, given: dict[str, str]) -> Any:
        lists = {name: given[name].split() for name in LINES}
        return surcharge_for(book, SurchargeAsked(given["fine"], given["due"], given["on"], **lists))
    return _calculator(request, found, "surcharge.html", ("fine", "due", "on", *LINES), reckon)


@router.get("/fee")
def fee_page(request: Request, found: SignedIn) -> Response:
    """What the compensation fee of a mineral was."""
    def reckon(book: Rulebook, given: dict[str, str]) -> Any:
        return fee_for(book, FeeAsked(given["mineral"], given["revenue"], given["from"], given["to"], given["approved"],
                                      given["actual"], given["known"] or Known.AUDITED, given["factor"], given["paid"].split(),
                                      given["on"]))
    names = ("mineral", "revenue", "from", "to", "approved", "actual", "known", "factor", "paid", "on")
    return _calculator(request, found, "fee.html", names, reckon, states=list(Known))


def _calculator(request: Request, found: Present, template: str, names: tuple[str, ...],
                reckon: Callable[[Rulebook, dict[str, str]], Any], **context: Any) -> Response:
    """The form with what was filled in, and its answer or what is wrong."""
    given = {name: request.query_params.get(name, "")[:MOST_TEXT if name in LINES else LONGEST] for name in names}
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        book = desk.rulebook
        from_case = FROM_CASE in request.query_params and template == "penalty.html"
        if from_case:
            given |= _of_case(desk, request.query_params[FROM_CASE])
    answer, error = None, None
    if from_case or request.query_params.keys() & set(names):  # a form sent empty lacks what it needs
        try:
            answer = reckon(book, given)
        except KuangjianError as wrong:
            error = wrong
    status = 200 if from_case else _status(error)  # nothing was typed: what the case does not say yet is to be filled in
    return page(request, template, status=status, money=book.money, given=given, answer=answer, error=error, **context)


def _of_case(desk: Desk, number: str) -> dict[str, str]:
    asked = vars(asked_of(case_of(desk, number), desk.today))
    return {name: ("yes" if value else "") if name in TICKED else value for name, value in asked.items()}


def _status(error: KuangjianError | None) -> int:
    return 200 if error is None else 422 if isinstance(error, InvalidError) else status_of(error)[0]
