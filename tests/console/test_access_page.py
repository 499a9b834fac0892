"""The table of access as people read it, and one's own part of it."""

import re
from datetime import date, timedelta

from casework.grants import GRANTS, STANDING
from casework.record.absences import set_absence
from casework.view.rights import access_table
from console.access_pages import KINDS
from tests.casework.town import at, settle_in
from tests.console.browser import Browser, account
from web.chinese.labels import LABELS

ROW = re.compile(r'<th scope="row" data-label="可做的事">([^<]+) <code>([^<]+)</code></th>')
RIGHT = re.compile(r'<tr><th scope="row" data-label="可做的事">([^<]+)</th><td data-label="范围">([^<]+)</td></tr>')


def test_the_table_told_is_the_table_asked():
    told = access_table()
    assert {(row.action, row.roles, row.scope) for row in told if row.scope != "all"} == {
        (grant.action, grant.roles, grant.scope.value) for grant in GRANTS}
    assert {row.action: set(row.roles) for row in told if row.scope == "all"}["duty.waive"] == {"operator"}
    assert len(told) == len(GRANTS) + len(STANDING["system"] | STANDING["operator"])


def test_every_action_role_and_scope_has_its_words():
    told = access_table()
    assert {row.action for row in told} == set(LABELS["action"])
    assert {role for row in told for role in row.roles} == set(LABELS["role"])
    assert {row.scope for row in told} == set(LABELS["scope"])
    assert all(state in LABELS[KINDS[row.action.partition(".")[0]]] for row in told for state in row.states)


async def test_whoever_is_signed_in_reads_the_whole_table(house):
    town = settle_in(house, date(2024, 3, 1))
    account(house, town.officer(town.holder, "holder"), "mine")
    async with Browser(house) as mine:
        await mine.sign_in("mine")
        page = (await mine.get("/access")).text
        first = (await mine.get("/")).text
        assert 'href="/duties"' in first and 'href="/overview"' not in first  # it would be empty
        refused = await mine.get("/offices")
        assert refused.status_code == 403 and '见<a href="/access">全部权限规定</a>' in refused.text
        assert "kuangjian access" not in refused.text
    assert {action for _, action in ROW.findall(page)} == {row.action for row in access_table()}
    assert "免除义务" in page and "主要领导、分管领导" in page and "仅下级" in page
    assert '<td data-label="状态">未办结、中止</td>' in page


async def test_in_english_roles_and_states_are_written_alike(house):
    town = settle_in(house, date(2024, 3, 1))
    account(house, town.officer(town.county), "county")
    async with Browser(house) as county:
        await county.sign_in("county")
        page = (await county.get("/language/en?then=/access")).text
    cells = re.findall(r'data-label="(?:Role|State)">([^<]+)</td>', page)
    assert cells and {word for cell in cells for word in cell.split(", ")} == {
        word.lower() for cell in cells for word in cell.split(", ")}


async def test_the_account_shows_what_one_may_do_where_and_in_whose_stead(house):
    town = settle_in(house, date(2024, 3, 1))
    clerk, head = town.officer(town.township), town.officer(town.county, "head")
    account(house, clerk, "clerk")
    with at(house) as desk:
        set_absence(desk, head, first=desk.today, last=desk.today + timedelta(days=1), substitute_id=clerk)
    async with Browser(house) as person:
        await person.sign_in("clerk")
        rights = dict(RIGHT.findall((await person.get("/account")).text))
        assert f"代{town.county}号head" in (await person.get("/account")).text
    assert rights["审核报送"] == "永吉县（本级）、口前镇（本级）"
    assert rights["免除义务"] == "永吉县（仅下级）" and "管理账号" not in rights
