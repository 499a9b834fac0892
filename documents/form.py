"""What a form is: its fields with their kinds, its number's character, who signs, its text, and the law it cites on a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from documents.blocks import Block
from documents.kinds import OPINIONS, Kind, Layout, Origin, Role
from documents.wording import blocks, names
from regulation.terms import Confidence


@dataclass(frozen=True)
class Column:
    """A column of a list; `width` in parts of the page, `unit` what is said after its value in a line."""

    name: str
    title: str
    kind: Kind = Kind.TEXT
    width: int = 2
    unit: str = ""


@dataclass(frozen=True)
class FieldRow:
    """A field that forms share: one name for one thing, whatever document it stands in."""

    name: str
    title: str
    kind: Kind
    note: str = ""
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True)
class Field:
    """A field of a form."""

    name: str
    title: str
    kind: Kind
    required: bool
    note: str = ""
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True)
class Citation:
    """What a form cites as its basis, from a day on; `name` is the tag that the text asks for."""

    effective_from: date
    text: str
    confidence: Confidence
    name: str = "law"


@dataclass(frozen=True)
class FormRow:
    """A form as it stands in the files, from a day to another inclusive; `needs` are the fields that must be filled."""

    code: str
    title: str
    title_en: str
    layout: Layout
    source: str
    confidence: Confidence
    text: str
    effective_from: date
    until: date | None = None
    origin: Origin = Origin.OURS
    character: str | None = None  # the 字 of its number; none: it has no number
    served: bool = False  # it goes to the party, with proof of service
    chain: tuple[Role, ...] = ()  # who signs before it is issued, in this order
    needs: tuple[str, ...] = ()
    law: tuple[Citation, ...] = ()

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Its text, taken apart."""
        return blocks(self.text, {role.value: OPINIONS[role] for role in self.chain})

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every name that its text, head and foot ask for."""
        head = {Layout.LETTER: ("organ",), Layout.SHEET: (), Layout.RECORD: ()}[self.layout]
        numbered = ("number",) if self.character else ()
        return tuple(dict.fromkeys((*head, *numbered, *names(self.blocks))))

    @property
    def template(self) -> str:
        """The name of its Word file: the code, with the last day where a later form has taken its place."""
        return f"{self.code}.docx" if self.until is None else f"{self.code}-until-{self.until:%Y%m%d}.docx"


@dataclass(frozen=True)
class Form:
    """A form on a day."""

    code: str
    title: str
    title_en: str
    layout: Layout
    origin: Origin
    character: str | None
    served: bool
    chain: tuple[Role, ...]
    fields: tuple[Field, ...]
    constants: Mapping[str, str] = field(repr=False)  # what it says by the day alone: its title, the law it cites
    source: str
    confidence: Confidence  # the least sure of the form and of what it cites
    template: str

    @property
    def required(self) -> tuple[Field, ...]:
        """The fields without which it cannot be filled."""
        return tuple(one for one in self.fields if one.required)
