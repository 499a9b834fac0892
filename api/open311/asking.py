"""Who asks, and for what: the key, the jurisdiction, the filters of the list, each as the standard says."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials

from api.open311.services import service_of
from casework.access import PUBLIC, Actor
from casework.desk import House
from casework.view.open_requests import SPAN, AskedRequests
from foundation.errors import InvalidError, NotFoundError
from web.presence import BEARER, holder_of

MOST_NAMED = 100  # requests asked for by their numbers
STATUSES = ("open", "closed")
Sent = Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)]


def key_of(request: Request, sent: Sent) -> str:
    """The key as it was sent beside a form: in the address or as a bearer's token; the empty text where there is none."""
    return request.query_params.get("api_key", "").strip() or (sent.credentials.strip() if sent else "")


def asker(request: Request, key: Annotated[str, Depends(key_of)]) -> Actor:
    """Who asks: whoever holds the key, else anybody."""
    return holder_of(request, key) if key else PUBLIC


def jurisdiction(house: House) -> str:
    """How the province is called among jurisdictions: by its host, as the standard recommends."""
    return (urlsplit(house.base_url).hostname or "").removeprefix("www.")


def refuse_elsewhere(house: House, jurisdiction_id: str) -> None:
    """Refuse another jurisdiction; none is ours."""
    if jurisdiction_id.strip() not in ("", jurisdiction(house)):
        raise NotFoundError("jurisdiction_id was not found.", way_out=f"It is {jurisdiction(house)}, or left out.")


def here(request: Request) -> None:
    """Refuse what is asked of another jurisdiction."""
    refuse_elsewhere(request.app.state.house, request.query_params.get("jurisdiction_id", ""))


def asked_for(query: Mapping[str, str], now: datetime) -> AskedRequests:
    """The filters of a list; numbers override all others, and without days it is of the last 90."""
    numbers = _listed(query.get("service_request_id", ""))
    if len(numbers) > MOST_NAMED:
        raise InvalidError(f"At most {MOST_NAMED} service_request_id can be asked for at once.", way_out="Ask in parts.")
    if numbers:
        return AskedRequests(numbers=numbers)
    services = tuple(service_of(one) for one in _listed(query.get("service_code", "")))
    statuses = _listed(query.get("status", ""))
    if set(statuses) - set(STATUSES):
        raise InvalidError("status is open or closed.", way_out="Leave it out for both.")
    start, end = _instant("start_date", query.get("start_date", "")), _instant("end_date", query.get("end_date", ""))
    end = end or (min(now, start + SPAN) if start else now)
    start = start or end - SPAN
    if end < start or end - start > SPAN:
        raise InvalidError(f"start_date and end_date span at most {SPAN.days} days, the earlier one first.",
                           way_out="Ask in parts.")
    return AskedRequests(start=start, end=end, services=services, statuses=statuses)


def _listed(given: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.strip() for one in given.split(",") if one.strip()))


def _instant(name: str, given: str) -> datetime | None:
    if not given.strip():
        return None
    try:
        found = datetime.fromisoformat(given.strip().replace(" ", "+"))  # as an address reads a plus
        found.astimezone() - timedelta(days=366)  # one that no zone can move is none
    except (ValueError, OverflowError):
        found = None
    if found is None or found.tzinfo is None:
        raise InvalidError(f"{name} is no instant with its zone.", way_out="Write it as 2024-03-04T08:00:00+08:00.")
    return found
