"""The first and last day of an act on its case's page: repeated from what is recorded, changed there, refusals in words."""

import re
from datetime import date

from casework.desk import House
from tests.casework.cases import a_bureau, a_case, as_it_is
from tests.console.browser import Browser, account
from tests.console.test_cases import text

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)


async def test_the_end_of_an_act_is_entered_beside_its_beginning_and_the_page_shows_both(house: House) -> None:
    found = a_bureau(house, SINCE, DAY)
    account(house, found.officer("handler"), "handler")
    number = a_case(house, found, act_start=date(2025, 5, 2))
    at_page = f"/cases/{number}"
    async with Browser(house) as handler:
        await handler.sign_in("handler")
        page = await handler.get(at_page)
        assert re.search(r'name="field.act_start" value="2025-05-02" type="date"', page.text)
        assert "2025-05-02–仍在继续" in text(page)
        told = {"field.act_start": "2025-05-02", "field.act_end": "2025-06-30", "field.basis": "过磅单"}
        page = await handler.send(at_page, to=f"{at_page}/moves/act.period", **told)
        assert page.status_code == 422 and "已经终了的，应当回答是否未超过追究时效" in text(page)
        assert 'value="2025-06-30"' in page.text
        page = await handler.send(at_page, to=f"{at_page}/moves/act.period", **told, **{"field.within_limitation": "yes"})
        assert page.status_code == 200 and "2025-05-02–2025-06-30" in text(page)
        page = await handler.send(at_page, to=f"{at_page}/moves/act.period", **{
            "field.act_start": "2025-05-02", "field.going_on": "yes", "field.within_limitation": "no", "field.basis": "复查"})
        assert page.status_code == 422 and "继续状态的违法行为不超过追究时效" in text(page) and "act.period" not in text(page)
    assert as_it_is(house, number).act_end == date(2025, 6, 30)
