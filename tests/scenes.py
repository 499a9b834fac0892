"""Scenes with which many tests begin are built once a process and copied: a builder's work is kept as a file, with its answer.

Only on SQLite, and only while nothing else has written into the database since it was fresh; else the builder simply builds.
"""

import pickle
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import Engine

from casework.desk import House
from files.store import DiskStore, NoStore
from foundation.clock import SetClock

P, R = ParamSpec("P"), TypeVar("R")
Marks = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Scene:
    """What a builder left: the database as a file, the clock, and what it answered."""

    file: Path
    instant: datetime
    answer: bytes
    alive: tuple[Any, ...]  # by whose places in memory it is known


@dataclass(frozen=True)
class Stands:
    """What a database says now: how it came about, and the marks of its files by which a later writing is noticed."""

    recipe: tuple[Any, ...]
    marks: Marks


SCENES: dict[tuple[Any, ...], Scene] = {}
STANDING: dict[str, Stands] = {}


def begins(engine: Engine) -> None:
    """The database is fresh from here on."""
    if engine.dialect.name == "sqlite":
        STANDING[_name(engine)] = Stands((), _marks(engine))


def remembered(build: Callable[P, R]) -> Callable[P, R]:
    """A builder (or a fixture) whose scene is built once, and copied where it is asked for again from the same beginning."""

    @wraps(build)
    def made(*args: P.args, **kwargs: P.kwargs) -> R:
        house = next(one for one in (*args, *kwargs.values()) if isinstance(one, House))
        others = [one for one in args if one is not house], {name: one for name, one in kwargs.items() if one is not house}
        recipe = _recipe(house, f"{build.__module__}.{build.__qualname__}", others)
        if recipe is not None and recipe in SCENES:
            answered: R = _play(house, recipe)
            return answered
        answer = build(*args, **kwargs)
        if recipe is not None and not _holds(house):
            _keep(house, recipe, answer)
        return answer

    return made


def _recipe(house: House, name: str, given: Any) -> tuple[Any, ...] | None:
    """How the database will have come about after this builder; none where that is not known, or not of a database alone."""
    stands = STANDING.get(_name(house.engine))
    if stands is None or not isinstance(house.clock, SetClock) or _holds(house) or stands.marks != _marks(house.engine):
        return None
    surroundings = (house.clock.now(), id(house.rulebook), id(house.seal), house.base_url, house.mails)
    return (*stands.recipe, name, pickle.dumps(given), surroundings)


def _holds(house: House) -> bool:
    """Whether the house's store may hold files, which are no part of a scene."""
    if isinstance(house.files, DiskStore):
        return any(house.files.folder.glob("*/*"))
    return not isinstance(house.files, NoStore)


def _keep(house: House, recipe: tuple[Any, ...], answer: Any) -> None:
    database = Path(_name(house.engine))
    house.engine.dispose()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file = database.parent / f"scene{len(SCENES)}.db"
    shutil.copy(database, file)
    SCENES[recipe] = Scene(file, house.clock.now(), pickle.dumps(answer), (house.rulebook, house.seal))
    STANDING[str(database)] = Stands(recipe, _marks(house.engine))


def _play(house: House, recipe: tuple[Any, ...]) -> Any:
    scene, clock = SCENES[recipe], house.clock
    assert isinstance(clock, SetClock)
    house.engine.dispose()
    shutil.copy(scene.file, _name(house.engine))
    clock.instant = scene.instant
    STANDING[_name(house.engine)] = Stands(recipe, _marks(house.engine))
    return pickle.loads(scene.answer)


def _name(engine: Engine) -> str:
    return str(engine.url.database)


def _marks(engine: Engine) -> Marks:
    """By which a writing is noticed: when the file and the log beside it were written last, and how long they are."""
    return _mark(Path(_name(engine))), _mark(Path(f"{_name(engine)}-wal"))


def _mark(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except FileNotFoundError:
        return 0, 0
    return (found.st_mtime_ns, found.st_size) if found.st_size else (0, 0)
