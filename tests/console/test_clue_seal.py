"""The pages of the seal: a reason, what was sealed once, the masks."""

import re

from casework.clue.redacting import OTHER
from casework.desk import House
from tests.casework.clues import as_it_stands, taken_in
from tests.casework.test_revealing import REASON
from tests.console.browser import Browser
from tests.console.test_work import ready


async def test_the_original_is_shown_once_in_the_answer_to_the_reason_and_kept_nowhere(house: House) -> None:
    ready(house, ("county", "head", "head"))
    page = f"/clues/{taken_in(house).number}/reveal"
    async with Browser(house) as head:
        await head.sign_in("head")
        asked = await head.get(page)
        assert asked.status_code == 200 and "李大山" not in asked.text
        shown = await head.send(page, reason=REASON)
        assert shown.status_code == 200 and "李大山" in shown.text and "lidashan@example.cn" in shown.text
        assert (shown.headers["cache-control"], shown.headers["referrer-policy"]) == ("no-store", "no-referrer")
        assert "李大山" not in (await head.get(page)).text


async def test_without_a_reason_the_page_comes_back_with_what_is_missing(sqlite_house: House) -> None:
    ready(sqlite_house, ("county", "head", "head"))
    page = f"/clues/{taken_in(sqlite_house).number}/reveal"
    async with Browser(sqlite_house) as head:
        await head.sign_in("head")
        answer = await head.send(page, reason="核查")
        assert answer.status_code == 422 and ">核查</textarea>" in answer.text and "李大山" not in answer.text


async def test_masks_are_corrected_on_their_page_and_what_would_unmask_is_refused(sqlite_house: House) -> None:
    ready(sqlite_house, ("county", "head", "head"))
    made = taken_in(sqlite_house)
    page = f"/clues/{made.number}/redact"
    async with Browser(sqlite_house) as head:
        await head.sign_in("head")
        asked = await head.get(page)
        assert re.search(r'name="seen" value="\d+"', asked.text) and "〔姓名〕" in asked.text
        answer = await head.send(page, **{"said.text": "张三看见", "said.place": "东山北坡"})
        assert answer.status_code == 403
        answer = await head.send(page, **{"said.text": as_it_stands(sqlite_house, made).text, "said.place": "东山北坡"})
        assert answer.status_code == 422  # nothing was changed
        await head.send(page, **{"said.place": OTHER})
    assert as_it_stands(sqlite_house, made).place == OTHER


async def test_who_may_not_open_it_is_refused_and_who_may_not_see_it_is_told_there_is_none(sqlite_house: House) -> None:
    ready(sqlite_house, ("county", "handler", "handler"), ("township", "head", "below"))
    page = f"/clues/{taken_in(sqlite_house).number}"
    for login, status in (("handler", 403), ("below", 404)):
        async with Browser(sqlite_house) as one:
            await one.sign_in(login)
            assert (await one.get(f"{page}/reveal")).status_code == status
