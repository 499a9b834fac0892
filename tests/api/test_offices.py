"""Offices and officers by the API: what a program may see of them, and no address unless it keeps the records."""

from datetime import date

import pytest

from casework.account.api_tokens import issue_for_office
from casework.duty.opening import open_duties
from casework.record.responsibility import inspect_mine
from tests.api.test_programs import client, officers_token
from tests.casework.builders import an_officer
from tests.casework.town import at, settle_in

DAY = date(2024, 3, 4)


@pytest.fixture
def town(house):
    found = settle_in(house, DAY)
    with at(house) as desk:
        open_duties(desk)
    return found


async def test_an_office_is_told_with_its_people_tasks_and_gaps(house, town):
    with at(house) as desk:
        an_officer(desk, town.county, "patroller", name="巡查", email=None)
        token = issue_for_office(desk, town.county, "人事", actions=("office.read",), days=9).token
    async with client(house, token) as program:
        told = (await program.get("/api/offices/220221")).json()
        assert (told["code"], told["name"], told["level"], told["superior"], told["above"]) == (
            "220221", "永吉县", "county", "吉林市", [])
        assert [(one["name"], one["role"], one["mail"], one["email"]) for one in told["people"]] == [
            (f"{town.county}号head", "head", "good", None), (f"{town.county}号handler", "handler", "good", None),
            ("巡查", "patroller", "none", None)]
        patrol = next(one for one in told["duties"] if one["rule"] == "county_patrol")
        assert (patrol["open"], patrol["officer"], patrol["named"], patrol["provision"]) == (
            1, town.officer(town.county), False, "三（一）")
        assert [(one["kind"], one["about"]) for one in told["gaps"]] == [("no_address", "巡查")]
        assert (await program.get("/api/offices/220200")).status_code == 404


async def test_offices_mines_and_gaps_come_in_pages(house, town):
    token = officers_token(house, town.officer(town.province), "office.read").token
    async with client(house, token) as program:
        first = (await program.get("/api/offices")).json()
        assert ([one["code"] for one in first["offices"]], first["page"], first["more"]) == (["220000"], 1, False)
        below = (await program.get("/api/offices?below=220000")).json()["offices"]
        assert below == [{"code": "220200", "name": "吉林市", "level": "city", "superior": "吉林省", "offices": 2,
                          "officers": 8, "mines": 1}]
        found = (await program.get("/api/offices", params={"q": "口前"})).json()["offices"]
        assert [one["code"] for one in found] == ["220221100"]
        mines = (await program.get("/api/offices/220000/mines")).json()["mines"]
        assert [(one["mine_code"], one["inspector"], one["inspected"]) for one in mines] == [
            ("JL0001", town.inspector, True), (None, None, False)]
        assert (await program.get("/api/offices/220000/gaps")).json() == {"gaps": [], "page": 1, "more": False}
        with at(house) as desk:
            inspect_mine(desk, town.mine, None)
        gaps = (await program.get("/api/offices/220000/gaps?kind=no_inspector")).json()["gaps"]
        assert [(one["code"], one["about_kind"], one["about_id"]) for one in gaps] == [("220221", "mine", town.mine)]
        for wrong in ("?page=0", "?page=401", "?kind=none", "?page=x"):
            assert (await program.get(f"/api/offices/220000/gaps{wrong}")).status_code == 422


async def test_an_officer_is_told_and_the_address_only_to_whoever_keeps_the_records(house, town):
    with at(house) as desk:
        keeper = an_officer(desk, town.city, "administrator")
    reads = officers_token(house, keeper, "office.read").token
    keeps = officers_token(house, keeper, "office.read", "records.change").token
    clerk = town.officer(town.county)
    for token, address in ((reads, None), (keeps, f"{town.county}.handler@kj.example.cn")):
        async with client(house, token) as program:
            told = (await program.get(f"/api/officers/{clerk}")).json()
            assert (told["name"], told["mail"], told["email"]) == (f"{town.county}号handler", "good", address)
            assert [(one["code"], one["role"], one["last"]) for one in told["posts"]] == [("220221", "handler", None)]
            inspector = (await program.get(f"/api/officers/{town.inspector}")).json()
            assert [(one["kind"], one["name"]) for one in inspector["answers"]] == [("inspector", "口前铁矿")]
            assert (await program.get(f"/api/officers/{town.officer(town.province)}")).status_code == 404


@pytest.mark.parametrize("path", ["/api/offices/%00", "/api/offices?q=%00", "/api/offices?below=%00", "/api/officers/0",
                                  "/api/offices/220221/mines?name=%0a", "/api/offices?level=village",
                                  "/api/officers/2147483648"])
async def test_what_no_database_holds_is_refused(house, town, path):
    token = officers_token(house, town.officer(town.province), "office.read").token
    async with client(house, token) as program:
        answer = await program.get(path)
        assert answer.status_code == 422 and answer.headers["content-type"] == "application/problem+json"


async def test_without_the_action_no_list_is_given(house, town):
    token = officers_token(house, town.officer(town.province), "duty.read").token
    async with client(house, token) as program:
        assert (await program.get("/api/offices")).status_code == 403
        assert (await program.get("/api/offices/220000")).status_code == 404
