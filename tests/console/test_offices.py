"""Offices and officers on pages: the tree a level at a time, people and tasks, gaps; addresses for whoever keeps them."""

import re
from datetime import date, timedelta

import pytest

from casework.duty.opening import open_duties
from casework.record.absences import set_absence
from casework.record.people import change_address
from casework.record.responsibility import answer_for_mine, answer_for_rule, inspect_mine
from tests.casework.builders import a_party, an_officer
from tests.casework.town import at, settle_in
from tests.console.browser import Browser, account

DAY = date(2024, 3, 4)
LINKS = re.compile(r'<a href="/offices/([0-9]+)">')


@pytest.fixture
def town(house):
    found = settle_in(house, DAY)
    with at(house) as desk:
        open_duties(desk)
        a_party(desk, "220281", "蛟河市", "county", found.city)
        keeper = an_officer(desk, found.city, "administrator", name="管理员")
    for officer, login in ((found.officer(found.province, "administrator"), "admin"), (keeper, "keeper"),
                           (found.officer(found.county), "county"), (found.officer(found.township), "township"),
                           (found.officer(found.holder, "holder"), "mine")):
        account(house, officer, login)
    return found


async def test_the_tree_is_read_a_level_at_a_time_from_where_one_may_read(house, town):
    async with Browser(house) as admin, Browser(house) as county:
        await admin.sign_in("admin")
        assert LINKS.findall((await admin.get("/offices")).text) == ["220000"]
        city = (await admin.get("/offices/220200")).text
        assert LINKS.findall(city) == ["220000", "220221", "220281"]  # above, and next below
        assert '<td class="n" data-label="矿山">1</td>' in city and '<td class="n" data-label="矿山">0</td>' in city
        await county.sign_in("county")
        assert LINKS.findall((await county.get("/offices")).text) == ["220221"]
        assert LINKS.findall((await county.get("/offices/220221100")).text) == ["220221"]
        assert "220200" not in (await county.get("/offices/220221")).text
        for hidden in ("220200", "220281", "999999", "912202210000000001"):
            assert (await county.get(f"/offices/{hidden}")).status_code == 404


async def test_offices_are_found_by_name_and_code_within_ones_reach(house, town):
    async with Browser(house) as keeper, Browser(house) as county:
        await keeper.sign_in("keeper")
        assert LINKS.findall((await keeper.get("/offices?q=蛟河")).text) == ["220281"]
        assert LINKS.findall((await keeper.get("/offices?q=2202&level=county")).text) == ["220221", "220281"]
        assert LINKS.findall((await keeper.get("/offices?q=220000")).text) == []
        await county.sign_in("county")
        assert "没有这样的机构。" in (await county.get("/offices?q=蛟河")).text


async def test_an_office_shows_its_people_their_tasks_and_who_is_away(house, town):
    handler, head = town.officer(town.county), town.officer(town.county, "head")
    with at(house) as desk:
        set_absence(desk, handler, first=DAY, last=DAY + timedelta(days=3), substitute_id=head)
        answer_for_rule(desk, town.county, "county_patrol", head)
    async with Browser(house) as county:
        await county.sign_in("county")
        page = (await county.get("/offices/220221")).text
    assert "外出至2024-03-07" in page and f'代理：<a href="/officers/{head}">{town.county}号head</a>' in page
    row = next(line for line in page.splitlines() if "县局每月巡查" in line)
    assert f"{town.county}号head" in row and "指定" in row
    other = next(line for line in page.splitlines() if "划分巡查区域" in line)
    assert f"{town.county}号head" in other and "按岗位" in other  # in the handler's stead
    assert "口前镇" in page and "乡（镇）所每周巡查" not in page


async def test_whose_post_is_still_to_begin_is_not_at_work_yet(house, town):
    with at(house) as desk:
        an_officer(desk, town.county, "deputy", name="孙未到", valid_from=DAY + timedelta(days=9))
    async with Browser(house) as county:
        await county.sign_in("county")
        page = (await county.get("/offices/220221")).text
    row = next(line for line in page.splitlines() if "孙未到" in line)
    assert "未到任" in row and '<td data-label="在岗">—</td>' in row


