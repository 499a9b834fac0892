"""裁量情况: the page, the workbook and the API tell the same; days in disorder come back with what is wrong."""

from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from tests.casework.bands import DAY, decided
from tests.casework.cases import a_bureau
from tests.console.browser import Browser, account


async def test_what_stands_out_is_listed_and_each_number_leads_on(sqlite_house):
    office = a_bureau(sqlite_house, date(2025, 1, 1), DAY)
    account(sqlite_house, office.officer("above"), "above")
    within, outside = decided(sqlite_house, office, "130000"), decided(sqlite_house, office, "160000.01")
    async with Browser(sqlite_house) as city:
        await city.sign_in("above")
        assert 'href="/discretion"' in (await city.get("/cases")).text
        page = (await city.get("/discretion")).text
        assert f'href="/cases/{outside}#money"' in page and f"/cases/{within}" not in page
        assert all(one in page for one in ("45.00%", "+0.00", "拒不到场", "160,000.01元", "60.00%"))
        way = "/discretion?since=2024-08-04&until=2025-08-04&offence=mining-without-right&band=%E8%BE%83%E8%BD%BB&which=all"
        assert way.replace("&", "&amp;") + "#decisions" in page
        assert f"/cases/{within}#money" in (await city.get(way)).text
        sheet = load_workbook(BytesIO((await city.get(way.replace("?", ".xlsx?"))).content)).active
        assert [(row[0], *row[5:11]) for row in sheet.iter_rows(min_row=2, values_only=True)] == [
            (outside, 160000.01, 100000, 200000, 60, "是", "拒不到场"), (within, 130000, 100000, 200000, 30, "否", None)]


async def test_the_workbook_is_offered_whatever_is_listed_and_bands_have_english_names(sqlite_house):
    office = a_bureau(sqlite_house, date(2025, 1, 1), DAY)
    account(sqlite_house, office.officer("above"), "above")
    link = 'href="/discretion.xlsx?'
    async with Browser(sqlite_house) as city:
        await city.sign_in("above")
        assert link in (await city.get("/discretion")).text  # no decision yet
        decided(sqlite_house, office, "130000")
        page = (await city.get("/discretion")).text
        assert link in page and '<span lang="zh-CN">较轻</span>' in page
        city.client.cookies.set("language", "en")
        page = (await city.get("/discretion")).text
        assert "Lesser" in page and "较轻" not in page and link in page


async def test_days_that_are_none_or_in_disorder_come_back_with_what_was_filled_in(sqlite_house):
    office = a_bureau(sqlite_house, date(2025, 1, 1), DAY)
    account(sqlite_house, office.officer("above"), "above")
    async with Browser(sqlite_house) as city:
        await city.sign_in("above")
        for asked, words in (("since=2025-08-02&until=2025-08-01", "2025-08-01"), ("since=2025-02-30", "2025-02-30")):
            page = await city.get(f"/discretion?{asked}")
            assert page.status_code == 422 and words in page.text and 'role="alert"' in page.text
            assert f'value="{asked.split("&")[0].removeprefix("since=")}"' in page.text


async def test_an_offence_band_or_office_that_is_none_is_told_with_those_there_are(sqlite_house):
    office = a_bureau(sqlite_house, date(2025, 1, 1), DAY)
    account(sqlite_house, office.officer("above"), "above")
    number = decided(sqlite_house, office, "130000")
    async with Browser(sqlite_house) as city:
        await city.sign_in("above")
        for asked, words in (("offence=smoking", "offence：没有“smoking”。"), ("band=狠", "band：没有“狠”。"),
                             ("office=火星", "没有名为“火星”的机构")):
            page = await city.get(f"/discretion?{asked}")
            assert page.status_code == 422 and words in page.text and 'role="alert"' in page.text, asked
            assert asked.startswith("offence") or f'value="{asked.split("=")[1]}"' in page.text
            assert (await city.get(f"/discretion.xlsx?{asked}")).status_code == 422
        for asked in ("office=永吉县", "office=220221", "band=较轻"):
            assert f"/cases/{number}#money" in (await city.get(f"/discretion?which=all&{asked}")).text, asked
