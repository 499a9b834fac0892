"""One's own account: another password, and calendar feeds that stop when they are revoked."""

import re
from datetime import date

import pytest
from icalendar import Calendar

from casework.duty.opening import open_duties
from tests.casework.town import at, duty_id, go_to, settle_in
from tests.console.browser import WORDS, Browser, account

NEW = "另一句足够长的话语，二〇二四"


@pytest.fixture
def town(house):
    found = settle_in(house, date(2024, 3, 1))
    go_to(house, date(2024, 3, 4))
    with at(house) as desk:
        open_duties(desk)
    account(house, found.officer(found.township), "township")
    account(house, found.officer(found.city), "city")
    return found


async def test_a_password_is_changed_by_the_old_one_and_everybody_else_is_signed_out(house, town):
    async with Browser(house) as here, Browser(house) as there:
        await here.sign_in("township")
        await there.sign_in("township")
        for old, new, again, told in (("wrong", NEW, NEW, "原密码不正确"), (WORDS, NEW, NEW[:-1], "密码不一致"),
                                      (WORDS, "password123", "password123", "容易被猜到")):
            page = await here.send("/account", to="/account/password", old=old, password=new, again=again)
            assert page.status_code == 422 and told in page.text
        page = await here.send("/account", to="/account/password", old=WORDS, password=NEW, again=NEW)
        assert page.status_code == 200 and "密码已更改" in page.text
        assert (await here.get("/")).url.path == "/" and (await there.get("/")).url.path == "/sign-in"
        assert (await there.sign_in("township")).status_code == 403
        assert (await there.sign_in("township", NEW)).status_code == 200


async def test_guessing_the_old_password_is_slowed_down(sqlite_house):
    found = settle_in(sqlite_house, date(2024, 3, 1))
    account(sqlite_house, found.officer(found.city), "city")
    async with Browser(sqlite_house) as city:
        await city.sign_in("city")
        pages = [await city.send("/account", to="/account/password", old="guess", password=NEW, again=NEW) for _ in range(5)]
    assert "等待5秒" in pages[-1].text


async def test_a_feed_tells_what_is_owed_and_stops_when_it_is_revoked(house, town):
    week = duty_id(house, "township_patrol", "2024-W10")
    go_to(house, date(2024, 3, 4), 2)
    async with Browser(house) as township, Browser(house) as phone:
        await township.sign_in("township")
        page = await township.send("/account", to="/account/feeds")
        path = re.search(r"http://kj\.example\.cn(/feeds/\S+\.ics)", page.text)[1]
        answer = await phone.get(path)
        assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
        entries = {str(one["UID"]): one for one in Calendar.from_ical(answer.content).walk("VEVENT")}
        patrol = entries[f"duty-{week}@kj.example.cn"]
        assert patrol["DTSTART"].dt == date(2024, 3, 10) and "乡（镇）所每周巡查" in patrol["SUMMARY"]
        own = (await township.get("/account")).text
        assert path not in own  # shown once
        assert "订阅 1 · 2024-03-04 02:00" in own  # of Beijing
        async with Browser(house) as city:
            await city.sign_in("city")
            assert (await city.send("/account", to="/account/feeds/1/revoke")).status_code == 404  # another's
            assert (await city.send("/account", to=f"/account/feeds/{'9' * 20}/revoke")).status_code == 422
        assert (await phone.get(path)).status_code == 200
        await township.send("/account", to="/account/feeds/1/revoke")
        for gone in (path, "/feeds/made-up.ics"):
            assert (await phone.get(gone)).status_code == 404


async def test_a_feed_of_somebody_who_left_is_empty(house, town):
    async with Browser(house) as township:
        await township.sign_in("township")
        page = await township.send("/account", to="/account/feeds")
        path = re.search(r"http://kj\.example\.cn(/feeds/\S+\.ics)", page.text)[1]
        with at(house) as desk:
            desk.run("UPDATE post SET valid_to = '2024-03-01' WHERE officer_id = :id", id=town.officer(town.township))
        assert not Calendar.from_ical((await township.get(path)).content).walk("VEVENT")
