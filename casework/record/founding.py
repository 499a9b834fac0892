"""Offices are set up: below one that stands, of an area that it answers for or entirely new."""

import re
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework import journal
from casework.desk import Desk
from casework.in_force import standing
from casework.record.days import plausible
from casework.record.divisions import fill_paths
from casework.record.offices import office_kept
from casework.record.parties import PartyRef, find_party, hold
from foundation.errors import ConflictError, InvalidError, NotFoundError

# Below a unit without counties, such as 长白山, townships stand at once.
BELOW = {"province": ("city",), "city": ("county", "township"), "county": ("township",)}
# Mines name the township in which they lie by the nine digits of its division; units of our own have letters.
CODES = {"city": re.compile("[0-9A-Z]{4,6}"), "county": re.compile("[0-9A-Z]{4,6}"), "township": re.compile("[0-9]{9}")}


def make_office(desk: Desk, code: str, *, since: date | None = None) -> PartyRef:
    """Make an area (街道, farm, zone) an office of its own below the one that answered for it."""
    area = _area(desk, code)
    if area is None:
        raise NotFoundError(f"No area has the code {code}.",
                            way_out="Only an area that is no office yet becomes one.")
    above = find_party(desk, area.above)
    desk.permit("records.change", above.path)
    return _make(desk, above, code, area.name, "township", since)


def found_office(desk: Desk, above: str, *, code: str, name: str, level: str, since: date | None = None) -> PartyRef:
    """Set up an office with this division code below another, from a day (today) on; an area of that code becomes it."""
    parent = office_kept(desk, above)
    _refuse_level(desk, parent, level)
    if not name.strip():
        raise InvalidError("An office needs a name.", way_out="Give its name.")
    if not CODES[level].fullmatch(code):
        raise InvalidError(f"“{code}” is no code of such an office.",
                           way_out="A township has the nine digits of its division, a county or city six.")
    area = _area(desk, code)
    if area is not None and area.above != parent.code:
        raise ConflictError(f"Another office answers for the area {code}.", way_out="Set it up below that office.")
    return _make(desk, parent, code, name.strip(), level, since)


def _area(desk: Desk, code: str) -> Any | None:
    return next(iter(desk.rows("SELECT a.name, p.code AS above FROM area a JOIN party p ON p.id = a.office_id"
                               " WHERE a.code = :code", code=code)), None)


def _refuse_level(desk: Desk, above: PartyRef, level: str) -> None:
    if level not in BELOW.get(above.level, ()):
        raise ConflictError(f"Below {above.name} no such office can stand.",
                            way_out="A township's areas stay areas; below a county stand townships, below a city counties.")
    if level == "township" and above.level == "city" and desk.scalar(
            f"SELECT 1 FROM party WHERE parent_id = :id AND level = 'county' AND {standing('party')} LIMIT 1", id=above.id,
            today=desk.today):
        raise ConflictError(f"Townships of {above.name} stand below its counties.", way_out="Set it up below one of them.")
    if _stood(desk, above).valid_to is not None:
        raise ConflictError(f"{above.name} is abolished.", way_out="Set it up below the office that took over.")


def _stood(desk: Desk, office: PartyRef) -> Any:
    return desk.rows("SELECT valid_from, valid_to FROM party WHERE id = :id", types={"valid_from": Date()}, id=office.id)[0]


def _make(desk: Desk, above: PartyRef, code: str, name: str, level: str, since: date | None) -> PartyRef:
    hold(desk, [above.id])
    _refuse_level(desk, above, level)
    first, begins = plausible(since or desk.today), _stood(desk, above).valid_from
    if begins is not None and first < begins:
        raise ConflictError(f"{above.name} begins on {begins}.", way_out="Give that day or a later one.")
    # Of two who take the same code at once the second is told so.
    made = desk.rows("INSERT INTO party (code, name, level, parent_id, path, valid_from, mineral_rich, demo) VALUES"
                     " (:code, :name, :level, :above, '', :since, false, false) ON CONFLICT (code) DO NOTHING RETURNING id",
                     code=code, name=name, level=level, above=above.id, since=first)
    if not made:
        raise ConflictError(f"The code {code} is taken.", way_out="Each office has its own; look for it by this code.")
    fill_paths(desk)
    desk.run("DELETE FROM area WHERE code = :code", code=code)
    journal.note(desk, "office.make", "party", made[0].id, office_id=made[0].id, code=code, name=name)
    return find_party(desk, code)
