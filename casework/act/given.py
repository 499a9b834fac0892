"""An act as it is given, as it stands ready to be written, and as it was recorded."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from regulation.act_kind import ActKind


@dataclass(frozen=True)
class NewAct:
    """What was done: by whom (a party's id), about what, when, with the form's fields and what was found."""

    kind: str
    party_id: int
    done_on: date
    subject_kind: str = "self"
    subject_id: int = 0
    period: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    findings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ready:
    """An act whose form is checked, with its place (1, 2, …) where it is one of many.

    `by` and `at` name whoever handed it in, and when, where another accepted it.
    """

    kind: ActKind
    act: NewAct
    fields: dict[str, Any]
    corrects: int | None = None
    place: int | None = None
    by: str | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Recorded:
    """An act as recorded, the duties it counted for, the rules whose duties it opened, and files to be sent apart."""

    act_id: int
    counted_for: tuple[int, ...]
    opened: tuple[str, ...] = ()
    files_to_send: tuple[str, ...] = ()  # they are not kept here yet; the form wants them all the same


@contextmanager
def placed(place: int | None, noun: str = "Act") -> Iterator[None]:
    """Say which of many is at fault; a refusal and a conflict stay what they are, anything else makes the list invalid."""
    try:
        yield
    except (InvalidError, NotFoundError, RefusedError, ConflictError) as error:
        if place is None:
            raise
        kind = type(error) if isinstance(error, (RefusedError, ConflictError)) else InvalidError
        raise kind(f"{noun} {place} of the list: {error.message}", way_out=error.way_out, problems=error.problems) from error
