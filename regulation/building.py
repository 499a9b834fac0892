"""From TOML tables to the rulebook's dataclasses, driven by their own annotations."""

import dataclasses
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum, EnumType
from functools import cache
from typing import Any, Union

from regulation.act_kind import ActKind
from regulation.book import Figure, FigureValue, Gate, Provision, Regime, Rulebook
from regulation.ladder import Ladder, LadderValue
from regulation.rule import DutyRule, DutyValue

# How the file calls what the dataclass calls otherwise.
RENAMED = {"effective_from": "from", "at_period_end": "at", "values": "value", "readings": "reading", "fields": "field",
           "files": "file", "findings": "finding", "rungs": "rung"}
KINDS: dict[str, tuple[type, str]] = {
    "provision": (Provision, "clause"), "duty": (DutyRule, "code"), "act": (ActKind, "kind"), "gate": (Gate, "code"),
    "figure": (Figure, "code"), "ladder": (Ladder, "code"), "regime": (Regime, "law"),
}
COMPUTED = {"discharges"}
# What a later decree may add to, and the dated value it adds.
DATED: dict[str, type] = {"duty": DutyValue, "figure": FigureValue, "ladder": LadderValue}
LATER = tuple(f"{table}_value" for table in DATED)


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


def build(files: Mapping[str, Mapping[str, Any]], fingerprint: str) -> tuple[Rulebook, list[str]]:
    """The rulebook in the documents, and every mistake of form found on the way."""
    reader = Reader()
    found: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    regimes: list[Regime] = []
    minerals: dict[str, tuple[str, ...]] = {}
    later: list[tuple[str, str, Mapping[str, Any]]] = []
    for name, table, given in _entries(files, reader):
        if table == "minerals":
            minerals |= {key: tuple(value) for key, value in given.items()}
        elif table in LATER:
            later.append((name, table, given))
        else:
            _one(reader, found, regimes, name, table, given)
    for name, table, given in later:
        _add_value(reader, found, name, table, given)
    acts = {kind: replace(act, discharges=tuple(d.code for d in found["duty"].values() if d.act == kind))
            for kind, act in found["act"].items()}
    book = Rulebook(found["provision"], found["duty"], acts, found["ladder"], found["gate"], found["figure"], tuple(regimes),
                    minerals, fingerprint)
    return book, reader.problems


def _entries(files: Mapping[str, Mapping[str, Any]], reader: Reader) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for name, document in files.items():
        for table, entries in document.items():
            if table == "minerals":
                yield from _minerals(reader, name, entries)
            elif table not in KINDS and table not in LATER:
                known = ", ".join([*KINDS, *LATER, "minerals"])
                reader.wrong(f"{name} · {table}", "–", f"no such table; there are {known}")
            elif not isinstance(entries, list):
                reader.wrong(f"{name} · {table}", "–", f"is no list of tables; write [[{table}]], in double brackets")
            else:
                for one in entries:
                    yield name, table, one


def _minerals(reader: Reader, name: str, given: Any) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    lists = given if isinstance(given, Mapping) else {"–": given}
    for key, value in lists.items():
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            yield name, "minerals", {key: value}
        else:
            reader.wrong(f"{name} · minerals", key, f"is {value!r}, not a list of minerals; write [minerals] {key} = [\"…\"]")


def _one(reader: Reader, found: dict[str, dict[str, Any]], regimes: list[Regime], name: str, table: str,
         given: Mapping[str, Any]) -> None:
    kind, key = KINDS[table]
    code = given.get(key, "?") if isinstance(given, Mapping) else "?"
    read = reader.table(kind, given, f"{name} · {code}")
    if read is None:
        return
    if table == "regime":
        regimes.append(read)
    elif code in found[table]:
        way_out = f"add a [[{table}_value]] to change its figures" if table in DATED else "give it another name"
        reader.wrong(f"{name} · {code}", key, f"there is another {table} of this name; {way_out}")
    else:
        found[table][code] = read


def _add_value(reader: Reader, found: dict[str, dict[str, Any]], name: str, table: str, given: Mapping[str, Any]) -> None:
    """A later decree adds a dated value; it never overwrites one."""
    owner = table.removesuffix("_value")
    code = given.get(owner, "?") if isinstance(given, Mapping) else "?"
    at = f"{name} · {code}"
    if code not in found[owner]:
        reader.wrong(at, owner, f"there is no {owner} of this name; check the code")
        return
    value = reader.table(DATED[owner], {k: v for k, v in given.items() if k != owner}, at)
    if value is None:
        return
    old = found[owner][code]
    if any(v.effective_from == value.effective_from for v in old.values):
        reader.wrong(at, "from", f"a value from {value.effective_from} stands already; a decree adds, it never overwrites")
        return
    found[owner][code] = replace(old, values=tuple(sorted((*old.values, value), key=lambda v: v.effective_from)))
