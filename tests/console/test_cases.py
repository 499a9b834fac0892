"""Cases by the pages: the register, one case on one page, each move by its form, whoever sees which part of it."""

import re
from datetime import date
from hashlib import sha256
from html import unescape
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import event

from casework.desk import House
from casework.record.certificates import add_certificate
from tests.casework.builders import an_officer
from tests.casework.cases import CONDITIONS, RECORD, SERVED, Office, a_bureau, a_case, as_it_is, filed, move, proposed
from tests.casework.cases import NONE_OF_THESE as NOTHING
from tests.casework.test_case_watch import performing
from tests.casework.town import at, go_to
from tests.console.browser import Browser, account

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)
NUMBERS = re.compile(r'<a href="/cases/(AJ\d+)">')
FORM = re.compile(r'<form method="post" action="/cases/AJ\d+/moves/([\w.-]+)">')
YES = {f"field.{name}": "yes" for name in CONDITIONS}


@pytest.fixture
def office(house: House) -> Office:
    """The bureau, with accounts of those who work on cases and of an auditor of the city."""
    found = a_bureau(house, SINCE, DAY)
    for role in ("handler", "unit", "leader", "legal"):
        account(house, found.officer(role), role)
    with at(house) as desk:
        auditor = an_officer(desk, found.town.city, "auditor", name="审计员辛")
    account(house, auditor, "auditor")
    return found


def text(page) -> str:
    """What a page says, without its marks and spaces."""
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", "", page.text)))


async def test_the_register_is_narrowed_by_stage_group_party_and_whose_turn_it_is(house, office):
    first, second = a_case(house, office), filed(house, office)
    async with Browser(house) as handler, Browser(house) as unit:
        await handler.sign_in("handler")
        await unit.sign_in("unit")
        for asked, found in (("", [second, first]), ("stage=found", [first]), ("group=立案", [first]), ("group=调查", [second]),
                             ("group=没有", []), ("wants=mine", [second, first]), ("party=王", [second, first]),
                             ("party=李", []), ("major=yes", []), ("offence=mining-without-right", [second, first]),
                             ("wants=late", []), (f"said={first}", [first]), ("sort=number", [first, second])):
            assert NUMBERS.findall((await handler.get(f"/cases?{asked}")).text) == found, asked
        assert NUMBERS.findall((await unit.get("/cases?wants=mine")).text) == []
        move(house, office, first, "filing.establish", **CONDITIONS)
        move(house, office, first, "filing.propose", **CONDITIONS, facts="无证采矿")
        assert NUMBERS.findall((await unit.get("/cases?wants=mine")).text) == [first]
        assert NUMBERS.findall((await handler.get("/cases?wants=mine")).text) == [second]


async def test_the_board_counts_by_stage_and_its_numbers_lead_to_the_lists(house, office):
    a_case(house, office)
    filed(house, office)
    go_to(house, date(2025, 11, 4))
    async with Browser(house) as handler:
        await handler.sign_in("handler")
        told = text(await handler.get("/cases/board"))
        assert "立案阶段案件逾期发现违法行为1—合计1—" in told and "调查阶段案件逾期调查取证11合计11" in told
        page = await handler.get("/cases/board")
        for path in re.findall(r'href="(/cases\?[^"]+)"', page.text):
            assert len(NUMBERS.findall((await handler.get(unescape(path))).text)) == 1, path


async def test_the_workbook_names_the_party_but_neither_number_nor_address(house, office):
    number = filed(house, office)
    async with Browser(house) as handler:
        await handler.sign_in("handler")
        sheet = load_workbook(BytesIO((await handler.get("/cases.xlsx")).content)).active
    rows = [[cell.value for cell in row] for row in sheet]
    assert rows[1][:9] == [number, None, "王某无证采矿案", "王某", "无证采矿（未取得采矿权开采）", "否", "调查取证",
                           "永吉县", "承办人丁"]
    assert not any("220221197001011234" in str(value) or "口前镇" in str(value) for row in rows for value in row)


