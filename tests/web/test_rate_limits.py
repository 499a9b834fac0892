"""Requests are counted by address and by what they ask for; one too many is answered with 429 and how long to wait."""

from datetime import date
from types import SimpleNamespace

import httpx
import pytest
from pydantic import ValidationError
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from deployments.asgi import application
from deployments.supervisor import web_command
from foundation.settings import Settings
from tests.casework.town import settle_in
from web.rate_limits import Limits, counted_as, kind_of

FEW = Limits(sign_in="3/minute", forgotten="2/hour", link="2/minute", report="3/hour", follow="5/hour", feed="4/minute",
             other="6/minute")


@pytest.fixture
def clock(monkeypatch):
    """The time by which the limits are counted, in seconds."""
    found = SimpleNamespace(now=1_000_000.0)
    for module in ("limits.storage.memory", "limits.strategies", "web.rate_limits"):
        monkeypatch.setattr(f"{module}.time", SimpleNamespace(time=lambda: found.now))
    return found


@pytest.fixture
def app(sqlite_house):
    settle_in(sqlite_house, date(2024, 3, 1))
    return application(sqlite_house, limits=FEW)


def from_address(app, host="203.0.113.7", **headers):
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app, client=(host, 4711)), base_url="http://kj.example.cn",
                             headers={"accept": "text/html", "origin": "http://kj.example.cn", **headers})


# One of each kind of limit here, the other addresses in the trials.
@pytest.mark.parametrize(("method", "path", "most", "wait"), [
    ("POST", "/sign-in", 3, 60), ("POST", "/report", 3, 3600), ("GET", "/report", 6, 60), ("GET", "/feeds/made-up.ics", 4, 60),
    *(pytest.param(*one, marks=pytest.mark.trial) for one in (
        ("POST", "/forgotten", 2, 3600), ("GET", "/password/made-up", 2, 60), ("POST", "/password/another", 2, 60),
        ("GET", "/report/by/made-up", 2, 60), ("POST", "/report/by/made-up", 3, 3600), ("POST", "/report/follow", 5, 3600),
        ("GET", "/sign-in", 6, 60), ("GET", "/static/style.css", 6, 60), ("GET", "/nowhere", 6, 60)))])
async def test_exactly_so_many_are_answered_and_one_more_waits_until_the_while_is_over(app, clock, method, path, most, wait):
    async with from_address(app) as client:
        told = [(await client.request(method, path)).status_code for _ in range(most)]
        assert 429 not in told
        clock.now += 10
        over = await client.request(method, path)
        assert (over.status_code, over.headers["retry-after"]) == (429, str(wait - 10))
        assert over.headers["content-type"].startswith("text/html") and f"等待{wait - 10}秒" in over.text
        assert "frame-ancestors 'none'" in over.headers["content-security-policy"]
        clock.now += wait - 10.5
        assert (await client.request(method, path)).headers["retry-after"] == "1"
        clock.now += 1
        assert (await client.request(method, path)).status_code == told[0]


async def test_programs_get_problem_details(app, clock):
    async with from_address(app, accept="application/json") as client:
        for _ in range(6):
            assert (await client.get("/api/duties/1")).status_code == 401
        over = await client.get("/api/duties/1")
    assert (over.status_code, over.headers["content-type"]) == (429, "application/problem+json")
    assert over.json() == {"type": "about:blank", "title": "too many requests", "status": 429, "instance": "/api/duties/1",
                           "detail": "Too many requests came from your address.", "way_out": "Wait 60 s, then try again."}


async def test_one_kind_and_one_address_do_not_use_up_anothers(app, clock):
    async with from_address(app) as client, from_address(app, "203.0.113.8") as neighbour:
        while (await client.post("/sign-in")).status_code != 429:
            pass
        assert (await client.get("/sign-in")).status_code == 200
        assert (await neighbour.post("/sign-in")).status_code == 422  # no form


async def test_a_header_names_another_address_only_where_a_trusted_proxy_sends_it(app, clock):
    behind = ProxyHeadersMiddleware(app, "10.0.0.1")
    for host, told in (("203.0.113.7", [422, 422, 422, 429]), ("10.0.0.1", [422, 422, 422, 422])):
        got = []
        for n in range(4):
            async with from_address(behind, host, **{"x-forwarded-for": f"198.51.100.{n}, 192.0.2.{n}"}) as client:
                got.append((await client.post("/sign-in")).status_code)
        assert got == told, host


def test_uvicorn_is_told_whom_to_trust():
    def told(trusted):
        return web_command(Settings(trusted_proxies=trusted))[-3:]
    assert told("")[-1] == "--no-proxy-headers"
    assert told("10.0.0.1, 192.168.0.0/24") == ["--proxy-headers", "--forwarded-allow-ips", "10.0.0.1,192.168.0.0/24"]


@pytest.mark.parametrize("wrong", [
    {"trusted_proxies": "*"}, {"trusted_proxies": "proxy.example.cn"}, {"limit_sign_in": "0/minute"}, {"limit_sign_in": "60"},
    {"limit_other": "5/fortnight"}])
def test_a_setting_that_would_trust_everybody_or_mean_nothing_is_refused(wrong):
    with pytest.raises(ValidationError):
        Settings(**wrong)


def test_the_defaults_of_the_settings_are_those_of_the_limits():
    settings = Settings()
    assert Limits(settings.limit_sign_in, settings.limit_forgotten, settings.limit_link, settings.limit_report,
                  settings.limit_follow, settings.limit_feed, settings.limit_other) == Limits()


@pytest.mark.parametrize(("host", "counted"), [
    ("203.0.113.7", "203.0.113.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("::ffff:203.0.113.7", "203.0.113.7"),
    ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"), ("", ""), ("unix", "unix")])
def test_an_address_is_counted_with_those_that_come_with_it(host, counted):
    assert counted_as(host) == counted


def test_what_is_asked_for_tells_the_limit():
    asked = (("POST", "/sign-in"), ("GET", "/sign-in"), ("POST", "/sign-in/"), ("GET", "/feeds/x.ics"), ("HEAD", "/password/x"),
             ("GET", "/open311/v2/tokens/X.xml"))
    assert [kind_of(*one) for one in asked] == ["sign_in", "other", "other", "feed", "link", "follow"]
