"""What is brought along from the spot: an act's files and its position; a corrected act keeps them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from casework.act.places import Place, far_off, kilometres
from casework.bulk import add_rows, rows_among
from casework.desk import Desk
from models import ActFile, ActPlace

USUAL = 200  # positions that say where an office's acts are done
# Files of the acts of a line of corrections; a report that was accepted has those it was handed in with.
FILES = """
SELECT f.id, x.name AS wanted, f.name, f.media_type, f.size, p.longitude, p.latitude, p.taken FROM kept_file f JOIN (
    SELECT a.file_id, a.name FROM act_file a WHERE a.act_id = :act
    UNION SELECT s.file_id, s.name FROM submission_file s JOIN submission b ON b.id = s.submission_id WHERE b.act_id IN :line
) x ON x.file_id = f.id LEFT JOIN photo p ON p.file_id = f.id ORDER BY f.id
"""


@dataclass(frozen=True)
class Exhibit:
    """A file of an act; of a picture where and when it says it was taken, and how far from the act's position."""

    id: int
    wanted: str
    name: str
    media_type: str
    size: int
    place: Place | None
    taken: str | None
    away: float | None  # kilometres


@dataclass(frozen=True)
class Evidence:
    """An act's position and files; `far` kilometres from where the office's acts usually are, if that is unusual."""

    place: Place | None
    far: float | None
    exhibits: list[Exhibit]


def keep_evidence(desk: Desk, act_id: int, *, place: Place | None, files: Sequence[tuple[str, int]]) -> None:
    """Make a position and files part of an act: the names under which the kind wants them, and their numbers."""
    if place is not None:
        add_rows(desk, ActPlace, [{"act_id": act_id, "longitude": place.longitude, "latitude": place.latitude,
                                   "accuracy": place.accuracy}])
    add_rows(desk, ActFile, [{"act_id": act_id, "file_id": number, "name": name} for name, number in files])


def carry_over(desk: Desk, old: int, new: int) -> None:
    """Let a correction keep what the act before it was recorded with."""
    desk.run("INSERT INTO act_file (act_id, file_id, name) SELECT :new, file_id, name FROM act_file WHERE act_id = :old",
             new=new, old=old)
    desk.run("INSERT INTO act_place (act_id, longitude, latitude, accuracy)"
             " SELECT :new, longitude, latitude, accuracy FROM act_place WHERE act_id = :old", new=new, old=old)


def evidence_of(desk: Desk, act_id: int, party_id: int, line: Sequence[int]) -> Evidence:
    """What an act was recorded with; `line` are the acts of its line of corrections."""
    place = next(iter(_places(desk, "act_id = :act", act=act_id)), None)
    usual = _places(desk, "act_id IN (SELECT id FROM act WHERE party_id = :party AND state = 'standing' AND id <> :act)"
                          f" ORDER BY act_id DESC LIMIT {USUAL}", party=party_id, act=act_id) if place else []
    rows = rows_among(desk, FILES, {"line": line}, act=act_id)
    return Evidence(place, far_off(place, usual) if place else None, [_exhibit(row, place) for row in rows])


def _places(desk: Desk, where: str, **values: Any) -> list[Place]:
    rows = desk.rows(f"SELECT longitude, latitude, accuracy FROM act_place WHERE {where}", **values)
    return [Place(row.longitude, row.latitude, row.accuracy) for row in rows]


def _exhibit(row: Any, place: Place | None) -> Exhibit:
    found = row._asdict()
    longitude, latitude = found.pop("longitude"), found.pop("latitude")
    there = Place(longitude, latitude) if longitude is not None else None
    return Exhibit(place=there, away=kilometres(place, there) if place and there else None, **found)
