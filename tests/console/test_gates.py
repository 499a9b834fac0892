"""The gate by its page: asked, answered, wrong questions back as they were filled in."""

from datetime import date

import pytest

from casework.oversight import measures
from tests.casework.overseen import somebody
from tests.casework.town import at, settle_in
from tests.console.browser import Browser, account


@pytest.fixture
def town(kept):
    made = settle_in(kept, date(2024, 3, 4))
    account(kept, made.officer(made.city, "handler"), "city")
    return made


async def test_an_officer_is_told_what_bars_with_its_clause_and_record(kept, town):
    with at(kept) as desk:
        measure = measures.propose(desk, "suspension", "220221", why="压案不查")
    with at(kept, somebody(kept, town.province, "head")) as desk:
        measures.decide(desk, measure, agree=True, number="吉函〔2024〕1号", reason="恶劣影响")
    async with Browser(kept) as browser:
        await browser.sign_in("city")
        page = await browser.send("/gates", kind="approval", area="220221", holder="永吉矿业有限公司")
        assert page.status_code == 200 and "不得办理" in page.text
        assert "吉函〔2024〕1号" in page.text and "四（三）" in page.text
        free = await browser.send("/gates", kind="approval", area="220200", holder="永吉矿业有限公司")
        assert "2024-03-04可以办理" in free.text and 'value="220200"' in free.text


async def test_a_wrong_question_comes_back_as_it_was(kept, town):
    async with Browser(kept) as browser:
        await browser.sign_in("city")
        for wrong, said in (({"area": "229999"}, "229999"), ({"area": ""}, "“地区代码”：请填写地区代码或者许可证号"),
                            ({"area": "220221", "on": "2024-02-30"}, "不是日期")):
            page = await browser.send("/gates", **{"kind": "new", "holder": "91220000", **wrong})
            assert page.status_code == 422 and said in page.text and 'value="91220000"' in page.text, wrong


async def test_a_mistyped_applicant_is_told_in_chinese(kept, town):
    async with Browser(kept) as browser:
        await browser.sign_in("city")
        page = await browser.send("/gates", kind="new", area="220221", holder="乱写xyz")
        assert page.status_code == 422 and "乱写xyz既不是申请人的号码，也不是已登记矿业权人的名称" in page.text
        page = await browser.send("/gates", kind="new", area="220221")
        assert page.status_code == 422 and "“申请人统一社会信用代码”：请填写申请人" in page.text
        page = await browser.send("/gates", kind="new", area="220221", holder="220221197001011235")
        assert "220221197001011235不是有效的身份证号：校验码不符" in page.text
        page = await browser.send("/gates", kind="new", area="220221", holder="912202210000000009")
        assert "912202210000000009不是有效的统一社会信用代码" in page.text
