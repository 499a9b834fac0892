"""Hangs the JSON API into an application."""

from fastapi import Depends, FastAPI

from api import acts, duties, officer_changes, officers, offices
from web.presence import program
from web.readable import body_is_kept

PREFIX = "/api"
ROUTERS = (duties.router, acts.router, offices.router, officers.router, officer_changes.router)

TAGS = [
    {"name": "duties", "description": "What is owed, and reports handed in."},
    {"name": "acts", "description": "What was done, and what it counted for."},
    {"name": "offices", "description": "Offices with their people and mines, and what is missing there."},
    {"name": "officers", "description": "Who serves where, is away, and answers for what; kept by systems of personnel."},
    {"name": "health", "description": "Whether the process lives and the database answers; open to everybody."},
]


def install(app: FastAPI) -> None:
    """Add every route."""
    app.openapi_tags = TAGS
    for router in ROUTERS:
        # Who asks is known before what is sent is looked at.
        app.include_router(router, prefix=PREFIX, dependencies=[Depends(program), Depends(body_is_kept)])
