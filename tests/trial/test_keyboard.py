"""A report from a letter's link to its end by the keyboard alone, with and without JavaScript; then no letter tells of it."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from casework.access import OPERATOR
from casework.desk import open_desk
from tests.files import samples
from tests.trial.demo_pages import Served
from tests.trial.keys import Typist
from tests.trial.person import desk_of, state, told_by_letter

pytestmark = pytest.mark.trial


@pytest.fixture
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    served = Served(tmp_path_factory.mktemp("keyboard") / "data")
    served.command("demo", "--mines", "60")
    served.command("chase")
    served.command("letters", "post")
    served.start()
    yield served
    served.stop()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_report_goes_to_its_end_by_keyboard_alone_and_no_letter_tells_of_it_again(
        up: Served, chromium: Browser, tmp_path: Path, scripts: bool) -> None:
    report = tmp_path / "报告.pdf"
    report.write_bytes(samples.PDF)
    number = journey(up, chromium, report, debtor="county", creditor="city", scripts=scripts)
    checked = json.loads(up.command("journal", "verify", "--json"))
    assert checked["sealed"] + checked["unsealed"] > 0
    before = lines(up)
    for day in days_ahead(10):
        up.command("chase", "--today", day.isoformat())
        up.command("letters", "post", "--today", day.isoformat())
    after = lines(up)
    assert after[number] == before[number] > 0
    assert sum(after.values()) > sum(before.values())  # of others they went on telling


def journey(up: Served, chromium: Browser, report: Path, *, debtor: str, creditor: str, scripts: bool) -> int:
    """From the letter's link to the acceptance, returned once on the way; the duty's number."""
    number, link = told_by_letter(up, debtor)  # type: ignore[misc]
    clerk, reviewer = Typist(chromium, up, scripts=scripts), Typist(chromium, up, scripts=scripts)
    clerk.go(link)
    clerk.skip()
    clerk.go(link)
    clerk.reach("登录后办理")
    clerk.enter()
    clerk.come_in(debtor)
    clerk.reach("报送")
    clerk.enter()
    clerk.reach("报送", files=report)
    assert "已报送，待审核" in clerk.enter()
    reviewer.go(f"/sign-in?then=/duties/{number}")
    reviewer.come_in(creditor)
    reviewer.reach("退回理由 退回时必填")
    reviewer.page.keyboard.type("请补充照片")
    reviewer.reach("退回")
    assert "已退回" in reviewer.enter(space=True)
    clerk.go(f"/duties/{number}")
    clerk.reach("报送")
    assert "请补充照片" in clerk.enter()
    clerk.reach("报送", files=report)
    clerk.enter()
    reviewer.go(f"/duties/{number}")
    reviewer.reach("通过")
    assert "已办结" in reviewer.enter() and state(up, number) == "discharged"
    for person in (clerk, reviewer):
        assert all(url.startswith(person.root) for url in person.asked)
    return number


def days_ahead(many: int) -> list[date]:
    return [date.today() + timedelta(days=n) for n in range(1, many + 1)]  # noqa: DTZ011  later than today anywhere


def lines(up: Served) -> dict[int, int]:
    """How many lines of letters tell of each duty."""
    house = desk_of(up)
    with open_desk(house, OPERATOR, reads=True) as desk:
        rows = desk.rows("SELECT duty_id, count(*) AS n FROM letter_line GROUP BY duty_id")
    house.engine.dispose()
    return {row.duty_id: row.n for row in rows}
