"""The journal by pages: in one's reach, filtered, paged, exported, checked; each entry in words."""

import inspect
import io
import re
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from casework import journal
from casework.access import Actor, Post
from casework.desk import open_desk
from casework.view.entries import entries_at
from console.journal_words import in_a_line, told
from tests.casework.builders import an_officer
from tests.casework.town import at, duty_id, go_to, patrol, settle_in, watch_on
from tests.console.browser import Browser, account
from web.chinese.labels import LABELS

HOUSE = Path(inspect.getfile(journal)).parent


@pytest.fixture
def town(house):
    found = settle_in(house, date(2024, 3, 1))
    watch_on(house, date(2024, 3, 4))
    patrol(house, found.township, date(2024, 3, 4))
    with at(house) as desk:
        for office, login in ((found.province, "province"), (found.county, "county")):
            account_of = an_officer(desk, office, "auditor", name=f"{login}审计员")
            desk.run("UPDATE officer SET name = :name WHERE id = :id", name=f"{login}审计员", id=account_of)
            found.officers[office]["auditor"] = account_of
    for office, login in ((found.province, "province"), (found.county, "county")):
        account(house, found.officers[office]["auditor"], login)
    account(house, found.officer(found.county), "clerk")
    return found


def numbers(page):
    return [int(one) for one in re.findall(r'data-label="编号">(\d+)<', page)]


def listed(house, where="1 = 1"):
    with at(house) as desk:
        return [row.id for row in desk.rows(f"SELECT j.id FROM journal j WHERE {where} ORDER BY j.at DESC, j.id DESC")]


async def test_what_an_entry_is_about_has_its_name(house, town):
    async with Browser(house) as province:
        await province.sign_in("province")
        page = (await province.get("/journal")).text
        auditor = town.officers[town.province]["auditor"]
        assert re.search(rf'账号 \d+ <a href="/officers/{auditor}">province审计员</a>', page)
        assert '<dt>种类</dt><dd lang="zh-CN">巡查</dd>' in page and '<dt>因为</dt><dd lang="zh-CN">履职记录 1</dd>' in page


async def test_everybody_reads_what_happened_in_his_reach(house, town):
    async with Browser(house) as province, Browser(house) as county, Browser(house) as clerk:
        for browser, login in ((province, "province"), (county, "county"), (clerk, "clerk")):
            await browser.sign_in(login)
        whole, below = listed(house), listed(house, "j.office_id IN (SELECT id FROM party WHERE path LIKE '/1/2/3/%')")
        assert numbers((await province.get("/journal")).text) == whole[:50] and len(whole) > len(below) > 3
        page = (await county.get("/journal")).text
        assert numbers(page) == below and "/journal/verify" not in page
        assert (await county.send("/journal", to="/journal/verify")).status_code == 403
        assert (await clerk.get("/journal")).status_code == 403


async def test_it_is_filtered_and_exported(house, town):
    week = duty_id(house, "township_patrol", "2024-W10")
    with at(house) as desk:
        journal.note(desk, "work.settled", "work_item", 5, office_id=town.city, note="=1+1")
    go_to(house, date(2024, 3, 5))
    with open_desk(house, Actor("平台", posts=(Post("handler", 1, "/1/"),))) as desk:
        journal.note(desk, "act.corrected", "act", 1, office_id=town.township, reason="笔误")
    async with Browser(house) as province:
        await province.sign_in("province")
        cases = {"action=act.recorded": "j.action = 'act.recorded'", "office=口前镇": f"j.office_id = {town.township}",
                 "actor=operator": "j.actor = 'operator'", "actor=平台": "j.actor = '平台'",
                 "actor=province审计": f"j.actor = 'officer:{town.officers[town.province]['auditor']}'",
                 f"entity=duty&number={week}": f"j.entity = 'duty' AND j.entity_id = {week}", "since=2024-03-06": "1 = 0",
                 "until=2024-03-04": "j.actor <> '平台' AND j.action <> 'account.signed_in'"}
        for asked, where in cases.items():
            found = numbers((await province.get(f"/journal?{asked}")).text)
            assert found == listed(house, where), asked
        for wrong in ("number=one", "since=today", "number=9999999999", "until=9999-12-31", "since=0001-01-01"):
            assert (await province.get(f"/journal?{wrong}")).status_code == 422
        sheet = load_workbook(io.BytesIO((await province.get("/journal.xlsx?action=work.settled")).content)).active
        rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("编号", "时间", "操作人", "事项", "单位", "对象", "对象编号", "明细")
    assert [row[2:] for row in rows[1:]] == [("operator", "待办处理完毕", "吉林市", "待办", 5, "说明：=1+1")]


