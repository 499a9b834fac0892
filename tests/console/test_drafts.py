"""Drafts by the pages: kept on asking and when something is wrong, gone on with, never overwritten by an older window."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from casework.act.submissions import hand_in
from casework.desk import open_desk
from casework.record.absences import set_absence
from casework.record.officers import actor_of
from files.store import DiskStore
from tests.casework.builders import an_officer
from tests.casework.town import at, duty_id, duty_of, filled, go_to
from tests.console.browser import INPUT, Browser, account
from tests.console.test_work import form, ready
from tests.files import samples
from tests.scenes import remembered

KIND = "inspector_report"


@pytest.fixture
@remembered
def town(kept):
    found = ready(kept, ("city", "handler", "city"), ("city", "deputy", "deputy"), ("city", "inspector", "inspector"),
                  ("province", "handler", "province"), ("township", "handler", "township"))
    go_to(kept, date(2024, 3, 8))
    return found


def mark(page):
    return re.search(r'name="draft" value="([^"]*)"', page.text)[1]


async def test_a_report_is_begun_gone_on_with_and_handed_in_with_the_files_of_its_draft(kept, town):
    number = duty_id(kept, KIND, "2024")
    page, papers = f"/duties/{number}/hand-in", {"file.report": ("报告.pdf", samples.PDF)}
    async with Browser(kept) as city, Browser(kept) as deputy:
        await city.sign_in("city")
        begun = await city.send(page, files=papers, step="draft", **{"field.summary": "写到一半"})
        assert begun.status_code == 200 and "写到一半" in begun.text and "报告.pdf" in begun.text
        assert duty_of(kept, number).status == "open"
        assert "继续填写草稿" in (await city.get(f"/duties/{number}")).text
        assert f'href="{page}"' in (await city.get("/")).text.partition("我的草稿")[2]
        await deputy.sign_in("deputy")
        for hidden in ("/", f"/duties/{number}", page):
            told = (await deputy.get(hidden)).text
            assert not [words for words in ("草稿：", "写到一半", "我的草稿") if words in told]
        assert (await deputy.get("/files/1")).status_code == 404 and (await city.get("/files/1")).status_code == 200
        done = await city.send(page, **form(kept, KIND))
        assert "已报送，待审核" in done.text and "报告.pdf" in done.text
        assert "我的草稿" not in (await city.get("/")).text
        assert (await deputy.get("/files/1")).status_code == 200  # of the report now


async def test_what_is_wrong_keeps_a_draft_with_the_files_that_are_good(kept, town):
    number = duty_id(kept, KIND, "2024")
    page = f"/duties/{number}/hand-in"
    async with Browser(kept) as city:
        await city.sign_in("city")
        files = [("file.report", ("报告.pdf", samples.PDF))]
        wrong = await city.send(page, files=files, **{**form(kept, KIND), "field.inspections": "三"})
        assert wrong.status_code == 422 and "报告.pdf" in wrong.text and 'value="三"' in wrong.text
        again = await city.get(page)
        assert 'value="三"' in again.text and "报告.pdf" in again.text
        assert not re.search(r'name="file\.report"[^>]*required', again.text)
        bad = await city.send(page, files=[("file.report", ("报告.pdf", b"<html>"))], **form(kept, KIND))
        assert bad.status_code == 422 and "报告.pdf" in (await city.get(page)).text  # the good one stays
        other = await city.send(page, files=[("file.report", ("终稿.pdf", samples.PDF))], step="draft", **form(kept, KIND))
        assert "终稿.pdf" in other.text and ">报告.pdf<" not in other.text  # of a report's name there is one
        assert "已报送，待审核" in (await city.send(page, **form(kept, KIND))).text
    assert duty_of(kept, number).status == "handed_in"


async def test_while_the_store_is_away_what_was_written_is_kept(kept, town, tmp_path):
    page = f"/duties/{duty_id(kept, KIND, '2024')}/hand-in"
    (tmp_path / "in the way").write_text("x")
    async with Browser(replace(kept, files=DiskStore(tmp_path / "in the way"))) as city:
        await city.sign_in("city")
        away = await city.send(page, files={"file.report": ("报告.pdf", samples.PDF)}, **{"field.summary": "写好了"})
        assert away.status_code == 503 and "写好了" in away.text and "写好了" in (await city.get(page)).text


async def test_an_older_window_is_shown_both_and_may_then_decide(kept, town):
    number = duty_id(kept, KIND, "2024")
    page = f"/duties/{number}/hand-in"
    async with Browser(kept) as city:
        await city.sign_in("city")
        old = mark(await city.get(page))
        await city.send(page, step="draft", **{"field.summary": "第二窗口"})
        for step in ("draft", "send", "discard"):
            late = await city.send(page, step=step, draft=old, **form(kept, KIND) | {"field.summary": "第一窗口"})
            assert late.status_code == 409 and "第一窗口" in late.text and "第二窗口" in late.text, step
        assert "第二窗口" in (await city.get(page)).text and duty_of(kept, number).status == "open"
        kept_now = await city.send(page, step="draft", draft=mark(late), **{"field.summary": "第一窗口"})
        assert "第一窗口" in kept_now.text and "第二窗口" not in kept_now.text


async def test_a_draft_is_thrown_away_on_asking(kept, town):
    page = f"/duties/{duty_id(kept, KIND, '2024')}/hand-in"
    async with Browser(kept) as city:
        await city.sign_in("city")
        assert "放弃草稿" not in (await city.get(page)).text
        await city.send(page, step="draft", **{"field.summary": "不要了"})
        await city.send(page, step="discard")
        assert "不要了" not in (await city.get(page)).text


async def test_what_a_colleague_was_quicker_with_is_not_lost(kept, town):
    number = duty_id(kept, KIND, "2024")
    page = f"/duties/{number}/hand-in"
    async with Browser(kept) as city:
        await city.sign_in("city")
        looked = mark(await city.get(page))
        with at(kept) as desk:
            deputy = actor_of(desk, town.officer(town.city, "deputy"))
        with open_desk(kept, deputy) as desk:
            hand_in(desk, number, filled(kept, KIND))
        late = await city.send("/", to=page, draft=looked, files=[("file.report", ("我的.pdf", samples.PDF))],
                               **form(kept, KIND) | {"field.summary": "我写的"})
        assert late.status_code == 409 and "我的草稿" in (await city.get("/")).text


async def test_a_patrol_is_kept_with_its_photographs_and_recorded_once(kept, town):
    page = "/acts/new?kind=patrol"
    photo = [("file.photo", ("照片.jpg", samples.photograph()))]
    given = {"done_on": "2024-03-07", "longitude": "126.5", "latitude": "43.6", "finding": "no_sign", "field.people": "张三"}
    async with Browser(kept) as township:
        await township.sign_in("township")
        wrong = await township.send(page, to="/acts/new", files=photo, **given)  # the area is missing
        assert wrong.status_code == 422 and "照片.jpg" in wrong.text
        begun = await township.get(page)
        for one in ("2024-03-07", 'value="126.5"', "照片.jpg", "张三", 'value="no_sign" checked'):
            assert one in begun.text
        assert "/acts/new?kind=patrol" in (await township.get("/")).text
        second = [("file.photo", ("二.jpg", samples.JPEG))]
        more = await township.send(page, to="/acts/new", step="draft", files=second, **given)
        assert more.url.path == "/acts/new" and "照片.jpg" in more.text and "二.jpg" in more.text
        looked = mark(more)
        with at(kept) as desk:
            unwanted = desk.scalar("SELECT id FROM kept_file WHERE name = '二.jpg'")
        done = await township.send(page, to="/acts/new", drop=str(unwanted), **form(kept, "patrol") | given)
        assert "已记录。" in done.text and "照片.jpg" in done.text and "二.jpg" not in done.text
        twice = await township.send(page, to="/acts/new", draft=looked, **form(kept, "patrol") | given)
        assert twice.status_code == 409 and "已在另一窗口" in twice.text
        assert "草稿：" not in (await township.get(page)).text
    with at(kept) as desk:
        assert desk.scalar("SELECT count(*) FROM act") == 1


async def test_a_draft_about_a_mine_comes_back_about_that_mine_while_it_is_in_reach(kept, town):
    page = "/acts/new?kind=mine_inspection"
    async with Browser(kept) as city:
        await city.sign_in("city")
        await city.send(f"{page}&subject=mine:JL0001", to="/acts/new", step="draft", **{"field.opinion": "待补"})
        again = await city.get(page)
        assert "口前铁矿" in again.text and "待补" in again.text
        with at(kept) as desk:
            desk.run("UPDATE mine SET code = 'JL0009'")
        assert "选择对象" in (await city.get(page)).text


async def test_a_stand_in_goes_on_where_the_one_who_is_away_left_off(kept, town):
    week = duty_id(kept, "township_patrol", "2024-W10")
    page = f"/duties/{week}/record"
    async with Browser(kept) as township, Browser(kept) as deputy:
        await township.sign_in("township")
        await township.send(page, step="draft", **{"field.area": "镇东", "done_on": "2024-03-07"})
        await deputy.sign_in("deputy")
        assert (await deputy.get(page)).status_code == 403
        with at(kept) as desk:
            set_absence(desk, town.officer(town.township), first=desk.today, last=desk.today,
                        substitute_id=town.officer(town.city, "deputy"))
        begun = await deputy.get(page)
        assert "镇东" in begun.text and "由您代4号handler办理。" in begun.text
        done = await deputy.send(page, **{"field.area": "镇东", "done_on": "2024-03-07"})
        assert "未办结（1/2）" in done.text and "我的草稿" not in (await township.get("/")).text


async def test_a_stand_ins_own_act_leaves_the_draft_of_whoever_is_away(kept, town):
    page = "/acts/new?kind=patrol"
    async with Browser(kept) as township, Browser(kept) as stand_ins:
        await township.sign_in("township")
        await township.send(page, to="/acts/new", step="draft", **{"field.area": "甲的半页", "done_on": "2024-03-07"})
        with at(kept) as desk:
            stand_in = an_officer(desk, town.county, "handler", name="代办")
            set_absence(desk, town.officer(town.township), first=desk.today, last=desk.today, substitute_id=stand_in)
        account(kept, stand_in, "standin")
        await stand_ins.sign_in("standin")
        own = f"{page}&party=220221"
        assert "甲的半页" not in (await stand_ins.get(own)).text
        assert "甲的半页" in (await stand_ins.get(f"{page}&party=220221100")).text
        done = await stand_ins.send(own, to="/acts/new", **form(kept, "patrol") | {"done_on": "2024-03-07"})
        assert "已记录。" in done.text
        assert "甲的半页" in (await township.get(page)).text


@pytest.mark.parametrize("drafted", [False, True])
@pytest.mark.parametrize("address", ["/duties/{}/record", "/acts/new?kind=patrol"])
async def test_the_same_form_sent_twice_counts_once_and_leads_to_the_same_page(kept, town, address, drafted):
    week = duty_id(kept, "township_patrol", "2024-W10")
    page = address.format(week)
    given = form(kept, "patrol") | {"done_on": "2024-03-07"}
    async with Browser(kept) as township:
        await township.sign_in("township")
        if drafted:
            await township.send(page, to=page.partition("?")[0], step="draft", **given)
        made = {name: unescape(value) for name, value in INPUT.findall((await township.get(page)).text)}
        told = [await township.client.post(page.partition("?")[0], data=made | given | more)
                for more in ({}, {}, {"field.area": "镇西"})]
        assert [one.status_code for one in told[:2]] == [200, 200] and told[0].url == told[1].url
        assert duty_of(kept, week).done == 1 and told[2].status_code in (409, 422)
        assert drafted or "已提交过" in told[2].text
        await township.send(page, to=page.partition("?")[0], **given)  # meant as another
    assert duty_of(kept, week).done == 2


async def test_a_report_handed_in_twice_by_two_clicks_leads_to_its_duty_both_times(kept, town):
    page = f"/duties/{duty_id(kept, KIND, '2024')}/hand-in"
    async with Browser(kept) as city:
        await city.sign_in("city")
        made = {name: unescape(value) for name, value in INPUT.findall((await city.get(page)).text)}
        told = [await city.client.post(page, data=made | form(kept, KIND), files={"file.report": ("报告.pdf", samples.PDF)})
                for _ in range(2)]
    assert [(one.status_code, "已报送，待审核" in one.text) for one in told] == [(200, True)] * 2
    with at(kept) as desk:
        assert desk.scalar("SELECT count(*) FROM submission") == 1
