"""放假安排: the years as announced; a notice imported once it was seen which open dates it would move."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile

from casework.access import allowed, permit
from casework.desk import House, open_desk
from casework.record.holidays import year_of
from casework.record.notice_rows import NoticeDay, read_lines
from casework.record.notices import known_years, preview, provisional_dates, read_sent, take
from console.pages import number, page
from foundation.errors import InvalidError, KuangjianError
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/holidays", include_in_schema=False)


@router.get("")
def holidays(request: Request, found: SignedIn, year: Annotated[str, Query(max_length=4)] = "") -> Response:
    """The years whose holidays are known, and the days of one of them."""
    return _page(request, found, int(year) if year.isdecimal() else None)


def _page(request: Request, found: Any, year: int | None = None, *, given: dict[str, Any] | None = None,
          error: KuangjianError | None = None) -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        years = known_years(desk)
        shown = year if year in {one.year for one in years} else desk.today.year
        days = year_of(desk, shown) if shown in {one.year for one in years} else ()
        waiting = provisional_dates(desk)
        may = allowed(desk.actor, "holidays.import")
    given = given or {"year": years[0].year + 1 if years else "", "source": "", "days": ""}
    return page(request, "holidays.html", status=422 if error else 200, years=years, shown=shown, days=days, waiting=waiting,
                may=may, given=given, error=error)


@router.post("/preview")
def look_ahead(request: Request, found: SignedIn, form: Posted) -> Response:
    """What a notice would move; nothing is kept."""
    permit(found.actor, "holidays.import")
    given = {"year": words(form, "year"), "source": words(form, "source"), "days": str(form.get("days", ""))}
    try:
        days = _days(form)
        given["days"] = _lines(days)
        told = preview(request.app.state.house, found.actor, number(form, "year"), days, _source(form))
    except InvalidError as error:
        return _page(request, found, given=given, error=error)
    return page(request, "holidays_preview.html", given=given, report=told.report, told=told.foresight, seen=told.seen)


@router.post("")
def import_days(request: Request, found: SignedIn, form: Posted) -> Response:
    """Import the notice that was looked at; if another came meanwhile, it is to be looked at again."""
    permit(found.actor, "holidays.import")
    house: House = request.app.state.house
    take(house, found.actor, number(form, "year"), read_lines(str(form.get("days", ""))), _source(form), words(form, "seen"))
    return RedirectResponse(f"/holidays?year={number(form, 'year')}", status_code=303)


def _source(form: FormData) -> str:
    found = words(form, "source")
    if not found:
        raise InvalidError("It is not said which notice this is.", way_out="Give its number, e.g. 国办发明电〔2026〕7号.")
    return found


def _days(form: FormData) -> list[NoticeDay]:
    """From the file that was sent, else as typed."""
    sent = form.get("file")
    if isinstance(sent, UploadFile) and sent.filename:
        return read_sent(sent.filename, sent.file)
    return read_lines(str(form.get("days", "")))


def _lines(days: Sequence[NoticeDay]) -> str:
    return "\n".join(f"{day} {'班' if working else '休'} {name}".rstrip() for day, working, name in days)
