"""Nobody but its owner reads an installation, also one that was made before; a command that fails leaves no folder behind."""

import os
from pathlib import Path

import pytest

from deployments.keeping.alone import alone
from deployments.keeping.privately import made, make_private
from foundation.errors import ConflictError
from tests.deployments.shell import kuangjian, refused


def open_to_others(*folders: Path) -> set[Path]:
    found = [path for folder in folders for path in (folder, *folder.rglob("*")) if not path.is_symlink()]
    assert len(found) > len(folders)
    return {path for path in found if path.stat().st_mode & 0o077}


def test_what_commands_write_is_its_owners_alone(tmp_path: Path) -> None:
    data, out = tmp_path / "data", tmp_path / "out"
    out.mkdir(mode=0o700)
    assert kuangjian("init", data=data).code == 0
    assert kuangjian("journal", "export", out / "journal.jsonl", data=data).code == 0
    assert kuangjian("due", "--overdue", "--xlsx", out / "due.xlsx", data=data).code == 0
    assert kuangjian("backup", data / "backups" / "a.tar", data=data).code == 0
    assert open_to_others(data, out) == set()
    assert {"kuangjian.db", "backups"} <= {path.name for path in data.iterdir()}


def test_an_earlier_installation_is_made_private_by_an_upgrade(tmp_path: Path) -> None:
    data, elsewhere = tmp_path / "data", tmp_path / "files"
    assert kuangjian("init", data=data).code == 0
    (elsewhere / "ab").mkdir(parents=True)
    for name in ("kuangjian.db-wal", "kuangjian.db-shm", "logs/web.log", "prefect/ui/run.sh", "notes.txt", "own/x"):
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).touch()
    (elsewhere / "ab" / "x").touch()
    (data / "logs" / "link").symlink_to(tmp_path / "outside")
    (tmp_path / "outside").touch(mode=0o644)
    for path in (data, *data.rglob("*"), elsewhere, *elsewhere.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755)
    assert kuangjian("upgrade", data=data, settings={"KUANGJIAN_FILES_FOLDER": str(elsewhere)}).code == 0
    # What others have put into the folder is not ours to change; the folder itself keeps them out.
    assert open_to_others(data, elsewhere) == {data / "notes.txt", data / "own", data / "own/x"}
    assert (data / "prefect/ui/run.sh").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "outside").stat().st_mode & 0o777 == 0o644
    assert make_private(data, elsewhere) == 0


def test_a_folder_meant_for_all_stays_so(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    assert make_private(shared) == 0 and shared.stat().st_mode & 0o7777 == 0o1777


@pytest.mark.parametrize("words", [
    ["init", "--in-service-from", "soon"], ["upgrade"], ["restore", "{here}/no.tar"], ["backup", "{here}/new/deep/a.tar"],
    ["rehearse", "--year", "2010", "--from", "{here}/nowhere"], ["board"], ["up", "--web-port", "{taken}"]])
def test_a_command_that_fails_leaves_no_folder_behind(tmp_path: Path, words: list[str]) -> None:
    import socket
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        line = [word.format(here=tmp_path, taken=taken.getsockname()[1]) for word in words]
        said = kuangjian(*line, data=tmp_path / "data" / "of" / "ours")
    refused(said, said.code)
    assert said.code in (2, 3, 5, 6) and list(tmp_path.iterdir()) == []


def test_a_folder_that_was_there_or_is_used_stays(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    for folder, leaves in ((there, False), (tmp_path / "a" / "b", True)):
        with pytest.raises(RuntimeError), made(folder):
            if leaves:
                (folder / "x").touch()
            raise RuntimeError
        assert folder.is_dir()
    with pytest.raises(RuntimeError), made(tmp_path / "c" / "d"):
        raise RuntimeError
    assert not (tmp_path / "c").exists()


def test_one_that_is_refused_leaves_the_lock_of_the_other(tmp_path: Path) -> None:
    with alone(tmp_path / "data"):
        with pytest.raises(ConflictError, match=f"process {os.getpid()}"), alone(tmp_path / "data"):
            pass
        assert (tmp_path / "data" / "up.lock").exists()
    assert (tmp_path / "data" / "up.lock").exists()
