"""四: a whole installation runs, is told of by every door, and keeps who told it nowhere in the clear on its disk."""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.casework.test_informant import ARTIST, CALLER, HER_PHONE, HIDDEN, MORE, SAID, WIFE, photograph, unpacked
from tests.console.browser import INPUT
from tests.installation import Installation, eventually
from tests.traces import traces, traces_within

pytestmark = pytest.mark.trial
REPORTER = {"name": CALLER.name, "phone": CALLER.phone, "email": CALLER.email, "address": CALLER.address}
CODE = re.compile(r"(?:[0-9A-Z]{4}-){2}[0-9A-Z]{4}")
REASON = "核实举报地点，需要与举报人联系"


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    installation = Installation(tmp_path_factory.mktemp("informant") / "data")
    installation.command("demo", "--mines", "40")
    installation.start()
    yield installation
    if installation.process is not None and installation.process.poll() is None:
        installation.stop()


class Visitor:
    """A browser without a window, at a running installation."""

    def __init__(self, up: Installation) -> None:
        root = f"http://127.0.0.1:{up.web_port}"
        self.client = httpx.Client(base_url=root, headers={"accept": "text/html", "origin": root}, follow_redirects=True,
                                   timeout=60)

    def send(self, page: str, *, to: str | None = None, files: Any = None, **fields: str) -> httpx.Response:
        hidden = {name: unescape(value) for name, value in INPUT.findall(self.client.get(page).text)}
        answer = self.client.post(to or page, data=hidden | fields, files=files)
        assert answer.status_code < 500, answer.text
        return answer


def said_in(answer: httpx.Response) -> tuple[str, str]:
    """The number and the receipt code that a page tells."""
    text = answer.text
    return re.findall(r"XS\d{10}", text)[0], CODE.findall(text)[0]


def by_public_form(up: Installation) -> tuple[str, str]:
    """Sent by the public form with a photograph, and followed with words and another."""
    public = Visitor(up)
    picture = ("欧阳修竹的照片.jpg", photograph(), "image/jpeg")
    answer = public.send("/report", text=SAID, offence="mining_without_licence", who="named", place="欧阳修竹家屋后",
                         files={"file": picture}, **REPORTER)
    number, code = said_in(answer)
    public.send("/report/follow", code=code)
    answer = public.send("/report/follow", to="/report/follow/add", text=MORE, files={"file": picture})
    assert answer.status_code == 200, answer.text
    return number, code


def by_program(up: Installation) -> str:
    """Sent by a program, with words of his in what is wrong, too."""
    office = next(re.finditer(r"\b22\d{4}\b", up.command("offices")))[0]
    issued = up.command("token", "issue", "线索平台", "--office", office, "--may", "clue.take", "--may", "clue.read")
    token = next(word for word in re.findall(r"[\w-]{30,}", issued))
    client = httpx.Client(base_url=f"http://127.0.0.1:{up.web_port}/api", timeout=60,
                          headers={"authorization": f"Bearer {token}"})
    clue = {"text": SAID, "office": office, "reporter": REPORTER, "place": "欧阳修竹家屋后"}
    taken = client.post("/clues", json=clue, headers={"idempotency-key": "one"})
    assert taken.status_code == 201, taken.text
    assert client.post("/clues", json=clue, headers={"idempotency-key": "one"}).json() == taken.json()
    for wrong in (clue | {"channel": CALLER.name}, clue | {"text": 7}, clue | {"position": {"longitude": CALLER.phone}},
                  clue | {"reporter": REPORTER | {"name": CALLER.name * 200}}, clue | {"office": CALLER.name}):
        answer = client.post("/clues", json=wrong)
        assert answer.status_code in (404, 422) and CALLER.phone not in answer.text and CALLER.email not in answer.text
    assert client.post("/clues", content=f'{{"text": "{SAID}').status_code in (415, 422)
    return str(taken.json()["number"])


def opened_by_the_leader(up: Installation, number: str) -> None:
    """The seal of a clue without a place, which lies at the province, is opened by its leader with a reason."""
    found = re.search(r"密码 password：(\S+)", up.printed)
    leader = Visitor(up)
    leader.send("/sign-in", login="leader", password=found[1] if found else "")
    refused = leader.send(f"/clues/{number}/reveal", reason="x")
    assert refused.status_code == 422 and CALLER.name not in refused.text
    shown = leader.send(f"/clues/{number}/reveal", reason=REASON)
    assert all(word in shown.text for word in (CALLER.name, CALLER.phone, CALLER.email, WIFE))
    for path in (f"/clues/{number}", "/clues", "/clues.xlsx", "/work", "/duties", "/"):
        answer = leader.client.get(path)
        assert answer.status_code == 200, path
        assert [one for part in unpacked(answer.content) for one in traces(part, HIDDEN)] == [], path


def test_nothing_of_the_informant_lies_anywhere_on_the_disk_of_a_running_installation(up: Installation, tmp_path: Path) -> None:
    number, code = by_public_form(up)
    other = by_program(up)
    eventually(lambda: all(stage != "received" for stage in stages(up)), within=120, every=2)
    opened_by_the_leader(up, number)
    eventually(lambda: letters(up), within=120, every=2)
    up.command("journal", "export", str(tmp_path / "journal.jsonl"))
    described = httpx.get(f"http://127.0.0.1:{up.web_port}/api/openapi.json", timeout=60).json()
    (tmp_path / "openapi.json").write_text(json.dumps(described, ensure_ascii=False), "utf-8")
    up.command("backup", str(tmp_path / "backup.tar"))
    words = [*HIDDEN, code, code.replace("-", "")]
    assert {WIFE, HER_PHONE, ARTIST} < set(words)
    assert traces_within(up.data, words, but=[up.data / "prefect" / "ui"]) == []  # database, its log, Prefect's, logs, files
    assert traces_within(tmp_path, words) == []
    assert traces(up.printed.encode(), words) == []
    assert up.stop() == 0
    assert traces_within(up.data, words, but=[up.data / "prefect" / "ui"]) == []
    assert "clue.revealed" in (tmp_path / "journal.jsonl").read_text("utf-8")
    assert {number, other} <= set(re.findall(r"XS\d{10}", kept(up)))


def rows(up: Installation, query: str) -> list[Any]:
    import sqlite3
    with sqlite3.connect(f"file:{up.data / 'kuangjian.db'}?mode=ro", uri=True) as book:
        return book.execute(query).fetchall()


def stages(up: Installation) -> list[str]:
    return [row[0] for row in rows(up, "SELECT stage FROM clue")]


def letters(up: Installation) -> list[str]:
    """The letters about clues, once all of them are written and kept."""
    found = rows(up, "SELECT state FROM letter WHERE kind = 'clues' UNION ALL SELECT state FROM reporter_letter")
    return [row[0] for row in found] if found and all(row[0] in ("kept", "void") for row in found) else []


def kept(up: Installation) -> str:
    return str(rows(up, "SELECT number FROM clue"))
