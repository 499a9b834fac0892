"""Officers come, take posts, give them up, are away and come back."""

from collections.abc import Collection
from datetime import date
from typing import Any

from casework import journal
from casework.bulk import insert_rows
from casework.desk import Desk
from casework.in_force import in_force
from casework.record.days import plausible, refuse_backwards
from casework.record.officers import permit_about, permit_at, permit_seeing, usable_address
from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError
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
    permit_seeing(desk, officer_id)
    if role not in ROLES or (role == "holder") != (level == "holder"):
        raise InvalidError(f"{role!r} is no role at a {level}.",
                           way_out=f"Roles: {', '.join(ROLES)}; holder is for holders alone.")
    refuse_by_token(desk, [role])
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


def refuse_by_token(desk: Desk, roles: Collection[str]) -> None:
    """Refuse a program that would make somebody an administrator: no token makes another way in."""
    if desk.actor.only is not None and "administrator" in roles:
        raise RefusedError("A token may not give the role administrator.",
                           way_out="Have an administrator do it who has signed in.")


def change_address(desk: Desk, officer_id: int, email: str | None) -> None:
    """Give an officer another address, which is written to again; where he has an open account, by whoever manages that."""
    office_id = permit_about(desk, officer_id)
    if desk.scalar("SELECT 1 FROM account WHERE officer_id = :id AND closed_at IS NULL", id=officer_id):
        permit_about(desk, officer_id, "account.manage")  # one-time links go to this address
    desk.run("UPDATE officer SET email = :email, email_fails = :no WHERE id = :id",
             email=usable_address(email), no=False, id=officer_id)
    journal.note(desk, "officer.address", "officer", officer_id, office_id=office_id)


def change_officer(desk: Desk, officer_id: int, *, name: str, email: str | None) -> None:
    """Another name or another address, as far as they differ; an address that fails is left as it is unless it is another."""
    permit_about(desk, officer_id)
    was = desk.rows("SELECT name, email FROM officer WHERE id = :id", id=officer_id)[0]
    if name.strip() != was.name:
        rename_officer(desk, officer_id, name)
    if usable_address(email) != (was.email or None):
        change_address(desk, officer_id, email)


def rename_officer(desk: Desk, officer_id: int, name: str) -> None:
    """Write an officer's name otherwise; names of persons stay out of the journal."""
    office_id = permit_about(desk, officer_id)
    if not name.strip():
        raise InvalidError("An officer needs a name.", way_out="Give the name.")
    desk.run("UPDATE officer SET name = :name WHERE id = :id", name=name.strip(), id=officer_id)
    journal.note(desk, "officer.rename", "officer", officer_id, office_id=office_id)


def end_post(desk: Desk, post_id: int, last_day: date) -> None:
    """End a post after its last day; one that would end before it begins is taken back."""
    row = _row(desk, "post", post_id)
    permit_at(desk, row.office_id)
    plausible(last_day)
    ended = desk.run("UPDATE post SET valid_to = :last WHERE id = :id AND valid_from <= :last"
                     " AND (valid_to IS NULL OR valid_to >= :today)", last=last_day, today=desk.today, id=post_id)
    taken_back = desk.run("DELETE FROM post WHERE id = :id AND valid_from > :last", last=last_day, id=post_id)
    if not ended + taken_back:
        raise ConflictError(f"Post {post_id} has ended already.", way_out="Nothing is left to do.")
    journal.note(desk, "post.end", "officer", row.officer_id, office_id=row.office_id, post=post_id, last=last_day,
                 taken_back=bool(taken_back))


def set_absence(desk: Desk, officer_id: int, *, first: date, last: date, substitute_id: int | None = None,
                reason: str = "") -> int:
    """Record days away, both included, and who stands in; the absence's id."""
    office_id = permit_about(desk, officer_id)
    refuse_backwards("absence", first, last)
    _refuse_self(officer_id, substitute_id)
    if substitute_id is not None:
        refuse_gone(desk, substitute_id, first)
    absence_id = insert_rows(desk, Absence, [{"officer_id": officer_id, "first": first, "last": last,
                                              "substitute_id": substitute_id, "reason": reason}])[0]
    journal.note(desk, "officer.absence", "officer", officer_id, office_id=office_id, first=first, last=last,
                 substitute=substitute_id)
    return absence_id


def end_absence(desk: Desk, absence_id: int, last_day: date) -> None:
    """Write down that an officer is back after this day; an absence that had not begun by then is taken back."""
    row = _row(desk, "absence", absence_id)
    office_id = permit_about(desk, row.officer_id)
    plausible(last_day)
    cut = desk.run("UPDATE absence SET last = :last WHERE id = :id AND first <= :last AND last > :last", last=last_day,
                   id=absence_id)
    taken_back = desk.run("DELETE FROM absence WHERE id = :id AND first > :last", last=last_day, id=absence_id)
    if not cut + taken_back:
        raise ConflictError("This absence is over by then anyway.", way_out="Nothing is left to do.")
    journal.note(desk, "officer.back", "officer", row.officer_id, office_id=office_id, last=last_day)


def _row(desk: Desk, table: str, number: int) -> Any:
    columns = {"post": "officer_id, office_id", "absence": "officer_id"}[table]
    rows = desk.rows(f"SELECT {columns} FROM {table} WHERE id = :id", id=number)
    if not rows:
        raise NotFoundError(f"There is no {table} {number}.", way_out="Look at the officer's page.")
    return rows[0]


def refuse_gone(desk: Desk, officer_id: int, day: date) -> None:
    """Refuse whoever serves nowhere on a day, or nowhere that the actor may look."""
    permit_seeing(desk, officer_id)
    if not desk.scalar(f"SELECT 1 FROM post WHERE officer_id = :id AND {in_force('post', 'day')}", id=officer_id, day=day):
        raise ConflictError(f"Officer {officer_id} serves nowhere on {day}.", way_out="Choose somebody who does.")


def _refuse_self(officer_id: int, other_id: int | None) -> None:
    if other_id == officer_id:
        raise InvalidError("Nobody stands in for himself.", way_out="Name a colleague, or nobody.")
