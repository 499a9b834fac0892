"""An installation in which something happened, and what it says."""

import io
import shutil
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from casework.access import OPERATOR
from casework.desk import House, open_desk
from casework.duty.opening import open_duties
from casework.journal import export, seal, verify
from casework.watch import keep_watch
from deployments.rehearsal.fingerprint import fingerprint
from files.configured import door_of
from foundation.clock import SetClock
from foundation.database import open_engine
from foundation.settings import Settings
from models.schema import upgrade
from tests.casework.town import at, go_to, patrol, settle_in
from tests.conftest import the_rulebook
from tests.files import samples

NOW = SetClock.at(date(2024, 3, 6)).now()


def settings(data: Path, url: str | None = None) -> Settings:
    return Settings(data_folder=data, database_url=url)


def house_at(one: Settings, day: date = date(2024, 3, 6)) -> House:
    return House(open_engine(one.database()), the_rulebook(), SetClock.at(day), files=door_of(one))


def lived_in(one: Settings) -> House:
    """An installation in which something happened: duties, patrols, a chase, a file, a decree."""
    shutil.copytree(Path(_lived().name) / "data", one.data_folder)
    house = house_at(one)
    house.files.put(io.BytesIO(samples.PDF), most=1000)
    return house


@cache
def _lived() -> "TemporaryDirectory[str]":
    """Lived once in a process, and copied."""
    folder = TemporaryDirectory()
    one = settings(Path(folder.name) / "data")
    house = house_at(one)
    upgrade(house.engine)
    town = settle_in(house, date(2024, 1, 1))
    go_to(house, date(2024, 3, 6))
    with at(house) as desk:
        open_duties(desk)
    patrol(house, town.township, date(2024, 3, 5))
    keep_watch(house)
    (one.decrees() / "jilin-2027").mkdir(parents=True)
    (one.decrees() / "jilin-2027" / "x.toml").write_text("# nothing yet\n")
    with at(house) as desk:
        seal(desk)
    house.engine.dispose()
    return folder


def told(house: House) -> tuple[object, ...]:
    with open_desk(house, OPERATOR, reads=True) as desk:
        return fingerprint(desk), list(export(desk)), verify(desk)
