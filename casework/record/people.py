"""Officers come, take posts, are away, and leave."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from casework import journal
from casework.bulk import insert_rows
from casework.desk import Desk
from casework.record.days import refuse_backwards
from casework.record.officers import name_of, permit_about, permit_at, usable_address
from foundation.errors import ConflictError, InvalidError
from models import Absence, Officer, Post
from regulation.terms import ROLES


def add_officer(desk: Desk, *, office_id: int, role: str, name: str, email: str | None = None,
                title: str = "", since: date | None = None) -> int:
    """Take in an officer with a first post; the officer's id."""
    permit_at(desk, office_id)
    if not name.strip():
        raise InvalidError("An officer needs a name.", way_out="Give the name.")
    officer_id = insert_rows(desk, Officer, [{"name": name.strip(), "email": usable_address(email)}])[0]
    journal.note(desk, "officer.add", "officer", officer_id, office_id=office_id)
    give_post(desk, officer_id, office_id=office_id, role=role, title=title, since=since)
    return officer_id


def give_post(desk: Desk, officer_id: int, *, office_id: int, role: str, title: str = "",
              since: date | None = None, until: date | None = None) -> int:
    """Give an officer a post at an office from a day (today) to a last day or openly; the post's id."""
    level = permit_at(desk, office_id)
    name_of(desk, officer_id)
    if role not in ROLES or (role == "holder") != (level == "holder"):
        raise InvalidError(f"{role!r} is no role at a {level}.",
                           way_out=f"Roles: {', '.join(ROLES)}; holder is for holders alone.")
    first = since or desk.today
    refuse_backwards("post", first, until)
    ended = desk.rows("SELECT name FROM party WHERE id = :id AND valid_to < :first", id=office_id, first=first)
    if ended:
        raise ConflictError(f"{ended[0].name} was abolished before {first}.", way_out="Give the post at its successor.")
    post_id = insert_rows(desk, Post, [{"officer_id": officer_id, "office_id": office_id, "role": role,
                                        "title": title, "valid_from": first, "valid_to": until}])[0]
    journal.note(desk, "post.give", "post", post_id, office_id=office_id, officer=officer_id, role=role,
                 first=first, last=until)
    return post_id


def change_address(desk: Desk, officer_id: int, email: str | None) -> None:
    """Give an officer another address, which is written to again."""
    office_id = permit_about(desk, officer_id)
    desk.run("UPDATE officer SET email = :email, email_fails = :no WHERE id = :id",
             email=usable_address(email), no=False, id=officer_id)
    journal.note(desk, "officer.address", "officer", officer_id, office_id=office_id)


def set_absence(desk: Desk, officer_id: int, *, first: date, last: date, substitute_id: int | None = None,
                reason: str = "") -> int:
    """Record days away, both included, and who stands in; the absence's id."""
    office_id = permit_about(desk, officer_id)
    refuse_backwards("absence", first, last)
    _refuse_self(desk, officer_id, substitute_id)
    absence_id = insert_rows(desk, Absence, [{"officer_id": officer_id, "first": first, "last": last,
                                              "substitute_id": substitute_id, "reason": reason}])[0]
    journal.note(desk, "officer.absence", "officer", officer_id, office_id=office_id, first=first, last=last,
                 substitute=substitute_id)
    return absence_id


@dataclass(frozen=True)
class Leaving:
    """What a leaver left behind; without a successor the mines are free and the absences uncovered."""

    posts_ended: int
    mines_freed: int
    mines_handed_over: int
    absences_uncovered: int


def officer_leaves(desk: Desk, officer_id: int, *, last_day: date,
                   successor_id: int | None = None) -> Leaving:
    """End all posts after the last day; a successor takes over, or inspected mines are free (一（二）)."""
    office_id = permit_about(desk, officer_id)
    _refuse_self(desk, officer_id, successor_id)
    if successor_id is not None:
        _hand_over(desk, officer_id, last_day, successor_id)
    left = _end(desk, officer_id, last_day, successor_id)
    journal.note(desk, "officer.leave", "officer", officer_id, office_id=office_id, last_day=last_day,
                 successor=successor_id, **asdict(left))
    return left


def _hand_over(desk: Desk, officer_id: int, last_day: date, successor_id: int) -> None:
    desk.run(
        "INSERT INTO post (officer_id, office_id, role, title, valid_from, valid_to)"
        " SELECT :heir, p.office_id, p.role, p.title,"
        " CASE WHEN p.valid_from > :after THEN p.valid_from ELSE :after END, p.valid_to"
        " FROM post p WHERE p.officer_id = :id AND (p.valid_to IS NULL OR p.valid_to > :last)"
        " AND NOT EXISTS (SELECT 1 FROM post own WHERE own.officer_id = :heir AND own.office_id = p.office_id"
        " AND own.role = p.role AND own.valid_to IS NULL)",
        heir=successor_id, id=officer_id, last=last_day, after=last_day + timedelta(days=1))


def _end(desk: Desk, officer_id: int, last_day: date, successor_id: int | None) -> Leaving:
    # A post that was still to begin would end before it does: it is taken back.
    taken_back = desk.run("DELETE FROM post WHERE officer_id = :id AND valid_from > :last",
                          id=officer_id, last=last_day)
    ended = desk.run("UPDATE post SET valid_to = :last"
                     " WHERE officer_id = :id AND (valid_to IS NULL OR valid_to > :last)",
                     id=officer_id, last=last_day)
    mines = desk.run("UPDATE mine SET inspector_id = :heir WHERE inspector_id = :id",
                     id=officer_id, heir=successor_id)
    covered = desk.run("UPDATE absence SET substitute_id ="
                       " CASE WHEN officer_id <> CAST(:heir AS INTEGER) THEN CAST(:heir AS INTEGER) END"
                       " WHERE substitute_id = :id AND last > :last",
                       id=officer_id, heir=successor_id, last=last_day)
    free = successor_id is None
    return Leaving(taken_back + ended, mines if free else 0, 0 if free else mines, covered if free else 0)


def _refuse_self(desk: Desk, officer_id: int, other_id: int | None) -> None:
    if other_id is None:
        return
    name_of(desk, other_id)
    if other_id == officer_id:
        raise InvalidError("Nobody stands in for or succeeds himself.",
                           way_out="Name a colleague, or nobody.")

