"""A county hands in, its city returns and accepts; a township records its patrols; each by the pages alone."""

import re
from datetime import date
from urllib.parse import unquote

from casework.journal import seal, verify
from casework.letter.links import duty_link
from tests.casework.town import at, duty_id, duty_of, filled
from tests.console.browser import WORDS, Browser
from tests.console.scene import opened
from tests.files import samples
from tests.scenes import remembered

MONDAY = date(2024, 3, 4)


@remembered
def ready(house, *roles):
    """The mini-province on a Monday, its duties open, and accounts."""
    return opened(house, date(2024, 3, 1), MONDAY, *roles)


def form(house, kind):
    fields = filled(house, kind)
    return {f"field.{name}": {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
            for name, value in fields.items()}


async def test_a_report_is_handed_in_returned_handed_in_again_and_accepted(kept):
    house, papers = kept, {f"file.{file.name}": ("报告.pdf", samples.PDF)
                           for file in kept.rulebook.acts["inspector_report"].files if file.required}
    assert papers
    ready(house, ("city", "inspector", "inspector"), ("city", "handler", "city"), ("province", "handler", "province"))
    number = duty_id(house, "inspector_report", "2024")
    async with Browser(house) as city, Browser(house) as province:
        assert "今日" in (await city.sign_in("city")).text
        page = await city.get(f"/duties/{number}")
        assert f"/duties/{number}/hand-in" in page.text
        handed = await city.send(f"/duties/{number}/hand-in", files=papers, **form(house, "inspector_report"))
        assert "已报送，待审核" in handed.text
        await province.sign_in("province")
        assert f"/duties/{number}" in (await province.get("/")).text  # it waits for review
        submission = (await province.get(f"/duties/{number}")).text.partition(f"/duties/{number}/reviews/")[2].partition('"')[0]
        bare = await province.send(f"/duties/{number}", to=f"/duties/{number}/reviews/{submission}", verdict="return",
                                   reasons=" ")
        assert bare.status_code == 422 and "<p>未填写退回理由。</p>" in bare.text and f"/reviews/{submission}" in bare.text
        returned = await province.send(f"/duties/{number}", to=f"/duties/{number}/reviews/{submission}", verdict="return",
                                       reasons="缺少检查照片")
        assert f"报送于{MONDAY}" in returned.text
        assert "已退回" in returned.text and duty_of(house, number).status == "open"
        again = await city.get(f"/duties/{number}/hand-in")
        assert "缺少检查照片" in again.text and str(filled(house, "inspector_report").popitem()[1]) in again.text
        await city.send(f"/duties/{number}/hand-in", **form(house, "inspector_report"))
        accepted = await province.send(f"/duties/{number}", to=f"/duties/{number}/reviews/{int(submission) + 1}",
                                       verdict="accept")
    assert "已办结" in accepted.text and duty_of(house, number).status == "discharged"
    with at(house) as desk:
        seal(desk)
    with at(house) as desk:
        assert verify(desk).unsealed == 0


async def test_a_township_records_its_second_patrol_of_the_week(house):
    ready(house, ("township", "handler", "township"))
    number = duty_id(house, "township_patrol", "2024-W10")
    async with Browser(house) as township:
        assert "乡（镇）所每周巡查" in (await township.sign_in("township")).text
        for status in ("未办结（1/2）", "已办结（2/2）"):
            done = await township.send(f"/duties/{number}/record", done_on="2024-03-04", **form(house, "patrol"))
            assert status in done.text


async def test_what_is_wrong_is_said_beside_what_was_filled_in(sqlite_house):
    ready(sqlite_house, ("township", "handler", "township"))
    number = duty_id(sqlite_house, "township_patrol", "2024-W10")
    async with Browser(sqlite_house) as township:
        await township.sign_in("township")
        for day, told in (("2024-03-05", "2024-03-05尚未到来"), ("5.3.", "“5.3.”不是日期")):
            page = await township.send(f"/duties/{number}/record", **{**form(sqlite_house, "patrol"), "done_on": day})
            assert page.status_code == 422 and told in page.text
            assert filled(sqlite_house, "patrol")["area"] in page.text
    assert duty_of(sqlite_house, number).done == 0


async def test_another_countys_duty_looks_like_one_that_does_not_exist(house):
    ready(house, ("township", "handler", "township"))
    number = duty_id(house, "inspector_report", "2024")
    async with Browser(house) as township:
        await township.sign_in("township")
        for path in ("", "/hand-in", "/record"):
            hidden, missing = [await township.get(f"/duties/{one}{path}") for one in (number, 999_999)]
            assert hidden.status_code == missing.status_code == 404
            assert hidden.text.replace(f"第{number}号义务", "").replace(f"/duties/{number}{path}", "") == \
                missing.text.replace("第999999号义务", "").replace(f"/duties/999999{path}", "")
        key = await township.send("/", to=f"/duties/{number}/hand-in", **form(house, "inspector_report"))
        assert key.status_code == 404


async def test_the_pages_speak_english_at_a_click(sqlite_house):
    ready(sqlite_house, ("township", "handler", "township"))
    async with Browser(sqlite_house) as township:
        await township.sign_in("township")
        page = await township.get("/language/en?then=/")
        assert "Owed by us" in page.text and "Sign out" in page.text and 'lang="en"' in page.text
        assert "今日" in (await township.get("/language/zh?then=/")).text
        assert (await township.get("/language/fr?then=/")).status_code == 404


async def test_a_letters_link_opens_also_for_one_who_is_signed_in_and_may_not_see_the_duty(sqlite_house):
    ready(sqlite_house, ("township", "handler", "township"))
    number = duty_id(sqlite_house, "inspector_report", "2024")
    with at(sqlite_house) as desk:
        link = duty_link(desk, number).removeprefix(sqlite_house.base_url)
    async with Browser(sqlite_house) as township:
        await township.sign_in("township")
        page = await township.get(link)
        assert page.status_code == 200 and "经过" not in page.text and "/hand-in" not in page.text
        # … who reads there why nothing can be done with this account, and is not sent to sign in over and over.
        assert "不在可办理此事项的单位任职" in page.text and "登录后办理" not in page.text and 'action="/sign-out"' in page.text
        assert (await township.get(link[:-1])).status_code == 404


async def test_who_signs_in_from_a_letter_and_may_not_see_the_duty_comes_back_to_what_the_letter_shows(sqlite_house):
    ready(sqlite_house, ("township", "handler", "township"), ("city", "handler", "city"))
    number = duty_id(sqlite_house, "inspector_report", "2024")
    with at(sqlite_house) as desk:
        link = duty_link(desk, number).removeprefix(sqlite_house.base_url)
    for login, told in (("township", "不在可办理此事项的单位任职"), ("city", f'href="/duties/{number}/hand-in"')):
        async with Browser(sqlite_house) as browser:
            way = re.search(r'href="(/sign-in\?then=[^"]+)">登录后办理', (await browser.get(link)).text)[1]
            page = await browser.send(way, to="/sign-in", login=login, password=WORDS, then=unquote(way.partition("=")[2]))
            assert page.status_code == 200 and told in page.text
