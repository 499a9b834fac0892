"""The register of watchers by its page, and a report by a watcher's link."""

import re
from datetime import date
from typing import Any

import pytest

from casework.desk import House
from tests.casework.town import at, settle_in
from tests.console.browser import Browser, account

LINK = re.compile(r"http://kj\.example\.cn(/report/by/[\w-]+)")
HIM = {"kind": "volunteer", "name": "高远山", "office": "220221", "since": "2024-03-04"}


@pytest.fixture
def town(kept: House) -> Any:
    made = settle_in(kept, date(2024, 3, 4))
    account(kept, made.officer(made.province, "administrator"), "admin")
    return made


async def test_a_watcher_is_entered_once_and_reports_by_his_link(kept, town):
    async with Browser(kept) as browser:
        await browser.sign_in("admin")
        page = await browser.send("/watchers", **HIM)
        (path,) = set(LINK.findall(page.text))
        assert "高远山" in page.text and not LINK.findall((await browser.get("/watchers")).text)
    async with Browser(kept) as browser:
        form = (await browser.get(path)).text
        assert "专用链接" in form and 'name="phone"' not in form
        step = await browser.send(path, text="有人采矿", offence="other", city="220200", do="steps")
        assert f'action="{path}"' in step.text and "永吉县" in step.text
        sent = await browser.send(path, text="有人采矿", offence="other")
        assert "回执码" in sent.text and "高远山" not in sent.text
    with at(kept) as desk:
        (clue,) = desk.rows("SELECT channel, received_by FROM clue")
    assert (clue.channel, clue.received_by) == ("supervisor", "public")


async def test_a_mistake_is_said_and_what_was_filled_in_kept(kept, town):
    async with Browser(kept) as browser:
        await browser.sign_in("admin")
        for wrong, said in (({"office": "乌有县"}, "乌有县"), ({"since": ""}, "不是日期"),
                            ({"area": "999999"}, "没有这个区域")):
            page = await browser.send("/watchers", **(HIM | wrong))
            assert page.status_code == 422 and said in page.text and 'value="高远山"' in page.text
    with at(kept) as desk:
        assert desk.scalar("SELECT count(*) FROM watcher") == 0


async def test_his_service_ends_and_his_link_with_it(kept, town):
    async with Browser(kept) as browser:
        await browser.sign_in("admin")
        (path,) = set(LINK.findall((await browser.send("/watchers", **HIM)).text))
        (newer,) = set(LINK.findall((await browser.send("/watchers", to="/watchers/1/link")).text))
        assert (await browser.get(path)).status_code == 404 and (await browser.get(newer)).status_code == 200
        assert (await browser.send("/watchers", to="/watchers/1/area", area="220221100")).status_code == 200
        assert (await browser.send("/watchers", to="/watchers/1/end", last="2024-03-01")).status_code == 422
        assert (await browser.send("/watchers", to="/watchers/9/end", last="2024-03-04")).status_code == 404
        assert (await browser.send("/watchers", to="/watchers/1/end", last="2024-03-04")).status_code == 200
    with at(kept) as desk:
        assert [(row.area_code, str(row.valid_to)) for row in desk.rows("SELECT area_code, valid_to FROM watcher")] == [
            ("220221100", "2024-03-04")]


async def test_letters_to_reporters_are_listed_without_their_addresses(kept, town):
    async with Browser(kept) as browser:
        await browser.send("/report", text="有人采矿", offence="other", who="named", email="li@example.cn")
        await browser.sign_in("admin")
        from casework.clue.intake import drain
        drain(kept)
        page = await browser.get("/letters/reporters")
    assert "XS2024000001" in page.text and "收件告知" in page.text and "li@example.cn" not in page.text
