"""Officers and a mine at work in a real browser on the demo: signed in by the printed accounts, without JavaScript too."""

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from casework.access import OPERATOR
from casework.desk import House, open_desk
from foundation.clock import SystemClock
from foundation.database import open_engine
from regulation.loading import load
from tests.files import samples
from tests.installation import Installation, eventually
from tests.trial.test_up import CHROMIUM

pytestmark = pytest.mark.trial
SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    installation = Installation(tmp_path_factory.mktemp("officers") / "data")
    installation.command("demo", "--mines", "300")
    installation.start()
    yield installation
    installation.stop()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        yield browser
        browser.close()


class Person:
    """Somebody at a browser of their own; every request is noted."""

    def __init__(self, chromium: Browser, up: Installation, *, scripts: bool = True, **more: Any) -> None:
        self.up, self.asked = up, list[str]()
        made = {"viewport": SIZES["desktop"], "locale": "zh-CN", "java_script_enabled": scripts} | more
        context = chromium.new_context(**made)
        self.page: Page = context.new_page()
        self.page.on("request", lambda request: self.asked.append(request.url))

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.up.web_port}"

    def go(self, path: str) -> str:
        self.page.goto(f"{self.root}{path}")
        return self.page.locator("main").inner_text()

    def sign_in(self, login: str) -> None:
        password = re.search(r"密码 password：(\S+)", self.up.printed)
        assert password is not None and f"{login}\t" in self.up.printed
        self.page.get_by_label("登录名").fill(login)
        self.page.get_by_label("密码").fill(password[1])
        self.page.get_by_role("button", name="登录").click()

    def fill(self) -> None:
        """Whatever the form requires."""
        for field in self.page.locator("main form [required]").all():
            kind, tag = field.get_attribute("type"), field.evaluate("e => e.tagName")
            if kind == "file":
                field.set_input_files({"name": "报告.pdf", "mimeType": "application/pdf", "buffer": samples.PDF})
            elif tag == "SELECT":
                field.select_option(index=1)
            elif kind == "date":
                field.fill(field.input_value() or "2026-06-30")
            else:
                field.fill("3")

    def press(self, name: str) -> str:
        self.page.locator("main").get_by_role("button", name=name, exact=True).click()
        return self.page.locator("main").inner_text()


def test_a_report_goes_from_a_letters_link_to_its_end_without_javascript(up: Installation, chromium: Browser) -> None:
    county, city = Person(chromium, up, scripts=False), Person(chromium, up, scripts=False)
    number, link = a_report_with_a_letter(up, "county")
    county.go(link)
    county.page.get_by_role("link", name="登录后办理").click()
    county.sign_in("county")
    county.page.get_by_role("link", name="报送", exact=True).click()
    county.fill()
    assert "已报送，待审核" in county.press("报送")
    city.go(f"/sign-in?then=/duties/{number}")
    city.sign_in("city")
    city.page.get_by_label("退回理由").fill("请补充照片")
    assert "已退回" in city.press("退回")
    assert "请补充照片" in county.go(f"/duties/{number}/hand-in")
    county.fill()
    county.press("报送")
    city.go(f"/duties/{number}")
    assert "已办结" in city.press("通过")
    assert state(up, number) == "discharged"
    checked = json.loads(up.command("journal", "verify", "--json"))
    assert checked["sealed"] + checked["unsealed"] > 0
    for person in (county, city):
        assert all(url.startswith(person.root) for url in person.asked)


def desk_of(up: Installation) -> House:
    return House(open_engine(f"sqlite:///{up.data / 'kuangjian.db'}"), load(), SystemClock())


