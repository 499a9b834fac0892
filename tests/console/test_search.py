"""The box at the head of each page: what is found leads to its page, and nothing of it stands in a log."""

import re
from datetime import date

from tests.casework.builders import an_officer
from tests.casework.town import at, settle_in, watch_on
from tests.console.browser import Browser, account


def ready(house):
    found = settle_in(house, date(2024, 5, 1))
    watch_on(house, date(2024, 5, 31))
    with at(house) as desk:
        auditor = an_officer(desk, found.province, "administrator", name="管理员")
    for officer, login in ((auditor, "province"), (found.officer(found.county), "county"),
                           (found.officer(found.holder, "holder"), "mine")):
        account(house, officer, login)
    return found


async def test_every_kind_of_hit_leads_to_a_page_that_opens(house):
    ready(house)
    async with Browser(house) as province, Browser(house) as mine:
        await province.sign_in("province")
        await mine.sign_in("mine")
        assert 'action="/search"' in (await province.get("/")).text
        kinds = set()
        for words in ("永吉", "口前铁矿", "C2200002009", "号handler", "1"):
            page = await province.get(f"/search?q={words}")
            links = re.findall(r'<li><a href="([^"]+)"', page.text)
            assert page.status_code == 200 and links, words
            for link in links:
                kinds.add(link.split("/")[1].split("?")[0])
                assert (await province.get(link)).status_code == 200, link
        assert kinds == {"duties", "offices", "calendar", "mines", "officers", "letters"}
        (own,) = set(re.findall(r'<li><a href="([^"]+)"', (await mine.get("/search?q=口前铁矿")).text))
        assert own == "/calendar?whose=912202210000000001" and (await mine.get(own)).status_code == 200


async def test_what_is_not_found_or_too_short_is_said(house):
    ready(house)
    async with Browser(house) as county:
        await county.sign_in("county")
        assert "没有找到" in (await county.get("/search?q=四平市")).text
        short = await county.get("/search?q=吉")
        assert short.status_code == 422 and "过短或过长" in short.text
        assert (await county.get("/search?q=" + "长" * 321)).status_code == 422
        wicked = (await county.client.get("/search", params={"q": '"><script>x'})).text
        assert "<script>x" not in wicked and "没有找到" in wicked


async def test_nothing_of_what_was_looked_for_stands_in_a_log(house, caplog):
    ready(house)
    with at(house) as desk:
        desk.run("DROP TABLE letter_line")
        desk.run("ALTER TABLE mine RENAME TO mine_away")
    async with Browser(house) as county:
        county.client._transport.raise_app_exceptions = False
        await county.sign_in("county")
        answer = await county.get("/search?q=秘密姓名")
    assert answer.status_code in (500, 503)
    assert "秘密姓名" not in caplog.text
