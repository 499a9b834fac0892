"""From TOML tables to the rulebook's dataclasses, driven by their own annotations."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from regulation.act_kind import ActKind
from regulation.bar_table import Bar
from regulation.book import Figure, FigureValue, Gate, Provision, Regime, Rulebook
from regulation.case_limits import duties_of, periods_of
from regulation.ladder import Ladder, LadderValue
from regulation.limit_table import LimitRule, LimitValue
from regulation.money_law import MONEY, MoneyLaw
from regulation.procedure_table import PROCEDURE, ProcedureLaw
from regulation.reader import Reader
from regulation.rule import DutyRule, DutyValue

KINDS: dict[str, tuple[type, str]] = {
    "provision": (Provision, "clause"), "duty": (DutyRule, "code"), "act": (ActKind, "kind"), "gate": (Gate, "code"),
    "figure": (Figure, "code"), "ladder": (Ladder, "code"), "regime": (Regime, "law"),
    "limit": (LimitRule, "step"), "bar": (Bar, "code"),
    **{name: (kind, "code") for name, (kind, _) in MONEY.items()},
    **PROCEDURE,
}
# What a later decree may add to, and the dated value it adds.
DATED: dict[str, type] = {"duty": DutyValue, "figure": FigureValue, "ladder": LadderValue, "limit": LimitValue,
                          **{name: value for name, (_, value) in MONEY.items()}}
LATER = tuple(f"{table}_value" for table in DATED)


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
    found["duty"] |= duties_of(found["limit"])
    acts = {kind: replace(act, discharges=tuple(d.code for d in found["duty"].values() if d.act == kind))
            for kind, act in found["act"].items()}
    book = Rulebook(found["provision"], found["duty"], acts, found["ladder"], found["gate"], found["figure"], tuple(regimes),
                    minerals, found["limit"], fingerprint, MoneyLaw(**{name: found[name] for name in MONEY}),
                    ProcedureLaw(**{name: found[name] for name in PROCEDURE}),
                    found["bar"], periods_of(found["limit"]))
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
