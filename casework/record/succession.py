"""What hangs on an office that is abolished goes to its successor."""

from casework import journal
from casework.desk import Desk
from casework.duty.creditors import change_creditor
from casework.journal import Entry
from casework.record.by_token import refuse_reach
from casework.record.parties import PartyRef
from foundation.errors import ConflictError

# What points at an office and must point at its successor instead.
HANGS = (("party", "parent_id"), ("area", "office_id"), ("mine", "county_id"), ("mineral_right", "county_id"),
         ("mineral_right", "issuer_id"))


def hangs_on(desk: Desk, office: PartyRef) -> bool:
    """Whether anything does that cannot stay where nobody is."""
    return _mines_in(desk, office) or any(desk.scalar(f"SELECT 1 FROM {table} WHERE {column} = :id LIMIT 1", id=office.id)
                                          for table, column in HANGS)


def hand_over(desk: Desk, office: PartyRef, heir: PartyRef) -> dict[str, int]:
    """Let it hang on the heir; how much of each."""
    if desk.scalar("SELECT 1 FROM party WHERE parent_id = :id LIMIT 1", id=office.id):
        refuse_reach(desk, office.path, heir.path)
    if heir.parent_id != office.parent_id and _mines_in(desk, office):
        raise ConflictError(f"Mines lie in {office.name}, and {heir.name} is of another county.",
                            way_out="Move them first, each with its county: `kuangjian mine move`.")
    desk.run("UPDATE party SET path = :new || substr(path, :rest) WHERE path LIKE :below AND id <> :id",
             new=heir.path, rest=len(office.path) + 1, below=f"{office.path}%", id=office.id)
    change_creditor(desk, office.id, heir.id, {"old": office.code, "new": heir.code})
    desk.run("UPDATE work_item SET office_id = :heir WHERE office_id = :id AND settled_at IS NULL", heir=heir.id, id=office.id)
    desk.run("UPDATE watcher SET office_id = :heir WHERE office_id = :id", heir=heir.id, id=office.id)
    desk.run("UPDATE watcher SET area_code = :new WHERE area_code = :old", new=heir.code, old=office.code)
    moved = {f"moved_{table}_{column}": desk.run(f"UPDATE {table} SET {column} = :heir WHERE {column} = :id",
                                                 heir=heir.id, id=office.id) for table, column in HANGS}
    return moved | {"moved_mine_area_code": _rename_area(desk, office, heir)}


def _mines_in(desk: Desk, office: PartyRef) -> bool:
    """Whether mines lie in it by their division: a township's, which are the county's to keep."""
    return office.level == "township" and desk.scalar("SELECT 1 FROM mine WHERE area_code = :code LIMIT 1",
                                                      code=office.code) is not None


def _rename_area(desk: Desk, office: PartyRef, heir: PartyRef) -> int:
    if office.level != "township":
        return 0
    moved = desk.rows("UPDATE mine SET area_code = :new WHERE area_code = :old RETURNING id, county_id", new=heir.code,
                      old=office.code)
    journal.note_each(desk, "mine.moved", "mine", [Entry(row.id, row.county_id, {"old_area": office.code, "area": heir.code})
                                                   for row in sorted(moved, key=lambda row: int(row.id))])
    return len(moved)
