"""One clue by the API: what is owed until when, who verifies it, what is alike, how it went; of what is sealed nothing."""

from datetime import date

from casework.account.api_tokens import issue_for_office
from casework.clue.clues import clue_of, record
from tests.api.test_programs import client
from tests.casework.clues import taken_in
from tests.casework.town import at, settle_in


async def test_a_clue_is_read_with_its_limits_team_links_and_timeline(house):
    town = settle_in(house, date(2024, 3, 4))
    first, made = taken_in(house), taken_in(house)
    with at(house) as desk:
        token = issue_for_office(desk, town.county, "平台", actions=("clue.read",), days=9).token
        desk.run("INSERT INTO clue_verifier (clue_id, officer_id, certificate, named_at) VALUES (:id, :who, '吉0001', :now)",
                 id=made.clue_id, who=town.officer(town.county), now=desk.now)
        record(desk, "clue.revealed", clue_of(desk, made.number), reason="核对举报人所说的时间")
    async with client(house, token) as program:
        answer = await program.get(f"/api/clues/{made.number}")
    told = answer.json()
    assert told["due"] == "2024-03-05"
    assert [(one["rule"], one["due"], one["status"], one["debtor"]) for one in told["limits"]] == [
        ("clue_registration", "2024-03-05", "open", "永吉县"), ("clue_verification", "2024-03-13", "open", "永吉县"),
        ("clue_reply", "2024-03-25", "open", "永吉县"), ("clue_closing", "2024-05-03", "open", "永吉县")]
    assert told["team"] == [{"name": f"{town.county}号handler", "certificate": "吉0001"}]
    assert [(one["number"], one["state"]) for one in told["links"]] == [(first.number, "suggested")]
    assert [(one["action"], one["duties"]) for one in told["timeline"]] == [
        ("clue.received", []), ("clue.routed", []), ("duty.opened", ["登记线索", "核查线索", "办结线索", "答复实名举报人"])]
    assert told["timeline"][1]["detail"] == {"how": "按行政区划220221100"}
    assert "李大山" not in answer.text and "核对" not in answer.text


async def test_the_list_says_what_is_owed_next(house):
    town = settle_in(house, date(2024, 3, 4))
    made = taken_in(house)
    with at(house) as desk:
        token = issue_for_office(desk, town.county, "平台", actions=("clue.read",), days=9).token
    async with client(house, token) as program:
        (line,) = (await program.get("/api/clues")).json()["clues"]
    assert (line["number"], line["due"], line["ended_on"], line["office"]) == (made.number, "2024-03-05", None, "永吉县")
