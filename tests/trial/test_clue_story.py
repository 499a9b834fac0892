"""A call to the hotline becomes a verified clue: taken down, registered, looked at on the spot, concluded, filed, answered."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from casework.access import OPERATOR
from casework.account.accounts import open_account, use_link
from casework.clue.intake import drain
from casework.desk import open_desk
from casework.record.certificates import add_certificate
from tests.files import samples
from tests.installation import Installation
from tests.trial.demo_pages import Served
from tests.trial.person import SIZES, Person, desk_of
from tests.trial.pictures import TALLEST, put_together

pytestmark = pytest.mark.trial
CALL = "东山北坡夜里有人用挖掘机采铁矿，没有牌子，车往河边开。我叫李大山，电话13812345678。"


@dataclass(frozen=True)
class County:
    """The county of the demo that answers for the place: its name, and who verifies there."""

    name: str
    team: tuple[str, str]


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    served = Served(tmp_path_factory.mktemp("story") / "data")
    served.command("demo", "--mines", "300")
    served.start()
    yield served
    served.stop()


@pytest.fixture(scope="module")
def county(up: Installation, chromium: Browser) -> County:
    """The county of the demo's handler, whose head has an account too; two of its officers hold certificates."""
    house = desk_of(up)
    with open_desk(house, OPERATOR) as desk:
        office, = desk.rows("SELECT p.id, p.name FROM account a JOIN post s ON s.officer_id = a.officer_id JOIN party p"
                            " ON p.id = s.office_id WHERE a.login = 'county'")
        people = {row.role: row for row in desk.rows(
            "SELECT s.role, o.id, o.name FROM post s JOIN officer o ON o.id = s.officer_id WHERE s.office_id = :id"
            " ORDER BY s.id DESC", id=office.id)}
        handler, = desk.rows("SELECT o.id, o.name FROM account a JOIN officer o ON o.id = a.officer_id"
                             " WHERE a.login = 'county'")
        second = next(one for role, one in sorted(people.items()) if role not in ("head", "deputy") and one.id != handler.id)
        for n, one in enumerate((handler, second)):
            if not desk.scalar("SELECT 1 FROM certificate WHERE officer_id = :id AND valid_to IS NULL", id=one.id):
                add_certificate(desk, one.id, number=f"吉执故事{n}", first=desk.today - timedelta(days=400))
        if not desk.scalar("SELECT 1 FROM account WHERE login = 'head'"):
            use_link(desk, open_account(desk, people.get("head", people.get("deputy")).id, "head").token,
                     Person(chromium, up).password)
    house.engine.dispose()
    return County(office.name, (handler.name, second.name))


def come_in(chromium: Browser, up: Installation, login: str, size: str = "desktop") -> Person:
    made = Person(chromium, up, viewport=SIZES[size], permissions=["geolocation"],
                  geolocation={"longitude": 125.27, "latitude": 43.92, "accuracy": 12})
    made.go("/sign-in")
    made.sign_in(login)
    return made


def keep(page: Page, name: str) -> None:
    """Where TRIAL_PICTURES names a folder, the page on a desktop and a telephone becomes one picture there."""
    if folder := os.environ.get("TRIAL_PICTURES"):
        before, shots = page.viewport_size, []
        for size in SIZES.values():
            page.set_viewport_size(size)  # type: ignore[arg-type]
            width, height = page.evaluate("[innerWidth, Math.max(innerHeight, document.documentElement.scrollHeight)]")
            clip = {"x": 0, "y": 0, "width": width, "height": min(height, TALLEST)}
            shots.append(page.screenshot(full_page=True, clip=clip))  # type: ignore[arg-type]
        page.set_viewport_size(before)  # type: ignore[arg-type]
        put_together(shots, Path(folder) / f"{name}.png")


def test_a_call_becomes_a_verified_clue(up: Installation, chromium: Browser, county: County) -> None:
    handler, phone = come_in(chromium, up, "county"), come_in(chromium, up, "county", "phone")
    number, receipt = the_call(handler, county)
    intake(up)
    assert "待登记" in handler.go(f"/clues/{number}")
    told = handler.page.content()
    assert county.name in told and "李大山" not in told and "13812345678" not in told
    keep(handler.page, "2-clue")
    registered(handler, number)
    named(handler, number, county)
    on_the_spot(phone, number)
    concluded(phone, number)
    filed(handler, come_in(chromium, up, "head"), number)
    answered(handler, number)
    ended = handler.go(f"/clues/{number}")
    assert "已办结" in ended and "属实" in ended and "现场有采坑三处" in ended and "李大山" not in handler.page.content()
    keep(handler.page, "6-closed")
    followed(Person(chromium, up, viewport=SIZES["phone"]), receipt)


