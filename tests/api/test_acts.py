"""Acts by the API: listed and read in one's reach, recorded with files and a position, corrected, withdrawn."""

from dataclasses import replace
from datetime import date

import pytest

from casework.account.api_tokens import ACTIONS, issue_for_office
from casework.duty.opening import open_duties
from files.store import DiskStore
from tests.api.test_programs import client, officers_token
from tests.casework.town import at, duty_id, duty_of, filled, go_to, patrol, settle_in
from tests.files import samples

PHOTO = samples.photograph()


@pytest.fixture
def kept(house, tmp_path):
    return replace(house, files=DiskStore(tmp_path))


@pytest.fixture
def town(kept):
    found = settle_in(kept, date(2024, 3, 1))
    go_to(kept, date(2024, 3, 8))
    with at(kept) as desk:
        open_duties(desk)
    return found


def token(house, officer):
    return officers_token(house, officer, *ACTIONS).token


def an_act(house, **more):
    return {"kind": "patrol", "party": "220221100", "done_on": "2024-03-05", "fields": filled(house, "patrol"), **more}


async def send(program, name="照片.jpg", content=PHOTO, **more):
    return await program.post("/api/files", files={"file": (name, content)}, **more)


async def test_an_act_is_recorded_with_photographs_and_a_position_and_read_by_those_above(kept, town):
    week = duty_id(kept, "township_patrol", "2024-W10")
    async with client(kept, token(kept, town.officer(town.township))) as program, \
            client(kept, token(kept, town.officer(town.county))) as county:
        files = [(await send(program)).json()["file"], (await send(program, "轨迹.pdf", samples.PDF)).json()["file"]]
        assert (await county.get(f"/api/files/{files[0]}")).status_code == 404  # nobody else's until it is named
        assert (await program.get(f"/api/files/{files[0]}")).content == PHOTO
        place = {"longitude": 126.5213, "latitude": 43.6628, "accuracy": 8.5}
        made = await program.post("/api/acts", json=an_act(kept, place=place, files={"photo": files[:1], "track": files[1:]}))
        assert (made.status_code, made.json()["counted_for"]) == (201, [week])
        told = (await county.get(f"/api/acts/{made.json()['act']}")).json()
        assert (told["place"], told["state"], told["party"], told["subject"]) == (place, "standing", "口前镇", None)
        assert [(one["wanted"], one["name"], one["longitude"], one["taken"]) for one in told["files"]] == [
            ("photo", "照片.jpg", 126.5213, "2024-03-05 09:12:30"), ("track", "轨迹.pdf", None, None)]
        assert [(one["duty"], one["done"], one["times"]) for one in told["counted_for"]] == [(week, 1, 2)]
        assert [one["action"] for one in told["history"]] == ["act.recorded"]
        got = await county.get(f"/api/files/{files[0]}")
        assert got.content == PHOTO and got.headers["content-disposition"].startswith("attachment;")


async def test_a_file_is_named_once_and_by_whoever_sent_it(kept, town):
    with at(kept) as desk:
        systems = [issue_for_office(desk, office, "平台", actions=("act.record", "act.read"), days=9).token
                   for office in (town.township, town.county)]
    async with client(kept, systems[0]) as program, client(kept, systems[1]) as namesake:
        number = (await send(program)).json()["file"]
        theirs = {**an_act(kept), "party": "220221", "files": {"photo": [number]}}
        assert (await namesake.post("/api/acts", json=theirs)).status_code == 404
        for wrong in ({"photo": [number, number]}, {"picture": [number]}, {"photo": [number], "track": [number]}):
            assert (await program.post("/api/acts", json=an_act(kept, files=wrong))).status_code == 422, wrong
        assert (await program.post("/api/acts", json=an_act(kept, files={"photo": [number]}))).status_code == 201
        again = await program.post("/api/acts", json=an_act(kept, files={"photo": [number]}))
        assert again.status_code == 404 and again.json()["detail"] == f"There is no file {number} of yours to be handed in."


async def test_what_is_no_file_that_is_taken_in_is_refused(kept, town):
    async with client(kept, token(kept, town.officer(town.township))) as program:
        good = ("a.pdf", samples.PDF)
        for files, data, status in (
                ({"file": ("a.pdf", b"<html>")}, {}, 422), ({"file": ("a.pdf", samples.BOMB)}, {}, 422),
                ({}, {"name": "a"}, 415), ({"file": good, "more": good}, {}, 422), ({"other": good}, {}, 422),
                ({"file": good}, {"name": "b\0.pdf"}, 422), ({"file": good}, {"more": "x"}, 422),
                ({"file": ("x", samples.PDF)}, {"name": "报告.pdf"}, 201)):
            answer = await program.post("/api/files", files=files, data=data)
            assert answer.status_code == status, (files.keys(), data)
        broken = await program.post("/api/files", content=b"--x", headers={"content-type": "multipart/form-data"})
        assert broken.status_code == 422 and broken.headers["content-type"] == "application/problem+json"
        assert (await program.post("/api/files", json={})).status_code == 415
    async with client(kept) as stranger:
        assert (await send(stranger)).status_code == (await stranger.get("/api/files/1")).status_code == 401
    async with client(kept, token(kept, town.officer(town.province, "administrator"))) as admin:
        assert (await send(admin)).status_code == 403


