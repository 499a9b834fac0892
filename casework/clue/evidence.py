"""Files that come with a clue: the original sealed into the store, of a picture a clean one made anew for officers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, BinaryIO

from casework.bulk import add_rows, insert_rows
from casework.clue.clues import clue_by_id
from casework.desk import Desk, House
from files.kinds import kind_of
from files.pictures import MEDIA_TYPES, owners_of, small
from foundation.errors import InvalidError, NotFoundError
from models import ClueFile, KeptFile

LARGEST = 20_000_000  # bytes of a file
GROWS = 1.4  # a seal is written in letters
SEALED = "application/octet-stream"
BY = "clue"  # under whom they are kept: nobody's own, so that nobody claims them for something else


@dataclass(frozen=True, repr=False)
class SealedFile:
    """A file that lies sealed in the store; `names` is whom its own data name, to be masked in what is said with it."""

    name: str
    media_type: str
    size: int
    sha256: str
    sealed_size: int
    clean: tuple[str, int] | None  # SHA-256 and size of the picture made anew
    names: tuple[str, ...]


def seal_file(house: House, name: str, content: BinaryIO, *, kind: str | None = None, most: int = LARGEST) -> SealedFile:
    """Look at a file and seal it into the store; it belongs to nothing until a clue takes it.

    Of a `kind` that is named nothing is asked; any other must be one that is taken in.
    """
    content.seek(0)
    whole = content.read(most + 1)
    if len(whole) > most:
        raise InvalidError(f"A file has at most {most // 1_000_000} MB.", way_out="Send a smaller one, or in parts.")
    house.files.look_through(BytesIO(whole))
    media_type = kind or kind_of(BytesIO(whole), name).media_type
    sealed = house.files.put(BytesIO(house.seal.shut(whole)), most=int(most * GROWS) + 1000)
    picture = media_type in MEDIA_TYPES
    return SealedFile(name[-200:], media_type, len(whole), sealed.sha256, sealed.size,
                      _clean(house, whole) if picture else None, owners_of(BytesIO(whole)) if picture else ())


def _clean(house: House, whole: bytes) -> tuple[str, int] | None:
    """The picture without anything that its camera wrote into it; none where it cannot be shown."""
    try:
        made = small(BytesIO(whole))
    except InvalidError:
        return None
    kept = house.files.put(BytesIO(made), most=LARGEST)
    return kept.sha256, kept.size


def named_by(files: Iterable[SealedFile]) -> tuple[str, ...]:
    """Whom files name in their own data."""
    return tuple(word for file in files for word in file.names)


def attach(desk: Desk, clue_id: int, files: Sequence[SealedFile], *, message_id: int | None = None) -> None:
    """Make files part of a clue, or of a message about it; their own names are sealed with them."""
    sealed = insert_rows(desk, KeptFile, [_kept(desk, one.sha256, "密封原件", SEALED, one.sealed_size) for one in files])
    pictures = [one for one in files if one.clean is not None]
    made = insert_rows(desk, KeptFile, [_kept(desk, one.clean[0], f"照片{at}.jpg", "image/jpeg", one.clean[1])
                                        for at, one in enumerate(pictures, 1) if one.clean is not None])
    clean = dict(zip(map(id, pictures), made, strict=True))
    add_rows(desk, ClueFile, [
        {"clue_id": clue_id, "message_id": message_id, "sealed_id": number, "media_type": one.media_type, "size": one.size,
         "sealed_name": desk.house.seal.shut(one.name.encode()), "clean_id": clean.get(id(one))}
        for one, number in zip(files, sealed, strict=True)])


def _kept(desk: Desk, sha256: str, name: str, media_type: str, size: int) -> dict[str, Any]:
    return {"sha256": sha256, "name": name, "media_type": media_type, "size": size, "kept_by": BY, "kept_at": desk.now}


def of_a_clue(desk: Desk, file_id: int) -> bool:
    """Whether a file is the clean picture of a clue that the actor may see."""
    clue = desk.scalar("SELECT clue_id FROM clue_file WHERE clean_id = :id", id=file_id)
    if clue is None:
        return False
    try:
        clue_by_id(desk, int(clue))
    except NotFoundError:
        return False
    return True


@dataclass(frozen=True)
class ClueFileRow:
    """A file of a clue as officers see it: its kind and size; `clean_id` is the picture that may be looked at."""

    id: int
    message_id: int | None
    media_type: str
    size: int
    clean_id: int | None


def files_of_clue(desk: Desk, clue_id: int) -> list[ClueFileRow]:
    """The files of a clue that the caller may see."""
    return [ClueFileRow(**row._asdict()) for row in desk.rows(
        "SELECT id, message_id, media_type, size, clean_id FROM clue_file WHERE clue_id = :id ORDER BY id", id=clue_id)]


def original(desk: Desk, file_id: int) -> tuple[str, str, bytes]:
    """The name, kind and content of an original: for who has been permitted to open the seal, and is journalled."""
    row = desk.rows("SELECT f.sealed_name, f.media_type, k.sha256 FROM clue_file f JOIN kept_file k ON k.id = f.sealed_id"
                    " WHERE f.id = :id", id=file_id)[0]
    seal = desk.house.seal
    with desk.house.files.open(row.sha256) as content:
        return seal.open(bytes(row.sealed_name)).decode(), row.media_type, seal.open(content.read())
