"""What is not listed for a stage is refused by the pages too, and a flow asked about a stage of another's hands it on."""

from datetime import date
from html import unescape

import pytest

from casework.case.cases import case_of
from casework.case.stages import FLOWS, LEAVE_TO_FLOW, flow_of
from casework.case.todos import see_to_cases
from casework.desk import House
from regulation.stages import Stage, Who
from tests.casework.builders import an_officer
from tests.casework.cases import a_bureau, filed
from tests.casework.counting import counted
from tests.casework.town import at
from tests.console.browser import INPUT, Browser, account
from tests.stories.test_refusals import sampled, standing_at

TODAY = date(2025, 8, 4)
ROLES = ("deputy", "unit_head", "handler", "legal_reviewer")
HANDED_ON = "所到阶段不属于本流程，已转交"


@pytest.mark.parametrize("many", [12, pytest.param(300, marks=pytest.mark.trial)])
async def test_the_pages_refuse_what_is_not_listed_for_the_stage_and_write_nothing(sqlite_house: House, many: int) -> None:
    office = a_bureau(sqlite_house, date(2025, 1, 1), TODAY)
    number = filed(sqlite_house, office)
    with at(sqlite_house) as desk:  # somebody who may make each kind of move
        who = an_officer(desk, office.town.county, "head", name="多面手")
        for role, where in (*((one, office.town.county) for one in ROLES), ("head", office.town.city)):
            desk.run("INSERT INTO post (officer_id, office_id, role, title, valid_from) VALUES (:who, :where, :role, '', :day)",
                     who=who, where=where, role=role, day=TODAY)
    account(sqlite_house, who, "all")
    async with Browser(sqlite_house) as browser:
        await browser.sign_in("all")
        page = await browser.get(f"/cases/{number}")
        hidden = {name: unescape(value) for name, value in INPUT.findall(page.text)}
        before = counted(sqlite_house)
        for pair in (one for one in sampled(sqlite_house, many) if one.who is not Who.SYSTEM):
            standing_at(sqlite_house, number, pair.stage)
            answer = await browser.client.post(f"/cases/{number}/moves/{pair.action}", data=hidden)
            assert answer.status_code == 409 and "不能办理" in answer.text, (pair, answer.status_code)
        assert counted(sqlite_house) == before


@pytest.mark.parametrize("flow", FLOWS[:3])
def test_a_flow_that_is_asked_about_stages_of_another_does_nothing_but_hand_it_on(sqlite_house: House, flow: str) -> None:
    office = a_bureau(sqlite_house, date(2025, 1, 1), TODAY)
    number = filed(sqlite_house, office)
    for one in FLOWS:
        see_to_cases(sqlite_house, one)
    before, strange = counted(sqlite_house), [stage for stage in Stage if flow_of(stage) != flow]
    for stage in strange:
        asked_at(sqlite_house, number, flow, stage)
        report = see_to_cases(sqlite_house, flow)
        assert (report.counts, report.decisions) == ({"cases": 1, "elsewhere": 1}, [(number, HANDED_ON)]), stage
        with at(sqlite_house) as desk:
            assert [row.flow for row in desk.rows("SELECT flow FROM case_todo")] == [flow_of(stage)]
            desk.run("DELETE FROM case_todo")
    assert counted(sqlite_house) == before | {name: before[name] + len(strange) for name in ("case_event", "trigger_row")}


def asked_at(house: House, number: str, flow: str, stage: Stage) -> None:
    """Have a flow asked about an event that led to a stage, where the case stands."""
    with at(house) as desk:
        case = case_of(desk, number)
        no = 1 + int(desk.scalar("SELECT max(no) FROM case_event WHERE case_id = :case", case=case.id))
        desk.run("INSERT INTO case_event (case_id, no, action, day, at, by, stage, given)"
                 " VALUES (:case, :no, 'filing.approve', :day, :now, 'x', :stage, '{\"fields\": {}}')",
                 case=case.id, no=no, day=TODAY, now=desk.now, stage=stage.value)
        desk.run(LEAVE_TO_FLOW, flow=flow, case=case.id, no=no)
    standing_at(house, number, stage)
