"""The journal is append-only, its chain is checked offline, and a changed line is named."""

import json
from datetime import date

import pytest
from sqlalchemy.exc import DBAPIError

from casework import journal
from casework.desk import House
from foundation.errors import InvalidError
from tests.casework.town import at, settle_in, watch_on


def exported(house: House) -> list[str]:
    settle_in(house, date(2024, 3, 4))
    watch_on(house, date(2024, 3, 4))
    with at(house) as desk:
        while journal.seal(desk):
            pass
    with at(house) as desk:
        return list(journal.export(desk))


@pytest.mark.parametrize("statement", ["UPDATE journal SET actor = 'x'", "DELETE FROM journal",
                                       "UPDATE journal_seal SET hash = 'x'", "DELETE FROM journal_seal"])
def test_the_database_itself_refuses_to_change_the_journal(house: House, statement: str) -> None:
    exported(house)
    with pytest.raises(DBAPIError, match="append-only"), at(house) as desk:
        desk.run(statement)


def test_every_entry_is_sealed_once_and_the_chain_holds(house: House) -> None:
    lines = exported(house)
    with at(house) as desk:
        verdict = journal.verify(desk)
    assert (verdict.sealed, verdict.unsealed) == (len(lines), 0)
    assert journal.verify_lines(lines) == verdict


def test_a_changed_line_a_missing_line_and_no_json_are_named(house: House) -> None:
    lines = exported(house)
    forged = json.loads(lines[1])
    forged["actor"] = "somebody"
    with pytest.raises(InvalidError, match=f"line 2, entry {forged['id']}"):
        journal.verify_lines([lines[0], json.dumps(forged), *lines[2:]])
    with pytest.raises(InvalidError, match="line 2"):
        journal.verify_lines([lines[0], *lines[2:]])
    with pytest.raises(InvalidError, match="Line 1 is not a journal entry"):
        journal.verify_lines(["nonsense"])


def test_an_entry_that_a_running_transaction_may_still_precede_waits(postgres_house: House) -> None:
    with postgres_house.engine.connect() as running:
        running.exec_driver_sql("INSERT INTO journal (at, actor, action, entity, entity_id, detail)"
                                " VALUES (now(), 'slow', 'x', 'x', 0, '{}')")
        with at(postgres_house) as desk:
            journal.note(desk, "quick", "x", 0)
        with at(postgres_house) as desk:
            assert journal.seal(desk) == 0
        running.commit()
    with at(postgres_house) as desk:
        assert journal.seal(desk) == 2
        assert journal.verify(desk).sealed == 2
