"""The chain is checked piece by piece, each time from where it was left; whatever was changed since is found."""

from datetime import date

import pytest

from casework import journal
from casework.access import OPERATOR, Actor, Post
from casework.desk import House, open_desk
from casework.verifying import Checked, check_on, note_check, standing
from foundation.errors import RefusedError
from tests.casework.town import at, settle_in

AUDITOR = Actor("审计员", posts=(Post("auditor", 1, "/1/"),))


def written(house: House, count: int) -> None:
    with at(house) as desk:
        for number in range(count):
            journal.note(desk, "x.done", "x", number)
    with at(house) as desk:
        journal.seal(desk)


def check(house: House, **asked: object) -> Checked:
    with open_desk(house, AUDITOR, reads=True) as desk:
        found = check_on(desk, **asked)  # type: ignore[arg-type]
    with open_desk(house, AUDITOR) as desk:
        note_check(desk, found)
    return found


def told(house: House) -> tuple[int | None, int, str, int | None, int]:
    with open_desk(house, AUDITOR, reads=True) as desk:
        now = standing(desk)
    return now.first, now.last, now.by, now.broken, now.newest


@pytest.fixture
def five(house: House) -> House:
    settle_in(house, date(2024, 3, 4))
    written(house, 5)
    return house


def change(house: House, statement: str) -> None:
    """Somebody with the database's own key goes round what guards the journal."""
    with at(house) as desk:
        if desk.postgres:
            desk.run("SET session_replication_role = replica")
        else:
            for table in ("journal", "journal_seal"):
                desk.run(f"DROP TRIGGER {table}_no_update")
        desk.run(statement)
        if desk.postgres:
            desk.run("SET session_replication_role = origin")


def parts(found: Checked) -> tuple[int | None, int | None, int, int | None, bool]:
    return found.first, found.last, found.count, found.broken, found.left


def test_a_check_goes_on_where_the_last_one_ended(five: House) -> None:
    assert told(five) == (None, 0, "", None, 5)
    assert parts(check(five, limit=2)) == (1, 2, 2, None, True)
    assert told(five) == (1, 2, "审计员", None, 6)
    assert parts(check(five, limit=2)) == (1, 4, 2, None, True)
    assert parts(check(five, limit=2)) == (1, 5, 1, None, False)  # the checks' own entries are not sealed yet
    assert parts(check(five)) == (1, 5, 0, None, False)
    with at(five) as desk:
        assert journal.seal(desk) == 3
    assert parts(check(five)) == (1, 8, 3, None, False)
    assert parts(check(five, anew=True, limit=3)) == (1, 3, 3, None, True)
    assert told(five)[:2] == (1, 3)


@pytest.mark.parametrize("statement", [
    "UPDATE journal SET actor = 'nobody' WHERE id = 4", "UPDATE journal_seal SET hash = 'x' WHERE entry_id = 4",
    "UPDATE journal_seal SET previous = 'x' WHERE entry_id = 4"])
def test_what_was_changed_is_found_and_becomes_work_of_the_province_once(five: House, statement: str) -> None:
    assert parts(check(five, limit=2)) == (1, 2, 2, None, True)
    change(five, statement)
    for _ in range(2):
        found = check(five)
        assert (found.last, found.broken, found.left) == (3, 4, True)
    assert told(five)[3] == 4
    with at(five) as desk:
        assert desk.rows("SELECT office_id, kind, text FROM work_item") == [
            (1, "journal-broken", "日志封印链在第4条处中断：该条或其前的记录被改动过，请与早先的导出核对。")]
        assert desk.scalar("SELECT count(*) FROM journal WHERE action = 'journal.broken'") == 2


def test_a_chain_written_anew_from_the_start_does_not_fit_the_last_check(five: House) -> None:
    check(five)
    change(five, "UPDATE journal_seal SET hash = 'x' WHERE entry_id = 5")
    assert check(five).broken == 5
    assert check(five, anew=True).broken == 5


def test_only_who_keeps_the_whole_house_checks_it(five: House) -> None:
    for actor in (Actor("市审计员", posts=(Post("auditor", 2, "/1/2/"),)), Actor("承办人", posts=(Post("handler", 1, "/1/"),))):
        with open_desk(five, actor) as desk:
            for asked in (check_on, standing):
                with pytest.raises(RefusedError):
                    asked(desk)
    with open_desk(five, OPERATOR) as desk:
        assert check_on(desk).count == 5
