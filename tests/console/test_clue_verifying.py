"""A clue's verification in a browser: the team, on the spot, the stop notice, the end by two persons, the reward by code."""

from dataclasses import replace
from datetime import date

import pytest

from casework.clue.following_up import follow_up
from casework.desk import House
from files.store import DiskStore
from tests.casework.builders import an_officer
from tests.casework.clues import as_it_stands
from tests.casework.town import at, settle_in
from tests.casework.verified import Bureau, concluded, disposed, registered, staffed, with_team
from tests.console.browser import Browser, account
from tests.files import samples

MONDAY = date(2024, 3, 4)
SITE = {"done_on": "2024-03-04", "field.facts": "北坡露天采场一处", "field.ongoing": "是", "longitude": "126.5",
        "latitude": "43.66", "step": "send"}
NOTICE = {"party": "王某", "deed": "采矿", "breached": "《矿产资源法》第三条", "basis": "同法第三十九条", "order": "立即停止"}


@pytest.fixture
def house(sqlite_house: House, tmp_path) -> House:
    return replace(sqlite_house, files=DiskStore(tmp_path / "files"))


def opened(house: House) -> Bureau:
    """The county with accounts for its head, handler and verifiers."""
    bureau = staffed(house, settle_in(house, MONDAY))
    for officer, login in ((bureau.head, "head"), (bureau.handler, "handler"), (bureau.first, "first"),
                           (bureau.below, "below")):
        account(house, officer, login)
    return bureau


async def test_a_team_is_named_and_finds_its_clue_in_the_list_of_its_own(house):
    bureau = opened(house)
    number = registered(house).number
    async with Browser(house) as handler:
        await handler.sign_in("handler")
        few = await handler.send(f"/clues/{number}/team", officer=str(bureau.below))
        assert (few.status_code, "至少须有2名" in few.text, f'value="{bureau.below}" checked' in few.text) == (422, True, True)
        page = await handler.get(f"/clues/{number}/team")
        assert ("赵一" in page.text, "决定回避" in page.text) == (True, False)
        sent = await handler.client.post(f"/clues/{number}/team", data={
            **hidden(page.text), "officer": [str(bureau.first), str(bureau.below)]})
        assert sent.url.path == f"/clues/{number}"
        assert "我核查的线索" in (await handler.get("/clues/mine")).text
    async with Browser(house) as below:
        await below.sign_in("below")
        mine = await below.get("/clues/mine")
        assert (number in mine.text, "2024-03-13" in mine.text, f"/clues/{number}/site" in mine.text) == (True, True, True)
        assert (await below.get(f"/clues/{number}/site")).status_code == 200


async def test_a_site_check_with_a_photograph_leads_to_the_stop_notice_which_is_printed_there(house):
    bureau = opened(house)
    made = with_team(house, bureau)
    async with Browser(house) as first:
        await first.sign_in("first")
        wrong = await first.send(f"/clues/{made.number}/site", **SITE | {"field.facts": ""})
        assert (wrong.status_code, "126.5" in wrong.text) == (422, True)
        sent = await first.send(f"/clues/{made.number}/site", files={
            "file.photo": ("采场.jpg", samples.photograph(size=(64, 64)))}, **SITE)
        assert sent.url.path == f"/clues/{made.number}/stop-notice"
        printed = await first.send(f"/clues/{made.number}/stop-notice", **NOTICE)
        assert ("永吉县自然资停〔2024〕1号" in printed.text, "王某：" in printed.text) == (True, True)
    with at(house) as desk:
        assert [row.name for row in desk.rows("SELECT name FROM act_file")] == ["photo"]
        assert [row.status for row in desk.rows("SELECT status FROM duty WHERE rule = 'clue_stop_notice'")] == ["discharged"]


async def test_a_draft_of_a_site_check_is_found_again_from_the_first_page(house):
    bureau = opened(house)
    made = with_team(house, bureau)
    async with Browser(house) as first:
        await first.sign_in("first")
        await first.send(f"/clues/{made.number}/site", **SITE | {"step": "draft"})
        assert f'href="/clues/{made.number}/site"' in (await first.get("/")).text
        assert "北坡露天采场一处" in (await first.get(f"/clues/{made.number}/site")).text


