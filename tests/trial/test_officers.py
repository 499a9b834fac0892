"""Officers and a mine at work in a real browser on the demo: signed in by the printed accounts, without JavaScript too."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.files import samples
from tests.installation import Installation, eventually
from tests.trial.person import SIZES, Person, open_duties_of, state

pytestmark = pytest.mark.trial


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    installation = Installation(tmp_path_factory.mktemp("officers") / "data")
    installation.command("demo", "--mines", "300")
    installation.start()
    yield installation
    installation.stop()


def test_a_mine_hands_in_a_report_of_its_own(up: Installation, chromium: Browser) -> None:
    mine = Person(chromium, up)
    mine.go("/")
    mine.sign_in("mine")
    number = open_duties_of(up, "mine", reviewed=True)[0][0]
    mine.go(f"/duties/{number}/hand-in")
    mine.fill()
    assert "已报送，待审核" in mine.press("报送") and state(up, number) == "handed_in"


def test_a_township_records_its_patrols_of_the_week(up: Installation, chromium: Browser) -> None:
    township = Person(chromium, up)
    township.go("/")
    township.sign_in("township")
    # This week's: an earlier one may lapse while the page is open.
    *_, number = (number for number, act in open_duties_of(up, "township", reviewed=False) if act == "patrol")
    while state(up, number) == "open":
        township.go(f"/duties/{number}/record")
        township.fill()
        township.press("记录")
    assert state(up, number) == "discharged" and "已办结" in township.go(f"/duties/{number}")


def test_a_patrol_is_recorded_from_a_telephone_with_its_position_and_photographs(up: Installation, chromium: Browser) -> None:
    phone = Person(chromium, up, viewport=SIZES["phone"], permissions=["geolocation"],
                   geolocation={"longitude": 125.27, "latitude": 43.92, "accuracy": 12})
    phone.go("/")
    phone.sign_in("township")
    phone.go("/acts/new")
    phone.page.get_by_role("link", name="巡查", exact=True).click()
    phone.page.get_by_label("巡查区域").fill("全镇")
    phone.page.get_by_role("button", name="填入当前位置").click()
    phone.page.get_by_text("已填入当前位置").wait_for()
    photos = [{"name": f"照片{n}.jpg", "mimeType": "image/jpeg", "buffer": samples.photograph()} for n in (1, 2)]
    phone.page.get_by_label("从相册选择").set_input_files(photos)  # type: ignore[arg-type]
    told = phone.press("记录")
    assert "已记录。" in told and "东经125.27°，北纬43.92°，精度12米" in told and "照片2.jpg" in told
    shown = phone.page.locator(".exhibits img").first
    shown.scroll_into_view_if_needed()
    eventually(lambda: shown.evaluate("e => e.naturalWidth") == 40, within=10)
    assert all(url.startswith(phone.root) for url in phone.asked)
