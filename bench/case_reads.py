"""The register of cases, what waits, and how discretion is used, read over a crowd by a county and by the province."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from bench.case_floor import listened
from bench.case_office import bureaux
from bench.measuring import open_house
from casework.access import Actor, Post
from casework.desk import Desk, House, open_desk
from casework.view.case_list import cases_listed, cases_waiting
from casework.view.discretion_spread import narrowed, spread_of
from regulation.stages import Who

LOOKED_ON = date(2026, 3, 1)
TIMES = 3
READ: tuple[tuple[str, Callable[[Desk], Any]], ...] = (
    ("`/cases`: the page", cases_listed), ("`/cases`: what waits", cases_waiting),
    ("`/discretion`: a year", lambda desk: spread_of(desk, narrowed(desk))))
ROOT = "SELECT id, path FROM party WHERE parent_id IS NULL AND level <> 'holder' ORDER BY id LIMIT 1"


@dataclass(frozen=True)
class Look:
    """What a reader's look takes."""

    reader: str
    what: str
    statements: int
    seconds: float


def looked(address: str) -> list[Look]:
    """Each look a few times, the first not counted."""
    house = open_house(address, LOOKED_ON)
    county = bureaux(house, 1)[0].whoever(Who.LEADER)
    with open_desk(house, reads=True) as desk:
        root = desk.rows(ROOT)[0]
    head = Actor("officer:1", 1, (Post("head", root.id, root.path),))
    found = [_look(house, reader, actor, what, work)
             for reader, actor in (("county", county), ("province", head)) for what, work in READ]
    house.engine.dispose()
    return found


def _look(house: House, reader: str, actor: Actor, what: str, work: Callable[[Desk], Any]) -> Look:
    taken, asked = [], 0
    for _ in range(1 + TIMES):
        with listened(house.engine) as noted, open_desk(house, actor, reads=True) as desk:
            began = time.perf_counter()
            work(desk)
            taken.append(time.perf_counter() - began)
        asked = noted.statements
    return Look(reader, what, asked, median(taken[1:]))
