"""Whoever keeps the records changes people and mines by pages: kept input, outdated pages, accounts, leaving."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from casework.record.absences import set_absence
from casework.record.people import rename_officer
from tests.casework.builders import a_party, an_officer
from tests.casework.town import at, settle_in
from tests.console.browser import Browser, account

DAY = date(2024, 3, 4)


@pytest.fixture
def town(house):
    found = settle_in(house, DAY)
    with at(house) as desk:
        keeper = an_officer(desk, found.city, "administrator", name="管理员")
    account(house, keeper, "keeper")
    return found


def value(house, query, **values):
    with at(house) as desk:
        return desk.scalar(query, **values)


async def test_an_officer_is_taken_in_and_what_is_wrong_comes_back_as_filled_in(house, town):
    async with Browser(house) as keeper:
        await keeper.sign_in("keeper")
        form = "/offices/220221/people/new"
        wrong = await keeper.send(form, to="/offices/220221/people", name="赵六", email="no address", role="deputy",
                                  title="副局长", since="2024-03-01")
        assert wrong.status_code == 422 and 'value="赵六"' in wrong.text and 'value="no address"' in wrong.text
        assert '<option value="deputy" selected>' in wrong.text and 'value="2024-03-01"' in wrong.text
        right = await keeper.send(form, to="/offices/220221/people", name="赵六", email="z@jl.example.cn", role="deputy",
                                  title="副局长", since="2024-03-01")
        assert right.status_code == 200 and re.fullmatch("/officers/[0-9]+", right.url.path)
        assert "赵六" in right.text and "副局长" in right.text and "z@jl.example.cn" in right.text
        contact = await keeper.get("/offices/912202210000000001/people/new")  # a holder's contact
        assert '<option value="holder"' in contact.text and "deputy" not in contact.text
        assert (await keeper.get("/offices/220000/people/new")).status_code == 404


async def test_posts_days_away_and_the_address_are_changed_on_the_officers_page(house, town):
    clerk, head = town.officer(town.county), town.officer(town.county, "head")
    page = f"/officers/{clerk}"
    async with Browser(house) as keeper:
        await keeper.sign_in("keeper")
        changed = await keeper.send(page, to=f"{page}/change", name="欧阳修", email="new@jl.example.cn")
        assert "欧阳修" in changed.text and "new@jl.example.cn" in changed.text
        posted = await keeper.send(page, to=f"{page}/posts", office="口前镇", role="head", title="所长", since="2024-03-04")
        assert "口前镇" in posted.text and "所长" in posted.text
        away = await keeper.send(page, to=f"{page}/absences", first="2024-03-05", last="2024-03-09", substitute=str(head),
                                 reason="培训")
        assert "2024-03-05 – 2024-03-09" in away.text and "培训" in away.text
        number = str(value(house, "SELECT id FROM absence"))
        back = await keeper.send(page, to=f"{page}/absences/end", absence=number, last="2024-03-06")
        assert "2024-03-05 – 2024-03-06" in back.text
        post = str(value(house, "SELECT id FROM post WHERE title = '所长'"))
        ended = await keeper.send(page, to=f"{page}/posts/end", post=post, last="2024-03-31")
        assert "2024-03-04 – 2024-03-31" in ended.text
        others = await keeper.send(page, to=f"{page}/posts/end", last="2024-03-31",
                                   post=str(value(house, "SELECT id FROM post WHERE officer_id = :id", id=head)))
        assert others.status_code == 422 and "没有编号" in others.text


@pytest.mark.parametrize(("what", "fields", "kept"), [
    ("change", {"name": "", "email": "x@y.cn"}, 'value="x@y.cn"'),
    ("posts", {"office": "无此局", "role": "head", "title": "所长"}, 'value="无此局"'),
    ("posts", {"office": "220221", "role": "holder", "title": "所长"}, 'value="所长"'),
    ("absences", {"first": "2024-03-09", "last": "2024-03-05", "reason": "培训"}, 'value="培训"'),
    ("absences", {"first": "yesterday", "last": "2024-03-05", "reason": "培训"}, 'value="培训"'),
    ("absences", {"first": "2024-03-04", "last": "2024-03-05", "substitute": "99999", "reason": "培训"}, 'value="培训"'),
    ("posts/end", {"post": "0", "last": ""}, "没有编号0的这一登记"),
    ("account", {"login": "王 五"}, 'value="王 五"'),
    ("account", {"login": "keeper"}, 'value="keeper"'),
])
async def test_a_form_that_is_wrong_stays_open_with_what_was_filled_in(house, town, what, fields, kept):
    page = f"/officers/{town.officer(town.county)}"
    async with Browser(house) as keeper:
        await keeper.sign_in("keeper")
        wrong = await keeper.send(page, to=f"{page}/{what}", **fields)
    assert wrong.status_code == (409 if fields.get("login") == "keeper" else 422)
    assert kept in wrong.text and "<details open>" in wrong.text and 'role="alert"' in wrong.text


async def test_a_decision_on_an_outdated_page_is_refused_and_told_what_changed(house, town):
    clerk = town.officer(town.county)
    page = f"/officers/{clerk}"
    async with Browser(house) as keeper:
        await keeper.sign_in("keeper")
        made = await keeper.get(page)
        with at(house) as desk:
            rename_officer(desk, clerk, "别的名字")
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', made.text))
        late = await keeper.client.post(f"{page}/change", data={**hidden, "name": "我的名字", "email": ""})
        assert late.status_code == 409 and "更改姓名" in late.text and 'value="我的名字"' in late.text
        assert value(house, "SELECT name FROM officer WHERE id = :id", id=clerk) == "别的名字"
        again = await keeper.send(page, to=f"{page}/change", name="我的名字", email="")
        assert again.status_code == 200 and value(house, "SELECT name FROM officer WHERE id = :id", id=clerk) == "我的名字"


async def test_an_account_is_opened_renewed_signed_out_and_closed(house, town):
    clerk = town.officer(town.county)
    page = f"/officers/{clerk}"
    async with Browser(replace(house, mails=False)) as keeper, Browser(house) as person:
        await keeper.sign_in("keeper")
        opened = await keeper.send(page, to=f"{page}/account", login="wangwu")
        link = re.search(r"<code>http://kj.example.cn(/password/[^<]+)</code>", opened.text)
        assert link is not None and "尚未设置密码" in opened.text and "链接48小时内有效，只能用一次。" in opened.text
        assert link[1] not in (await keeper.get(page)).text  # shown once
        renewed = await keeper.send(page, to=f"{page}/account/link")
        newer = re.search(r"<code>http://kj.example.cn(/password/[^<]+)</code>", renewed.text)
        assert newer is not None and newer[1] != link[1]
        await person.send(newer[1], password="山高水长·巡查每周两次", again="山高水长·巡查每周两次")
        assert (await person.sign_in("wangwu")).url.path == "/"
        await keeper.send(page, to=f"{page}/account/sessions/end")
        assert (await person.get("/")).url.path == "/sign-in"
        unsure = await keeper.send(page, to=f"{page}/account/close")
        assert unsure.status_code == 422
        closed = await keeper.send(page, to=f"{page}/account/close", sure="yes")
        assert "已关闭" in closed.text and value(house, "SELECT count(*) FROM account WHERE closed_at IS NOT NULL") == 1


async def test_who_answers_for_a_duty_and_a_mine_is_named_and_a_mine_is_moved(house, town):
    head, mine = town.officer(town.county, "head"), f"/mines/{town.mine}"
    with at(house) as desk:
        a_party(desk, "220281", "蛟河市", "county", town.city)
    async with Browser(house) as keeper:
        await keeper.sign_in("keeper")
        named = await keeper.send("/offices/220221", to="/offices/220221/duties", rule="county_patrol", officer=str(head))
        row = next(line for line in named.text.splitlines() if '<th scope="row" data-label="事项">县局每月巡查' in line)
        assert "指定" in row and f"/officers/{head}" in row
        wrong = await keeper.send("/offices/220221", to="/offices/220221/duties", rule="county_patrol",
                                  officer=str(town.inspector))
        assert wrong.status_code == 409 and '<option value="county_patrol" selected>' in wrong.text
        page = await keeper.send(mine, to=f"{mine}/responsible", office=str(town.county), officer=str(head))
        assert f'<option value="{head}" selected>' in page.text  # whoever is responsible is chosen already
        free = await keeper.send(mine, to=f"{mine}/inspector", officer="")
        assert value(house, "SELECT inspector_id FROM mine") is None and "没有" in free.text
        nowhere = await keeper.send(mine, to=f"{mine}/move", county="220281", township="220221100")
        assert nowhere.status_code == 422 and 'value="220281"' in nowhere.text
        moved = await keeper.send(mine, to=f"{mine}/move", county="220281", township="")
        assert moved.status_code == 200 and "蛟河市" in moved.text


async def test_leaving_tells_first_what_hangs_on_somebody_and_what_gaps_it_would_leave(house, town):
    page = f"/officers/{town.inspector}"
    with at(house) as desk:
        heir = an_officer(desk, town.city, "clerk", name="接任的人")
        set_absence(desk, town.officer(town.city), first=DAY, last=DAY + timedelta(days=9), substitute_id=town.inspector)
    account(house, town.inspector, "inspector")
    async with Browser(house) as keeper, Browser(house) as leaver:
        await keeper.sign_in("keeper")
        await leaver.sign_in("inspector")
        told = (await keeper.get(f"{page}/leave")).text
        counts = dict(re.findall(r'data-label="内容">([^<]+)</th><td class="n" data-label="数目">([0-9]+)<', told))
        assert (counts["督察的矿山"], counts["代理他人"], counts["账号"], counts["接口令牌"]) == ("1", "1", "1", "0")
        assert f'<option value="{heir}">接任的人</option>' in told
        refused = await keeper.send(f"{page}/leave", successor="", since="2024-03-04")
        assert refused.status_code == 409 and "1座矿山将没有督察员" in refused.text
        future = await keeper.send(f"{page}/leave", successor=str(heir), since="2024-03-05")
        assert future.status_code == 422 and f'<option value="{heir}" selected>' in future.text
        left = await keeper.send(f"{page}/leave", successor=str(heir), since="2024-03-04")
        assert left.status_code == 200 and "已离任" in left.text
        assert (await leaver.get("/")).url.path == "/sign-in"
        assert f'href="/mines/{town.mine}"' in (await keeper.get(f"/officers/{heir}")).text
