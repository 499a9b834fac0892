"""The API: a program with a token reads duties, records acts and hands in; without one it gets nothing."""

from datetime import date

import httpx
import pytest

from casework.account.api_tokens import issue_for_office, issue_for_officer, revoke
from casework.duty.opening import open_duties
from tests.casework.town import at, duty_id, duty_of, filled, go_to, settle_in
from tests.doors import served

ALL = ("duty.read", "act.record", "duty.hand_in")


@pytest.fixture
def town(house):
    found = settle_in(house, date(2024, 3, 1))
    go_to(house, date(2024, 3, 4))
    with at(house) as desk:
        open_duties(desk)
    return found


def client(house, token=None):
    headers = {"authorization": f"Bearer {token}"} if token else {}
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=served(house)), base_url=house.base_url, headers=headers)


def officers_token(house, officer, *actions):
    with at(house) as desk:
        return issue_for_officer(desk, officer, "手机", actions=actions or ALL, days=9)


async def test_a_patrol_recorded_by_a_program_counts(house, town):
    week = duty_id(house, "township_patrol", "2024-W10")
    token = officers_token(house, town.officer(town.township)).token
    act = {"kind": "patrol", "party": "220221100", "done_on": "2024-03-04", "fields": filled(house, "patrol")}
    async with client(house, token) as program:
        answer = await program.post("/api/acts", json=act)
        assert answer.status_code == 201 and answer.json()["counted_for"] == [week]
        told = (await program.get(f"/api/duties/{week}")).json()
        assert (told["done"], told["times"], told["due"], told["debtor"]) == (1, 2, "2024-03-10", "口前镇")
        wrong = await program.post("/api/acts", json={**act, "fields": {"colour": "red"}})
        assert wrong.status_code == 422 and wrong.json()["problems"][0].startswith("colour: no such field")
        assert (await program.post("/api/acts", json={**act, "done_on": "tomorrow"})).status_code == 422
    assert duty_of(house, week).done == 1


async def test_a_report_is_handed_in_once(house, town):
    number = duty_id(house, "situation_report", "2024Q1", town.city)  # no file is wanted
    token = officers_token(house, town.officer(town.city)).token
    async with client(house, token) as program:
        first, again = [await program.post(f"/api/duties/{number}/hand-in", json={"fields": filled(house, "situation_report")})
                        for _ in range(2)]
    assert (first.status_code, again.status_code) == (201, 409) and duty_of(house, number).status == "handed_in"


async def test_without_a_token_that_holds_nothing_is_told(house, town):
    token = officers_token(house, town.officer(town.township))
    week = duty_id(house, "township_patrol", "2024-W10")
    with at(house) as desk:
        revoke(desk, token.id)
    for one in (None, "made up", token.token):
        async with client(house, one) as program:
            for answer in (await program.get(f"/api/duties/{week}"), await program.get("/api/duties/999999"),
                           await program.post("/api/acts", json={})):
                assert answer.status_code == 401 and answer.headers["www-authenticate"] == "Bearer"
                assert answer.headers["content-type"] == "application/problem+json"


async def test_a_token_does_no_more_than_its_actions_and_its_office(house, town):
    week, report = duty_id(house, "township_patrol", "2024-W10"), duty_id(house, "inspector_report", "2024")
    with at(house) as desk:
        township = issue_for_office(desk, town.township, "平台", actions=("duty.read",), days=9).token
    async with client(house, township) as program:
        assert (await program.get(f"/api/duties/{week}")).status_code == 200
        hidden, missing = [await program.get(f"/api/duties/{one}") for one in (report, 999_999)]
        assert hidden.status_code == missing.status_code == 404
        act = {"kind": "patrol", "party": "220221100", "done_on": "2024-03-04", "fields": filled(house, "patrol")}
        assert (await program.post("/api/acts", json=act)).status_code == 403


async def test_a_cookie_opens_no_api_and_a_number_out_of_range_is_no_fault_of_ours(house, town):
    token = officers_token(house, town.officer(town.township)).token
    async with client(house, token) as program:
        for number, status in (("0", 422), (str(2**40), 422), ("x", 422), ("2147483647", 404)):
            assert (await program.get(f"/api/duties/{number}")).status_code == status
    async with client(house) as program:
        program.cookies.set("kuangjian", token)
        assert (await program.get("/api/duties/1")).status_code == 401


