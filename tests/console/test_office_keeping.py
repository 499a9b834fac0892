"""Whoever keeps the records sets up offices, renames them and abolishes them by pages, seeing first what hangs on them."""

import re
from datetime import date

import pytest

from casework.duty.opening import open_duties
from casework.record.founding import found_office
from casework.record.offices import rename_office
from models import Area
from tests.casework.builders import a_party, an_officer
from tests.casework.town import at, settle_in
from tests.console.browser import Browser, account

DAY = date(2024, 3, 4)
COUNTS = re.compile(r'data-label="内容">([^<]+)</th><td class="n" data-label="数目">([0-9]+)<')


@pytest.fixture
def town(house):
    found = settle_in(house, DAY)
    with at(house) as desk:
        open_duties(desk)
        a_party(desk, "220283", "舒兰市", "county", found.city)
        desk.session.add(Area(code="220221001", name="西阳街道", kind="street", office_id=found.county))
        keeper = an_officer(desk, found.city, "administrator", name="管理员")
    account(house, keeper, "keeper")
    return found


async def test_an_office_is_set_up_below_another_of_an_area_or_entirely_new(house, town):
    form, to = "/offices/220221/below/new", "/offices/220221/below"
    async with Browser(house) as keeper:
        await keeper.sign_in("keeper")
        assert f'href="{form}"' in (await keeper.get("/offices/220221")).text
        wrong = await keeper.send(form, to=to, name="新立镇", code="22022130", level="township", since="2024-03-01")
        assert wrong.status_code == 422 and 'value="新立镇"' in wrong.text and "“22022130”不是这一级机构的代码" in wrong.text
        made = await keeper.send(form, to=to, name="新立镇", code="220221300", level="township", since="2024-03-05")
        assert made.url.path == "/offices/220221300" and "该机构自2024-03-05起设立" in made.text
        again = await keeper.send(form, to=to, name="别的镇", code="220221300", level="township")
        assert again.status_code == 409 and "代码220221300已被使用" in again.text and 'value="别的镇"' in again.text
        await keeper.send(form, to=to, name="西阳乡", code="220221001", level="township")
        assert (await keeper.get("/offices/220221100/below/new")).text.count("<form") == 2  # to seek, and to sign out
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM area") == 0
        rows = desk.rows("SELECT name, level, valid_from FROM party WHERE parent_id = :id AND level = 'township' ORDER BY code",
                         id=town.county)
        assert [(row.name, str(row.valid_from)) for row in rows] == [
            ("西阳乡", "2024-03-04"), ("口前镇", "None"), ("新立镇", "2024-03-05")]


async def test_a_name_is_changed_but_not_from_an_outdated_page(house, town):
    async with Browser(house) as keeper:
        await keeper.sign_in("keeper")
        made = (await keeper.get("/offices/220221")).text
        with at(house) as desk:
            rename_office(desk, "220221", "永吉新县")
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', made))
        late = await keeper.client.post("/offices/220221/name", data={**hidden, "name": "永吉市"})
        assert late.status_code == 409 and "机构更名" in late.text and 'value="永吉市"' in late.text
        right = await keeper.send("/offices/220221", to="/offices/220221/name", name="永吉市")
        assert right.url.path == "/offices/220221" and "<h1>永吉市" in right.text


async def test_abolishing_tells_first_what_hangs_on_an_office_and_hands_it_on(house, town):
    page = "/offices/220221/abolish"
    async with Browser(house) as keeper:
        await keeper.sign_in("keeper")
        told = (await keeper.get(page)).text
        with at(house) as desk:
            owed = {name: str(desk.scalar(f"SELECT count(*) FROM duty WHERE {where} AND status = 'open'", id=town.county))
                    for name, where in (("向其报送的未办结事项", "creditor_id = :id AND debtor_id <> :id"),
                                        ("本级未办结事项", "debtor_id = :id"))}
        assert dict(COUNTS.findall(told)) == owed | {
            "下级机构": "1", "归口的街道、农场、园区": "1", "所辖矿业权人": "1", "矿山": "1", "所在地在此的矿业权": "2",
            "由其颁发的矿业权": "0", "任职": "2", "指定的责任人": "0", "未办的待办": "0", "系统的接口令牌": "0"}
        assert int(owed["向其报送的未办结事项"]) > 3 and '<option value="220283">舒兰市</option>' in told
        for fields, status, words in (({"sure": ""}, 422, "机构撤销后不能恢复"),
                                      ({"successor": ""}, 409, "请填写承接其职责的机构"),
                                      ({"successor": "无此局"}, 422, "没有名为“无此局”的机构"),
                                      ({"last": "2024-03-05"}, 422, "尚未到来")):
            given = {"successor": "220283", "last": "2024-03-04", "sure": "yes"} | fields
            wrong = await keeper.send(page, **given)
            assert wrong.status_code == status and words in wrong.text, fields
            assert f'value="{given["successor"]}"' in wrong.text and f'value="{given["last"]}"' in wrong.text
        done = await keeper.send(page, successor="舒兰市", last="2024-03-04", sure="yes")
        assert done.url.path == "/offices/220221" and "该机构最后一日为2024-03-04" in done.text
        assert f'href="{page}"' not in done.text and "新增人员" not in done.text
        assert 'action="/offices/220221/abolish"' not in (await keeper.get(page)).text
        assert '<a href="/offices/220221100">口前镇</a>' in (await keeper.get("/offices/220283")).text


async def test_an_office_is_not_abolished_from_a_page_made_before_something_else_came_to_hang_on_it(house, town):
    page = "/offices/220221/abolish"
    async with Browser(house) as keeper:
        await keeper.sign_in("keeper")
        made = (await keeper.get(page)).text
        with at(house) as desk:
            found_office(desk, "220221", code="220221300", name="新立镇", level="township")
        given = {**dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', made)),
                 "successor": "220283", "last": "2024-03-04", "sure": "yes"}
        late = await keeper.client.post(page, data=given)
        assert late.status_code == 409 and "打开本页之后，随之变动的内容有了变化" in late.text
        assert dict(COUNTS.findall(late.text))["下级机构"] == "2" and 'value="220283"' in late.text
        assert (await keeper.send(page, successor="220283", last="2024-03-04", sure="yes")).url.path == "/offices/220221"
