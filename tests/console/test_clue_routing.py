"""Where a clue goes, on its pages: registered, passed on, linked, tried again; what is wrong comes back as filled in."""

import re
from datetime import date

from tests.casework.clue_moves import JIAOHE, two_counties, who
from tests.casework.clues import a_clue, as_it_stands, drained, taken_in
from tests.casework.town import at
from tests.console.browser import Browser, account


def come_in(house, *people):
    """A second county, and accounts for some."""
    town, county = two_counties(house)
    for office, role, login in people:
        account(house, town.officer(getattr(town, office), role), login)
    return town, county


async def posted(browser, page, **fields):
    """What the form of a page answers, its redirect not followed."""
    browser.client.follow_redirects = False
    answer = await browser.send(page, **fields)
    browser.client.follow_redirects = True
    return answer.status_code, answer.headers.get("location", "")


async def test_the_page_of_registration_shows_the_clue_corrects_it_and_tells_who_is_competent(house):
    town, _ = come_in(house, ("county", "handler", "handler"))
    made = taken_in(house)
    page = f"/clues/{made.number}/register"
    async with Browser(house) as browser:
        await browser.sign_in("handler")
        shown = (await browser.get(page)).text
        assert "口前镇东山北坡有人夜里用挖掘机采铁矿。〔姓名〕 〔电话〕" in shown
        assert "李大山" not in shown
        assert '<option value="mining_without_licence" selected>无证开采</option>' in shown
        wrong = await browser.send(page, decision="register", offence="environment", accused="王某", longitude="43.6",
                                   latitude="126.5", division="220221100")
        assert wrong.status_code == 422
        assert 'value="王某"' in wrong.text
        assert '<option value="environment" selected>' in wrong.text
        given = {"decision": "register", "offence": "environment", "accused": "王某", "division": JIAOHE, "major": "yes"}
        assert await posted(browser, page, **given) == (303, page)
        told = (await browser.get(page)).text
        assert "按线索现有记载，蛟河市有管辖权。" in told
        assert f'href="/clues/{made.number}/transfer?office={JIAOHE}"' in told
        assert await posted(browser, page, **given) == (303, f"/clues/{made.number}")
    now = as_it_stands(house, made)
    assert (now.stage, now.offence, now.accused, now.division_code, bool(now.major), now.office_id) == (
        "registered", "environment", "王某", JIAOHE, True, town.county)


async def test_whoever_names_his_own_office_is_led_to_the_register_and_sees_the_clue_no_more(house):
    town, _ = come_in(house, ("county", "handler", "handler"))
    made = taken_in(house)
    page = f"/clues/{made.number}/register"
    async with Browser(house) as browser:
        await browser.sign_in("handler")
        assert await posted(browser, page, decision="register", offence="other", division="220221100", offices="永吉县") == (
            303, "/clues")
        assert (await browser.get(page)).status_code == 404
    assert as_it_stands(house, made).office_id == town.city


async def test_a_clue_is_declined_only_with_a_reason(house):
    come_in(house, ("county", "handler", "handler"))
    made = taken_in(house)
    page = f"/clues/{made.number}/register"
    async with Browser(house) as browser:
        await browser.sign_in("handler")
        without = await browser.send(page, decision="decline", reason=" ")
        assert without.status_code == 422
        assert "<details open>" in without.text
        assert await posted(browser, page, decision="decline", reason="已在诉讼中") == (303, f"/clues/{made.number}")
        assert (await browser.get(page)).status_code == 409
    assert as_it_stands(house, made).end_reason == "已在诉讼中"


async def test_a_clue_is_assigned_with_a_day_and_what_was_filled_in_wrongly_comes_back(house):
    town, county = come_in(house, ("city", "head", "leader"))
    made = taken_in(house)
    page = f"/clues/{made.number}/assign"
    async with Browser(house) as browser:
        await browser.sign_in("leader")
        assert f'<option value="{JIAOHE}">蛟河市</option>' in (await browser.get(page)).text
        for fields in ({"office": "没有此局", "reason": "就近"}, {"office": JIAOHE, "reason": ""},
                       {"office": JIAOHE, "reason": "就近", "answer_by": "2024-03-01"}):
            wrong = await browser.send(page, **fields)
            assert wrong.status_code == 422, fields
            assert f'value="{fields["office"]}"' in wrong.text
        assert await posted(browser, page, office="蛟河市", reason="就近", answer_by="2024-04-01") == (
            303, f"/clues/{made.number}")
    now = as_it_stands(house, made)
    assert (now.office_id, now.given_by_id, now.answer_by) == (county, town.city, date(2024, 4, 1))


