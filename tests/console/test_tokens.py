"""Tokens and single sign-on by pages, for whoever manages accounts: a token is shown once, held to what was ticked, revoked."""

import re
from datetime import date

import pytest

from casework.account.api_tokens import issue_for_office, issue_for_officer
from casework.record.people import give_post
from tests.api.test_programs import client
from tests.casework.builders import an_officer
from tests.casework.town import at, settle_in
from tests.console.browser import INPUT, Browser, account

DAY = date(2024, 3, 4)
SHOWN = re.compile(r"<p><code>([\w-]{40,})</code></p>")
OFFERED = re.compile(r'name="may" value="([a-z_.]+)"')


@pytest.fixture
def town(house):
    found = settle_in(house, DAY)
    with at(house) as desk:
        keeper = an_officer(desk, found.county, "administrator", name="管理员")
    account(house, keeper, "keeper")
    return found


def state(page, name):
    row = next(line for line in page.split("<tr>") if f'data-label="名称">{name}<' in line)
    return re.search(r'data-label="状态">(?:<[^>]+>)?([^<]+)', row)[1]


async def test_a_systems_token_is_shown_once_holds_what_was_ticked_and_is_revoked(house, town):
    form, to = "/offices/220221/tokens/new", "/offices/220221/tokens"
    async with Browser(house) as keeper:
        await keeper.sign_in("keeper")
        page = (await keeper.get(form)).text
        assert OFFERED.findall(page) == ["duty.read", "duty.hand_in", "act.record", "act.read", "clue.take", "clue.read",
                                          "case.read", "gate.check", "office.read", "work.read"]
        wrong = await keeper.send(form, to=to, name="视频平台", days="400", may="office.read")
        assert wrong.status_code == 422 and 'value="视频平台"' in wrong.text and 'value="400"' in wrong.text
        assert 'value="office.read" checked' in wrong.text and SHOWN.search(wrong.text) is None
        nothing = await keeper.send(form, to=to, name="视频平台", days="30")
        assert nothing.status_code == 422 and "<p>请至少选一项。</p>" in nothing.text and 'value="视频平台"' in nothing.text
        hidden = dict(INPUT.findall(page))
        sent = {**hidden, "name": "视频平台", "days": "30", "may": ["office.read", "duty.read"]}
        made, again = [await keeper.client.post(to, data=sent) for _ in range(2)]
        token = SHOWN.search(made.text)[1]
        assert (made.status_code, made.headers["cache-control"], made.url.path) == (200, "no-store", to)
        assert "有效至2024-04-03" in made.text
        assert again.status_code == 409 and "只在当时显示一次" in again.text and SHOWN.search(again.text) is None
        listed = (await keeper.get(to)).text
        assert state(listed, "视频平台") == "仍有效" and "查看义务、查看机构和人员" in listed and token not in listed
        assert re.search(r"<details><summary[^>]*>撤销</summary>.*?确认撤销</button></form></details>", listed)
        with at(house) as desk:
            assert desk.scalar("SELECT count(*) FROM api_token") == 1
            assert desk.scalar("SELECT count(*) FROM answered WHERE answer LIKE :it", it=f"%{token}%") == 0
        async with client(house, token) as program:
            assert (await program.get("/api/offices/220221")).status_code == 200
            assert (await program.get("/api/acts")).status_code == 403  # was not ticked
            gone = await keeper.send(to, to="/tokens/1/revoke", then=to)
            assert gone.url.path == to and state(gone.text, "视频平台") == "已撤销" and "/tokens/1/revoke" not in gone.text
            assert (await program.get("/api/offices/220221")).status_code == 401


async def test_an_officers_token_is_offered_what_his_posts_allow_and_stands_on_his_pages(house, town):
    clerk = town.officer(town.township, "head")
    account(house, clerk, "clerk")
    async with Browser(house) as keeper, Browser(house) as person:
        await keeper.sign_in("keeper")
        await person.sign_in("clerk")
        at_his = f"/officers/{clerk}"
        offered = OFFERED.findall((await keeper.get(f"{at_his}/tokens/new")).text)
        assert {"duty.hand_in", "duty.review", "duty.waive"} < set(offered) and "records.change" not in offered
        made = await keeper.send(f"{at_his}/tokens/new", to=f"{at_his}/tokens", name="巡查手机", days="9", may="act.record")
        assert SHOWN.search(made.text)
        for page in (await keeper.get(at_his), await keeper.get("/offices/220221100/tokens"),
                     await keeper.get("/offices/220221/tokens?below=yes"), await person.get("/account")):
            assert state(page.text, "巡查手机") == "仍有效" and "记录履职" in page.text
        assert "/revoke" not in (await person.get("/account")).text
        assert "没有令牌" in (await keeper.get("/offices/220221/tokens")).text  # not below
        assert "没有令牌" in (await keeper.get("/offices/220221/tokens?below=yes&state=over")).text
        assert "/tokens" not in (await person.get("/offices/220221100")).text


async def test_a_token_out_of_reach_is_as_one_that_does_not_exist(house, town):
    with at(house) as desk:
        tokens = [issue_for_office(desk, town.city, "x", actions=["duty.read"], days=9).id,
                  issue_for_officer(desk, town.officer(town.city), "y", actions=["duty.read"], days=9).id, 999]
    async with Browser(house) as keeper:
        await keeper.sign_in("keeper")
        told = [await keeper.send("/account", to=f"/tokens/{number}/revoke") for number in tokens]
        assert [one.status_code for one in told] == [404] * 3
        assert len({one.text.partition("<main")[2].replace(f"第{number}号", "")
                    for one, number in zip(told, tokens, strict=True)}) == 1
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM api_token WHERE revoked_at IS NULL") == 2


async def test_an_account_bound_to_single_sign_on_is_freed_but_not_from_an_outdated_page(house, town):
    clerk = town.officer(town.township)
    account(house, clerk, "clerk")
    with at(house) as desk:
        desk.run("UPDATE account SET sso_issuer = 'https://sso.jl.example.cn', sso_subject = '7' WHERE login = 'clerk'")
    page = f"/officers/{clerk}"
    async with Browser(house) as keeper, Browser(house) as person:
        await keeper.sign_in("keeper")
        await person.sign_in("clerk")
        told = (await keeper.get(page)).text
        assert "<dt>统一身份认证</dt><dd>已绑定（https://sso.jl.example.cn）" in told
        freed = await keeper.send(page, to=f"{page}/account/unbind")
        assert freed.status_code == 200 and "统一身份认证" not in freed.text  # none is configured here
        assert (await person.get("/")).url.path == "/sign-in"
        late = await keeper.client.post(f"{page}/account/unbind", data=dict(INPUT.findall(told)))
        assert late.status_code == 409 and "解除统一认证绑定" in late.text
        assert (await keeper.send(page, to=f"{page}/account/unbind")).status_code == 409
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM account WHERE sso_subject IS NOT NULL OR sso_issuer IS NOT NULL") == 0


async def test_for_whoever_serves_elsewhere_too_no_token_is_offered_where_none_would_be_issued(house, town):
    clerk, head = town.officer(town.county), town.officer(town.county, "head")
    with at(house) as desk:
        give_post(desk, clerk, office_id=town.city, role="clerk")
    async with Browser(house) as keeper:
        await keeper.sign_in("keeper")
        page = (await keeper.get("/offices/220221/tokens")).text
        assert f'href="/officers/{head}/tokens/new"' in page and f'href="/officers/{clerk}/tokens/new"' not in page
        assert (await keeper.get(f"/officers/{clerk}/tokens/new")).status_code == 403
