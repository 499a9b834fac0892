"""Hangs the JSON API into an application."""

from fastapi import FastAPI

from api import acts, duties


def install(app: FastAPI) -> None:
    """Add every route."""
    for module in (duties, acts):
        app.include_router(module.router, prefix="/api")
