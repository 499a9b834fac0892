"""Reads a table of TOML into a dataclass by its annotations, and collects what is wrong with it."""

import dataclasses
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum, EnumType
from functools import cache
from typing import Any, Union

# How the file calls what the dataclass calls otherwise.
RENAMED = {"effective_from": "from", "at_period_end": "at", "values": "value", "readings": "reading", "fields": "field",
           "files": "file", "findings": "finding", "rungs": "rung", "fines": "fine", "bands": "band"}
COMPUTED = {"discharges"}


@dataclass
class Reader:
    """Reads tables and collects what is wrong with them."""

    problems: list[str] = field(default_factory=list)

    def wrong(self, at: str, name: str, what: str) -> None:
        """Note a mistake."""
        self.problems.append(f"{at} · {name}: {what}")

    def table(self, kind: type, given: Any, at: str) -> Any:
        """A dataclass from a table; None after a mistake."""
        if not isinstance(given, Mapping):
            self.wrong(at, "–", f"is {given!r}, not a table; write its fields")
            return None
        wanted = _fields(kind)
        for name in given.keys() - wanted.keys():
            self.wrong(at, name, f"no such field; it may have {', '.join(wanted)}")
        values: dict[str, Any] = {}
        before = len(self.problems)
        for name, one in wanted.items():
            if name in given:
                values[one.name] = self.value(one.wanted, given[name], at, name)
            elif one.required and not one.optional:
                self.wrong(at, name, "is missing; add it")
            elif one.required:
                values[one.name] = None
        return None if len(self.problems) > before else kind(**values)

    def value(self, wanted: Any, given: Any, at: str, name: str) -> Any:
        """A value of a wanted type."""
        inner = _item(wanted)
        if inner is not None:
            if not isinstance(given, list):
                self.wrong(at, name, f"is {given!r}, not a list; put it in brackets")
                return ()
            return tuple(self.value(inner, one, f"{at} · {name} {n}" if _is_table(inner) else at, name)
                         for n, one in enumerate(given, 1))
        if _is_table(wanted):
            return self.table(typing.cast(type, wanted), given, f"{at} · {name}" if name == "due" else at)
        return self.plain(wanted, given, at, name)

    def plain(self, wanted: Any, given: Any, at: str, name: str) -> Any:
        """A number, text, day, flag or word of a closed list."""
        if isinstance(wanted, EnumType):
            words = _words(wanted)
            if isinstance(given, str) and given in words:
                return words[given]
            self.wrong(at, name, f"“{given}” is none of {', '.join(words)}")
        elif wanted is bool and name == "at":
            if given == "period_end":
                return True
            self.wrong(at, name, f"“{given}” is unknown; write at = \"period_end\"")
        elif wanted is float and isinstance(given, int | float) and not isinstance(given, bool):
            return float(given)
        elif wanted is Decimal:
            return self._exact(given, at, name)
        elif type(given) is wanted or (wanted is date and isinstance(given, date) and not isinstance(given, datetime)):
            return given
        else:
            self.wrong(at, name, f"is {given!r}; a {wanted.__name__} is wanted")
        return None

    def _exact(self, given: Any, at: str, name: str) -> Decimal | None:
        """A number that must not pass through a float: a whole one, or one in quotes."""
        try:
            found = Decimal(given) if type(given) in (int, str) else None
        except InvalidOperation:
            found = None
        if found is None or not found.is_finite():
            self.wrong(at, name, f"is {given!r}; write a whole number, or one in quotes such as \"0.03\"")
            return None
        return found


@dataclass(frozen=True)
class _Field:
    """What a field of a dataclass wants of the file."""

    name: str
    wanted: Any
    required: bool
    optional: bool


@cache
def _fields(kind: type) -> dict[str, _Field]:
    types_ = typing.get_type_hints(kind)
    return {RENAMED.get(one.name, one.name): _Field(
        one.name, _given(types_[one.name]),
        one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING,
        type(None) in typing.get_args(types_[one.name]))
        for one in dataclasses.fields(kind) if one.name not in COMPUTED}


def _given(wanted: Any) -> Any:
    """What stands there if anything does."""
    if typing.get_origin(wanted) in (Union, types.UnionType):
        return next(one for one in typing.get_args(wanted) if one is not type(None))
    return wanted


@cache
def _item(wanted: Any) -> Any:
    """What a list's items are to be; None for what is no list."""
    return _given(typing.get_args(wanted)[0]) if typing.get_origin(wanted) is tuple else None


@cache
def _is_table(wanted: Any) -> bool:
    return dataclasses.is_dataclass(wanted)


@cache
def _words(wanted: EnumType) -> dict[str, Enum]:
    """The words of a closed list; a rulebook names thousands of them."""
    return {str(one.value): one for one in typing.cast(type[Enum], wanted)}
