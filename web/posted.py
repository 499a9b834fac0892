"""Forms as they are sent: only from our own pages, and by whoever the page was made for."""

import hmac
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from casework.desk import House
from foundation.errors import InvalidError, RefusedError
from foundation.tokens import digest_of
from web.presence import token_of
from web.readable import refuse_unkept

FIELD = "form_key"
MOST_FIELDS, MOST_FILES = 400, 20


def form_key(request: Request) -> str:
    """What a page's forms carry: known to whoever holds the session's token, and to nobody else."""
    return digest_of(f"form {token_of(request)}")


def refuse_foreign(request: Request) -> None:
    """Refuse what another site's page has sent."""
    house: House = request.app.state.house
    ours = {_origin(house.base_url), f"{request.url.scheme}://{request.headers.get('host', '')}"}
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none") \
            or request.headers.get("origin") not in ours:
        raise RefusedError("This form was not sent from a page of this system.",
                           way_out="Open the page here, and send it again.")


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


async def posted(request: Request) -> FormData:
    """The form, once it is known to come from the page that we made for this session."""
    refuse_foreign(request)
    kind = request.headers.get("content-type", "").partition(";")[0]
    if kind not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        raise InvalidError("This is no form.", way_out="Send it from the page.")
    try:
        form = await request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS)
    except HTTPException as error:
        raise InvalidError(f"This form cannot be read: {error.detail}",
                           way_out=f"Send it from the page, with at most {MOST_FILES} files at once.") from None
    if not hmac.compare_digest(str(form.get(FIELD, "")).encode(), form_key(request).encode()):
        raise RefusedError("The page was made for another sign-in.", way_out="Open it again, and send it once more.")
    refuse_unkept([part for pair in form.multi_items() for part in pair])
    return form


def words(form: FormData, name: str) -> str:
    """A text field; nothing where there is none."""
    found = form.get(name, "")
    return found.strip() if isinstance(found, str) else ""


Posted = Annotated[FormData, Depends(posted)]
