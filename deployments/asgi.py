"""`uvicorn --factory deployments.asgi:create`: the web side over the house that the settings describe."""

from fastapi import FastAPI

from api.app import create_app
from casework.house import open_house
from foundation.settings import Settings


def create() -> FastAPI:
    """The application of this installation."""
    return create_app(open_house(Settings()))
