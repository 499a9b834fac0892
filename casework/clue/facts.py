"""What routing asks of the register, gathered for many clues by a few queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from casework.bulk import rows_among
from casework.clue.places import divisions_at
from casework.clue.routing import Facts, Licensed, Office, Whence
from casework.desk import Desk
from casework.in_force import in_force
from regulation.clue import Offence

CLUES = ("SELECT id, number, offence, licence_no, longitude, latitude, division_code, taken_by_id, received_on, named, text,"
         " accused, right_id, channel FROM clue WHERE id IN :ids")
# Divisions are offices, or areas for which one answers.
DIVISIONS = ("SELECT code, id AS office_id FROM party WHERE code IN :codes AND level <> 'holder'"
             " UNION ALL SELECT code, office_id FROM area WHERE code IN :codes")
SERVING = f"SELECT s.officer_id, s.office_id FROM post s WHERE s.officer_id IN :officers AND {in_force('s')}"


def facts_for(desk: Desk, clues: Sequence[Any]) -> tuple[Facts, dict[int, Whence]]:
    """What is known of the places that clues name, and of each clue what routing asks."""
    offices = offices_of(desk)
    at = divisions_at(desk, {row.id: (row.longitude, row.latitude) for row in clues if row.longitude is not None})
    codes = {row.division_code for row in clues if row.division_code} | {one.division for one in at.values()}
    divisions = {row.code: row.office_id for row in rows_among(desk, DIVISIONS, {"codes": codes})} if codes else {}
    about = _about(desk, [row.id for row in clues])
    whence = {row.id: Whence(Offence(row.offence), row.licence_no, at.get(row.id), row.division_code, row.taken_by_id,
                             about.get(row.id, ())) for row in clues}
    return Facts(offices, _licences(desk, clues), divisions), whence


def offices_of(desk: Desk) -> dict[int, Office]:
    """All offices by their id."""
    return {row.id: Office(*row) for row in desk.rows("SELECT id, level, parent_id, path FROM party WHERE level <> 'holder'")}


def _licences(desk: Desk, clues: Sequence[Any]) -> dict[str, Licensed]:
    numbers = {row.licence_no for row in clues if row.licence_no}
    if not numbers:
        return {}
    rows = rows_among(desk, "SELECT licence_no, id, county_id, issuer_id FROM mineral_right WHERE licence_no IN :numbers",
                      {"numbers": numbers})
    return {row.licence_no: Licensed(row.id, row.county_id, row.issuer_id) for row in rows}


def _about(desk: Desk, clues: Sequence[int]) -> Mapping[int, Sequence[int]]:
    """By clue, the offices complained of, and those at which officers complained of serve today."""
    rows = rows_among(desk, "SELECT clue_id, party_id, officer_id FROM clue_named WHERE clue_id IN :ids", {"ids": clues})
    officers = {row.officer_id for row in rows if row.officer_id is not None}
    posts = defaultdict(list)
    if officers:
        for row in rows_among(desk, SERVING, {"officers": officers}, today=desk.today):
            posts[row.officer_id].append(row.office_id)
    found: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        found[row.clue_id] += [row.party_id] if row.party_id is not None else posts[row.officer_id]
    return found