async def test_the_description_lists_what_programs_may_ask(house):
    async with client(house) as program:
        schema = (await program.get("/api/openapi.json")).json()
    assert {path: sorted(methods) for path, methods in schema["paths"].items()} == {
        "/healthz": ["get"], "/readyz": ["get"], "/api/clues": ["get", "post"], "/api/clue-batches": ["post"],
        "/api/gates/check": ["post"], "/api/procedure": ["get"],
        "/api/clues/{number}": ["get"], "/api/cases": ["get", "post"], "/api/cases/{number}": ["get"],
        "/api/cases/{number}/events": ["get"], "/api/cases/{number}/moves": ["post"], "/api/case-moves": ["post"],
        "/api/cases/{number}/evidence/{item}/file": ["get", "post"], "/api/cases/{number}/archive": ["get"],
        "/api/cases/{number}/documents": ["get", "post"], "/api/cases/{number}/documents/{document}": ["get", "patch"],
        "/api/cases/{number}/documents/{document}/file": ["get"],
        "/api/discretion": ["get"], "/api/area-measures": ["get"], "/api/supervision-orders": ["get"],
        "/api/supervision-orders/{number}": ["get"], "/api/supervision-orders/{number}/replies": ["post"],
        "/api/supervision-orders/{number}/reviews": ["post"], "/api/case-samples": ["post"], "/api/case-checks": ["get"],
        "/api/case-checks/{number}": ["get"], "/api/case-checks/{number}/findings": ["post"],
        **{f"/api/cases/{{number}}/documents/{{document}}/{move}": ["post"] for move in (
            "anew", "signatures", "issue", "void", "word", "original", "services")},
        "/api/cases/{number}/reports": ["get", "post"],
        "/api/duties": ["get"], "/api/duties/{number}": ["get"],
        **{f"/api/duties/{{number}}/{move}": ["post"] for move in ("hand-in", "suspend", "resume", "extend", "waive")},
        "/api/duties/{number}/submissions": ["get"], "/api/duties/{number}/submissions/{submission}/reviews": ["post"],
        "/api/acts": ["get", "post"], "/api/acts/{number}": ["get"], "/api/acts/{number}/corrections": ["post"],
        "/api/acts/{number}/withdrawal": ["post"], "/api/files": ["post"], "/api/files/{number}": ["get"],
        "/api/offices": ["get", "post"], "/api/offices/{code}": ["get", "patch"], "/api/offices/{code}/gaps": ["get"],
        "/api/offices/{code}/abolition": ["get", "post"],
        "/api/offices/{code}/mines": ["get"], "/api/officers/{number}": ["get", "patch"], "/api/officers": ["post"],
        "/api/officers/{number}/posts": ["post"], "/api/officers/{number}/posts/{post}/end": ["post"],
        "/api/officers/{number}/absences": ["post"], "/api/officers/{number}/absences/{absence}/end": ["post"],
        "/api/officers/{number}/leave": ["get", "post"], "/api/mines/{number}/responsible": ["put"],
        "/api/letters": ["get"], "/api/letters/{number}": ["get"], "/api/journal": ["get"], "/api/journal/chain": ["get"],
        "/api/holidays/{year}": ["get"], "/api/limits": ["get"], "/api/limits/{step}": ["get"], "/api/search": ["get"],
        "/api/fee": ["get"], "/api/penalties": ["get"], "/api/penalties/{offence}": ["get"], "/api/surcharge": ["get"]}
    for path in ("/api/duties/{number}", "/api/acts"):
        for answers in schema["paths"][path].values():
            assert {"401", "403", "404", "422"} <= set(answers["responses"])


async def test_what_is_sent_twice_under_a_key_is_done_once(house, town):
    week = duty_id(house, "township_patrol", "2024-W10")
    act = {"kind": "patrol", "party": "220221100", "done_on": "2024-03-04", "fields": filled(house, "patrol")}
    one, other = (officers_token(house, town.officer(office)).token for office in (town.township, town.city))
    async with client(house, one) as program, client(house, other) as another:
        wrong = await program.post("/api/acts", json={**act, "fields": {"no": 1}}, headers={"idempotency-key": "k"})
        answers = [await program.post("/api/acts", json=act, headers={"idempotency-key": "k"}) for _ in range(3)]
        assert wrong.status_code == 422 and {answer.status_code for answer in answers} == {201}  # a failure keeps no key
        assert len({answer.text for answer in answers}) == 1
        changed = await program.post("/api/acts", json={**act, "done_on": "2024-03-03"}, headers={"idempotency-key": "k"})
        assert changed.status_code == 422 and "another request" in changed.json()["detail"]
        assert (await program.post("/api/acts", json=act, headers={"idempotency-key": "k" * 201})).status_code == 422
        assert (await another.post("/api/acts", json=act, headers={"idempotency-key": "k"})).status_code == 403  # its own key
    assert duty_of(house, week).done == 1
