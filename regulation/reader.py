"""Reads a table of TOML into a dataclass by its annotations, and collects what is wrong with it."""

import dataclasses
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, EnumType
from functools import cache
from typing import Any, Union

# How the file calls what the dataclass calls otherwise.
RENAMED = {"effective_from": "from", "at_period_end": "at", "values": "value", "readings": "reading", "fields": "field",
           "files": "file", "findings": "finding", "rungs": "rung"}
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
        wanted = {RENAMED.get(f.name, f.name): f for f in dataclasses.fields(kind) if f.name not in COMPUTED}
        for name in given.keys() - wanted.keys():
            self.wrong(at, name, f"no such field; it may have {', '.join(wanted)}")
        values: dict[str, Any] = {}
        before = len(self.problems)
        for name, one in wanted.items():
            if name in given:
                values[one.name] = self.value(_types(kind)[one.name], given[name], at, name)
            elif _required(one) and not _optional(_types(kind)[one.name]):
                self.wrong(at, name, "is missing; add it")
        return None if len(self.problems) > before else kind(**_with_defaults(kind, values))

    def value(self, wanted: Any, given: Any, at: str, name: str) -> Any:
        """A value of a wanted type."""
        origin = typing.get_origin(wanted)
        if origin in (Union, types.UnionType):
            return self.value(next(a for a in typing.get_args(wanted) if a is not type(None)), given, at, name)
        if origin is tuple:
            if not isinstance(given, list):
                self.wrong(at, name, f"is {given!r}, not a list; put it in brackets")
                return ()
            inner = typing.get_args(wanted)[0]
            return tuple(self.value(inner, one, f"{at} · {name} {n}" if dataclasses.is_dataclass(inner) else at, name)
                         for n, one in enumerate(given, 1))
        if dataclasses.is_dataclass(wanted):
            return self.table(typing.cast(type, wanted), given, f"{at} · {name}" if name == "due" else at)
        return self.plain(wanted, given, at, name)

    def plain(self, wanted: Any, given: Any, at: str, name: str) -> Any:
        """A number, text, day, flag or word of a closed list."""
        if isinstance(wanted, EnumType):
            words = [str(one.value) for one in typing.cast(type[Enum], wanted)]
            if given in words:
                return wanted(given)
            self.wrong(at, name, f"“{given}” is none of {', '.join(words)}")
        elif wanted is bool and name == "at":
            if given == "period_end":
                return True
            self.wrong(at, name, f"“{given}” is unknown; write at = \"period_end\"")
        elif wanted is float and isinstance(given, int | float) and not isinstance(given, bool):
            return float(given)
        elif type(given) is wanted or (wanted is date and isinstance(given, date) and not isinstance(given, datetime)):
            return given
        else:
            self.wrong(at, name, f"is {given!r}; a {wanted.__name__} is wanted")
        return None


@cache
def _types(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _required(one: "dataclasses.Field[Any]") -> bool:
    return one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING


def _optional(wanted: Any) -> bool:
    return type(None) in typing.get_args(wanted)


def _with_defaults(kind: type, values: dict[str, Any]) -> dict[str, Any]:
    missing = {f.name: None for f in dataclasses.fields(kind) if f.name not in values and _required(f)}
    return {**missing, **values}
