"""`uvicorn --factory deployments.asgi:create`: every door over the house that the settings describe."""

from datetime import timedelta

from fastapi import FastAPI

import api.app
import console.app
import web.app
from casework.account.sessions import Stay
from casework.desk import House
from casework.house import open_house
from console.pages import error_page
from deployments.keeping.privately import privately
from foundation.settings import Settings
from web.log_files import log_to
from web.openid import Provider
from web.rate_limits import Limits


def create() -> FastAPI:
    """The application of this installation."""
    privately()
    settings = Settings()
    log_to(settings.data_folder / "logs")
    stay = Stay(timedelta(minutes=settings.session_rest_minutes), timedelta(hours=settings.session_hours))
    limits = Limits(settings.limit_sign_in, settings.limit_forgotten, settings.limit_link, settings.limit_report,
                    settings.limit_follow, settings.limit_feed, settings.limit_other)
    return application(open_house(settings), stay, limits, provider_of(settings), prefect_ui=settings.operators())


def provider_of(settings: Settings) -> Provider | None:
    """The provider of single sign-on, if one is configured."""
    if settings.sso_issuer is None or settings.sso_client_id is None:
        return None
    secret = settings.sso_client_secret
    return Provider(settings.sso_issuer, settings.sso_client_id, secret.get_secret_value() if secret else None,
                    f"{settings.address()}/sso/callback", settings.sso_claim, settings.sso_scopes, settings.sso_label,
                    str(settings.sso_ca_file) if settings.sso_ca_file else None)


def application(house: House, stay: Stay | None = None, limits: Limits | None = None,
                sso: Provider | None = None, *, prefect_ui: str | None = None) -> FastAPI:
    """The application over a house; `prefect_ui` is where operators are sent."""
    app = web.app.create(house, stay or Stay(), page=error_page, limits=limits, sso=sso)
    app.state.prefect_ui = prefect_ui
    api.app.install(app)  # before the pages: what programs send by the thousand is found first
    console.app.install(app)
    return app