async def test_a_clue_is_transferred_disputed_and_designated_from_page_to_page(house):
    town, county = come_in(house, ("county", "head", "yongji"), ("city", "head", "leader"))
    account(house, who(house, county).officer_id, "jiaohe")
    made = taken_in(house)
    async with Browser(house) as yongji, Browser(house) as jiaohe, Browser(house) as leader:
        for browser, login in ((yongji, "yongji"), (jiaohe, "jiaohe"), (leader, "leader")):
            await browser.sign_in(login)
        assert f'value="{JIAOHE}"' in (await yongji.get(f"/clues/{made.number}/transfer?office={JIAOHE}")).text
        assert await posted(yongji, f"/clues/{made.number}/transfer", office=JIAOHE, reason="矿点在蛟河") == (303, "/clues")
        assert (await jiaohe.get(f"/clues/{made.number}/transfer")).status_code == 409
        asked = (await jiaohe.get(f"/clues/{made.number}/dispute")).text
        assert "不填即为移送单位永吉县。" in asked
        assert "矿点在蛟河" in asked
        assert await posted(jiaohe, f"/clues/{made.number}/dispute", reason="矿点在永吉") == (303, "/clues")
        assert await posted(leader, f"/clues/{made.number}/designate", office="220221", reason="矿点在永吉") == (
            303, f"/clues/{made.number}")
    assert as_it_stands(house, made).office_id == town.county


async def test_an_outdated_page_passes_nothing_on(house):
    come_in(house, ("city", "head", "leader"))
    made = taken_in(house)
    async with Browser(house) as browser:
        await browser.sign_in("leader")
        form = {"office": JIAOHE, "reason": "就近", "seen": "1"}
        assert (await browser.send(f"/clues/{made.number}/assign", **form)).status_code == 409
    assert as_it_stands(house, made).version == 2


async def test_two_clues_stand_side_by_side_and_are_linked_parted_and_told_apart(house):
    come_in(house, ("county", "handler", "handler"))
    first = taken_in(house)
    second = taken_in(house, text="东山北坡夜里有人用挖掘机采铁矿，口前镇的。")
    page = f"/clues/{first.number}/link"
    async with Browser(house) as browser:
        await browser.sign_in("handler")
        shown = (await browser.get(page)).text
        assert "东山北坡夜里有人用挖掘机采铁矿，口前镇的。" in shown
        assert "口前镇东山北坡有人夜里用挖掘机采铁矿。〔姓名〕 〔电话〕" in shown
        assert re.search(r"相似度\d+%：内容相近\d+%；同一区划", shown)
        there = f"{page}?with={second.number}"
        for decision, state, main in (("link", "linked", first.clue_id), ("unlink", "dismissed", None)):
            assert await posted(browser, page, decision=decision, other=second.number) == (303, there)
            with at(house) as desk:
                assert desk.rows("SELECT state FROM clue_link")[0].state == state
            assert as_it_stands(house, second).main_id == main
        for other in ("XS2024999999", first.number):
            assert (await browser.get(f"{page}?with={other}")).status_code == 422
        assert (await browser.send(page, decision="", other=second.number)).status_code == 422


async def test_what_was_set_aside_is_listed_and_tried_again_with_its_counts(house):
    come_in(house, ("province", "administrator", "admin"), ("county", "handler", "handler"))
    made = a_clue(house)
    with at(house) as desk:
        kept = desk.scalar("SELECT content FROM clue_seal")
        desk.run("UPDATE clue_seal SET content = :bad", bad=b"broken")
    drained(house)
    async with Browser(house) as browser, Browser(house) as handler:
        await browser.sign_in("admin")
        await handler.sign_in("handler")
        assert (await handler.get("/clues/set-aside")).status_code == 403
        assert made.number in (await browser.get("/clues/set-aside")).text
        again = await browser.send("/clues/set-aside", number=made.number)
        assert "0条处理成功，1条仍未成功。" in again.text
        with at(house) as desk:
            desk.run("UPDATE clue_seal SET content = :good", good=bytes(kept))
        assert await posted(browser, "/clues/set-aside") == (303, "/clues/set-aside?through=1&failed=0")
        assert "没有搁置的线索。" in (await browser.get("/clues/set-aside")).text
        assert (await browser.send("/clues/set-aside", number=made.number)).status_code == 422
    assert as_it_stands(house, made).stage == "routed"
