"""What is sent must be what can be kept: characters, numbers and nesting are looked at before any route sees them."""

import math
import re

from fastapi import Request

from foundation.errors import InvalidError, KuangjianError

NOT_KEPT = re.compile("[\x00\ud800-\udfff]")  # PostgreSQL keeps no NUL, and half a character cannot be written at all
DEEPEST = 20  # lists and objects within each other
LARGEST = 2**63 - 1
JSON = re.compile(r"application/([\w.+-]+\+)?json", re.IGNORECASE)


class MediaTypeError(KuangjianError):
    """What was sent is of another kind than is read here."""


def refuse_unkept(given: object) -> None:
    """Refuse what no database keeps: NUL, half a character, a number beyond 64 bits or none at all, nesting without end."""
    left = [(given, 0)]
    while left:
        one, depth = left.pop()
        match one:
            case str() if NOT_KEPT.search(one):
                raise InvalidError("A text holds a character that cannot be kept, such as NUL.", way_out="Send it without.")
            case int() if not -LARGEST <= one <= LARGEST:
                raise InvalidError("A number has more than 64 bits.", way_out="Send a smaller one, or a text.")
            case float() if not math.isfinite(one):
                raise InvalidError("Not a number, or beyond every number, is no value.", way_out="Leave it out.")
            case dict() | list() if depth == DEEPEST:
                raise InvalidError(f"What was sent is nested more than {DEEPEST} deep.", way_out="Send it flatter.")
            case dict():
                left += ((part, depth + 1) for pair in one.items() for part in pair)
            case list():
                left += ((part, depth + 1) for part in one)


async def address_is_kept(request: Request) -> None:
    """Refuse an address with characters that cannot be kept, be it of a page or of the API."""
    refuse_unkept([*request.path_params.values(), *(part for pair in request.query_params.multi_items() for part in pair)])


async def body_is_kept(request: Request) -> None:
    """Refuse a body that is no JSON, or that holds what cannot be kept; none at all is the route's own affair."""
    if not await request.body():
        return
    if not JSON.fullmatch(request.headers.get("content-type", "").partition(";")[0].strip()):
        raise MediaTypeError("Only JSON is read here.", way_out="Send it with `Content-Type: application/json`.")
    try:
        refuse_unkept(await request.json())
    except (ValueError, RecursionError):
        raise unread() from None


def unread() -> InvalidError:
    """A body that is no JSON."""
    return InvalidError("What was sent cannot be read.", way_out="Send JSON in UTF-8, with numbers of less than 20 digits.")