async def test_a_file_sent_twice_under_a_key_is_kept_once(kept, town):
    async with client(kept, token(kept, town.officer(town.township))) as program:
        first, again = [await send(program, headers={"idempotency-key": "k"}) for _ in range(2)]
        other = await send(program, "轨迹.pdf", samples.PDF, headers={"idempotency-key": "k"})
    assert first.json() == again.json() and other.status_code == 422


async def test_a_form_that_wants_a_photograph_is_refused_without_one(kept, town):
    act = {"kind": "sign_board", "party": "912202210000000001", "done_on": "2024-03-05", "fields": filled(kept, "sign_board"),
           "subject": "right:C2200002009012110000001"}
    async with client(kept, token(kept, town.officer(town.holder, "holder"))) as program:
        missing = await program.post("/api/acts", json=act)
        assert missing.status_code == 422 and missing.json()["problems"] == ["标识牌照片"]
        number = (await send(program)).json()["file"]
        made = await program.post("/api/acts", json={**act, "files": {"photo": [number]}})
        assert made.status_code == 201
        told = (await program.get(f"/api/acts/{made.json()['act']}")).json()
        assert (told["subject"], told["about"]) == ("right:C2200002009012110000001", "口前铁矿")


async def test_a_subject_beyond_reach_answers_as_one_that_does_not_exist(kept, town):
    async with client(kept, token(kept, town.officer(town.township))) as program:
        answers = [await program.post("/api/acts", json=an_act(kept, subject=one))
                   for one in (f"officer:{town.inspector}", "officer:999999", "mine:JL0099")]
        assert {answer.status_code for answer in answers} == {404}
        assert len({answer.json()["detail"].replace(f":{town.inspector}", ":…").replace(":999999", ":…")
                    for answer in answers[:2]}) == 1
        assert (await program.post("/api/acts", json=an_act(kept, subject="mine:JL0001"))).status_code == 201


async def test_acts_are_listed_in_reach_and_narrowed(kept, town):
    acts = [patrol(kept, office, date(2024, 3, day)).act_id for office, day in ((town.township, 4), (town.county, 5))]
    async with client(kept, token(kept, town.officer(town.county))) as county, \
            client(kept, token(kept, town.officer(town.township))) as township:
        for asked, found in (("", acts[::-1]), ("?kind=patrol&sort=done", acts), ("?office=220221100", acts[:1]),
                             ("?since=2024-03-05", acts[1:]), ("?until=2024-03-04&state=standing", acts[:1]), ("?page=2", [])):
            answer = (await county.get(f"/api/acts{asked}")).json()
            assert [one["act"] for one in answer["acts"]] == found and answer["more"] is False, asked
        assert [one["act"] for one in (await township.get("/api/acts")).json()["acts"]] == acts[:1]
        for wrong in ("?since=gestern", "?state=gone", "?sort=secret", "?page=0"):
            assert (await county.get(f"/api/acts{wrong}")).status_code == 422
        hidden, missing = [(await township.get(f"/api/acts/{one}")).json() for one in (acts[1], 999_999)]
        assert hidden["detail"].replace(str(acts[1]), "…") == missing["detail"].replace("999999", "…")


async def test_an_act_is_corrected_and_withdrawn_once_each(kept, town):
    week = duty_id(kept, "township_patrol", "2024-W10")
    act = patrol(kept, town.township, date(2024, 3, 4)).act_id
    async with client(kept, token(kept, town.officer(town.county, "head"))) as head, \
            client(kept, token(kept, town.officer(town.county))) as clerk, \
            client(kept, token(kept, town.officer(town.township, "head"))) as township:
        given = {"reason": "日期录错", "done_on": "2024-03-01", "findings": ["no_sign"], "fields": {"people": "张三"}}
        assert (await clerk.post(f"/api/acts/{act}/corrections", json=given)).status_code == 403
        done = await head.post(f"/api/acts/{act}/corrections", json=given, headers={"idempotency-key": "c"})
        again = await head.post(f"/api/acts/{act}/corrections", json=given, headers={"idempotency-key": "c"})
        assert done.status_code == 201 and done.json() == again.json() and duty_of(kept, week).done == 0
        late = await head.post(f"/api/acts/{act}/withdrawal", json={"reason": "又"})
        assert late.status_code == 409 and f"act {done.json()['act']}" in late.json()["way_out"]
        assert (await head.post(f"/api/acts/{act}/corrections", json={"reason": " "})).status_code == 422
        told = (await township.get(f"/api/acts/{act}")).json()
        assert (told["state"], told["reason"], told["corrected_by"]) == ("corrected", "日期录错", done.json()["act"])
        heir = done.json()["act"]
        told = (await township.get(f"/api/acts/{heir}")).json()
        assert (told["fields"]["people"], told["findings"], told["corrects"]) == ("张三", ["no_sign"], act)
        gone = await township.post(f"/api/acts/{heir}/withdrawal", json={"reason": "未巡查"})
        before = duty_id(kept, "township_patrol", "2024-W09")
        assert gone.json() == {"act": heir, "reopened": [before]} and gone.status_code == 200
