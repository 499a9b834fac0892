"""The store keeps each file once under what it holds, whole or not at all, on a disk and in a bucket alike."""

import hashlib
import io
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from files.s3_store import Bucket, S3Store
from files.store import DiskStore, NoStore, Stored
from foundation.errors import BrokenError, InvalidError, NotFoundError, UnavailableError
from tests.files import samples

DIGEST = hashlib.sha256(samples.PDF).hexdigest()
BOTH = ("disk", pytest.param("s3", marks=pytest.mark.trial))


class Kept:
    """A store, and what lies in it as seen from outside."""

    def __init__(self, request, folder):
        if request.param == "disk":
            self.store = DiskStore(folder / "files")
        else:
            self.server = request.getfixturevalue("s3")
            self.bucket = self.server.bucket(prefix="/jilin/files/")
            self.store = S3Store(self.bucket)

    def lying(self):
        if isinstance(self.store, DiskStore):
            return sorted(str(path.relative_to(self.store.folder)) for path in self.store.folder.rglob("*") if path.is_file())
        return [key.removeprefix("jilin/files/") for key in self.server.keys(self.bucket)]

    def spoil(self, name, content):
        if isinstance(self.store, DiskStore):
            (self.store.folder / name).write_bytes(content)
        else:
            self.server.client(self.bucket).put_object(Bucket=self.bucket.name, Key=f"jilin/files/{name}", Body=content)


@pytest.fixture(params=BOTH)
def kept(request, tmp_path):
    return Kept(request, tmp_path)


def test_a_file_is_kept_once_and_read_again(kept):
    for _ in range(2):
        assert kept.store.put(io.BytesIO(samples.PDF), most=100) == Stored(DIGEST, len(samples.PDF))
    assert kept.lying() == [f"{DIGEST[:2]}/{DIGEST}"] and list(kept.store.names()) == [DIGEST]
    with kept.store.open(DIGEST) as content:
        assert content.read() == samples.PDF


def test_one_that_is_too_large_leaves_nothing(kept):
    assert kept.store.put(io.BytesIO(b"x" * 10), most=10).size == 10
    with pytest.raises(InvalidError, match="at most 0 MB"):
        kept.store.put(io.BytesIO(b"y" * 11), most=10)
    assert len(kept.lying()) == 1


def test_one_without_end_is_refused_while_it_comes(kept):
    class Endless(io.RawIOBase):
        taken = 0

        def read(self, n=-1):
            self.taken += n
            return b"x" * n
    endless = Endless()
    with pytest.raises(InvalidError, match="at most 3 MB"):
        kept.store.put(endless, most=3_000_000)
    assert endless.taken < 5_000_000 and kept.lying() == []


def test_one_whose_sender_goes_away_leaves_nothing(kept):
    class Broken(io.BytesIO):
        def read(self, n=-1):  # noqa: ARG002
            if self.tell() > 0:
                raise OSError(5, "gone")
            return super().read(3)
    with pytest.raises(UnavailableError, match="gone"):
        kept.store.put(Broken(b"abcdef"), most=10)
    assert kept.lying() == []


def test_what_has_changed_is_never_handed_out(kept):
    content = b"x" * 3_000_000
    name = kept.store.put(io.BytesIO(content), most=len(content)).sha256
    for changed in (content[:-1], content[:-1] + b"y", b""):
        kept.spoil(f"{name[:2]}/{name}", changed)
        with pytest.raises(BrokenError, match="not what was kept"):
            kept.store.open(name)
    kept.store.put(io.BytesIO(content), most=len(content))  # sent again it is whole again
    with kept.store.open(name) as again:
        assert again.read() == content


def test_no_name_leads_out_of_the_store(kept):
    kept.store.put(io.BytesIO(b"x"), most=1)
    kept.spoil(f"{DIGEST[:2]}-not-a-name", b"x")
    assert len(list(kept.store.names())) == 1
    for name in ("../secret", "/etc/passwd", "a" * 63, "A" * 64, "a" * 64 + "/"):
        with pytest.raises(InvalidError):
            kept.store.open(name)
    with pytest.raises(NotFoundError, match="backup"):
        kept.store.open("a" * 64)


def test_many_keep_and_read_at_once(kept):
    together = threading.Barrier(8)

    def keep(n):
        together.wait()
        stored = kept.store.put(io.BytesIO(bytes([n % 4]) * 2_000_000), most=2_000_000)
        with kept.store.open(stored.sha256) as content:
            return stored, content.read()
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(keep, range(8)))
    assert [content for _, content in done] == [bytes([n % 4]) * 2_000_000 for n in range(8)]
    assert sorted(kept.store.names()) == sorted({stored.sha256 for stored, _ in done}) and len(kept.lying()) == 4


def test_what_is_kept_on_a_disk_is_its_owners_alone(tmp_path: Path):
    store = DiskStore(tmp_path / "files")
    store.put(io.BytesIO(samples.PDF), most=100)
    assert {oct(path.stat().st_mode & 0o777) for path in (store.folder, *store.folder.rglob("*"))} == {"0o700", "0o600"}


def test_a_server_that_is_not_there_is_said_within_seconds():
    store = S3Store(Bucket("kuangjian", "key", "secret", "http://127.0.0.1:1"))
    with pytest.raises(UnavailableError, match="does not answer"):
        store.put(io.BytesIO(b"x"), most=1)


@pytest.mark.trial
def test_a_bucket_that_is_missing_or_closed_is_said_and_nothing_is_kept(s3):
    with pytest.raises(UnavailableError, match=r"has no bucket kuangjian-\d+.*KUANGJIAN_S3_BUCKET"):
        S3Store(s3.bucket(made=False)).put(io.BytesIO(b"x"), most=1)
    bucket = s3.bucket()
    store = S3Store(bucket)
    name = store.put(io.BytesIO(b"x"), most=1).sha256
    s3.deny(bucket)
    for ask in (lambda: store.put(io.BytesIO(b"y"), most=1), lambda: store.open(name)):
        with pytest.raises(UnavailableError, match=r"does not let this installation in \(\w+\).*KUANGJIAN_S3_KEY"):
            ask()
    assert len(s3.keys(bucket)) == 1


@pytest.mark.trial
def test_installations_may_share_a_bucket_by_prefixes(s3):
    bucket = s3.bucket()
    stores = [S3Store(replace(bucket, prefix=prefix)) for prefix in ("", "a", "a/b/")]
    for n, store in enumerate(stores):
        store.put(io.BytesIO(bytes([n])), most=1)
    assert [len(list(store.names())) for store in stores] == [1, 1, 1]
    assert sorted(key[:-67] for key in s3.keys(bucket)) == ["", "a/", "a/b/"]


def test_without_a_store_it_is_said():
    with pytest.raises(UnavailableError, match="keeps no files"):
        NoStore().put(io.BytesIO(b""), most=1)
    with pytest.raises(UnavailableError, match="keeps no files"):
        NoStore().open("a" * 64)
