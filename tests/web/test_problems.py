"""A refusal is told in the reader's language: pages by the language chosen, the API by what a program accepts."""

from datetime import date

import httpx
import pytest

from casework.account.api_tokens import issue_for_officer
from casework.grants import GRANTS, IN_WORDS, STANDING
from tests.casework.town import at, settle_in
from tests.console.browser import Browser
from tests.doors import served
from web.chinese.labels import LABELS
from web.chinese.telling import in_chinese, preferred
from web.problems import told_of

MISSING = {"en": ("There is no such page.", "Check the address."), "zh": ("没有该页面。", "请核对地址。")}


async def told(house, path, accepted=None):
    transport = httpx.ASGITransport(app=served(house))
    headers = {"accept-language": accepted} if accepted else {}
    async with httpx.AsyncClient(transport=transport, base_url=house.base_url, headers=headers) as client:
        return await client.get(path)


@pytest.mark.parametrize(("accepted", "language"), [
    (None, "en"), ("zh-CN,zh;q=0.9,en;q=0.8", "zh"), ("en-GB,zh;q=0.5", "en"), ("ZH", "zh"), ("fr, zh;q=0.1", "zh"),
    ("*", "en"), ("zh;q=0", "en"), ("zh;q=x", "en"), ("en;q=0.3, zh-Hans-CN;q=0.4", "zh"), ("zh;q=0.5, en;q=0.5", "en"),
    (";q=1,,", "en")])
async def test_the_api_speaks_chinese_to_whoever_prefers_it(sqlite_house, accepted, language):
    assert preferred(accepted or "") == language
    answer = await told(sqlite_house, "/api/nothing", accepted)
    assert (answer.json()["detail"], answer.json()["way_out"]) == MISSING[language]
    assert answer.headers["content-language"] == language and answer.headers["vary"] == "Accept-Language"


async def test_problems_and_the_token_are_told_in_chinese_too(sqlite_house):
    answer = await told(sqlite_house, "/api/duties/0", "zh")
    assert answer.status_code == 401 and answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["detail"] == "没有提交令牌。"


async def test_a_page_is_in_the_language_that_was_chosen_whatever_the_browser_accepts(sqlite_house):
    settle_in(sqlite_house, date(2024, 3, 1))
    async with Browser(sqlite_house) as browser:
        assert MISSING["zh"][0] in (await browser.get("/nothing")).text
        await browser.get("/language/en")
        english = await browser.client.get("/nothing", headers={"accept-language": "zh"})
        assert MISSING["en"][0] in english.text and MISSING["zh"][0] not in english.text


async def test_too_much_is_a_page_for_a_browser_and_a_problem_for_a_program(sqlite_house):
    settle_in(sqlite_house, date(2024, 3, 1))
    async with Browser(sqlite_house) as browser:
        page = await browser.client.post("/sign-in", content=b"", headers={"content-length": "2000000000"})
        assert page.status_code == 413 and "一次最多可提交64MB。" in page.text and page.headers["connection"] == "close"
        problem = await browser.client.post("/api/acts", content=b"", headers={"content-length": "2000000000"})
        assert problem.json() == {"type": "about:blank", "title": "too large", "status": 413, "instance": "/api/acts",
                                  "detail": "At most 1 MB can be sent at once.", "way_out": "Send less, or in parts."}


async def test_what_no_route_takes_is_told_like_everything_else(sqlite_house):
    async with Browser(sqlite_house) as browser:
        page = await browser.client.post("/healthz")
        assert page.status_code == 405 and "该地址不支持这一操作。" in page.text and page.headers["allow"] == "GET, HEAD"
        problem = await browser.client.delete("/api/acts")
        assert problem.json() == {"type": "about:blank", "title": "method not allowed", "status": 405, "instance": "/api/acts",
                                  "detail": "Method Not Allowed", "way_out": "Check the address, and what is sent to it."}
        many = [(f"f{n}", ("a.txt", b"x")) for n in range(30)]
        page = await browser.client.post("/sign-in", files=many)
        assert page.status_code == 422 and "无法读取此表单：文件过多，最多20个。" in page.text


def test_every_action_of_the_table_has_words_in_both_languages():
    assert {grant.action for grant in GRANTS} | set().union(*STANDING.values()) == set(IN_WORDS)
    for action, words in IN_WORDS.items():
        assert in_chinese(f"王五 may not {words} here.") == f"王五在此无权{LABELS['action'][action]}。"


async def test_a_program_sends_a_megabyte_at_most_but_for_files(sqlite_house):
    async def pieces():  # of a size that nobody announced
        for _ in range(11):
            yield b"[" + b"{}," * 33_333
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=served(sqlite_house)),
                                 base_url=sqlite_house.base_url, headers={"content-type": "application/json"}) as program:
        for content in (b"[" * 1_000_001, pieces()):
            refused = await program.post("/api/acts", content=content)
            assert refused.status_code == 413 and refused.json()["detail"] == "At most 1 MB can be sent at once."
        assert (await program.post("/api/acts", content=b"[" * 999_999)).status_code != 413
        assert (await program.post("/api/files", content=b"x" * 1_000_001)).status_code != 413
        announced = {"content-length": "64000001"}
        assert (await program.post("/api/files", content=b"", headers=announced)).status_code == 413


async def test_of_many_problems_the_first_fifty_are_told_and_how_many_more_there_are(sqlite_house):
    town = settle_in(sqlite_house, date(2024, 3, 1))
    with at(sqlite_house) as desk:
        token = issue_for_officer(desk, town.officer(town.township), "手机", actions=("act.record",), days=9).token
    body = {"kind": "patrol", "party": "220221100", "done_on": "2024-03-01"} | {f"k{n}": 1 for n in range(60)}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=served(sqlite_house)), base_url=sqlite_house.base_url,
                                 headers={"authorization": f"Bearer {token}", "accept-language": "zh"}) as program:
        told = (await program.post("/api/acts", json=body)).json()["problems"]
    assert len(told) == 51 and told[-1] == "另有10项"


def test_fifty_problems_are_all_told():
    problems = tuple(str(n) for n in range(51))
    assert told_of(problems[:50]) == problems[:50] and told_of(problems) == (*problems[:50], "and 1 more")
