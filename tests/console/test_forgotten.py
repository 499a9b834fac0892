"""The forgotten password by the pages: one answer for every name, a letter to whom it concerns, a link that works once."""

from dataclasses import replace
from datetime import date

import pytest

from tests.casework.test_account_letters import LINK, Hands
from tests.casework.town import settle_in
from tests.console.browser import Browser, account

NEW = "另一句足够长的话语，二〇二四"


@pytest.fixture
def mailing(sqlite_house):
    town = settle_in(sqlite_house, date(2024, 3, 1))
    account(sqlite_house, town.officer(town.county), "clerk")
    return replace(sqlite_house, mails=True)


async def test_every_name_gets_the_same_answer_and_one_of_them_a_letter_by_which_a_password_is_set(mailing):
    async with Browser(mailing) as browser:
        assert 'href="/forgotten"' in (await browser.get("/sign-in")).text
        pages = [await browser.send("/forgotten", login=name) for name in ("clerk", "nobody", "' OR 1=1 --", "x" * 5000)]
        assert {page.status_code for page in pages} == {200} and len({page.text for page in pages}) == 1
        assert "如有此登录名" in pages[0].text and "clerk" not in pages[0].text
        hands = Hands()
        await hands.send(mailing)
        (letter,) = hands.carried
        link = LINK.search(letter.text)[0]
        page = await browser.send(link, password=NEW, again=NEW)
        assert 'value="clerk"' in page.text and "今日" in (await browser.sign_in("clerk", NEW)).text
        assert "该链接已失效" in (await browser.get(link)).text


async def test_a_name_that_is_missing_is_said(mailing):
    async with Browser(mailing) as browser:
        page = await browser.send("/forgotten", login=" ")
        assert page.status_code == 422 and "未填写登录名" in page.text and 'name="login"' in page.text


async def test_without_a_mail_host_the_administrator_is_the_way(mailing):
    async with Browser(replace(mailing, mails=False)) as browser:
        page = await browser.get("/forgotten")
        assert "请向本单位管理员" in page.text and "<form class" not in page.text and 'name="login"' not in page.text
        hidden = await browser.send("/sign-in", to="/forgotten", login="clerk")
        assert hidden.url.path == "/forgotten" and "如有此登录名" not in hidden.text