def intake(up: Installation) -> None:
    """What the flow does; that it starts by itself is tried elsewhere."""
    house = desk_of(up)
    assert drain(house).counts["set_aside"] == 0
    house.engine.dispose()


def the_call(handler: Person, county: County) -> tuple[str, str]:
    handler.go("/clues")
    handler.page.get_by_role("link", name="登记来电来信").click()
    handler.page.get_by_label("反映的情况").fill(CALL)
    handler.page.get_by_label("行为").select_option(label="无证开采")
    for label, words in (("什么时候", "最近一周夜里"), ("县、乡镇", county.name), ("具体位置", "东山北坡"),
                         ("被举报的人", "王老板"), ("姓名", "李大山"), ("电话", "13812345678")):
        handler.page.get_by_label(label).first.fill(words)
    handler.press("登记并取回执码")
    keep(handler.page, "1-call")
    number, receipt = (handler.page.locator(f"#{one}").inner_text() for one in ("number", "receipt"))
    assert re.fullmatch(r"XS\d{10}", number) and re.fullmatch("[0-9A-Z]{4}(-[0-9A-Z]{4}){2}", receipt)
    return number, receipt


def registered(handler: Person, number: str) -> None:
    handler.page.get_by_role("link", name="登记受理").click()
    handler.press("登记受理")
    assert "已受理" in handler.go(f"/clues/{number}")


def named(handler: Person, number: str, county: County) -> None:
    handler.go(f"/clues/{number}/team")
    for name in county.team:
        handler.page.get_by_label(re.compile(name)).first.check()
    keep(handler.page, "3-team")
    handler.press("安排核查人员")
    assert "核查中" in handler.go(f"/clues/{number}")


def on_the_spot(phone: Person, number: str) -> None:
    assert number in phone.go("/clues/mine")
    phone.page.locator(f"a[href='/clues/{number}/site']").first.click()
    phone.page.get_by_label("现场情况").fill("现场有采坑三处，无人作业，矿石已运走。")
    phone.page.get_by_label("违法行为正在进行").select_option("否")
    phone.page.get_by_role("button", name="填入当前位置").click()
    phone.page.get_by_text("已填入当前位置").wait_for()
    picture = {"name": "采坑.jpg", "mimeType": "image/jpeg", "buffer": samples.photograph(size=(320, 240))}
    phone.page.get_by_label("从相册选择").set_input_files([picture])  # type: ignore[list-item]
    for required in phone.page.locator("main form textarea[required]").all():
        if not required.input_value():
            required.fill("王老板")
    keep(phone.page, "4-site")
    phone.press("记录")
    assert "现场有采坑三处" in phone.go(f"/clues/{number}")


def concluded(phone: Person, number: str) -> None:
    phone.go(f"/clues/{number}/conclude")
    phone.page.get_by_label("核查结果").select_option(label="属实")
    phone.page.get_by_label("核查情况").fill("无采矿许可证开采铁矿，采坑三处。")
    phone.press("填写核查结论")
    assert "已核查" in phone.go(f"/clues/{number}")


def filed(handler: Person, head: Person, number: str) -> None:
    handler.go(f"/clues/{number}/dispose")
    handler.page.get_by_label("办理结果").select_option(label="立案")
    handler.page.get_by_label("理由").first.fill("无证开采属实，应予立案。")
    handler.press("提出处理意见")
    assert "已核查" in handler.go(f"/clues/{number}")  # until another approves
    head.go(f"/clues/{number}/dispose")
    keep(head.page, "5-approve")
    head.press("批准")


def answered(handler: Person, number: str) -> None:
    handler.go(f"/clues/{number}/reply")
    handler.page.get_by_label("答复内容").fill("您反映的情况属实，已经立案。感谢监督。")
    handler.press("填写答复")


def followed(reporter: Person, receipt: str) -> None:
    reporter.go("/report/follow")
    reporter.page.get_by_label("回执码").fill(receipt.lower().replace("-", " "))
    reporter.press("查看")
    told = reporter.page.locator("main").inner_text()
    assert "属实" in told and "您反映的情况属实，已经立案。感谢监督。" in told
    keep(reporter.page, "7-followed")
