"""`kuangjian up` as a whole: looked at in a browser, its processes killed, its engine's memory wiped."""

import json
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.installation import COMMAND, ROOT, Installation, eventually
from tests.trial.kills import strike
from tests.trial.person import CHROMIUM

pytestmark = pytest.mark.trial


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    installation = Installation(tmp_path_factory.mktemp("trial") / "data")
    installation.command("demo", "--mines", "40")
    installation.start()
    for flow in ("post_round", "duty_watch"):
        eventually(lambda wanted=flow: done(installation, wanted), within=90, every=2)
    yield installation
    if installation.process is not None and installation.process.poll() is None:
        installation.stop()


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        yield browser.new_page(viewport={"width": 1280, "height": 900}, locale="zh-CN")
        browser.close()


def done(up: Installation, flow: str) -> list[dict[str, object]]:
    return [run for run in json.loads(up.command("runs", "--json")) if run["flow"] == flow and run["state"] == "done"]


def hold(up: Installation, held: set[int]) -> int:
    """Stop the flow runs that have just begun; how many are held."""
    for pid in set(up.flow_runs()) - held:
        os.kill(pid, signal.SIGSTOP)
        held.add(pid)
    return len(held)


def enter(page: Page, up: Installation, path: str) -> None:
    """Open a page of the Prefect UI with the credential that `up` printed."""
    key = re.search(r"口令：(\S+)", up.printed)
    assert key is not None
    page.goto(f"http://127.0.0.1:{up.prefect_port}/{path}")
    page.locator("input[type=password]").fill(key[1])
    page.keyboard.press("Enter")
    page.wait_for_timeout(1500)


def test_the_operator_sees_the_deployments_and_the_overdue_board(up: Installation, page: Page) -> None:
    enter(page, up, "deployments")
    for title in ("义务监督", "立案办理", "处罚办理", "信件投递", "运行健康"):  # the page shows ten of them
        page.get_by_placeholder("Search deployments").fill(title)
        page.get_by_text(title, exact=True).first.wait_for()
    page.goto(f"http://127.0.0.1:{up.prefect_port}/artifacts")
    page.get_by_text("overdue-board").first.wait_for()
    page.goto(f"http://127.0.0.1:{up.prefect_port}/artifacts/key/overdue-board")
    page.get_by_text("逾期看板").first.wait_for()


def test_nothing_that_runs_writes_what_others_may_read(up: Installation) -> None:
    written = [path for path in (up.data, *up.data.rglob("*")) if path.exists() and not path.is_symlink()]
    assert {"kuangjian.db", "kuangjian.db-wal", "web.log", "web-access.jsonl", "credential"} <= {path.name for path in written}
    assert up.data.stat().st_mode & 0o777 == 0o700
    # Prefect copies its pages with the modes of its package: they are nobody's secret, and the folder keeps others out.
    ours = [path for path in written if not path.is_relative_to(up.data / "prefect" / "ui")]
    assert [str(path) for path in ours if path.exists() and path.stat().st_mode & 0o077] == []


def test_a_letters_link_opens_the_duty_without_any_outside_host(up: Installation, page: Page) -> None:
    digests = eventually(lambda: [one["id"] for one in json.loads(up.command("letters", "--state", "kept", "--json"))
                                  if one["kind"] == "digest"], within=90, every=2)
    letter = up.command("letters", "read", str(digests[0]))
    address = re.search(r"http://\S+/duties/\d+\?k=\w+", letter)
    assert address is not None
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(re.sub(r"http://[^/]+", f"http://127.0.0.1:{up.web_port}", address[0]))
    assert page.locator("h1").inner_text() in letter
    assert "依据" in page.locator("main").inner_text()
    assert all(url.startswith(f"http://127.0.0.1:{up.web_port}/") for url in asked)


def test_letters_leave_while_every_other_place_is_taken(up: Installation) -> None:
    while time.time() % 300 > 270:  # else the planned post round might be the one that is held
        time.sleep(1)
    before, held = len(done(up, "post_round")), set[int]()
    asked = [subprocess.Popen([*COMMAND, "trigger", stage, "--data", str(up.data)], cwd=ROOT)
             for stage in ("duty_watch", "clue_verify", "case_watch")]
    try:
        eventually(lambda: hold(up, held) == 3, within=40, every=0.01)
        up.command("trigger", "post_round")
        eventually(lambda: len(done(up, "post_round")) > before, within=40)
        assert held <= set(up.flow_runs())
    finally:
        for pid in held:
            os.kill(pid, signal.SIGCONT)
    assert [one.wait() for one in asked] == [0, 0, 0]


@pytest.mark.parametrize("victim", ["web", "dispatcher", "runner", "server"])
def test_a_killed_process_comes_back_and_the_work_goes_on(up: Installation, victim: str) -> None:
    before, old = len(done(up, "post_round")), up.processes()[victim]
    assert strike(f"{victim} on sqlite", old)
    eventually(lambda: up.processes().get(victim, old) != old, within=40)
    up.command("trigger", "post_round")
    eventually(lambda: len(done(up, "post_round")) > before, within=120, every=2)
    assert json.loads(up.command("journal", "verify", "--json"))["sealed"] >= 0


def test_a_supervisor_killed_outright_takes_its_processes_along_and_starts_again(up: Installation) -> None:
    assert up.process is not None
    assert strike("supervisor on sqlite", up.process.pid)
    up.process.wait()
    eventually(lambda: up.processes() == {}, within=40)
    up.start()


def test_prefect_may_forget_everything_and_the_flows_pick_up_from_our_books(up: Installation) -> None:
    assert up.stop() == 0
    before = len(done(up, "post_round"))
    for path in Path(up.data / "prefect").glob("prefect.db*"):
        path.unlink()
    up.start()
    up.command("trigger", "post_round")
    eventually(lambda: len(done(up, "post_round")) > before, within=90, every=2)
    letters = json.loads(up.command("letters", "--limit", "100000", "--json"))
    sent = [letter["message_id"] for letter in letters if letter["message_id"]]  # the others wait to be written
    assert sent and len(set(sent)) == len(sent)
    assert up.stop() == 0
