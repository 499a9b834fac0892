"""The demo's cases: opened on their days and moved as officers move them, each as far as its way goes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby
from random import Random
from typing import Any

from casework import journal
from casework.access import OPERATOR, SYSTEM, Actor
from casework.case.cases import CaseRow, case_of
from casework.case.kept_facts import told as facts_told
from casework.case.moving import Wish, make_for
from casework.case.opening import NewCase, Party, open_case
from casework.case.reporting_up import confirm, open_report, send
from casework.case.stages import FLOWS
from casework.case.todos import see_to_cases
from casework.desk import Desk, House, open_desk
from casework.oversight import typical
from deployments.demo_case_forms import AGREED, FORMS, TYPICAL
from deployments.demo_case_ways import CASES, CHOSEN, CONFIRMED, OPENED, SENT, TOLD_TO_ALL
from deployments.demo_clues import staff_by_office
from deployments.demo_names import firm, person
from deployments.demo_papers import enter_papers
from foundation.clock import SetClock
from regulation.procedure import lawful
from regulation.procedure_table import ProcedureLaw
from regulation.stages import Stage, Who

# Which officer of the office makes moves of a kind; what lapses the system sees to itself.
ROLES = {Who.HANDLER: "handler", Who.PARTY: "handler", Who.COURT: "handler", Who.POLICE: "handler", Who.UNIT: "unit_head",
         Who.REVIEW: "deputy", Who.LEADER: "head", Who.HEADS: "head"}


@dataclass(frozen=True, order=True)
class Step:
    """Something done to a case on a day; of a day in the order of its way."""

    day: date
    n: int  # of the case
    place: int
    what: str


@dataclass
class Play:
    """The cases as they came to be, and the people who see to them."""

    house: House
    today: date
    province: int
    offices: list[int]  # of each case
    staff: Mapping[int, Mapping[str, Actor]]
    parties: list[Party]
    numbers: dict[int, str]
    told: dict[int, int] = field(default_factory=dict)  # as typical cases


def play_cases(house: House, *, office: str, seed: int = 1) -> int:
    """Let the cases go their ways, day after day, most of them at one county's office; how many there are."""
    with open_desk(house, OPERATOR) as desk:
        play = _set(desk, house, office, Random(seed))
    for day, steps in groupby(sorted(_steps(play)), lambda step: step.day):
        on = house if day == play.today else replace(house, clock=SetClock.at(day, 11))
        with open_desk(on, OPERATOR) as desk:
            for step in steps:
                _do(desk, play, step)
    for flow in FLOWS:
        see_to_cases(house, flow)
    with open_desk(house, OPERATOR) as desk:
        journal.note(desk, "demo.cases", "instance", 0, cases=len(play.numbers))
    return len(play.numbers)


def _set(desk: Desk, house: House, office: str, rng: Random) -> Play:
    here = int(desk.scalar("SELECT id FROM party WHERE code = :code", code=office))
    beside = [int(row.id) for row in desk.rows(
        "SELECT id FROM party WHERE level = 'county' AND id <> :here ORDER BY code LIMIT 3", here=here)]
    parties = [Party("person", person(rng), {"id_number": "22000019000101000X", "phone": "13800000000"}) if n % 2 == 0
               else Party("entity", firm(rng, "演示"), {"representative": person(rng)}) for n in range(len(CASES))]
    offices = [beside[n % len(beside)] if n % 4 == 1 else here for n in range(len(CASES))]
    province = int(desk.scalar("SELECT id FROM party WHERE level = 'province'"))
    return Play(house, desk.today, province, offices, staff_by_office(desk), parties, {})


def _steps(play: Play) -> list[Step]:
    found = []
    for n, told in enumerate(CASES):
        begun = play.today - timedelta(days=told.ago + told.way[-1][1])
        found += [Step(begun + timedelta(days=after), n, place, what) for place, (what, after) in enumerate(told.way)]
    return found


def _do(desk: Desk, play: Play, step: Step) -> None:
    people = play.staff[play.offices[step.n]]
    if step.what == OPENED:
        desk.actor = people["handler"]
        play.numbers[step.n] = open_case(desk, _new(desk, play, step)).number
        return
    if step.what in (SENT, CONFIRMED):
        _report(desk, play, step)
        return
    if step.what in (CHOSEN, TOLD_TO_ALL):
        _tell(desk, play, step)
        return
    action, _, form = step.what.partition(":")
    law = desk.rulebook.procedure
    who = (law.move.get(action) or law.record[action]).who
    desk.actor = SYSTEM if who is Who.SYSTEM else people[ROLES[who]]
    case = case_of(desk, play.numbers[step.n])
    if action in law.move and not _known(law, case, action, step.day):
        return  # the law of then had no such step
    fill = FORMS.get(form or action)
    fields: Mapping[str, Any] = fill(desk, case, step.day) if fill else {} if who is Who.SYSTEM else AGREED
    if who is not Who.SYSTEM:
        enter_papers(desk, case, action, fields)
    make_for(desk, case, Wish(action, fields))


def _known(law: ProcedureLaw, case: CaseRow, action: str, day: date) -> bool:
    offers = lawful(law.move.values(), Stage(case.stage), facts_told(case, day), day)
    return action in {one.move.action for one in offers}


def _report(desk: Desk, play: Play, step: Step) -> None:
    desk.actor = OPERATOR
    case = case_of(desk, play.numbers[step.n])
    if step.what == SENT:
        open_report(desk, case, step.day)
        desk.actor = play.staff[case.office_id]["head"]
        send(desk, case.number, "案情、立案依据和查处进展（演示）。")
    else:
        desk.actor = play.staff[case.superior_id or case.office_id]["head"]
        confirm(desk, case.number, "已核实（演示）。")
        send(desk, case.number, "逐级上报（演示）。")
        desk.actor = play.staff[play.province]["head"]
        confirm(desk, case.number, "收悉（演示）。")


def _tell(desk: Desk, play: Play, step: Step) -> None:
    people = play.staff[play.offices[step.n]]
    desk.actor = people["handler" if step.what == CHOSEN else "head"]
    if step.what == CHOSEN:
        play.told[step.n] = typical.propose(desk, play.numbers[step.n], TYPICAL)
    else:
        typical.decide(desk, play.told[step.n], agree=True)


def _new(desk: Desk, play: Play, step: Step) -> NewCase:
    told, party = CASES[step.n], play.parties[step.n]
    title = desk.rulebook.money.offence[told.offence].title.partition("（")[0]
    goes_on = len(told.way) == 1  # found today, it waits for the order to stop
    return NewCase(play.offices[step.n], f"{party.name}{title}案", told.offence, party, desk.today, source="巡查发现",
                   act_start=step.day - timedelta(days=30), act_end=None if goes_on else step.day - timedelta(days=1))
