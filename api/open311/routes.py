"""Open311 GeoReport v2: its six resources and where they are found."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response

from api.answers import Key
from api.open311.asking import asked_for, asker, here, key_of, refuse_elsewhere
from api.open311.documents import MEDIA_TYPES, Document, Form, answer
from api.open311.sent import SentRequest, clue_of_request, sent_request
from api.open311.services import service_definition, service_list, service_of
from casework.access import PUBLIC, Actor, first_office
from casework.clue.accepting import accept
from casework.clue.evidence import SealedFile, seal_file
from casework.clue.following import followed, ticket_for
from casework.desk import Desk, House, open_desk
from casework.once import done_before, once
from casework.view.open_requests import OpenRequest, open_request, open_requests
from foundation.clock import SHANGHAI
from foundation.errors import InvalidError, NotFoundError
from regulation.clue_words import OFFENCES, STAGES
from web.presence import NotSignedInError, holder_of
from web.rate_limits import counted_as

BASE = "/open311"
SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
CHANGED = "2026-11-26T00:00:00+08:00"  # when what is served here last changed
router = APIRouter(prefix=BASE, include_in_schema=False, dependencies=[Depends(here)])
Asker = Annotated[Actor, Depends(asker)]


@router.get("/discovery.{form}")
def discovery(request: Request, form: Form) -> Response:
    """Where the standard is served, and how."""
    house: House = request.app.state.house
    return answer(Document("discovery", {
        "changeset": CHANGED, "contact": f"{house.base_url}/report",
        "key_service": "api_key 是接入系统的令牌，由所在机关的管理员签发（权限 clue.take）。",
        "endpoints": [{"specification": SPECIFICATION, "url": f"{house.base_url}{BASE}/v2", "changeset": CHANGED,
                       "type": "production", "formats": [one.partition(";")[0] for one in MEDIA_TYPES.values()]}]}), form)


@router.get("/v2/services.{form}")
def services(form: Form) -> Response:
    """What can be reported."""
    return answer(service_list(), form)


@router.get("/v2/services/{code}.{form}")
def service(code: str, form: Form) -> Response:
    """What is asked of one service."""
    return answer(service_definition(service_of(code)), form)


@router.post("/v2/requests.{form}")
def take_request(request: Request, form: Form, sent: Annotated[SentRequest, Depends(sent_request)],
                 beside: Annotated[str, Depends(key_of)], key: Key = None) -> Response:
    """Take a request in, once under an `Idempotency-Key`; the receipt code is told in the notice, and never again."""
    house: House = request.app.state.house
    actor = _sender(request, sent.fields.get("api_key", "") or beside)
    refuse_elsewhere(house, sent.fields.get("jurisdiction_id", ""))
    clue = clue_of_request(sent, first_office(actor, "clue.take"))
    with open_desk(house, actor, reads=True) as desk:
        again = done_before(desk, key)
    files = [] if again else _sealed(house, sent)  # before anybody else has to wait for it; once, if it is sent again

    def done(desk: Desk) -> dict[str, Any]:
        made = accept(desk, clue, files=_sealed(house, sent) if again else files)
        return {"service_request_id": made.number, "account_id": None, "service_notice":
                f"已收到。查询码 {made.receipt}，请记下，不再显示：凭它查询办理情况、回答提问、补充材料。"}
    with open_desk(house, actor) as desk:
        told = once(desk, key, {"open311": sent.told()}, lambda: done(desk), sealed=True)
    return answer(Document("service_requests", [told]), form, 201)


def _sealed(house: House, sent: SentRequest) -> list[SealedFile]:
    return [seal_file(house, name, content) for name, content in sent.media]


def _sender(request: Request, key: str) -> Actor:
    if not key:
        raise NotSignedInError("api_key was not provided.", way_out="Whoever manages the accounts of your office issues one.")
    return holder_of(request, key)


@router.get("/v2/tokens/{token}.{form}")
def number_by_token(request: Request, token: str, form: Form) -> Response:
    """The number of the request whose receipt code this is; of a slip no more is told than of a guess."""
    house: House = request.app.state.house
    try:
        ticket = ticket_for(house, token, counted_as(request.client.host if request.client else ""))
    except (InvalidError, NotFoundError):
        raise NotFoundError("token was not found.", way_out="Look at it again.") from None
    with open_desk(house, PUBLIC, reads=True) as desk:
        number = followed(desk, ticket).number
    return answer(Document("service_requests", [{"service_request_id": number, "token": token}]), form)


@router.get("/v2/requests.{form}")
def request_list(request: Request, form: Form, actor: Asker) -> Response:
    """The requests asked for, the newest first."""
    house: House = request.app.state.house
    with open_desk(house, actor, reads=True) as desk:
        found = open_requests(desk, asked_for(request.query_params, desk.now))
    return answer(Document("service_requests", [_told(one) for one in found]), form)


@router.get("/v2/requests/{number}.{form}")
def one_request(request: Request, number: str, form: Form, actor: Asker) -> Response:
    """One request."""
    with open_desk(request.app.state.house, actor, reads=True) as desk:
        found = open_request(desk, number)
    return answer(Document("service_requests", [_told(found)]), form)


def _told(one: OpenRequest) -> dict[str, Any]:
    """As the standard names it; what is not told has no value."""
    shown = one.masked
    return {
        "service_request_id": one.number, "status": "closed" if one.closed else "open",
        "status_notes": STAGES[shown.stage] if shown else None, "service_name": OFFENCES[one.offence],
        "service_code": one.offence.value, "description": shown.text if shown else None, "agency_responsible": one.agency,
        "service_notice": None, "requested_datetime": one.requested_at.astimezone(SHANGHAI).isoformat(timespec="seconds"),
        "updated_datetime": one.updated_at.astimezone(SHANGHAI).isoformat(timespec="seconds"), "expected_datetime": None,
        "address": shown.place or one.county if shown else one.county, "address_id": shown.division if shown else None,
        "zipcode": None, "lat": shown.latitude if shown else None, "long": shown.longitude if shown else None,
        "media_url": None}
