"""Accounts of the demo: one at each level, at the county all whom a case needs.

Their password is made up once, and kept where its owner alone reads it.
"""

import os
import secrets
from pathlib import Path

from casework.access import OPERATOR
from casework.account.accounts import give_link, open_account, use_links
from casework.bulk import rows_among
from casework.desk import Desk, House, open_desk
from casework.record.parties import find_party
from casework.record.people import add_officer
from deployments.demo_people import DOMAIN

FILE = "demo-accounts.txt"
USUAL = "220221"  # 永吉县
LATE = """
SELECT p.code FROM duty d JOIN reckoning k ON k.id = d.reckoning_id JOIN party p ON p.id = d.debtor_id AND p.level = 'county'
JOIN party c ON c.id = d.creditor_id AND c.level = 'city' AND c.id = p.parent_id
WHERE d.status = 'open' AND k.due < :today AND d.rule IN :rules AND d.subject_kind <> 'case' ORDER BY p.code LIMIT 1
"""
# Who signs in under which name: the first officer of a role, at the office or holder that a query finds.
WANTED = (
    ("admin", "administrator", "level = 'province'"),
    ("leader", "deputy", "level = 'province'"),
    ("province", "handler", "level = 'province'"),
    ("city", "handler", "id = (SELECT parent_id FROM party WHERE code = '{county}')"),
    ("inspector", "inspector", "id = (SELECT parent_id FROM party WHERE code = '{county}')"),
    ("county", "handler", "code = '{county}'"),
    # Those who agree, review and decide there: a case is carried from finding to closing with them.
    ("unit", "unit_head", "code = '{county}'"),
    ("review", "deputy", "code = '{county}'"),
    ("legal", "legal_reviewer", "code = '{county}'"),
    ("head", "head", "code = '{county}'"),
    ("township", "handler", "level = 'township' AND code LIKE '{county}%'"),
    ("mine", "holder", "id IN (SELECT holder_id FROM mine)"),
)


def accounts_of_demo(house: House, folder: Path) -> str:
    """What there is to sign in with, opened on first asking: a line an account, and the password of all."""
    kept = folder / FILE
    if not kept.exists():
        password = secrets.token_urlsafe(9)
        with open_desk(house, OPERATOR) as desk:
            county = county_of_demo(desk)
            _add_legal_reviewer(desk, county)
            found = [one for login, role, where in WANTED for one in _open(desk, login, role, where.format(county=county))]
            use_links(desk, [token for _, token in found], password)
        # Killed in between, they are given another password next time.
        _keep(kept, "".join(f"{line}\n" for line in [*(line for line, _ in found), f"密码 password：{password}"]))
    return kept.read_text(encoding="utf-8")


def _add_legal_reviewer(desk: Desk, county: str) -> None:
    """Where nobody reviews the law of the county's cases, let somebody do so."""
    office = find_party(desk, county).id
    if not desk.rows("SELECT 1 FROM post WHERE office_id = :office AND role = 'legal_reviewer'", office=office):
        added = add_officer(desk, office_id=office, role="legal_reviewer", name="方正", title="法制审核员",
                            email=f"{county}.legal_reviewer@{DOMAIN}")
        desk.run("UPDATE officer SET demo = :yes WHERE id = :id", yes=True, id=added)  # so letters to him are marked, too


def county_of_demo(desk: Desk) -> str:
    """A county that is late with a report to its city, so that there is something to see to; or the usual one."""
    book = desk.rulebook
    rules = [rule.code for rule in book.duties.values() if book.acts[rule.act].reviewed]
    late = rows_among(desk, LATE, {"rules": rules}, today=desk.today)
    return str(late[0].code) if late else USUAL


def _open(desk: Desk, login: str, role: str, where: str) -> list[tuple[str, str]]:
    """The account's line and a link's token, where there is such an officer."""
    rows = desk.rows(
        "SELECT s.officer_id, o.name AS officer, p.name AS office, s.title FROM party p JOIN post s ON s.office_id = p.id"
        f" JOIN officer o ON o.id = s.officer_id WHERE s.role = :role AND p.{where} ORDER BY p.code, s.id LIMIT 1", role=role)
    found = []
    for row in rows:
        there = desk.scalar("SELECT 1 FROM account WHERE login = :login", login=login)
        link = give_link(desk, row.officer_id) if there else open_account(desk, row.officer_id, login)
        found.append((f"{login}\t{row.office}{row.title} {row.officer}", link.token))
    return found


def _keep(file: Path, told: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        out.write(told)
