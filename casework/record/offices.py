"""Offices change: a new name, one abolished; what hangs on it moves to its successor."""

from datetime import date, timedelta

from sqlalchemy import Date

from casework import journal
from casework.desk import Desk
from casework.record.days import EARLIEST, refuse_backwards
from casework.record.parties import PartyRef, find_party, hold
from casework.record.succession import hand_over, hangs_on
from foundation.errors import ConflictError, InvalidError


def rename_office(desk: Desk, code: str, name: str) -> PartyRef:
    """Give an office another name; the old one stays in the journal."""
    office = office_kept(desk, code)
    if not name.strip():
        raise InvalidError("An office needs a name.", way_out="Give the new name.")
    desk.run("UPDATE party SET name = :name WHERE id = :id", name=name.strip(), id=office.id)
    journal.note(desk, "office.rename", "party", office.id, office_id=office.id, old=office.name,
                 new=name.strip())
    return find_party(desk, office.code)


def mark_rich(desk: Desk, code: str, *, rich: bool) -> PartyRef:
    """Put a county on the province's list of mineral-rich counties (五（一）), or take it off."""
    office = office_kept(desk, code)
    if office.level != "county":
        raise InvalidError(f"{office.name} is a {office.level}, not a county.", way_out="Give the code of a county.")
    desk.run("UPDATE party SET mineral_rich = :rich WHERE id = :id", rich=rich, id=office.id)
    journal.note(desk, "office.rich", "party", office.id, office_id=office.id, rich=rich)
    return office


def abolish_office(desk: Desk, code: str, last_day: date, successor: str | None = None) -> PartyRef:
    """End an office after its last day; its posts end, and all that hangs on it moves to the successor."""
    office, *heirs = _held(desk, code, *([successor] if successor else []))
    _refuse_end(desk, office, last_day)
    heir = heirs[0] if heirs else None
    moved = {}
    if heir is not None:
        _refuse_heir(desk, office, heir, last_day)
        moved = hand_over(desk, office, heir)
    elif hangs_on(desk, office):
        raise ConflictError(f"{office.name} still has offices, holders, areas, mines or rights.",
                            way_out="Name the successor that takes them over.")
    _refuse_stranded(desk, office, last_day)
    desk.run("UPDATE party SET valid_to = :last WHERE id = :id", last=last_day, id=office.id)
    # What was still to begin would end before it does: it is taken back.
    posts = desk.run("DELETE FROM post WHERE office_id = :id AND valid_from > :last", last=last_day, id=office.id)
    posts += desk.run("UPDATE post SET valid_to = :last"
                      " WHERE office_id = :id AND (valid_to IS NULL OR valid_to > :last)",
                      last=last_day, id=office.id)
    desk.run("DELETE FROM responsibility WHERE office_id = :id AND valid_from > :last", last=last_day, id=office.id)
    desk.run("UPDATE responsibility SET valid_to = :last WHERE office_id = :id AND (valid_to IS NULL OR valid_to > :last)",
             last=last_day, id=office.id)
    journal.note(desk, "office.abolish", "party", office.id, office_id=office.id, last_day=last_day,
                 successor=heir.code if heir else None, posts=posts, **moved)
    return find_party(desk, office.code)


def office_kept(desk: Desk, code: str) -> PartyRef:
    """The office of this code, for whoever keeps its records."""
    office = find_party(desk, code, "records.change")  # one that the actor may not see is not there
    desk.permit("records.change", office.path)
    if office.level == "holder":
        raise ConflictError(f"{office.name} is a holder, not an office.",
                            way_out="Holders change by `import_holders`.")
    return office


def _held(desk: Desk, *codes: str) -> list[PartyRef]:
    """The offices of these codes, and where they stand once nobody else moves or ends one of them."""
    found = [office_kept(desk, code) for code in codes]
    hold(desk, [one.id for one in found], to_change=True)
    return [office_kept(desk, one.code) for one in found] if desk.postgres else found


def _refuse_end(desk: Desk, office: PartyRef, last_day: date) -> None:
    stood = desk.rows("SELECT valid_from, valid_to FROM party WHERE id = :id", id=office.id,
                      types={"valid_from": Date(), "valid_to": Date()})[0]
    if stood.valid_to is not None:
        raise ConflictError(f"{office.name} was abolished already, last day {stood.valid_to}.",
                            way_out="Nothing is left to do.")
    if last_day > desk.today:
        # What hangs on the office moves at once, so the day must have come.
        raise InvalidError(f"The last day {last_day} is still to come.",
                           way_out="Record it on that day or after.")
    refuse_backwards("office", stood.valid_from or EARLIEST, last_day)


def _refuse_heir(desk: Desk, office: PartyRef, heir: PartyRef, last_day: date) -> None:
    # What was set up for the day after the last one takes over on the last already.
    stands = desk.scalar("SELECT 1 FROM party WHERE id = :id AND valid_to IS NULL AND coalesce(valid_from, :day) <= :day",
                         id=heir.id, day=max(desk.today, last_day + timedelta(days=1)))
    if heir.level != office.level or heir.path.startswith(office.path) or not stands:
        raise ConflictError(f"{heir.name} cannot take over from {office.name}.",
                            way_out=f"It takes another standing office of the same level ({office.level}).")


def _refuse_stranded(desk: Desk, office: PartyRef, last_day: date) -> None:
    """Refuse to take back the only post of somebody, who would be found nowhere any more, with what he has."""
    rows = desk.rows(
        "SELECT DISTINCT o.id, o.name FROM officer o JOIN post s ON s.officer_id = o.id WHERE s.office_id = :id"
        " AND s.valid_from > :last AND NOT EXISTS (SELECT 1 FROM post n WHERE n.officer_id = o.id"
        " AND (n.office_id <> :id OR n.valid_from <= :last)) ORDER BY o.id", id=office.id, last=last_day)
    if rows:
        raise ConflictError(f"These have a post at {office.name} alone, and only after its last day:",
                            problems=tuple(row.name for row in rows),
                            way_out="Give them a post elsewhere, or record that they leave.")
