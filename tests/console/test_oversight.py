"""Oversight by its pages: orders answered, samples drawn and judged, measures decided, typical cases up for everybody."""

import re
from datetime import date

import pytest

from casework.desk import House
from tests.casework.builders import an_officer
from tests.casework.cases import Office, a_bureau, a_case, move
from tests.casework.overseen import decided, paid_and_closed, published, unpaid
from tests.casework.town import at
from tests.console.browser import Browser, account

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)


@pytest.fixture
def office(kept: House) -> Office:
    made = a_bureau(kept, SINCE, DAY)
    with at(kept) as desk:
        people = {"prov": an_officer(desk, made.town.province, "head", name="厅长"),
                  "checker": an_officer(desk, made.town.city, "handler", name="检查员"), "above": made.officer("above"),
                  "handler": made.officer("handler"), "leader": made.officer("leader")}
    for login, officer in people.items():
        account(kept, officer, login)
    made.posts["checker"] = people["checker"]
    return made


async def test_an_order_is_answered_returned_and_accepted(kept, office):
    number = a_case(kept, office)
    move(kept, office, number, "order.supervise", ordered_on="2025-08-01", order_number="督3号", deadline="2025-09-30",
         listed=True, demand="依法查处")
    async with Browser(kept) as low, Browser(kept) as high:
        await low.sign_in("handler")
        await high.sign_in("above")
        listed = (await low.get("/oversight/orders")).text
        case = (await low.get(f"/cases/{number}")).text
        assert '<a href="/oversight/orders/1">督办 督3号</a>（待答复）' in case
        assert "督3号" in listed and "挂牌督办" in listed and "2025-09-30" in listed
        [duty] = re.findall(r'href="(/duties/[0-9]+)"', (await low.get("/oversight/orders/1")).text)
        owed = await low.get(duty)
        assert owed.status_code == 200 and "按期办结督办案件并答复" in owed.text and number in owed.text
        wrong = await low.send("/oversight/orders/1", to="/oversight/orders/1/answer", step="answer", text=" ")
        assert wrong.status_code == 422
        page = await low.send("/oversight/orders/1", to="/oversight/orders/1/answer", step="progress", text="已勘测")
        assert "已勘测" in page.text and "答复督办" in page.text
        page = await low.send("/oversight/orders/1", to="/oversight/orders/1/answer", step="answer", text="已处罚")
        assert "已答复，待认可" in page.text and "<textarea" not in page.text
        wrong = await high.send("/oversight/orders/1", to="/oversight/orders/1/review", step="return", text="")
        assert wrong.status_code == 422 and "理由" in wrong.text
        stale = await high.send("/oversight/orders/1", to="/oversight/orders/1/review", step="accept", text="", version="1")
        assert stale.status_code == 409
        page = await high.send("/oversight/orders/1", to="/oversight/orders/1/review", step="accept", text="同意结案")
        assert "已认可" in page.text and "同意结案" in page.text


async def test_a_sample_is_drawn_judged_and_a_wrong_case_reopened(kept, office):
    number = decided(kept, office)
    paid_and_closed(kept, office, number)
    async with Browser(kept) as high, Browser(kept) as checker, Browser(kept) as low:
        await high.sign_in("above")
        draw = {"below": "220221", "first": "2025-08-01", "last": "2025-08-12", "plan": "八月结案", "step": "draw"}
        wrong = await high.send("/oversight/checks", **draw, size="7")
        assert wrong.status_code == 422 and "八月结案" in wrong.text and 'value="7"' in wrong.text
        missing = await high.send("/oversight/checks", **{**draw, "below": "229999"}, size="1")
        assert missing.status_code == 422 and "229999" in missing.text
        own = await high.send("/oversight/checks", **{**draw, "below": "220200"}, size="1")
        assert own.status_code == 422 and "吉林市不是本单位的下级，只能检查下级单位的案件。" in own.text
        assert "八月结案" in own.text and 'value="220200"' in own.text and "有此权限的角色" not in own.text
        page = await high.send("/oversight/checks", **draw, size="100%", seed="2025-1")
        assert number in page.text and "2025-1" in page.text and "结果一致" in page.text
        case = f"/oversight/checks/1/cases/{number}"
        page = await high.send("/oversight/checks/1", to=f"{case}/officer", officer=str(office.posts["checker"]))
        assert "检查员" in page.text
        await checker.sign_in("checker")
        page = await checker.send("/oversight/checks/1", to=f"{case}/finding", finding="wrong", words="当事人认定错误")
        assert "当事人认定错误" in page.text
        wrong = await high.send("/oversight/checks/1", to=f"{case}/reopen", accountability="")
        assert wrong.status_code == 422
        page = await high.send("/oversight/checks/1", to=f"{case}/reopen", accountability="批评教育")
        assert "已责令重新办理" in page.text and "调查" in page.text
        await low.sign_in("handler")
        page = await low.send("/oversight/checks/1", to=f"{case}/answer", text="重新调查")
        assert "重新调查" in page.text
        page = await high.send("/oversight/checks/1", to="/oversight/checks/1/done", summary="一件错案")
        assert "已完成" in page.text and "一件错案" in page.text
        assert "1/1" in (await high.get("/oversight/checks?kind=sample")).text


