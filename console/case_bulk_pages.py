"""批量办理: the same move for many cases of a stage, filled in once; what was done and what was refused, with true counts."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from casework.access import holds, permit_somewhere
from casework.account.sessions import Present
from casework.case.allowing import RIGHTS
from casework.case.moving import Wish
from casework.case.together import MOST, Asked, Outcome, make_each
from casework.case.ways import way_of
from casework.desk import open_desk
from casework.view.case_list import cases_listed
from casework.view.listing import Asked as Listed
from console.case_forms import asked_by, day_of, filled
from console.pages import page
from foundation.errors import InvalidError, KuangjianError, NotFoundError
from regulation.effects import Record
from regulation.procedure_table import Move, ProcedureLaw
from regulation.stages import WHO
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/cases", include_in_schema=False)
Word = Annotated[str, Query(max_length=60)]


@router.get("/bulk")
def bulk_page(request: Request, found: SignedIn, stage: Word = "", move: Word = "") -> Response:
    """Choose a stage, then a move of it, then the cases."""
    return _page(request, found, stage, move)


def _page(request: Request, found: Present, stage: str, move: str, *, error: KuangjianError | None = None,
          given: dict[str, Any] | None = None, outcomes: Sequence[Outcome] = ()) -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        law, today = desk.rulebook.procedure, desk.today
        stage = stage if stage in law.stage else ""
        permit_somewhere(desk.actor, "case.read")
        lines = cases_listed(desk, Listed(filters={"stage": stage}), size=MOST).rows if stage else []
    moves = {action: one for action, one in _moves(law, stage).items() if holds(found.actor, RIGHTS[one.who])}
    move = move if move in moves else ""
    return page(request, "case_bulk.html", status=422 if error else 200, error=error, law=law, who=WHO, today=today,
                stage=stage, move=move, moves=moves, form=asked_by(law, move) if move else (), listed=lines, most=MOST,
                given=given or {}, outcomes=outcomes, done=sum(one.made is not None for one in outcomes))


def _moves(law: ProcedureLaw, stage: str) -> dict[str, Move | Record]:
    """What can be made of many at once: whatever asks for no officers, who differ from case to case."""
    listed: list[Move | Record] = [*law.move.values(), *law.record.values()]
    return {one.action: one for one in listed if stage in [at.value for at in one.stages]
            and all(field.type != "officers" for field in asked_by(law, one.action))}


@router.post("/bulk")
def make_moves(request: Request, found: SignedIn, form: Posted) -> Response:
    """Make the move of each chosen case; one that is refused leaves the others as they are."""
    house = request.app.state.house
    stage, move, given = words(form, "stage"), words(form, "move"), dict[str, Any]()
    try:
        with open_desk(house, found.actor) as desk:
            permit_somewhere(desk.actor, "case.read")
            law = desk.rulebook.procedure
            given = filled(asked_by(law, way_of(law, move).action), form)
            outcomes = make_each(desk, _chosen(form), Wish(move, given, day_of(form)))
    except NotFoundError:
        error = InvalidError("The move is missing.", way_out="Choose it from the list.")
        return _page(request, found, stage, move, error=error)
    except InvalidError as error:
        return _page(request, found, stage, move, error=error, given=_kept(given, form))
    refused = any(one.refused for one in outcomes)
    return _page(request, found, stage, move, given=_kept(given, form) if refused else None, outcomes=outcomes)


def _chosen(form: FormData) -> list[Asked]:
    """The cases that were ticked."""
    found = [one for one in form.getlist("case") if isinstance(one, str)]
    if not found:
        raise InvalidError("No case was chosen.", way_out="Tick at least one.")
    return [Asked(one) for one in dict.fromkeys(found)]


def _kept(given: dict[str, Any], form: FormData) -> dict[str, Any]:
    return {**given, "day": words(form, "day"), "cases": [one for one in form.getlist("case") if isinstance(one, str)]}
