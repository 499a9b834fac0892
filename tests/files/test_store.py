"""The store keeps each file once under what it holds, whole or not at all."""

import hashlib
import io

import pytest

from files.store import DiskStore, NoStore, Stored
from foundation.errors import InvalidError, NotFoundError, UnavailableError
from tests.files import samples


def names(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_file_is_kept_once_and_read_again(tmp_path):
    store, digest = DiskStore(tmp_path / "files"), hashlib.sha256(samples.PDF).hexdigest()
    for _ in range(2):
        assert store.put(io.BytesIO(samples.PDF), most=100) == Stored(digest, len(samples.PDF))
    assert names(tmp_path / "files") == [f"{digest[:2]}/{digest}"]
    with store.open(digest) as content:
        assert content.read() == samples.PDF


def test_one_that_is_too_large_leaves_nothing(tmp_path):
    store = DiskStore(tmp_path)
    assert store.put(io.BytesIO(b"x" * 10), most=10).size == 10
    with pytest.raises(InvalidError, match="at most 0 MB"):
        store.put(io.BytesIO(b"y" * 11), most=10)
    assert len(names(tmp_path)) == 1


def test_one_whose_sender_goes_away_leaves_nothing(tmp_path):
    class Broken(io.BytesIO):
        def read(self, n=-1):  # noqa: ARG002
            if self.tell() > 0:
                raise OSError(5, "gone")
            return super().read(3)
    with pytest.raises(UnavailableError, match="gone"):
        DiskStore(tmp_path).put(Broken(b"abcdef"), most=10)
    assert names(tmp_path) == []


def test_no_name_leads_out_of_the_folder(tmp_path):
    (tmp_path / "secret").write_text("x")
    store = DiskStore(tmp_path / "files")
    for name in ("../secret", "/etc/passwd", "a" * 63, "A" * 64, "a" * 64 + "/"):
        with pytest.raises(InvalidError):
            store.open(name)
    with pytest.raises(NotFoundError, match="backup"):
        store.open("a" * 64)


def test_without_a_store_it_is_said():
    with pytest.raises(UnavailableError, match="keeps no files"):
        NoStore().put(io.BytesIO(b""), most=1)
    with pytest.raises(UnavailableError, match="keeps no files"):
        NoStore().open("a" * 64)
