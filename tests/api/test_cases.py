"""Cases by the API: what is refused says why and what is lawful now; nothing is half done; what is sent twice is done once."""

from datetime import date
from io import BytesIO

import pytest

from casework.account.api_tokens import ACTIONS, issue_for_officer
from files.store import DiskStore
from tests.api.test_programs import client
from tests.casework.bands import decided
from tests.casework.builders import an_officer
from tests.casework.cases import CONDITIONS, RECORD, REPORT, a_bureau, filed, move
from tests.casework.counting import counted
from tests.casework.town import at
from tests.files import samples

NEW = {"cause": "王某无证采矿案", "offence": "mining-without-right", "discovered_on": "2025-08-04", "source": "巡查发现",
       "party": {"kind": "person", "name": "王某", "id_number": "220221197001011234"}}


@pytest.fixture
def office(house):
    return a_bureau(house, date(2025, 1, 1), date(2025, 8, 4))


def token(house, office, role):
    with at(house) as desk:
        return issue_for_officer(desk, office.officer(role), "手机", actions=ACTIONS, days=9).token


async def test_a_case_is_opened_once_under_its_key_and_read_with_its_tag(house, office):
    async with client(house, token(house, office, "handler")) as program:
        first, again = [await program.post("/api/cases", json=NEW, headers={"idempotency-key": "k"}) for _ in range(2)]
        assert first.status_code == again.status_code == 201 and first.json() == again.json() == {
            "number": "AJ2025000001", "version": 1}
        answer = await program.get("/api/cases/AJ2025000001")
        told = answer.json()
        assert answer.headers["etag"] == '"1"' and told["party"]["id_number"] == "220221197001011234"
        assert (told["stage"], told["stage_title"], told["office"], told["final"]) == ("found", "发现违法行为", "永吉县", False)
        offer = next(one for one in told["offers"] if one["action"] == "filing.establish")
        assert offer["open"] and [one["name"] for one in offer["form"]][:2] == ["clear_actor", "against_law"]
        assert [one["number"] for one in (await program.get("/api/cases", params={"office": "永吉"})).json()["cases"]] == [
            "AJ2025000001"]
        mars = await program.get("/api/cases", params={"office": "火星"})
        assert (mars.status_code, mars.json()["detail"]) == (422, "No office or holder is called 火星.")
        for wrong in ({**NEW, "offence": "no-such"}, {**NEW, "discovered_on": "2025-08-05"}, {**NEW, "colour": 1},
                      {**NEW, "party": {"kind": "both", "name": "x"}}):
            assert (await program.post("/api/cases", json=wrong)).status_code == 422
        assert len((await program.get("/api/cases")).json()["cases"]) == 1


async def test_a_move_on_another_version_is_refused_naming_the_one_that_stands(house, office):
    async with client(house, token(house, office, "handler")) as program:
        number = (await program.post("/api/cases", json=NEW)).json()["number"]
        move = {"action": "filing.establish", "fields": CONDITIONS}
        done = await program.post(f"/api/cases/{number}/moves", json=move, headers={"if-match": '"1"'})
        assert done.status_code == 200 and done.headers["etag"] == '"2"'
        assert done.json() == {"number": number, "event": 1, "day": "2025-08-04", "stage": "found", "version": 2}
        late = await program.post(f"/api/cases/{number}/moves", json=move, headers={"if-match": '"1"'})
        assert late.status_code == 412 and late.json()["detail"] == f'{number} stands at version 2, not at "1".'
        for tag, status in (("*", 200), ('"3"', 200), ("3", 422), ('W/"3"', 422)):
            told = await program.post(f"/api/cases/{number}/moves", json=move, headers={"if-match": tag})
            assert told.status_code == status, tag


async def test_an_unlawful_move_is_refused_with_those_that_are_and_an_unmet_guard_with_the_way_out(house, office):
    number = filed(house, office)
    move(house, office, number, "evidence.collect", **RECORD, taken_on="2025-08-04")
    handler, leader_s = token(house, office, "handler"), token(house, office, "leader")
    before = counted(house)
    async with client(house, handler) as program:
        strange = await program.post(f"/api/cases/{number}/moves", json={"action": "decision.serve"})
        assert strange.status_code == 409
        assert "lawful now: Submit the report [report.submit]" in strange.json()["problems"]
        assert [one for one in strange.json()["problems"] if "legal.submit" in one] == []
        unknown = await program.post(f"/api/cases/{number}/moves", json={"action": "no.such"})
        assert unknown.status_code == 404
        bare = await program.post(f"/api/cases/{number}/moves", json={"action": "report.submit"})
        assert bare.status_code == 422 and len(bare.json()["problems"]) == 6
        for day in ("2025-08-03", "2025-08-05"):
            wrong = await program.post(f"/api/cases/{number}/moves", json={"action": "report.submit", "fields": REPORT,
                                                                            "day": day})
            assert wrong.status_code == 422, day
    async with client(house, leader_s) as leader:
        unmet = await leader.post(f"/api/cases/{number}/moves", json={"action": "recusal.decide", "fields": {"granted": False}})
        assert unmet.status_code == 409 and unmet.json()["detail"] == "No request for recusal is open."
        chinese = await leader.post(f"/api/cases/{number}/moves", json={"action": "recusal.decide", "fields": {
            "granted": False}}, headers={"accept-language": "zh"})
        assert chinese.json()["detail"] == "没有待决定的回避申请。"
        refused = await leader.post(f"/api/cases/{number}/moves", json={"action": "report.submit", "fields": REPORT})
        assert refused.status_code == 403
    assert counted(house) == before


