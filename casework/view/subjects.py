"""What an act can be about at an office or holder: the mines, rights and people in its reach, to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from casework.act.offering import Recorder
from casework.act.subjects import resolve
from casework.desk import Desk
from casework.in_force import running
from casework.view.listing import ALL, Asked, Filter, Part, Table, containing, part
from foundation.errors import NotFoundError

LATE = timedelta(days=366)  # what was done before something ended may be recorded so much later
COUNTIES = "(SELECT id FROM party WHERE path LIKE :below)"
DIVISIONS = "(SELECT code FROM party WHERE id = :party UNION SELECT code FROM area WHERE office_id = :party)"
RECENT = "(x.valid_to IS NULL OR x.valid_to >= :since)"
# In whose reach a mine or right lies: its holder's, its township's, its county's and all above, and whoever issued the licence.
MINE = ("SELECT 'mine:' || x.code AS subject, x.name, x.code AS mark, 'mine' AS kind, c.name AS place FROM mine x"
        f" JOIN party c ON c.id = x.county_id WHERE {RECENT} AND (x.holder_id = :party OR x.county_id IN {COUNTIES}"
        f" OR x.area_code IN {DIVISIONS})")
RIGHT = ("SELECT 'right:' || x.licence_no AS subject, x.name, x.licence_no AS mark, x.kind || '_right' AS kind, c.name AS place"
         f" FROM mineral_right x JOIN party c ON c.id = x.county_id WHERE x.kind = '%s' AND {RECENT}"
         f" AND (x.holder_id = :party OR x.issuer_id = :party OR x.county_id IN {COUNTIES}"
         f" OR x.id IN (SELECT m.right_id FROM mine m WHERE m.area_code IN {DIVISIONS}))")
OFFICER = ("SELECT DISTINCT '%s:' || x.id AS subject, x.name, CAST(x.id AS VARCHAR) AS mark, '%s' AS kind, p.name AS place"
           " FROM officer x JOIN post s ON s.officer_id = x.id JOIN party p ON p.id = s.office_id"
           " WHERE p.path LIKE :below AND s.valid_from <= :today AND (s.valid_to IS NULL OR s.valid_to >= :since)%s")
ACT = ("SELECT 'act:' || a.id AS subject, '履职记录' || a.id AS name, CAST(a.id AS VARCHAR) AS mark, 'act' AS kind,"
       " p.name AS place FROM act a JOIN party p ON p.id = a.party_id JOIN duty d ON d.subject_kind = 'act'"
       f" AND d.subject_id = a.id WHERE d.debtor_id = :party AND {running('d')}")
SELECTS = {
    "mine": MINE, "mining_right": RIGHT % "mining", "exploration_right": RIGHT % "exploration", "act": ACT,
    "officer": OFFICER % ("officer", "officer", ""),
    "inspector": OFFICER % ("inspector", "inspector", " AND s.role = 'inspector'"),
}
SUBJECTS = Table(
    "", sorts={"name": "s.name", "mark": "s.mark", "place": "s.place", "kind": "s.kind"}, order="name", key="s.subject",
    filters={"about": Filter("(s.name LIKE :about ESCAPE '!' OR s.mark LIKE :about ESCAPE '!')", containing),
             "is": Filter("s.subject = :is"), "sort_of": Filter("s.kind = :sort_of")})


@dataclass(frozen=True)
class Subject:
    """Something an act can be about: how a record names it, its name, its code, what it is, and where."""

    subject: str
    name: str
    mark: str
    kind: str
    place: str


def subjects_of(desk: Desk, recorder: Recorder, kinds: Sequence[str], asked: Asked = ALL) -> Part:
    """A part of what acts of an office or holder can be about, of these kinds of subject."""
    selects = [SELECTS[kind] for kind in kinds if kind in SELECTS]
    if not selects:
        return Part([], asked, more=False)
    table = replace(SUBJECTS, select=f"SELECT s.* FROM ({' UNION ALL '.join(selects)}) s WHERE 1 = 1")
    since, below = desk.today - LATE, f"{recorder.path}%"
    given: dict[str, Any] = {"party": recorder.id, "below": below, "since": since, "today": desk.today}
    bound = {name: one for name, one in given.items() if f":{name}" in table.select}
    found = part(desk, table, asked, None, **bound)
    return replace(found, rows=[Subject(*row) for row in found.rows])


def in_reach(desk: Desk, recorder: Recorder, subject: str) -> tuple[str, int, str | None]:
    """The kind, number and name of a subject that lies in the reach of an office or holder; any other is not there."""
    if not subject or subject == "self":
        return "self", 0, None
    found = subjects_of(desk, recorder, tuple(SELECTS), Asked(filters={"is": subject})).rows
    if not found:
        raise NotFoundError(f"There is no {subject} within reach of {recorder.name}.", way_out="Choose from the list.")
    return *resolve(desk, subject), found[0].name
