"""Takes in officers and their posts from one sheet: every bad row is reported, and none is half taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework import journal
from casework.access import reading_paths
from casework.bulk import add_rows, insert_rows
from casework.clue.newcomers import name_newcomers
from casework.desk import Desk
from casework.record.addresses import ADDRESS
from casework.record.by_token import gives_no_more
from casework.record.faults import Faults
from casework.record.parties import hold_named
from models import Officer, Post
from regulation.terms import ROLES
from workbooks.cells import date_of
from workbooks.reading import Column, Row

COLUMNS = (
    Column("office", ("机构代码",)),
    Column("name", ("姓名",)),
    Column("role", ("角色",)),
    Column("title", ("职务",), required=False),
    Column("email", ("电子邮箱",), required=False),
    Column("since", ("任职起",), required=False),
)
TITLES = {column.name: column.titles[0] for column in COLUMNS}
OF_OFFICES = tuple(role for role in ROLES if role != "holder")
CHINESE = ("主要领导", "分管领导", "科室负责人", "承办人", "法制审核", "督察员", "巡查员", "受理员", "统计员",
           "管理员", "审计员")
ROLE_WORDS = dict(zip(CHINESE, OF_OFFICES, strict=True)) | {role: role for role in OF_OFFICES}


@dataclass(frozen=True)
class OfficerReport:
    """What an import of officers did."""

    rows: int
    officers_added: int
    posts_added: int
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class _Post:
    who: tuple[str, str]  # the address and the name, or the office's code and the name where there is none
    row: Row
    office_id: int
    role: str
    since: date


@gives_no_more
def import_officers(desk: Desk, rows: Sequence[Row]) -> OfficerReport:
    """Add officers and posts not yet known, told apart by address and name; all rows or none."""
    if reading_paths(desk.actor, "records.change") == ():
        desk.permit("records.change")
    faults = Faults()
    posts = _posts(desk, rows, faults)
    warnings = faults.settle(len(rows))
    known, held = _known(desk)
    new = {post.who: post.row for post in posts if post.who not in known}
    ids = insert_rows(desk, Officer,
                      [{"name": row["name"], "email": row["email"] or None} for row in new.values()])
    people = known | dict(zip(new, ids, strict=True))
    fresh = {key: post for post in posts
             if (key := (people[post.who], post.office_id, post.role)) not in held}
    add_rows(desk, Post, [{"officer_id": officer, "office_id": office, "role": role,
                           "title": post.row["title"], "valid_from": post.since}
                          for (officer, office, role), post in fresh.items()])
    if fresh:
        name_newcomers(desk, {officer for officer, _, _ in fresh})
        journal.note(desk, "officers.import", "officer", 0, officers=len(new), posts=len(fresh))
    return OfficerReport(len(rows), len(new), len(fresh), warnings)


def _posts(desk: Desk, rows: Sequence[Row], faults: Faults) -> list[_Post]:
    hold_named(desk, {row["office"] for row in rows})
    offices = {row.code: row for row in desk.rows(
        "SELECT id, code, path FROM party WHERE level <> 'holder'"
        " AND (valid_to IS NULL OR valid_to >= :today)", today=desk.today)}
    return [post for row in rows if (post := _post(desk, row, offices, faults)) is not None]


def _post(desk: Desk, row: Row, offices: Mapping[str, Any], faults: Faults) -> _Post | None:
    office, role = offices.get(row["office"]), ROLE_WORDS.get(row["role"])
    since = date_of(row["since"]) if row["since"] else desk.today
    if office is None:
        faults.refuse(row, TITLES["office"], f"no office has the code {row['office']}",
                      "give a code such as 220221")
    else:
        desk.permit("records.change", office.path)
    if not row["name"]:
        faults.refuse(row, TITLES["name"], "is empty", "fill it in")
    if role is None:
        faults.refuse(row, TITLES["role"], f"{row['role']!r} is not known",
                      f"write one of {'、'.join(ROLE_WORDS)}")
    if since is None:
        faults.refuse(row, TITLES["since"], f"{row['since']!r} is not a date", "write it as 2010-12-31")
    _check_address(row, faults)
    if office is None or role is None or since is None:
        return None
    return _Post((row["email"] or row["office"], row["name"]), row, office.id, role, since)


def _check_address(row: Row, faults: Faults) -> None:
    if not row["email"]:
        faults.warn(row, TITLES["email"], "no address: what is due here becomes a work item of the superior")
    elif not ADDRESS.fullmatch(row["email"]):
        faults.refuse(row, TITLES["email"], f"{row['email']!r} is not a mail address",
                      "write it as name@example.cn")


def _known(desk: Desk) -> tuple[dict[tuple[str, str], int], set[tuple[int, int, str]]]:
    rows = desk.rows(
        "SELECT o.id, o.name, o.email, s.office_id, s.role, p.code FROM officer o"
        " JOIN post s ON s.officer_id = o.id JOIN party p ON p.id = s.office_id"
        " WHERE p.level <> 'holder' AND (s.valid_to IS NULL OR s.valid_to >= :today)",
        today=desk.today)
    return ({(row.email or row.code, row.name): row.id for row in rows},
            {(row.id, row.office_id, row.role) for row in rows})
