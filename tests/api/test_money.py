"""Any program reckons penalties, surcharges and fees; amounts are text, so that no fen is lost."""


import pytest


async def test_the_answers_are_exact_with_law_provision_and_steps(program):
    async with program:
        mined = (await program.get("/api/penalties/mining-without-right",
                                   params={"act_date": "2025-08-01", "ore_value": "99999.99"})).json()
        assert mined["range"] == {"least": "100000.00", "most": "1000000.00"}
        assert (mined["law"], mined["provision"], mined["must"]) == ("矿产资源法（2024年修订）", "第六十四条第一款", True)
        assert mined["crime"]["suspected"] is False and mined["limitation"]["last_day"] == "2027-08-01" and mined["steps"]
        assert [(one["code"], one["least"], one["most"], one["fits"]) for one in mined["discretion"]["bands"]] == [
            ("lesser", "100000.00", "370000.00", True), ("ordinary", "370000.00", "730000.00", False),
            ("graver", "730000.00", "1000000.00", False)]
        assert mined["discretion"]["confidence"] == "D"
        moved = (await program.get("/api/penalties/illegal-transfer", params={"act_date": "2025-07-01"})).json()
        assert moved["range"] is None and moved["confidence"] == "D" and moved["reason"].startswith("未确认")
        late = (await program.get("/api/surcharge", params={
            "fine": "10000", "due": "2026-03-02", "on": "2026-06-30"})).json()
        assert (late["amount"], late["cap_reached_on"], late["owed"]) == ("10000.00", "2026-04-05", "20000.00")
        parts = (await program.get("/api/surcharge", params={
            "fine": "10000", "instalment": ["2026-03-02:4000", "2026-04-02:6000"], "paid": "2026-03-02:4000",
            "pause": "2026-04-04:2026-04-05", "on": "2026-04-06"})).json()
        assert (parts["amount"], parts["days"]) == ("360.00", 2)
        fee = (await program.get("/api/fee", params={
            "mineral": "铁", "revenue": "1234567.89", "from": "2013-07-01", "to": "2013-12-31", "approved": "80",
            "actual": "75"})).json()
        assert (fee["amount"], fee["factor"], fee["due"], fee["late_fee"]) == ("26337.45", "1.066667", "2014-01-31", None)
        assert {"code": "mining-outside-area", "title": "越界采矿", "title_en": "Mining outside the area"} in (
            await program.get("/api/penalties")).json()["offences"]


@pytest.mark.parametrize(("path", "asked", "status", "words"), [
    ("penalties/wizardry", {"act_date": "2025-08-01"}, 404, "There is no offence “wizardry”."),
    ("penalties/mining-without-right", {}, 422, "act_date"),
    ("penalties/mining-without-right", {"act_date": "2025-08-01", "ore_value": "-1"}, 422, "ore_value"),
    ("penalties/mining-without-right", {"act_date": "2025-08-01", "ore_value": "1.234"}, 422, "ore_value"),
    ("penalties/mining-without-right", {"act_date": "2010-08-01"}, 422, "illegal gains"),
    ("penalties/mining-without-right", {"act_date": "2025-08-02", "decided_on": "2025-08-01"}, 422, "comes before"),
    ("surcharge", {"fine": "0", "due": "2026-03-02", "on": "2026-03-03"}, 422, "above 0"),
    ("surcharge", {"fine": "1", "due": "2026-03-02", "on": "2026-03-03", "paid": "2026-02-30:1"}, 422, "2026-02-30"),
    ("fee", {"mineral": "铁", "revenue": "1", "from": "2013-06-30", "to": "2013-07-01"}, 422, "half-year"),
])
async def test_what_cannot_be_meant_is_told(program, path, asked, status, words):
    async with program:
        answer = await program.get(f"/api/{path}", params=asked)
        assert answer.status_code == status and words in answer.text, answer.text
