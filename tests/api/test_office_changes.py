"""Offices are set up, renamed and abolished by the API."""

from datetime import date

from casework.account.api_tokens import issue_for_officer
from tests.api.test_programs import client
from tests.casework.builders import an_officer
from tests.casework.town import at, settle_in


async def test_offices_are_set_up_renamed_and_abolished_once_what_hangs_on_them_is_told(house):
    town = settle_in(house, date(2024, 3, 4))
    with at(house) as desk:
        keeper = an_officer(desk, town.city, "administrator", name="管理员")
        token = issue_for_officer(desk, keeper, "区划", actions=("office.read", "records.change"), days=9).token
    async with client(house, token) as program:
        new = {"below": "永吉县", "code": "220221300", "name": "新立镇", "level": "township"}
        made = [await program.post("/api/offices", json=new, headers={"idempotency-key": "k"}) for _ in range(2)]
        assert [one.status_code for one in made] == [201, 201] and made[0].json() == {"code": "220221300", "name": "新立镇"}
        assert (await program.post("/api/offices", json=new)).status_code == 409
        assert (await program.post("/api/offices", json=new | {"below": "220000"})).status_code == 404
        assert (await program.patch("/api/offices/220221300", json={"name": "新立乡"})).json() == {"done": True}
        hangs = (await program.get("/api/offices/220221100/abolition")).json()
        assert {name: n for name, n in hangs.items() if n} == {"mines": 1, "posts": 2}
        early = await program.post("/api/offices/220221100/abolition", json={"last": "2024-03-05", "successor": "新立乡"})
        assert early.status_code == 422 and "still to come" in early.json()["detail"]
        ended = await program.post("/api/offices/220221100/abolition", json={"last": "2024-03-03", "successor": "新立乡"})
        assert ended.json() == {"done": True}
        assert (await program.get("/api/offices/220221100")).json()["valid_to"] == "2024-03-03"
        assert (await program.post("/api/offices/220221/abolition", json={"last": "2024-03-03"})).status_code == 409
