"""An archive of a case is checked without us and our database: nothing changed, left out or put in, as far as the seals say."""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from casework.case.archive import FORMAT, PIECE, not_sealed
from casework.case.archive_faults import against, of_entries, of_events, of_index, whole_journal
from foundation.errors import InvalidError

MANIFEST, JOURNAL, EVENTS, INDEX = "manifest.json", "journal.jsonl", "events.jsonl", "案卷目录.json"
# What a reader would be killed by: an archive of a case has its files, and each its bytes.
MOST_FILES, LARGEST_TEXT = 20_000, 50_000_000


@dataclass(frozen=True)
class Checked:
    """What was found: how many files and entries, how many of these are sealed and bound to the one before, and every fault."""

    case: str
    manifest: str  # its SHA-256, as the journal keeps it of each export
    files: int
    entries: int
    sealed: int
    linked: int  # sealed right after the entry before it in the archive
    proved: int  # found alike in the journal that was given beside it
    note: str | None  # why not all are sealed
    faults: tuple[str, ...]


def check(content: IO[bytes], journal: Iterable[str] | None = None) -> Checked:
    """Check an archive; with an export of the whole journal, each entry is looked for in it.

    InvalidError where it is no archive of a case, naming the part that cannot be read. A seal proves its entry and the one
    before it; that a whole stretch was not written anew is proved by the journal alone.
    """
    with _part("the ZIP"), ZipFile(content) as given:
        return _checked(given, journal)


@contextmanager
def _part(name: str) -> Iterator[None]:
    """Name the part that cannot be read."""
    try:
        yield
    except (BadZipFile, KeyError, ValueError, zlib.error, TypeError, EOFError, NotImplementedError, RuntimeError,
            AttributeError) as error:
        raise InvalidError(f"This is no archive of a case, or it is damaged: {name} cannot be read.",
                           way_out="Take it out again, with `kuangjian case archive`.") from error


def _checked(given: ZipFile, journal: Iterable[str] | None) -> Checked:
    if len(given.infolist()) > MOST_FILES:
        raise ValueError("too many files")
    with _part(MANIFEST):
        manifest = json.loads(_text(given, MANIFEST))
        if manifest["format"] != FORMAT:
            raise ValueError("another format")
        listed = {one["name"]: one["sha256"] for one in manifest["files"]}
        whole = hashlib.sha256(given.read(MANIFEST)).hexdigest()
        faults = [*_files(given, manifest)]
    with _part(JOURNAL):
        entries = _rows(given, JOURNAL)
        faults += of_entries(entries)
        sealed = [one for one in entries if one["hash"] is not None]
        linked = sum(later["previous"] == earlier["hash"] for earlier, later in pairwise(sealed))
    with _part(EVENTS):
        faults += of_events(_rows(given, EVENTS), entries)
    with _part(INDEX):
        faults += of_index(json.loads(_text(given, INDEX)), entries, listed)
    known = None if journal is None else whole_journal(journal)
    faults += against(entries, whole, known) if known else ()
    proved = sum(known.hashes.get(one["id"]) == one["hash"] for one in sealed) if known else 0
    return Checked(str(manifest["case"]), whole, len(listed), len(entries), len(sealed), linked, proved,
                   not_sealed(len(sealed), len(entries)), tuple(faults))


def _text(given: ZipFile, name: str) -> str:
    if given.getinfo(name).file_size > LARGEST_TEXT:
        raise ValueError("too large")
    return given.read(name).decode("utf-8")


def _rows(given: ZipFile, name: str) -> list[dict[str, Any]]:
    # Not `splitlines`: what was pasted into a form may hold other separators, and JSON leaves them as they are.
    return [dict(json.loads(line)) for line in _text(given, name).split("\n") if line]


def _files(given: ZipFile, manifest: Mapping[str, Any]) -> Iterator[str]:
    listed = {one["name"]: one for one in manifest["files"]}
    there = given.namelist()
    yield from (f"{name}: is not in the archive" for name in listed if name not in there)
    yield from (f"{name}: is not in the manifest" for name in there if name not in listed and name != MANIFEST)
    yield from (f"{name}: stands in the archive twice" for name in sorted({one for one in there if there.count(one) > 1}))
    for name, one in listed.items():
        if name in there and _hash(given, name, one["size"]) != one["sha256"]:
            yield f"{name}: was changed"


def _hash(given: ZipFile, name: str, size: int) -> str | None:
    """The hash of a file; none where it is longer than it says, or its own sum is wrong."""
    digest, read = hashlib.sha256(), 0
    try:
        with given.open(name) as part:
            while piece := part.read(PIECE):
                read += len(piece)
                if read > size:
                    return None
                digest.update(piece)
    except (BadZipFile, zlib.error):
        return None
    return digest.hexdigest()
