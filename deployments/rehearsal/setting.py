"""Sets a rehearsal up: an empty database filled with the made-up province, or a copy of a real one; or found half played."""

import json
import secrets
import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from casework.access import OPERATOR
from casework.desk import House, open_desk
from casework.house import instance_id, open_rulebook, prepare, remember
from casework.letter.links import link_secret
from deployments.demo import fill_demo
from deployments.keeping.privately import made
from deployments.rehearsal.copying import Source, copy_installation
from deployments.rehearsal.kept import KEY, kept_in
from deployments.rehearsal.mail_host import MailHost
from deployments.rehearsal.playing import Player
from deployments.rehearsal.script import Script, script_of, still_year
from deployments.rehearsal.stage import Stage, place_of
from deployments.rehearsal.steps import STEPS
from foundation.clock import SetClock
from foundation.database import open_engine
from foundation.errors import ConflictError, InvalidError

ADDRESS = "http://rehearsal.invalid"


@dataclass(frozen=True)
class Wanted:
    """What is to be rehearsed: a made-up year of a seed, or (`still_from`) what a copy does if nobody does anything."""

    year: int
    seed: int = 1
    mines: int = 4000
    outages: bool = True
    still_from: date | None = None
    source: str = ""

    def script(self) -> Script:
        """Its script."""
        if self.still_from is not None:
            return still_year(self.still_from + timedelta(days=1), date(self.year, 12, 31))
        return script_of(self.year, self.seed, outages=self.outages)

    def told(self) -> str:
        """As it is remembered in the rehearsal's database."""
        from_day = None if self.still_from is None else self.still_from.isoformat()
        return json.dumps({"year": self.year, "seed": self.seed, "mines": self.mines, "outages": self.outages,
                           "from": from_day, "source": self.source}, ensure_ascii=False)


def set_up(wanted: Wanted, folder: Path, *, database: str | None = None, source: Source | None = None) -> Player:
    """The rehearsal in a folder, made where there is none, and taken up where it was left; an installation is refused."""
    if source is not None and database is not None:
        raise InvalidError("A copy is played in a file of its own.", way_out="Leave out --database, or --from.")
    address = database or f"sqlite:///{folder / 'kuangjian.db'}"
    kept = kept_in(address)
    if kept is not None and kept != wanted.told():
        raise ConflictError(f"Another rehearsal stands there: {kept}.",
                            way_out="Name another --data, or begin again with --again.")
    with made(folder):
        if kept is None:
            _make(wanted, folder, address, source)
    script = wanted.script()
    clock = SetClock.at(script.first)
    house = House(open_engine(address), open_rulebook(folder / "decrees"), clock, ADDRESS)
    if script.still:
        _refuse_unknown_rules(house)
    else:
        _fill(house, wanted)
    stage = Stage(house, script, folder)
    return Player(stage, None if script.still else MailHost(script.chance, clock, stage.mail_log))


def finished(player: Player) -> bool:
    """Whether it was played to its end already."""
    with open_desk(player.stage.house, OPERATOR, reads=True) as desk:
        place = place_of(desk)
    return place is not None and place.day == player.stage.script.last and place.steps == len(STEPS)


def _make(wanted: Wanted, folder: Path, address: str, source: Source | None) -> None:
    """A database that is known for a rehearsal's from its first row on; what an earlier one left beside it goes."""
    (folder / "mail.log").unlink(missing_ok=True)
    shutil.rmtree(folder / "decrees", ignore_errors=True)
    half = folder / "kuangjian.half"
    if source is not None:
        half.unlink(missing_ok=True)
        copy_installation(source, half, folder / "decrees")
        address = f"sqlite:///{half}"
    engine = open_engine(address)
    house = House(engine, open_rulebook(folder / "decrees"), SetClock.at(wanted.script().first), ADDRESS)
    prepare(house)
    with open_desk(house, OPERATOR) as desk:
        remember(desk, KEY, wanted.told())
        # Links and Message-IDs of a copy are its own: none of them opens or answers anything real.
        desk.run("DELETE FROM instance WHERE key = 'link_secret'")
        remember(desk, "link_secret", secrets.token_hex(32))
    engine.dispose()
    if source is not None:
        half.replace(folder / "kuangjian.db")


def _fill(house: House, wanted: Wanted) -> None:
    fill_demo(house, mines=wanted.mines, seed=wanted.seed)
    with open_desk(house, OPERATOR) as desk:
        instance_id(desk)
        link_secret(desk)


def _refuse_unknown_rules(house: House) -> None:
    with open_desk(house, OPERATOR, reads=True) as desk:
        rules = {row.rule for row in desk.rows("SELECT DISTINCT rule FROM duty WHERE status IN ('open', 'handed_in',"
                                               " 'suspended')")} - set(house.rulebook.duties)
    if rules:
        raise InvalidError(f"Duties of the copy stand on rules that are not known here: {', '.join(sorted(rules))}.",
                           way_out="Name the data folder with --from, so that its decrees come along.")