async def test_a_check_takes_chosen_cases(kept, office):
    number = a_case(kept, office)
    async with Browser(kept) as high:
        await high.sign_in("above")
        await high.send("/oversight/checks", below="永吉县", first="2025-08-01", last="2025-08-04", plan="查处情况",
                        step="plan")
        wrong = await high.send("/oversight/checks/1", to="/oversight/checks/1/cases", case="AJ2025000099")
        assert wrong.status_code == 422 and 'value="AJ2025000099"' in wrong.text
        page = await high.send("/oversight/checks/1", to="/oversight/checks/1/cases", case=number)
        assert number in page.text
        unfinished = await high.send("/oversight/checks/1", to="/oversight/checks/1/done", summary="x")
        assert unfinished.status_code == 409 and "尚未全部作出结论" in unfinished.text


async def test_the_government_s_answer_is_recorded(kept, office):
    number = decided(kept, office)
    unpaid(kept, office, number)
    move(kept, office, number, "unperformed.report", to="永吉县人民政府", proposal="联合执法")
    async with Browser(kept) as low:
        await low.sign_in("handler")
        page = await low.send("/oversight/reports", to="/oversight/reports/1/answer", text="")
        assert page.status_code == 422 and "联合执法" in page.text
        page = await low.send("/oversight/reports", to="/oversight/reports/1/answer", text="同意")
        assert "2025-08-28 同意" in page.text


async def test_the_head_of_the_province_decides_what_was_proposed(kept, office):
    from casework.oversight import measures
    with at(kept) as desk:
        measures.propose(desk, "suspension", "220221", why="压案不查")
    async with Browser(kept) as prov, Browser(kept) as low:
        await prov.sign_in("prov")
        await low.sign_in("leader")
        seen = (await low.get("/oversight/measures")).text
        assert "压案不查" in seen and "决定采取" not in seen
        assert (await low.send("/oversight/measures", to="/oversight/measures/1", step="agree")).status_code == 403
        wrong = await prov.send("/oversight/measures", to="/oversight/measures/1", step="agree", reason="恶劣影响", number="")
        assert wrong.status_code == 422 and 'value="恶劣影响"' in wrong.text
        page = await prov.send("/oversight/measures", to="/oversight/measures/1", step="agree", reason="恶劣影响", number="8号")
        assert "已决定" in page.text and "8号" in page.text
        page = await prov.send("/oversight/measures", to="/oversight/measures/1", step="lift", reason="整改到位")
        assert "已解除" in page.text
        page = await prov.send("/oversight/measures", step="propose", kind="circular", area="220221", why="多次发生")
        assert "多次发生" in page.text
        wrong = await prov.send("/oversight/measures", step="propose", kind="circular", area="乌有县", why="多次发生")
        assert wrong.status_code == 422 and "乌有县" in wrong.text
        assert (await prov.send("/oversight/measures", step="compute")).status_code == 200


async def test_a_typical_case_is_up_for_everybody_until_it_is_withdrawn(kept, office):
    number = decided(kept, office)
    paid_and_closed(kept, office, number)
    told = {"case": number, "title": "王某无证采矿案", "facts": "王某（电话13844412345）采矿。", "handling": "罚款。",
            "lesson": "先取得采矿权。"}
    async with Browser(kept) as low, Browser(kept) as leader, Browser(kept) as anybody:
        await low.sign_in("handler")
        wrong = await low.send("/oversight/typical", **{**told, "lesson": ""})
        assert wrong.status_code == 422 and "电话13844412345" in wrong.text and "“警示意义”：请填写1至1000个字" in wrong.text
        page = await low.send("/oversight/typical", **told)
        assert "〔电话〕" in page.text and "13844412345" not in page.text
        assert "没有公布的典型案例" in (await anybody.get("/typical")).text
        await leader.sign_in("leader")
        await leader.send("/oversight/typical", to="/oversight/typical/1", step="publish")
        public = await anybody.get("/typical")
        assert "王某无证采矿案" in public.text and number not in public.text and "退出" not in public.text
        assert not re.search(r'(?:href|src)="https?://(?!kj\.example\.cn)', public.text)
        move(kept, office, number, "correction.reopen", finding="错", accountability="批评")
        assert "王某无证采矿案" not in (await anybody.get("/typical")).text


async def test_a_decision_is_up_for_everybody_until_it_is_withdrawn(kept, office):
    number = decided(kept, office, social=True)
    published(kept, office, number)
    async with Browser(kept) as anybody:
        page = (await anybody.get("/decisions")).text
        assert "王某" in page and "罚款200,000.00元" in page and "220221197001011234" not in page
        assert "没有符合条件的处罚决定" in (await anybody.get("/decisions?office=吉林市自然资源局")).text
        assert "王某" in (await anybody.get("/decisions?office=永吉")).text
        for there in ("/decisions", "/typical"):
            page = await anybody.get(f"{there}?office=火星")
            assert page.status_code == 422 and "没有名为“火星”的机关" in page.text and 'value="火星"' in page.text
            assert "不填写即列出全部机关" in page.text
        move(kept, office, number, "decision.annul", annulled_on="2025-08-12", by="本机关", reason="程序违法")
        move(kept, office, number, "publication.withdraw", reason="决定已撤销")
        assert "没有公开的处罚决定" in (await anybody.get("/decisions")).text
