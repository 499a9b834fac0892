"""Tokens of programs: those of an office's systems and of its officers, and what another could be given; never itself."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from casework.account.api_tokens import ACTIONS
from casework.desk import Desk
from casework.grants import GRANTS, PROGRAM
from casework.record.officers import in_keeping, permit_about
from casework.view.listing import ALL, SIZE, Asked, Choice, Filter, Part, Table, containing, part
from casework.view.offices import Office
from foundation.database import Instant

# What a token may do, as it is offered: groups of actions by how their names begin.
GROUPS = (("duty", ("duty",)), ("act", ("act",)), ("clue", ("clue", "reward", "watcher")),
          ("case", ("case", "oversight", "measure", "gate", "typical")),
          ("people", ("office", "records")), ("letters", ("letter", "work")),
          ("watch", ("journal", "run")), ("rules", ("rule", "holidays")))
assert {action.partition(".")[0] for action in ACTIONS} == {one for _, names in GROUPS for one in names}
STATE = ("CASE WHEN t.revoked_at IS NOT NULL THEN 'revoked' WHEN t.ends_at <= :now THEN 'over'"
         " WHEN a.closed_at IS NOT NULL THEN 'closed' ELSE 'held' END")
LISTED = f"""
SELECT t.id AS number, t.name, t.officer_id AS officer, o.name AS officer_name, p.code, p.name AS office, t.actions,
    t.created_at, t.ends_at, t.used_at, {STATE} AS state
FROM api_token t LEFT JOIN officer o ON o.id = t.officer_id LEFT JOIN account a ON a.officer_id = t.officer_id
LEFT JOIN party p ON p.id = t.office_id WHERE
"""
# Of officers those who serve there or are going to, or served there and serve nowhere any more.
AT_OFFICES = """
(p.path LIKE :below OR t.officer_id IN (
    SELECT s.officer_id FROM post s JOIN party q ON q.id = s.office_id WHERE q.path LIKE :below AND q.level <> 'holder'
    AND (s.valid_to IS NULL OR s.valid_to >= :today OR NOT EXISTS (SELECT 1 FROM post l WHERE l.officer_id = s.officer_id
        AND (l.valid_to IS NULL OR l.valid_to >= :today)))))
"""
TABLE = Table(LISTED, sorts={"number": "t.id", "name": "t.name", "ends": "t.ends_at"}, order="-number", key="t.id", filters={
    "name": Filter("(t.name LIKE :name ESCAPE '!' OR coalesce(o.name, p.name) LIKE :name ESCAPE '!')", containing),
    "state": Choice(among={"held": f"{STATE} = 'held'", "over": f"{STATE} <> 'held'"}),
    "below": Choice(among={"yes": "1 = 1"}),
}, types={name: Instant() for name in ("created_at", "ends_at", "used_at")})


@dataclass(frozen=True)
class Token:
    """A token in a list: an officer's, or a system's of an office; whether it holds, and whether the reader may revoke it."""

    number: int
    name: str
    officer: int | None
    officer_name: str | None
    code: str | None
    office: str | None
    actions: tuple[str, ...]
    created_at: datetime
    ends_at: datetime
    used_at: datetime | None
    state: str  # held, over, revoked, closed: its officer's account is
    revocable: bool


def office_tokens(desk: Desk, office: Office, asked: Asked = ALL, *, size: int = SIZE) -> Part:
    """A part of the tokens of an office, or of all below it too, for whoever manages accounts there."""
    desk.permit("account.manage", office.path)
    below = f"{office.path}%" if asked.filters.get("below") else office.path
    table = replace(TABLE, select=f"{LISTED}{AT_OFFICES}")
    found = part(desk, table, asked, size=size, now=desk.now, today=desk.today, below=below)
    kept = in_keeping(desk, {row.officer for row in found.rows if row.officer is not None}, "account.manage")
    return replace(found, rows=[_token(row, row.officer is None or row.officer in kept) for row in found.rows])


def officer_tokens(desk: Desk, officer_id: int, *, revocable: bool) -> list[Token]:
    """The newest tokens of an officer, for himself or for whoever manages his account."""
    found = part(desk, replace(TABLE, select=f"{LISTED} t.officer_id = :officer"), ALL, now=desk.now, officer=officer_id)
    return [_token(row, revocable) for row in found.rows]


def _token(row: Any, revocable: bool) -> Token:
    held = {**row._asdict(), "actions": tuple(json.loads(row.actions))}
    return Token(**held, revocable=revocable and row.state in ("held", "closed"))


def offered_to_system() -> list[tuple[str, list[str]]]:
    """What an office's system may be given, in groups."""
    return _grouped({PROGRAM})


def offered_to_officer(desk: Desk, officer_id: int) -> list[tuple[str, list[str]]]:
    """What an officer's token may be given, in groups: what his posts, also those to come, allow himself."""
    permit_about(desk, officer_id, "account.manage")
    rows = desk.rows("SELECT DISTINCT role FROM post WHERE officer_id = :id AND (valid_to IS NULL OR valid_to >= :today)",
                     id=officer_id, today=desk.today)
    return _grouped({row.role for row in rows})


def _grouped(roles: set[str]) -> list[tuple[str, list[str]]]:
    open_to = {grant.action for grant in GRANTS if not roles.isdisjoint(grant.roles)} & set(ACTIONS)
    order = list(dict.fromkeys(grant.action for grant in GRANTS))
    groups = [(name, [action for action in order if action in open_to and action.partition(".")[0] in begins])
              for name, begins in GROUPS]
    return [(name, actions) for name, actions in groups if actions]
