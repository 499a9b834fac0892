"""Acts by the pages: listed, narrowed, exported; one shows what it counts for; corrected and withdrawn with a reason."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from openpyxl import load_workbook

from casework.act.acts import NewAct, record
from casework.view.acts import acts_listed
from casework.view.listing import Asked
from tests.casework.town import at, duty_id, duty_of, filled, go_to, patrol
from tests.console.browser import Browser
from tests.console.test_work import form, ready

FRIDAY = date(2024, 3, 8)


def inspection(house, town, day):
    """An inspection of the mine by the city."""
    fields = {**filled(house, "mine_inspection"), "opinion": "=1+1"}
    with at(house) as desk:
        return record(desk, NewAct("mine_inspection", town.city, day, "mine", town.mine, fields=fields)).act_id


@pytest.fixture
def town(house):
    found = ready(house, ("city", "handler", "city"), ("county", "head", "county"), ("township", "handler", "township"),
                  ("holder", "holder", "mine"))
    go_to(house, FRIDAY)
    return found


def numbers(page):
    return [int(one) for one in re.findall(r'<a href="/acts/(\d+)">', page.text)]


async def test_acts_are_listed_within_the_readers_reach_and_narrowed(house, town):
    patrols = [patrol(house, office, date(2024, 3, day)).act_id
               for office, day in ((town.township, 4), (town.county, 5), (town.city, 6))]
    mine = inspection(house, town, date(2024, 3, 7))
    async with Browser(house) as city, Browser(house) as township:
        await city.sign_in("city")
        await township.sign_in("township")
        assert numbers(await city.get("/acts")) == [mine, *reversed(patrols)]
        assert numbers(await township.get("/acts")) == patrols[:1]
        for asked, found in (("kind=patrol", patrols[::-1]), ("office=永吉县", patrols[1::-1]),
                             ("office=220221100", patrols[:1]),
                             ("since=2024-03-05&until=2024-03-06", patrols[:0:-1]), ("subject=口前铁矿", [mine]),
                             ("subject=JL0001", [mine]), ("subject=蛟河", []), ("state=withdrawn", []),
                             ("sort=done", [*patrols, mine]), ("office=_", [])):
            assert numbers(await city.get(f"/acts?{asked}")) == found, asked
        assert (await city.get("/acts?since=gestern")).status_code == 422


async def test_the_workbook_holds_what_the_list_holds_and_no_formula(sqlite_house):
    town = ready(sqlite_house, ("city", "handler", "city"))
    patrol(sqlite_house, town.township, date(2024, 3, 4))
    inspection(sqlite_house, town, date(2024, 3, 4))
    async with Browser(sqlite_house) as city:
        await city.sign_in("city")
        page = await city.get("/acts?kind=mine_inspection")
        link = unescape(re.search(r'href="(/acts\.xlsx[^"]*)"', page.text)[1])
        sheet = load_workbook(BytesIO((await city.get(link)).content)).active
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        whole = load_workbook(BytesIO((await city.get("/acts.xlsx")).content)).active
    assert rows == [["编号", "日期", "种类", "单位", "对象", "状态", "计入义务数", "记录人", "督察员", "督察意见"],
                    [2, rows[1][1], "现场督察", "吉林市", "口前铁矿", "有效", 1, "operator", "全面巡查", "=1+1"]]
    assert sheet["J2"].data_type == "s" and whole.max_row == 3 and whole["I3"].value == "巡查区域：全面巡查"


async def test_an_act_shows_what_it_counts_for_and_what_it_could_count_for(house, town):
    week = duty_id(house, "township_patrol", "2024-W10")
    acts = [patrol(house, town.township, date(2024, 3, day)).act_id for day in (4, 5, 6)]
    async with Browser(house) as township:
        await township.sign_in("township")
        first, third = [await township.get(f"/acts/{one}") for one in (acts[0], acts[2])]
    assert f'href="/duties/{week}"' in first.text and "没有计入任何义务" not in first.text
    assert "没有计入任何义务" in third.text and f'href="/duties/{week}"' in third.text.partition("同期可计入而未计入的义务")[2]
    assert "/correct" not in first.text and "/withdraw" not in first.text  # a handler may not


async def test_a_correction_moves_the_count_and_a_second_one_is_told_that_the_page_is_outdated(house, town):
    week = duty_id(house, "township_patrol", "2024-W10")
    act = patrol(house, town.township, date(2024, 3, 4)).act_id
    async with Browser(house) as head, Browser(house) as other:
        await head.sign_in("county")
        await other.sign_in("county")
        page, fields = f"/acts/{act}/correct", form(house, "patrol") | {"field.area": "镇东", "finding": "no_sign"}
        missing = await head.send(page, **fields, done_on="2024-03-04", reason=" ")
        assert missing.status_code == 422 and "未填写理由" in missing.text and "镇东" in missing.text
        done = await head.send(page, **fields, done_on="2024-03-01", reason="日期录错")
        assert done.url.path == f"/acts/{act + 1}" and "2024-03-04 → 2024-03-01" in done.text
        assert "全面巡查 → 镇东" in done.text and "— → 未设立标识牌" in done.text and "日期录错" in done.text
        for late in (await other.send("/acts", to=page, **fields, done_on="2024-03-04", reason="又"),
                     await other.send("/acts", to=f"/acts/{act}/withdraw", reason="又")):
            assert late.status_code == 409 and f"第{act + 1}号履职记录" in late.text
        old = await head.get(f"/acts/{act}")
        assert f'href="/acts/{act + 1}"' in old.text and "已更正：日期录错" in old.text
    assert duty_of(house, week).done == 0


async def test_a_withdrawn_act_stays_readable_and_its_duty_is_owed_again(house, town):
    week = duty_id(house, "township_patrol", "2024-W10")
    acts = [patrol(house, town.township, date(2024, 3, day)).act_id for day in (4, 5)]
    assert duty_of(house, week).status == "discharged"
    async with Browser(house) as head:
        await head.sign_in("county")
        assert (await head.send(f"/acts/{acts[0]}", to=f"/acts/{acts[0]}/withdraw", reason="")).status_code == 422
        done = await head.send(f"/acts/{acts[0]}", to=f"/acts/{acts[0]}/withdraw", reason="录错所")
    assert "已撤回：录错所" in done.text and "/withdraw" not in done.text
    assert (duty_of(house, week).status, duty_of(house, week).done) == ("open", 1)


async def test_anothers_act_looks_like_one_that_does_not_exist(house, town):
    act = inspection(house, town, FRIDAY)
    async with Browser(house) as township:
        await township.sign_in("township")
        for path in ("", "/correct"):
            hidden, missing = [await township.get(f"/acts/{one}{path}") for one in (act, 999_999)]
            assert hidden.status_code == missing.status_code == 404
            assert hidden.text.replace(f"第{act}号履职记录", "").replace(f"/acts/{act}{path}", "") == \
                missing.text.replace("第999999号履职记录", "").replace(f"/acts/999999{path}", "")
        assert (await township.get(f"/acts/{2**40}")).status_code == 404


async def test_what_a_holder_did_is_read_where_it_mines(house, town):
    with at(house) as desk:  # registered in the provincial capital, mining in 永吉县
        beside = desk.scalar("SELECT id FROM party WHERE level = 'province'")
        desk.run("UPDATE party SET path = :path WHERE id = :id", path=f"/{beside}/{town.holder}/", id=town.holder)
        act = record(desk, NewAct("geological_survey_staff", town.holder, FRIDAY, "mine", town.mine,
                                  fields=filled(house, "geological_survey_staff"))).act_id
    async with Browser(house) as county, Browser(house) as township:
        await county.sign_in("county")
        await township.sign_in("township")
        page = await county.get(f"/acts/{act}")
        assert page.status_code == 200 and "/withdraw" in page.text and numbers(await county.get("/acts")) == [act]
        assert (await township.get(f"/acts/{act}")).status_code == 404 and numbers(await township.get("/acts")) == []


def test_one_kind_less_in_the_rulebook_leaves_its_acts_readable(sqlite_house):
    town = ready(sqlite_house)
    act = inspection(sqlite_house, town, date(2024, 3, 4))
    with at(sqlite_house) as desk:
        desk.run("UPDATE act SET kind = 'gone' WHERE id = :id", id=act)
        assert [line.kind for line in acts_listed(desk, Asked("-number")).rows] == ["gone"]


async def test_who_recorded_an_act_is_named_whoever_it_was(house, town):
    acts = [patrol(house, town.township, date(2024, 3, day)).act_id for day in (4, 5, 6)]
    told = {f"officer:{town.officer(town.township)}": f"{town.township}号handler", "officer:x": "officer:x",
            "officer:99999999999": "officer:99999999999"}
    with at(house) as desk:
        for act, name in zip(acts, told, strict=True):
            desk.run("UPDATE act SET recorded_by = :name WHERE id = :id", name=name, id=act)
        assert [line.recorded_by for line in acts_listed(desk, Asked("number")).rows] == list(told.values())


async def test_what_a_patrol_found_is_made_a_clue_by_its_page_once(house, town):
    with at(house) as desk:
        act = record(desk, NewAct("patrol", town.township, date(2024, 3, 4), fields=filled(house, "patrol"),
                                  findings=("unlicensed", "no_sign"))).act_id
    async with Browser(house) as township, Browser(house) as holder:
        await township.sign_in("township")
        await holder.sign_in("mine")
        assert (await township.get(f"/acts/{act}")).text.count("转为线索</button>") == 1
        page = await township.send(f"/acts/{act}", to=f"/acts/{act}/clues", finding="unlicensed")
        assert page.url.path == f"/acts/{act}" and "已转为线索" in page.text
        assert "/clues/XS2024000001" in page.text and "转为线索</button>" not in page.text
        again = await township.send(f"/acts/{act}", to=f"/acts/{act}/clues", finding="unlicensed")
        assert again.status_code == 409 and "这项发现已经转为线索" in again.text
        assert f'href="/acts/{act}"' in (await township.get("/clues/XS2024000001")).text
        assert (await holder.send("/", to=f"/acts/{act}/clues", finding="unlicensed")).status_code in (403, 404)
