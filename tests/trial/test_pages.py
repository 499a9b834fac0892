"""Every page in a real browser, in both languages, on a desktop and a telephone; nobody is shut out."""

import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from casework.access import OPERATOR
from casework.desk import open_desk
from regulation.loading import load
from tests.trial.demo_pages import Served, furnish
from tests.trial.page_list import NOBODY, PAGES, Shown
from tests.trial.person import SIZES, Person, desk_of
from tests.trial.pictures import TALLEST, put_together

pytestmark = pytest.mark.trial
AXE = Path(tempfile.gettempdir()) / "kuangjian-axe-core-4.14.1/node_modules/axe-core/axe.min.js"  # tests/trial/install.sh
TO_PRESS = """() => [...document.querySelectorAll('header, nav, form, button, .button, .actions')]
    .filter(one => one.offsetHeight > 0).map(one => one.outerHTML)"""
HEADS = "() => [...new Set([...document.querySelectorAll('thead')].map(one => getComputedStyle(one).display))]"
CHINESE = re.compile("[\u3000-\u9fff\uff00-\uffef]")
LANGUAGES = {"zh": "zh-CN", "en": "en"}
SEVERE = """async () => (await axe.run(document, {resultTypes: ['violations'], preload: false})).violations
    .filter(one => ['serious', 'critical'].includes(one.impact))
    .map(one => one.id + ': ' + one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | '))"""
UNNAMED = """() => [...document.querySelectorAll('input:not([type=hidden]), select, textarea, button')]
    .filter(one => !one.labels?.length && !one.ariaLabel && !one.textContent.trim()).map(one => one.outerHTML)"""
SPOKEN = """() => [...document.querySelectorAll('button, thead th, label, nav, legend, summary, caption, dt, h1, h2, h3,'
    + '.button, .hint, .tag, [data-label], title')].map(one => {
        const copy = one.cloneNode(true);
        if (one.closest('[lang="zh-CN"]:not(html)')) return '';
        copy.querySelectorAll('[lang="zh-CN"], option, input, textarea').forEach(inner => inner.remove());
        return (one.dataset.label ?? copy.textContent) + (one.ariaLabel ?? '');
    }).filter(words => /[\\u3000-\\u9fff\\uff00-\\uffef]/.test(words))"""


# What a notice of holidays and a document are written in, whatever is read.
LITERALLY = {"中文", "日期", "类型", "名称", "元旦", "休", "班", "（发文时编号）", "｜"}
SHOTS: dict[str, list[bytes]] = {}