async def test_what_is_concluded_is_ended_by_two_persons_and_answered(house):
    bureau = opened(house)
    made = with_team(house, bureau)
    async with Browser(house) as first, Browser(house) as head, Browser(house) as handler:
        for one, login in ((first, "first"), (head, "head"), (handler, "handler")):
            await one.sign_in(login)
        wrong = await first.send(f"/clues/{made.number}/conclude", outcome="true", facts="有采矿痕迹")
        assert (wrong.status_code, "没有现场核查" in wrong.text, "有采矿痕迹" in wrong.text) == (422, True, True)
        await first.send(f"/clues/{made.number}/conclude", outcome="true", facts="有采矿痕迹", no_site="卫星影像可证")
        await handler.send(f"/clues/{made.number}/dispose", disposal="file", reason="应予立案")
        assert 'value="approve"' not in (await handler.get(f"/clues/{made.number}/dispose")).text
        old = await head.get(f"/clues/{made.number}/dispose")
        await handler.send(f"/clues/{made.number}/dispose", disposal="close", reason="已整改")
        late = await head.client.post(f"/clues/{made.number}/dispose", data={**hidden(old.text), "step": "approve"})
        assert (late.status_code, as_it_stands(house, made).stage) == (409, "verified")
        await head.send(f"/clues/{made.number}/dispose", step="approve")
        assert (as_it_stands(house, made).stage, as_it_stands(house, made).disposal) == ("closed", "close")
        answered = await handler.send(f"/clues/{made.number}/reply", way="回执查询", text="已责令整改。")
        assert answered.url.path == f"/clues/{made.number}"


async def test_opinions_questions_and_referrals_have_their_pages(house):
    bureau = opened(house)
    made = with_team(house, bureau)
    async with Browser(house) as head:
        await head.sign_in("head")
        await head.send(f"/clues/{made.number}/appraise", body="省地质调查院", reason="矿种", since="2024-03-04")
        waiting = await head.get(f"/clues/{made.number}/appraise")
        assert ("省地质调查院" in waiting.text, "恢复计时" in waiting.text) == (True, True)
        await head.send(f"/clues/{made.number}/appraise", step="resume", on="2024-03-04")
        await head.send(f"/clues/{made.number}/ask", text="夜里几点？")
        assert "夜里几点？" in (await head.get(f"/clues/{made.number}/ask")).text
        await head.send(f"/clues/{made.number}/refer", body="县公安局", text="请协助。")
        assert "县公安局" in (await head.get(f"/clues/{made.number}/refer")).text
        recused = await head.send(f"/clues/{made.number}/team", recuse=str(bureau.first), reason="亲属")
        assert recused.url.path == f"/clues/{made.number}"


async def test_a_reward_is_decided_in_the_ledger_and_paid_by_the_code_alone(house):
    bureau = opened(house)
    with at(house) as desk:
        payer = an_officer(desk, bureau.town.county, "statistician", name="出纳")
    account(house, payer, "payer")
    made, other = disposed(house, bureau), concluded(house, bureau)
    follow_up(house)
    async with Browser(house) as head, Browser(house) as cash:
        await head.sign_in("head")
        await cash.sign_in("payer")
        assert (await cash.get("/rewards")).status_code == 403
        refused = await head.send("/rewards", to="/rewards/1/decide", step="refuse")
        assert (refused.status_code, "未填写理由" in refused.text) == (422, True)
        await head.send("/rewards", to="/rewards/1/decide", step="approve")
        nothing = await cash.send("/rewards/pay", step="look", code=str(other.receipt))
        assert (nothing.status_code, "没有与该回执码对应的待发奖励" in nothing.text) == (422, True)
        look = await cash.send("/rewards/pay", step="look", code=str(made.receipt))
        assert (look.status_code, "5,000.00" in look.text, "李大山" in look.text) == (200, True, False)
        assert (look.headers["cache-control"], "no-store" in look.headers["cache-control"]) == ("no-store", True)
        assert "已发放" in (await cash.send("/rewards/pay", step="pay", code=str(made.receipt))).text
        again = await cash.send("/rewards/pay", step="pay", code=str(made.receipt))
        assert (again.status_code, "已经发放" in again.text) == (409, True)


async def test_a_certificate_is_kept_on_the_officers_page(house):
    bureau = opened(house)
    account(house, bureau.town.officer(bureau.town.province, "administrator"), "admin")
    page = f"/officers/{bureau.handler}"
    async with Browser(house) as admin:
        await admin.sign_in("admin")
        await admin.send(page, to=f"{page}/certificates", number="吉执020", first="2024-01-01")
        assert "吉执020" in (await admin.get(page)).text
        with at(house) as desk:
            number = desk.scalar("SELECT id FROM certificate WHERE number = '吉执020'")
        wrong = await admin.send(page, to=f"{page}/certificates/end", certificate=str(number), last="2023-12-31")
        assert wrong.status_code == 422
        await admin.send(page, to=f"{page}/certificates/end", certificate=str(number), last="2024-03-31")
        assert "2024-03-31" in (await admin.get(page)).text


def hidden(page: str) -> dict[str, str]:
    from tests.console.browser import INPUT
    return dict(INPUT.findall(page))
