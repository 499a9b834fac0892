"""A system of registration asks the gate (四（三）)."""

from datetime import date

from casework.account.api_tokens import issue_for_office
from casework.oversight import measures
from tests.api.test_programs import client
from tests.casework.overseen import somebody
from tests.casework.town import at, settle_in


async def test_a_program_is_told_what_bars_and_by_which_record(sqlite_house):
    town = settle_in(sqlite_house, date(2024, 3, 1))
    with at(sqlite_house) as desk:
        token = issue_for_office(desk, town.city, "登记系统", actions=("gate.check",), days=9).token
        measure = measures.propose(desk, "suspension", "220221", why="压案不查")
    async with client(sqlite_house, token) as program:
        asked = {"kind": "renewal", "right": "C2200002009012110000001"}
        first = await program.post("/api/gates/check", json=asked, headers={"Idempotency-Key": "1"})
        assert first.json() == {"allowed": True, "on": "2024-03-04", "reasons": []}
        with at(sqlite_house, somebody(sqlite_house, town.province, "head")) as desk:
            measures.decide(desk, measure, agree=True, number="吉函〔2024〕1号", reason="恶劣影响")
        assert (await program.post("/api/gates/check", json=asked, headers={"Idempotency-Key": "1"})).json() == first.json()
        barred = (await program.post("/api/gates/check", json=asked)).json()
        told = [(one["gate"], one["record"], one["since"], one["clause"]) for one in barred["reasons"]]
        assert (barred["allowed"], told) == (
            False, [("area-suspended", "吉函〔2024〕1号", "2024-03-04", "吉国土资发〔2010〕6号四（三）")])
        assert barred["reasons"][0]["quote"].startswith("对督办的案件压案不查")
        wrong = await program.post("/api/gates/check", json={"kind": "new"})
        assert wrong.status_code == 422 and "area（地区代码）: name the area, or the licence" in wrong.text
        nobody = await program.post("/api/gates/check", json={"kind": "new", "area": "220221"})
        assert nobody.status_code == 422 and "holder（申请人统一社会信用代码）: name the applicant" in nobody.text
        assert (await program.post("/api/gates/check", json={"kind": "sale", "area": "220221"})).status_code == 422
