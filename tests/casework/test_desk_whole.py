"""Plain statements and the session of a desk are one unit of work, whichever is asked first."""

import pytest
from sqlalchemy import text

from casework.access import SYSTEM
from casework.desk import House, open_desk

RING = "INSERT INTO bell (stage, n) VALUES (:stage, 1)"


def rung(house: House) -> list[str]:
    with open_desk(house, SYSTEM, reads=True) as desk:
        return [row.stage for row in desk.rows("SELECT stage FROM bell ORDER BY stage")]


@pytest.mark.parametrize("session_first", [True, False])
def test_what_either_writes_is_kept_or_taken_back_with_the_other(house: House, session_first: bool) -> None:
    for keeps, kept in ((False, []), (True, ["plain", "session"])):
        with open_desk(house, SYSTEM, keeps=keeps) as desk:
            if not session_first:
                desk.run(RING, stage="plain")
            desk.session.execute(text(RING), {"stage": "session"})
            if session_first:
                desk.run(RING, stage="plain")
        assert rung(house) == kept


def test_an_error_takes_back_what_either_wrote(house: House) -> None:
    with pytest.raises(ZeroDivisionError), open_desk(house, SYSTEM) as desk:
        desk.run(RING, stage="plain")
        desk.session.execute(text(RING), {"stage": "session"})
        raise ZeroDivisionError
    assert rung(house) == []


def test_a_savepoint_takes_back_plain_statements_within_it_alone(house: House) -> None:
    with open_desk(house, SYSTEM) as desk:
        desk.run(RING, stage="before")
        with pytest.raises(ZeroDivisionError), desk.session.begin_nested():
            desk.run(RING, stage="within")
            raise ZeroDivisionError
        desk.run(RING, stage="after")
    assert rung(house) == ["after", "before"]
