"""Single sign-on by the pages, with a provider that says what it is told to; a real one is asked in the trials."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from deployments.asgi import application
from foundation.clock import SystemClock
from tests.casework.town import settle_in
from tests.console.browser import Browser, account
from tests.web.liar import Liar
from web.openid import Provider


@pytest.fixture
def house(sqlite_house):
    found = replace(sqlite_house, clock=SystemClock())
    town = settle_in(found, date(2024, 1, 1))
    account(found, town.officer(town.county), "clerk")
    return found


@pytest.fixture
def liar():
    with Liar() as found:
        yield found


def browser(house, liar):
    sso = Provider(liar.issuer, "kuangjian", "a secret", f"{house.base_url}/sso/callback", label="省厅统一认证")
    made = Browser(house)
    made.client._transport.app = application(house, sso=sso)
    return made


async def asked(person, then="/"):
    """Begin; the state and the nonce that the provider gets to see."""
    made = await person.client.get("/sso", params={"then": then}, follow_redirects=False)
    query = parse_qs(urlsplit(made.headers["location"]).query)
    assert made.status_code == 303 and "HttpOnly" in made.headers["set-cookie"] and "SameSite=lax" in made.headers["set-cookie"]
    return query["state"][0], query["nonce"][0]


async def test_who_is_vouched_for_comes_in_and_goes_where_he_was_going(house, liar):
    async with browser(house, liar) as person:
        assert 'href="/sso?then=/board"' in (await person.get("/sign-in?then=/board")).text
        state, nonce = await asked(person, "/account")
        liar.vouch(nonce)
        page = await person.get(f"/sso/callback?code=x&state={state}&iss={liar.issuer}")
        assert page.url.path == "/account" and "我的账号" in page.text
        again = await person.get(f"/sso/callback?code=x&state={state}")
        assert again.status_code == 403 and "已经用过" in again.text


async def test_nobody_is_sent_elsewhere_by_it(house, liar):
    async with browser(house, liar) as person:
        state, nonce = await asked(person, "//evil.example")
        liar.vouch(nonce)
        answer = await person.client.get(f"/sso/callback?code=x&state={state}", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize(("query", "told"), [
    ("error=access_denied", "access_denied"), ("error=<b>", "登录未完成（&lt;b&gt;）"), ("", "没有应答"),
    ("code=x&iss=https://evil.example", "登录未完成")])
async def test_an_answer_that_is_none_is_said_and_the_password_is_still_a_way(house, liar, query, told):
    async with browser(house, liar) as person:
        state, nonce = await asked(person)
        liar.vouch(nonce)
        page = await person.get(f"/sso/callback?state={state}&{query}")
        assert page.status_code == 403 and told in page.text and 'name="password"' in page.text
        assert (await person.get("/")).url.path == "/sign-in"


async def test_a_provider_that_breaks_down_is_said(house, liar):
    async with browser(house, liar) as person:
        state, _ = await asked(person)
        liar.token = 500
        page = await person.get(f"/sso/callback?code=x&state={state}")
        assert page.status_code == 503 and "统一认证服务没有正常应答" in page.text
        liar.metadata = 404
        page = await person.get("/sso")
        assert page.status_code == 503 and 'name="password"' in page.text


async def test_where_no_provider_is_configured_there_is_no_such_thing(house):
    async with Browser(house) as person:
        assert "/sso" not in (await person.get("/sign-in")).text
        assert [(await person.get(path)).status_code for path in ("/sso", "/sso/callback?state=x&code=y")] == [404, 404]
