"""What intake has set aside is listed with its error and tried again; the counts are true."""

import pytest

from casework.clue.retrying import Retried, retry, set_asides
from casework.desk import House
from foundation.errors import InvalidError, RefusedError
from tests.casework.clue_moves import done, owed, two_counties, who
from tests.casework.clues import a_clue, as_it_stands, drained
from tests.casework.town import at


def set_aside(house: House, count: int):
    """Clues whose seal was broken, as a slip in the database would leave them."""
    made = [a_clue(house, text=f"采矿{n}，口前镇") for n in range(count)]
    kept = {}
    with at(house) as desk:
        for one in made:
            kept[one.clue_id] = desk.scalar("SELECT content FROM clue_seal WHERE clue_id = :id", id=one.clue_id)
            desk.run("UPDATE clue_seal SET content = :bad WHERE clue_id = :id", bad=b"broken", id=one.clue_id)
    drained(house)
    return made, kept


def mend(house: House, clue_id: int, content: bytes) -> None:
    with at(house) as desk:
        desk.run("UPDATE clue_seal SET content = :good WHERE clue_id = :id", good=bytes(content), id=clue_id)


def test_what_is_mended_comes_through_and_the_rest_fails_again_with_why(house: House) -> None:
    town, _ = two_counties(house)
    (good, bad), kept = set_aside(house, 2)
    leader = who(house, town.province)
    listed = done(house, leader, set_asides)
    assert [(one.number, one.tries) for one in listed] == [(good.number, 1), (bad.number, 1)]
    assert listed[0].error != ""
    mend(house, good.clue_id, kept[good.clue_id])
    assert retry(house, leader) == Retried(1, ((bad.number, listed[1].error),))
    assert (as_it_stands(house, good).stage, as_it_stands(house, bad).stage) == ("routed", "set_aside")
    assert owed(house, good.clue_id)["clue_registration"][0] == town.county
    assert [(one.number, one.tries) for one in done(house, leader, set_asides)] == [(bad.number, 2)]
    mend(house, bad.clue_id, kept[bad.clue_id])
    assert retry(house, leader, [bad.number]) == Retried(1, ())
    assert done(house, leader, set_asides) == []
    with pytest.raises(InvalidError, match="not set aside any more"):
        retry(house, leader, [bad.number])


def test_whoever_may_not_retry_sees_none_and_retries_none(house: House) -> None:
    town, _ = two_counties(house)
    (made,), _ = set_aside(house, 1)
    with pytest.raises(RefusedError):
        done(house, who(house, town.county, "handler"), set_asides)
    assert done(house, who(house, town.county), set_asides) == []  # it lies with the province until it is routed
    with pytest.raises(InvalidError):
        retry(house, who(house, town.county), [made.number])
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM journal WHERE action = 'clue.retried'") == 0
    assert [one.number for one in done(house, who(house, town.province, "administrator"), set_asides)] == [made.number]
