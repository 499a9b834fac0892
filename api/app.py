"""The web side as an ASGI application: health, and the page behind a letter's link."""

from fastapi import FastAPI

from api import duties
from casework.desk import House
from web import health, problems


def create_app(house: House) -> FastAPI:
    """The application over a house."""
    # The interactive documentation would load scripts from outside hosts; the schema itself stays.
    app = FastAPI(title="矿监 Kuangjian", version="0.1.0", docs_url=None, redoc_url=None)
    app.state.house = house
    problems.install(app)
    app.include_router(health.router)
    app.include_router(duties.router)
    return app
