"""Cases with all that hangs on them: a database goes back before them and forward again; their history cannot be emptied."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from casework.case.watching import watch_cases
from casework.desk import House
from models.schema import check, downgrade, upgrade
from tests.casework.cases import a_bureau, as_it_is, filed, move, with_exhibits
from tests.casework.papers import keeping
from tests.casework.town import at, go_to

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)
APPENDED = ("journal", "journal_seal", "case_event", "case_custody", "document_signature", "case_payment",
            "case_payment_correction", "case_service",
            "case_report_step", "supervision_reply", "case_document")
# What hangs on a duty of a case beside what its moves write: half filled in, handed in, granted; and what does not.
HANGING = (
    "INSERT INTO kept_file (id, sha256, size, media_type, name, kept_by, kept_at)"
    " VALUES (990, 'x', 1, 'x', 'x.pdf', 'x', :now)",
    "INSERT INTO draft (id, officer_id, about, duty_id, content, version, saved_by, saved_at)"
    " SELECT 77, min(o.id), 'duty:x', :duty, '{}', 1, 'x', :now FROM officer o",
    "INSERT INTO draft (id, officer_id, about, content, version, saved_by, saved_at)"
    " SELECT 78, min(o.id), 'kind:patrol', '{}', 1, 'x', :now FROM officer o",
    "INSERT INTO draft_file (draft_id, file_id, name) VALUES (77, 990, 'x'), (78, 990, 'x')",
    "INSERT INTO submission (id, duty_id, fields, handed_in_on, handed_in_by, handed_in_at, state)"
    " VALUES (55, :duty, '{}', '2025-08-04', 'x', :now, 'handed_in')",
    "INSERT INTO submission_file (submission_id, name, file_id) VALUES (55, 'x', 990)",
    "INSERT INTO extension (duty_id, n, unit, reason, approver, granted_at) VALUES (:duty, 1, 'day', 'x', 'x', :now)")


def counted(house: House, question: str) -> Any:
    with at(house) as desk:
        return desk.scalar(question)


def test_back_before_cases_and_forward_again(house: House, tmp_path: Path) -> None:
    house = keeping(house, tmp_path)
    office = a_bureau(house, SINCE, DAY)
    with_exhibits(house, office.town.county)
    number = filed(house, office)
    move(house, office, number, "evidence.appraise", body="省地质院", question="矿石价值")
    go_to(house, date(2025, 12, 1))
    watch_cases(house)
    with at(house) as desk:
        duty = desk.scalar("SELECT min(id) FROM duty WHERE subject_kind = 'case'")
        for statement in HANGING:
            given = {"duty": duty, "now": desk.now}
            desk.run(statement, **{name: value for name, value in given.items() if f":{name}" in statement})
    others = counted(house, "SELECT count(*) FROM duty WHERE subject_kind <> 'case'")
    entries = counted(house, "SELECT count(*) FROM journal")
    downgrade(house.engine, "0017")
    assert check(house.engine) == "older"
    upgrade(house.engine)
    assert check(house.engine) == "current"
    for gone in ("enforcement_case", "case_event", "case_document"):
        assert counted(house, f"SELECT count(*) FROM {gone}") == 0
    assert counted(house, "SELECT count(*) FROM duty WHERE subject_kind = 'case'") == 0
    assert counted(house, "SELECT count(*) FROM duty") == others and counted(house, "SELECT min(id) FROM draft") == 78
    assert counted(house, "SELECT count(*) FROM submission") == 0 and counted(house, "SELECT count(*) FROM journal") == entries
    assert as_it_is(house, filed(house, office)).stage == "investigating"  # and one works with it again


@pytest.mark.parametrize("table", APPENDED)
def test_nothing_that_is_appended_only_can_be_emptied(postgres_house: House, table: str) -> None:
    with pytest.raises(DBAPIError, match=r"append-only"), postgres_house.engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {table} CASCADE"))
