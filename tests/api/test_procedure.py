"""Other systems read the procedure of a day: stages, moves, guards, limits with their figures, provisions."""

from tests.deployments.shell import kuangjian


async def test_the_procedure_of_a_day_is_told_as_the_command_tells_it(program):
    async with program:
        told = (await program.get("/api/procedure", params={"on": "2025-08-01"})).json()
    assert told == kuangjian("procedure", "--on", "2025-08-01", "--json").json
    assert told["version"]["code"] == "2024" and len(told["stages"]) == 38
    moves = {one["action"]: one for one in told["moves"]}
    serve = moves["decision.serve"]
    assert (serve["stages"], serve["to"], serve["who_title"]) == (["decided"], "performing", "承办人")
    assert serve["opens"] == ["payment", "reconsideration", "litigation", "confiscation-handover"]
    assert moves["decision.penalty"]["needs_later"] == [{"guard": "legal-review-passed", "since": "2018-01-01"}]
    limits = {one["step"]: one for one in told["limits"]}
    assert (limits["statement"]["figure"], limits["statement"]["figure_en"]) == ("5个工作日", "5 working days")
    assert (limits["hearing-notice"]["figure"], limits["payment"]["figure"]) == ("7个工作日前", "15日")
    assert (limits["confiscation-handover"]["only"], limits["filing"]["figure"]) == ("ore-to-hand-over", None)
    guards = {one["guard"] for one in told["guards"]}
    assert {name for one in told["moves"] for name in one["needs"]} < guards


async def test_without_a_day_it_is_todays_and_a_day_that_is_none_is_refused(program):
    async with program:
        assert (await program.get("/api/procedure")).json()["version"]["code"] == "2021"
        for day, words in (("2024-02-30", "2024-02-30 is not a day."), ("1996-09-30", "Choose a day from 1996-10-01 on.")):
            answer = await program.get("/api/procedure", params={"on": day})
            assert answer.status_code == 422 and words in answer.text