def keep(page: Page, name: str) -> None:
    """Where TRIAL_PICTURES names a folder, the page's four versions become one picture there."""
    if folder := os.environ.get("TRIAL_PICTURES"):
        shots = SHOTS.setdefault(name, [])
        width, height = page.evaluate("[innerWidth, Math.max(innerHeight, document.documentElement.scrollHeight)]")
        shots.append(page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": min(height, TALLEST)}))
        if len(shots) == len(LANGUAGES) * len(SIZES):
            put_together([shots[0], shots[2], shots[1], shots[3]], Path(folder) / f"{name}.png")


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    served = Served(tmp_path_factory.mktemp("pages") / "data")
    served.command("demo", "--mines", "300")
    yield served
    served.stop()


@pytest.fixture(scope="module")
def places(up: Served) -> dict[str, str]:
    made = furnish(up)
    up.start()
    return made


@pytest.fixture(scope="module")
def names(up: Served) -> "re.Pattern[str]":
    """The names of the installation, which stay as they are in any language."""
    house = desk_of(up)
    with open_desk(house, OPERATOR, reads=True) as desk:
        found = {row.name for table in ("party", "officer", "mine", "mineral_right")
                 for row in desk.rows(f"SELECT name FROM {table}")}
        found |= {row.name for table, told in (("supervision_order", "number"), ("enforcement_case", "cause"))
                  for row in desk.rows(f"SELECT {told} AS name FROM {table}")}
    house.engine.dispose()
    book = load()
    found |= {one.title for told in (book.duties, book.ladders, book.figures) for one in told.values()}
    found |= {one.clause for one in book.provisions.values()} | LITERALLY
    return re.compile("|".join(map(re.escape, sorted(found, key=len, reverse=True))))


class Reader(Person):
    """Somebody who looks at pages; what the browser's console says is noted."""

    def __init__(self, chromium: Browser, up: Served, **more: Any) -> None:
        super().__init__(chromium, up, **more)
        self.said = list[str]()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def _hear(self, line: ConsoleMessage) -> None:
        refusal = "status of 4" in line.text  # the browser's own line about a page that answers with 404 or 422
        if line.type in ("error", "warning") and not refusal:
            self.said.append(line.text)

    def open(self, shown: Shown, places: dict[str, str]) -> None:
        self.page.set_viewport_size(SIZES["desktop"])  # type: ignore[arg-type]
        path = shown.path.format(**places)
        answer = self.page.goto(self.root + (path if path.startswith("/") else f"/{path}"))
        assert answer is not None and answer.status == shown.status, path
        for field, words in shown.fills.items():
            one = self.page.locator(field).first
            if one.evaluate("field => field.tagName") == "SELECT":
                one.select_option(words)
            elif one.get_attribute("type") == "checkbox":
                one.check()
            else:
                one.fill(words)
        if shown.sends:
            self.page.evaluate("document.querySelectorAll('form').forEach(form => { form.noValidate = true })")
            with self.page.expect_navigation():
                self.page.locator(shown.sends).first.click()


@pytest.fixture(scope="module")
def readers(up: Served, chromium: Browser, places: dict[str, str]) -> dict[str, Reader]:
    """For each account one browser as officers have it; axe is put in from outside, past what the page allows itself."""
    made = {}
    for who in sorted({page.who for page in PAGES}):
        made[who] = reader = Reader(chromium, up)
        if who != NOBODY:
            reader.go("/sign-in")
            reader.sign_in(who)
        reader.page.context.add_init_script(path=AXE)
    return made


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shown", PAGES, ids=lambda page: page.name)
def test_the_page(shown: Shown, language: str, readers: Any, places: dict[str, str], names: "re.Pattern[str]") -> None:
    """Axe looks in Chinese on a desk and in English on a telephone: the page is built alike, only its words differ."""
    reader: Reader = readers[shown.who]
    reader.page.context.add_cookies([{"name": "language", "value": language, "url": reader.root}])
    reader.asked.clear()
    reader.said.clear()
    reader.open(shown, places)
    page = reader.page
    assert page.evaluate("document.documentElement.lang") == LANGUAGES[language]
    assert page.evaluate(UNNAMED) == []
    for size, looked_at in zip(SIZES, LANGUAGES, strict=True):
        page.set_viewport_size(SIZES[size])  # type: ignore[arg-type]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{wide} pixels too wide on a {size}"
        keep(page, shown.name)
        if looked_at == language:
            assert page.evaluate(SEVERE) == [], size
        if shown.who and (size, language) == ("desktop", "zh"):
            assert printed(page) == ([], True)
    assert page.evaluate("document.querySelector('header').offsetHeight") < SIZES["phone"]["height"] / 4
    if language == "en":
        assert [words for words in map(str.strip, page.evaluate(SPOKEN)) if CHINESE.search(names.sub("", words))] == []
    foreign = [url for url in reader.asked if not url.startswith(reader.root)]
    assert foreign == [] and reader.said == []


def printed(page: Page) -> tuple[list[str], bool]:
    """What could be pressed on paper, and whether the heads of tables come again on each sheet."""
    page.emulate_media(media="print")
    try:
        return page.evaluate(TO_PRESS), page.evaluate(HEADS) in ([], ["table-header-group"])
    finally:
        page.emulate_media(media="screen")
