"""Each clause has its page: its own words, what is owed, and how that stands among the offices the reader may see."""

from html import unescape

from tests.casework.town import patrol
from tests.console.browser import Browser
from tests.console.test_work import MONDAY, ready


async def test_every_clause_has_a_page_with_its_words(sqlite_house):
    ready(sqlite_house, ("city", "handler", "city"))
    async with Browser(sqlite_house) as city:
        await city.sign_in("city")
        listed = (await city.get("/rules")).text
        for clause, provision in sqlite_house.rulebook.provisions.items():
            page = await city.get(f"/rules/{clause}")
            assert page.status_code == 200 and clause in listed, clause
            assert all(quote in unescape(page.text) for quote in provision.quotes), clause
        assert "您要找的是否为" in (await city.get("/rules/九（九）")).text


async def test_a_rules_state_counts_what_the_reader_may_see(house):
    town = ready(house, ("city", "handler", "city"), ("province", "handler", "province"))
    async with Browser(house) as city, Browser(house) as province:
        await city.sign_in("city")
        await province.sign_in("province")
        for _ in range(2):
            assert "本年办结0" in (await city.get("/rules/三（一）")).text
            patrol(house, town.township, MONDAY)
        for reader in (city, province):
            assert "本年办结1" in (await reader.get("/rules/三（一）")).text