async def test_a_case_goes_from_form_to_form_and_each_sees_what_is_his_to_do(house, office):
    number = a_case(house, office)
    there = f"/cases/{number}"
    async with Browser(house) as handler, Browser(house) as unit:
        await handler.sign_in("handler")
        await unit.sign_in("unit")
        page = await handler.get(there)
        assert FORM.findall(page.text)[:1] == ["filing.propose"]
        assert "team.name" in FORM.findall((await unit.get(there)).text) and "team.name" not in FORM.findall(page.text)
        done = await handler.send(there, to=f"{there}/moves/filing.establish", **YES)
        assert done.status_code == 200 and "已办理：认定符合立案条件" in text(done)
        done = await handler.send(there, to=f"{there}/moves/filing.propose", **YES, **{"field.facts": "北坡采铁矿"})
        assert "已办理：提出立案，立案：承办机构审核" in text(done) and "filing.unit" not in FORM.findall(done.text)
        assert FORM.findall((await unit.get(there)).text)[0] == "filing.unit"
    assert as_it_is(house, number).stage == "filing_unit"


async def test_what_must_be_recorded_first_is_named_as_the_page_names_it(house, office):
    number = proposed(house, office, worth={}, assessed=NOTHING, offence="no-restoration")  # nobody knows what it costs
    there = f"/cases/{number}"
    async with Browser(house) as leader:
        await leader.sign_in("leader")
        page = await leader.send(there, to=f"{there}/moves/notice.issue",
                                 **{"field.facts": "无证采矿", "field.basis": "第七十条", "field.fine": "100000"})
    assert page.status_code == 422 and "请用“认定金额和情节”登记。" in text(page) and "case.“" not in page.text


async def test_bad_input_comes_back_on_the_page_with_what_was_filled_in(house, office):
    number = filed(house, office)
    there = f"/cases/{number}"
    async with Browser(house) as handler:
        await handler.sign_in("handler")
        page = await handler.send(there, to=f"{there}/moves/evidence.collect",
                                  **{"field.title": "现场笔录", "field.taken_on": "2025-13-01", "field.original": "no"})
        assert page.status_code == 422 and "证据种类" in text(page) and "missing" not in text(page)
        assert '<details id="evidence-collect" open>' in page.text
        assert ">现场笔录</textarea>" in page.text and 'value="2025-13-01"' in page.text
        page = await handler.send(there, to=f"{there}/moves/evidence.collect", day="2025-08-05",
                                  **{"field.kind": "书证", "field.title": "x", "field.taken_on": "2025-08-04",
                                     "field.original": "yes", "field.source": "y", "field.content": "z"})
        assert page.status_code == 422 and 'name="day" type="date" value="2025-08-05"' in page.text  # a day to come
    assert as_it_is(house, number).events == 6


async def test_a_stale_page_is_told_what_happened_since_and_changes_nothing(house, office):
    number = filed(house, office)
    there = f"/cases/{number}"
    async with Browser(house) as handler:
        await handler.sign_in("handler")
        before = as_it_is(house, number)
        move(house, office, number, "case.value", basis="鉴定意见", ore_value="50000")
        page = await handler.send(there, to=f"{there}/moves/crime.suspect", seen=str(before.version), after=str(before.events),
                                  **{"field.suspicion": "非法采矿"})
        assert page.status_code == 409
        assert "您打开此页后，案件已有变化：2025-08-04承办人丁：认定金额和情节，调查取证" in text(page)
        assert ">非法采矿</textarea>" in page.text
        for unknown in ({}, {"after": ""}):
            page = await handler.send(there, to=f"{there}/moves/crime.suspect", seen=str(before.version), **unknown,
                                      **{"field.suspicion": "非法采矿"})
            assert page.status_code == 409 and "您打开此页后，案件已有变化" not in text(page)
        wrong = await handler.send(there, to=f"{there}/moves/filing.propose", **YES, **{"field.facts": "x"})
        assert wrong.status_code == 409 and "现在可以：" not in text(wrong)  # the page shows it by its titles
        shut = await handler.send(there, to=f"{there}/moves/filing.approve")
        assert shut.status_code == 403
    assert as_it_is(house, number).events == before.events + 1


