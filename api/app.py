"""Hangs the JSON API into an application."""

from fastapi import FastAPI

from api import acts, duties

PREFIX = "/api"
ROUTERS = (duties.router, acts.router)


def install(app: FastAPI) -> None:
    """Add every route."""
    for router in ROUTERS:
        app.include_router(router, prefix=PREFIX)
