"""Hangs the JSON API into an application."""

from fastapi import FastAPI

from api import acts, duties, officer_changes, officers, offices

PREFIX = "/api"
ROUTERS = (duties.router, acts.router, offices.router, officers.router, officer_changes.router)


def install(app: FastAPI) -> None:
    """Add every route."""
    for router in ROUTERS:
        app.include_router(router, prefix=PREFIX)
