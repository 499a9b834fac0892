"""A mine in the records: found, and moved to where it lies."""

from dataclasses import asdict, dataclass
from datetime import timedelta

from casework import journal
from casework.access import allowed
from casework.desk import Desk
from casework.duty.creditors import change_creditor
from casework.in_force import standing
from casework.record.parties import PartyRef, find_party, hold
from foundation.errors import ConflictError, InvalidError, NotFoundError

MINE = (
    "SELECT m.id, m.code, m.name, m.right_id, m.county_id, c.path AS county_path, m.area_code, m.inspector_id,"
    " t.id AS township_id, t.path AS township_path FROM mine m JOIN party c ON c.id = m.county_id"
    " LEFT JOIN party t ON t.code = m.area_code AND t.level <> 'holder' WHERE m.id = :id")


@dataclass(frozen=True)
class MineRef:
    """A mine and where it lies; `township_id` where an office of its own answers for that place."""

    id: int
    code: str
    name: str
    right_id: int
    county_id: int
    county_path: str
    area_code: str | None
    inspector_id: int | None
    township_id: int | None
    township_path: str | None


def mine_of(desk: Desk, mine_id: int) -> MineRef:
    """The mine of this number; one below no office that the actor may look at is not there."""
    rows = desk.rows(MINE, id=mine_id)
    if not rows or not any(allowed(desk.actor, "office.read", path) for path in (rows[0].county_path, rows[0].township_path)
                           if path is not None):
        raise NotFoundError(f"There is no mine {mine_id} here.", way_out="Look for it among the mines of an office.")
    return MineRef(**rows[0]._asdict())


@dataclass(frozen=True)
class Moved:
    """What moving a mine brought along."""

    right_moved: bool
    duties_moved: int  # those it owes to the county
    inspector_freed: bool
    responsibilities_ended: int


def move_mine(desk: Desk, mine_id: int, *, county: str, township: str | None = None) -> Moved:
    """Write down that a mine lies in another county or township; what it owes goes there, who cannot follow is free of it."""
    mine = mine_of(desk, mine_id)
    desk.permit("records.change", mine.county_path)
    there = _county(desk, county)
    desk.permit("records.change", there.path)
    code = (township or "").strip() or None
    _refuse_outside(desk, there, code)
    if (there.id, code) == (mine.county_id, mine.area_code):
        raise ConflictError(f"{mine.name} lies there already.", way_out="Nothing is to be done.")
    desk.run("UPDATE mine SET county_id = :county, area_code = :area WHERE id = :id", county=there.id, area=code, id=mine.id)
    moved = Moved(_right_follows(desk, mine, there.id), _duties_follow(desk, mine, there.id), _free(desk, mine, there.path),
                  end_strays(desk))
    journal.note(desk, "mine.moved", "mine", mine.id, office_id=there.id, old_county=mine.county_id, old_area=mine.area_code,
                 county=there.id, area=code, **asdict(moved))
    return moved


def _county(desk: Desk, code: str) -> PartyRef:
    found = find_party(desk, code, "records.change")
    hold(desk, [found.id])
    # A city without counties, as 长白山管委会, is county and city in one.
    fits = desk.scalar(f"SELECT 1 FROM party p WHERE p.id = :id AND {standing('p')}"
                       " AND p.valid_to IS NULL AND (p.level = 'county' OR (p.level = 'city' AND NOT EXISTS"
                       " (SELECT 1 FROM party c WHERE c.parent_id = p.id AND c.level = 'county')))",
                       id=found.id, today=desk.today)
    if not fits:
        raise InvalidError(f"{found.name} is no county that stands.", way_out="Give the six-digit code of a county, as 220221.")
    return found


def _refuse_outside(desk: Desk, county: PartyRef, code: str | None) -> None:
    above = desk.rows("SELECT parent_id AS id FROM party WHERE code = :code AND level <> 'holder'"
                      f" AND {standing('party')} UNION ALL SELECT office_id FROM area WHERE code = :code", code=code,
                      today=desk.today)
    if code is not None and county.id not in {row.id for row in above}:
        raise InvalidError(f"{code} does not lie in {county.name}.",
                           way_out="Give the nine-digit code of a township or area of this county, or leave it empty.")


def _right_follows(desk: Desk, mine: MineRef, county_id: int) -> bool:
    """The right lies where its mines lie; while one is elsewhere it stays."""
    return desk.run("UPDATE mineral_right SET county_id = :county WHERE id = :id AND county_id <> :county AND NOT EXISTS"
                    " (SELECT 1 FROM mine m WHERE m.right_id = mineral_right.id AND m.county_id <> :county"
                    " AND (m.valid_to IS NULL OR m.valid_to >= :today))",
                    county=county_id, id=mine.right_id, today=desk.today) == 1


def _duties_follow(desk: Desk, mine: MineRef, county_id: int) -> int:
    return change_creditor(
        desk, mine.county_id, county_id, {"mine": mine.id, "old_county": mine.county_id, "county": county_id},
        where="debtor_id IN (SELECT id FROM party WHERE level = 'holder')"
        " AND ((subject_kind = 'mine' AND subject_id = :mine) OR (subject_kind = 'mining_right' AND subject_id IN"
        " (SELECT r.id FROM mineral_right r WHERE r.id = :right AND r.county_id = :new)))",
        mine=mine.id, right=mine.right_id)


def _free(desk: Desk, mine: MineRef, path: str) -> bool:
    """Take the inspector off, unless he serves above the new place as well."""
    return desk.run(
        "UPDATE mine SET inspector_id = NULL WHERE id = :id AND inspector_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM post s"
        " JOIN party p ON p.id = s.office_id WHERE s.officer_id = mine.inspector_id AND s.role = 'inspector'"
        " AND :path LIKE p.path || '%' AND (s.valid_to IS NULL OR s.valid_to >= :today))",
        id=mine.id, path=path, today=desk.today) == 1


# A mine is answered for at the county and the township where it lies.
STRAY = ("mine_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM mine m LEFT JOIN party t ON t.code = m.area_code"
         " AND t.level <> 'holder' WHERE m.id = responsibility.mine_id AND responsibility.office_id IN (m.county_id, t.id))")


def end_strays(desk: Desk) -> int:
    """End what offices answered for where the mine lies no more; what was still to begin is taken back. How many."""
    taken_back = desk.run(f"DELETE FROM responsibility WHERE {STRAY} AND valid_from >= :today", today=desk.today)
    return taken_back + desk.run(
        f"UPDATE responsibility SET valid_to = :last WHERE {STRAY} AND (valid_to IS NULL OR valid_to > :last)",
        last=desk.today - timedelta(days=1))
