"""The keys of what identifies informants: made with an installation, missed where they are gone."""

from dataclasses import replace

from sqlalchemy import inspect, text

from casework.clue.renewing import Seals, check_seals, renew_seals
from casework.desk import House
from foundation.database import open_engine
from foundation.errors import BrokenError, UnavailableError
from foundation.sealing import Keys, Seal, keep_keys
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


def rotated(settings: Settings, house: House, *, drop_old: bool) -> Seals:
    """Everything sealed anew: with a new key, unless an earlier rotation has not come to its end, which goes on then.

    The older keys go only once every seal was opened with the newest.
    """
    keys = house.seal.keys
    if settings.seal_keys is None and not _unfinished(house, drop_old=drop_old):
        keys = keys.with_new()
        keep_keys(settings.keys_file(), keys)  # before anything is sealed with it
    house = replace(house, seal=Seal(keys))
    done = renew_seals(house)
    if drop_old:
        found = check_seals(house)
        if set(found.by_key) - {0} or found.broken:
            raise BrokenError("Some seals still need an older key, or none opens them; all keys are kept.",
                              problems=tuple(found.broken[:50]), way_out="`kuangjian seal check` tells more.")
        keep_keys(settings.keys_file(), keys.newest_alone())
    return done


def _unfinished(house: House, *, drop_old: bool) -> bool:
    """Whether the newest of several keys was made by a rotation that is still to be ended: renewed, or its old keys dropped."""
    if len(house.seal.keys.seals) < 2:
        return False
    return drop_old or bool(set(check_seals(house).by_key) - {0})