async def test_an_address_is_shown_to_whoever_keeps_the_records_its_state_to_all(house, town):
    clerk = town.officer(town.township)
    with at(house) as desk:
        change_address(desk, clerk, "secret@jl.example.cn")
    async with Browser(house) as keeper, Browser(house) as county:
        await keeper.sign_in("keeper")
        await county.sign_in("county")
        for path in ("/offices/220221100", f"/officers/{clerk}"):
            assert "secret@jl.example.cn" in (await keeper.get(path)).text
            told = (await county.get(path)).text
            assert "secret@jl.example.cn" not in told and "可收信" in told
        assert "账号" in (await keeper.get(f"/officers/{clerk}")).text
        assert "账号" not in (await county.get(f"/officers/{clerk}")).text
        with at(house) as desk:
            desk.run("UPDATE officer SET email_fails = true WHERE id = :id", id=clerk)
        assert "退信" in (await county.get(f"/officers/{clerk}")).text


async def test_an_officer_of_others_is_as_one_who_does_not_exist(house, town):
    async with Browser(house) as county, Browser(house) as mine:
        await county.sign_in("county")
        hidden, missing = (await county.get(f"/officers/{town.officer(town.city)}"), await county.get("/officers/999999"))
        assert hidden.status_code == missing.status_code == 404
        told = [answer.text.partition("<main")[2] for answer in (hidden, missing)]
        assert told[0].replace(f"编号为{town.officer(town.city)}", "编号为N") == told[1].replace("编号为999999", "编号为N")
        assert (await county.get(f"/officers/{town.officer(town.holder, 'holder')}")).status_code == 200
        assert (await county.get("/offices/%00")).status_code in (404, 422)  # which PostgreSQL does not take
        assert (await county.get("/officers/0")).status_code == (await county.get(f"/officers/{2**40}")).status_code == 422
        await mine.sign_in("mine")
        assert (await mine.get("/offices")).status_code == 403
        assert "/offices" not in (await mine.get("/")).text
        assert (await mine.get(f"/officers/{town.officer(town.county)}")).status_code == 404


async def test_each_mine_names_whoever_is_responsible_or_that_nobody_is(house, town):
    handler = town.officer(town.county)
    with at(house) as desk:
        answer_for_mine(desk, town.mine, town.county, handler)
    async with Browser(house) as county, Browser(house) as township:
        await county.sign_in("county")
        page = (await county.get("/offices/220221/mines")).text
        row = next(line for line in page.splitlines() if f'href="/mines/{town.mine}"' in line)
        assert f"{town.city}号inspector" in row and f"{town.county}号handler" in row and "永吉县口前镇" in row
        assert "口前铁矿普查" in page and "探矿权" in page
        assert "没有这样的矿山" in (await county.get("/offices/220221/mines?without=yes")).text
        assert "口前铁矿" not in (await county.get("/offices/220221/mines?person=nobody")).text
        assert "口前铁矿" in (await county.get("/offices/220221/mines?person=号handler&holder=永吉")).text
        await township.sign_in("township")
        assert f'href="/mines/{town.mine}"' in (await township.get("/offices/220221100/mines")).text
        assert "自2024-03-04" in (await township.get(f"/mines/{town.mine}")).text.replace('自">', "自")
    with at(house) as desk:
        inspect_mine(desk, town.mine, None)
    async with Browser(house) as county:
        await county.sign_in("county")
        assert f'href="/mines/{town.mine}"' in (await county.get("/offices/220221/mines?without=yes")).text
        gaps = (await county.get("/offices/220221/gaps")).text
        assert "矿山没有督察员（1）" in gaps and f'<a href="/mines/{town.mine}">口前铁矿</a>' in gaps
        assert "没有缺口。" in (await county.get("/offices/220221/gaps?kind=no_leader")).text


async def test_what_an_officer_answers_for_stands_on_his_page(house, town):
    with at(house) as desk:
        answer_for_rule(desk, town.county, "county_patrol", town.officer(town.county))
    async with Browser(house) as admin:
        await admin.sign_in("admin")
        inspector = (await admin.get(f"/officers/{town.inspector}")).text
        handler = (await admin.get(f"/officers/{town.officer(town.county)}")).text
    assert f'href="/mines/{town.mine}">口前铁矿' in inspector
    assert "县局每月巡查" in handler and "事项责任人" in handler
