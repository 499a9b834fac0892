"""Duties by the API: listed, handed in with files, reviewed, moved; nothing on what was seen too long ago."""

from dataclasses import replace
from datetime import date

import pytest

from casework.account.api_tokens import ACTIONS
from casework.duty.opening import open_duties
from files.store import DiskStore
from tests.api.test_programs import client, officers_token
from tests.casework.town import at, duty_id, duty_of, filled, go_to, settle_in
from tests.files import samples

KIND = "inspector_report"


@pytest.fixture
def kept(house, tmp_path):
    return replace(house, files=DiskStore(tmp_path))


@pytest.fixture
def town(kept):
    found = settle_in(kept, date(2024, 3, 1))
    go_to(kept, date(2024, 3, 4))
    with at(kept) as desk:
        open_duties(desk)
    return found


def token(house, officer):
    return officers_token(house, officer, *ACTIONS).token


async def a_file(program, name="报告.pdf"):
    return (await program.post("/api/files", files={"file": (name, samples.PDF)})).json()["file"]


async def test_duties_are_listed_in_reach_and_narrowed(kept, town):
    async with client(kept, token(kept, town.officer(town.township))) as program, \
            client(kept, token(kept, town.officer(town.county))) as county:
        answer = (await program.get("/api/duties?rule=township_patrol&until=2024-03-10")).json()
        assert [(one["rule"], one["period"], one["debtor"], one["times"], one["due"], one["days"])
                for one in answer["duties"] if one["period"] == "2024-W10"] == [
                    ("township_patrol", "2024-W10", "口前镇", 2, "2024-03-10", 6)]
        assert {one["debtor"] for one in (await program.get("/api/duties?sort=-due")).json()["duties"]} == {"口前镇"}
        mine = (await county.get("/api/duties?debtor=口前镇&state=open&period=2024-W10")).json()
        assert len(mine["duties"]) == 1 and not mine["more"]
        for wrong in ("?state=gone", "?sort=secret", "?since=x", "?page=401"):
            assert (await county.get(f"/api/duties{wrong}")).status_code == 422


async def test_a_report_goes_its_way_with_its_files(kept, town):
    number = duty_id(kept, KIND, "2024")
    form, path = filled(kept, KIND), f"/api/duties/{number}"
    async with client(kept, token(kept, town.officer(town.city))) as city, \
            client(kept, token(kept, town.officer(town.province))) as province:
        missing = await city.post(f"{path}/hand-in", json={"fields": form})
        assert missing.status_code == 422 and missing.json()["problems"] == ["报告正文"]
        assert duty_of(kept, number).status == "open"
        strange = await city.post(f"{path}/hand-in", json={"fields": form, "files": {"photo": await a_file(city)}})
        assert strange.status_code == 422 and "photo" in strange.json()["problems"][0]
        first, second, third = [await a_file(city) for _ in range(3)]
        done = await city.post(f"{path}/hand-in", json={"fields": form, "files": {"report": first},
                                                          "attachments": [second, third]})
        assert done.status_code == 201 and done.json()["act"] is None
        told = (await province.get(f"{path}/submissions")).json()["submissions"]
        assert [(one["state"], one["fields"], [(file["file"], file["wanted"]) for file in one["files"]]) for one in told] == [
            ("handed_in", form, [(first, "report"), (second, "attachment"), (third, "attachment")])]
        review = f"{path}/submissions/{done.json()['submission']}/reviews"
        assert (await province.post(review, json={"verdict": "return"})).status_code == 422
        returned = await province.post(review, json={"verdict": "return", "reasons": "请补充"})
        assert returned.json() == {"duty": number, "status": "open", "act": None}
        again = await city.post(f"{path}/hand-in", json={"fields": form})  # the files are carried over
        review = f"{path}/submissions/{again.json()['submission']}/reviews"
        assert (await city.post(review, json={"verdict": "accept"})).status_code == 403
        accepted = await province.post(review, json={"verdict": "accept"})
        assert accepted.status_code == 201 and accepted.json()["status"] == "discharged"
        assert (await city.get(f"/api/acts/{accepted.json()['act']}")).json()["files"][0]["file"] == first
        assert len((await city.get(f"/api/acts/{accepted.json()['act']}")).json()["files"]) == 3
        assert (await province.post(review, json={"verdict": "accept"})).status_code == 409
        other = duty_id(kept, "work_summary_year", "2024", town.city)
        strange = review.replace(f"/{number}/", f"/{other}/")
        assert (await province.post(strange, json={"verdict": "accept"})).status_code == 404


async def test_a_duty_is_moved_and_a_decision_on_old_news_is_told_what_has_changed(kept, town):
    number = duty_id(kept, "township_patrol", "2024-W10")
    path = f"/api/duties/{number}"
    async with client(kept, token(kept, town.officer(town.county, "head"))) as head, \
            client(kept, token(kept, town.officer(town.township, "head"))) as township:
        seen = (await head.get(path)).json()["last_entry"]
        assert (await township.post(f"{path}/suspend", json={"reason": "汛情"})).status_code == 403
        stopped = await head.post(f"{path}/suspend", json={"reason": "汛情", "seen": seen})
        assert stopped.json() == {"duty": number, "status": "suspended", "due": "2024-03-10", "provisional": False}
        late = await head.post(f"{path}/waive", json={"reason": "撤点", "seen": seen})
        assert late.status_code == 409 and "suspended by 3号head" in late.json()["problems"][0]
        go_to(kept, date(2024, 3, 6))
        assert (await head.post(f"{path}/resume", json={"reason": "水退"})).json()["due"] == "2024-03-12"
        assert (await head.post(f"{path}/resume", json={"reason": "水退"})).status_code == 409
        extended = [await head.post(f"{path}/extend", json={"n": 3, "unit": "day", "reason": "人手不足"},
                                    headers={"idempotency-key": "e"}) for _ in range(2)]
        assert {one.json()["due"] for one in extended} == {"2024-03-15"}
        for wrong in ({"n": 0, "unit": "day"}, {"n": 3, "unit": "hour"}, {"n": "3", "unit": "day"}, {"n": 3}):
            assert (await head.post(f"{path}/extend", json={"reason": "x", **wrong})).status_code == 422, wrong
        assert (await head.post(f"{path}/waive", json={"reason": "撤点"})).json()["status"] == "waived"
        assert (await head.post(f"{path}/waive", json={"reason": "撤点"})).status_code == 409
