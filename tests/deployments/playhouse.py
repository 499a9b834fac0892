"""A rehearsal small enough for tests: a province of two cities, and rules of it broken one at a time."""

import inspect
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from casework.access import OPERATOR
from casework.desk import Desk, House, open_desk
from casework.house import remember
from deployments.rehearsal.mail_host import MailHost
from deployments.rehearsal.playing import Player
from deployments.rehearsal.script import Script
from deployments.rehearsal.stage import Stage
from foundation.clock import SetClock
from foundation.database import open_engine
from tests.casework.builders import a_mine, a_party, a_right, an_officer

HOST = "http://kj.example.cn"
STAFF = {"province": ("head", "handler", "administrator"), "city": ("head", "handler", "inspector"),
         "county": ("head", "handler"), "township": ("head", "handler")}


def build_town(desk: Desk, first: date, *, counties: int = 2, townships: int = 2) -> None:
    """A province, two cities with their counties and townships, and a mine with its holder in every county."""
    remember(desk, "in_service_from", first.isoformat())
    remember(desk, "id", "rehearsal")
    remember(desk, "link_secret", "no secret")
    province = _office(desk, "220000", "吉林省", "province", None)
    for c in (1, 2):
        city = _office(desk, f"22{c:02d}00", f"第{c}市", "city", province)
        inspector = desk.scalar("SELECT officer_id FROM post WHERE office_id = :id AND role = 'inspector'", id=city)
        for n in range(1, counties + 1):
            code = f"22{c:02d}2{n}"
            county = _office(desk, code, f"{c}市{n}县", "county", city, mineral_rich=n == 1)
            for t in range(1, townships + 1):
                _office(desk, f"{code}1{t:02d}", f"{c}市{n}县{t}镇", "township", county)
            _mine(desk, province, county, f"{c}{n}", inspector)


def _office(desk: Desk, code: str, name: str, level: str, parent: int | None, **more: Any) -> int:
    office = a_party(desk, code, name, level, parent, **more)
    for role in STAFF[level]:
        an_officer(desk, office, role, name=f"{name}{role}", email=f"{code}.{role}@kj.example.cn")
    return office


def _mine(desk: Desk, province: int, county: int, number: str, inspector: int) -> None:
    since = date(2009, 1, 1)
    code = f"91220000MA00000{number}0"[:17] + "X"
    holder = a_party(desk, code, f"{number}号矿业有限公司", "holder", county, valid_from=since)
    an_officer(desk, holder, "holder", name=f"{number}号矿", email=f"holder{number}@mines.example")
    of = {"holder_id": holder, "county_id": county}
    right = a_right(desk, licence_no=f"C220000200901711{int(number):07d}", issuer_id=province, name=f"{number}号铁矿", **of)
    a_mine(desk, code=f"JL{number}", name=f"{number}号铁矿", right_id=right, inspector_id=inspector, **of)
    a_right(desk, licence_no=f"T22120090102{int(number):06d}", kind="exploration", issuer_id=province,
            name=f"{number}号普查", **of)


def a_player(house: House, script: Script, folder: Path) -> Player:
    """A player on a house, whose clock is the rehearsal's own."""
    clock = SetClock.at(script.first)
    folder.mkdir(parents=True, exist_ok=True)
    stage = Stage(replace(house, clock=clock, base_url=HOST), script, folder)
    return Player(stage, MailHost(script.chance, clock, stage.mail_log))


def play(player: Player, *, until: date | None = None) -> date:
    """Play on to a day (its last, unless said); the last day played."""
    last = player.stage.script.first
    for last in player.play():
        if until is not None and last >= until:
            break
    return last


def filled(house: House, first: date, **size: int) -> None:
    with open_desk(house, OPERATOR) as desk:
        build_town(desk, first, **size)


def copied(folder: Path, to: Path, rulebook: Any) -> House:
    """A rehearsal that was left in a folder, taken up in another."""
    shutil.copytree(folder, to)
    return House(open_engine(f"sqlite:///{to / 'kuangjian.db'}"), rulebook, SetClock.at(date(2010, 1, 1)), HOST)


def mutate(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str, old: str, new: str, *users: ModuleType) -> None:
    """Change a line of the product's own code, a function's source or a constant's text, wherever it is known by name."""
    found = getattr(module, name)
    source = found if isinstance(found, str) else inspect.getsource(found)
    assert old in source, f"{module.__name__}.{name} has no {old!r}"
    changed: Any = source.replace(old, new)
    if not isinstance(found, str):
        scratch: dict[str, Any] = {}
        exec(compile(changed, module.__name__, "exec"), module.__dict__, scratch)
        changed = scratch[name]
    for user in (module, *users):
        monkeypatch.setattr(user, name, changed)
