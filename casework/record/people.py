"""Officers come, take posts and give them up; how they are called and written to."""

from datetime import date
from typing import Any

from sqlalchemy import Date

from casework import journal
from casework.bulk import insert_rows
from casework.clue.newcomers import name_newcomers
from casework.desk import Desk
from casework.in_force import in_force
from casework.record.addresses import addresses_withheld, usable_address
from casework.record.by_token import gives_no_more
from casework.record.days import plausible, refuse_backwards
from casework.record.officers import permit_about, permit_at, permit_seeing
from casework.record.parties import hold
from foundation.errors import ConflictError, InvalidError, NotFoundError
from models import Officer, Post
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


@gives_no_more
def give_post(desk: Desk, officer_id: int, *, office_id: int, role: str, title: str = "",
              since: date | None = None, until: date | None = None) -> int:
    """Give an officer a post at an office from a day (today) to a last day or openly; the post's id."""
    level = permit_at(desk, office_id)
    permit_seeing(desk, officer_id)
    if role not in ROLES or (role == "holder") != (level == "holder"):
        raise InvalidError(f"{role!r} is no role at a {level}.",
                           way_out=f"Roles: {', '.join(ROLES)}; holder is for holders alone.")
    first = since or desk.today
    refuse_backwards("post", first, until)
    hold(desk, [office_id])
    ended = desk.rows("SELECT name FROM party WHERE id = :id AND valid_to < :first", id=office_id, first=first)
    if ended:
        raise ConflictError(f"{ended[0].name} was abolished before {first}.", way_out="Give the post at its successor.")
    post_id = insert_rows(desk, Post, [{"officer_id": officer_id, "office_id": office_id, "role": role,
                                        "title": title, "valid_from": first, "valid_to": until}])[0]
    journal.note(desk, "post.give", "post", post_id, office_id=office_id, officer=officer_id, role=role,
                 first=first, last=until)
    name_newcomers(desk, [officer_id])
    return post_id


def change_address(desk: Desk, officer_id: int, email: str | None) -> None:
    """Give an officer another address, which is written to again; where he has an open account, by whoever manages that."""
    office_id = permit_about(desk, officer_id)
    if addresses_withheld(desk, [officer_id]):
        permit_about(desk, officer_id, "account.manage")
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


@gives_no_more
def end_post(desk: Desk, post_id: int, last_day: date) -> None:
    """End a post after its last day; one that would end before it begins is taken back.

    Refused for the last post of whoever would serve nowhere at once: all that hangs on him is handed over by leaving. One that
    runs out later becomes a gap of its office if that was forgotten.
    """
    row = _held(desk, post_id)
    permit_at(desk, row.office_id)
    plausible(last_day)
    if desk.postgres:  # two at once would each leave him the other's
        desk.run("SELECT id FROM officer WHERE id = :id FOR NO KEY UPDATE", id=row.officer_id)
    if last_day < max(desk.today, row.valid_from):
        _refuse_last(desk, row.officer_id, post_id)
    ended = desk.run("UPDATE post SET valid_to = :last WHERE id = :id AND valid_from <= :last"
                     " AND (valid_to IS NULL OR valid_to >= :today)", last=last_day, today=desk.today, id=post_id)
    taken_back = desk.run("DELETE FROM post WHERE id = :id AND valid_from > :last", last=last_day, id=post_id)
    if not ended + taken_back:
        raise ConflictError(f"Post {post_id} has ended already.", way_out="Nothing is left to do.")
    journal.note(desk, "post.end", "officer", row.officer_id, office_id=row.office_id, post=post_id, last=last_day,
                 taken_back=bool(taken_back))


def _refuse_last(desk: Desk, officer_id: int, post_id: int) -> None:
    held = desk.rows("SELECT id FROM post WHERE officer_id = :id AND (valid_to IS NULL OR valid_to >= :today)", id=officer_id,
                     today=desk.today)
    if [row.id for row in held] == [post_id]:
        raise ConflictError("This is the last post; whoever serves nowhere keeps neither account nor mines.",
                            way_out="Record the leaving, which hands everything over: `kuangjian officer leave`.")


def _held(desk: Desk, post_id: int) -> Any:
    rows = desk.rows("SELECT officer_id, office_id, valid_from FROM post WHERE id = :id",
                     types={"valid_from": Date()}, id=post_id)
    if not rows:
        raise NotFoundError(f"There is no post {post_id}.", way_out="Look at the officer's page.")
    return rows[0]


def refuse_gone(desk: Desk, officer_id: int, day: date) -> None:
    """Refuse whoever serves nowhere on a day, or nowhere that the actor may look."""
    permit_seeing(desk, officer_id)
    if not desk.scalar(f"SELECT 1 FROM post WHERE officer_id = :id AND {in_force('post', 'day')}", id=officer_id, day=day):
        raise ConflictError(f"Officer {officer_id} serves nowhere on {day}.", way_out="Choose somebody who does.")
