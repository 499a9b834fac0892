"""The demo's clues: taken in on their days and moved as officers move them, so that every stage and channel is there."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby
from random import Random

from casework import journal
from casework.access import OPERATOR, PUBLIC, SYSTEM, Actor, Post
from casework.bulk import add_rows
from casework.clue.accepting import Accepted, accept
from casework.clue.intake import process, set_aside
from casework.clue.linking import link
from casework.desk import Desk, House, open_desk
from deployments.demo_moves import MOVES, by_whom, can_be_done
from deployments.demo_names import person
from deployments.demo_tips import TIPS, Tip, tips
from foundation.clock import SetClock
from models import Watcher
from regulation.clue import TO_THE_SUPERIOR

COME = "come"
# On which day after it came which step is done; some are declined, one is passed on and disputed.
Way = tuple[tuple[str, int], ...]
WAY: Way = (("register", 1), ("team", 2), ("site", 3), ("conclude", 5), ("propose", 6), ("decide", 7), ("reply", 8))
DECLINED: Way = (("decline", 2),)
DISPUTED: Way = (("transfer", 1), ("dispute", 2))
FRESH = 6  # of the latest, so many have only just come
LATE = 20  # and of these some stop on their way, one after each step
STAFF = ("SELECT s.officer_id, o.name, s.role, s.office_id, p.path FROM post s JOIN officer o ON o.id = s.officer_id"
         " JOIN party p ON p.id = s.office_id WHERE p.level IN ('province', 'city', 'county') ORDER BY s.id DESC")
COUNTIES = "SELECT id, code FROM party WHERE level = 'county' ORDER BY code LIMIT 8"
WATCHERS = ("supervisor", "assistant", "informant", "volunteer")


@dataclass(frozen=True, order=True)
class Step:
    """Something done to a clue on a day."""

    day: date
    number: int  # of the tip
    what: str


@dataclass
class Play:
    """The clues as they came, and the people who see to them."""

    house: House
    tips: list[Tip]
    staff: Mapping[int, Mapping[str, Actor]]  # by office and role
    province: int
    today: date
    clues: dict[int, Accepted] = field(default_factory=dict)  # by tip


def play_clues(house: House, *, many: int = TIPS, seed: int = 1) -> int:
    """Let the clues of the last months come and go their ways, day after day; how many came."""
    rng = Random(seed)
    with open_desk(house, OPERATOR) as desk:
        province = int(desk.scalar("SELECT id FROM party WHERE level = 'province'"))
        play = Play(house, tips(desk, rng, province, many), staff_by_office(desk), province, desk.today)
        _add_watchers(desk, rng)
    for day, steps in groupby(sorted(_steps(play)), lambda step: step.day):
        on, now = house if day == play.today else replace(house, clock=SetClock.at(day, 10)), list(steps)
        _take_in(play, on, [step.number for step in now if step.what == COME])
        for step in now:
            if step.what != COME:
                _move(play, on, step)
    with open_desk(house, OPERATOR) as desk:
        came = int(desk.scalar("SELECT count(*) FROM clue"))
        journal.note(desk, "demo.clues", "instance", 0, clues=came)
    return came


def _steps(play: Play) -> list[Step]:
    """Every step of every clue, as far as its day has come."""
    steps, last = [], len(play.tips)
    plain = [n for n, tip in enumerate(play.tips) if tip.clue.place and tip.clue.offence not in TO_THE_SUPERIOR]
    disputed = next((n for n in plain if n >= last - FRESH - LATE), None)
    for n, tip in enumerate(play.tips):
        way: Way = DISPUTED if n == disputed else DECLINED if n % 13 == 5 else WAY
        if n >= last - FRESH:
            way = ()
        elif n > last - FRESH - LATE and n != disputed:
            way = way[:n % (len(WAY) + 1)]
        steps += [Step(tip.day + timedelta(days=after), n, what) for what, after in ((COME, 0), *way)
                  if tip.day + timedelta(days=after) <= play.today]
    return steps


def _take_in(play: Play, house: House, numbers: list[int]) -> None:
    """The day's clues come and go through intake; the very last waits for it, and it fails on the one before that."""
    last, twins = len(play.tips) - 1, {}
    for n in numbers:
        told = play.tips[n].clue
        with open_desk(house, PUBLIC if told.office is None else play.staff[told.office]["handler"]) as desk:
            play.clues[n] = accept(desk, told)
            if play.tips[n].twice:
                twins[n] = accept(desk, replace(told, text=f"再次反映：{told.text}"))
    with open_desk(house, SYSTEM) as desk:
        process(desk, [*(play.clues[n].clue_id for n in numbers if n < last - 1), *(one.clue_id for one in twins.values())])
        if last - 1 in numbers:
            set_aside(desk, play.clues[last - 1].clue_id, TimeoutError("demo"))
        for n, twin in twins.items():
            desk.actor = play.staff[_office(desk, twin)]["handler"]
            link(desk, twin.number, play.clues[n].number)


def _move(play: Play, house: House, step: Step) -> None:
    made = play.clues[step.number]
    with open_desk(house, OPERATOR) as desk:
        office = _office(desk, made)
        # Nobody has assigned what lies at the province.
        if office != play.province and can_be_done(desk, made.clue_id, step.what):
            desk.actor = by_whom(step.what, play.staff[office])
            MOVES[step.what](desk, made.number, step.number)


def _office(desk: Desk, clue: Accepted) -> int:
    return int(desk.scalar("SELECT office_id FROM clue WHERE id = :id", id=clue.clue_id))


def staff_by_office(desk: Desk) -> dict[int, dict[str, Actor]]:
    """Of each office one officer a role, who acts by that post."""
    found: dict[int, dict[str, Actor]] = defaultdict(dict)
    for row in desk.rows(STAFF):
        found[row.office_id][row.role] = Actor(row.name, row.officer_id, (Post(row.role, row.office_id, row.path),))
    return found


def _add_watchers(desk: Desk, rng: Random) -> None:
    since = desk.today - timedelta(days=200)
    add_rows(desk, Watcher, [
        {"kind": WATCHERS[n % len(WATCHERS)], "name": person(rng), "phone": None, "email": f"watcher{n}@watchers.example",
         "office_id": row.id, "area_code": row.code, "valid_from": since, "valid_to": None, "link_digest": None}
        for n, row in enumerate(desk.rows(COUNTIES))])
