"""Duties by the API: what is owed as a list, one duty with its story."""

from dataclasses import asdict
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request

from api.answers import problems
from api.duty_forms import Duties, Duty, DutyLine
from api.given import PLAIN, From, Number, Page, Sought, To
from casework.desk import open_desk
from casework.view.duty_list import STATES, duties_listed
from casework.view.listing import Asked
from casework.view.stories import story
from web.presence import Program

router = APIRouter(prefix="/duties", tags=["duties"])
State = Literal["running", "late", "open", "handed_in", "suspended", "discharged", "waived", "closed", "lapsed"]
assert set(State.__args__) == set(STATES)  # type: ignore[attr-defined]
InState = Annotated[State | None, Query(description="`running` is what is still to be done, `late` what is overdue.")]
Rule = Annotated[str, Query(max_length=80, pattern=PLAIN, description="The rule's code.", examples=["county_patrol"])]
Period = Annotated[str, Query(max_length=40, pattern=PLAIN, description="A period's code.", examples=["2024-W10"])]
Sort = Annotated[Literal["due", "-due", "rule", "-rule", "debtor", "-debtor", "period", "-period"], Query(
    description="By what they are sorted; a minus turns it round.")]


@router.get("", responses=problems(404, 422))
def list_duties(request: Request, actor: Program, rule: Rule = "", debtor: Sought = "", state: InState = None,
                period: Period = "", since: From = None, until: To = None, sort: Sort = "due", page: Page = 1) -> Duties:
    """Duties that the bearer may read, narrowed by rule, debtor, state, period and the days on which they fall due."""
    asked = Asked(sort, page, {"rule": rule, "debtor": debtor, "state": state or "", "period": period,
                               "since": str(since or ""), "until": str(until or "")})
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        part = duties_listed(desk, asked)
    lines = [DutyLine.model_validate({**asdict(one), "duty": one.id}) for one in part.rows]
    return Duties(duties=lines, page=page, more=part.more)


@router.get("/{number}", responses=problems(404, 422))
def read_duty(request: Request, number: Number, actor: Program) -> Duty:
    """One duty that the bearer may see."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        told = story(desk, number)
        return Duty.model_validate({**asdict(told), "last_entry": told.history[-1].id if told.history else 0})
