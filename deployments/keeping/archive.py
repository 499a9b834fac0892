"""A backup's file: a tar archive of the database, the decrees and the files, with a list of what it holds and its hashes."""

import hashlib
import json
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from foundation.errors import InvalidError

LIST = "contents.json"
PIECE = 1 << 20


@dataclass(frozen=True)
class Contents:
    """What a backup holds: of which version, from when, and the SHA-256 of each part by its name."""

    revision: str
    made_at: str
    parts: dict[str, str] = field(default_factory=dict)


def hash_of(file: Path) -> str:
    """The SHA-256 of a file."""
    digest = hashlib.sha256()
    with file.open("rb") as content:
        while piece := content.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def hashes_of(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file in a folder, by its name there."""
    return {name: hash_of(file) for name, file in _files(folder)}


def pack(folder: Path, target: Path, told: Contents) -> None:
    """Pack a folder and the list of its contents into an archive that only its owner may read, whole or not at all."""
    half = target.with_name(f"{target.name}.part")
    half.unlink(missing_ok=True)
    half.touch(mode=0o600)
    (folder / LIST).write_text(json.dumps(asdict(told), ensure_ascii=False, indent=1), encoding="utf-8")
    try:
        with tarfile.open(half, "w") as archive:
            for name, file in _files(folder):
                archive.add(file, name)
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)


def unpack(archive: Path, folder: Path) -> Contents:
    """Unpack an archive into an empty folder; refused where it is none, or not what its list says."""
    try:
        with tarfile.open(archive, "r:") as packed:
            packed.extractall(folder, filter="data")
        told = Contents(**json.loads((folder / LIST).read_text(encoding="utf-8")))
    except (tarfile.TarError, OSError, ValueError, TypeError) as error:
        raise InvalidError(f"{archive} is no backup of Kuangjian: {error}.",
                           way_out="Name a file that `kuangjian backup` wrote.") from error
    (folder / LIST).unlink()
    found = hashes_of(folder)
    if found != told.parts:
        wrong = sorted(name for name in {*found, *told.parts} if found.get(name) != told.parts.get(name))
        raise InvalidError(f"{archive} is damaged:", problems=tuple(wrong[:20]),
                           way_out="Take another backup; nothing was restored.")
    return told


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(folder).as_posix(), path
