"""The board drills down from an office to the rows behind each count; nobody sees an office that is not below theirs."""

import io
from datetime import date

from openpyxl import load_workbook

from tests.casework.town import at
from tests.console.browser import Browser
from tests.console.scene import opened


def late(house):
    return opened(house, date(2024, 1, 1), date(2024, 7, 1), ("city", "handler", "city"),
                  ("township", "handler", "township"), ("holder", "holder", "mine"))


def overdue(house, path):
    """Counted apart: what is late at an office and below it, and what holders owe there."""
    with at(house) as desk:
        return int(desk.scalar(
            "SELECT count(*) FROM duty d JOIN reckoning k ON k.id = d.reckoning_id JOIN party p ON p.id = d.debtor_id"
            " LEFT JOIN party c ON c.id = d.creditor_id WHERE d.status = 'open' AND k.due < :today"
            " AND CASE p.level WHEN 'holder' THEN c.path ELSE p.path END LIKE :path", today=desk.today, path=path))


async def test_counts_drill_down_to_their_rows(house):
    late(house)
    async with Browser(house) as city:
        await city.sign_in("city")
        page = await city.get("/board")
        assert page.url.path == "/board/220200" and 'href="/board/220221"' in page.text
        book = load_workbook(io.BytesIO((await city.get("/board/220200.xlsx")).content)).active
        rows = list(book.iter_rows(values_only=True))
        county = next(row for row in rows if row[0] == "220221")
        assert rows[0][:5] == ("代码", "单位", "未办结", "七日内到期", "逾期")
        assert county[4] == overdue(house, "/1/2/3/%") > 0
        below = await city.get("/board/220221")
        township = (await city.get("/board/220221100")).text
        assert "口前镇" in below.text and "/duties/" in township and "逾期" in township
        assert sum(row[4] for row in rows[1:3]) == overdue(house, "/1/2/%")
        assert (await city.get("/board/220000")).status_code == (await city.get("/board/999999")).status_code == 404


async def test_an_office_of_others_is_as_one_that_does_not_exist(house):
    late(house)
    async with Browser(house) as township, Browser(house) as mine:
        await township.sign_in("township")
        assert (await township.get("/board")).url.path == "/board/220221100"
        hidden, missing = await township.get("/board/220221"), await township.get("/board/999999")
        assert hidden.status_code == missing.status_code == 404
        assert hidden.text.replace("220221", "N") == missing.text.replace("999999", "N")
        await mine.sign_in("mine")
        assert (await mine.get("/board")).status_code == 404


async def test_a_years_calendar_is_shown_and_another_offices_is_refused(house):
    late(house)
    async with Browser(house) as township:
        await township.sign_in("township")
        page = (await township.get("/calendar?year=2024")).text
        assert "2024-03" in page and "乡（镇）所每周巡查" in page and "逾期" in page
        assert (await township.get("/calendar?year=2030")).status_code == 200
        for wrong in ("year=99999", "year=0", "year=abcd&whose=nowhere"):
            assert (await township.get(f"/calendar?{wrong}")).status_code in (404, 422)
        theirs, nobodys = [await township.get(f"/calendar?whose={code}") for code in ("220200", "229999")]
        assert theirs.status_code == nobodys.status_code == 404
        assert theirs.text.replace("220200", "229999") == nobodys.text


async def test_rows_are_sorted_and_narrowed_by_the_address(house):
    late(house)
    async with Browser(house) as province:
        await province.sign_in("city")
        whole = (await province.get("/board/220221100?sort=-due")).text
        assert 'aria-sort="descending"' in whole and "sort=due" in whole
        rows = [line for line in whole.splitlines() if line.startswith('<tr><td data-label="事项">')]
        days = [line.partition('data-label="到期日">')[2][:10] for line in rows]
        assert days == sorted(days, reverse=True) and len(set(days)) > 1
        none = (await province.get("/board/220221100?debtor=nobody")).text
        assert "没有逾期事项。" in none and 'value="nobody"' in none
