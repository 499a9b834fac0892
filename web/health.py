"""`/healthz`: the process lives; `/readyz`: the database answers and has this version's tables."""

from fastapi import APIRouter, Request

from casework.access import SYSTEM
from casework.desk import House, open_desk
from foundation.errors import ConflictError, UnavailableError
from models.schema import check
from web.described import answers

router = APIRouter(tags=["health"])


@router.get("/healthz", responses=answers())
def healthz() -> dict[str, str]:
    """The process lives."""
    return {"status": "ok"}


@router.get("/readyz", responses=answers())
def readyz(request: Request) -> dict[str, str]:
    """The database answers and has this version's tables."""
    house: House = request.app.state.house
    with open_desk(house, SYSTEM, reads=True) as desk:
        desk.scalar("SELECT 1")
    try:
        state = check(house.engine)
    except ConflictError as error:
        raise UnavailableError(error.message, way_out=error.way_out) from error
    if state != "current":
        raise UnavailableError(f"The database is {state}.", way_out="Run `kuangjian init`.")
    return {"status": "ready"}
