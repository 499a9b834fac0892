"""Values of the rulebook by pages: shown through the years, set once it was seen what moves, taken back before their day."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from casework.duty.opening import open_duties
from casework.shelf import Shelf
from tests.casework.builders import an_officer
from tests.casework.town import at, duty_id, duty_of, go_to, settle_in
from tests.console.browser import Browser, account

PAGE = "/values/duty/situation_report"
GIVEN = {"since": "2027-01-01", "times": "1", "due": "after", "n": "15", "unit": "working_day",
         "source": "吉自然资发〔2026〕9号", "confirmed": "yes", "reason": "年底集中"}


@pytest.fixture
def kept(house, tmp_path):
    here = replace(house, source=Shelf(tmp_path / "decrees"))
    found = settle_in(here, date(2026, 12, 1))
    go_to(here, date(2026, 12, 15))
    with at(here) as desk:
        open_duties(desk)
        other = an_officer(desk, found.province, "administrator", name="另一管理员")
    for officer, login in ((found.officer(found.province, "administrator"), "province"), (other, "other"),
                           (found.officer(found.city), "city")):
        account(here, officer, login)
    return here


def hidden(page):
    return [(name, unescape(value)) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', page.partition("<main")[2])]


def due(house):
    return duty_of(house, duty_id(house, "situation_report", "2027Q1", 2)).due


async def confirm(browser, page, to):
    form = {}
    for name, value in hidden(page):
        form.setdefault(name, []).append(value)
    return await browser.client.post(to, data=form)


async def test_a_value_is_set_once_it_was_seen_and_taken_back(kept):
    async with Browser(kept) as province, Browser(kept) as other, Browser(kept) as city:
        for browser, login in ((province, "province"), (other, "other"), (city, "city")):
            await browser.sign_in(login)
        assert 'href="/values/duty/situation_report"' in (await province.get("/rules/六（三）")).text
        assert "设定新的数值" not in (await city.get(PAGE)).text and "由省厅确定" in (await city.get(PAGE)).text
        shown = await province.send(PAGE, to=f"{PAGE}/preview", **GIVEN)
        assert shown.status_code == 200 and "尚未写入" in shown.text and "期末或事件后15个工作日内" in shown.text
        assert "2027-04-14" in shown.text and "2027-04-21" in shown.text and due(kept) == date(2027, 4, 14)
        second = await other.send(PAGE, to=f"{PAGE}/preview", **{**GIVEN, "n": "20"})
        done = await confirm(province, shown.text, PAGE)
        assert done.status_code == 200 and "年底集中" in done.text and due(kept) == date(2027, 4, 21)
        assert (await confirm(other, second.text, PAGE)).status_code == 409  # he looked at what stood there before
        for browser in (other, city):  # the very next page
            assert "期末或事件后15个工作日内" in (await browser.get("/rules/六（三）")).text
        wrong = await province.client.post(f"{PAGE}/revoke", data=dict(hidden(done.text)[:3]) | {"reason": " "})
        assert wrong.status_code == 422
        back = await province.client.post(f"{PAGE}/revoke", data=dict(hidden(done.text)[:3]) | {"reason": "误设"})
        assert back.status_code == 200 and "15个工作日" not in back.text and due(kept) == date(2027, 4, 14)
        journal = (await province.get("/journal?entity=value")).text
        assert "撤销规则数值" in journal and "误设" in journal and "1次，期末或事件后15个工作日内" in journal


async def test_what_is_wrong_is_said_beside_what_was_filled_in(kept):
    async with Browser(kept) as province:
        await province.sign_in("province")
        for change, told in (({"since": "2026-12-14"}, "已过去"), ({"since": "soon"}, "soon"), ({"n": "0"}, "1至1200"),
                             ({"n": "zwölf"}, "1至1200"), ({"times": "9999"}, "1至366"), ({"due": "on"}, "未选择期限"),
                             ({"reason": ""}, "理由"), ({"source": ""}, "未填写文号"), ({"unit": "hour"}, "未选择单位")):
            wrong = await province.send(PAGE, to=f"{PAGE}/preview", **{**GIVEN, **change})
            assert wrong.status_code == 422 and told in unescape(wrong.text), change
            assert all(f'value="{value}"' in wrong.text for name, value in ({**GIVEN, **change}).items()
                       if name in ("since", "times", "n", "source") and value), change
        order = "/values/duty/two_rates_year"
        assert "设定新的数值" not in (await province.get(order)).text
        assert (await province.send(order, to=f"{order}/preview", **{**GIVEN, "due": "on"})).status_code == 403
        assert (await province.get("/values/duty/nothing")).status_code == 404
        assert (await province.get("/values/gate/nothing")).status_code == 404


async def test_figures_ladders_and_days_of_the_year_have_forms_of_their_own(kept):
    common = {name: GIVEN[name] for name in ("since", "source", "confirmed", "reason")}
    november = {"times": "2", "due": "on", "on_month": "11", "on_day": "end"}
    forms = {"/values/figure/digest_lines": ({"value": "500"}, "500条"),
             "/values/duty/liaison_meeting": (november, "2次，每年11月末日"),
             "/values/duty/plan_supervision": ({"times": "1", "due": "at"}, "1次，本期内"),
             "/values/duty/own_opinions": ({"times": "1", "due": "date", "due_date": "2027-06-30"}, "2027-06-30前")}
    async with Browser(kept) as province:
        await province.sign_in("province")
        for path, (fields, told) in forms.items():
            shown = await province.send(path, to=f"{path}/preview", **common, **fields)
            assert shown.status_code == 200 and told in shown.text, path
            assert ("另行产生一项" in shown.text) == (path == "/values/duty/own_opinions")
            assert told in (await confirm(province, shown.text, path)).text, path
        path = "/values/ladder/report"
        made = (await province.get(path)).text
        key = re.search(r'name="form_key" value="([^"]*)"', made.partition("<main")[2])[1]
        rungs = {"offset": ["-14", "0", "3", "", ""], "told": ["1", "1", "2", "1", "1"]}
        shown = await province.client.post(f"{path}/preview", data={"form_key": key, **common, **rungs})
        assert "提前14日、到期当日、逾期3个工作日（报上级）" in shown.text and "没有未办结义务" not in shown.text
        assert "提前14日" in (await confirm(province, shown.text, path)).text
        wrong = await province.client.post(f"{path}/preview", data={"form_key": key, **common, "since": "2027-02-01",
                                                                   "offset": ["later"], "told": ["1"]})
        assert wrong.status_code == 422 and 'value="later"' in wrong.text


async def test_mistakes_in_the_folder_are_told_to_whoever_mends_them(kept):
    kept.rulebook  # noqa: B018  read once
    kept.source.folder.mkdir()
    (kept.source.folder / "a.toml").write_text("not TOML", encoding="utf-8")
    async with Browser(kept) as province, Browser(kept) as city:
        await province.sign_in("province")
        await city.sign_in("city")
        assert "a.toml" in (await province.get("/rules")).text and "a.toml" not in (await city.get("/rules")).text
