"""Takes in holders, rights and mines from one sheet: every bad row is reported, and none is half taken."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from casework import journal
from casework.access import reading_paths
from casework.bulk import Merged, chunks, merge_rows
from casework.desk import Desk
from casework.record.boundaries import set_areas
from casework.record.divisions import fill_paths
from casework.record.faults import Faults
from casework.record.holder_contacts import merge_contacts
from casework.record.holder_places import Placed, place_rows
from casework.record.holder_rows import COLUMNS, KINDS, TITLES, read_holder_rows
from casework.record.mines import end_strays
from models import Mine, Party, Right
from workbooks.reading import Row


@dataclass(frozen=True)
class ImportReport:
    """What an import did; the warnings name rows that were taken all the same."""

    rows: int
    holders_added: int
    rights_added: int
    mines_added: int
    contacts_added: int
    changed: int
    areas_set: int  # of rights whose corners the sheet gives
    warnings: tuple[str, ...]


def import_holders(desk: Desk, rows: Sequence[Row]) -> ImportReport:
    """Add what is new by credit code, licence and mine number, update what differs; all rows or none."""
    if reading_paths(desk.actor, "records.change") == ():
        desk.permit("records.change")
    faults = Faults()
    read = {one.row.number: one for one in read_holder_rows(rows, desk.rulebook, faults)}
    placed = place_rows(desk, rows, read, faults)
    _refuse_contradictions(rows, faults)
    _refuse_taken(desk, rows, faults)
    return _write(desk, placed, faults.settle(len(rows)))


def _write(desk: Desk, placed: Sequence[Placed], warnings: tuple[str, ...]) -> ImportReport:
    holders = merge_rows(desk, Party, "code", _holders(placed),
                         fixed=("level", "parent_id", "path", "valid_from"))
    fill_paths(desk)
    rights = merge_rows(desk, Right, "licence_no", _rights(placed, holders))
    mines = merge_rows(desk, Mine, "code", _mines(placed, holders, rights),
                       keep=("inspector_id", "area_code"))
    end_strays(desk)
    contacts = merge_contacts(desk, placed, holders.ids)
    areas = {rights.ids[one.of["licence_no"]]: one.of.ring for one in placed if one.of.ring is not None}
    set_areas(desk, areas)
    changes = [*holders.changed, *rights.changed, *mines.changed, *contacts.changed]
    report = ImportReport(len(placed), len(holders.added), len(rights.added), len(mines.added),
                          len(contacts.added), len(changes), len(areas), warnings)
    if any((holders.added, rights.added, mines.added, contacts.added, changes, areas)):
        counts = {name: value for name, value in asdict(report).items() if name != "warnings"}
        journal.note(desk, "holders.import", "holder", 0, **counts | {"changed": changes})
    return report


def _holders(placed: Sequence[Placed]) -> dict[str, dict[str, Any]]:
    first: dict[str, dict[str, Any]] = {}
    for one in sorted(placed, key=lambda p: p.of.valid_from):
        code = one.of["credit_code"]
        first.setdefault(code, {"code": code, "name": one.of["holder"], "level": "holder",
                                "parent_id": one.county_id, "path": "", "valid_from": one.of.valid_from})
    return first


def _rights(placed: Sequence[Placed], holders: Merged) -> dict[str, dict[str, Any]]:
    return {one.of["licence_no"]: {
        "licence_no": one.of["licence_no"], "kind": one.of.kind, "name": one.of["name"],
        "mineral": one.of["mineral"], "holder_id": holders.ids[one.of["credit_code"]],
        "issuer_id": one.issuer_id, "county_id": one.county_id,
        "valid_from": one.of.valid_from, "valid_to": one.of.valid_to} for one in reversed(placed)}


def _mines(placed: Sequence[Placed], holders: Merged, rights: Merged) -> dict[str, dict[str, Any]]:
    return {one.of["mine_code"]: {
        "code": one.of["mine_code"], "name": one.of["name"], "right_id": rights.ids[one.of["licence_no"]],
        "holder_id": holders.ids[one.of["credit_code"]], "county_id": one.county_id,
        "area_code": one.of["township"] or None, "method": one.of.method, "scale": one.of.scale,
        "inspector_id": one.inspector_id, "valid_from": one.of.valid_from, "valid_to": one.of.valid_to,
    } for one in placed if one.of.is_mine}


# What must be the same wherever the sheet names the same thing again.
OF_A_HOLDER = ("holder",)
OF_A_RIGHT = ("kind", "credit_code", "mineral", "county", "issuer", "valid_from", "valid_to", "corners")


def _refuse_contradictions(rows: Sequence[Row], faults: Faults) -> None:
    seen: dict[tuple[str, str], Row] = {}

    def first(name: str, row: Row) -> Row:
        return seen.setdefault((name, row[name]), row) if row[name] else row

    for row in rows:
        kind, same_right = KINDS.get(row["kind"]), first("licence_no", row)
        if kind == "exploration" and same_right is not row:
            _refuse(row, "licence_no", f"stands in row {same_right.number} already", "leave one out", faults)
        _refuse_unlike(row, same_right, OF_A_RIGHT, faults)
        _refuse_unlike(row, first("credit_code", row), OF_A_HOLDER, faults)
        if kind == "mining" and (twin := first("mine_code", row)) is not row:
            _refuse(row, "mine_code", f"stands in row {twin.number} already", "give each mine its own", faults)


def _refuse_unlike(row: Row, other: Row, names: Iterable[str], faults: Faults) -> None:
    for name in names:
        if row[name] != other[name] and not faults.found(other, TITLES[name]):
            _refuse(row, name, f"differs from row {other.number}, which names the same", "make the two agree", faults)


def _refuse(row: Row, name: str, what: str, do: str, faults: Faults) -> None:
    faults.refuse(row, TITLES[name], what, do)


def _refuse_taken(desk: Desk, rows: Sequence[Row], faults: Faults) -> None:
    """Refuse codes of offices as holders, and licences that are known as the other kind of right."""
    levels = _values(desk, "party", "code", "level", {row["credit_code"] for row in rows})
    kinds = _values(desk, "mineral_right", "licence_no", "kind", {row["licence_no"] for row in rows})
    for row in rows:
        if levels.get(row["credit_code"], "holder") != "holder":
            _refuse(row, "credit_code", "is the code of an office", "give the holder's own code", faults)
        if kinds.get(row["licence_no"], kind := KINDS.get(row["kind"])) != kind:
            _refuse(row, "kind", "this licence is known as the other kind of right",
                    "mend 权种 or the number", faults)


def _values(desk: Desk, table: str, key: str, value: str, wanted: Iterable[str]) -> dict[str, str]:
    return {row[0]: row[1] for piece in chunks(wanted) for row in desk.rows(
        f"SELECT {key}, {value} FROM {table} WHERE {key} IN"
        f" ({', '.join(f':v{n}' for n in range(len(piece)))})",
        **{f"v{n}": one for n, one in enumerate(piece)})}


__all__ = ["COLUMNS", "ImportReport", "import_holders"]
