"""Any program reckons the limits of the case: listed by law, reckoned with suspensions, refused for what cannot be read."""





async def test_a_limit_is_reckoned_with_its_steps_and_provision(program):
    async with program:
        told = (await program.get("/api/limits/decision", params={"from": "2025-07-07"})).json()
        assert (told["due"], told["unrolled"], told["confidence"]) == ("2025-10-09", "2025-10-05", "V")
        assert told["roll_basis"] == "民法典第二百零三条" and told["steps"][-1].startswith("跳过10-05国庆节")
        moved = (await program.get("/api/limits/decision", params={
            "from": "2025-07-07", "suspend": ["2025-08-01:2025-08-10", "2025-09-01:2025-09-05"], "extend": 30})).json()
        assert moved["due"] == "2025-11-19"
        transfer = (await program.get("/api/limits/police-transfer", params={"from": "2024-12-31T20:00+08:00"})).json()
        assert transfer["due"] == "2025-01-01T20:00:00+08:00"
        none = (await program.get("/api/limits/filing", params={"from": "2024-05-01"})).json()
        assert none["due"] is None and none["reason"] == "发现后及时立案，不再规定日数"


async def test_what_cannot_be_reckoned_is_told(program):
    async with program:
        for step, asked, status, words in (
                ("wizardry", {"from": "2024-05-01"}, 404, "There is no step wizardry."),
                ("decision", {}, 422, "from"),
                ("decision", {"from": "2024-02-30"}, 422, "2024-02-30 is not a day."),
                ("police-transfer", {"from": "2024-05-01"}, 422, "is counted in hours"),
                ("decision", {"from": "2024-05-01", "extend": 31}, 422, "by 30 at most"),
                ("decision", {"from": "2024-05-01", "to": "2024-06-01"}, 422, "There is no parameter to here.")):
            answer = await program.get(f"/api/limits/{step}", params=asked)
            assert answer.status_code == status and words in answer.text, answer.text
        beyond = await program.get("/api/limits/decision", params={"from": "2024-05-01", "extend": 31, "complex": True})
        assert beyond.json()["due"] == "2024-08-30"


async def test_the_list_tells_from_and_until_when_each_law_holds(program):
    async with program:
        lines = (await program.get("/api/limits")).json()["limits"]
    told = [(one["effective_from"], one["until"], one["figure"]) for one in lines if one["step"] == "decision"]
    assert told == [("2004-01-01", "2014-06-30", None), ("2014-07-01", "2021-07-14", "60日"),
                    ("2021-07-15", "2024-04-30", "90日"), ("2024-05-01", None, "90日")]