def test_pages_follow_one_another_by_the_last_number(house, town):
    with at(house) as desk:
        for number in range(9):
            journal.note(desk, "x.done", "x", number)
    with at(house) as desk:
        first = entries_at(desk, {"action": "x.done"}, size=4)
        second = entries_at(desk, {"action": "x.done"}, size=4, before=first.rows[-1].id)
        last = entries_at(desk, {"action": "x.done"}, size=4, before=second.rows[-1].id)
        none = entries_at(desk, {}, before=999_999)
    assert [[one.entity_id for one in part.rows] for part in (first, second, last)] == [[8, 7, 6, 5], [4, 3, 2, 1], [0]]
    assert (first.more, second.more, last.more, none.rows) == (True, True, False, [])


async def test_details_stand_there_in_words(house, town):
    week = duty_id(house, "township_patrol", "2024-W10")
    async with Browser(house) as province:
        await province.sign_in("province")
        page = (await province.get(f"/journal?entity=duty&number={week}")).text
        assert f'href="/duties/{week}"' in page and "记一次履职" in page
        assert "<dt>事项</dt><dd lang=\"zh-CN\">乡（镇）所每周巡查</dd>" in page and "<dt>期间</dt>" in page


def test_values_are_told_by_what_they_are(rulebook):
    detail = {"rule": "township_patrol", "replaced": True, "roles": None, "flows": ["duty_watch"], "days": list(range(30)),
              "no_such": {"a": 1}, "role": "head"}
    words = dict(told(detail, rulebook))
    assert [one.text for one in words["rule"]] == ["乡（镇）所每周巡查"] and "roles" not in words
    assert (words["replaced"][0].kind, words["flows"][0].kind, words["role"][0].kind) == ("answer", "flow", "role")
    assert [one.text for one in words["days"]][-2:] == ["19", "…（30）"]
    line = in_a_line({"role": "head", "no_such": {"a": 1}}, rulebook, lambda code, kind: LABELS[kind].get(code, code))
    assert line == "职务：主要领导；no_such：a 1"


def test_a_provinces_value_is_told_as_its_page_tells_it(rulebook):
    detail = {"table": "duty", "code": "situation_report", "value_from": "2027-01-01", "reason": "年底集中",
              "value": "1次，期末或事件后15个工作日内", "decree": {"duty_value": [{"confidence": "V"}]}}
    line = in_a_line(detail, rulebook, lambda code, kind: LABELS[kind].get(code, code))
    assert line == ("类别：次数和期限；名称：监管情况和违法态势报告；数值自：2027-01-01；理由：年底集中；"
                    "数值：1次，期末或事件后15个工作日内")


async def test_the_chain_is_checked_by_a_button(house, town):
    async with Browser(house) as province:
        await province.sign_in("province")
        assert "尚未校验过" in (await province.get("/journal")).text
        with at(house) as desk:
            journal.seal(desk)
            last = desk.scalar("SELECT max(id) FROM journal")
        page = (await province.send("/journal", to="/journal/verify", anew="no")).text
        assert f"第1条至第{last}条完整，未被改动；province审计员于2024-03-04 08:00校验" in page
        assert f"其后至第{last + 1}条尚未校验" in page
        assert "从头校验" in page and f"第1条至第{last}条完整" in (
            await province.send("/journal", to="/journal/verify", anew="yes")).text


def test_whatever_is_written_down_has_a_name():
    """Actions and details as the code writes them; an f-string's are named one by one."""
    source = "\n".join(file.read_text(encoding="utf-8") for file in sorted(HOUSE.rglob("*.py")))
    noted = re.findall(r'(?:note|note_each|record|record_each)\(\s*desk, "([a-z_]+\.[a-z_]+)", "([a-z_]+)"', source)
    noted += [(action, "duty") for action in re.findall(r'duties\.record(?:_each)?\(desk, "(duty\.[a-z_]+)"', source)]
    assert len(noted) > 40
    assert {action for action, _ in noted} <= set(LABELS["happened"])
    assert {entity for _, entity in noted} <= set(LABELS["entity"])
