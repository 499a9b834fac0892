"""逐级上报 by the page and the API: whoever has the report acts on it, others read how far it is."""

from datetime import date

import pytest

from casework.account.api_tokens import ACTIONS, issue_for_officer
from casework.case.todos import see_to_cases
from casework.case.watching import watch_cases
from tests.api.test_programs import client
from tests.casework.cases import a_bureau, filed, move
from tests.casework.town import at, go_to
from tests.console.browser import Browser, account
from tests.console.test_cases import text


@pytest.fixture
def reported(house):
    """A case of a kind in focus, filed today, and the office it lies at."""
    office = a_bureau(house, date(2025, 1, 1), date(2025, 8, 4))
    number = filed(house, office)
    see_to_cases(house, "case_file")
    see_to_cases(house, "case_report_up")
    return office, number


async def test_a_leader_sends_it_up_by_the_page_and_the_superior_confirms_it(house, reported):
    office, number = reported
    for role in ("handler", "leader", "above"):
        account(house, office.officer(role), role)
    async with Browser(house) as handler, Browser(house) as leader, Browser(house) as above:
        for who, name in ((handler, "handler"), (leader, "leader"), (above, "above")):
            await who.sign_in(name)
        page = f"/cases/{number}/reports"
        assert f'href="{page}"' in (await leader.get(f"/cases/{number}")).text
        seen = await handler.get(page)
        assert "永吉县→吉林市待上报，期限2025-08-11" in text(seen) and 'name="action"' not in seen.text
        kept = await leader.send(page, action="send", said=" ", seen="1")
        assert kept.status_code == 422
        assert (await leader.send(page, action="no-such", said="x", seen="1")).status_code == 422
        assert (await leader.send(page, action="send", said="案情报告", seen="1")).status_code == 200
        stale = await leader.send(page, action="supplement", said="附鉴定意见", seen="1")
        assert stale.status_code == 409 and "附鉴定意见" in stale.text
        assert (await handler.send(page, action="confirm", said="x", seen="2")).status_code == 403
        assert (await above.send(page, action="confirm", said="情况属实", seen="2")).status_code == 200
        see_to_cases(house, "case_report_up")
        seen = text(await above.get(page))
        assert "吉林市→吉林省待上报，期限2025-08-11" in seen and "已上报局长甲：案情报告" in seen and "officer:" not in seen


async def test_the_same_by_the_api_with_what_can_be_done(house, reported):
    office, number = reported
    path = f"/api/cases/{number}/reports"
    with at(house) as desk:
        tokens = {role: issue_for_officer(desk, office.officer(role), "手机", actions=ACTIONS, days=9).token
                  for role in ("leader", "above")}
    async with client(house, tokens["leader"]) as leader, client(house, tokens["above"]) as above:
        told = (await leader.get(path)).json()
        assert (told["doable"], told["version"], [(one["state"], one["due"]) for one in told["levels"]]) == (
            ["send", "supplement"], 1, [("owed", "2025-08-11")])
        assert (await above.post(path, json={"action": "confirm", "said": "x"})).status_code == 409
        assert (await leader.post(path, json={"action": "send", "said": "x", "version": 2})).status_code == 409
        sent = await leader.post(path, json={"action": "send", "said": "案情报告", "version": 1})
        assert sent.json()["doable"] == ["supplement"]
        assert (await above.get(path)).json()["doable"] == ["confirm", "return"]
        back = (await above.post(path, json={"action": "return", "said": "缺鉴定意见"})).json()["levels"][0]
        assert [(one["what"], one["said"]) for one in back["steps"]] == [("sent", "案情报告"), ("returned", "缺鉴定意见")]


async def test_the_page_of_a_case_shows_the_range_and_what_was_missed_and_why(house, reported):
    office, number = reported
    account(house, office.officer("leader"), "leader")
    move(house, office, number, "case.value", basis="鉴定意见", ore_value="99999.99")
    see_to_cases(house, "case_file")
    go_to(house, date(2025, 11, 10))
    watch_cases(house)
    async with Browser(house) as leader:
        await leader.sign_in("leader")
        said = text(await leader.get(f"/cases/{number}"))
        assert "依法推算的罚款幅度100,000.00元–1,000,000.00元" in said
        assert "本机关逾期作出处罚决定2025-11-03：原因待说明" in said
        move(house, office, number, "limit.explain", reason="鉴定机构延误")
        assert "本机关逾期作出处罚决定2025-11-03：鉴定机构延误" in text(await leader.get(f"/cases/{number}"))
