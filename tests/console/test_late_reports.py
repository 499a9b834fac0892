"""A report is judged by the day it was handed in, on every page alike; and each page names the period that is reported on."""

from datetime import date

import pytest

from casework.act.reviews import accept
from casework.act.submissions import hand_in
from casework.duty import moving
from casework.duty.opening import open_duties
from tests.casework.town import at, duty_id, filled, go_to
from tests.console.browser import Browser
from tests.console.scene import opened

RULE = "work_summary_half"
LATE = '<span class="late">逾期报送5天</span>'

TOLD = '2025<span lang="zh-CN">（报告期2024年）</span>'


@pytest.fixture
def town(house):
    """May 2024: the city's half-year's report falls due on 30 June."""
    return opened(house, date(2024, 5, 1), date(2024, 5, 6), ("city", "handler", "city"),
                  ("province", "handler", "province"), ("holder", "holder", "holder"))


def row_of(page, duty):
    """The line of a list that leads to the duty."""
    return next((line for line in page.split("<tr") if f'href="/duties/{duty}"' in line), "")


async def test_a_late_report_is_late_by_the_day_it_was_handed_in_and_overdue_for_nobody(house, town):
    number = duty_id(house, RULE, "2024", town.city)
    go_to(house, date(2024, 7, 5))
    with at(house) as desk:
        report = hand_in(desk, number, filled(house, house.rulebook.duties[RULE].act)).submission_id
    go_to(house, date(2024, 7, 30))
    async with Browser(house) as province, Browser(house) as city:
        waiting = row_of((await province.sign_in("province")).text, number)
        assert "逾期报送5天" in waiting and "逾期30天" not in waiting
        await city.sign_in("city")
        lists = ("/calendar?year=2024", f"/duties?rule={RULE}")
        for path in lists:
            line = row_of((await city.get(path)).text, number)
            assert line.count("逾期") == 1 and LATE in line, path
        assert row_of((await city.get("/board/220200")).text, number) == ""
        assert LATE in (await city.get(f"/duties/{number}")).text
        with at(house) as desk:
            accept(desk, report)
        told = (await city.get(f"/duties/{number}")).text
        assert "已办结" in told and LATE in told
        assert LATE in row_of((await city.get(f"/duties?state=&rule={RULE}")).text, number)


async def test_what_stands_still_is_overdue_nowhere(house, town):
    number = duty_id(house, RULE, "2024", town.city)
    with at(house) as desk:
        moving.suspend(desk, number, reason="汛情")
    go_to(house, date(2024, 7, 30))
    async with Browser(house) as city:
        pages = [(await city.sign_in("city")).text, *[(await city.get(path)).text for path in (
            "/calendar?year=2024", f"/duties?rule={RULE}")]]
        for page in pages:
            line = row_of(page, number)
            assert "中止" in line and "逾期" not in line


async def test_what_is_reported_on_stands_beside_the_period_in_the_words_of_letters(house, town):
    rule = "reserve_report"
    go_to(house, date(2025, 1, 6))
    with at(house) as desk:
        open_duties(desk)
    number = duty_id(house, rule, "2025", town.holder)
    async with Browser(house) as holder:
        pages = [(await holder.sign_in("holder")).text, *[(await holder.get(path)).text for path in (
            f"/duties/{number}", f"/duties?rule={rule}", "/calendar?year=2025")]]
        for page in pages:
            assert TOLD in page
    with at(house) as desk:
        report = hand_in(desk, number, filled(house, house.rulebook.duties[rule].act)).submission_id
        act = accept(desk, report).act_id
    async with Browser(house) as holder:
        await holder.sign_in("holder")
        assert TOLD in (await holder.get(f"/acts/{act}")).text
