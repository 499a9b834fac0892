"""Files come along in a backup from a disk or a bucket, into either; what is not sound any more is left out and named."""

import hashlib
import io
import itertools
import json
import sqlite3
import tarfile
from pathlib import Path

import pytest

from deployments.keeping.backups import back_up, restore
from files.configured import store_of
from files.s3_store import Bucket
from foundation.errors import UnavailableError
from foundation.settings import Settings
from tests.deployments.shell import kuangjian, refused
from tests.files.buckets import S3Server
from tests.keeping.installations import NOW, house_at, lived_in, settings, told

CONTENTS = [bytes([n]) * 300_000 for n in range(20)]


def in_bucket(data: Path, bucket: Bucket) -> Settings:
    return Settings(data_folder=data, s3_bucket=bucket.name, s3_key=bucket.key, s3_secret=bucket.secret,  # type: ignore[arg-type]
                    s3_endpoint=bucket.endpoint, s3_prefix=bucket.prefix)


def with_files(one: Settings) -> tuple[object, ...]:
    """An installation with files that its rows name; what it tells of itself."""
    house = lived_in(one)
    digests = [house.files.put(io.BytesIO(content), most=1_000_000).sha256 for content in CONTENTS]
    with house.engine.begin() as connection:
        for n, digest in enumerate(digests):
            connection.exec_driver_sql("INSERT INTO kept_file (sha256, name, media_type, size, kept_by, kept_at) VALUES"
                                       f" ('{digest}', '报告{n}.pdf', 'application/pdf', 1, 'x', '2024-03-06')")
    found = told(house)
    house.engine.dispose()
    return found


def files_of(one: Settings) -> dict[str, bytes]:
    store = store_of(one)
    found = {}
    for name in store.names():
        with store.open(name) as content:
            found[name] = content.read()
    return found


@pytest.mark.trial
@pytest.mark.parametrize("way", ["disk bucket disk", "bucket disk bucket", "bucket bucket"])
def test_an_installation_moves_between_disk_and_bucket(tmp_path: Path, s3: S3Server, way: str) -> None:
    places = [in_bucket(tmp_path / str(n), s3.bucket(prefix=f"p{n}")) if kind == "bucket" else settings(tmp_path / str(n))
              for n, kind in enumerate(way.split())]
    before, files = with_files(places[0]), files_of(places[0])
    assert len(files) == 21
    for n, (old, new) in enumerate(itertools.pairwise(places)):
        kept = back_up(old, tmp_path / f"{n}.tar", NOW)
        assert kept.missing == () and restore(new, tmp_path / f"{n}.tar").parts == kept.parts
        house = house_at(new)
        assert told(house) == before and files_of(new) == files
        house.engine.dispose()
        assert (new.data_folder / "files").exists() == (new.s3_bucket is None)


@pytest.mark.trial
def test_a_bucket_that_holds_files_already_takes_the_others(tmp_path: Path, s3: S3Server) -> None:
    here, there = settings(tmp_path / "here"), in_bucket(tmp_path / "there", s3.bucket())
    with_files(here)
    back_up(here, tmp_path / "a.tar", NOW)
    for content in (*CONTENTS[:3], b"another's"):
        store_of(there).put(io.BytesIO(content), most=1_000_000)
    restore(there, tmp_path / "a.tar")
    assert len(files_of(there)) == 22


@pytest.mark.trial
def test_without_the_bucket_there_is_no_backup_and_no_restoring(tmp_path: Path, s3: S3Server) -> None:
    here, away = settings(tmp_path / "here"), in_bucket(tmp_path / "away", s3.bucket())
    with_files(here)
    with_files(away)
    closed = away.model_copy(update={"s3_endpoint": "http://127.0.0.1:1"})
    with pytest.raises(UnavailableError, match="does not answer"):
        back_up(closed, tmp_path / "new" / "a.tar", NOW)
    assert not (tmp_path / "new").exists()
    back_up(here, tmp_path / "b.tar", NOW)
    with pytest.raises(UnavailableError, match="does not answer"):
        restore(closed.model_copy(update={"data_folder": tmp_path / "back"}), tmp_path / "b.tar")
    assert not (tmp_path / "back").exists()


@pytest.mark.parametrize("kind", ["disk", pytest.param("bucket", marks=pytest.mark.trial)])
def test_what_has_changed_or_gone_is_left_out_and_named(tmp_path: Path, request: pytest.FixtureRequest, kind: str) -> None:
    here, back = settings(tmp_path / "here"), settings(tmp_path / "back")
    if kind == "bucket":
        s3: S3Server = request.getfixturevalue("s3")
        bucket = s3.bucket()
        here = in_bucket(tmp_path / "here", bucket)
    with_files(here)
    with sqlite3.connect(here.data_folder / "kuangjian.db") as book:
        changed, gone = (book.execute(f"SELECT sha256 FROM kept_file WHERE name = '报告{n}.pdf'").fetchone()[0] for n in (3, 5))
    if kind == "bucket":
        s3.client(bucket).put_object(Bucket=bucket.name, Key=f"{changed[:2]}/{changed}", Body=b"other")
        s3.client(bucket).delete_object(Bucket=bucket.name, Key=f"{gone[:2]}/{gone}")
    else:
        (here.files() / changed[:2] / changed).write_bytes(b"other")
        (here.files() / gone[:2] / gone).unlink()
    kept = back_up(here, tmp_path / "a.tar", NOW)
    assert set(kept.missing) == {f"报告3.pdf ({changed})", f"报告5.pdf ({gone})"}
    restore(back, tmp_path / "a.tar")
    assert len(files_of(back)) == 19
    if kind == "disk":  # what hangs together on the disk by links is not touched by the backup
        assert (here.files() / changed[:2] / changed).read_bytes() == b"other"


def test_the_command_writes_the_backup_and_ends_by_naming_what_it_misses(tmp_path: Path) -> None:
    here = settings(tmp_path / "here")
    with_files(here)
    names = set(store_of(here).names())
    name = hashlib.sha256(CONTENTS[3]).hexdigest()
    (here.files() / name[:2] / name).write_bytes(b"other")
    said = kuangjian("backup", tmp_path / "a.tar", "--json", data=tmp_path / "here")
    assert said.code == 7 and "no sound copy" in said.err and f"报告3.pdf ({name})" in said.err
    assert json.loads(said.out)["missing"] == [f"报告3.pdf ({name})"]
    with tarfile.open(tmp_path / "a.tar") as archive:
        assert {Path(one).name for one in archive.getnames() if one.startswith("files/")} == names - {name}


def test_files_are_restored_onto_a_disk_of_their_own_that_is_there_already(tmp_path: Path) -> None:
    here = settings(tmp_path / "here")
    with_files(here)
    back_up(here, tmp_path / "a.tar", NOW)
    (tmp_path / "disk").mkdir()
    there = Settings(data_folder=tmp_path / "there", files_folder=tmp_path / "disk")
    restore(there, tmp_path / "a.tar")
    assert files_of(there) == files_of(here)


def test_a_bucket_without_a_key_is_refused_and_its_secret_never_shown(tmp_path: Path) -> None:
    given = {"KUANGJIAN_S3_BUCKET": "files", "KUANGJIAN_S3_SECRET": "hunter2hunter2"}
    said = kuangjian("board", data=tmp_path, settings=given)
    refused(said, 2, "KUANGJIAN_S3_BUCKET", "a bucket needs KUANGJIAN_S3_KEY and KUANGJIAN_S3_SECRET")
    assert "hunter2" not in said.err
