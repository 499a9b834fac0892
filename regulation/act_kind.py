"""An act kind: the form of something done, what it can find, which events it is, what it discharges."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Field:
    """A form field of an act kind; types: text, integer, number, money, date, boolean, choice."""

    name: str
    title: str
    title_en: str
    type: str
    required: bool = False
    unit: str | None = None
    choices: tuple[str, ...] = ()
    minimum: float | None = None


@dataclass(frozen=True)
class FileWanted:
    """A file that belongs to an act."""

    name: str
    title: str
    required: bool = False


@dataclass(frozen=True)
class Finding:
    """Something an act can find; `clue` says it may become one."""

    code: str
    title: str
    clue: bool = False


@dataclass(frozen=True)
class Raise:
    """An event that an act of a kind is, at its party or its superior; where a field is named, only if it holds a value."""

    event: str
    at: str = "party"  # party, superior
    field: str | None = None
    among: tuple[str, ...] = ()


@dataclass(frozen=True)
class ActKind:
    """A kind of act: its form, and what follows from it."""

    kind: str
    provision: str
    title: str
    title_en: str
    reviewed: bool  # handed in first; it counts when the creditor accepts it
    own_way: bool = False  # recorded by the move that it is of a clue or case, never by the general form
    fields: tuple[Field, ...] = ()
    files: tuple[FileWanted, ...] = ()
    findings: tuple[Finding, ...] = ()
    raises: tuple[Raise, ...] = ()  # events that open duties
    discharges: tuple[str, ...] = ()  # rule codes, computed at loading from the duties that name this kind

    def papers(self) -> tuple[str, ...]:
        """The titles of the files that belong to such an act."""
        return tuple(file.title for file in self.files if file.required)

    def raised(self, fields: Mapping[str, Any]) -> tuple[Raise, ...]:
        """What an act with these fields raises."""
        return tuple(one for one in self.raises if one.field is None or fields.get(one.field) in one.among)

    def events(self, fields: Mapping[str, Any]) -> tuple[str, ...]:
        """The events that an act with these fields is."""
        return tuple(one.event for one in self.raised(fields))
