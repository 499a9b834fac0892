"""What an address may ask beside its path: anything else is a slip of whoever wrote the program, and is told."""

from fastapi import Request
from fastapi.dependencies.utils import get_flat_params
from fastapi.params import Query

from foundation.errors import InvalidError


async def known_alone(request: Request) -> None:
    """Refuse query parameters that the route does not have."""
    fields = get_flat_params(request.scope["route"].dependant)
    known = sorted(field.alias for field in fields if isinstance(field.field_info, Query))
    if strange := sorted(request.query_params.keys() - set(known)):
        raise InvalidError(f"There is no parameter {strange[0]} here.",
                           way_out=f"There are: {', '.join(known)}." if known else "There are none.")