def open_duties_of(up: Installation, login: str, *, reviewed: bool) -> list[tuple[int, str]]:
    """The open duties of the offices where a demo account serves that are done by a report, or by an act; with their acts."""
    house = desk_of(up)
    with open_desk(house, OPERATOR, reads=True) as desk:
        rows = desk.rows(
            "SELECT d.id, d.rule FROM duty d JOIN reckoning k ON k.id = d.reckoning_id JOIN post s ON s.office_id = d.debtor_id"
            " JOIN account a ON a.officer_id = s.officer_id WHERE a.login = :login AND d.status = 'open' AND k.opens <= :today"
            " ORDER BY k.due, d.id", login=login, today=desk.today)
    house.engine.dispose()
    found = [(row.id, house.rulebook.duties[row.rule].act) for row in rows]
    return [(number, act) for number, act in found if house.rulebook.acts[act].reviewed == reviewed]


def a_report_with_a_letter(up: Installation, login: str) -> tuple[int, str]:
    """A report that is owed and of which a letter tells, and the path of the letter's link."""
    return eventually(lambda: _told_by_letter(up, login), within=120, every=2)  # type: ignore[no-any-return]


def _told_by_letter(up: Installation, login: str) -> tuple[int, str] | None:
    house = desk_of(up)
    with open_desk(house, OPERATOR, reads=True) as desk:
        for number, _ in open_duties_of(up, login, reviewed=True):
            text = desk.scalar("SELECT text FROM letter WHERE text LIKE :link LIMIT 1", link=f"%/duties/{number}?k=%")
            if text is not None:
                return number, re.search(rf"/duties/{number}\?k=\w+", text)[0]  # type: ignore[index]
    return None


def state(up: Installation, number: int) -> str:
    return str(json.loads(up.command("duty", "show", str(number), "--json"))["status"])


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
    number = next(number for number, act in open_duties_of(up, "township", reviewed=False) if act == "patrol")
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


def test_the_whole_hand_in_goes_by_keyboard_alone(up: Installation, chromium: Browser) -> None:
    city = Person(chromium, up)
    number = open_duties_of(up, "city", reviewed=True)[0][0]
    city.go(f"/sign-in?then=/duties/{number}")
    password = re.search(r"密码 password：(\S+)", up.printed)
    assert password is not None
    city.page.keyboard.type("city")
    city.page.keyboard.press("Tab")
    city.page.keyboard.type(password[1])
    city.page.keyboard.press("Enter")
    city.page.wait_for_url(f"{city.root}/duties/{number}")
    tab_to(city.page, "报送")
    city.page.keyboard.press("Enter")
    city.page.wait_for_url("**/hand-in")
    city.fill()  # the fields themselves are plain ones; what matters is that the button is reached
    tab_to(city.page, "报送")
    city.page.keyboard.press("Enter")
    city.page.wait_for_url(f"{city.root}/duties/{number}")
    assert state(up, number) in ("handed_in", "discharged")


def tab_to(page: Page, name: str) -> None:
    page.wait_for_load_state()
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText") == name:
            return
    raise AssertionError(f"{name} is not reached by the keyboard")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_fits_its_screen(up: Installation, chromium: Browser, size: str, language: str) -> None:
    """Nothing is wider than the screen; kept as pictures where TRIAL_PICTURES names a folder."""
    city = Person(chromium, up)
    city.page.set_viewport_size(SIZES[size])  # type: ignore[arg-type]
    number = open_duties_of(up, "city", reviewed=True)[0][0]
    pages = {"sign-in": "/sign-in", "today": "/", "duty": f"/duties/{number}", "hand-in": f"/duties/{number}/hand-in",
             "board": "/board", "calendar": "/calendar", "rules": "/rules", "rule": "/rules/三（一）", "account": "/account",
             "acts": "/acts", "kinds": "/acts/new", "subjects": "/acts/new?kind=mine_inspection",
             "record": "/acts/new?kind=patrol"}
    city.go(f"/language/{language}?then=/sign-in")
    for name, path in pages.items():
        city.go(path)
        wide = city.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} is {wide} pixels too wide on a {size}"
        if folder := os.environ.get("TRIAL_PICTURES"):
            city.page.screenshot(path=Path(folder) / f"{name}-{language}-{size}.png")
        if name == "sign-in":
            city.go("/language/zh?then=/sign-in")
            city.sign_in("city")
            city.go(f"/language/{language}?then=/")
