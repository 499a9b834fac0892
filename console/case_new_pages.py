"""登记案件: a case is opened from a clue that is to be filed, or from a finding of one's own."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from casework.access import permit_somewhere
from casework.account.sessions import Present
from casework.case.opening import SOURCES, NewCase, Party, office_named, offices_for, open_case
from casework.clue.clues import clue_of
from casework.desk import Desk, open_desk
from casework.record.days import a_day
from console.changes import day_given, kept
from console.pages import page
from foundation.errors import ConflictError, InvalidError, KuangjianError, NotFoundError, RefusedError
from regulation.clue import Offence
from web.posted import Posted, words
from web.presence import SignedIn

router = APIRouter(prefix="/cases", include_in_schema=False)
# What a clue tells of, as the law calls it; the others are for whoever opens the case to say.
OFFENCES = {
    Offence.MINING_WITHOUT_LICENCE: "mining-without-right", Offence.MINING_OUTSIDE_AREA: "mining-outside-area",
    Offence.ILLEGAL_TRANSFER: "illegal-transfer", Offence.EXPLORING_WITHOUT_LICENCE: "exploring-without-right",
    Offence.DESTRUCTIVE_MINING: "destructive-mining", Offence.UNLAWFUL_APPROVAL: "unlawful-approval"}
MORE = ("id_number", "representative", "address", "phone", "sex", "work_unit", "post")
LONGEST = 200  # characters of each
Clue = Annotated[str, Query(max_length=40)]


@router.get("/new")
def new_case_page(request: Request, found: SignedIn, clue: Clue = "") -> Response:
    """The form; with a clue what it tells is filled in."""
    error: KuangjianError | None = None
    given: dict[str, str] = {}
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        permit_somewhere(desk.actor, "case.open")
        _refuse_officeless(desk)
        try:
            given = _from_clue(desk, clue) if clue.strip() else {"discovered_on": desk.today.isoformat()}
        except NotFoundError as wrong:
            error = wrong
    return _form(request, found, given, error=error)


def _from_clue(desk: Desk, number: str) -> dict[str, str]:
    clue = clue_of(desk, number)
    code = OFFENCES.get(Offence(clue.offence), "")
    offence = desk.rulebook.money.offence.get(code)
    cause = f"{clue.accused or ''}{offence.title.partition('（')[0]}案" if offence else ""
    return {"clue": clue.number, "source": "举报", "party_name": clue.accused or "", "offence": code, "cause": cause,
            "discovered_on": clue.received_on.isoformat(), "licence": clue.licence_no or ""}


def _form(request: Request, found: Present, given: Mapping[str, str], *, error: KuangjianError | None = None) -> Response:
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        offices, book, today = offices_for(desk, "case.open"), desk.rulebook, desk.today
    status = 200 if error is None else 409 if isinstance(error, ConflictError) else 422
    return page(request, "case_new.html", status=status, error=error, given=given, offices=offices, sources=SOURCES,
                offences=book.money.offence, today=today)


def _refuse_officeless(desk: Desk) -> None:
    if not offices_for(desk, "case.open"):
        raise RefusedError("Cases are handled by a county, a city or the province.", way_out="Tell the county what you found.")


@router.post("/new")
def open_new_case(request: Request, found: SignedIn, form: Posted) -> Response:
    """Open the case and go to its page."""
    try:
        with open_desk(request.app.state.house, found.actor) as desk:
            permit_somewhere(desk.actor, "case.open")
            case = open_case(desk, _new(desk, form))
    except (InvalidError, ConflictError, NotFoundError) as error:
        return _form(request, found, kept(form), error=error)
    return RedirectResponse(f"/cases/{case.number}?opened=1", status_code=303)


def _new(desk: Desk, form: FormData) -> NewCase:
    more: dict[str, Any] = {name: words(form, name)[:LONGEST] or None for name in MORE}
    if age := words(form, "age"):
        more["age"] = _age(age)
    more["holder_id"] = desk.scalar("SELECT id FROM party WHERE level = 'holder' AND name = :name ORDER BY id LIMIT 1",
                                    name=words(form, "party_name"))
    return NewCase(
        office=office_named(desk, _office(desk, form)), cause=words(form, "cause"), offence=words(form, "offence"),
        party=Party(words(form, "party_kind"), words(form, "party_name"), more), discovered_on=_discovered(form),
        source=words(form, "source"), clue=words(form, "clue"), act_start=day_given(form, "act_start"),
        act_end=day_given(form, "act_end"), right_id=_right(desk, words(form, "licence")))


def _office(desk: Desk, form: FormData) -> str:
    codes = [str(one.code) for one in offices_for(desk, "case.open")]
    given = words(form, "office") or (codes[0] if len(codes) == 1 else "")
    if given not in codes:
        raise InvalidError("The office that handles the case is missing.", way_out="Choose it from the list.")
    return given


def _discovered(form: FormData) -> date:
    given = words(form, "discovered_on")
    if not given:
        raise InvalidError("The day on which it was discovered is missing.", way_out="Fill it in.")
    return a_day(given)


def _age(given: str) -> int:
    if not (given.isascii() and given.isdigit() and 0 < int(given) < 150):
        raise InvalidError(f"{given} is no age.", way_out="Write the age in years, or leave it empty.")
    return int(given)


def _right(desk: Desk, licence: str) -> int | None:
    if not licence:
        return None
    found = desk.scalar("SELECT id FROM mineral_right WHERE licence_no = :licence", licence=licence)
    if found is None:
        raise InvalidError(f"No right is registered under the licence {licence}.",
                           way_out="Check the number, or leave it empty.")
    return int(found)