async def test_a_button_that_is_pressed_twice_does_it_once_and_says_that_one_did_it_oneself(house, office):
    number = filed(house, office)
    there, before = f"/cases/{number}", as_it_is(house, number)
    sent = {"seen": str(before.version), "after": str(before.events), "field.basis": "鉴定意见", "field.ore_value": "50000"}
    async with Browser(house) as handler:
        await handler.sign_in("handler")
        assert (await handler.send(there, to=f"{there}/moves/case.value", **sent)).status_code == 200
        again = await handler.send(there, to=f"{there}/moves/case.value", **sent)
        assert again.status_code == 409 and f"您刚才已经办理{number}的“认定金额和情节”。" in text(again)
        assert "已被他人改动" not in text(again)
        other = await handler.send(there, to=f"{there}/moves/crime.suspect", **{**sent, "field.suspicion": "非法采矿"})
        assert other.status_code == 409 and "已被他人改动" in text(other)
        handler.client.cookies.set("language", "en")
        again = await handler.send(there, to=f"{there}/moves/case.value", **sent)
        assert f"You made “Value the act” of {number} already, just now." in unescape(again.text)
    house.clock.advance(seconds=61)
    async with Browser(house) as handler:
        await handler.sign_in("handler")
        later = await handler.send(there, to=f"{there}/moves/case.value", **sent)
        assert later.status_code == 409 and "已被他人改动" in text(later)
    assert as_it_is(house, number).events == before.events + 1


async def test_what_cannot_be_done_says_why_and_what_to_do(house, office):
    number = proposed(house, office, worth={"ore_value": "50000"}, assessed=NOTHING | {"major": True},
                      act_start=date(2025, 7, 10), act_end=date(2025, 8, 1))
    async with Browser(house) as leader:
        await leader.sign_in("leader")
        page = await leader.get(f"/cases/{number}")
        shut = text(page).partition("现在不能办理的事项")[2].partition("期限")[0]
        assert "决定不予处罚案情复杂或者重大违法，负责人尚未集体讨论。请组织集体讨论。" in shut
        assert "decision.none" not in FORM.findall(page.text)
        here, _, elsewhere = shut.partition("不限于本阶段的其他事项")
        assert "本案适用的已是现行程序" in elsewhere and "本案适用的已是现行程序" not in here
        assert "集体讨论" not in elsewhere


async def test_documents_of_the_stage_are_offered_first_and_all_others_folded_away(house, office):
    number = filed(house, office)
    async with Browser(house) as handler:
        await handler.sign_in("handler")
        page = (await handler.get(f"/cases/{number}")).text
    here, others = (re.findall(r"<option>([^<]+)</option>", re.search(rf'id="{one}-title".*?</select>', page, re.S).group(0))
                    for one in ("paper", "other"))
    assert {"立案呈批表", "责令停止违法行为通知书"} <= set(here) and "行政处罚决定书" not in here
    assert "行政处罚决定书" in others and not set(here) & set(others) and len(here) < len(others)


async def test_the_page_tells_limits_with_their_way_money_and_what_was_done(house, office):
    number = proposed(house, office, worth={"ore_value": "50000"}, assessed=NOTHING, act_start=date(2025, 7, 10),
                      act_end=date(2025, 8, 1))
    money = {"facts": "无证采矿", "basis": "矿产资源法第六十四条", "fine": "200000.00"}
    move(house, office, number, "notice.issue", **money)
    async with Browser(house) as auditor:
        await auditor.sign_in("auditor")
        told = text(await auditor.get(f"/cases/{number}"))
    assert "作出处罚决定永吉县2025-08-042025-11-03" in told and "还有91天" in told
    assert "罚款200,000.00元（法定幅度100,000.00元–1,000,000.00元）" in told
    assert "认定金额和情节" in told and "矿产品市场价值50,000.00元" in told


async def test_the_english_page_names_whose_time_runs_and_amounts_in_english(house, office):
    number = proposed(house, office, worth={"ore_value": "90000"}, assessed=NOTHING, act_start=date(2025, 7, 10),
                      act_end=date(2025, 8, 1))
    move(house, office, number, "notice.issue", facts="无证采矿", basis="矿产资源法第六十四条", fine="300000.00")
    move(house, office, number, "notice.serve", **SERVED, served_on="2025-08-04")
    async with Browser(house) as auditor:
        await auditor.sign_in("auditor")
        zh = (await auditor.get(f"/cases/{number}")).text
        auditor.client.cookies.set("language", "en")
        en = (await auditor.get(f"/cases/{number}")).text
    assert '<td data-label="由谁" lang="zh-CN">当事人</td>' in zh and '<td data-label="By whom">Party</td>' in en
    assert "<dd>90,000.00元</dd>" in zh and "<dd>90,000.00 yuan</dd>" in en and "90000 元" not in en


