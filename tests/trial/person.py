"""Somebody at a browser of their own, and what the demo's officers owe."""

import json
import re
from typing import Any

from playwright.sync_api import Browser, Page

from casework.access import OPERATOR
from casework.desk import House, open_desk
from files.store import DiskStore
from foundation.clock import SystemClock
from foundation.database import open_engine
from foundation.sealing import seal_of
from regulation.loading import load
from tests.files import samples
from tests.installation import Installation

CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync"]
SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}


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

    @property
    def password(self) -> str:
        """The one of all accounts of the demo."""
        found = re.search(r"密码 password：(\S+)", self.up.printed)
        assert found is not None
        return found[1]

    def sign_in(self, login: str) -> None:
        self.page.get_by_label("登录名").fill(login)
        self.page.get_by_label("密码").fill(self.password)
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


def desk_of(up: Installation) -> House:
    """The house of an installation, asked beside its processes."""
    return House(open_engine(f"sqlite:///{up.data / 'kuangjian.db'}"), load(), SystemClock(),
                 f"http://127.0.0.1:{up.web_port}", DiskStore(up.data / "files"),
                 seal_of(up.data / "keys" / "seal.txt", [], None))


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


def told_by_letter(up: Installation, login: str) -> tuple[int, str] | None:
    """A report that is owed and of which a letter tells, and the path of the letter's link."""
    house = desk_of(up)
    with open_desk(house, OPERATOR, reads=True) as desk:
        for number, _ in open_duties_of(up, login, reviewed=True):
            text = desk.scalar("SELECT text FROM letter WHERE text LIKE :link LIMIT 1", link=f"%/duties/{number}?k=%")
            if text is not None:
                return number, re.search(rf"/duties/{number}\?k=\w+", text)[0]  # type: ignore[index]
    return None


def state(up: Installation, number: int) -> str:
    return str(json.loads(up.command("duty", "show", str(number), "--json"))["status"])
