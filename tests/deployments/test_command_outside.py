"""What fails outside (database, disk, mail host, ports, settings) is said in a sentence with the way out; nothing is lost."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.deployments.shell import TODAY, Said, free_port, kuangjian, refused

ROOT = Path(__file__).resolve().parents[2]
PATROL = ("act", "record", "patrol", "--today", TODAY, "--json", '{"party": "220221100", "fields": {"area": "全镇"}}')
RENAME = ("office", "rename", "220221", "永吉")


@pytest.fixture
def disk(tmp_path):
    """A disk of sixteen megabytes that holds the province."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder], capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"a disk that is full needs a small one mounted: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)  # its database may still be open


def fill(folder: Path, *, leave: int) -> Path:
    filler = folder / "filler"
    filler.write_bytes(bytes(shutil.disk_usage(folder).free - leave * 1024))
    return filler


def entries(data: Path) -> int:
    with sqlite3.connect(data / "kuangjian.db") as book:
        return int(book.execute("SELECT count(*) FROM journal").fetchone()[0])


# With more room at each attempt the disk fills up at the first page, within the write-ahead log, at the commit.
@pytest.mark.parametrize("words", [PATROL, RENAME], ids=["act", "office"])
def test_on_a_full_disk_nothing_is_recorded_nor_told_as_recorded(province, disk, words):
    with closing(sqlite3.connect(province / "kuangjian.db")) as book:  # what a test before wrote may still stand beside it
        book.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(province / "kuangjian.db", disk)
    before, refusals = entries(disk), 0
    for leave in range(0, 120, 12):
        filler = fill(disk, leave=leave)
        said = kuangjian(*words, data=disk)
        filler.unlink()
        if said.code == 0:
            break
        refused(said, 6, "disk", "Free some space")
        assert entries(disk) == before
        refusals += 1
    assert refusals >= 2 and entries(disk) > before


def test_on_a_full_disk_no_installation_begins_and_with_space_it_does(disk):
    filler = fill(disk, leave=300)
    refused(kuangjian("init", data=disk), 6, "disk", "Free some space")
    filler.unlink()
    assert kuangjian("init", "--json", data=disk).json["divisions"]["offices"] == 682


def test_on_a_full_disk_an_export_is_refused(data, disk):
    fill(disk, leave=0)
    refused(kuangjian("journal", "export", disk / "journal.jsonl", data=data), 6, "The disk is full", "Free some space")


def test_while_the_mail_host_cannot_be_reached_letters_wait_and_then_go(data):
    letters = kuangjian("chase", "--json", data=data, today=TODAY).json["letters"]
    host = {"KUANGJIAN_MAIL_HOST": "127.0.0.1", "KUANGJIAN_MAIL_PORT": str(free_port()), "KUANGJIAN_MAIL_SECURITY": "none"}
    said = kuangjian("letters", "post", data=data, today=TODAY, settings=host)
    assert said.code == 6 and "Traceback" not in said.err
    for words in (f"127.0.0.1:{host['KUANGJIAN_MAIL_PORT']}", "KUANGJIAN_MAIL_HOST", "The letters wait"):
        assert words in said.err
    queued = kuangjian("letters", "--state", "queued", "--limit", 9999, "--json", data=data).json
    digests = [letter["attempts"] for letter in queued if letter["kind"] == "digest"]
    assert digests == [0] * letters and {letter["attempts"] for letter in queued} == {0}
    kept = kuangjian("letters", "post", "--json", data=data, today="2012-03-08").json["留存未寄"]
    assert letters <= kept <= len(queued)  # of those about cases one has nothing left to tell


@pytest.mark.parametrize("words", [("board",), ("init",)], ids=" ".join)
def test_a_database_of_a_newer_version_is_left_alone(data, words):
    with sqlite3.connect(data / "kuangjian.db") as book:
        book.execute("UPDATE alembic_version SET version_num = '9999'")
    refused(kuangjian(*words, data=data), 5, "stands at version 9999", "newer Kuangjian", "backup")
    with sqlite3.connect(data / "kuangjian.db") as book:
        assert book.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]


def test_a_database_without_tables_sends_to_init(tmp_path):
    for words in (("board",), ("letters",), ("chase",), ("calendar", "--debtor", "220200", "--year", 2012), PATROL):
        refused(kuangjian(*words, data=tmp_path), 5, "has no tables yet", "kuangjian init")