async def test_a_payment_shows_its_receipt_and_leads_to_its_correction_filled_in_for_whoever_may(house, office):
    _, number = performing(house, office)
    paid = {"amount": "200000.00", "paid_on": "2025-08-12", "item": "罚款"}
    move(house, office, number, "payment.record", **paid, receipt="收 0001&2")
    there = f"/cases/{number}"
    link = f"{there}?correct=%E6%94%B6%200001%262#payment-correct"
    async with Browser(house) as handler, Browser(house) as auditor:
        await handler.sign_in("handler")
        await auditor.sign_in("auditor")
        seen, mine = await auditor.get(there), await handler.get(there)
        assert "收0001&2" in text(seen) and link not in seen.text and link in unescape(mine.text)
        assert 'id="payment-correct" open' not in mine.text
        form = unescape((await handler.get(link.split("#")[0])).text).split('id="payment-correct" open')[1].split("</form>")[0]
        assert ">收 0001&2</textarea>" in form and "<option selected>罚款</option>" in form
        assert 'value="200000.00"' in form and 'value="2025-08-12"' in form
        assert 'id="payment-correct" open' not in (await handler.get(f"{there}?correct=9")).text
        move(house, office, number, "performance.complete", others_performed=True)
        assert 'id="payment-correct-performed" open' in (await handler.get(link.split("#")[0])).text


async def test_numbers_of_the_party_are_whole_only_to_whoever_works_on_the_case(house, office):
    number = filed(house, office)
    async with Browser(house) as handler, Browser(house) as auditor:
        await handler.sign_in("handler")
        await auditor.sign_in("auditor")
        assert "220221197001011234" in (await handler.get(f"/cases/{number}")).text
        page = await auditor.get(f"/cases/{number}")
        assert "220221197001011234" not in page.text and "220221********1234" in page.text and "口前镇" not in page.text
        assert FORM.findall(page.text) == []


async def test_officers_are_chosen_among_those_with_a_certificate(house, office):
    number = a_case(house, office)
    there = f"/cases/{number}"
    async with Browser(house) as unit:
        await unit.sign_in("unit")
        page = await unit.get(there)
        choices = re.findall(r'name="field.officers" value="(\d+)"', page.text)
        assert sorted(choices) == sorted(str(office.officer(one)) for one in ("handler", "second"))
        done = await unit.send(there, to=f"{there}/moves/team.name", **{"field.officers": choices})
        assert done.status_code == 200 and "吉执001" in text(done) and "吉执002" in text(done)


async def test_whoever_investigates_from_below_reads_why_he_can_do_nothing_here(house, office):
    number = filed(house, office)
    with at(house) as desk:
        below = an_officer(desk, office.town.township, "handler", name="所员壬")
        add_certificate(desk, below, number="吉执010", first=date(2001, 1, 1))
    account(house, below, "below")
    move(house, office, number, "team.name", officers=[office.officer("handler"), below])
    async with Browser(house) as helper, Browser(house) as handler:
        await helper.sign_in("below")
        page = text(await helper.get(f"/cases/{number}"))
        assert "您参与调查本案，但在永吉县" in page and "请交该单位承办人录入" in page
        await handler.sign_in("handler")
        assert "您参与调查本案" not in text(await handler.get(f"/cases/{number}"))


async def test_what_is_struck_is_shown_struck_with_its_reason(house, office):
    number = filed(house, office)
    move(house, office, number, "evidence.collect", **RECORD, taken_on="2020-01-01")
    there = f"/cases/{number}"
    async with Browser(house) as handler:
        await handler.sign_in("handler")
        told = {"field.item_no": "1", "field.reason": "日期录错"}
        page = await handler.send(there, to=f"{there}/moves/evidence.strike", **told)
        assert page.status_code == 200 and "<s>现场勘测笔录</s>" in page.text and "2025-08-04日期录错" in text(page)
        assert "附上文件" not in text(page)


