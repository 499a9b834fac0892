"""Whose work a duty is: the list of what somebody is named for holds what duties' pages name him for, and nothing else."""

import re
from datetime import date, timedelta
from html import unescape

import pytest

from casework.duty.opening import open_duties
from casework.record.officers import actor_of
from casework.record.responsibility import answer_for_mine, answer_for_rule
from casework.view.duty_list import duties_listed
from casework.view.listing import Asked
from casework.view.responsible import responsible_for
from casework.view.today import today
from tests.casework.builders import an_officer
from tests.casework.town import at, duty_id, go_to, settle_in
from tests.console.browser import Browser, account

DAY = date(2024, 3, 4)
ARCHIVE, PLAN, INSPECTION = "holder_archive", "plan_supervision", "mine_inspection"


@pytest.fixture
def town(house):
    """The county's clerk answers for two kinds of duty; the head for the mine, also of one of these kinds."""
    found = settle_in(house, date(2024, 1, 1))
    go_to(house, DAY)
    with at(house) as desk:
        clerk, head = an_officer(desk, found.county, "clerk"), found.officer(found.county, "head")
        for rule in (ARCHIVE, PLAN):
            answer_for_rule(desk, found.county, rule, clerk, since=DAY - timedelta(days=9))
        answer_for_mine(desk, found.mine, found.county, head, since=DAY - timedelta(days=9))
        open_duties(desk)
    return found, clerk, head


def listed(house, officer, whose):
    with at(house) as desk:
        actor = actor_of(desk, officer)
    with at(house, actor) as desk:
        return {line.id for line in duties_listed(desk, Asked(filters={"whose": whose, "state": "running"}), size=500).rows}


def named(house, officer):
    with at(house) as desk:
        found = {row.id: responsible_for(desk, row.id, row.debtor_id) for row in desk.rows(
            "SELECT id, debtor_id FROM duty WHERE status IN ('open', 'suspended', 'handed_in')")}
    return {number for number, one in found.items() if one is not None and one.named and one.officer == officer}


def rules(house, duties):
    with at(house) as desk:
        return {row.rule for row in desk.rows("SELECT id, rule FROM duty") if row.id in duties}


def test_everybody_finds_what_he_is_named_for_and_the_inspector_his_mines(house, town):
    found, clerk, head = town
    for officer in (clerk, head, found.inspector, found.officer(found.county), found.officer(found.city)):
        assert listed(house, officer, "me") == named(house, officer)
    assert rules(house, listed(house, found.inspector, "me")) == {INSPECTION}
    assert rules(house, listed(house, clerk, "me")) == {ARCHIVE}  # about the mine the head goes before him
    assert PLAN in rules(house, listed(house, head, "me"))
    assert listed(house, found.officer(found.city), "me") == set()


def test_what_his_offices_owe_and_review_is_found_apart_from_what_lies_below(house, town):
    found, clerk, _ = town
    with at(house) as desk:
        owed = {row.id for row in desk.rows("SELECT id FROM duty WHERE debtor_id = :id AND status = 'open'", id=found.county)}
        desk.run("UPDATE duty SET status = 'handed_in' WHERE id = :id", id=min(owed))
    assert listed(house, clerk, "own") == owed and len(listed(house, clerk, "")) > len(owed)
    above = found.officer(found.city, "head")
    assert listed(house, above, "review") == {min(owed)} and listed(house, clerk, "review") == set()


def test_the_first_page_narrows_to_what_he_is_named_for(house, town):
    found = town[0]
    with at(house) as desk:
        actor = actor_of(desk, found.inspector)
    with at(house, actor) as desk:
        assert {line.rule for line in today(desk, me=True).mine} == {INSPECTION}
        assert len(today(desk).mine) > len(today(desk, me=True).mine)


async def test_the_pages_lead_to_it(house, town, monkeypatch):
    found = town[0]
    account(house, found.inspector, "inspector")
    other = duty_id(house, "inspector_report", "2024", found.city)
    async with Browser(house) as inspector:
        first = (await inspector.sign_in("inspector")).text
        assert f"/duties/{other}\"" in first and 'href="/?whose=me"' in first
        for page in ("/?whose=me", "/duties?whose=me"):
            told = (await inspector.get(page)).text
            assert "本单位应办" in told and f"/duties/{other}\"" not in told
            assert {number for number in named(house, found.inspector) if f'href="/duties/{number}"' in told}
        monkeypatch.setattr("console.first_page.SHOWN", 1)
        whole = re.search(r'仅列出最先到期的1项。 <a href="([^"]+)">列出全部', (await inspector.get("/")).text)[1]
        assert whole == "/duties?state=running&amp;whose=own"
        assert f"/duties/{other}\"" in (await inspector.get(unescape(whole))).text
