"""Looks up what a holder's sheet names by code: counties, townships, issuers, inspectors."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casework.desk import Desk
from casework.in_force import in_force, standing
from casework.record.faults import Faults
from casework.record.holder_rows import TITLES, HolderRow
from casework.record.parties import hold_named
from workbooks.reading import Row


@dataclass(frozen=True)
class Placed:
    """A row with its codes turned into ids."""

    of: HolderRow
    county_id: int
    issuer_id: int
    inspector_id: int | None


def place_rows(desk: Desk, rows: Sequence[Row], read: Mapping[int, HolderRow], faults: Faults) -> list[Placed]:
    """Those right by themselves (`read`, by row number) whose codes are all known; what is wrong with any is in `faults`."""
    hold_named(desk, {row[name] for row in rows for name in ("county", "township", "issuer")})
    offices, areas, inspectors = _offices(desk), _areas(desk), _inspectors(desk)
    placed = []
    for row in rows:
        county, issuer = _county(row, offices, faults), _issuer(row, offices, faults)
        if county is not None:
            desk.permit("records.change", county.path)
        inspector = _inspector(row, county, inspectors, faults)
        if _lies_in(row, county, offices, areas, faults) and issuer is not None and county is not None and row.number in read:
            placed.append(Placed(read[row.number], county.id, issuer.id, inspector))
    return placed


def _offices(desk: Desk) -> dict[str, Any]:
    rows = desk.rows(
        "SELECT p.id, p.code, p.name, p.level, p.parent_id, p.path,"
        " EXISTS (SELECT 1 FROM party c WHERE c.parent_id = p.id AND c.level = 'county') AS has_counties"
        f" FROM party p WHERE p.level <> 'holder' AND {standing('p')} AND p.valid_to IS NULL",
        today=desk.today)
    return {row.code: row for row in rows}


def _areas(desk: Desk) -> dict[str, int]:
    return {row.code: row.office_id for row in desk.rows("SELECT code, office_id FROM area")}


def _inspectors(desk: Desk) -> dict[str, list[Any]]:
    known = defaultdict(list)
    for row in desk.rows(
            "SELECT DISTINCT o.id, o.name, o.email, p.path FROM post s JOIN officer o ON o.id = s.officer_id"
            f" JOIN party p ON p.id = s.office_id WHERE s.role = 'inspector' AND {in_force('s')}", today=desk.today):
        for key in {row.name, row.email} - {None}:
            known[key].append(row)
    return known


def _county(row: Row, offices: dict[str, Any], faults: Faults) -> Any:
    # A city without counties, as 长白山管委会, is county and city in one.
    def fits(office: Any) -> bool:
        return office.level == "county" or (office.level == "city" and not office.has_counties)
    return _office(row, "county", offices, fits, "give the six-digit code of the county, as 220221", faults)


def _issuer(row: Row, offices: dict[str, Any], faults: Faults) -> Any:
    return _office(row, "issuer", offices, lambda office: office.level != "township",
                   "give the code of a province, city or county here (for a licence of the ministry: 220000)",
                   faults)


def _office(row: Row, name: str, offices: dict[str, Any], fits: Callable[[Any], bool], do: str,
            faults: Faults) -> Any:
    office = offices.get(row[name])
    if office is not None and fits(office):
        return office
    what = f"no office has the code {row[name]}"
    if office is not None:
        what = f"{row[name]} is {office.name}, a {office.level}"
    faults.refuse(row, TITLES[name], what, do)
    return None


def _lies_in(row: Row, county: Any, offices: dict[str, Any], areas: dict[str, int],
             faults: Faults) -> bool:
    code = row["township"]
    above = offices[code].parent_id if code in offices else areas.get(code)
    if not code or (above is not None and (county is None or above == county.id)):
        return True
    what = f"no division has the code {code}" if above is None else f"{code} does not lie in {county.name}"
    faults.refuse(row, TITLES["township"], what,
                  "give a nine-digit code of this county, or leave it empty")
    return False


def _inspector(row: Row, county: Any, inspectors: dict[str, list[Any]], faults: Faults) -> int | None:
    if not row["inspector"]:
        return None
    known = inspectors.get(row["inspector"], [])
    if known and county is None:
        return None  # which of them is meant only the county tells
    near = {one.id for one in known if county.path.startswith(one.path)}
    if len(near) == 1:
        return int(near.pop())
    name = row["inspector"]
    what = f"{len(near)} inspectors are called {name}" if near else f"no inspector {name} here"
    faults.refuse(row, TITLES["inspector"], what,
                  "give the mail address" if near
                  else "add the inspector at the city first, or leave it empty")
    return None