async def test_what_is_asked_for_in_a_wrong_shape_is_told_in_words_and_not_as_a_pattern(house, office):
    async with client(house, token(house, office, "handler")) as program:
        wrong = await program.post("/api/cases", json={**NEW, "clue": "17"}, headers={"accept-language": "zh"})
        assert wrong.json()["problems"] == ["“body.clue”：应为线索编号，如XS2026000001，没有的不填"]
        wrong = await program.get("/api/cases/17")
        assert wrong.json()["problems"] == ["“path.number”: the number of a case is wanted, as AJ2026000001"]


async def test_an_office_that_there_is_not_and_days_in_disorder_are_refused_in_each_list(house, office):
    async with client(house, token(house, office, "handler")) as program:
        for path, name in (("cases", "office"), ("clues", "office"), ("acts", "office"), ("duties", "debtor"),
                           ("supervision-orders", "office")):
            none = await program.get(f"/api/{path}", params={name: "999999"})
            assert none.status_code == 422 and none.json()["detail"] == "No office or holder is called 999999.", path
            assert (await program.get(f"/api/{path}", params={name: "220221"})).status_code == 200, path
        for path in ("cases", "clues", "acts", "duties"):
            wrong = await program.get(f"/api/{path}", params={"since": "2025-08-04", "until": "2025-08-03"})
            assert (wrong.status_code, wrong.json()["detail"]) == (422, "2025-08-03 comes before 2025-08-04."), path


async def test_a_filter_or_a_word_that_is_none_is_refused_and_what_there_is_is_named(house, office):
    async with client(house, token(house, office, "handler")) as program:
        strange = await program.get("/api/cases", params={"stagee": "found"})
        assert strange.status_code == 422 and "stage, until, which" in strange.json()["way_out"]
        for asked in ({"stage": "lost"}, {"offence": "smoking"}, {"which": "blue"}):
            answer = await program.get("/api/cases", params=asked)
            assert answer.status_code == 422, asked
        assert answer.json()["problems"][0].startswith("“query.which”: Input should be 'open'")
        none = await program.get("/api/cases", params={"offence": "smoking"})
        assert none.json()["detail"] == "offence: there is no “smoking”."
        assert "mining-without-right" in none.json()["way_out"]
        good = await program.get("/api/cases", params={"stage": "found", "offence": "mining-without-right"})
        assert good.status_code == 200


async def test_a_token_that_lacks_a_right_is_told_which_and_how_to_get_it(house, office):
    async with client(house, token(house, office, "handler")) as whole:
        number = (await whole.post("/api/cases", json=NEW)).json()["number"]
    with at(house) as desk:
        less = issue_for_officer(desk, office.officer("handler"), "手机", actions=("case.read",), days=9).token
    async with client(house, less) as program:
        refused = await program.post(f"/api/cases/{number}/moves", json={"action": "filing.establish", "fields": CONDITIONS})
        assert refused.status_code == 403
        assert refused.json()["detail"] == "This token may not handle cases: it lacks `case.handle`."
        assert refused.json()["way_out"] == (
            "Whoever manages the accounts of your office issues one with `case.handle`; its holder's role must allow it.")


