"""Cases opened and moved many at a time by the pages, and the ways to them from clues, mines, holders and the day's work."""

import re
from datetime import date

import pytest

from casework.clue.clues import clue_of
from casework.desk import House
from tests.casework.builders import an_officer
from tests.casework.cases import CONDITIONS, Office, a_bureau, a_case, as_it_is, filed, move
from tests.casework.clues import taken_in
from tests.casework.town import at
from tests.console.browser import Browser, account
from tests.console.test_cases import text

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)
NEW = {"cause": "王某无证采矿案", "offence": "mining-without-right", "source": "巡查发现", "discovered_on": "2025-08-01",
       "act_start": "2025-07-01", "act_end": "2025-07-31", "party_kind": "person", "party_name": "王某",
       "id_number": "220221197001011234", "phone": "13812345678", "age": "54"}


@pytest.fixture
def office(house: House) -> Office:
    found = a_bureau(house, SINCE, DAY)
    for role in ("handler", "unit", "leader"):
        account(house, found.officer(role), role)
    return found


async def test_a_case_is_opened_from_a_finding_of_ones_own(house, office):
    async with Browser(house) as handler:
        await handler.sign_in("handler")
        page = await handler.send("/cases/new", **NEW)
        assert page.url.path == "/cases/AJ2025000001" and "王某无证采矿案" in text(page) and "13812345678" in page.text
        case = as_it_is(house, "AJ2025000001")
        assert (case.stage, case.source, case.act_end, case.party_kind) == ("found", "巡查发现", date(2025, 7, 31), "person")


async def test_a_second_case_of_the_same_party_and_offence_is_warned_of_and_opened_all_the_same(house, office):
    warned = "同一当事人、同一违法行为还有尚未办结的案件，请核对是否重复登记："
    first = a_case(house, office)
    async with Browser(house) as handler:
        await handler.sign_in("handler")
        for other, told in (({}, f"{warned}{first}（永吉县）"), ({"offence": "mining-outside-area"}, None),
                            ({"party_name": "李某", "id_number": "11010519491231002X"}, None),
                            ({"party_name": "王建国"}, f"{warned}AJ2025000002（永吉县）、{first}（永吉县）")):
            page = await handler.send("/cases/new", **{**NEW, **other})
            assert page.status_code == 200 and page.url.path.startswith("/cases/AJ2025"), other
            assert (told in text(page)) if told else warned not in text(page), other
        assert warned not in text(await handler.get(f"/cases/{first}"))


@pytest.mark.parametrize(("wrong", "said"), [
    ({"discovered_on": ""}, "没有填写发现日期"), ({"licence": "C0"}, "登记中没有许可证C0"), ({"age": "老"}, "老不是年龄"),
    ({"act_end": "2025-02-30"}, "2025-02-30"), ({"offence": "no-such"}, "no-such"),
    ({"offence": ""}, "没有选择违法行为"), ({"clue": "XS2025999999"}, "线索"),
    ({"id_number": "220221197001011235"}, "220221197001011235不是有效的身份证号：校验码不符，18位中有一位写错"),
    ({"phone": "63211234"}, "63211234不是有效的电话号码")])
async def test_what_is_wrong_comes_back_with_what_was_filled_in(house, office, wrong, said):
    async with Browser(house) as handler:
        await handler.sign_in("handler")
        page = await handler.send("/cases/new", **{**NEW, **wrong})
        assert page.status_code == 422 and said in text(page) and 'value="王某无证采矿案"' in page.text
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM enforcement_case") == 0


@pytest.mark.parametrize(("asked", "said"), [
    ("stagee=found", "此处没有参数stagee。"), ("stage=lost", "阶段：没有“lost”。"),
    ("offence=smoking", "offence：没有“smoking”。"),
    ("office=火星", "没有名为“火星”的机构"), ("office=延边州", "没有名为“延边州”的机构"),
    ("wants=x", "wants：没有“x”。"), ("group=x", "group：没有“x”。"), ("since=2025-02-30", "2025-02-30")])
async def test_a_filter_that_is_none_is_told_on_the_list(house, office, asked, said):
    a_case(house, office)
    async with Browser(house) as handler:
        await handler.sign_in("handler")
        page = await handler.get(f"/cases?{asked}")
        assert page.status_code == 422 and said in text(page) and "王某无证采矿案" not in page.text
        assert (await handler.get(f"/cases.xlsx?{asked}")).status_code == 422
        assert "王某无证采矿案" in (await handler.get("/cases?stage=found&sort=-number&page=1")).text


async def test_forms_are_offered_to_those_who_may_use_them(house, office):
    with at(house) as desk:
        places = {"city": office.town.city, "township": office.town.township, "reader": office.town.county}
        people = {name: an_officer(desk, place, "statistician" if name == "reader" else "head")
                  for name, place in places.items()}
    for name, one in people.items():
        account(house, one, name)
    ways = {"/cases": ("/cases/new", "/cases/bulk"), "/oversight/typical": ("推荐一件典型案例",),
            "/oversight/checks": ("抽取件数或者比例",)}
    offered, usual = {}, ways["/cases"]
    for name in ("handler", "leader", "city", "township", "reader"):
        async with Browser(house) as browser:
            await browser.sign_in(name)
            offered[name] = [way for at_page, marks in ways.items() for found in [(await browser.get(at_page)).text]
                             for way in marks if way in found]
            new = await browser.get("/cases/new")
            assert (new.status_code == 200) == ("/cases/new" in offered[name]), name
    assert offered == {
        "handler": [*usual, "推荐一件典型案例"], "leader": [*usual, "推荐一件典型案例"],
        "city": [*usual, "推荐一件典型案例", "抽取件数或者比例"], "township": [], "reader": []}


