"""What is missing for every task to have its person (任务到矿、责任到人): the gaps of offices, found in SQL."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date

from casework.bulk import rows_among
from casework.desk import Desk
from casework.in_force import in_force, standing
from casework.letter.recipients import ROLES, STAND_INS, USABLE
from models.case import OPEN

SOON = timedelta(days=30)  # a post that ends within these wants its successor
STANDS = standing("p", "day")
SERVES = in_force("s", "day")
MINE_STANDS = in_force("m", "day")
HELD = f"SELECT 1 FROM post s WHERE s.office_id = p.id AND {SERVES} AND s.role IN "
WRITTEN_TO = (f"SELECT 1 FROM post s JOIN officer ON officer.id = s.officer_id WHERE s.office_id = p.id AND s.role IN {ROLES}"
              f" AND {SERVES} AND {USABLE}")
HOLDS = f"EXISTS (SELECT 1 FROM mineral_right r WHERE r.holder_id = p.id AND {in_force('r', 'day')})"
PEOPLE = ("officer JOIN post s ON s.officer_id = officer.id JOIN party p ON p.id = s.office_id"
          f" WHERE {SERVES} AND {STANDS}")
AWAY = "FROM absence a WHERE a.officer_id = officer.id AND a.first <= :day AND a.last >= :day"
# Whoever has something of which a leaving would have freed him.
LEFT_BEHIND = ("SELECT officer_id FROM account WHERE closed_at IS NULL UNION SELECT officer_id FROM api_token WHERE"
               " officer_id IS NOT NULL AND revoked_at IS NULL AND ends_at > :now UNION SELECT m.inspector_id FROM mine m WHERE"
               " m.inspector_id IS NOT NULL AND (m.valid_to IS NULL OR m.valid_to >= :day) UNION SELECT officer_id FROM"
               " responsibility WHERE valid_to IS NULL OR valid_to >= :day")
ITSELF, OF_MINE = "'', 'office', p.id, {day}", "m.name, 'mine', m.id, {day}"
OF_OFFICER = "officer.name, 'officer', officer.id, {day}"
NO_DAY = "CAST(NULL AS DATE)"
# By kind: what it is about with a day, and FROM and WHERE; `p` is the office concerned.
KINDS: dict[str, tuple[str, str]] = {
    "no_leader": (ITSELF, f"party p WHERE p.level <> 'holder' AND {STANDS} AND NOT EXISTS ({HELD} ('head', 'deputy'))"),
    "no_handler": (ITSELF, f"party p WHERE p.level <> 'holder' AND {STANDS} AND NOT EXISTS ({HELD} ('handler'))"),
    "no_legal_reviewer": (
        ITSELF, f"party p WHERE {STANDS} AND NOT EXISTS ({HELD} ('legal_reviewer')) AND EXISTS"
        f" (SELECT 1 FROM enforcement_case c WHERE c.office_id = p.id AND c.{OPEN})"),
    "unreachable": (ITSELF, f"party p WHERE {STANDS} AND (p.level <> 'holder' OR {HOLDS}) AND NOT EXISTS ({WRITTEN_TO})"),
    "no_inspector": (
        OF_MINE, f"mine m JOIN party p ON p.id = m.county_id WHERE {MINE_STANDS} AND NOT EXISTS (SELECT 1 FROM post s"
        f" WHERE s.officer_id = m.inspector_id AND s.role = 'inspector' AND {SERVES})"),
    "no_address": (OF_OFFICER, f"{PEOPLE} AND NOT coalesce({USABLE}, 1 = 0)"),
    "post_ending": (
        OF_OFFICER.format(day="s.valid_to"),
        f"{PEOPLE} AND s.valid_to <= :soon AND NOT EXISTS (SELECT 1 FROM post n WHERE n.office_id = s.office_id"
        " AND n.role = s.role AND n.id <> s.id AND (n.valid_to IS NULL OR n.valid_to > s.valid_to))"),
    "not_represented": (
        OF_OFFICER.format(day=f"(SELECT max(a.last) {AWAY})"),
        f"{PEOPLE} AND EXISTS (SELECT 1 {AWAY}) AND NOT EXISTS (SELECT 1 FROM stand_in"
        " WHERE stand_in.officer_id = officer.id)"),
    "serves_nowhere": (
        OF_OFFICER, "officer JOIN post s ON s.officer_id = officer.id JOIN party p ON p.id = s.office_id"
        " WHERE s.valid_to < :day AND NOT EXISTS (SELECT 1 FROM post n WHERE n.officer_id = officer.id AND (n.valid_to IS NULL"
        f" OR n.valid_to > s.valid_to)) AND officer.id IN ({LEFT_BEHIND})"),
    "responsible_left": (
        "officer.name, CASE WHEN r.mine_id IS NULL THEN 'office' ELSE 'mine' END, coalesce(r.mine_id, p.id), {day}",
        "responsibility r JOIN officer ON officer.id = r.officer_id JOIN party p ON p.id = r.office_id"
        f" WHERE {STANDS} AND {in_force('r', 'day')} AND NOT EXISTS"
        f" (SELECT 1 FROM post s WHERE s.officer_id = r.officer_id AND s.office_id = r.office_id AND {SERVES})"),
}


def gaps_among(within: str) -> str:
    """A WITH clause ending in `gap`, a row a gap, among the offices that a condition on `p` holds."""
    # UNION, not UNION ALL: two posts of one person at one office make one gap.
    branches = " UNION ".join(
        f"SELECT '{kind}' AS kind, p.id AS office_id, {about.format(day=NO_DAY)} FROM {where} AND {within}"
        for kind, (about, where) in KINDS.items())
    return f"WITH RECURSIVE {STAND_INS}gap (kind, office_id, about, about_kind, about_id, day) AS ({branches})"


SHOWN = ("SELECT g.kind, p.code, p.name, p.level, u.name AS superior, g.about, g.about_kind, g.about_id, g.day FROM gap g"
         " JOIN party p ON p.id = g.office_id LEFT JOIN party u ON u.id = p.parent_id")


@dataclass(frozen=True)
class Gap:
    """Something missing at an office: about an officer, a mine or the office itself; until a day, where that matters."""

    kind: str
    code: str
    name: str
    level: str
    superior: str | None
    about: str
    about_kind: str
    about_id: int
    day: date | None


def gaps_at(desk: Desk, offices: Collection[int]) -> list[Gap]:
    """The gaps of these offices themselves."""
    query = f"{gaps_among('p.id IN :offices')} {SHOWN} ORDER BY p.code, g.kind, g.about_id"
    rows = rows_among(desk, query, {"offices": offices}, types={"day": Date()}, **days_of_gaps(desk))
    return [Gap(**row._asdict()) for row in rows]


def days_of_gaps(desk: Desk) -> dict[str, Any]:
    """The days that the conditions ask about."""
    return {"day": desk.today, "soon": desk.today + SOON, "now": desk.now}
