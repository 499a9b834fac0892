"""A superior moves a duty by the page; a second one, on an outdated page, is told what has changed meanwhile."""

import re

from tests.casework.town import duty_id, duty_of
from tests.console.browser import Browser
from tests.console.test_work import ready

WEEK = "township_patrol"


def seen(page):
    return re.search(r'name="seen" value="(\d+)"', page.text)[1]


async def test_a_leader_suspends_resumes_extends_and_waives_with_a_reason(house):
    ready(house, ("county", "head", "county"))
    number = duty_id(house, WEEK, "2024-W10")
    page = f"/duties/{number}"
    async with Browser(house) as county:
        await county.sign_in("county")
        for move, fields, told in (("suspend", {}, "中止"), ("resume", {}, "未办结"),
                                   ("extend", {"n": "3", "unit": "day"}, "2024-03-13"), ("waive", {}, "已免除")):
            answer = await county.send(page, to=f"{page}/{move}", seen=seen(await county.get(page)), reason="汛情", **fields)
            assert answer.status_code == 200 and told in answer.text, move
        assert "name=\"seen\"" not in (await county.get(page)).text  # nothing more can be done
    assert duty_of(house, number).end_reason.startswith("汛情（批准：")


async def test_the_second_of_two_gets_409_and_sees_what_changed(house):
    ready(house, ("county", "head", "head"), ("city", "head", "city"))
    number = duty_id(house, WEEK, "2024-W10")
    page = f"/duties/{number}"
    async with Browser(house) as one, Browser(house) as two:
        await one.sign_in("head")
        await two.sign_in("city")
        looked = seen(await two.get(page))
        await one.send(page, to=f"{page}/suspend", seen=seen(await one.get(page)), reason="汛情")
        late = await two.send(page, to=f"{page}/waive", seen=looked, reason="撤点")
        assert late.status_code == 409 and "有下列变动" in late.text and "3号head：中止" in late.text
    assert duty_of(house, number).status == "suspended"


async def test_what_is_missing_is_said_and_nothing_is_moved(sqlite_house):
    ready(sqlite_house, ("county", "head", "county"))
    number = duty_id(sqlite_house, WEEK, "2024-W10")
    page = f"/duties/{number}"
    async with Browser(sqlite_house) as county:
        await county.sign_in("county")
        looked = seen(await county.get(page))
        for move, fields in (
                ("suspend", {}), ("waive", {}), ("extend", {"reason": "x"}), ("extend", {"reason": "x", "unit": "day"}),
                ("extend", {"reason": "x", "unit": "hour", "n": "3"}), ("extend", {"reason": "x", "unit": "day", "n": "三"})):
            answer = await county.send(page, to=f"{page}/{move}", seen=looked, **fields)
            assert answer.status_code == 422, (move, fields)
            assert f'action="{page}/{move}"' in answer.text and "<details open>" in answer.text  # the form again, as it was
            assert ">x</textarea>" in answer.text or "reason" not in fields
    assert duty_of(sqlite_house, number).status == "open"
