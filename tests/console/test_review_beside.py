"""A reviewer, and whoever fills in the next one, see the report of the year before beside it, field by field."""

from datetime import date

import pytest

from casework.act.acts import correct, withdraw
from casework.act.reviews import accept
from casework.act.submissions import hand_in
from casework.duty.opening import open_duties
from casework.view.before import report_before
from tests.casework.town import at, duty_id, duty_of, filled, go_to, settle_in
from tests.console.browser import Browser, account
from tests.console.test_work import form
from tests.files import samples

KIND = "inspector_report"
PAPERS = {"file.report": ("报告.pdf", samples.PDF)}


def accepted(house, rule, period, day, debtor=None, **fields):
    """A report of a period, accepted; the act's number."""
    go_to(house, day)
    with at(house) as desk:
        open_duties(desk)
    number = duty_id(house, rule, period, debtor)
    with at(house) as desk:
        kind = house.rulebook.duties[rule].act
        return accept(desk, hand_in(desk, number, {**filled(house, kind), **fields}).submission_id).act_id


@pytest.fixture
def town(kept):
    found = settle_in(kept, date(2022, 1, 3))
    for office, login in ((found.city, "city"), (found.province, "province")):
        account(kept, found.officer(office), login)
    return found


def opened(house, day):
    go_to(house, day)
    with at(house) as desk:
        open_duties(desk)


async def test_the_reviewer_sees_last_years_report_beside_this_one(kept, town):
    accepted(kept, KIND, "2023", date(2023, 12, 11), summary="去年", inspections=40)
    opened(kept, date(2024, 12, 9))
    number = duty_id(kept, KIND, "2024")
    async with Browser(kept) as city, Browser(kept) as province:
        await city.sign_in("city")
        page = await city.get(f"/duties/{number}/hand-in")
        assert "上年同期（2023）：40 次" in page.text and "上年同期（2023）：去年" in page.text
        wrong = await city.send(f"/duties/{number}/hand-in", **{"field.inspections": "30"})
        assert "40 次；增减：−10 次（−25.0%）" in wrong.text
        await city.send(f"/duties/{number}/hand-in", files=PAPERS, **form(kept, KIND) | {"field.inspections": "50"})
        await province.sign_in("province")
        told = (await province.get(f"/duties/{number}")).text
        assert "与上年同期（2023）对照" in told and "+10 次（+25.0%）" in told and "有变化" in told and ">去年<" in told


async def test_where_there_is_nothing_to_compare_with_that_is_said(kept, town):
    opened(kept, date(2024, 12, 9))
    number = duty_id(kept, KIND, "2024")
    async with Browser(kept) as city:
        await city.sign_in("city")
        assert "无从对照" in (await city.get(f"/duties/{number}/hand-in")).text
        done = await city.send(f"/duties/{number}/hand-in", files=PAPERS, **form(kept, KIND))
        assert "无从对照" in done.text and "增减" not in done.text


async def test_what_was_nought_is_said_in_words(kept, town):
    accepted(kept, KIND, "2023", date(2023, 12, 11), inspections=0)
    opened(kept, date(2024, 12, 9))
    async with Browser(kept) as city:
        await city.sign_in("city")
        page = f"/duties/{duty_id(kept, KIND, '2024')}/hand-in"
        done = await city.send(page, files=PAPERS, **form(kept, KIND) | {"field.inspections": "5"})
        assert "+5 次（上期为零，不计百分比）" in done.text


async def test_a_returned_report_says_above_the_form_what_was_asked(kept, town):
    opened(kept, date(2024, 12, 9))
    number = duty_id(kept, KIND, "2024")
    async with Browser(kept) as city, Browser(kept) as province:
        await city.sign_in("city")
        await city.send(f"/duties/{number}/hand-in", files=PAPERS, **form(kept, KIND))
        await province.sign_in("province")
        await province.send(f"/duties/{number}", to=f"/duties/{number}/reviews/1", verdict="return", reasons="请补照片")
        for path in ("", "/hand-in"):
            told = (await city.get(f"/duties/{number}{path}")).text
            assert "已退回，理由：请补照片" in told.partition("<form method=\"post\" action=\"/duties")[0]


def before(house, rule, period, debtor=None, word="summary"):
    duty = duty_of(house, duty_id(house, rule, period, debtor))
    with at(house) as desk:
        found = report_before(desk, duty)
    return found and (found.period, found.a_year_before, found.fields[word])


def test_the_same_quarter_of_last_year_comes_before_the_last_one_there_is(house):
    found = settle_in(house, date(2022, 1, 3))
    for period, day in (("2022Q4", date(2023, 1, 9)), ("2023Q1", date(2023, 4, 10)), ("2023Q2", date(2023, 7, 10))):
        accepted(house, "situation_report", period, day, found.county, violations=period)
    opened(house, date(2024, 4, 8))
    assert before(house, "situation_report", "2024Q1", found.county, "violations") == ("2023Q1", True, "2023Q1")
    opened(house, date(2023, 10, 9))
    assert before(house, "situation_report", "2023Q3", found.county, "violations") == ("2023Q2", False, "2023Q2")
    assert before(house, "situation_report", "2023Q1", found.county, "violations") == ("2022Q4", False, "2022Q4")
    assert before(house, "situation_report", "2024Q1", found.city) is None  # another's is not its own


def test_a_corrected_report_is_compared_as_corrected_and_a_withdrawn_one_not_at_all(house):
    settle_in(house, date(2022, 1, 3))
    act = accepted(house, KIND, "2023", date(2023, 12, 11), summary="去年")
    opened(house, date(2024, 12, 9))
    with at(house) as desk:
        again = correct(desk, act, reason="数错", fields={"summary": "更正"}).act_id
    assert before(house, KIND, "2024") == ("2023", True, "更正")
    with at(house) as desk:
        withdraw(desk, again, reason="作废")
    assert before(house, KIND, "2024") is None
