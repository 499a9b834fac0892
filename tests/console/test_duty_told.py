"""A duty's page tells what was reminded of it and what happened, each to whoever may know."""

import asyncio
from datetime import date

import pytest

from casework.duty import moving
from casework.letter.posting import post_round
from casework.record.mines import move_mine
from casework.record.people import give_post
from tests.casework.builders import a_party, an_officer
from tests.casework.town import at, duty_id, go_to, watch_on
from tests.console.browser import Browser, account
from tests.console.scene import opened
from tests.scenes import remembered

REPORT = "work_summary_half"


@pytest.fixture
@remembered
def town(house):
    """June 2024: the city was reminded once of its half-year's report, the province told when it was late."""
    found = opened(house, date(2024, 5, 1), date(2024, 5, 6), ("city", "handler", "city"), ("province", "handler", "province"))
    for day in (date(2024, 6, 21), date(2024, 7, 9)):
        watch_on(house, day)
        asyncio.run(post_round(house, None, None))
    return found


def cells(page, name):
    return [row.split("<", 1)[0] for row in page.split(f'data-label="{name}">')[1:]]


async def test_each_reads_the_reminders_of_the_offices_in_his_reach(house, town):
    report = duty_id(house, REPORT, "2024", town.city)
    async with Browser(house) as city, Browser(house) as province:
        await city.sign_in("city")
        await province.sign_in("province")
        own, above = [(await browser.get(f"/duties/{report}")).text for browser in (city, province)]
    assert cells(own, "以何身份") == ["义务主体本身"] * 2 and cells(own, "单位") == ["吉林市", "吉林市"]
    assert cells(above, "以何身份") == ["义务主体本身", "义务主体本身", "直接上级"]
    assert cells(above, "收信人") == [f"{town.city}号handler", f"{town.city}号handler", f"{town.province}号handler"]
    assert "逾期9天" in own and "如未办结，下次提醒：2024-07-19。" in own
    assert "/letters/" not in own  # a handler reads no letters as such
    with at(house) as desk:
        give_post(desk, town.officer(town.city), office_id=town.city, role="administrator")
    async with Browser(house) as city:
        await city.sign_in("city")
        assert '<a href="/letters/' in (await city.get(f"/duties/{report}")).text


async def test_what_happened_is_told_with_its_reason_and_who_did_it(house, town):
    report = duty_id(house, REPORT, "2024", town.city)
    async with Browser(house) as province, Browser(house) as city:
        await province.sign_in("province")
        await city.sign_in("city")
        untouched = (await city.get(f"/duties/{report}")).text
        assert "<p>尚未办理。</p>" in untouched and '<ol class="history">' not in untouched
        with at(house) as desk:
            moving.suspend(desk, report, reason="汛情")
        page = (await city.get(f"/duties/{report}")).text
        assert "本机操作员：中止" in page and '<dt>理由</dt><dd lang="zh-CN">汛情</dd>' in page
        assert "逾期9天" not in page and "下次提醒" not in page


async def test_a_mines_move_is_told_with_the_names_of_mine_and_counties(house, town):
    maps = duty_id(house, "mining_maps_surface", "2024H1")
    with at(house) as desk:
        a_party(desk, "220283", "舒兰市", "county", town.city)
        move_mine(desk, town.mine, county="220283")
        an_administrator = an_officer(desk, town.city, "administrator")
    account(house, an_administrator, "keeper")
    async with Browser(house) as keeper:
        await keeper.sign_in("keeper")
        for page in (f"/duties/{maps}", "/journal?entity=duty&action=duty.moved", "/journal?entity=mine"):
            told = (await keeper.get(page)).text
            for name, called in (("县", "舒兰市"), ("原县", "永吉县")):
                assert f'<dt>{name}</dt><dd lang="zh-CN">{called}</dd>' in told, page
        page = (await keeper.get(f"/duties/{maps}")).text
    assert '<dt>矿山</dt><dd lang="zh-CN">口前铁矿</dd>' in page
    assert "<dt>对象</dt><dd>口前铁矿（JL0001）</dd>" in page and "mine:" not in page


async def test_a_reminder_that_was_missed_is_to_come_on_the_next_working_day(house, town):
    report = duty_id(house, REPORT, "2024", town.city)
    async with Browser(house) as city:
        for day, to_come in ((date(2024, 7, 25), "2024-07-25"), (date(2024, 7, 27), "2024-07-29")):  # nothing ran since the 9th
            go_to(house, day)
            await city.sign_in("city")
            assert f"如未办结，下次提醒：{to_come}。" in (await city.get(f"/duties/{report}")).text


async def test_where_no_reminder_is_left_that_is_said_until_the_duty_ends(house, town):
    report = duty_id(house, REPORT, "2024", town.city)
    async with Browser(house) as city:
        await city.sign_in("city")
        with at(house) as desk:
            desk.run("UPDATE duty SET chase_on = NULL WHERE id = :id", id=report)
        assert "不再提醒。" in (await city.get(f"/duties/{report}")).text
        with at(house) as desk:
            moving.suspend(desk, report, reason="汛情")
        assert "不再提醒。" not in (await city.get(f"/duties/{report}")).text
