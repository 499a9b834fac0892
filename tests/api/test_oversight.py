"""Oversight by the API: orders answered and reviewed, samples drawn the same again, findings by the named officer."""

from datetime import date

import pytest

from casework.account.api_tokens import issue_for_officer
from casework.oversight import findings, measures
from regulation.sampling import sample
from tests.api.test_programs import client
from tests.casework.cases import a_bureau, a_case, move
from tests.casework.overseen import somebody
from tests.casework.town import at, go_to

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)


@pytest.fixture
def office(sqlite_house):
    return a_bureau(sqlite_house, SINCE, DAY)


def token_of(house, officer, *actions):
    with at(house) as desk:
        return client(house, issue_for_officer(desk, officer, "平台", actions=actions, days=90).token)


async def test_an_order_is_answered_returned_and_accepted(sqlite_house, office):
    number = a_case(sqlite_house, office)
    move(sqlite_house, office, number, "order.supervise", ordered_on="2025-08-01", order_number="督3号", deadline="2025-08-29",
         listed=False, demand="依法查处")
    low = token_of(sqlite_house, office.officer("handler"), "case.read", "oversight.answer")
    high = token_of(sqlite_house, office.officer("above"), "case.read", "case.supervise")
    async with low, high:
        [line] = (await low.get("/api/supervision-orders", params={"state": "open"})).json()["orders"]
        assert (line["number"], line["case"], line["deadline"], line["office"], line["issuer"]) == (
            "督3号", number, "2025-08-29", "永吉县", "吉林市")
        go_to(sqlite_house, date(2025, 8, 30))
        assert len((await low.get("/api/supervision-orders", params={"state": "late"})).json()["orders"]) == 1
        path = "/api/supervision-orders/1"
        first = await low.post(f"{path}/replies", json={"kind": "answer", "text": "已处罚"}, headers={"Idempotency-Key": "a"})
        again = await low.post(f"{path}/replies", json={"kind": "answer", "text": "已处罚"}, headers={"Idempotency-Key": "a"})
        assert first.json() == again.json() and first.json()["state"] == "answered"
        assert (await low.post(f"{path}/replies", json={"kind": "answer", "text": "再答"})).status_code == 409
        assert (await low.post(f"{path}/reviews", json={"verdict": "accept"})).status_code == 403
        assert (await high.post(f"{path}/reviews", json={"verdict": "return"})).status_code == 422
        assert (await high.post(f"{path}/reviews", json={"verdict": "return", "text": "缺决定"})).json()["state"] == "open"
        await low.post(f"{path}/replies", json={"kind": "answer", "text": "补报"})
        done = (await high.post(f"{path}/reviews", json={"verdict": "accept"})).json()
        assert [one["kind"] for one in done["said"]] == ["answer", "returned", "answer", "accepted"]
        assert (await low.get("/api/supervision-orders/9")).status_code == 404


async def test_a_sample_is_drawn_and_judged_and_anybody_draws_it_again(sqlite_house, office):
    numbers = [a_case(sqlite_house, office) for _ in range(4)]
    named = somebody(sqlite_house, office.town.city, "handler")
    with at(sqlite_house) as desk:
        desk.run("UPDATE enforcement_case SET stage = 'closed', closed_on = :day, closing = 'performed'", day=DAY)
    high = token_of(sqlite_house, office.officer("above"), "oversight.check", "oversight.read", "case.read")
    low = token_of(sqlite_house, named.officer_id, "oversight.find", "oversight.read", "case.read")
    async with high, low:
        asked = {"below": "220221", "first": "2025-08-01", "last": "2025-08-04", "size": "50%", "plan": "八月", "seed": "s"}
        drawn = (await high.post("/api/case-samples", json=asked)).json()
        assert tuple(drawn["cases"]) == sample(numbers, "s", 2) and (drawn["frame_size"], drawn["hidden"]) == (4, 0)
        assert (await high.post("/api/case-samples", json={**asked, "size": "5"})).status_code == 422
        assert (await high.post("/api/case-samples", json={**asked, "below": "229999"})).status_code == 404
        with at(sqlite_house) as desk:
            findings.assign(desk, 1, drawn["cases"][0], named.officer_id)
        said = {"case": drawn["cases"][0], "finding": "flawed", "words": "文书漏签"}
        found = (await low.post("/api/case-checks/1/findings", json=said)).json()
        assert [(one["case"], one["finding"]) for one in found["cases"]] == [(drawn["cases"][0], "flawed"),
                                                                            (drawn["cases"][1], None)]
        other = await low.post("/api/case-checks/1/findings", json={**said, "case": drawn["cases"][1]})
        assert other.status_code == 409
        [line] = (await low.get("/api/case-checks")).json()["checks"]
        assert (line["kind"], line["cases"], line["found"], line["wrong"]) == ("sample", 2, 1, 0)


async def test_measures_are_listed_and_no_program_decides_on_them(sqlite_house, office):
    with at(sqlite_house) as desk:
        measures.propose(desk, "circular", "220221", why="多次发生")
    program = token_of(sqlite_house, office.officer("leader"), "measure.read")
    async with program:
        [one] = (await program.get("/api/area-measures")).json()["measures"]
    assert (one["kind"], one["state"], one["grounds"]) == ("circular", "proposed", [{"number": "", "why": ["多次发生"]}])