async def test_the_same_move_for_many_tells_true_counts_and_leaves_nothing_half_done(house, office):
    async with client(house, token(house, office, "handler")) as program:
        numbers = [(await program.post("/api/cases", json=NEW)).json()["number"] for _ in range(3)]
        await program.post(f"/api/cases/{numbers[1]}/moves", json={"action": "filing.propose", "fields": {
            **CONDITIONS, "facts": "无证采矿"}})
        sent = {"action": "filing.establish", "fields": CONDITIONS, "cases": [
            {"number": one} for one in (numbers[2], numbers[1], "AJ2025999999")] + [{"number": numbers[0], "version": 7}]}
        told, again = [(await program.post("/api/case-moves", json=sent, headers={"idempotency-key": "m"})).json()
                       for _ in range(2)]
        assert told == again and (told["done"], told["refused"]) == (1, 3)
        assert [one["number"] for one in told["cases"]] == [numbers[2], numbers[1], "AJ2025999999", numbers[0]]
        assert [one["done"] for one in told["cases"]] == [True, False, False, False]
        assert told["cases"][1]["detail"].startswith("filing.establish is nothing to be done to a case that stands at")
        assert told["cases"][2]["detail"] == "There is no such case."
        assert told["cases"][3]["detail"] == f"{numbers[0]} was changed by somebody else meanwhile."
        events = [(await program.get(f"/api/cases/{one}/events")).json()["events"] for one in numbers]
        assert [len(one) for one in events] == [0, 1, 1] and events[2][0]["title"] == "认定符合立案条件"
        twice = {**sent, "cases": [{"number": numbers[0]}] * 2}
        assert (await program.post("/api/case-moves", json=twice)).status_code == 422
        many = {**sent, "cases": [{"number": f"AJ2025{n:06d}"} for n in range(1, 202)]}
        assert (await program.post("/api/case-moves", json=many)).status_code == 422


async def test_the_file_of_an_item_is_put_to_it_once_and_handed_out_with_its_hash(house, office, tmp_path):
    from dataclasses import replace
    house = replace(house, files=DiskStore(tmp_path))
    number = filed(house, office)
    item = {"kind": "书证", "title": "过磅单", "content": "运出三千吨", "source": "王某", "taken_on": "2025-08-04",
            "original": True}
    async with client(house, token(house, office, "handler")) as program:
        made = await program.post(f"/api/cases/{number}/moves", json={"action": "evidence.collect", "fields": item})
        assert made.status_code == 200, made.text
        file = (await program.post("/api/files", files={"file": ("过磅单.pdf", BytesIO(samples.PDF))})).json()
        path = f"/api/cases/{number}/evidence/1/file"
        assert (await program.get(path)).status_code == 404
        assert (await program.post(path, json={"file": 9999})).status_code == 404
        put = await program.post(path, json={"file": file["file"]})
        assert put.status_code == 201 and put.json()["sha256"] == file["sha256"]
        assert (await program.post(path, json={"file": file["file"]})).status_code == 409
        read = await program.get(path)
        assert read.content == samples.PDF and read.headers["content-type"] == "application/pdf"
        told = (await program.get(f"/api/cases/{number}")).json()["evidence"][0]
        assert (told["sha256"], told["file_name"], told["size"]) == (file["sha256"], "过磅单.pdf", len(samples.PDF))
        assert (await program.get(f"/api/files/{file['file']}")).status_code == 404  # it is the case's now


async def test_how_discretion_is_used_is_told_with_what_stands_out(house, office):
    within, outside = decided(house, office, "130000"), decided(house, office, "160000.01")
    async with client(house, token(house, office, "above")) as program:
        told = (await program.get("/api/discretion")).json()
        assert (told["since"], told["until"], told["more"]) == ("2024-08-04", "2025-08-04", False)
        assert [(one["band"], one["count"], one["median"], one["high"]) for one in told["groups"]] == [
            ("较轻", 2, "0.4500", None)]
        assert [(one["code"], one["count"], one["off"], one["far"]) for one in told["offices"]] == [
            ("220221", 2, "0.0000", False)]
        assert [(one["number"], one["fine"], one["outside"]) for one in told["decisions"]] == [(outside, "160000.01", True)]
        every = (await program.get("/api/discretion", params={"which": "all", "office": "220221"})).json()
        assert [one["number"] for one in every["decisions"]] == [outside, within]
        for wrong in ({"since": "2025-08-05"}, {"offence": "smoking"}, {"office": "火星"}):
            assert (await program.get("/api/discretion", params=wrong)).status_code == 422, wrong


async def test_what_was_filled_in_is_told_to_whoever_may_read_the_papers_alone(house, office):
    number = filed(house, office)
    with at(house) as desk:
        clerk = issue_for_officer(desk, an_officer(desk, office.town.county, "clerk", name="文书壬"), "手机",
                                  actions=["case.read"], days=9).token
        narrow = issue_for_officer(desk, office.officer("handler"), "平板", actions=["case.read"], days=9).token
    for bearer, whole in ((token(house, office, "handler"), True), (clerk, False), (narrow, False)):
        async with client(house, bearer) as program:
            for told in ((await program.get(f"/api/cases/{number}/events")).json(),
                         (await program.get(f"/api/cases/{number}")).json()):
                first = told["events"][1]
                assert (first["action"], first["name"], first["day"]) == ("filing.propose", "承办人丁", "2025-08-04")
                assert first["fields"] == ({**CONDITIONS, "facts": "无证采矿"} if whole else None)
