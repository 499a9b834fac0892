"""Where a rehearsal is played: the house with its moving clock, the folder, and the notes that let it go on after a kill."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from casework.bulk import chunks, rows_among
from casework.desk import Desk, House
from casework.house import open_rulebook, remembered
from deployments.rehearsal.chance import Chance
from deployments.rehearsal.script import Script
from foundation.clock import SetClock

TABLES = (
    # What somebody means to do about a duty, on which day; its own table, for it is no part of an installation.
    "CREATE TABLE IF NOT EXISTS rehearsed_deed (id INTEGER PRIMARY KEY, duty_id INTEGER NOT NULL, day DATE NOT NULL,"
    " done_on DATE NOT NULL, what TEXT NOT NULL, turn INTEGER NOT NULL, over INTEGER NOT NULL)",
    "CREATE INDEX IF NOT EXISTS ix_rehearsed_deed ON rehearsed_deed (over, day)",
    "CREATE TABLE IF NOT EXISTS rehearsed_incident (name TEXT, day DATE, PRIMARY KEY (name, day))",
)
PLACE = "rehearsal.place"


@dataclass
class Stage:
    """A rehearsal's house, script and folder; the rulebook is another once its decree is out."""

    house: House
    script: Script
    folder: Path  # decrees and the mail host's log

    @property
    def chance(self) -> Chance:
        """The chances of the seed."""
        return self.script.chance

    @property
    def decrees(self) -> Path:
        """The folder of decrees made during the rehearsal."""
        return self.folder / "decrees"

    @property
    def mail_log(self) -> Path:
        """What the mail host took in."""
        return self.folder / "mail.log"

    def go_to(self, day: date, hour: int, minute: int = 0) -> None:
        """Set the clock."""
        self.clock.instant = SetClock.at(day, hour).instant.replace(minute=minute)

    def go_on(self, instant: datetime) -> None:
        """Set the clock forward to an instant."""
        self.clock.instant = max(self.clock.instant, instant)

    @property
    def clock(self) -> SetClock:
        """The clock of the house, which only this moves."""
        assert isinstance(self.house.clock, SetClock)
        return self.house.clock

    def chosen(self, rows: Sequence[Any], n: int, *about: object) -> list[Any]:
        """So many of the rows, by the chances of their names."""
        return sorted(rows, key=lambda row: self.chance.of(*about, row.name, row.code))[:n]

    def read_rulebook(self) -> None:
        """Take in the decrees that are out."""
        self.house = replace(self.house, source=open_rulebook(self.decrees))


def build_stage(desk: Desk) -> None:
    """Make the rehearsal's own tables."""
    for statement in TABLES:
        desk.run(statement)


@dataclass(frozen=True)
class Place:
    """How far a rehearsal has come: the day, and how many steps of it are over."""

    day: date
    steps: int


def place_of(desk: Desk) -> Place | None:
    """Where the rehearsal stands, or None before its first step."""
    kept = remembered(desk, PLACE)
    if kept is None:
        return None
    told = json.loads(kept)
    return Place(date.fromisoformat(told["day"]), int(told["steps"]))


def mark(desk: Desk, day: date, steps: int) -> None:
    """Remember, with the desk's work, that so many steps of a day are over."""
    value = json.dumps({"day": day.isoformat(), "steps": steps})
    desk.run("INSERT INTO instance (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = :value",
             key=PLACE, value=value)


def statuses(desk: Desk, ids: Collection[int]) -> dict[int, str]:
    """How duties stand now, by number."""
    return {row.id: row.status for piece in chunks(ids)
            for row in rows_among(desk, "SELECT id, status FROM duty WHERE id IN :ids", {"ids": piece})}