def test_a_file_that_is_no_database_is_named(tmp_path):
    (tmp_path / "kuangjian.db").write_text("no database at all, but long enough to be looked at\n" * 99, encoding="utf-8")
    refused(kuangjian("board", data=tmp_path), 6, "kuangjian.db", "KUANGJIAN_DATABASE_URL")


@pytest.mark.parametrize("words", [("board",), ("init",)], ids=" ".join)
def test_a_postgresql_that_does_not_answer_is_named_without_its_password(tmp_path, words):
    url = f"postgresql+psycopg://kuangjian:geheim@127.0.0.1:{free_port()}/kuangjian"
    said = kuangjian(*words, data=tmp_path, settings={"KUANGJIAN_DATABASE_URL": url})
    refused(said, 6, "The database does not answer", "127.0.0.1", "KUANGJIAN_DATABASE_URL")
    assert "geheim" not in said.err


@pytest.mark.parametrize(("name", "value"), [
    ("WEB_PORT", "achtzig"), ("WEB_PORT", "99999"), ("MAIL_SECURITY", "ssl"), ("MAIL_TIMEOUT", "bald")])
def test_a_setting_that_cannot_be_is_named_as_it_was_given(province, name, value):
    refused(kuangjian("letters", data=province, settings={f"KUANGJIAN_{name}": value}), 2, f"KUANGJIAN_{name}", value)


@pytest.mark.parametrize("url", ["kuangjian.db", "mysql://kuangjian"])
def test_an_address_of_no_database_is_named(province, url):
    said = kuangjian("letters", data=province, settings={"KUANGJIAN_DATABASE_URL": url})
    refused(said, 2, "KUANGJIAN_DATABASE_URL", "postgresql+psycopg://")


def up(data: Path, **ports: int) -> Said:
    web, prefect = (ports.get(name) or free_port() for name in ("web", "prefect"))
    return kuangjian("up", "--web-port", web, "--prefect-port", prefect, data=data)


@pytest.mark.parametrize(("which", "what"), [("web", "the web side"), ("prefect", "the Prefect server")])
def test_a_port_in_use_is_named_with_the_option_that_changes_it(tmp_path, which, what):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        refused(up(tmp_path, **{which: port}), 6, f"Port {port} on 127.0.0.1, meant for {what}, is not free", f"--{which}-port")
    assert not (tmp_path / "kuangjian.db").exists()


@pytest.mark.parametrize("which", ["web", "prefect"])
def test_a_port_that_cannot_be_is_named_with_its_option(tmp_path, which):
    refused(up(tmp_path, **{which: 99999}), 2, f"--{which}-port", "65535")


def test_a_second_up_on_the_same_folder_is_refused_and_names_the_first(tmp_path):
    command = [sys.executable, "-m", "deployments.command", "up", "--data", tmp_path, "--web-port", str(free_port()),
               "--prefect-port", str(free_port())]
    own = {name: value for name, value in os.environ.items() if not name.startswith("KUANGJIAN_")}
    first = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=own)
    try:
        until, lock = time.monotonic() + 30, tmp_path / "up.lock"
        while time.monotonic() < until and not (lock.exists() and lock.read_text(encoding="utf-8")):
            time.sleep(0.05)
        refused(up(tmp_path), 5, f"runs already in {tmp_path} (process {first.pid})", "--data")
    finally:
        first.kill()  # it is still making its tables: no service was started
        first.wait()


def test_a_setting_that_does_not_exist_is_named_with_the_one_that_was_meant(data):
    refused(kuangjian("board", data=data, settings={"KUANGJIAN_MAILHOST": "mx.example"}), 2,
            "KUANGJIAN_MAILHOST", "KUANGJIAN_MAIL_HOST")


def test_a_folder_without_an_installation_is_named_and_nothing_is_made_there(tmp_path):
    refused(kuangjian("board", data=tmp_path / "typo"), 5, "typo", "kuangjian init")
    assert not (tmp_path / "typo").exists()


def test_the_first_day_of_service_does_not_change_without_a_word(data):
    refused(kuangjian("init", "--in-service-from", "1999-01-01", data=data), 5, "is in service from")
