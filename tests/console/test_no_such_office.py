"""Lists narrowed to an office know it by code and by name, and tell of one that there is not; so with days in disorder."""

from datetime import date

import pytest

from casework.case.opening import SOURCES
from casework.oversight import checks, measures
from tests.casework.overseen import somebody
from tests.casework.town import at, settle_in
from tests.console.browser import Browser, account
from web.chinese.labels import LABELS

NARROWED = ("/cases?office", "/clues?office", "/acts?office", "/duties?debtor", "/work?office", "/oversight/orders?office",
            "/oversight/checks?below", "/oversight/measures?area")


@pytest.fixture
def town(kept):
    made = settle_in(kept, date(2024, 3, 4))
    account(kept, made.officer(made.province, "head"), "head")
    return made


async def test_an_office_that_there_is_not_is_told_and_one_without_rows_is_not(kept, town):
    async with Browser(kept) as browser:
        await browser.sign_in("head")
        for address in NARROWED:
            page = await browser.get(f"{address}=999999")
            assert page.status_code == 422 and "没有名为“999999”的机构" in page.text, address
            for known in ("220221", "永吉"):
                assert (await browser.get(f"{address}={known}")).status_code == 200, (address, known)


async def test_no_workbook_is_made_of_an_office_that_there_is_not(kept, town):
    async with Browser(kept) as browser:
        await browser.sign_in("head")
        for address in NARROWED[:4]:
            book = address.replace("?", ".xlsx?")
            assert (await browser.get(f"{book}=999999")).status_code == 422, book
            assert (await browser.get(f"{book}=220221")).status_code == 200, book


async def test_checks_and_measures_are_found_by_the_code_of_the_office(kept, town):
    with at(kept, somebody(kept, town.city, "head", "市局长")) as desk:
        checks.plan(desk, "220221", date(2024, 1, 1), date(2024, 2, 29), words="查卷宗")
    with at(kept) as desk:
        measures.propose(desk, "suspension", "220221", why="压案不查")
    async with Browser(kept) as browser:
        await browser.sign_in("head")
        assert "2024-02-29" in (await browser.get("/oversight/checks?below=220221")).text
        assert "2024-02-29" not in (await browser.get("/oversight/checks?below=220281")).text
        assert "压案不查" in (await browser.get("/oversight/measures?area=220221")).text


async def test_days_in_disorder_are_told(kept, town):
    async with Browser(kept) as browser:
        await browser.sign_in("head")
        for address in ("/cases", "/clues", "/acts", "/duties"):
            page = await browser.get(f"{address}?since=2024-03-04&until=2024-03-03")
            assert page.status_code == 422 and "2024-03-03早于2024-03-04" in page.text, address
            assert (await browser.get(f"{address}?since=2024-03-04&until=2024-03-04")).status_code == 200, address


async def test_a_stage_that_there_is_not_is_told_with_the_stages_by_their_titles(kept, town):
    async with Browser(kept) as browser:
        await browser.sign_in("head")
        page = await browser.get("/cases?stage=lost")
        assert page.status_code == 422 and "阶段：没有“lost”。" in page.text and "、调查取证、" in page.text
        assert "investigating、" not in page.text


async def test_the_page_of_a_new_case_says_its_sources_in_english(kept, town):
    account(kept, town.officer(town.county, "handler"), "county")
    async with Browser(kept) as browser:
        browser.client.cookies.set("language", "en")
        await browser.sign_in("county")
        page = await browser.get("/cases/new")
        assert '<option value="卫片执法">Satellite images</option>' in page.text
        assert all(f'<option value="{one}"' in page.text for one in LABELS["case_source"]) and {*SOURCES} == {
            *LABELS["case_source"]}


async def test_a_check_period_that_ends_before_it_begins_says_so(kept, town):
    account(kept, town.officer(town.city, "head"), "city")
    async with Browser(kept) as browser:
        await browser.sign_in("city")
        asked = {"step": "plan", "below": "220221", "plan": "查卷宗"}
        page = await browser.send("/oversight/checks", **asked, first="2024-03-02", last="2024-03-01")
        assert page.status_code == 422 and "检查期间的结束日期2024-03-01早于开始日期2024-03-02" in page.text
        page = await browser.send("/oversight/checks", **asked, first="2024-03-02", last="2024-03-05")
        assert page.status_code == 422 and "检查期间的结束日期2024-03-05在今天之后" in page.text
