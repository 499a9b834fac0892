"""Coming in and going out: what a stranger, a forger and a stale tab get to hear."""

from datetime import date, timedelta

import pytest

from casework.account.accounts import open_account
from tests.casework.test_accounts import wait
from tests.casework.town import at, settle_in
from tests.console.browser import WORDS, Browser, account


@pytest.fixture
def town(sqlite_house):
    found = settle_in(sqlite_house, date(2024, 3, 1))
    account(sqlite_house, found.officer(found.county), "clerk")
    return found


async def test_a_stranger_is_sent_to_the_sign_in_and_back_afterwards(sqlite_house, town):
    async with Browser(sqlite_house) as browser:
        page = await browser.get("/duties/999")
        assert page.status_code == 404  # a letter's link would open it; without its key there is nothing to see
        page = await browser.get("/")
        assert page.url.path == "/sign-in"
        assert (await browser.sign_in("clerk", then="/language/zh?then=/")).status_code == 200


@pytest.mark.parametrize("then", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "",
                                  "\\\\e", "/\t/evil.example"])
async def test_nobody_is_sent_elsewhere_after_signing_in(sqlite_house, town, then):
    async with Browser(sqlite_house) as browser:
        browser.client.follow_redirects = False
        made = await browser.client.get("/sign-in", params={"then": then})
        assert made.status_code == 200
        answer = await browser.send("/sign-in", login="clerk", password=WORDS, then=then)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")


async def test_a_wrong_password_is_said_and_guessers_wait(sqlite_house, town):
    async with Browser(sqlite_house) as browser:
        for _ in range(4):
            page = await browser.sign_in("clerk", "guess")
            assert page.status_code == 403 and "登录名或者密码不正确" in page.text and "guess" not in page.text
        assert "等待5秒" in (await browser.sign_in("clerk")).text


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(sqlite_house, town):
    async with Browser(sqlite_house) as browser:
        browser.client.follow_redirects = False
        cookie = (await browser.sign_in("clerk")).headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Path=/" in cookie and "Domain" not in cookie


async def test_a_session_that_was_planted_is_not_the_one_that_is_begun(sqlite_house, town):
    async with Browser(sqlite_house) as browser:
        browser.client.cookies.set("kuangjian", "planted")
        await browser.sign_in("clerk")
        assert "planted" not in str(browser.client.cookies.get("kuangjian", domain="kj.example.cn"))


@pytest.mark.parametrize("headers", [
    {"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}])
async def test_a_form_of_another_site_is_refused(sqlite_house, town, headers):
    async with Browser(sqlite_house) as browser:
        page = await browser.send("/sign-in", login="clerk", password=WORDS, headers=headers)
        assert page.status_code == 403 and "不是从本系统的页面提交的" in page.text
        assert "kuangjian" not in browser.client.cookies


async def test_a_form_without_the_pages_key_is_refused(sqlite_house, town):
    async with Browser(sqlite_house) as browser:
        await browser.sign_in("clerk")
        for key in ("", "0" * 64):
            page = await browser.client.post("/sign-out", data={"form_key": key})
            assert page.status_code == 403 and "属于另一次登录" in page.text
        assert (await browser.client.post("/sign-out", json={"form_key": key})).status_code == 422
        assert (await browser.get("/")).url.path == "/"


async def test_signing_out_ends_the_session_for_whoever_kept_the_cookie(sqlite_house, town):
    async with Browser(sqlite_house) as browser, Browser(sqlite_house) as thief:
        await browser.sign_in("clerk")
        thief.client.cookies = browser.client.cookies.__class__(browser.client.cookies)
        assert (await thief.get("/")).url.path == "/"
        await browser.send("/", to="/sign-out")
        assert (await thief.get("/")).url.path == "/sign-in"


async def test_signing_out_everywhere_ends_the_others_too(sqlite_house, town):
    async with Browser(sqlite_house) as here, Browser(sqlite_house) as there:
        await here.sign_in("clerk")
        await there.sign_in("clerk")
        await here.send("/", to="/sign-out", everywhere="yes")
        assert (await there.get("/")).url.path == "/sign-in"


async def test_a_session_that_rested_too_long_has_ended(sqlite_house, town):
    async with Browser(sqlite_house) as browser:
        await browser.sign_in("clerk")
        for _ in range(2):
            wait(sqlite_house, timedelta(minutes=50))
            assert (await browser.get("/")).url.path == "/"  # the click counts
        wait(sqlite_house, timedelta(minutes=60))
        assert (await browser.get("/")).url.path == "/sign-in"


async def test_a_password_is_set_by_the_link_and_opens_the_door(sqlite_house, town):
    with at(sqlite_house) as desk:
        link = open_account(desk, town.officer(town.city), "city").address(sqlite_house.base_url)
    async with Browser(sqlite_house) as browser:
        for word, again, told in (("short", "short", "至少10个字符"), (WORDS, WORDS[:-1], "密码不一致")):
            page = await browser.send(link, password=word, again=again)
            assert page.status_code == 422 and told in page.text
        assert "密码已设置" not in (await browser.get("/sign-in")).text
        page = await browser.send(link, password=WORDS, again=WORDS)
        assert 'value="city"' in page.text and "密码已设置，请登录。" in page.text
        assert "今日" in (await browser.sign_in("city")).text
        # Said before anything is typed, and to a window that was open already.
        for late in (await browser.get(link), await browser.send("/account", to=link, password=WORDS, again=WORDS)):
            assert late.status_code == 404 and "该链接已失效" in late.text and 'type="password"' not in late.text
            assert 'href="/forgotten"' in late.text


async def test_no_page_may_be_framed_or_run_foreign_content(sqlite_house, town):
    async with Browser(sqlite_house) as browser:
        for path in ("/sign-in", "/healthz", "/nowhere", "/static/style.css"):
            headers = (await browser.get(path)).headers
            assert "frame-ancestors 'none'" in headers["content-security-policy"]
            assert "unsafe" not in headers["content-security-policy"] and headers["x-frame-options"] == "DENY"
            assert headers["x-content-type-options"] == "nosniff"


async def test_another_hosts_name_is_refused(sqlite_house, town):
    async with Browser(sqlite_house) as browser:
        assert (await browser.client.get("/sign-in", headers={"host": "evil.example"})).status_code == 400


async def test_a_body_beyond_the_limit_is_refused_announced_or_not(sqlite_house, town, monkeypatch):
    monkeypatch.setattr("web.app.LARGEST", 100_000)

    async def endless():
        while True:
            yield b"field=" + b"x" * 1000 + b"&"
    async with Browser(sqlite_house) as browser:
        announced = await browser.client.post("/sign-in", content=b"", headers={"content-length": "2000000000"})
        unannounced = await browser.client.post("/sign-in", content=endless(),
                                                headers={"content-type": "application/x-www-form-urlencoded"})
    assert announced.status_code == unannounced.status_code == 413
