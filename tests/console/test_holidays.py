"""A year's notice by the page: looked at with what it would move, then imported; what is wrong keeps what was typed."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from openpyxl import Workbook

from tests.casework.test_holidays import NOTICE, SOURCE
from tests.casework.test_projecting import ready
from tests.casework.town import at, duty_of
from tests.console.browser import Browser, account

LINES = "\n".join(f"{day} {'班' if working else '休'} {name}" for day, working, name in NOTICE)


@pytest.fixture
def number(house):
    found = ready(house)
    with at(house) as desk:
        ids = {row.login: row.id for row in desk.rows(
            "SELECT 'province' AS login, officer_id AS id FROM post WHERE role = 'administrator' UNION ALL"
            " SELECT 'city', officer_id FROM post WHERE role = 'handler' AND office_id = 2")}
    for login, officer in ids.items():
        account(house, officer, login)
    return found


def hidden(page):
    return {name: unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', page.partition("<main")[2])}


async def test_a_notice_is_looked_at_and_then_imported(house, number):
    async with Browser(house) as province, Browser(house) as city:
        await province.sign_in("province")
        await city.sign_in("city")
        page = (await province.get("/holidays")).text
        assert "日期为暂定" in page and 'value="2027"' in page and "劳动节" in page
        shown = await province.send("/holidays", to="/holidays/preview", year="2027", source=SOURCE, days=LINES)
        assert shown.status_code == 200 and "2027-01-14" in shown.text and "尚未写入" in shown.text
        assert duty_of(house, number).due == date(2027, 1, 14)
        assert "/holidays/preview" not in (await city.get("/holidays?year=2025")).text
        done = await province.client.post("/holidays", data=hidden(shown.text))
        assert done.status_code == 200 and done.url.params["year"] == "2027" and SOURCE in done.text
        assert duty_of(house, number).due == date(2027, 1, 15) and not duty_of(house, number).provisional
        again = await province.send("/holidays", to="/holidays/preview", year="2027", source=SOURCE, days=LINES)
        assert "无须导入" in again.text
        late = await province.client.post("/holidays", data=hidden(shown.text))
        assert late.status_code == 409


async def test_a_notice_is_read_from_a_workbook_and_what_is_wrong_keeps_what_was_given(house, number):
    book = Workbook()
    for row in (("日期", "类型", "名称"), *((day, "班" if working else "休", name) for day, working, name in NOTICE)):
        book.active.append(row)
    content = BytesIO()
    book.save(content)
    async with Browser(house) as province:
        await province.sign_in("province")
        form = {"year": "2027", "source": SOURCE, "days": ""}
        sent = {"file": ("2027.xlsx", content.getvalue())}
        shown = await province.send("/holidays", to="/holidays/preview", files=sent, **form)
        assert shown.status_code == 200 and hidden(shown.text)["days"] == LINES
        for file, told in ((b"PK\x03\x04 no zip", "不是可报送的文件类型"), (b"\xff\xfe\x00\x01", "也不是文本表格"),
                           (b"x" * 1_000_001, "过大，不是放假通知"), (b"a,b\n1,2\n", "首行不符合要求")):
            wrong = await province.send("/holidays", to="/holidays/preview", files={"file": ("2027.xlsx", file)}, **form)
            assert wrong.status_code == 422 and told in wrong.text, told
        for change, told in (({"source": ""}, "未填写是哪一份通知"),
                             ({"days": "2027-01-01 休 元旦"}, "没有名为“春节”的休息日"),
                             ({"days": "whenever"}, "“whenever”不是日期"), ({"year": "1999", "days": LINES}, "日历自2004年起")):
            wrong = await province.send("/holidays", to="/holidays/preview", **{**form, **change})
            assert wrong.status_code == 422 and told in unescape(wrong.text), told
            assert all(value in unescape(wrong.text) for value in change.values())
