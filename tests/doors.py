"""The application as tests ask it: made once a process, for each new one looks at all its routes anew; the house changes."""

from functools import cache

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from casework.desk import House
from deployments.asgi import application

_FIRST: dict[str, House] = {}


@cache
def _made(address: str) -> FastAPI:
    return application(_FIRST[address])


def served(house: House) -> ASGIApp:
    """The application over a house, as it is unless configured otherwise."""
    _FIRST.setdefault(house.base_url, house)
    app = _made(house.base_url)

    async def over_the_house(scope: Scope, receive: Receive, send: Send) -> None:
        app.state.house = house
        await app(scope, receive, send)
    return over_the_house
