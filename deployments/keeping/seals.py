"""The keys of what identifies informants: made with an installation, missed where they are gone."""

from sqlalchemy import inspect, text

from foundation.database import open_engine
from foundation.errors import UnavailableError
from foundation.sealing import Keys, keep_keys
from foundation.settings import Settings


def ensure_keys(settings: Settings) -> bool:
    """Make keys where there are none and nothing is sealed yet; whether they were made."""
    if settings.seal_keys is not None or settings.keys_file().exists():
        return False
    if _something_is_sealed(settings):
        raise UnavailableError(f"What identifies informants is sealed, and the keys are not in {settings.keys_file()}.",
                               way_out="Put the file of keys back; no backup of the data holds it.")
    keep_keys(settings.keys_file(), Keys.made(), new=True)
    return True


def _something_is_sealed(settings: Settings) -> bool:
    engine = open_engine(settings.database())
    try:
        with engine.connect() as connection:
            return (inspect(connection).has_table("clue_seal")
                    and connection.execute(text("SELECT 1 FROM clue_seal LIMIT 1")).first() is not None)
    finally:
        engine.dispose()
