"""How an installation begins: tables, offices, the first day of service; or the demo province."""

import asyncio
from dataclasses import dataclass, replace
from datetime import date

from casework import journal
from casework.access import OPERATOR
from casework.desk import House, open_desk
from casework.house import instance_id, prepare, remember
from casework.letter.links import link_secret
from casework.letter.posting import post_round
from casework.record.divisions import DivisionReport, import_divisions
from casework.watch import count_up, keep_watch
from deployments.demo import DemoReport, fill_demo
from deployments.demo_accounts import county_of_demo
from deployments.demo_acts import play_acts
from deployments.demo_cases import play_cases
from deployments.demo_clues import play_clues
from deployments.demo_tips import TIPS
from deployments.divisions import jilin_divisions, jilin_zones
from foundation.clock import SetClock
from foundation.errors import ConflictError


@dataclass(frozen=True)
class Begun:
    """An installation as it stands after `init`."""

    in_service_from: str
    divisions: DivisionReport


def begin(house: House, *, first_day: date | None = None) -> Begun:
    """Make or migrate the tables, register the offices of Jilin, begin service; again it changes nothing recorded."""
    prepare(house)
    with open_desk(house, OPERATOR) as desk:
        new = desk.scalar("SELECT value FROM instance WHERE key = 'in_service_from'") is None
        since = remember(desk, "in_service_from", (first_day or desk.today).isoformat())
        if first_day is not None and since != first_day.isoformat():
            raise ConflictError(f"This installation is in service from {since}; that day does not change.",
                                way_out="Run `init` without --in-service-from, or begin another data folder.")
        instance_id(desk)
        link_secret(desk)
        divisions = import_divisions(desk, jilin_divisions(), jilin_zones())
        if new:
            journal.note(desk, "instance.begun", "instance", 0, in_service_from=since)
        return Begun(since, divisions)


def begin_demo(house: House, *, mines: int = 3000, clues: int = TIPS, cases: bool = True, seed: int = 1) -> DemoReport:
    """Fill an empty installation with the demo province and what its people did and left undone."""
    prepare(house)
    report = fill_demo(house, mines=mines, seed=seed)
    with open_desk(house, OPERATOR) as desk:
        instance_id(desk)
        link_secret(desk)
    if report.filled:
        play_acts(house, seed=seed)
        play_clues(house, many=clues, seed=seed)
        if cases:
            with open_desk(house, OPERATOR, reads=True) as desk:
                county = county_of_demo(desk)
            play_cases(house, office=county, seed=seed)
        _chase_before_a_rest_day(house)
        count_up(house)
    return report


def _chase_before_a_rest_day(house: House) -> None:
    """On a rest day nothing is sent: the newcomer then finds the letters of the last working day."""
    with open_desk(house, OPERATOR, reads=True) as desk:
        working = desk.calendar.on_or_before(desk.today)
        rest = working != desk.today
    if rest:
        then = replace(house, clock=SetClock.at(working))
        keep_watch(then)
        asyncio.run(post_round(then, None, None))
