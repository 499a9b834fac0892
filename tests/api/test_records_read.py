"""Programs of auditors and administrators read letters, the journal, holidays, and look for things, each within its reach."""

from datetime import date

import pytest

from casework import journal
from casework.account.api_tokens import issue_for_officer
from casework.desk import open_desk
from casework.letter import outbox, outcomes
from casework.verifying import check_on, note_check
from notifications.post import Outcome
from tests.api.test_programs import client
from tests.casework.builders import an_officer
from tests.casework.town import at, patrol, settle_in, watch_on

FRIDAY = date(2024, 5, 31)
ALL = ("letter.read", "journal.read", "duty.read", "act.read", "office.read")


@pytest.fixture
def town(house):
    """The letters of a Friday, the county's refused, and auditors of the province and the city."""
    found = settle_in(house, date(2024, 5, 1))
    watch_on(house, FRIDAY)
    with open_desk(house) as desk:
        ids = outbox.claim(desk, batch=200)
        outbox.write(desk, ids)
        lost = desk.scalar("SELECT id FROM letter WHERE recipient_id = :id", id=found.officer(found.county))
        outcomes.record(desk, lost, Outcome("refused", "550 no such user", address=True))
        outbox.keep(desk, ids)
    patrol(house, found.township, FRIDAY)
    return found


def token(house, office, *actions, role="auditor"):
    with at(house) as desk:
        officer = an_officer(desk, office, role, name="审计员")
        return issue_for_officer(desk, officer, "审计系统", actions=actions or ALL, days=9).token


async def test_letters_are_listed_and_read_within_ones_reach(house, town):
    async with client(house, token(house, town.province)) as whole, client(house, token(house, town.city)) as below:
        everything, some = [(await one.get("/api/letters")).json() for one in (whole, below)]
        numbers = [[one["id"] for one in told["letters"]] for told in (everything, some)]
        assert numbers[0] == sorted(numbers[0], reverse=True) and set(numbers[1]) < set(numbers[0]) and not everything["more"]
        (lost,) = (await below.get("/api/letters", params={"state": "refused"})).json()["letters"]
        assert (lost["office"], lost["state"], lost["error"], lost["day"]) == (
            "永吉县", "refused", "550 no such user", "2024-05-31")
        for asked, count in (({"undelivered": True}, 1), ({"recipient": f"{town.county}号handler"}, 1), ({"office": "四平"}, 0),
                             ({"since": "2024-06-01"}, 0), ({"until": "2024-05-31"}, len(numbers[1])), ({"page": 2}, 0)):
            assert len((await below.get("/api/letters", params=asked)).json()["letters"]) == count, asked
        told = (await below.get(f"/api/letters/{lost['id']}")).json()
        assert told["to_address"] == f"{town.county}.handler@kj.example.cn" and told["subject"] in (lost["subject"],)
        assert {one["audience"] for one in told["duties"]} <= {"debtor", "superior"} and told["duties"][0]["named"] is True
        hidden = next(one for one in numbers[0] if one not in numbers[1])
        for one in (hidden, 999_999):
            answer = await below.get(f"/api/letters/{one}")
            assert answer.status_code == 404 and answer.json()["detail"] == f"There is no letter {one}."


async def test_the_journal_is_read_page_by_page(house, town):
    async with client(house, token(house, town.province)) as whole, client(house, token(house, town.city)) as below:
        with at(house) as desk:
            count = desk.scalar("SELECT count(*) FROM journal")
            for number in range(5):
                journal.note(desk, "x.done", "x", number, office_id=town.county, how="so")
        first = (await whole.get("/api/journal", params={"size": 3, "action": "x.done"})).json()
        assert [(one["entity_id"], one["office"], one["actor"], one["detail"]) for one in first["entries"]] == [
            (number, "永吉县", "operator", {"how": "so"}) for number in (4, 3, 2)] and first["more"]
        last = first["entries"][-1]["id"]
        rest = (await whole.get("/api/journal", params={"action": "x.done", "before": last})).json()
        assert [one["entity_id"] for one in rest["entries"]] == [1, 0] and not rest["more"]
        everything = (await whole.get("/api/journal", params={"size": 1000})).json()["entries"]
        assert len(everything) == count + 5 and everything[0]["at"] >= everything[-1]["at"]
        some = (await below.get("/api/journal", params={"size": 1000})).json()["entries"]
        assert 5 < len(some) < len(everything) and {one["office"] for one in some} <= {
            "吉林市", "永吉县", "口前镇", "永吉矿业有限公司"}
        for asked, number in (({"entity": "x", "number": 4}, 1), ({"who": "operator", "entity": "x"}, 5),
                              ({"since": "2024-06-01"}, 0), ({"office": "口前", "entity": "x"}, 0), ({"number": 2**31 - 1}, 0)):
            assert len((await whole.get("/api/journal", params=asked)).json()["entries"]) == number, asked


async def test_up_to_where_the_chain_is_whole_is_told_to_who_keeps_the_whole(house, town):
    async with client(house, token(house, town.province)) as whole, client(house, token(house, town.city)) as below:
        assert (await whole.get("/api/journal/chain")).json()["first"] is None
        with open_desk(house) as desk:
            sealed = journal.seal(desk)
        with at(house) as desk:
            note_check(desk, check_on(desk))
        told = (await whole.get("/api/journal/chain")).json()
        assert (told["first"], told["last"], told["by"], told["broken"]) == (1, sealed, "operator", None)
        assert told["newest"] == sealed + 1
        assert (await below.get("/api/journal/chain")).status_code == 403


async def test_a_year_is_read_as_announced(house, town):
    async with client(house, token(house, town.township, "duty.read", role="handler")) as program:
        year = (await program.get("/api/holidays/2024")).json()
        assert (year["year"], year["source"]) == (2024, None)
        assert {"day": "2024-10-07", "working": False, "name": "国庆节"} in year["days"]
        assert {"day": "2024-10-12", "working": True, "name": "调休上班"} in year["days"]
        assert (await program.get("/api/holidays/2031")).status_code == 404
        for wrong in ("2003", "2200", "x", "02024"):
            assert (await program.get(f"/api/holidays/{wrong}")).status_code == 422, wrong


async def test_what_is_looked_for_is_found_within_ones_reach_and_the_tokens_actions(house, town):
    async with client(house, token(house, town.city)) as whole, \
            client(house, token(house, town.city, "duty.read")) as narrow:
        told = {one["kind"]: [hit["name"] for hit in one["hits"]]
                for one in (await whole.get("/api/search", params={"q": "永吉"})).json()["groups"]}
        assert told == {"office": ["永吉县"], "holder": ["永吉矿业有限公司"]}
        told = [one["kind"] for one in (await narrow.get("/api/search", params={"q": "永吉"})).json()["groups"]]
        assert told == ["holder"]
        (mine,) = [one["hits"][0] for one in (await whole.get("/api/search", params={"q": "JL0001"})).json()["groups"]]
        assert mine == {"kind": "mine", "id": town.mine, "code": "JL0001", "name": "口前铁矿", "place": "永吉县",
                        "ended": False}
        for wrong in ("", "吉", "x" * 81, "a\x00b"):
            assert (await whole.get("/api/search", params={"q": wrong})).status_code == 422, wrong


async def test_a_token_without_the_action_reads_neither_letters_nor_the_journal(house, town):
    async with client(house, token(house, town.province, "duty.read")) as program:
        for path in ("/api/letters", "/api/journal", "/api/journal/chain"):
            assert (await program.get(path)).status_code == 403
        assert (await program.get("/api/letters/1")).status_code == 404
