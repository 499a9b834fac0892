"""What an act may cost, what is added to a fine, what the fee of a mineral was: by the API, for any token."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request

from api.answers import problems
from api.money_forms import (
    Factor,
    FeeAnswer,
    Fine,
    FirstDay,
    LastDay,
    Mineral,
    Needed,
    OffenceLine,
    Offences,
    On,
    PenaltyAnswer,
    Percent,
    Spans,
    Sums,
    SurchargeAnswer,
    Yuan,
)
from casework.desk import open_desk
from casework.view.calculators import FeeAsked, PenaltyAsked, SurchargeAsked, fee_for, penalty_for, surcharge_for
from regulation.fee_factor import Known
from regulation.offence_table import Circumstance
from web.presence import Program

router = APIRouter(tags=["money"])
OffenceCode = Annotated[str, Path(pattern="^[a-z-]{1,40}$", description="Its code.", examples=["mining-without-right"])]
When = Annotated[Circumstance | None, Query(description="What else was the case.")]
Special = Annotated[bool, Query(description="In a planned, important, protected or forbidden area.")]
Harm = Annotated[bool, Query(description="Life, health or finance was harmed: a longer limitation.")]
State = Annotated[Known, Query(description="What is known of the actual recovery.")]


def _typed(**given: Any) -> dict[str, str]:
    """As it would be typed."""
    return {name: "" if one is None else str(one) for name, one in given.items()}


@router.get("/penalties", responses=problems(404, 422))
def list_offences(request: Request, actor: Program) -> Offences:
    """The offences and their codes."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        known = desk.rulebook.money.offence.values()
    return Offences(offences=[OffenceLine(code=one.code, title=one.title, title_en=one.title_en) for one in known])


@router.get("/penalties/{offence}", responses=problems(404, 422))
def read_penalty(request: Request, actor: Program, offence: OffenceCode, act_date: Needed, act_end: On = None,
                 decided_on: On = None, discovered_on: On = None, illegal_gains: Yuan = None, costs: Yuan = None,
                 refunds: Yuan = None,
                 ore_value: Yuan = None, loss: Yuan = None, restoration_cost: Yuan = None, fee_owed: Yuan = None,
                 circumstance: When = None, special_area: Special = False, harm: Harm = False) -> PenaltyAnswer:
    """The range of a fine by the law of the act, or the lighter one of the decision, step by step."""
    asked = PenaltyAsked(offence, **_typed(
        act_date=act_date, act_end=act_end, decided_on=decided_on, discovered_on=discovered_on, illegal_gains=illegal_gains,
        costs=costs, refunds=refunds, ore_value=ore_value, loss=loss, restoration_cost=restoration_cost, fee_owed=fee_owed,
        circumstance=circumstance), special_area=special_area, harm=harm)
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        return PenaltyAnswer.model_validate(asdict(penalty_for(desk.rulebook, asked)))


@router.get("/surcharge", responses=problems(404, 422))
def read_surcharge(request: Request, actor: Program, fine: Fine, on: Needed, due: On = None, instalment: Sums = [],  # noqa: B006
                   paid: Sums = [], pause: Spans = []) -> SurchargeAnswer:  # noqa: B006
    """What is added to a fine that is not paid in time; instalments stand for the last day to pay."""
    asked = SurchargeAsked(fine, str(due or ""), str(on), instalment, paid, pause)
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        return SurchargeAnswer.model_validate(asdict(surcharge_for(desk.rulebook, asked)))


@router.get("/fee", responses=problems(404, 422))
def read_fee(request: Request, actor: Program, mineral: Mineral, revenue: Fine,
             first: FirstDay, last: LastDay,
             approved: Percent = None, actual: Percent = None, recovery: State = Known.AUDITED, factor: Factor = None,
             paid: Sums = [], on: On = None) -> FeeAnswer:  # noqa: B006
    """The mineral resources compensation fee of sales within a half-year, while it was charged (1994 to 2016-06-30)."""
    asked = FeeAsked(mineral, revenue, **_typed(first=first, last=last, approved=approved, actual=actual, known=recovery,
                                                factor=factor, on=on), paid=paid)
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        return FeeAnswer.model_validate(asdict(fee_for(desk.rulebook, asked)))
