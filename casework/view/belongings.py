"""What hangs on an officer, before he leaves: everything that is handed over, ended, or closed with his leaving."""

from dataclasses import dataclass

from casework.bulk import rows_among
from casework.desk import Desk
from casework.in_force import in_force
from casework.record.officers import permit_about
from casework.scope import scope
from casework.view.officer_told import OfficerTold, officer_told
from regulation.terms import Per

SHOWN = 300  # colleagues to choose from
COUNTS = """
SELECT (SELECT count(*) FROM mine WHERE inspector_id = :id) AS mines,
       (SELECT count(*) FROM responsibility WHERE officer_id = :id
            AND (valid_to IS NULL OR valid_to >= :today)) AS responsibilities,
       (SELECT count(*) FROM absence WHERE substitute_id = :id AND last >= :today) AS substitutions,
       (SELECT count(*) FROM duty WHERE rule IN :rules AND subject_kind IN ('officer', 'inspector') AND subject_id = :id
            AND status IN ('open', 'suspended')) AS duties,
       (SELECT count(*) FROM letter WHERE recipient_id = :id AND state IN ('queued', 'sending')) AS letters,
       (SELECT count(*) FROM draft WHERE officer_id = :id) AS drafts,
       (SELECT count(*) FROM work_item w JOIN letter x ON x.id = w.letter_id WHERE x.recipient_id = :id
            AND w.settled_at IS NULL) AS work_items,
       (SELECT count(*) FROM api_token WHERE officer_id = :id AND revoked_at IS NULL AND ends_at > :now) AS tokens,
       (SELECT count(*) FROM calendar_feed f JOIN account a ON a.id = f.account_id WHERE a.officer_id = :id
            AND f.revoked_at IS NULL) AS feeds,
       (SELECT count(*) FROM account WHERE officer_id = :id AND closed_at IS NULL) AS accounts
"""
# Those who serve where he does, then those of the offices above and below.
COLLEAGUES = f"""
SELECT o.id, o.name, p.name AS office FROM post own
JOIN party his ON his.id = own.office_id
JOIN party p ON p.id = his.id OR p.id = his.parent_id OR (p.parent_id = his.id AND p.level <> 'holder')
JOIN post s ON s.office_id = p.id AND {in_force('s')}
JOIN officer o ON o.id = s.officer_id AND o.id <> :id
WHERE own.officer_id = :id AND (own.valid_to IS NULL OR own.valid_to >= :today) AND {{within}}
GROUP BY o.id, o.name, p.id, p.name, his.id ORDER BY p.id <> his.id, p.id, o.name, o.id LIMIT {SHOWN}
"""


@dataclass(frozen=True)
class Belongings:
    """Numbers of what hangs on an officer, beside what his page lists."""

    officer: OfficerTold
    mines: int  # inspected
    responsibilities: int
    substitutions: int
    duties: int  # owed about him; they are closed by the next watch
    letters: int  # that have not left
    drafts: int  # forms half filled in
    work_items: int  # about letters to him that were lost; they stay with the office that has them
    tokens: int
    feeds: int
    account: bool


@dataclass(frozen=True)
class Colleague:
    """Somebody who could stand in or take over."""

    id: int
    name: str
    office: str


def belongings(desk: Desk, officer_id: int) -> Belongings:
    """What would be handed over, for whoever may do that."""
    permit_about(desk, officer_id)
    about_people = [rule.code for rule in desk.rulebook.duties.values() if rule.per in (Per.OFFICER, Per.INSPECTOR)]
    row = rows_among(desk, COUNTS, {"rules": about_people}, id=officer_id, today=desk.today, now=desk.now)[0]._asdict()
    return Belongings(officer_told(desk, officer_id), account=bool(row.pop("accounts")), **row)


def colleagues(desk: Desk, officer_id: int) -> list[Colleague]:
    """Who serves with the officer, or next above or below him, as far as the reader may look."""
    within, values = scope(desk, "office.read", None)
    rows = desk.rows(COLLEAGUES.format(within=within), id=officer_id, today=desk.today, **values)
    found: dict[int, Colleague] = {}
    for row in rows:  # one who serves at two of these offices stands in the list once
        found.setdefault(row.id, Colleague(row.id, row.name, row.office))
    return list(found.values())
