"""The web side: health, and the page that a letter's link opens for whoever holds the letter, and no other page."""

import re
from datetime import date

import httpx
import pytest

from casework.access import SYSTEM
from casework.desk import House, open_desk
from casework.duty.opening import open_duties
from casework.letter.links import duty_link
from foundation.clock import SetClock
from foundation.database import open_engine
from tests.casework.town import duty_id, filled, go_to, patrol, settle_in
from tests.databases import SqliteDatabases
from tests.doors import served

PROBLEM = {"type": "about:blank", "title": "not found", "status": 404, "detail": "There is no such page.",
           "way_out": "Use the whole address as it stands in the letter."}


async def get(house, path, method="GET"):
    # An error inside the app is a failure of the test, not an answer.
    transport = httpx.ASGITransport(app=served(house))
    async with httpx.AsyncClient(transport=transport, base_url=house.base_url) as client:
        return await client.request(method, path)


def ready(house, rule="township_patrol", period="2024-W10", name=None):
    """A duty of the mini-province on Monday 2024-03-04, and the link to it as letters give it."""
    town = settle_in(house, date(2024, 3, 1))
    with open_desk(house, SYSTEM) as desk:
        if name:
            desk.run("UPDATE party SET name = :name WHERE id = :id", name=name, id=town.township)
        open_duties(desk)
    number = duty_id(house, rule, period)
    with open_desk(house, SYSTEM) as desk:
        return town, number, duty_link(desk, number).removeprefix(house.base_url)


def text_of(response):
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"<[^>]+>", "\n", response.text))


async def test_the_process_lives_and_its_database_is_ready(house):
    for path, status in (("/healthz", "ok"), ("/readyz", "ready")):
        answer = await get(house, path)
        assert (answer.status_code, answer.json()) == (200, {"status": status})


async def test_without_tables_the_process_lives_but_is_not_ready(rulebook, tmp_path):
    house = House(open_engine(f"sqlite:///{tmp_path}/empty.db"), rulebook, SetClock.at(date(2024, 3, 4)))
    assert (await get(house, "/healthz")).status_code == 200
    answer = await get(house, "/readyz")
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert answer.json() == {"type": "about:blank", "title": "unavailable", "status": 503, "detail": "The database is empty.",
                             "way_out": "Run `kuangjian init`.", "instance": "/readyz",
                             "reference": answer.json()["reference"]}


async def test_before_a_newer_database_it_is_not_ready(sqlite_databases: SqliteDatabases, rulebook):
    engine = sqlite_databases.fresh()
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    answer = await get(House(engine, rulebook, SetClock.at(date(2024, 3, 4))), "/readyz")
    assert (answer.status_code, "9999" in answer.json()["detail"]) == (503, True)


async def test_a_letters_link_opens_what_is_owed_by_whom_why_and_by_when(house):
    _, _, link = ready(house)
    answer = await get(house, link)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    told = text_of(answer)
    for words in ("乡（镇）所每周巡查", "口前镇", "永吉县", "2024-W10", "未办结（0/2）", "2024-03-10",
                  "期间2024-W10（2024-03-04至2024-03-10）届满之日。到期日2024-03-10。",
                  "三（一）：「乡（镇）国土资源所每周对辖区巡查不少于2次」", "登录后办理"):
        assert f"\n{words}" in told, words


async def test_the_link_shows_neither_the_history_nor_a_form(sqlite_house):
    _, number, link = ready(sqlite_house, "inspector_report", "2024")
    page = (await get(sqlite_house, link)).text
    assert "2024-12-31" in page and f"/sign-in?then=/duties/{number}" in page
    assert "经过" not in page and f"/duties/{number}/hand-in" not in page


async def test_what_was_done_shows_and_what_has_ended_shows_as_ended(sqlite_house):
    town, _, link = ready(sqlite_house)
    go_to(sqlite_house, date(2024, 3, 5))
    patrol(sqlite_house, town.township, date(2024, 3, 4))
    assert "未办结（1/2）" in (await get(sqlite_house, link)).text
    patrol(sqlite_house, town.township, date(2024, 3, 5))
    assert "已办结（2/2）" in (await get(sqlite_house, link)).text
    assert filled(sqlite_house, "patrol")["area"] not in (await get(sqlite_house, link)).text  # the form is not shown


async def test_names_are_shown_as_text_never_as_markup(sqlite_house):
    _, _, link = ready(sqlite_house, name="<script>alert('口前')</script> & 镇")
    page = (await get(sqlite_house, link)).text
    assert "<script" not in page
    assert "&lt;script&gt;alert(&#39;口前&#39;)&lt;/script&gt; &amp; 镇" in page


async def test_a_wrong_key_an_unknown_duty_and_no_key_are_told_apart_by_nobody(house):
    _, number, link = ready(house)
    key = link.partition("?k=")[2]
    pages = (f"{number}", f"{number}?k=", f"{number}?k={key[:-1]}", f"{number}?k={key}0", f"{number}?k={'A' * 32}",
             f"{number + 1}?k={key}", f"999999?k={key}", f"{10**22}?k={key}", f"-1?k={key}")
    for path in (f"/duties/{page}" for page in pages):
        answer = await get(house, path)
        assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json"), path
        assert answer.json() == {**PROBLEM, "instance": path.partition("?")[0]}


async def test_a_key_in_another_script_is_a_wrong_key(sqlite_house):
    _, number, _ = ready(sqlite_house)
    assert (await get(sqlite_house, f"/duties/{number}?k=矿监")).json() == {**PROBLEM, "instance": f"/duties/{number}"}


async def test_before_any_link_was_given_no_key_opens_a_page(house):
    assert (await get(house, "/duties/1?k=")).json() == {**PROBLEM, "instance": "/duties/1"}


async def test_a_page_with_a_key_in_its_address_is_neither_kept_nor_told_to_others(sqlite_house):
    _, _, link = ready(sqlite_house)
    answer = await get(sqlite_house, link)
    assert (answer.headers["referrer-policy"], answer.headers["cache-control"]) == ("same-origin", "no-store")
    assert set(re.findall(r'(?:src|href|action)="(.)', answer.text)) <= {"/", "#", "d"}  # nothing is fetched from elsewhere
    assert not {"set-cookie", "server", "access-control-allow-origin"} & set(answer.headers)


@pytest.mark.parametrize(("method", "path", "status"), [
    ("GET", "/docs", 404), ("GET", "/redoc", 404), ("POST", "/healthz", 405),
    ("POST", "/duties/1", 405), ("DELETE", "/duties/1", 405), ("GET", "/static/../app.py", 404), ("GET", "/static/", 404)])
async def test_nothing_else_is_served(sqlite_house, method, path, status):
    assert (await get(sqlite_house, path, method)).status_code == status