async def test_a_clue_that_is_to_be_filed_leads_to_its_case(house, office):
    made = taken_in(house, accused="赵六")
    with at(house) as desk:
        desk.run("UPDATE clue SET disposal = 'file', outcome = 'true', stage = 'closed', ended_on = :day", day=DAY)
        assert clue_of(desk, made.number).disposal == "file"
    async with Browser(house) as handler:
        await handler.sign_in("handler")
        there = f"/cases/new?clue={made.number}"
        assert f'href="{there}"' in (await handler.get(f"/clues/{made.number}")).text
        form = await handler.get(there)
        assert 'value="赵六无证采矿案"' in form.text and 'value="mining-without-right" selected' in form.text
        page = await handler.send(there, to="/cases/new", **NEW)
        assert f'href="/clues/{made.number}"' in page.text
        clue = await handler.get(f"/clues/{made.number}")
        assert 'href="/cases/AJ2025000001"' in clue.text and f'href="{there}"' not in clue.text
        again = await handler.send(there, to="/cases/new", **NEW)
        assert again.status_code == 409 and "AJ2025000001" in text(again)


async def test_many_cases_are_moved_at_once_and_what_is_refused_says_why(house, office):
    first, second = a_case(house, office), a_case(house, office)
    for number in (first, second):
        move(house, office, number, "filing.establish", **CONDITIONS)
        move(house, office, number, "filing.propose", **CONDITIONS, facts="无证采矿")
    late = a_case(house, office)
    async with Browser(house) as unit:
        await unit.sign_in("unit")
        there = "/cases/bulk?stage=filing_unit&move=filing.unit"
        page = await unit.get(there)
        assert re.findall(r'name="case" value="(AJ\d+)"', page.text) == [second, first]
        page = await unit.send(there, to="/cases/bulk", **{"case": [first, second, late], "field.opinion": "同意。"})
        assert page.status_code == 200 and "选定3件，已办理2件，未办理1件。" in text(page)
        assert f"{late}未办理" in text(page) and "现在可以：" not in text(page) and f"{first}已办理，立案：审查" in text(page)
        for wrong in ({"field.opinion": "同意。"}, {"case": [first], "move": "no.such"}):
            assert (await unit.send(there, to="/cases/bulk", **wrong)).status_code == 422
    assert [as_it_is(house, one).stage for one in (first, second, late)] == ["filing_review", "filing_review", "found"]


async def test_mines_rights_and_holders_show_their_cases_and_the_first_page_counts_ones_own(house, office):
    town = office.town
    number = filed(house, office, right_id=town.right)
    with at(house) as desk:
        codes = [desk.scalar(f"SELECT {column} FROM {table} WHERE id = :id", id=one) for table, column, one in (
            ("mineral_right", "licence_no", town.right), ("party", "code", town.holder), ("mine", "code", town.mine))]
        duty = int(desk.scalar("SELECT id FROM duty WHERE rule = 'limit_decision'"))
        desk.run("INSERT INTO work_item (office_id, kind, text, created_at) VALUES (:office, 'case-next', :text, :now)",
                 office=town.county, text=f"案件{number}待承办人办理。", now=desk.now)
    link = f'href="/cases/{number}"'
    async with Browser(house) as handler:
        await handler.sign_in("handler")
        for there in (f"/mines/{town.mine}", f"/duties/{duty}", "/work", *(f"/calendar?whose={one}" for one in codes)):
            assert link in (await handler.get(there)).text, there
        assert "等我办理1未办结1" in text(await handler.get("/"))


async def test_a_refusal_on_a_page_calls_fields_as_the_page_does_and_names_no_codes(house, office):
    number = a_case(house, office)
    at_page = f"/cases/{number}"
    async with Browser(house) as handler:
        await handler.sign_in("handler")
        page = await handler.send(at_page, to=f"{at_page}/moves/filing.propose")
        assert page.status_code == 422 and "“主要违法事实”：未填写" in text(page) and "facts（" not in page.text
        await handler.get("/language/en?then=/")
        page = await handler.send(at_page, to=f"{at_page}/moves/filing.propose")
        assert "What was filled in for “Propose filing” is not right:" in page.text and "“Main facts”: missing" in page.text
        await handler.get("/language/zh?then=/")
        no = {f"field.{name}": "no" for name in (
            "major", "complex", "difficult", "public_interest", "major_rights", "hearing_due")}
        filed_one = f"/cases/{filed(house, office)}"
        await handler.send(filed_one, to=f"{filed_one}/moves/case.value", **{
            "field.ore_value": "50000", "field.illegal_gains": "80000", "field.basis": "鉴定意见"})
        page = await handler.send(filed_one, to=f"{filed_one}/moves/case.assess", **no, **{"field.why": "数额较小"})
        assert page.status_code == 422 and "在“认定案件情节”中改为“是”" in text(page) and "case.assess）" not in page.text


async def test_whom_the_only_request_is_about_is_recused_by_the_page_unasked_whether_he_investigates_or_not(house, office):
    number, leader = filed(house, office), office.officer("leader")
    account(house, office.officer("deputy"), "deputy")
    at_page, box = f"/cases/{number}", f'name="field.officers" value="{leader}"'
    async with Browser(house) as deputy:
        await deputy.sign_in("deputy")
        assert box not in (await deputy.get(at_page)).text
        move(house, office, number, "recusal.ask", officer="局长甲", grounds="亲属")
        page = await deputy.get(at_page)
        assert box not in page.text and f"{at_page}/moves/recusal.decide" in page.text
        page = await deputy.send(at_page, to=f"{at_page}/moves/recusal.decide", **{"field.granted": "yes"})
        assert page.status_code == 200
    async with Browser(house) as browser:
        await browser.sign_in("leader")
        assert "您已回避本案。" in text(await browser.get(at_page))
