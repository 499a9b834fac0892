"""Oversight of cases by the API: orders read, answered and reviewed; samples drawn, findings recorded; measures listed."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from api.answers import Key, problems
from api.case_check_forms import CaseCheck, CaseChecks, Finding, NewSample, Sampled
from api.given import Number, Page, Sought
from api.measure_forms import Measures
from api.supervision_forms import Order, OrderLine, Orders, OrderState, Reply, Review
from casework.desk import Desk, open_desk
from casework.once import once
from casework.oversight import answering, findings, sampling
from casework.view.area_measures import measures_listed
from casework.view.case_checks import check_story, checks_listed
from casework.view.listing import Asked
from casework.view.supervision import order_story, orders_listed
from web.presence import Program

orders = APIRouter(prefix="/supervision-orders", tags=["oversight"])
samples = APIRouter(prefix="/case-samples", tags=["oversight"])
checks = APIRouter(prefix="/case-checks", tags=["oversight"])
measures = APIRouter(prefix="/area-measures", tags=["oversight"])
State = Annotated[OrderState | None, Query(description="How far they are; `late`: open, and the deadline is over.")]
ANSWERS = problems(404, 409, 415, 422)


@orders.get("", responses=problems(404, 422))
def list_orders(request: Request, actor: Program, state: State = None, office: Sought = "", page: Page = 1) -> Orders:
    """Orders about cases that the bearer may read, the next deadline first."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        part = orders_listed(desk, Asked("deadline", page, {"state": state or "", "office": office}))
    return Orders(orders=[OrderLine.model_validate(_order(one)) for one in part.rows], page=page, more=part.more)


@orders.get("/{number}", responses=problems(404, 422))
def read_order(request: Request, number: Number, actor: Program) -> Order:
    """One order with all that was said to it."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        return _story(desk, number)


@orders.post("/{number}/replies", responses=ANSWERS)
def reply_to_order(request: Request, number: Number, given: Reply, actor: Program, key: Key = None) -> Order:
    """Report progress, or answer: the duty ends with the answer."""
    def do() -> dict[str, Any]:
        if given.kind == "progress":
            answering.report_progress(desk, number, text=given.text)
        else:
            answering.answer(desk, number, text=given.text)
        return _story(desk, number).model_dump(mode="json")
    with open_desk(request.app.state.house, actor) as desk:
        return Order.model_validate(once(desk, key, {"reply": number, **given.model_dump(mode="json")}, do))


@orders.post("/{number}/reviews", responses=ANSWERS)
def review_order(request: Request, number: Number, given: Review, actor: Program, key: Key = None) -> Order:
    """Accept an answer, or return it with a reason: then it is owed again."""
    def do() -> dict[str, Any]:
        answering.review(desk, number, accept=given.verdict == "accept", text=given.text)
        return _story(desk, number).model_dump(mode="json")
    with open_desk(request.app.state.house, actor) as desk:
        return Order.model_validate(once(desk, key, {"review": number, **given.model_dump(mode="json")}, do))


@samples.post("", status_code=201, responses=ANSWERS)
def draw_sample(request: Request, given: NewSample, actor: Program, key: Key = None) -> Sampled:
    """Draw a random sample of the cases that an office and those below it closed in a period."""
    def do() -> dict[str, Any]:
        number = sampling.draw(desk, given.below, given.first, given.last, size=given.size, words=given.plan, seed=given.seed)
        story = check_story(desk, number)
        return {"check": number, "seed": story.check.seed, "frame_size": story.check.frame_size,
                "frame_sha256": story.check.frame_sha256, "cases": [one.number for one in story.cases],
                "hidden": story.hidden}
    with open_desk(request.app.state.house, actor) as desk:
        return Sampled.model_validate(once(desk, key, {"sample": given.model_dump(mode="json")}, do))


@checks.get("", responses=problems(404, 422))
def list_checks(request: Request, actor: Program, page: Page = 1) -> CaseChecks:
    """Checks and samples that the bearer may read, the latest first."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        part = checks_listed(desk, Asked("-number", page))
    return CaseChecks.model_validate({"checks": [asdict(one) for one in part.rows], "page": page, "more": part.more})


@checks.get("/{number}", responses=problems(404, 422))
def read_check(request: Request, number: Number, actor: Program) -> CaseCheck:
    """One check with its cases, what was found of each, and how it was set right."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        return _check(desk, number)


@checks.post("/{number}/findings", responses=ANSWERS)
def record_finding(request: Request, number: Number, given: Finding, actor: Program, key: Key = None) -> CaseCheck:
    """Record what was found of a case, as the officer who was named for it."""
    def do() -> dict[str, Any]:
        findings.record_finding(desk, number, given.case, finding=given.finding, words=given.words)
        return _check(desk, number).model_dump(mode="json")
    with open_desk(request.app.state.house, actor) as desk:
        return CaseCheck.model_validate(once(desk, key, {"finding": number, **given.model_dump(mode="json")}, do))


@measures.get("", responses=problems(404, 422))
def list_measures(request: Request, actor: Program, page: Page = 1) -> Measures:
    """Measures against areas in the bearer's reach, the latest first; a person decides on them, in the console."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        part = measures_listed(desk, Asked("-number", page))
    return Measures.model_validate({"measures": [asdict(one) for one in part.rows], "page": page, "more": part.more})


def _order(one: Any) -> dict[str, Any]:
    return {**asdict(one), "case": one.case_number, "office": one.office_name, "issuer": one.issuer_name}


def _story(desk: Desk, number: int) -> Order:
    story = order_story(desk, number)
    return Order.model_validate({**_order(story.order), "late": story.late, "said": [asdict(one) for one in story.said]})


def _check(desk: Desk, number: int) -> CaseCheck:
    story = check_story(desk, number)
    return CaseCheck.model_validate({**asdict(story.check), "summary": story.made[1], "act": story.made[2],
                                     "cases": [{**asdict(one), "case": one.number} for one in story.cases],
                                     "hidden": story.hidden})
