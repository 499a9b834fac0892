"""Tip-offs sent together: numbered in their order, all of them or none, and once under a key."""

from datetime import date

import pytest

from casework.account.api_tokens import issue_for_office
from tests.api.test_programs import client
from tests.casework.town import at, settle_in

ONE = {"text": "东山北坡夜里有人采矿。", "division": "220221100", "offence": "mining_without_licence"}


@pytest.fixture
def token(house):
    town = settle_in(house, date(2024, 3, 4))
    with at(house) as desk:
        return issue_for_office(desk, town.county, "平台", actions=("clue.take", "clue.read"), days=9).token


async def test_a_batch_is_numbered_in_its_order_and_each_has_its_own_receipt(house, token):
    async with client(house, token) as program:
        answer = await program.post("/api/clue-batches", json={"clues": [
            {**ONE, "reporter": {"name": "李大山"}}, {**ONE, "about": ["220221"]}, ONE]})
    assert answer.status_code == 201
    clues = answer.json()["clues"]
    assert [one["number"] for one in clues] == ["XS2024000001", "XS2024000002", "XS2024000003"]
    assert len({one["receipt"] for one in clues}) == 3
    with at(house) as desk:
        rows = desk.rows("SELECT c.number, c.named, c.taken_by_id, count(n.id) AS about, count(s.clue_id) AS sealed FROM clue c"
                         " JOIN clue_seal s ON s.clue_id = c.id LEFT JOIN clue_named n ON n.clue_id = c.id"
                         " GROUP BY c.id, c.number, c.named, c.taken_by_id ORDER BY c.id")
        assert [(row.number, bool(row.named), row.about, row.sealed) for row in rows] == [
            ("XS2024000001", True, 0, 1), ("XS2024000002", False, 1, 1), ("XS2024000003", False, 0, 1)]
        assert desk.scalar("SELECT count(*) FROM journal WHERE action = 'clue.received'") == 3
        assert desk.scalar("SELECT count(*) FROM trigger_row WHERE stage = 'clue_intake'") == 1


async def test_one_that_is_wrong_is_named_by_its_place_and_none_is_taken(house, token):
    async with client(house, token) as program:
        far = {**ONE, "position": {"longitude": 126.5, "latitude": 43.6}, "text": "。"}
        wrong = await program.post("/api/clue-batches", json={"clues": [ONE, {**far, "text": "   "}]})
        assert wrong.status_code == 422 and "body.clues.1.text" in wrong.json()["problems"][0]
        unknown = await program.post("/api/clue-batches", json={"clues": [ONE, {**ONE, "about": ["999999"]}]})
        assert (unknown.status_code, unknown.json()["detail"]) == (404, "There is no office 999999.")
        many = await program.post("/api/clue-batches", json={"clues": [ONE] * 501})
        assert many.status_code == 422
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM clue") == 0


async def test_a_batch_sent_twice_under_its_key_is_taken_once(house, token):
    async with client(house, token) as program:
        first, again = [await program.post("/api/clue-batches", json={"clues": [ONE, ONE]}, headers={"idempotency-key": "k-1"})
                        for _ in range(2)]
        assert first.json() == again.json()
        other = await program.post("/api/clue-batches", json={"clues": [ONE]}, headers={"idempotency-key": "k-1"})
        assert other.status_code == 422
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM clue") == 2


async def test_a_batch_of_five_hundred_takes_as_many_statements_as_one_of_two(house, token):
    from sqlalchemy import event
    counted = []
    event.listen(house.engine, "before_cursor_execute", lambda *given: counted.append(given[2]))
    async with client(house, token) as program:
        numbers = []
        for many in (2, 2, 500):  # at the first the token's use is written down too
            counted.clear()
            assert (await program.post("/api/clue-batches", json={"clues": [ONE] * many})).status_code == 201
            numbers.append(len(counted))
    assert numbers[1] == numbers[2]


async def test_a_division_that_is_not_there_is_named_by_its_clue_and_nothing_is_taken(house, token):
    async with client(house, token) as program:
        answer = await program.post("/api/clue-batches", json={"clues": [ONE, {**ONE, "division": "999999"}]})
        alone = await program.post("/api/clues", json={**ONE, "division": "999999"})
        mail = await program.post("/api/clues", json={**ONE, "reporter": {"email": "不是"}})
    assert (answer.status_code, alone.status_code, mail.status_code) == (422, 422, 422)
    assert answer.json()["problems"] == ["clue 2, division: there is no division 999999"]
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM clue") == 0
