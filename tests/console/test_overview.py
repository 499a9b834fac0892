"""A leader's page, the list of duties, and the month: what they say is what the books hold."""

import io
import re
from datetime import date

from openpyxl import load_workbook

from casework.watch import count_up, keep_watch
from tests.casework.town import at, go_to, patrol, settle_in
from tests.console.browser import Browser, account

DAY = date(2024, 7, 3)


def town_on(house, day=DAY):
    town = settle_in(house, date(2024, 1, 1))
    go_to(house, day)
    keep_watch(house)
    for office, role, login in ((town.city, "head", "head"), (town.township, "handler", "township")):
        account(house, town.officer(office, role), login)
    return town


def late_below(house, path):
    with at(house) as desk:
        return int(desk.scalar(
            "SELECT count(*) FROM duty d JOIN reckoning k ON k.id = d.reckoning_id JOIN party p ON p.id = d.debtor_id"
            " WHERE d.status = 'open' AND k.due < :today AND p.path LIKE :path", today=DAY, path=path))


async def test_a_leader_sees_who_is_late_what_runs_out_and_the_year_before(house):
    town = town_on(house)
    async with Browser(house) as head:
        await head.sign_in("head")
        assert re.search(r'<a href="/board/220221">永吉县</a>', (await head.get("/")).text)
        before = (await head.get("/overview")).text
        assert "按事项的数字尚未统计" in before
        count_up(house, anew=True)
        page = (await head.get("/overview")).text
    late = late_below(house, f"/{town.province}/{town.city}/%")
    assert f'<a href="/board/220200">{late}</a>' in page and late > 0
    assert "按事项的数字统计至2024-07-03 08:00" in page
    row = re.search(r">乡（镇）所每周巡查</th>(.*?)</tr>", page, re.DOTALL)
    assert row and re.search(r"0\.0% <span class=\"hint\">0/\d+</span>", row[1]) and row[1].endswith("—</td>")


async def test_the_list_of_duties_is_what_one_may_see_narrowed_by_state_rule_and_day(house):
    town_on(house)
    patrol(house, 4, DAY)
    async with Browser(house) as township:
        await township.sign_in("township")
        opened = (await township.get("/duties")).text
        assert "待办结</option>" in opened and 'value="running" selected' in opened and "期满未办</td>" not in opened
        assert 'href="/duties?state=all">全部</a>' in opened
        page = (await township.get("/duties?state=all")).text
        assert "吉林市" not in page and page.count("<tr><td data-label") > 20
        only = (await township.get("/duties?state=running&rule=township_patrol&since=2024-07-01&until=2024-07-07")).text
        assert only.count("<tr><td data-label") == 1 and ">1/2</td>" in only
        assert "没有符合条件的义务。" in (await township.get("/duties?state=late")).text
        assert (await township.get("/duties?since=soon")).status_code == 422
        book = load_workbook(io.BytesIO((await township.get("/duties.xlsx?rule=township_patrol")).content)).active
    rows = list(book.iter_rows(values_only=True, min_row=2))
    assert {row[2] for row in rows} == {"口前镇"} and "期满未办" in {row[9] for row in rows}


async def test_a_month_shows_each_day_what_falls_due_and_rest_days(house):
    town_on(house)
    async with Browser(house) as township:
        await township.sign_in("township")
        page = (await township.get("/calendar?year=2024&month=5")).text
    assert page.count("<tr>") > 5
    assert 'class="rest"><time datetime="2024-05-01">1</time> <span class="tag" lang="zh-CN">劳动节' in page
    assert 'datetime="2024-05-11">11</time> <span class="tag" lang="zh-CN">调休上班' in page
    assert '<a href="#d2024-05-12" ' in page or '<a href="#d2024-05-12">' in page
    assert "2024-06-" not in page.partition("<tbody>")[2]
