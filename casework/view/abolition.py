"""What hangs on an office, before it is abolished: what moves to its successor, what ends with it."""

from dataclasses import astuple, dataclass
from datetime import timedelta

from casework.desk import Desk
from casework.in_force import running
from casework.scope import scope
from casework.view.offices import Office, office_of

SHOWN = 300  # offices to choose from
COUNTS = f"""
SELECT (SELECT count(*) FROM party WHERE parent_id = :id AND level <> 'holder') AS offices,
       (SELECT count(*) FROM party WHERE parent_id = :id AND level = 'holder') AS holders,
       (SELECT count(*) FROM area WHERE office_id = :id) AS areas,
       (SELECT count(*) FROM mine WHERE county_id = :id
            OR area_code = (SELECT code FROM party WHERE id = :id AND level = 'township')) AS mines,
       (SELECT count(*) FROM mineral_right WHERE county_id = :id) AS rights,
       (SELECT count(*) FROM mineral_right WHERE issuer_id = :id) AS issued,
       (SELECT count(*) FROM duty WHERE creditor_id = :id AND debtor_id <> :id AND {running()}) AS owed_to_it,
       (SELECT count(*) FROM duty WHERE debtor_id = :id AND {running()}) AS owed_by_it,
       (SELECT count(*) FROM post WHERE office_id = :id AND (valid_to IS NULL OR valid_to >= :today)) AS posts,
       (SELECT count(*) FROM responsibility WHERE office_id = :id
            AND (valid_to IS NULL OR valid_to >= :today)) AS responsibilities,
       (SELECT count(*) FROM work_item WHERE office_id = :id AND settled_at IS NULL) AS work_items,
       (SELECT count(*) FROM api_token WHERE office_id = :id AND revoked_at IS NULL AND ends_at > :now) AS tokens
"""
HEIRS = f"""
SELECT p.code, p.name FROM party own JOIN party p ON p.parent_id = own.parent_id AND p.level = own.level AND p.id <> own.id
WHERE own.id = :id AND p.valid_to IS NULL
    AND (p.valid_from IS NULL OR p.valid_from <= :tomorrow) AND {{within}} ORDER BY p.code LIMIT {SHOWN}
"""


@dataclass(frozen=True)
class Hanging:
    """Numbers of what hangs on an office; what has ended counts too where it moves."""

    offices: int
    holders: int
    areas: int
    mines: int
    rights: int
    issued: int  # rights that it has granted
    owed_to_it: int
    owed_by_it: int  # closed by the next watch
    posts: int
    responsibilities: int
    work_items: int  # that wait
    tokens: int  # of its systems; they may nothing from then on

    @property
    def needs_heir(self) -> bool:
        """Whether it can be abolished only with a successor."""
        return any((self.offices, self.holders, self.areas, self.mines, self.rights, self.issued))

    @property
    def stamp(self) -> str:
        """All these numbers in a word, by which a page tells what it showed."""
        return "-".join(map(str, astuple(self)))


@dataclass(frozen=True)
class Heir:
    """An office that could take over."""

    code: str
    name: str


def hanging(desk: Desk, code: str) -> tuple[Office, Hanging]:
    """The office, and what hangs on it, for whoever keeps its records."""
    office = office_of(desk, code)
    desk.permit("records.change", office.path)
    row = desk.rows(COUNTS, id=office.id, today=desk.today, now=desk.now)[0]
    return office, Hanging(**row._asdict())


def heirs(desk: Desk, office: Office) -> list[Heir]:
    """Offices beside it whose records the actor keeps too; any other of its level can be named as well."""
    within, values = scope(desk, "records.change", None)
    return [Heir(row.code, row.name) for row in desk.rows(HEIRS.format(within=within), id=office.id,
                                                               tomorrow=desk.today + timedelta(days=1), **values)]
