"""A system of personnel keeps officers by the API."""

from datetime import date

import pytest

from casework.account.api_tokens import issue_for_officer
from tests.api.test_programs import client
from tests.casework.builders import a_party, an_officer
from tests.casework.town import at, settle_in

DAY = date(2024, 3, 4)


@pytest.fixture
def town(house):
    return settle_in(house, DAY)


def keepers_token(house, town):
    with at(house) as desk:
        keeper = an_officer(desk, town.city, "administrator", name="管理员")
        return issue_for_officer(desk, keeper, "人事", actions=("office.read", "records.change"), days=9).token


async def test_officers_come_serve_are_away_and_leave(house, town):
    async with client(house, keepers_token(house, town)) as program:
        new = {"office": "220221", "role": "clerk", "name": "赵六", "email": "z@jl.example.cn"}
        made = [await program.post("/api/officers", json=new, headers={"idempotency-key": "k"}) for _ in range(2)]
        assert [one.status_code for one in made] == [201, 201] and made[0].json() == made[1].json()
        officer = f"/api/officers/{made[0].json()['number']}"
        assert (await program.patch(officer, json={"email": "y@jl.example.cn"})).json() == {"done": True}
        post = (await program.post(f"{officer}/posts", json={"office": "口前镇", "role": "head", "since": "2024-03-01"})).json()
        away = (await program.post(f"{officer}/absences", json={
            "first": "2024-03-05", "last": "2024-03-20", "substitute": town.officer(town.county)})).json()
        assert (await program.post(f"{officer}/absences/{away['number']}/end", json={"last": "2024-03-06"})).status_code == 200
        assert (await program.post(f"{officer}/posts/{post['number']}/end", json={"last": "2024-03-31"})).status_code == 200
        told = (await program.get(officer)).json()
        assert (told["name"], told["email"]) == ("赵六", "y@jl.example.cn")
        assert [(one["role"], one["last"]) for one in told["posts"]] == [("clerk", None), ("head", "2024-03-31")]
        assert [(one["first"], one["last"]) for one in told["away"]] == [("2024-03-05", "2024-03-06")]
        assert (await program.get(f"{officer}/leave")).json() == {
            "mines": 0, "responsibilities": 0, "substitutions": 0, "duties": 0, "letters": 0, "drafts": 0, "work_items": 0,
            "tokens": 0, "feeds": 0, "account": False}
        heir = {"since": "2024-03-04", "successor": town.officer(town.county)}
        left = (await program.post(f"{officer}/leave", json=heir)).json()
        assert (left["posts_ended"], left["account_closed"]) == (2, False)
        again = await program.post(f"{officer}/leave", json={"since": "2024-03-04"})
        assert again.status_code == 409 and "left already" in again.json()["detail"]


async def test_a_leaving_that_leaves_gaps_names_them(house, town):
    async with client(house, keepers_token(house, town)) as program:
        path = f"/api/officers/{town.inspector}/leave"
        refused = await program.post(path, json={"since": "2024-03-04"})
        assert (refused.status_code, refused.json()["problems"]) == (409, ["1 mines would be left without an inspector"])
        meant = await program.post(path, json={"since": "2024-03-04", "despite": True})
        assert (meant.status_code, meant.json()["mines_freed"]) == (200, 1)


async def test_who_is_responsible_for_a_mine_is_put(house, town):
    clerk = town.officer(town.county)
    async with client(house, keepers_token(house, town)) as program:
        path = f"/api/mines/{town.mine}/responsible"
        assert (await program.put(path, json={})).status_code == 200
        assert (await program.put(path, json={"office": "220221", "officer": clerk})).status_code == 200
        mine = (await program.get("/api/offices/220221/mines")).json()["mines"][0]
        assert (mine["inspector"], mine["at_county"]) == (None, clerk)
        assert (await program.put(path, json={"officer": clerk})).status_code == 409  # no inspector
        assert (await program.put("/api/mines/99999/responsible", json={})).status_code == 404


@pytest.mark.parametrize(("path", "body"), [
    ("/api/officers", {"office": "220221", "role": "king", "name": "赵六"}),
    ("/api/officers", {"office": "220221", "role": "clerk", "name": "赵\x00六"}),
    ("/api/officers", {"office": "220221", "role": "clerk", "name": "赵六", "since": "0001-01-01"}),
    ("/api/officers", {"office": "220221", "role": "clerk", "name": "赵六", "colour": "red"}),
    ("/api/officers/{clerk}/leave", {"since": "0001-01-01"}),
    ("/api/officers/{clerk}/leave", {"since": "9999-12-31"}),
    ("/api/officers/{clerk}/absences", {"first": "0001-01-01", "last": "9999-12-31"}),
    ("/api/officers/{clerk}/absences", {"first": "2024-03-04", "last": "2024-03-05", "substitute": 2**31}),
])
async def test_what_cannot_be_is_refused(house, town, path, body):
    async with client(house, keepers_token(house, town)) as program:
        answer = await program.post(path.format(clerk=town.officer(town.county)), json=body)
        assert answer.status_code == 422 and answer.headers["content-type"] == "application/problem+json"


async def test_parties_out_of_reach_are_told_like_those_that_do_not_exist(house, town):
    with at(house) as desk:
        beside = a_party(desk, "220300", "四平市", "city", town.province)
        a_party(desk, "912203000000000001", "四平矿业", "holder", beside)
    clerk, mine = town.officer(town.county), f"/api/mines/{town.mine}/responsible"
    async with client(house, keepers_token(house, town)) as program:
        for code in ("912203000000000001", "四平矿业", "220300", "912203000000000002"):
            officer = {"office": code, "role": "holder", "name": "赵六"}
            for answer in (await program.post("/api/officers", json=officer), await program.put(mine, json={"office": code}),
                           await program.post(f"/api/officers/{clerk}/posts", json={"office": code, "role": "clerk"})):
                said = answer.json()
                assert (answer.status_code, said["detail"]) == (404, f"No office or holder is called {code}."), answer.url
                assert "四平" not in said["way_out"] and "9122030" not in said["way_out"] and "220300" not in said["way_out"]
        above = {"office": "220000", "role": "head", "name": "赵六"}
        assert (await program.post("/api/officers", json=above)).status_code == 404


async def test_an_act_of_a_party_out_of_reach_is_one_of_nobody(house, town):
    with at(house) as desk:
        beside = a_party(desk, "220300", "四平市", "city", town.province)
        a_party(desk, "912203000000000001", "四平矿业", "holder", beside)
        clerk = town.officer(town.township)
        token = issue_for_officer(desk, clerk, "手机", actions=("act.record", "office.read"), days=9).token
    async with client(house, token) as program:
        for code in ("912203000000000001", "220300", "220221", "912203000000000002"):
            answer = await program.post("/api/acts", json={"kind": "patrol", "party": code, "done_on": "2024-03-04"})
            assert (answer.status_code, answer.json()["detail"]) == (404, f"No office or holder is called {code}.")
            assert "四平" not in answer.json()["way_out"]
