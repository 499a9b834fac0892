"""Letters for those who keep the post: listed in their reach, shown as sent, tried at once, sent anew; lost ones are work."""

from datetime import date, timedelta

import pytest

from casework.desk import open_desk
from casework.letter import outbox, outcomes
from notifications.post import Outcome
from tests.casework.builders import an_officer
from tests.casework.town import at, settle_in, watch_on
from tests.console.browser import Browser, account

FRIDAY = date(2024, 5, 31)


@pytest.fixture
def town(house):
    """The letters of a Friday: written, the county's refused, the city's to be tried again, the others kept."""
    found = settle_in(house, date(2024, 5, 1))
    watch_on(house, FRIDAY)
    with at(house) as desk:
        city = an_officer(desk, found.city, "administrator", name="市管理员")
        auditor = an_officer(desk, found.province, "auditor", name="审计员")
    for officer, login in ((city, "city"), (auditor, "auditor"), (found.officer(found.city), "clerk"),
                           (found.officer(found.province, "administrator"), "province")):
        account(house, officer, login)
    with open_desk(house) as desk:
        ids = outbox.claim(desk, batch=200)
        outbox.write(desk, ids)
        lost = Outcome("refused", "550 no such user", address=True)
        outcomes.record(desk, letter_of(desk, found.officer(found.county)), lost)
        outcomes.record(desk, letter_of(desk, found.officer(found.city)), Outcome("later", "451 try again later"))
        outbox.keep(desk, ids)
    return found


def letter_of(desk, officer):
    return int(desk.scalar("SELECT id FROM letter WHERE recipient_id = :id", id=officer))


def number(house, officer):
    with at(house) as desk:
        return letter_of(desk, officer)


def states(house):
    with at(house) as desk:
        return {row.recipient_id: row.state for row in desk.rows("SELECT recipient_id, state FROM letter")}


async def test_letters_are_listed_in_ones_reach_and_narrowed(house, town):
    three = (town.city, town.county, town.province)
    of_city, of_county, of_province = (number(house, town.officer(office)) for office in three)
    async with Browser(house) as city, Browser(house) as province, Browser(house) as clerk:
        await city.sign_in("city")
        await province.sign_in("province")
        await clerk.sign_in("clerk")
        whole, below = (await province.get("/letters")).text, (await city.get("/letters")).text
        assert all(f'/letters/{one}"' in whole for one in (of_city, of_county, of_province))
        assert f'/letters/{of_city}"' in below and f'/letters/{of_province}"' not in below
        for asked, found in (("state=refused", {of_county}), ("state=queued", {of_city}), ("undelivered=yes", {of_county}),
                             (f"recipient={town.city}号handler", {of_city}), ("office=永吉县", {of_county}),
                             (f"since={FRIDAY + timedelta(1)}", set()), (f"until={FRIDAY - timedelta(1)}", set())):
            page = (await city.get(f"/letters?{asked}")).text
            assert {one for one in (of_city, of_county, of_province) if f'/letters/{one}"' in page} == found, asked
        assert "没有信件" in page and (await city.get("/letters?since=yesterday")).status_code == 422
        hidden, missing = await city.get(f"/letters/{of_province}"), await city.get("/letters/987654321987")
        assert hidden.status_code == missing.status_code == 404
        assert all("号信件。" in one.text for one in (hidden, missing))
        assert (await clerk.get("/letters")).status_code == 403


async def test_a_letter_is_shown_as_it_was_sent_with_its_duties_and_without_anything_that_acts(house, town):
    one = number(house, town.officer(town.county))
    with at(house) as desk:
        desk.run("UPDATE letter SET html = '<p style=\"color:red\">原样</p><script>alert(1)</script>' WHERE id = :id", id=one)
        told = desk.scalar("SELECT duty_id FROM letter_line WHERE letter_id = :id", id=one)
    async with Browser(house) as province:
        await province.sign_in("province")
        page = (await province.get(f"/letters/{one}")).text
        assert "550 no such user" in page and "拒收" in page and f'/duties/{told}"' in page and "<script" not in page
        assert "@kj.example.cn" in page and "2024-05-31 08:00" in page  # the province's own time
        html = await province.get(f"/letters/{one}/html")
        assert "原样" in html.text and html.headers["content-security-policy"].startswith("sandbox; default-src 'none';")
        assert (await province.get("/letters/999/html")).status_code == 404


async def test_a_waiting_letter_is_tried_at_once_and_a_lost_one_sent_anew(house, town):
    waits, lost = number(house, town.officer(town.city)), number(house, town.officer(town.county))
    async with Browser(house) as city, Browser(house) as auditor:
        await city.sign_in("city")
        await auditor.sign_in("auditor")
        assert "立即投递" not in (await auditor.get(f"/letters/{waits}")).text
        assert (await auditor.send(f"/letters/{waits}", what="retry")).status_code == 403
        assert "2024-05-31 08:05" in (await city.get(f"/letters/{waits}")).text
        sent = await city.send(f"/letters/{waits}", what="retry")
        assert sent.status_code == 200 and "2024-05-31 08:00" in sent.text
        assert (await city.send(f"/letters/{waits}", what="retry")).status_code == 409
        assert (await city.send(f"/letters/{lost}", what="retry")).status_code == 409
        assert "待发" in (await city.send(f"/letters/{lost}", what="resend")).text
    with at(house) as desk:
        told = desk.rows("SELECT action, entity_id, office_id FROM journal WHERE actor LIKE 'officer:%' AND entity = 'letter'"
                         " ORDER BY id")
        rung = desk.rows("SELECT stage, entity_id FROM trigger_row WHERE entity = 'letter' ORDER BY id")
    assert told == [("letter.retried", waits, town.city), ("letter.resent", lost, town.county)]
    assert rung == [("post_round", waits), ("post_round", lost)]


async def test_lost_letters_stand_on_the_first_page_until_the_work_they_left_is_settled(house, town):
    async with Browser(house) as city, Browser(house) as clerk:
        await city.sign_in("city")
        await clerk.sign_in("clerk")
        assert "1封信未能送达" in (await city.get("/")).text and "封信未能送达" not in (await clerk.get("/")).text
        page = (await clerk.get("/work")).text
        assert "550 no such user" in page and "/letters/" not in page  # he reads no letters
        assert "/letters/" in (await city.get("/work")).text
        wrong = await clerk.send("/work", to="/work/1", note=" ")
        assert wrong.status_code == 422 and "未填写办理情况" in wrong.text and 'aria-invalid="true"' in wrong.text
        assert "没有事项" in (await clerk.send("/work", to="/work/1", note="已电话核实")).text
        assert "已电话核实" in (await clerk.get("/work?settled=yes&kind=letter-refused")).text
        assert "没有事项" in (await clerk.get("/work?settled=yes&kind=run-missed")).text
        assert (await clerk.send("/work", to="/work/1", note="再次")).status_code == 409
        assert (await clerk.send("/work", to="/work/999", note="再次")).status_code == 404
        assert "封信未能送达" not in (await city.get("/")).text
    assert "refused" in states(house).values()


async def test_a_letter_not_written_yet_says_so(house):
    found = settle_in(house, date(2024, 5, 1))
    account(house, found.officer(found.province, "administrator"), "province")
    watch_on(house, FRIDAY)
    async with Browser(house) as province:
        await province.sign_in("province")
        one = number(house, found.officer(found.city))
        page = (await province.get(f"/letters/{one}")).text
        assert "尚未写成" in page and "立即投递" not in page and "信中事项" in page  # the next round takes it anyway
        assert (await province.get(f"/letters/{one}/html")).status_code == 404