async def test_the_file_of_an_item_is_put_to_it_once_and_handed_out_as_it_came(kept, tmp_path):
    office = a_bureau(kept, SINCE, DAY)
    account(kept, office.officer("handler"), "handler")
    number = filed(kept, office)
    move(kept, office, number, "evidence.collect", kind="书证", title="账本", taken_on="2025-08-04", source="王某",
         original=True, content="销量")
    there = f"/cases/{number}"
    async with Browser(kept) as handler:
        await handler.sign_in("handler")
        none = await handler.send(there, to=f"{there}/evidence/1/file")
        assert none.status_code == 422 and "没有选择文件" in text(none)
        page = await handler.send(there, to=f"{there}/evidence/1/file", files={"file": ("账本.pdf", b"%PDF-1.4 x")})
        assert page.status_code == 200 and "账本.pdf" in text(page) and sha256(b"%PDF-1.4 x").hexdigest() in page.text
        assert (await handler.get(f"{there}/evidence/1/file")).content == b"%PDF-1.4 x"
        again = await handler.send(there, to=f"{there}/evidence/1/file", files={"file": ("二.pdf", b"%PDF-1.4 y")})
        assert again.status_code == 409
        assert (await handler.get(f"{there}/evidence/2/file")).status_code == 404


async def test_the_picture_of_the_procedure_marks_where_the_case_stands(house, office):
    number = filed(house, office)
    async with Browser(house) as handler:
        await handler.sign_in("handler")
        there = "/rules/procedure?on=2025-08-04&at=investigating#here"
        assert f'href="{there}"' in unescape((await handler.get(f"/cases/{number}")).text)
        page = await handler.get(there)
        assert "案件所处阶段：调查取证" in text(page) and page.text.count('id="here" aria-current="step"') == 1
        assert "案件所处阶段" not in (await handler.get("/rules/procedure?at=no-such")).text


async def test_the_pages_of_cases_take_few_statements_however_many_there_are(house, office):
    number = proposed(house, office, worth={"ore_value": "50000"}, assessed=NOTHING, act_end=date(2025, 8, 1))
    for _ in range(3):
        a_case(house, office)
    asked: list[str] = []
    async with Browser(house) as handler:
        await handler.sign_in("handler")
        event.listen(house.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
        found = {}
        for path in ("/cases", "/cases/board", f"/cases/{number}", "/cases/bulk?stage=found&move=stop.order"):
            asked.clear()
            assert (await handler.get(path)).status_code == 200
            found[path] = len([one for one in asked if one.lstrip().startswith(("SELECT", "WITH"))])
    assert max(found.values()) <= 22, found


async def test_the_calculator_opens_filled_with_what_a_case_knows_and_reckons_as_the_case_does(house, office):
    bare = a_case(house, office, act_start=date(2025, 5, 1), act_end=date(2025, 5, 20))
    number = filed(house, office, act_start=date(2025, 7, 20), act_end=date(2025, 8, 1))
    move(house, office, number, "case.value", basis="鉴定意见", illegal_gains="80000", ore_value="120000",
         circumstance="一般情形")
    async with Browser(house) as handler:
        await handler.sign_in("handler")
        link = re.search(r'href="(/calculators/penalty[^"]*)"', (await handler.get(f"/cases/{number}")).text)
        page = await handler.get(unescape(link.group(1)))
        assert page.status_code == 200 and 'id="answer"' in page.text
        for name, value in (("act_date", "2025-07-20"), ("act_end", "2025-08-01"), ("decided_on", "2025-08-04"),
                            ("discovered_on", "2025-08-04"), ("illegal_gains", "80000"), ("ore_value", "120000")):
            assert f'name="{name}" value="{value}"' in page.text or f'name="{name}" type="date" value="{value}"' in page.text
        assert '<option value="mining-without-right" selected>' in page.text
        unvalued = await handler.get(f"/calculators/penalty?case={bare}")  # no value was recorded
        assert unvalued.status_code == 200 and "未填违法所得" in unvalued.text and 'value="2025-05-20"' in unvalued.text
        assert (await handler.get("/calculators/penalty?case=AJ2025999999")).status_code == 404
