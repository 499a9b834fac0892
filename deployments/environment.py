"""What the processes of an installation are told: our settings, and Prefect's, closed to the outside."""

import os
import secrets
from pathlib import Path

from pydantic import SecretStr

from foundation.settings import Settings

RUNS_ARE_KEPT = 30 * 24 * 3600  # seconds


def credential(data: Path) -> str:
    """The credential of the Prefect server, made once and readable by the owner alone."""
    path = data / "prefect" / "credential"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(made, "w", encoding="utf-8") as out:
            out.write(f"kuangjian:{secrets.token_urlsafe(18)}")
    return path.read_text(encoding="utf-8").strip()


def for_children(settings: Settings) -> dict[str, str]:
    """The environment of every process: an explicit copy, so that the folder they run in does not matter."""
    data = settings.data_folder.resolve()
    ours = {name: _plain(value) for name, value in settings if value is not None}
    ours |= {"data_folder": str(data), "database_url": settings.database(), "base_url": settings.address(),
             "decrees_folder": str(settings.decrees().resolve()), "files_folder": str(settings.files().resolve()),
             "templates_folder": str(settings.templates().resolve()),
             "seal_keys_file": str(settings.keys_file().resolve())}
    return {**os.environ, **{f"KUANGJIAN_{name.upper()}": value for name, value in ours.items()}, **_prefect(settings, data)}


def _plain(value: object) -> str:
    if isinstance(value, Path):
        return str(value.resolve())  # they run in another folder
    return value.get_secret_value() if isinstance(value, SecretStr) else str(value)


def _prefect(settings: Settings, data: Path) -> dict[str, str]:
    home, key, origin = data / "prefect", credential(data), f"http://127.0.0.1:{settings.prefect_port}"
    return {
        "PREFECT_HOME": str(home),
        "PREFECT_PROFILES_PATH": str(home / "profiles.toml"),
        "PREFECT_API_URL": f"{origin}/api",
        "PREFECT_API_AUTH_STRING": key,
        "PREFECT_SERVER_API_AUTH_STRING": key,
        "PREFECT_SERVER_API_HOST": "127.0.0.1",
        "PREFECT_SERVER_API_PORT": str(settings.prefect_port),
        "PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED": "true",
        "PREFECT_SERVER_CSRF_PROTECTION_ENABLED": "true",
        "PREFECT_SERVER_API_CORS_ALLOWED_ORIGINS": origin,
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": origin,
        "PREFECT_SERVER_UI_API_URL": f"{origin}/api",
        "PREFECT_UI_API_URL": f"{origin}/api",
        # The built pages are written here, not into the installed package.
        "PREFECT_SERVER_UI_STATIC_DIRECTORY": str(home / "ui"),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(RUNS_ARE_KEPT),
        "PREFECT_RUNNER_POLL_FREQUENCY": "1",
        "PREFECT_RUNNER_HEARTBEAT_FREQUENCY": "30",
        "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
        "DO_NOT_TRACK": "1",
    }
