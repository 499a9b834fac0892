"""Sets a rehearsal up: an empty database filled with the made-up province, or a copy of a real one; or found half played."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from casework.access import OPERATOR
from casework.desk import House, open_desk
from casework.house import instance_id, open_rulebook, prepare, remember
from casework.letter.links import link_secret
from deployments.demo import fill_demo
from deployments.rehearsal.copying import copy_installation
from deployments.rehearsal.mail_host import MailHost
from deployments.rehearsal.playing import Player
from deployments.rehearsal.script import Script, script_of, still_year
from deployments.rehearsal.stage import Stage
from foundation.clock import SetClock
from foundation.database import open_engine
from foundation.errors import ConflictError
from models.schema import check
from regulation.workdays import FIRST_YEAR

ADDRESS = "http://rehearsal.invalid"
KEY = "rehearsal"
BEGINS = 2010  # the order is of that year


@dataclass(frozen=True)
class Wanted:
    """What is to be rehearsed: a made-up year of a seed, or (`still_from`) what a copy does if nobody does anything."""

    year: int
    seed: int = 1
    mines: int = 4000
    outages: bool = True
    still_from: date | None = None

    def script(self) -> Script:
        """Its script."""
        if self.still_from is not None:
            return still_year(self.still_from + timedelta(days=1), date(self.year, 12, 31))
        return script_of(self.year, self.seed, outages=self.outages)

    def told(self) -> str:
        """As it is remembered in the rehearsal's database."""
        from_day = None if self.still_from is None else self.still_from.isoformat()
        return json.dumps({"year": self.year, "seed": self.seed, "mines": self.mines, "outages": self.outages,
                           "from": from_day})


def set_up(wanted: Wanted, folder: Path, *, database: str | None = None, source: str | None = None) -> Player:
    """The rehearsal in a folder, made where there is none, and taken up where it was left."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "kuangjian.db"
    if source is not None and not file.exists():
        half = file.with_suffix(".half")
        half.unlink(missing_ok=True)
        copy_installation(source, half)
        half.replace(file)
    script = wanted.script()
    clock = SetClock.at(script.first)
    house = House(open_engine(database or f"sqlite:///{file}"), open_rulebook(folder / "decrees"), clock, ADDRESS)
    _take(house, wanted)
    if not script.still:
        _fill(house, wanted)
    stage = Stage(house, script, folder)
    return Player(stage, None if script.still else MailHost(script.chance, clock, stage.mail_log))


def _take(house: House, wanted: Wanted) -> None:
    """Refuse what is no rehearsal's database, or another's."""
    fresh = check(house.engine) == "empty"
    prepare(house)
    with open_desk(house, OPERATOR) as desk:
        kept = desk.scalar("SELECT value FROM instance WHERE key = :key", key=KEY)
        used = desk.scalar("SELECT 1 FROM journal") is not None
        if kept is None and used and not fresh and wanted.still_from is None:
            raise ConflictError("That database is an installation's, not a rehearsal's.",
                                way_out="Rehearse in a folder of its own; `--from` takes a copy of an installation.")
        if remember(desk, KEY, wanted.told()) != wanted.told():
            raise ConflictError(f"Another rehearsal stands there: {kept}.",
                                way_out="Name another --data, or begin again with --again.")


def _fill(house: House, wanted: Wanted) -> None:
    fill_demo(house, mines=wanted.mines, seed=wanted.seed)
    with open_desk(house, OPERATOR) as desk:
        instance_id(desk)
        link_secret(desk)


def year_known(year: int) -> bool:
    """Whether a year can be rehearsed: the order is in force, and days can be counted."""
    return max(BEGINS, FIRST_YEAR) <= year <= 2100
