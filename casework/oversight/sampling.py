"""A random sample of the closed cases below (四（三）抽查): seed, frame and method kept, so that all draw the same again."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from casework import journal
from casework.bulk import add_rows, insert_rows
from casework.desk import Desk
from casework.oversight.checks import CheckRow, below_of, check_of, checker
from foundation.errors import ConflictError, InvalidError
from foundation.tokens import new_token
from models import CaseCheck, CheckedCase
from regulation.sampling import SamplingError, digest, sample, size_of

LONGEST = 64  # characters of a seed
FRAME = ("SELECT c.id, c.number FROM enforcement_case c JOIN party p ON p.id = c.office_id WHERE p.path LIKE :below"
         " AND c.stage IN ('closed', 'archived') AND c.closed_on >= :first AND c.closed_on <= :last ORDER BY c.number")
DRAWN = ("SELECT c.number FROM checked_case q JOIN enforcement_case c ON c.id = q.case_id WHERE q.check_id = :id"
         " ORDER BY q.place")


@dataclass(frozen=True)
class Again:
    """A sample drawn again: whether the frame is still the same, and then whether the sample is."""

    same_frame: bool
    same_sample: bool


def draw(desk: Desk, below: str, first: date, last: date, *, size: str, words: str, seed: str = "") -> int:
    """Draw so many, or such a share, of the cases that the offices below closed in a period; the number of the sample.

    Without a seed one is made that nobody could choose.
    """
    party = below_of(desk, below, first, last, words)
    told = seed.strip() or new_token()[:16]
    frame = {row.number: int(row.id) for row in _frame(desk, party.path, first, last)}
    if not frame:
        raise ConflictError("No case was closed there in this period.", way_out="Take a longer period.")
    if len(told) > LONGEST:
        raise InvalidError("The seed is too long.", way_out=f"Give at most {LONGEST} characters, or leave it out.")
    try:
        chosen = sample(frame, told, size_of(size, len(frame)))
    except SamplingError as error:
        raise InvalidError(f"“{size}” cannot be drawn of {len(frame)} closed cases.", way_out=(
            "Write a number of cases as 5, not above those, or a share as 20%, above 0% and up to 100%.")) from error
    found = insert_rows(desk, CaseCheck, [{
        "kind": "sample", "office_id": checker(desk, party), "below_id": party.id, "first": first, "last": last,
        "plan": words.strip(), "asked": size.strip(), "seed": told, "frame_size": len(frame),
        "frame_sha256": digest(list(frame)), "made_at": desk.now, "made_by": desk.actor.label}])[0]
    add_rows(desk, CheckedCase, [{"check_id": found, "case_id": frame[number], "place": place}
                                 for place, number in enumerate(chosen, 1)])
    journal.note(desk, "check.drawn", "case_check", found, office_id=party.id, below=party.name, first=first, last=last,
                 seed=told, frame=len(frame), size=len(chosen), hash=digest(list(frame)))
    return found


def drawn_again(desk: Desk, check_id: int) -> Again:
    """Draw a sample again by its seed, and compare."""
    check: CheckRow = check_of(desk, check_id)
    if check.seed is None:
        raise ConflictError("This check was not drawn.", way_out="Only samples can be drawn again.")
    frame = [row.number for row in _frame(desk, check.below_path, check.first, check.last)]
    drawn = tuple(row.number for row in desk.rows(DRAWN, id=check.id))
    return Again(digest(frame) == check.frame_sha256, sample(frame, check.seed, len(drawn)) == drawn)


def _frame(desk: Desk, path: str, first: date, last: date) -> list[Any]:
    return desk.rows(FRAME, below=f"{path}%", first=first, last=last)
