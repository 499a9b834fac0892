"""A duty's page tells what was reminded of it and what happened, each to whoever may know."""

import asyncio
from datetime import date

import pytest

from casework.duty import moving
from casework.duty.opening import open_duties
from casework.letter.posting import post_round
from casework.record.people import give_post
from tests.casework.town import at, duty_id, go_to, settle_in, watch_on
from tests.console.browser import Browser, account

REPORT = "work_summary_half"


@pytest.fixture
def town(house):
    """June 2024: the city was reminded once of its half-year's report, the province told when it was late."""
    found = settle_in(house, date(2024, 5, 1))
    go_to(house, date(2024, 5, 6))
    with at(house) as desk:
        open_duties(desk)
    for day in (date(2024, 6, 21), date(2024, 7, 9)):
        watch_on(house, day)
        asyncio.run(post_round(house, None, None))
    for office, login in ((found.city, "city"), (found.province, "province")):
        account(house, found.officer(office), login)
    return found


def cells(page, name):
    return [row.split("<", 1)[0] for row in page.split(f'data-label="{name}">')[1:]]


async def test_each_reads_the_reminders_of_the_offices_in_his_reach(house, town):
    report = duty_id(house, REPORT, "2024", town.city)
    async with Browser(house) as city, Browser(house) as province:
        await city.sign_in("city")
        await province.sign_in("province")
        own, above = [(await browser.get(f"/duties/{report}")).text for browser in (city, province)]
    assert cells(own, "以何身份") == ["义务主体", "义务主体"] and cells(own, "单位") == ["吉林市", "吉林市"]
    assert cells(above, "以何身份") == ["义务主体", "义务主体", "直接上级"]
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
        assert "尚未办理。" in (await city.get(f"/duties/{report}")).text
        with at(house) as desk:
            moving.suspend(desk, report, reason="汛情")
        page = (await city.get(f"/duties/{report}")).text
        assert "本机操作员：中止" in page and '<dt>理由</dt><dd lang="zh-CN">汛情</dd>' in page
        assert "逾期9天" not in page and "下次提醒" not in page
