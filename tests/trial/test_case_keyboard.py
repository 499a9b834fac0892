"""A case is moved on by the keyboard alone, with and without JavaScript: its form opened, filled in, sent."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from casework.access import OPERATOR
from casework.desk import open_desk
from foundation.clock import SystemClock, day_of
from tests.files import samples
from tests.trial.demo_pages import Served
from tests.trial.keys import Typist
from tests.trial.person import desk_of

pytestmark = pytest.mark.trial


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    served = Served(tmp_path_factory.mktemp("cases") / "data")
    served.command("demo", "--mines", "60", "--clues", "0")
    served.start()
    yield served
    served.stop()


def at_stage(up: Served, stage: str) -> str:
    """The number of the demo's case at a stage."""
    house = desk_of(up)
    with open_desk(house, OPERATOR, reads=True) as desk:
        found = str(desk.scalar("SELECT number FROM enforcement_case WHERE stage = :stage", stage=stage))
    house.engine.dispose()
    return found


@pytest.mark.parametrize(("scripts", "stage", "move"), [
    (True, "found", "责令停止违法行为"), (False, "demanded", "记录缴款")], ids=["scripts", "no scripts"])
def test_a_case_is_moved_by_keyboard_alone(up: Served, chromium: Browser, tmp_path: Path, scripts: bool, stage: str,
                                           move: str) -> None:
    paper = tmp_path / "回执.pdf"
    paper.write_bytes(samples.PDF)
    number, clerk = at_stage(up, stage), Typist(chromium, up, scripts=scripts)
    clerk.day = f"{day_of(SystemClock().now()) - timedelta(days=1):%m%d%Y}"  # after the demo's decision
    clerk.go(f"/sign-in?then=/cases/{number}")
    clerk.come_in("county")
    clerk.reach(move)
    clerk.page.keyboard.press("Enter")  # the form opens
    clerk.reach(move, files=paper)
    said = clerk.enter()
    assert f"已办理：{move}" in said
    assert all(url.startswith(clerk.root) for url in clerk.asked)
