"""Holidays by the API: the days of a year on which people rest or work against the week."""

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, BeforeValidator, Field

from api.answers import problems
from api.given import digits
from casework.desk import open_desk
from casework.record.holidays import year_of
from casework.record.notices import known_years
from foundation.errors import NotFoundError
from web.presence import Program

router = APIRouter(prefix="/holidays", tags=["holidays"])
Year = Annotated[int, BeforeValidator(digits), Path(ge=2004, le=2199, description="The year.", examples=[2024])]


class HolidayDay(BaseModel):
    """A day that differs from the plain week."""

    day: date
    working: bool
    name: str


class HolidayYear(BaseModel):
    """A year as announced; `source` names the notice imported here, none where the calendar came with the system."""

    year: int
    source: str | None
    imported_at: datetime | None
    days: list[HolidayDay] = Field(description="Every other day is worked from Monday to Friday.")


@router.get("/{year}", responses=problems(404, 422))
def read_year(request: Request, year: Year, actor: Program) -> HolidayYear:
    """A year whose holidays are announced; before that its dates are provisional."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        known = next((one for one in known_years(desk) if one.year == year), None)
        if known is None:
            raise NotFoundError(f"No holidays are announced for {year}.", way_out="Its dates are provisional until they are.")
        days = [HolidayDay(day=one.day, working=one.working, name=one.name) for one in year_of(desk, year)]
    return HolidayYear(year=year, source=known.source, imported_at=known.imported_at, days=days)
