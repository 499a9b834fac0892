"""A real clamd with a signature of its own: the file that every scanner knows is refused at the page, the good one is kept."""

import io
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casework.desk import House
from casework.duty.opening import open_duties
from files.scanned import Scanned
from files.store import DiskStore
from foundation.errors import InvalidError, UnavailableError
from tests.casework.town import at, duty_id, filled, go_to, settle_in
from tests.console.browser import Browser, account
from tests.console.test_work import form
from tests.files import samples
from tests.installation import eventually

pytestmark = pytest.mark.trial
# Split, so that no scanner takes this file for what it speaks of.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
CONFIG = """
LocalSocket {folder}/clamd.ctl
DatabaseDirectory {folder}/signatures
Foreground yes
StreamMaxLength 25M
AlertExceedsMax yes
User root
"""


class Clamd:
    """A private clamd in a folder."""

    def __init__(self, folder: Path) -> None:
        (folder / "signatures").mkdir()
        (folder / "signatures" / "own.ndb").write_text(f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n")
        (folder / "clamd.conf").write_text(CONFIG.format(folder=folder))
        self.socket, self.config = folder / "clamd.ctl", folder / "clamd.conf"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.process = subprocess.Popen(["clamd", "--config-file", str(self.config)], stdout=subprocess.DEVNULL)
        eventually(self.socket.exists, within=60, every=0.1)

    def stop(self) -> None:
        assert self.process is not None
        self.process.terminate()
        self.process.wait(30)


@pytest.fixture(scope="module")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clamd]:
    running = Clamd(tmp_path_factory.mktemp("clamd"))
    running.start()
    yield running
    running.stop()


def packed(content: bytes) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", content)
    return archive.getvalue()


def test_what_is_found_is_refused_wherever_it_hides(clamd: Clamd, tmp_path: Path) -> None:
    store = Scanned(DiskStore(tmp_path), str(clamd.socket))
    for content in (EICAR, samples.PDF + EICAR, packed(EICAR)):
        with pytest.raises(InvalidError, match=r"found Eicar-Test-Signature\.UNOFFICIAL"):
            store.put(io.BytesIO(content), most=20_000_000)
    assert list(tmp_path.iterdir()) == []
    for content in (samples.PDF, packed(b"text"), b"x" * 20_000_000):
        assert store.put(io.BytesIO(content), most=20_000_000).size == len(content)
    with pytest.raises(UnavailableError, match="StreamMaxLength"):
        store.put(io.BytesIO(b"x" * 30_000_000), most=30_000_000)
    assert len(list(store.names())) == 3


async def test_a_clerk_is_told_in_chinese_and_hands_in_once_the_scanner_runs_again(
        sqlite_house: House, clamd: Clamd, tmp_path: Path) -> None:
    house = replace(sqlite_house, files=Scanned(DiskStore(tmp_path / "files"), str(clamd.socket)))
    town = settle_in(house, date(2024, 3, 1))
    account(house, town.officer(town.city), "clerk")
    go_to(house, date(2024, 3, 4))
    with at(house) as desk:
        open_duties(desk)
    number = duty_id(house, "inspector_report", "2024")
    wanted = [file.name for file in house.rulebook.acts["inspector_report"].files if file.required]

    def sent(content: bytes) -> dict[str, tuple[str, bytes]]:
        return {f"file.{name}": ("报告.pdf", content) for name in wanted}
    async with Browser(house) as clerk:
        await clerk.sign_in("clerk")
        page = f"/duties/{number}/hand-in"
        found = await clerk.send(page, **form(house, "inspector_report"), files=sent(samples.PDF + EICAR))
        assert found.status_code == 422
        assert "病毒扫描程序在该文件中发现Eicar-Test-Signature.UNOFFICIAL。" in found.text
        clamd.stop()
        down = await clerk.send(page, **form(house, "inspector_report"), files=sent(samples.PDF))
        assert down.status_code == 503 and "病毒扫描程序没有响应。" in down.text
        assert filled(house, "inspector_report")["summary"] in down.text  # what was filled in is still there
        assert list(house.files.names()) == []
        clamd.start()
        done = await clerk.send(page, **form(house, "inspector_report"), files=sent(samples.PDF))
        assert done.url.path == f"/duties/{number}" and len(list(house.files.names())) == 1
